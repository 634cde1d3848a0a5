-- A table that nobody has written policies for yet is readable the moment it exists.
create view catalog.lint_default_privileges as
    select 'default_privileges'::text as rule, 'bypass'::text as category, 'warning'::text as severity, f.object, f.detail, f.remedy
      from (
        select 'created by ' || d.defaclrole::regrole || coalesce(' in ' || n.nspname, '') || ', ' ||
                   case d.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'functions' when 'T' then 'types' else 'schemas' end as object,
               format('%s gets %s on each new one.', case when g.grantee = 0 then 'PUBLIC' else g.grantee::regrole::text end, string_agg(lower(g.privilege_type), ', ' order by g.privilege_type)) as detail,
               format('alter default privileges for role %s%s revoke all on %s from %s;', d.defaclrole::regrole, coalesce(' in schema ' || n.nspname, ''),
                      case d.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'functions' when 'T' then 'types' else 'schemas' end,
                      case when g.grantee = 0 then 'public' else g.grantee::regrole::text end) as remedy
          from pg_catalog.pg_default_acl d left join pg_catalog.pg_namespace n on n.oid = d.defaclnamespace cross join pg_catalog.aclexplode(d.defaclacl) g
         where g.grantee = 0 or g.grantee in (select l.role from catalog.inventory_logins l)
         group by d.defaclrole, n.nspname, d.defaclobjtype, g.grantee
      ) f;
comment on view catalog.lint_default_privileges is 'Default privileges give a login or PUBLIC a grant on whatever is created later. Source: PostgreSQL manual, ALTER DEFAULT PRIVILEGES.';
