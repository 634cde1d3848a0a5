-- The planner runs leakproof functions before the policies, on rows the caller may not see.
create view catalog.lint_leakproof_function as
    select 'leakproof_function'::text as rule, 'bypass'::text as category, 'error'::text as severity, f.object, f.detail, f.remedy
      from (
        select r.object, 'It may be evaluated on rows that row security would have hidden.' as detail, format('alter function %s not leakproof;', r.object) as remedy
          from catalog.inventory_routines r where r.leakproof
      ) f;
comment on view catalog.lint_leakproof_function is 'A function outside PostgreSQL''s own is marked LEAKPROOF. Source: PostgreSQL manual, CREATE FUNCTION (LEAKPROOF) and Rules and Privileges; CVE-2017-7484.';
