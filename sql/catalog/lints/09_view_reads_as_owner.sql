-- The closure over views is taken, so a view on a view is found too; views on system catalogs alone show no row of anybody.
create view catalog.lint_view_reads_as_owner as
    select 'view_reads_as_owner'::text as rule, 'bypass'::text as category, 'error'::text as severity, f.object, f.detail, f.remedy
      from (
        with recursive reach (view, relation) as (
            select w.ev_class, d.refobjid
              from pg_catalog.pg_rewrite w join pg_catalog.pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = w.oid and d.refclassid = 'pg_class'::regclass and d.refobjid <> w.ev_class
             where w.ev_class in (select i.relation from catalog.inventory_relations i where i.kind = 'v')
            union
            select r.view, d.refobjid
              from reach r join pg_catalog.pg_rewrite w on w.ev_class = r.relation
              join pg_catalog.pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = w.oid and d.refclassid = 'pg_class'::regclass and d.refobjid <> w.ev_class
        )
        select i.object, format('It reads %s as %s, whoever asks.', string_agg(t.object, ', ' order by t.object), i.owner::regrole) as detail,
               format('alter view %s set (security_invoker = true);', i.object) as remedy
          from catalog.inventory_relations i join reach r on r.view = i.relation join catalog.inventory_relations t on t.relation = r.relation and t.kind in ('r', 'p', 'm', 'f')
         where i.kind = 'v' and not coalesce(i.options, '{}') && array['security_invoker=true', 'security_invoker=on', 'security_invoker=1', 'security_invoker=yes']
         group by i.object, i.owner
      ) f;
comment on view catalog.lint_view_reads_as_owner is 'A view without security_invoker reads tables as its owner instead of as whoever asks. Source: PostgreSQL manual, CREATE VIEW (security_invoker, 15 and newer); splinter 0010.';
