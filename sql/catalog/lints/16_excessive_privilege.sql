-- None of these passes row security: TRUNCATE empties every organisation, REFERENCES asks whether a hidden row exists, TEMPORARY
-- shadows names.
create view catalog.lint_excessive_privilege as
    select 'excessive_privilege'::text as rule, 'bypass'::text as category, 'error'::text as severity, f.object, f.detail, f.remedy
      from (
        select g.object || ' to ' || g.grantee_name as object, 'Row security does not apply to ' || string_agg(distinct lower(g.privilege), ', ' order by lower(g.privilege)) || '.' as detail,
               format('revoke %s on %s from %s;', string_agg(distinct lower(g.privilege), ', ' order by lower(g.privilege)), g.object, g.grantee_name) as remedy
          from catalog.inventory_grants g
         where g.to_login and g.privilege in ('TRUNCATE', 'TRIGGER', 'REFERENCES', 'MAINTAIN')
         group by g.object, g.grantee_name
        union all
        select 'schema ' || n.nspname || ' to ' || coalesce(l.role_name, 'PUBLIC'), 'It may create objects there.', format('revoke create on schema %I from %s;', n.nspname, coalesce(l.role_name, 'public'))
          from pg_catalog.pg_namespace n cross join pg_catalog.aclexplode(n.nspacl) g left join catalog.inventory_logins l on l.role = g.grantee
         where g.privilege_type = 'CREATE' and (g.grantee = 0 or l.role is not null)
        union all
        select 'database to ' || coalesce(l.role_name, 'PUBLIC'), 'It has ' || lower(g.privilege_type) || ' on the database.', format('revoke %s on database %I from %s;', lower(g.privilege_type), d.datname, coalesce(l.role_name, 'public'))
          from pg_catalog.pg_database d cross join pg_catalog.aclexplode(coalesce(d.datacl, pg_catalog.acldefault('d', d.datdba))) g left join catalog.inventory_logins l on l.role = g.grantee
         where d.datname = current_database() and g.privilege_type in ('CREATE', 'TEMPORARY') and (g.grantee = 0 or l.role is not null)
      ) f;
comment on view catalog.lint_excessive_privilege is 'A login or PUBLIC holds TRUNCATE, TRIGGER, REFERENCES or MAINTAIN on a relation, CREATE on a schema, or CREATE or TEMPORARY on the database. Source: PostgreSQL manual, Privileges and Row Security Policies (TRUNCATE and REFERENCES are not subject to row security).';
