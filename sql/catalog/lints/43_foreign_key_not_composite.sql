-- Foreign-key checks do not look at row security: a child may point at another organisation's parent, and a parent's deletion
-- reaches another organisation's child.
create view catalog.lint_foreign_key_not_composite as
    select 'foreign_key_not_composite'::text as rule, 'channels'::text as category, 'error'::text as severity, f.object, f.detail, f.remedy
      from (
        select k.conname || ' on ' || c.object as object,
               case when k.confdeltype in ('c', 'n', 'd') then format('Deleting a row of %s changes or deletes rows of another organisation.', p.object)
                    else format('It tells whether a row of %s exists in another organisation.', p.object) end as detail,
               format('alter table %s add foreign key (org_id, ...) references %s (org_id, ...);', c.object, p.object) as remedy
          from pg_catalog.pg_constraint k
          join catalog.inventory_relations c on c.relation = k.conrelid and c.tenant
          join catalog.inventory_relations p on p.relation = k.confrelid and p.tenant
         where k.contype = 'f'
           and not exists (
                select from unnest(k.conkey, k.confkey) pair (here, there)
                  join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.here and a.attname = 'org_id'
                  join pg_catalog.pg_attribute b on b.attrelid = k.confrelid and b.attnum = pair.there and b.attname = 'org_id')
      ) f;
comment on view catalog.lint_foreign_key_not_composite is 'A foreign key between tenant tables does not carry org_id. Source: PostgreSQL manual, Row Security Policies (referential integrity checks bypass row security); measured.';
