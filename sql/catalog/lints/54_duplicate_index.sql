-- The same columns in the same way, or the beginning of a longer one. Whether an index is used is a statistic, not a fact of the
-- catalog, and is left to catalog.indexes_without_policy and to pg_stat_user_indexes.
create view catalog.lint_duplicate_index as
    select 'duplicate_index'::text as rule, 'speed'::text as category, 'warning'::text as severity, f.object, f.detail, f.remedy
      from (
        with described as (
            select x.indexrelid, x.indrelid, catalog.relation_name(x.indexrelid) as object, c.relam, x.indisunique or x.indisexclusion or exists (select from pg_catalog.pg_constraint k where k.conindid = x.indexrelid) as needed,
                   x.indkey::smallint[] as columns, x.indclass::oid[] as classes, x.indcollation::oid[] as collations, x.indoption::smallint[] as options, x.indnkeyatts,
                   coalesce(pg_catalog.pg_get_expr(x.indpred, x.indrelid), '') as predicate, x.indexprs is not null as computed, pg_catalog.pg_get_expr(x.indexprs, x.indrelid) as expressions
              from pg_catalog.pg_index x join pg_catalog.pg_class c on c.oid = x.indexrelid
             where x.indrelid in (select i.relation from catalog.inventory_relations i)
        )
        select d.object, format('%s begins with the same columns.', o.object) as detail, format('drop index %s;', d.object) as remedy
          from described d join described o on o.indrelid = d.indrelid and o.indexrelid <> d.indexrelid and o.relam = d.relam and o.predicate = d.predicate
         where not d.needed and cardinality(o.columns) >= cardinality(d.columns)
           and o.columns[0:cardinality(d.columns) - 1] = d.columns[0:cardinality(d.columns) - 1] and o.classes[0:d.indnkeyatts - 1] = d.classes[0:d.indnkeyatts - 1]
           and o.collations[0:d.indnkeyatts - 1] = d.collations[0:d.indnkeyatts - 1] and o.options[0:d.indnkeyatts - 1] = d.options[0:d.indnkeyatts - 1]
           and (not d.computed or d.expressions = o.expressions)
           -- of two that are equal, the later name goes
           and (cardinality(o.columns) > cardinality(d.columns) or o.needed or o.object < d.object)
      ) f;
comment on view catalog.lint_duplicate_index is 'An index says nothing that another index of the same table does not say already. Source: PostgreSQL manual, Multicolumn Indexes; splinter 0009.';
