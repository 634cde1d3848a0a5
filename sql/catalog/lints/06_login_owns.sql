-- An owner alters what protects its table: policies, FORCE, triggers. Membership is enough to become the owner, whether or not
-- it inherits.
create view catalog.lint_login_owns as
    select 'login_owns'::text as rule, 'bypass'::text as category, 'error'::text as severity, f.object, f.detail, f.remedy
      from (
        with owners as (
            select c.relowner as owner, catalog.relation_name(c.oid) as object from pg_catalog.pg_class c where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
            union all
            select p.proowner, catalog.routine_name(p.oid) from pg_catalog.pg_proc p where p.proowner in (select l.role from catalog.inventory_logins l)
            union all
            select n.nspowner, 'schema ' || n.nspname from pg_catalog.pg_namespace n
            union all
            select d.datdba, 'the database' from pg_catalog.pg_database d where d.datname = current_database()
        )
        select o.object, format('%s owns it and can alter or drop what protects it.', l.role_name) as detail, format('alter ... %s owner to app_owner;', o.object) as remedy
          from owners o join catalog.inventory_logins l on l.role = o.owner
        union all
        select l.role_name, format('It is a member of %I, which owns what it must not alter.', r.rolname), format('revoke %I from %I;', r.rolname, l.role_name)
          from catalog.inventory_logins l
          join pg_catalog.pg_roles r on r.oid <> l.role and not l.rolsuper and pg_catalog.pg_has_role(l.role, r.oid, 'member')
         where r.oid in (select o.owner from owners o)
      ) f;
comment on view catalog.lint_login_owns is 'A login owns a relation, routine or schema, or is a member of a role that does. Source: PostgreSQL manual, ALTER TABLE and Role Membership.';
