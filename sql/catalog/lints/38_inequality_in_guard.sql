-- A trigger's WHEN by its tree. Its body is plpgsql and has no tree: there only new.column and old.column beside <> are seen, by
-- the words of the source.
create view catalog.lint_inequality_in_guard as
    select 'inequality_in_guard'::text as rule, 'logic'::text as category, 'error'::text as severity, f.object, f.detail, f.remedy
      from (
        with attached as (
            select t.tgrelid, t.tgname, t.tgfoid, t.tgqual, t.tgname || ' on ' || catalog.relation_name(t.tgrelid) as object, row_number() over (order by t.oid) as tree
              from pg_catalog.pg_trigger t join catalog.inventory_relations i on i.relation = t.tgrelid where not t.tgisinternal
        ), nodes as materialized (
            select n.* from catalog.expression_nodes((select array_agg(coalesce(a.tgqual::text, '') order by a.tree) from attached a)) n
        ), nullable as materialized (
            select a.attrelid, a.attnum, a.attname from pg_catalog.pg_attribute a where not a.attnotnull and a.attnum > 0 and not a.attisdropped
        )
        select distinct a.object, format('Its WHEN does not fire when %I is null.', c.attname) as detail, format('%I is distinct from ...', c.attname) as remedy
          from nodes o join pg_catalog.pg_operator p on p.oid = (o.scalars ->> 'opno')::oid and p.oprname = '<>'
          join nodes v on v.tree = o.tree and v.parent = o.node and v.kind = 'VAR'
          join attached a on a.tree = o.tree
          join nullable c on c.attrelid = a.tgrelid and c.attnum = (v.scalars ->> 'varattno')::smallint
         where o.kind = 'OPEXPR'
        union all
        select distinct catalog.routine_name(a.tgfoid), format('It compares %s by <>, and that column of %s may be null.', w.said[1], catalog.relation_name(a.tgrelid)), format('%s is distinct from ...', w.said[1])
          from attached a join pg_catalog.pg_proc f on f.oid = a.tgfoid and f.prosrc ~ '<>|!='
         cross join lateral (
            select array[m[1] || '.' || m[2], m[2]] as said from regexp_matches(catalog.source_words(f.prosrc), '\m(new|old) \. (\w+) (?:<>|!=)', 'g') m
            union all
            select array[m[1] || '.' || m[2], m[2]] from regexp_matches(catalog.source_words(f.prosrc), '(?:<>|!=) (new|old) \. (\w+)', 'g') m) w
          join nullable c on c.attrelid = a.tgrelid and c.attname = w.said[2]
      ) f;
comment on view catalog.lint_inequality_in_guard is 'A guard compares a nullable column with <>: null makes the answer unknown, and the guard does not fire. Source: PostgreSQL manual, Comparison Functions and Operators (IS DISTINCT FROM).';
