-- Settings are claims that any SQL can make: '%' is one.
create view catalog.lint_pattern_on_context as
    select 'pattern_on_context'::text as rule, 'logic'::text as category, 'error'::text as severity, f.object, f.detail, f.remedy
      from (
        with nodes as materialized (
            select * from catalog.policy_nodes
        )
        select distinct n.object, 'What the caller claims is used as a pattern, or matched by one.' as detail, 'Compare for equality.' as remedy
          from nodes n join pg_catalog.pg_proc f on f.oid = n.calls
         where n.kind in ('OPEXPR', 'SCALARARRAYOPEXPR', 'FUNCEXPR') and f.proname ~ '(like|regex|similar)' and f.pronamespace = 'pg_catalog'::regnamespace
           and exists (select from nodes c where c.object = n.object and c.clause = n.clause and c.of_context and n.node < c.node and c.closes < n.closes)
      ) f;
comment on view catalog.lint_pattern_on_context is 'A policy matches by LIKE, a regular expression or SIMILAR with the context on one side. Source: CWE-943; R23.';
