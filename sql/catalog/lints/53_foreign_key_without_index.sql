-- Each deletion or key change of the parent reads the whole child table, with locks held.
create view catalog.lint_foreign_key_without_index as
    select 'foreign_key_without_index'::text as rule, 'speed'::text as category, 'warning'::text as severity, f.object, f.detail, f.remedy
      from (
        select k.conname || ' on ' || i.object as object, format('Deleting from %s reads all of %s.', catalog.relation_name(k.confrelid), i.object) as detail,
               format('create index on %s (%s);', i.object, (select string_agg(quote_ident(a.attname), ', ' order by c.place) from unnest(k.conkey) with ordinality c (attnum, place) join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = c.attnum)) as remedy
          from pg_catalog.pg_constraint k join catalog.inventory_relations i on i.relation = k.conrelid
         where k.contype = 'f'
           and not exists (
                select from pg_catalog.pg_index x
                 where x.indrelid = k.conrelid and x.indisvalid
                   -- all rows, or all that the key looks at
                   and (x.indpred is null or pg_catalog.pg_get_expr(x.indpred, x.indrelid) in (select format('(%I IS NOT NULL)', a.attname) from pg_catalog.pg_attribute a where a.attrelid = k.conrelid and a.attnum = any (k.conkey)))
                   and (x.indkey::smallint[])[0:cardinality(k.conkey) - 1] @> k.conkey)
      ) f;
comment on view catalog.lint_foreign_key_without_index is 'A foreign key''s columns are not the beginning of any index of its table. Source: PostgreSQL manual, Foreign Keys (declaring an index is often a good idea); splinter 0001.';
