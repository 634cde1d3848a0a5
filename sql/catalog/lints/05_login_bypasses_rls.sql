-- SET ROLE needs membership only, not inheritance: pg_has_role(..., 'member') is the question, not 'usage'.
create view catalog.lint_login_bypasses_rls as
    select 'login_bypasses_rls'::text as rule, 'bypass'::text as category, 'error'::text as severity, f.object, f.detail, f.remedy
      from (
        select l.role_name as object, 'The login itself has ' || a.attribute || '.' as detail, format('alter role %I no%s;', l.role_name, a.attribute) as remedy
          from catalog.inventory_logins l
         cross join lateral (values (l.rolsuper, 'superuser'), (l.rolbypassrls, 'bypassrls'), (l.rolcreaterole, 'createrole'), (l.rolreplication, 'replication')) a (held, attribute)
         where a.held
        union all
        select l.role_name, format('It can become %I by SET ROLE, which reaches past row security.', r.rolname), format('revoke %I from %I;', r.rolname, l.role_name)
          from catalog.inventory_logins l
          join pg_catalog.pg_roles r on r.oid <> l.role and not l.rolsuper and pg_catalog.pg_has_role(l.role, r.oid, 'member')
         where r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolreplication
            or r.rolname in ('pg_read_all_data', 'pg_write_all_data', 'pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program',
                             'pg_signal_backend', 'pg_checkpoint', 'pg_maintain', 'pg_create_subscription', 'pg_database_owner')
      ) f;
comment on view catalog.lint_login_bypasses_rls is 'A login is a superuser, has BYPASSRLS or another attribute that reaches past row security, or can become such a role. Source: PostgreSQL manual, Role Attributes and Predefined Roles.';
