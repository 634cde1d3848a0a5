-- It answers for the caller, not for the row: all rows or none.
create view catalog.lint_policy_without_column as
    select 'policy_without_column'::text as rule, 'logic'::text as category, 'error'::text as severity, f.object, f.detail, f.remedy
      from (
        select n.object, format('Its %s clause gives the same answer for every row.', n.clause) as detail,
               'Bind it to the row: org_id = (the organisation in which the caller may).' as remedy
          from catalog.policy_nodes n
         group by n.object, n.clause
        having not bool_or(n.of_own_row) and not bool_or(n.parent is null and n.kind = 'CONST')
      ) f;
comment on view catalog.lint_policy_without_column is 'A policy''s clause names no column of the row it judges. Source: docs/kernel.md (every clause binds what it grants to the organisation of the row).';
