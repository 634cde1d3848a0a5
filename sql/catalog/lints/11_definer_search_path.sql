-- Without pg_temp written last, a temporary table is found before every other schema: measured, see docs/kernel.md.
create view catalog.lint_definer_search_path as
    select 'definer_search_path'::text as rule, 'bypass'::text as category, 'error'::text as severity, f.object, f.detail, f.remedy
      from (
        select r.object,
               case when s.path is null then 'No search_path is set: names in it mean what the caller''s path says.'
                    when s.path !~ '(^|, *)"?pg_temp"?$' then 'pg_temp is not last in its search_path, so it is looked in first.'
                    else 'A login may create objects in ' || (select string_agg(n.nspname, ', ' order by n.nspname) from pg_catalog.pg_namespace n
                                                               where n.nspname = any (s.schemas) and exists (select from catalog.inventory_logins l where pg_catalog.has_schema_privilege(l.role, n.oid, 'create'))) || ', which is on its path.' end as detail,
               format('alter routine %s set search_path = pg_catalog, pg_temp;', r.object) as remedy
          from catalog.inventory_routines r
         cross join lateral (select max(substr(c, strpos(c, '=') + 1)) as path,
                                    array(select trim(both ' "' from x) from unnest(string_to_array(max(substr(c, strpos(c, '=') + 1)), ',')) x) as schemas
                               from unnest(r.settings) c where c like 'search\_path=%') s
         where r.definer
           and (s.path is null or s.path !~ '(^|, *)"?pg_temp"?$' or '$user' = any (s.schemas)
                or exists (select from pg_catalog.pg_namespace n join catalog.inventory_logins l on pg_catalog.has_schema_privilege(l.role, n.oid, 'create') where n.nspname = any (s.schemas) and n.nspname <> 'pg_temp'))
      ) f;
comment on view catalog.lint_definer_search_path is 'A SECURITY DEFINER function has no pinned search_path, or one that a caller can put something in front of. Source: PostgreSQL manual, CREATE FUNCTION (Writing SECURITY DEFINER Functions Safely); CVE-2018-1058, CVE-2007-2138.';
