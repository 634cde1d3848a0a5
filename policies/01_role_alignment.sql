-- Makes the server's roles what the charter says. Roles are shared by every database of the server, so nothing is altered
-- unless it differs: two databases that migrate at the same moment must not collide in pg_authid.
-- `rowhouse policies diff` leaves this file out of its scratch database: a check must not repair what it checks.

do $$
declare
    charter record;
    setting text;
begin
    for charter in
        select c.*, exists (select from catalog.role_memberships() m where m.member_name = c.role_name) as inherits from catalog.role_charter() c
    loop
        if not exists (select from pg_catalog.pg_roles r where r.rolname = charter.role_name) then
            begin
                execute format('create role %I %s %s', charter.role_name, case when charter.may_login then 'login' else 'nologin' end,
                    case when charter.inherits then 'inherit' else 'noinherit' end);
            exception when duplicate_object or unique_violation then
                null;   -- another database of this server created it a moment ago
            end;
        end if;
        if exists (select from pg_catalog.pg_roles r
                    where r.rolname = charter.role_name
                      and (r.rolcanlogin, r.rolconnlimit, r.rolinherit, r.rolsuper, r.rolcreaterole, r.rolcreatedb, r.rolreplication, r.rolbypassrls)
                          is distinct from (charter.may_login, charter.connection_limit, charter.inherits, false, false, false, false, false)) then
            execute format('alter role %I %s %s nosuperuser nocreaterole nocreatedb noreplication nobypassrls connection limit %s',
                charter.role_name, case when charter.may_login then 'login' else 'nologin' end, case when charter.inherits then 'inherit' else 'noinherit' end,
                charter.connection_limit);
        end if;
        if exists (select from pg_catalog.pg_roles r
                    where r.rolname = charter.role_name
                      and coalesce((select array_agg(c order by c) from unnest(r.rolconfig) c), '{}')
                          is distinct from (select coalesce(array_agg(c order by c), '{}') from unnest(charter.settings) c)) then
            execute format('alter role %I reset all', charter.role_name);
            foreach setting in array charter.settings loop
                execute format('alter role %I set %s = %L', charter.role_name, split_part(setting, '=', 1), split_part(setting, '=', 2));
            end loop;
        end if;
    end loop;
end $$;

-- Settings of one role in one database outrank the role's own: none may exist.
do $$
declare
    stray record;
begin
    for stray in
        select r.rolname, d.datname
          from pg_catalog.pg_db_role_setting s
          join pg_catalog.pg_roles r on r.oid = s.setrole
          join pg_catalog.pg_database d on d.oid = s.setdatabase
         where d.datname = current_database() and r.rolname in (select c.role_name from catalog.role_charter() c)
    loop
        execute format('alter role %I in database %I reset all', stray.rolname, stray.datname);
    end loop;
end $$;

-- No role of ours is a member of anything, and nothing is a member of one, but for what catalog.role_memberships() names.
do $$
declare
    link record;
begin
    for link in
        select parent.rolname as parent, child.rolname as child
          from pg_catalog.pg_auth_members m
          join pg_catalog.pg_roles parent on parent.oid = m.roleid
          join pg_catalog.pg_roles child on child.oid = m.member
         where (parent.rolname in (select c.role_name from catalog.role_charter() c)
                or child.rolname in (select c.role_name from catalog.role_charter() c))
           and ((child.rolname::text, parent.rolname::text) not in (select w.member_name, w.parent_name from catalog.role_memberships() w)
                or m.admin_option or not coalesce((to_jsonb(m) ->> 'inherit_option')::boolean, true))   -- that option exists since PostgreSQL 16
    loop
        execute format('revoke %I from %I', link.parent, link.child);
    end loop;
    for link in
        select w.parent_name as parent, w.member_name as child from catalog.role_memberships() w
         where not exists (select from pg_catalog.pg_auth_members m
                            where m.roleid = w.parent_name::regrole and m.member = w.member_name::regrole)
    loop
        begin
            execute format('grant %I to %I', link.parent, link.child);
        exception when unique_violation then
            null;   -- another database of this server granted it a moment ago
        end;
    end loop;
end $$;
