-- Triggers and constraint functions run in whoever's path the statement came with, owners' and operators' included.
create view catalog.lint_routine_search_path as
    select 'routine_search_path'::text as rule, 'bypass'::text as category, 'warning'::text as severity, f.object, f.detail, f.remedy
      from (
        select r.object, 'Names in it mean what the caller''s search_path says at that moment.' as detail,
               format('alter routine %s set search_path = pg_catalog, pg_temp;', r.object) as remedy
          from catalog.inventory_routines r
         where r.ours and not r.definer and not exists (select from unnest(r.settings) c where c like 'search\_path=%')
      ) f;
comment on view catalog.lint_routine_search_path is 'A function of ours without definer rights has no pinned search_path. Source: PostgreSQL manual, Schemas (Usage Patterns); CVE-2018-1058; splinter 0011.';
