-- Null is equal to nothing: such a row is nobody's, passes no floor, satisfies every foreign key and is unique beside itself.
create view catalog.lint_nullable_tenant as
    select 'nullable_tenant'::text as rule, 'logic'::text as category, 'error'::text as severity, f.object, f.detail, f.remedy
      from (
        select i.object || '.org_id' as object, 'A row without an organisation escapes keys and foreign keys alike.' as detail, format('alter table %s alter column org_id set not null;', i.object) as remedy
          from catalog.inventory_relations i join pg_catalog.pg_attribute a on a.attrelid = i.relation and a.attname = 'org_id' and not a.attisdropped
         where i.ours and i.tenant and not a.attnotnull
      ) f;
comment on view catalog.lint_nullable_tenant is 'A tenant table''s org_id may be null. Source: PostgreSQL manual, Constraints (MATCH SIMPLE ignores rows with a null).';
