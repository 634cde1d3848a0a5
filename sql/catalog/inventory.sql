-- What there is to look at: the subjects of the rules in sql/catalog/lints/. Every schema that is not PostgreSQL's own, and every
-- kind of relation: tables, partitioned tables and partitions, views, materialised views, foreign tables, sequences.

create view catalog.inventory_logins as
    select r.oid as role, r.rolname::text as role_name, r.rolname in ('app_api', 'app_auth', 'app_worker') as takes_requests,
           r.rolsuper, r.rolbypassrls, r.rolcreaterole, r.rolreplication
      from pg_catalog.pg_roles r join catalog.role_charter() c on c.role_name = r.rolname where c.may_login;
comment on view catalog.inventory_logins is 'The logins of the charter: roles that must never see more than row security gives them.';

create view catalog.inventory_relations as
    select c.oid::regclass as relation, catalog.relation_name(c.oid) as object, c.relkind::text as kind, c.relispartition as is_partition,
           n.nspowner = (select r.oid from pg_catalog.pg_roles r where r.rolname = 'app_owner') as ours,
           c.relkind in ('r', 'p') and exists (select from pg_catalog.pg_attribute a where a.attrelid = c.oid and a.attname = 'org_id' and not a.attisdropped) as tenant,
           c.relrowsecurity as row_security, c.relforcerowsecurity as forced, c.relowner as owner, c.reloptions as options
      from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
       and not exists (select from pg_catalog.pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e');
comment on view catalog.inventory_relations is 'Every relation outside PostgreSQL''s schemas and extensions; tenant = a table with org_id, ours = in a schema of app_owner.';

create view catalog.inventory_grants as
    select i.relation, i.object, i.kind, i.ours, i.tenant, g.grantee, case when g.grantee = 0 then 'PUBLIC' else g.grantee::regrole::text end as grantee_name,
           g.privilege_type as privilege, g.column_name,
           g.grantee = 0 or g.grantee in (select l.role from catalog.inventory_logins l) as to_login
      from catalog.inventory_relations i join pg_catalog.pg_class c on c.oid = i.relation
     cross join lateral (
        select x.grantee, x.privilege_type, null::text as column_name from pg_catalog.aclexplode(c.relacl) x
        union all
        select x.grantee, x.privilege_type, a.attname::text from pg_catalog.pg_attribute a cross join pg_catalog.aclexplode(a.attacl) x
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) g
     where g.grantee <> c.relowner;
comment on view catalog.inventory_grants is 'Every grant on a relation or on one of its columns to somebody else than its owner; to_login = to a login of the charter or to everybody.';

create view catalog.inventory_routines as
    select p.oid::regprocedure as routine, catalog.routine_name(p.oid) as object, p.proowner as owner, p.prosecdef as definer, p.provolatile::text as volatility,
           p.proleakproof as leakproof, p.proconfig as settings, p.prosrc as source, p.prorettype = 'trigger'::regtype as is_trigger, l.lanname::text as language,
           n.nspowner = (select r.oid from pg_catalog.pg_roles r where r.rolname = 'app_owner') as ours
      from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace join pg_catalog.pg_language l on l.oid = p.prolang
     where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
       and not exists (select from pg_catalog.pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e');
comment on view catalog.inventory_routines is 'Every function and procedure outside PostgreSQL''s schemas and extensions.';

create view catalog.inventory_executors as
    select i.routine, i.object, i.definer, i.ours, case when g.grantee = 0 then 'PUBLIC' else g.grantee::regrole::text end as grantee_name,
           g.grantee = 0 or g.grantee in (select l.role from catalog.inventory_logins l) as is_login
      from catalog.inventory_routines i join pg_catalog.pg_proc p on p.oid = i.routine
     cross join lateral pg_catalog.aclexplode(coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner))) g
     where g.grantee <> p.proowner and g.privilege_type = 'EXECUTE';
comment on view catalog.inventory_executors is 'Who may execute each routine, its owner apart.';
