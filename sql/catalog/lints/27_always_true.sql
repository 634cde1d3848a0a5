-- Only owners that act before there is a caller have such policies, each by name in the suppressions.
create view catalog.lint_always_true as
    select 'always_true'::text as rule, 'logic'::text as category, 'error'::text as severity, f.object, f.detail, f.remedy
      from (
        select distinct n.object, format('Its %s clause lets every row of every organisation through for %s.', n.clause,
                   (select string_agg(case when r = 0 then 'PUBLIC' else r::regrole::text end, ', ' order by case when r = 0 then 'PUBLIC' else r::regrole::text end) from unnest(n.roles) r)) as detail,
               'Say which rows.' as remedy
          from catalog.policy_nodes n
         where n.permissive and n.parent is null and n.kind = 'CONST' and n.scalars ->> 'constvalue' like '1 [ 1 %'
      ) f;
comment on view catalog.lint_always_true is 'A permissive policy''s clause is the constant true. Source: PostgreSQL manual, CREATE POLICY; splinter 0024.';
