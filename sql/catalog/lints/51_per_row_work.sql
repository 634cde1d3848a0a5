-- A set that depends on nothing outside is computed once and hashed; one that names the row is computed for each.
create view catalog.lint_per_row_work as
    select 'per_row_work'::text as rule, 'speed'::text as category, 'warning'::text as severity, f.object, f.detail, f.remedy
      from (
        with nodes as materialized (
            select * from catalog.policy_nodes
        )
        select distinct n.object, case n.kind when 'SUBLINK' then 'Its sub-select names a column of the row, so it runs for each.' else format('%s is called for each row.', catalog.routine_name(n.calls)) end as detail,
               '(org_id, id) in (select ...), with nothing of the row inside' as remedy
          from nodes n
         where not n.runs_once
           and (n.kind = 'FUNCEXPR' and exists (select from catalog.inventory_routines r where r.routine = n.calls and r.language <> 'internal')
                or n.kind = 'SUBLINK' and exists (   -- the query below it does not run once
                        select from nodes q where q.object = n.object and q.clause = n.clause and q.parent = n.node and q.kind = 'QUERY' and not q.runs_once))
      ) f;
comment on view catalog.lint_per_row_work is 'A policy runs a correlated sub-select, or a function of ours, for every row. Source: PostgreSQL manual, Subquery Expressions and EXPLAIN (SubPlan); measured, docs/kernel.md.';
