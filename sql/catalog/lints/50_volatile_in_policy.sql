-- It is called for every row, keeps indexes from being used, and may answer differently for two rows of one statement.
create view catalog.lint_volatile_in_policy as
    select 'volatile_in_policy'::text as rule, 'speed'::text as category, 'warning'::text as severity, f.object, f.detail, f.remedy
      from (
        select distinct n.object, format('%s is volatile.', catalog.routine_name(n.calls)) as detail, 'Use a stable function, or a sub-select.' as remedy
          from catalog.policy_nodes n join pg_catalog.pg_proc f on f.oid = n.calls
         where f.provolatile = 'v' and n.kind in ('FUNCEXPR', 'OPEXPR', 'SCALARARRAYOPEXPR', 'DISTINCTEXPR')
      ) f;
comment on view catalog.lint_volatile_in_policy is 'A policy calls a volatile function. Source: PostgreSQL manual, Function Volatility Categories.';
