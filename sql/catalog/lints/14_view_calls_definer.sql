-- A grant on the view is then a grant on what the function's owner sees, and no policy on the view's tables says so.
create view catalog.lint_view_calls_definer as
    select 'view_calls_definer'::text as rule, 'bypass'::text as category, 'warning'::text as severity, f.object, f.detail, f.remedy
      from (
        select distinct catalog.relation_name(w.ev_class) as object, format('It calls %s, which runs as %s.', r.object, r.owner::regrole) as detail,
               'Call the function where its result is needed, or make it an invoker function.' as remedy
          from pg_catalog.pg_rewrite w
          join pg_catalog.pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = w.oid and d.refclassid = 'pg_proc'::regclass
          join catalog.inventory_routines r on r.routine = d.refobjid and r.definer
      ) f;
comment on view catalog.lint_view_calls_definer is 'A view or a rule calls a SECURITY DEFINER function. Source: PostgreSQL manual, Rules and Privileges.';
