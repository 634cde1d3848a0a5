-- Without one a row cannot be named: not in an audit entry, not in an If-Match, not in a reference.
create view catalog.lint_no_primary_key as
    select 'no_primary_key'::text as rule, 'hygiene'::text as category, 'warning'::text as severity, f.object, f.detail, f.remedy
      from (
        select i.object, 'Its rows cannot be told apart.' as detail, format('alter table %s add primary key (org_id, id);', i.object) as remedy
          from catalog.inventory_relations i
         where i.ours and i.kind in ('r', 'p') and not exists (select from pg_catalog.pg_constraint k where k.conrelid = i.relation and k.contype = 'p')
      ) f;
comment on view catalog.lint_no_primary_key is 'A table has no primary key. Source: PostgreSQL manual, Primary Keys; splinter 0004.';
