-- The state an attacker can always reach is the one without a context.
create view catalog.lint_null_context as
    select 'null_context'::text as rule, 'logic'::text as category, 'error'::text as severity, f.object, f.detail, f.remedy
      from (
        with nodes as materialized (
            select * from catalog.policy_nodes
        )
        select distinct t.object, case t.kind when 'NULLTEST' then 'Without a context this arm is true for every row.' else 'Without a context the row is compared with itself.' end as detail,
               'Compare with the caller alone: no context, no row.' as remedy
          from nodes t
         where (t.kind = 'NULLTEST' and t.scalars ->> 'nulltesttype' = '0'
                  and exists (select from nodes o where o.object = t.object and o.clause = t.clause and o.kind = 'BOOLEXPR' and o.scalars ->> 'boolop' = 'or' and o.node < t.node and t.closes < o.closes)
                or t.kind = 'COALESCEEXPR'
                  and exists (select from nodes v where v.object = t.object and v.clause = t.clause and v.of_own_row and t.node < v.node and v.closes < t.closes))
           and exists (select from nodes c where c.object = t.object and c.clause = t.clause and c.of_context and t.node < c.node and c.closes < t.closes)
      ) f;
comment on view catalog.lint_null_context is 'A clause lets rows through when the context is not set: "... is null or", or a coalesce that falls back to the row itself. Source: R1, R23.';
