-- PUBLIC includes roles that do not exist yet, on a server that other applications may share.
create view catalog.lint_granted_to_public as
    select 'granted_to_public'::text as rule, 'bypass'::text as category, 'error'::text as severity, f.object, f.detail, f.remedy
      from (
        select p.polname || ' on ' || catalog.relation_name(p.polrelid) as object, 'The policy applies to every role there is.' as detail,
               format('alter policy %I on %s to app_api;', p.polname, catalog.relation_name(p.polrelid)) as remedy
          from pg_catalog.pg_policy p where 0 = any (p.polroles)
        union all
        select distinct g.object, 'Everybody has ' || lower(g.privilege) || coalesce(' on column ' || g.column_name, '') || '.', format('revoke all on %s from public;', g.object)
          from catalog.inventory_grants g where g.grantee = 0
        union all
        select x.object, 'Everybody may execute it.', format('revoke all on routine %s from public;', x.object)
          from catalog.inventory_executors x where x.grantee_name = 'PUBLIC' and x.ours
        union all
        select 'schema ' || n.nspname, 'Everybody has ' || lower(g.privilege_type) || '.', format('revoke all on schema %I from public;', n.nspname)
          from pg_catalog.pg_namespace n cross join pg_catalog.aclexplode(n.nspacl) g
         where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and g.grantee = 0
      ) f;
comment on view catalog.lint_granted_to_public is 'A policy, relation, schema or routine is open to PUBLIC, that is to every role there is and will be. Source: PostgreSQL manual, Privileges; CREATE POLICY (TO defaults to PUBLIC).';
