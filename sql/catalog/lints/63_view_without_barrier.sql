-- Row security of the tables below is a barrier for what their policies leave out, and none for what the view itself leaves out.
-- Views of schema catalog show catalogs, of which there is nothing to hide.
create view catalog.lint_view_without_barrier as
    select 'view_without_barrier'::text as rule, 'channels'::text as category, 'error'::text as severity, f.object, f.detail, f.remedy
      from (
        select i.object, format('It reads as %s; a condition of its reader may look at rows before the view has left them out.', i.owner::regrole) as detail,
               format('alter view %s set (security_barrier = true);', i.object) as remedy
          from catalog.inventory_relations i
         where i.ours and i.kind = 'v' and i.object not like 'catalog.%'
           and not coalesce(i.options, '{}') && array['security_invoker=true', 'security_invoker=on', 'security_invoker=1', 'security_invoker=yes']
           and not coalesce(i.options, '{}') && array['security_barrier=true', 'security_barrier=on', 'security_barrier=1', 'security_barrier=yes']
           and exists (select from pg_catalog.pg_rewrite w
                         join pg_catalog.pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = w.oid and d.refclassid = 'pg_class'::regclass and d.refobjid <> w.ev_class
                         join catalog.inventory_relations t on t.relation = d.refobjid
                        where w.ev_class = i.relation)
      ) f;
comment on view catalog.lint_view_without_barrier is 'A view that reads as its owner has no security_barrier. Source: PostgreSQL manual, Rules and Privileges.';
