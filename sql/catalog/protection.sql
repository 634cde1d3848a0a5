-- What protects this database, one row a fact, each as the SQL that makes it so and the SQL that undoes it.
-- `rowhouse policies diff` compares it between this database and a scratch one built from the files; `rowhouse serve`
-- compares its digest with the one recorded when policies were applied. Deterministic, and free of OIDs.
create function catalog.protection()
    returns table (kind text, object text, definition text, undo text)
    language sql stable set search_path = pg_catalog, pg_temp
as $$
    with covered as (   -- every schema that is not PostgreSQL's own: a stray object in public shows as well
        select n.oid, n.nspname, n.nspowner, n.nspacl
          from pg_namespace n
         where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    ), member_of_extension as (
        select d.classid, d.objid from pg_depend d where d.deptype = 'e'
    ), relations as (
        select c.oid, c.oid::regclass::text as name, c.relkind, c.relowner, c.relacl, c.relrowsecurity, c.relforcerowsecurity, c.reloptions,
               case c.relkind when 'v' then 'VIEW' when 'm' then 'MATERIALIZED VIEW' when 'S' then 'SEQUENCE' when 'f' then 'FOREIGN TABLE' else 'TABLE' end as noun
          from pg_class c
         where c.relnamespace in (select oid from covered)
           and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
           and (('pg_class'::regclass)::oid, c.oid) not in (select classid, objid from member_of_extension)
    ), routines as (
        select p.oid, p.oid::regprocedure::text as name, p.proowner, p.proacl, p.prokind
          from pg_proc p
         where p.pronamespace in (select oid from covered)
           and (('pg_proc'::regclass)::oid, p.oid) not in (select classid, objid from member_of_extension)
    ), grants as (
        select 'SCHEMA ' || quote_ident(s.nspname) as target, g.privilege_type as privilege, g.grantee, g.is_grantable, s.nspowner as owner
          from covered s cross join aclexplode(coalesce(s.nspacl, acldefault('n', s.nspowner))) g
        union all
        select r.name, g.privilege_type, g.grantee, g.is_grantable, r.relowner
          from relations r cross join aclexplode(coalesce(r.relacl, acldefault((case r.relkind when 'S' then 's' else 'r' end)::"char", r.relowner))) g
        union all
        select r.name, g.privilege_type || ' (' || quote_ident(a.attname) || ')', g.grantee, g.is_grantable, r.relowner
          from relations r join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
         cross join aclexplode(a.attacl) g
        union all
        select 'ROUTINE ' || r.name, g.privilege_type, g.grantee, g.is_grantable, r.proowner
          from routines r cross join aclexplode(coalesce(r.proacl, acldefault('f', r.proowner))) g
        union all
        select 'LANGUAGE ' || quote_ident(l.lanname), g.privilege_type, g.grantee, g.is_grantable, l.lanowner
          from pg_language l cross join aclexplode(coalesce(l.lanacl, acldefault('l', l.lanowner))) g
         where l.lanpltrusted
        union all
        select 'DATABASE :database', g.privilege_type, g.grantee, g.is_grantable, d.datdba
          from pg_database d cross join aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) g
         where d.datname = current_database()
        union all   -- functions of PostgreSQL itself that one of our roles was let into
        select 'ROUTINE ' || p.oid::regprocedure, g.privilege_type, g.grantee, g.is_grantable, p.proowner
          from pg_proc p cross join aclexplode(p.proacl) g
         where p.pronamespace = 'pg_catalog'::regnamespace and p.proacl is not null and g.grantee <> 0 and g.grantee::regrole::text like 'app\_%'
    )
    select 'schema', quote_ident(s.nspname), format('CREATE SCHEMA %I', s.nspname), format('DROP SCHEMA %I CASCADE', s.nspname) from covered s
    union all
    select 'owner', 'schema ' || quote_ident(s.nspname), format('ALTER SCHEMA %I OWNER TO %s', s.nspname, s.nspowner::regrole), null from covered s where s.nspname <> 'public'
    union all
    select 'extension', quote_ident(e.extname), format('CREATE EXTENSION %I SCHEMA %s', e.extname, e.extnamespace::regnamespace), format('DROP EXTENSION %I', e.extname) from pg_extension e
    union all
    select lower(r.noun), r.name, format('CREATE %s%s %s%s', case when r.relkind = 'v' then 'OR REPLACE ' else '' end, r.noun, r.name,
               case when r.relkind in ('r', 'p') then ' ()' when r.relkind in ('v', 'm') then
                    coalesce(' WITH (' || (select string_agg(o, ', ' order by o) from unnest(r.reloptions) o) || ')', '') || E' AS\n' || pg_get_viewdef(r.oid) else '' end),
           format('DROP %s %s', r.noun, r.name)
      from relations r
    union all
    select 'owner', r.name, format('ALTER %s %s OWNER TO %s', r.noun, r.name, r.relowner::regrole), null from relations r
    union all
    select 'row security', r.name, format('ALTER TABLE %s %s ROW LEVEL SECURITY', r.name, case when r.relrowsecurity then 'ENABLE' else 'DISABLE' end), null
      from relations r where r.relkind in ('r', 'p')
    union all
    select 'forced row security', r.name, format('ALTER TABLE %s %s ROW LEVEL SECURITY', r.name, case when r.relforcerowsecurity then 'FORCE' else 'NO FORCE' end), null
      from relations r where r.relkind in ('r', 'p')
    union all
    select 'column', r.name || '.' || quote_ident(a.attname),
           format('ALTER TABLE %s ADD COLUMN %I %s%s%s%s', r.name, a.attname, format_type(a.atttypid, a.atttypmod),
               case a.attidentity when 'a' then ' GENERATED ALWAYS AS IDENTITY' when 'd' then ' GENERATED BY DEFAULT AS IDENTITY' else '' end,
               case when d.oid is null then '' when a.attgenerated <> '' then ' GENERATED ALWAYS AS (' || pg_get_expr(d.adbin, d.adrelid) || ') STORED' else ' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid) end,
               case when a.attnotnull then ' NOT NULL' else '' end),
           format('ALTER TABLE %s DROP COLUMN %I', r.name, a.attname)
      from relations r
      join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
     where r.relkind in ('r', 'p', 'f')
    union all
    select 'column type', r.name || '.' || quote_ident(a.attname), format('ALTER TABLE %s ALTER COLUMN %I TYPE %s', r.name, a.attname, format_type(a.atttypid, a.atttypmod)), null
      from relations r join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped where r.relkind in ('r', 'p', 'f')
    union all
    select 'column null', r.name || '.' || quote_ident(a.attname), format('ALTER TABLE %s ALTER COLUMN %I %s NOT NULL', r.name, a.attname, case when a.attnotnull then 'SET' else 'DROP' end), null
      from relations r join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped where r.relkind in ('r', 'p', 'f')
    union all
    select 'column default', r.name || '.' || quote_ident(a.attname),
           format('ALTER TABLE %s ALTER COLUMN %I %s', r.name, a.attname, coalesce('SET DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), 'DROP DEFAULT')), null
      from relations r join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attidentity = ''
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum where r.relkind in ('r', 'p', 'f')
    union all
    select 'constraint', r.name || '.' || quote_ident(k.conname), format('ALTER TABLE %s ADD CONSTRAINT %I %s', r.name, k.conname, pg_get_constraintdef(k.oid)),
           format('ALTER TABLE %s DROP CONSTRAINT %I', r.name, k.conname)
      from relations r join pg_constraint k on k.conrelid = r.oid where k.contype in ('c', 'f', 'p', 'u', 'x')
    union all
    select 'index', i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid), format('DROP INDEX %s', i.indexrelid::regclass)
      from relations r join pg_index i on i.indrelid = r.oid
     where not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
    union all
    select 'statistics', x.stxnamespace::regnamespace || '.' || quote_ident(x.stxname), pg_get_statisticsobjdef(x.oid),
           format('DROP STATISTICS %s.%I', x.stxnamespace::regnamespace, x.stxname)
      from pg_statistic_ext x where x.stxnamespace in (select oid from covered)
    union all
    select 'policy', p.polname || ' on ' || r.name,
           format('CREATE POLICY %I ON %s AS %s FOR %s TO %s%s%s', p.polname, r.name,
               case when p.polpermissive then 'PERMISSIVE' else 'RESTRICTIVE' end,
               case p.polcmd when 'r' then 'SELECT' when 'a' then 'INSERT' when 'w' then 'UPDATE' when 'd' then 'DELETE' else 'ALL' end,
               (select string_agg(case when u = 0 then 'PUBLIC' else u::regrole::text end, ', ' order by case when u = 0 then 'PUBLIC' else u::regrole::text end) from unnest(p.polroles) u),
               E'\n    USING (' || pg_get_expr(p.polqual, p.polrelid) || ')',
               E'\n    WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')'),
           format('DROP POLICY %I ON %s', p.polname, r.name)
      from relations r join pg_policy p on p.polrelid = r.oid
    union all
    select 'trigger', t.tgname || ' on ' || r.name, pg_get_triggerdef(t.oid), format('DROP TRIGGER %I ON %s', t.tgname, r.name)
      from relations r join pg_trigger t on t.tgrelid = r.oid where not t.tgisinternal
    union all
    select 'trigger state', t.tgname || ' on ' || r.name,
           format('ALTER TABLE %s %s TRIGGER %I', r.name, case t.tgenabled when 'O' then 'ENABLE' when 'A' then 'ENABLE ALWAYS' when 'R' then 'ENABLE REPLICA' else 'DISABLE' end, t.tgname), null
      from relations r join pg_trigger t on t.tgrelid = r.oid where not t.tgisinternal
    union all   -- the triggers behind foreign keys can be switched off too
    select 'trigger state', 'foreign key ' || quote_ident(k.conname) || ' on ' || r.name, format('ALTER TABLE %s DISABLE TRIGGER ALL', r.name), format('ALTER TABLE %s ENABLE TRIGGER ALL', r.name)
      from relations r join pg_trigger t on t.tgrelid = r.oid join pg_constraint k on k.oid = t.tgconstraint where t.tgisinternal and t.tgenabled <> 'O'
    union all
    select 'rule', w.rulename || ' on ' || r.name, pg_get_ruledef(w.oid), format('DROP RULE %I ON %s', w.rulename, r.name)
      from relations r join pg_rewrite w on w.ev_class = r.oid where w.rulename <> '_RETURN'
    union all
    select case r.prokind when 'p' then 'procedure' else 'function' end, r.name, case when r.prokind in ('f', 'p') then pg_get_functiondef(r.oid) else 'CREATE AGGREGATE ' || r.name end, 'DROP ROUTINE ' || r.name
      from routines r
    union all
    select 'owner', r.name, format('ALTER ROUTINE %s OWNER TO %s', r.name, r.proowner::regrole), null from routines r
    union all
    select 'grant', g.target || ' to ' || case when g.grantee = 0 then 'PUBLIC' else g.grantee::regrole::text end || ': ' || g.privilege,
           format('GRANT %s ON %s TO %s%s', g.privilege, g.target, case when g.grantee = 0 then 'PUBLIC' else g.grantee::regrole::text end, case when g.is_grantable then ' WITH GRANT OPTION' else '' end),
           format('REVOKE %s ON %s FROM %s', g.privilege, g.target, case when g.grantee = 0 then 'PUBLIC' else g.grantee::regrole::text end)
      from grants g where g.grantee <> g.owner
    union all   -- functions of PostgreSQL itself that are closed to everyone here although it ships them open
    select 'system function', p.oid::regprocedure::text, format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', p.oid::regprocedure), format('GRANT EXECUTE ON FUNCTION %s TO PUBLIC', p.oid::regprocedure)
      from pg_proc p
     where p.pronamespace = 'pg_catalog'::regnamespace and p.proacl is not null
       and not exists (select from aclexplode(p.proacl) g where g.grantee = 0)
       and not exists (select from pg_init_privs i where i.classoid = 'pg_proc'::regclass and i.objoid = p.oid)
    union all
    select 'default privileges', coalesce(d.defaclnamespace::regnamespace::text, 'everywhere') || ' for ' || d.defaclrole::regrole || ', ' || d.defaclobjtype::text || ', ' || g.grantee::regrole || ': ' || g.privilege_type,
           format('ALTER DEFAULT PRIVILEGES FOR ROLE %s GRANT %s TO %s', d.defaclrole::regrole, g.privilege_type, case when g.grantee = 0 then 'PUBLIC' else g.grantee::regrole::text end),
           format('ALTER DEFAULT PRIVILEGES FOR ROLE %s REVOKE %s FROM %s', d.defaclrole::regrole, g.privilege_type, case when g.grantee = 0 then 'PUBLIC' else g.grantee::regrole::text end)
      from pg_default_acl d cross join aclexplode(d.defaclacl) g
    union all
    select 'publication', quote_ident(p.pubname), format('CREATE PUBLICATION %I', p.pubname), format('DROP PUBLICATION %I', p.pubname) from pg_publication p
    union all
    select 'event trigger', quote_ident(e.evtname), format('CREATE EVENT TRIGGER %I ON %s EXECUTE FUNCTION %s', e.evtname, e.evtevent, e.evtfoid::regprocedure), format('DROP EVENT TRIGGER %I', e.evtname) from pg_event_trigger e
    union all
    select 'role setting', r.rolname || ' in this database: ' || c, format('ALTER ROLE %I IN DATABASE :database SET %s', r.rolname, c), format('ALTER ROLE %I IN DATABASE :database RESET %s', r.rolname, split_part(c, '=', 1))
      from pg_db_role_setting s join pg_roles r on r.oid = s.setrole join pg_database d on d.oid = s.setdatabase cross join unnest(s.setconfig) c
     where d.datname = current_database()
$$;
comment on function catalog.protection() is 'Every fact that protects this database as SQL: schemas, tables, row security, policies, triggers, functions, owners, grants, constraints, indexes.';

create view catalog.protection as select * from catalog.protection();
comment on view catalog.protection is 'catalog.protection() as a view, for psql.';

create function catalog.protection_sha256() returns bytea
    language sql stable set search_path = pg_catalog, pg_temp
as $$
    select sha256(convert_to(coalesce(string_agg(p.kind || E'\x1f' || p.object || E'\x1f' || coalesce(p.definition, ''), E'\x1e' order by p.kind collate "C", p.object collate "C", p.definition collate "C"), ''), 'UTF8'))
      from catalog.protection() p
$$;
comment on function catalog.protection_sha256() is 'Digest of catalog.protection(): equal digests, equal protection (on one PostgreSQL major).';

-- Roles are shared by the whole server, so no scratch database shows their drift: they are held against the charter.
create view catalog.role_drift as
    with roles as (
        select r.oid, r.rolname, r.rolcanlogin, r.rolconnlimit, r.rolinherit, r.rolsuper, r.rolcreaterole, r.rolcreatedb, r.rolreplication, r.rolbypassrls, coalesce(r.rolconfig, '{}') as rolconfig
          from pg_catalog.pg_roles r
    ), live_settings as (
        select c.role_name, split_part(s, '=', 1) as name, substr(s, strpos(s, '=') + 1) as value
          from catalog.role_charter() c join roles r on r.rolname = c.role_name cross join unnest(r.rolconfig) s
    ), charter_settings as (
        select c.role_name, split_part(s, '=', 1) as name, substr(s, strpos(s, '=') + 1) as value
          from catalog.role_charter() c cross join unnest(c.settings) s
    ), links as (   -- an option of each membership since PostgreSQL 16, which inherits as its member does before
        select parent.rolname::text as parent, child.rolname::text as child, m.admin_option, coalesce((to_jsonb(m) ->> 'inherit_option')::boolean, true) as inherit_option,
               exists (select from catalog.role_memberships() w where (w.member_name, w.parent_name) = (child.rolname, parent.rolname)) as chartered
          from pg_catalog.pg_auth_members m join roles parent on parent.oid = m.roleid join roles child on child.oid = m.member
         where parent.rolname in (select c.role_name from catalog.role_charter() c) or child.rolname in (select c.role_name from catalog.role_charter() c)
    )
    select c.role_name as object, format('DROP ROLE %I', c.role_name) as definition, 'rowhouse migrate' as undo
      from catalog.role_charter() c where not exists (select from roles r where r.rolname = c.role_name)
    union all
    select c.role_name, format('ALTER ROLE %I %s', c.role_name, f.drifted), format('ALTER ROLE %I %s', c.role_name, f.charter)
      from catalog.role_charter() c join roles r on r.rolname = c.role_name
     cross join lateral (select exists (select from catalog.role_memberships() m where m.member_name = c.role_name) as inherits) w
     cross join lateral (values
        (r.rolcanlogin <> c.may_login, case when r.rolcanlogin then 'LOGIN' else 'NOLOGIN' end, case when c.may_login then 'LOGIN' else 'NOLOGIN' end),
        (r.rolinherit <> w.inherits, case when r.rolinherit then 'INHERIT' else 'NOINHERIT' end, case when w.inherits then 'INHERIT' else 'NOINHERIT' end), (r.rolsuper, 'SUPERUSER', 'NOSUPERUSER'), (r.rolcreaterole, 'CREATEROLE', 'NOCREATEROLE'),
        (r.rolcreatedb, 'CREATEDB', 'NOCREATEDB'), (r.rolreplication, 'REPLICATION', 'NOREPLICATION'), (r.rolbypassrls, 'BYPASSRLS', 'NOBYPASSRLS'),
        (r.rolconnlimit <> c.connection_limit, 'CONNECTION LIMIT ' || r.rolconnlimit, 'CONNECTION LIMIT ' || c.connection_limit)
     ) f (differs, drifted, charter) where f.differs
    union all
    select s.role_name, format('ALTER ROLE %I SET %s = %L', s.role_name, s.name, s.value), format('ALTER ROLE %I RESET %s', s.role_name, s.name)
      from live_settings s where not exists (select from charter_settings c where (c.role_name, c.name) = (s.role_name, s.name))
    union all
    select c.role_name, format('ALTER ROLE %I %s', c.role_name, case when s.name is null then 'RESET ' || c.name else format('SET %s = %L', s.name, s.value) end),
           format('ALTER ROLE %I SET %s = %L', c.role_name, c.name, c.value)
      from charter_settings c join roles r on r.rolname = c.role_name left join live_settings s on (s.role_name, s.name) = (c.role_name, c.name)
     where s.value is distinct from c.value
    union all
    select l.child, format('GRANT %I TO %I', l.parent, l.child), format('REVOKE %I FROM %I', l.parent, l.child)
      from links l where not l.chartered
    union all   -- of a membership that must be: who has it may not give it on, and what it gives must be inherited
    select l.child, format('GRANT %I TO %I WITH ADMIN OPTION', l.parent, l.child), format('REVOKE ADMIN OPTION FOR %I FROM %I', l.parent, l.child)
      from links l where l.chartered and l.admin_option
    union all
    select l.child, format('GRANT %I TO %I WITH INHERIT FALSE', l.parent, l.child), format('GRANT %I TO %I WITH INHERIT TRUE', l.parent, l.child)
      from links l where l.chartered and not l.inherit_option
    union all
    select w.member_name, format('REVOKE %I FROM %I', w.parent_name, w.member_name), format('GRANT %I TO %I', w.parent_name, w.member_name)
      from catalog.role_memberships() w where not exists (select from links l where (l.child, l.parent) = (w.member_name, w.parent_name));
comment on view catalog.role_drift is 'Where a role differs from catalog.role_charter(): the drift as SQL, and what mends it. Empty is right.';

-- Where a DBA starts: one line a table.
create view catalog.tables as
    select n.nspname || '.' || c.relname as table_name,
           c.relrowsecurity as row_security, c.relforcerowsecurity as forced,
           exists (select from pg_catalog.pg_policy p where p.polrelid = c.oid and p.polname = 'tenant' and not p.polpermissive and p.polcmd = '*') as tenant_floor,
           (select count(*) from pg_catalog.pg_policy p where p.polrelid = c.oid and p.polpermissive) as permissive_policies,
           exists (select from pg_catalog.pg_trigger t where t.tgrelid = c.oid and t.tgname = '_100_writable') as read_only_while_closing,
           exists (select from pg_catalog.pg_trigger t where t.tgrelid = c.oid and t.tgname = '_200_same_org') as rejects_foreign_org,
           exists (select from pg_catalog.pg_trigger t where t.tgrelid = c.oid and t.tgname in ('_900_audit', '_910_audit') having count(*) = 2) as audited,
           (select string_agg(distinct g.grantee::regrole::text, ', ' order by g.grantee::regrole::text)
              from (select x.grantee from pg_catalog.aclexplode(c.relacl) x
                    union select x.grantee from pg_catalog.pg_attribute a, pg_catalog.aclexplode(a.attacl) x where a.attrelid = c.oid) g
             where g.grantee <> c.relowner) as roles_with_a_grant,
           pg_catalog.obj_description(c.oid, 'pg_class') as purpose
      from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     where n.nspowner = (select r.oid from pg_catalog.pg_roles r where r.rolname = 'app_owner') and c.relkind in ('r', 'p')
     order by 1;
comment on view catalog.tables is 'Every table with what protects it; start here.';

create view catalog.policies as
    select n.nspname || '.' || c.relname as table_name, p.polname as policy,
           case when p.polpermissive then 'permissive' else 'restrictive' end as mode,
           case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end as command,
           (select string_agg(case when u = 0 then 'public' else u::regrole::text end, ', ' order by u::regrole::text) from unnest(p.polroles) u) as roles,
           pg_catalog.pg_get_expr(p.polqual, p.polrelid) as using_expression,
           pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid) as check_expression,
           pg_catalog.obj_description(p.oid, 'pg_policy') as rule
      from pg_catalog.pg_policy p join pg_catalog.pg_class c on c.oid = p.polrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     order by 1, p.polpermissive, 2;
comment on view catalog.policies is 'Every policy with the rule it serves.';

-- What the permissions of the catalogue open: which roles hold each by default, and every policy and function that asks for it.
create view catalog.permissions as
    select p.code, p.module, p.hr_only,
           array(select r.role from identity.role_permissions r where r.permission = p.code order by 1) as held_by_roles,
           array(select c.table_name || ': ' || c.policy from catalog.policies c
                  where c.using_expression like '%''' || p.code || '''%' or c.check_expression like '%''' || p.code || '''%' order by 1) as policies,
           array(select f.oid::regprocedure::text from pg_catalog.pg_proc f join pg_catalog.pg_namespace n on n.oid = f.pronamespace
                  where n.nspowner = (select r.oid from pg_catalog.pg_roles r where r.rolname = 'app_owner')
                    and f.prosrc like '%''' || p.code || '''%' order by 1) as functions,
           p.description
      from identity.permissions p
     order by p.code;
comment on view catalog.permissions is 'HY-16: every permission, who holds it by default, and everything that asks for it.';

-- Who may execute what runs with somebody else's rights.
create view catalog.definer_functions as
    select p.oid::regprocedure::text as function, p.proowner::regrole::text as runs_as,
           (select string_agg(case when g.grantee = 0 then 'PUBLIC' else g.grantee::regrole::text end, ', ' order by g.grantee::regrole::text)
              from pg_catalog.aclexplode(p.proacl) g where g.grantee <> p.proowner) as executable_by,
           p.proconfig as pinned, pg_catalog.obj_description(p.oid, 'pg_proc') as purpose,
           (select substr(c, strpos(c, '=') + 1) from unnest(p.proconfig) c where c like 'search\_path=%') as search_path,
           (select r.rolcanlogin from pg_catalog.pg_roles r where r.oid = p.proowner) as owner_may_login
      from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
     where n.nspowner = (select r.oid from pg_catalog.pg_roles r where r.rolname = 'app_owner') and p.prosecdef
     order by 1;
comment on view catalog.definer_functions is 'Every SECURITY DEFINER function: as whom it runs, who may call it, and the path by which it finds names.';

grant select on all tables in schema catalog to app_auditor, app_platform;
grant execute on function catalog.protection(), catalog.protection_sha256(), catalog.role_charter(), catalog.role_memberships() to app_auditor, app_platform, app_api;
grant select on catalog.role_drift to app_api;
