-- Closed, and therefore an invitation to switch row security off again instead of saying who may see what.
create view catalog.lint_rls_without_policy as
    select 'rls_without_policy'::text as rule, 'bypass'::text as category, 'warning'::text as severity, f.object, f.detail, f.remedy
      from (
        select i.object, 'No policy at all: every login and every owner inside row security sees an empty table.' as detail,
               format('create policy ... on %s ...; or take the grants away if nobody is meant to read it', i.object) as remedy
          from catalog.inventory_relations i
         where i.kind in ('r', 'p') and i.row_security and not exists (select from pg_catalog.pg_policy p where p.polrelid = i.relation)
      ) f;
comment on view catalog.lint_rls_without_policy is 'Row security is on and there is no policy, so nobody sees a row, which is seldom what was meant. Source: PostgreSQL manual, Row Security Policies (default deny); splinter 0008.';
