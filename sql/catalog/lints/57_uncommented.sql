-- In a catalog of a hundred policies, the comment is what a reviewer compares the expression with.
create view catalog.lint_uncommented as
    select 'uncommented'::text as rule, 'hygiene'::text as category, 'warning'::text as severity, f.object, f.detail, f.remedy
      from (
        select p.polname || ' on ' || i.object as object, 'The policy says what it does and not why.' as detail, format('comment on policy %I on %s is ''R...: ...'';', p.polname, i.object) as remedy
          from pg_catalog.pg_policy p join catalog.inventory_relations i on i.relation = p.polrelid
         where i.ours and coalesce(pg_catalog.obj_description(p.oid, 'pg_policy'), '') !~ '\w'
        union all
        select i.object, 'It does not say what it holds and by which rule.', format('comment on %s %s is ''...'';', case i.kind when 'v' then 'view' when 'm' then 'materialized view' when 'f' then 'foreign table' else 'table' end, i.object)
          from catalog.inventory_relations i
         where i.ours and i.kind in ('r', 'p', 'v', 'm', 'f') and not i.is_partition and coalesce(pg_catalog.obj_description(i.relation, 'pg_class'), '') !~ '\w'
        union all
        select r.object, 'It runs with its owner''s rights and does not say what for.', format('comment on routine %s is ''...'';', r.object)
          from catalog.inventory_routines r where r.ours and r.definer and coalesce(pg_catalog.obj_description(r.routine, 'pg_proc'), '') !~ '\w'
      ) f;
comment on view catalog.lint_uncommented is 'A policy, table, view or definer function has no comment that names its rule. Source: CONTRIBUTING.md (a table, step 2).';
