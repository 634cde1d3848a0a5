-- Doors beside our schemas: what somebody put into PostgreSQL's own, what a role got there beyond what initdb gave, server
-- parameters that a role may change, and roles that no charter knows. The functions listed are what our owners call.
create view catalog.lint_rights_outside as
    select 'rights_outside'::text as rule, 'bypass'::text as category, 'error'::text as severity, f.object, f.detail, f.remedy
      from (
        with system_schemas as (
            select n.oid from pg_catalog.pg_namespace n where n.nspname in ('pg_catalog', 'information_schema')
        ), known as (
            select c.role_name from catalog.role_charter() c
        ), looked_at (object) as (
            values
                ('pg_catalog.pg_advisory_xact_lock(bigint) to app_kernel'),      -- who draws lines waits for the others
                ('pg_catalog.pg_stat_get_activity(integer) to app_owner')        -- catalog.count_connections counts, and shows nothing else
        ), given_by_initdb as (
            select i.classoid, i.objoid, i.objsubid, x.grantee, x.privilege_type
              from pg_catalog.pg_init_privs i cross join lateral pg_catalog.aclexplode(i.initprivs) x where i.privtype = 'i'
        ), given as (
            select 'pg_class'::regclass as classoid, c.oid as objoid, 0 as objsubid, catalog.relation_name(c.oid) as object, x.grantee, x.privilege_type
              from pg_catalog.pg_class c join system_schemas s on s.oid = c.relnamespace cross join lateral pg_catalog.aclexplode(c.relacl) x where x.grantee <> c.relowner
            union all
            select 'pg_class'::regclass, c.oid, a.attnum, format('%s.%I', catalog.relation_name(c.oid), a.attname), x.grantee, x.privilege_type
              from pg_catalog.pg_class c join system_schemas s on s.oid = c.relnamespace
              join pg_catalog.pg_attribute a on a.attrelid = c.oid cross join lateral pg_catalog.aclexplode(a.attacl) x where x.grantee <> c.relowner
            union all
            select 'pg_proc'::regclass, p.oid, 0, catalog.routine_name(p.oid), x.grantee, x.privilege_type
              from pg_catalog.pg_proc p join system_schemas s on s.oid = p.pronamespace cross join lateral pg_catalog.aclexplode(p.proacl) x where x.grantee not in (0, p.proowner)
        )
        select catalog.routine_name(p.oid) as object, 'Somebody made it in a schema of PostgreSQL''s own.' as detail, format('drop routine %s;', catalog.routine_name(p.oid)) as remedy
          from pg_catalog.pg_proc p join system_schemas s on s.oid = p.pronamespace where p.oid >= 16384
        union all
        select catalog.relation_name(c.oid), 'Somebody made it in a schema of PostgreSQL''s own.', format('drop ... %s;', catalog.relation_name(c.oid))
          from pg_catalog.pg_class c join system_schemas s on s.oid = c.relnamespace where c.oid >= 16384
        union all
        select format('%s to %s', g.object, case when g.grantee = 0 then 'PUBLIC' else g.grantee::regrole::text end), format('%s, which initdb did not give.', g.privilege_type),
               format('revoke %s on ... %s from %s;', g.privilege_type, g.object, case when g.grantee = 0 then 'PUBLIC' else g.grantee::regrole::text end)
          from given g
         where not exists (select from given_by_initdb i where (i.classoid, i.objoid, i.objsubid, i.grantee, i.privilege_type) = (g.classoid, g.objoid, g.objsubid, g.grantee, g.privilege_type))
           and not (g.object like 'information_schema.%' and g.grantee = 0 and g.privilege_type = 'SELECT')   -- what every server shows everybody
           and format('%s to %s', g.object, case when g.grantee = 0 then 'PUBLIC' else g.grantee::regrole::text end) not in (select l.object from looked_at l)
        union all
        select format('parameter %s to %s', p.parname, case when x.grantee = 0 then 'PUBLIC' else x.grantee::regrole::text end), format('%s of a parameter of the server.', x.privilege_type),
               format('revoke %s on parameter %s from ...;', x.privilege_type, p.parname)
          from pg_catalog.pg_parameter_acl p cross join lateral pg_catalog.aclexplode(p.paracl) x join pg_catalog.pg_roles r on r.oid = x.grantee or x.grantee = 0
         where not r.rolsuper or x.grantee = 0
         group by p.parname, x.grantee, x.privilege_type
        union all
        select distinct format('%s to %s', g.object, g.grantee_name), 'No charter knows this role.', format('revoke all on %s from %I;', g.object, g.grantee_name)
          from catalog.inventory_grants g where g.ours and g.grantee_name <> 'PUBLIC' and g.grantee_name not in (select k.role_name from known k)
        union all
        select distinct format('%s to %s', e.object, e.grantee_name), 'No charter knows this role.', format('revoke all on routine %s from %I;', e.object, e.grantee_name)
          from catalog.inventory_executors e where e.ours and e.grantee_name <> 'PUBLIC' and e.grantee_name not in (select k.role_name from known k)
        union all
        select 'role ' || r.rolname, 'It passes over row security, is no superuser, and no charter knows it.', format('alter role %I nobypassrls;', r.rolname)
          from pg_catalog.pg_roles r where r.rolbypassrls and not r.rolsuper and r.rolname not in (select k.role_name from known k)
      ) f;
comment on view catalog.lint_rights_outside is 'A function, grant, parameter or role beside our schemas opens what they protect. Source: PostgreSQL manual, Privileges and pg_init_privs; CIS PostgreSQL Benchmark (excessive privileges).';
