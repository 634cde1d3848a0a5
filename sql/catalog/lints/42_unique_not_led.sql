-- "duplicate key" tells that a row exists which the caller may not see; led by the organisation, only one's own can collide.
create view catalog.lint_unique_not_led as
    select 'unique_not_led'::text as rule, 'channels'::text as category, 'error'::text as severity, f.object, f.detail, f.remedy
      from (
        select catalog.relation_name(x.indexrelid) as object, 'A conflict, or a DO NOTHING that returns no row, tells that another organisation has this value.' as detail,
               format('Lead it with org_id: unique (org_id, ...) on %s.', i.object) as remedy
          from pg_catalog.pg_index x
          join catalog.inventory_relations i on i.relation = x.indrelid and i.tenant
          join pg_catalog.pg_attribute a on a.attrelid = i.relation and a.attname = 'org_id'
         where (x.indisunique or x.indisexclusion) and x.indkey[0] <> a.attnum
      ) f;
comment on view catalog.lint_unique_not_led is 'A unique or exclusion index of a tenant table does not begin with org_id. Source: PostgreSQL manual, Row Security Policies (unique checks bypass row security); measured, 23505 and ON CONFLICT.';
