-- Seen from inside: what our files never make at all. `rowhouse policies diff` compares the rest with the files, fact by fact.
create view catalog.lint_unexplained_object as
    select 'unexplained_object'::text as rule, 'hygiene'::text as category, 'warning'::text as severity, f.object, f.detail, f.remedy
      from (
        with ours as (
            select c.role_name from catalog.role_charter() c
        ), schemas as (
            select n.oid, n.nspname, n.nspowner::regrole::text in (select o.role_name from ours o) as ours
              from pg_catalog.pg_namespace n where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
        )
        select 'schema ' || s.nspname as object, 'Nothing of ours makes this schema.' as detail, format('drop schema %I;', s.nspname) as remedy from schemas s where not s.ours and s.nspname <> 'public'
        union all
        select i.object, 'It stands outside our schemas.', format('drop ... %s;', i.object) from catalog.inventory_relations i where not i.ours
        union all
        select r.object, 'It stands outside our schemas.', format('drop routine %s;', r.object) from catalog.inventory_routines r where not r.ours
        union all
        select i.object, format('It belongs to %s, who is none of our owners.', i.owner::regrole), format('alter table %s owner to app_owner;', i.object)
          from catalog.inventory_relations i where i.ours and i.owner::regrole::text not in (select o.role_name from ours o)
        union all
        select r.object, format('It belongs to %s, who is none of our owners.', r.owner::regrole), format('alter routine %s owner to app_owner;', r.object)
          from catalog.inventory_routines r where r.ours and r.owner::regrole::text not in (select o.role_name from ours o)
        union all
        select 'extension ' || e.extname, 'No migration installs it.', format('drop extension %I;', e.extname) from pg_catalog.pg_extension e where e.extname not in ('plpgsql', 'btree_gist')
        union all
        select 'rule ' || w.rulename || ' on ' || i.object, 'Rules rewrite statements before row security is looked at; we have none.', format('drop rule %I on %s;', w.rulename, i.object)
          from pg_catalog.pg_rewrite w join catalog.inventory_relations i on i.relation = w.ev_class where w.rulename <> '_RETURN'
        union all
        select 'event trigger ' || t.evtname, 'We have no event triggers.', format('drop event trigger %I;', t.evtname) from pg_catalog.pg_event_trigger t
        union all
        select 'language ' || l.lanname, 'We use sql and plpgsql.', format('drop language %I;', l.lanname) from pg_catalog.pg_language l where l.lanname not in ('internal', 'c', 'sql', 'plpgsql')
        union all
        select 'cast from ' || format_type(c.castsource, null) || ' to ' || format_type(c.casttarget, null), 'A cast of one''s own changes what comparisons in policies mean.', format('drop cast (%s as %s);', format_type(c.castsource, null), format_type(c.casttarget, null))
          from pg_catalog.pg_cast c
         where c.oid >= 16384 and not exists (select from pg_catalog.pg_depend d where d.classid = 'pg_cast'::regclass and d.objid = c.oid and d.deptype = 'e')
        union all
        select format('operator %I.%s (%s, %s)', n.nspname, o.oprname, format_type(o.oprleft, null), format_type(o.oprright, null)), 'An operator of one''s own can stand in for a built-in one.',
               format('drop operator %I.%s (%s, %s);', n.nspname, o.oprname, format_type(o.oprleft, null), format_type(o.oprright, null))
          from pg_catalog.pg_operator o join pg_catalog.pg_namespace n on n.oid = o.oprnamespace
         where o.oid >= 16384 and not exists (select from pg_catalog.pg_depend d where d.classid = 'pg_operator'::regclass and d.objid = o.oid and d.deptype = 'e')
        union all
        select 'foreign server ' || s.srvname, 'We read no other server.', format('drop server %I;', s.srvname) from pg_catalog.pg_foreign_server s
      ) f;
comment on view catalog.lint_unexplained_object is 'Something stands in the database that no file in policies/ or sql/ makes: a foreign schema, owner, extension, rule, event trigger or language. Source: HY-26 (schema as code); CIS PostgreSQL Benchmark (review of extensions and languages).';
