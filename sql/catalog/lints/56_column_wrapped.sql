-- An index on the column cannot be entered by it any more.
create view catalog.lint_column_wrapped as
    select 'column_wrapped'::text as rule, 'speed'::text as category, 'warning'::text as severity, f.object, f.detail, f.remedy
      from (
        with nodes as materialized (
            select * from catalog.policy_nodes
        )
        select distinct n.object, format('%I is wrapped.', v.own_column) as detail, 'Convert the other side, or index the expression.' as remedy
          from nodes n join nodes v on v.object = n.object and v.clause = n.clause and v.parent = n.node and v.of_own_row
         where n.kind in ('FUNCEXPR', 'COERCEVIAIO', 'ARRAYCOERCEEXPR', 'COALESCEEXPR', 'MINMAXEXPR') and n.queries = 0
           and exists (select from nodes o where o.object = n.object and o.clause = n.clause and o.node = n.parent and o.kind in ('OPEXPR', 'SCALARARRAYOPEXPR', 'DISTINCTEXPR', 'SUBLINK'))
      ) f;
comment on view catalog.lint_column_wrapped is 'A policy wraps a column of the row in a function or a cast before comparing it. Source: PostgreSQL manual, Indexes on Expressions.';
