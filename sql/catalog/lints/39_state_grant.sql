-- State moves by named functions, which ask who may move it and from where to where.
create view catalog.lint_state_grant as
    select 'state_grant'::text as rule, 'logic'::text as category, 'error'::text as severity, f.object, f.detail, f.remedy
      from (
        select distinct g.object || '.' || a.attname || ' to ' || g.grantee_name as object, 'It can be set to any value its CHECK allows, from any value.' as detail, format('revoke update (%I) on %s from %s;', a.attname, g.object, g.grantee_name) as remedy
          from catalog.inventory_grants g
          join pg_catalog.pg_attribute a on a.attrelid = g.relation and a.attnum > 0 and not a.attisdropped and (g.column_name is null or g.column_name = a.attname)
         where g.to_login and g.privilege = 'UPDATE' and a.attname ~ '(^|_)(state|status|phase|role)$'
      ) f;
comment on view catalog.lint_state_grant is 'A login may update a column that holds a state or a role. Source: CONTRIBUTING.md (never UPDATE grants on a state column); CWE-841.';
