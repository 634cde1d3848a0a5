-- These say whose row it is; policies judge by them.
create view catalog.lint_identity_grant as
    select 'identity_grant'::text as rule, 'logic'::text as category, 'error'::text as severity, f.object, f.detail, f.remedy
      from (
        select distinct g.object || '.' || a.attname || ' to ' || g.grantee_name as object, 'Whose row it is can be changed by whoever may edit it.' as detail, format('revoke update (%I) on %s from %s;', a.attname, g.object, g.grantee_name) as remedy
          from catalog.inventory_grants g
          join pg_catalog.pg_attribute a on a.attrelid = g.relation and a.attnum > 0 and not a.attisdropped and (g.column_name is null or g.column_name = a.attname)
         where g.to_login and g.ours and g.privilege = 'UPDATE'
           and (a.attname in ('org_id', 'created_by', 'created_at', 'row_version', 'member_id', 'user_id', 'employee_id', 'subject_id', 'author_id', 'requested_by', 'decided_by', 'approved_by')
                or exists (select from pg_catalog.pg_constraint k where k.conrelid = g.relation and k.contype = 'p' and a.attnum = any (k.conkey)))
           -- a table of one row, keyed by a constant
           and not exists (select from pg_catalog.pg_constraint k where k.conrelid = g.relation and k.contype = 'p' and cardinality(k.conkey) = 1 and a.atttypid = 'boolean'::regtype)
      ) f;
comment on view catalog.lint_identity_grant is 'A login may update the organisation, the key, the subject or the author of a row. Source: R1; CONTRIBUTING.md.';
