-- Extension functions are open to PUBLIC by default; in a schema of their own, a missing USAGE closes them all.
create view catalog.lint_extension_in_public as
    select 'extension_in_public'::text as rule, 'bypass'::text as category, 'warning'::text as severity, f.object, f.detail, f.remedy
      from (
        select 'extension ' || e.extname as object, format('Its objects stand in schema %I.', n.nspname) as detail, format('alter extension %I set schema extensions;', e.extname) as remedy
          from pg_catalog.pg_extension e join pg_catalog.pg_namespace n on n.oid = e.extnamespace
         where n.nspname = 'public' or exists (select from catalog.inventory_relations i join pg_catalog.pg_class c on c.oid = i.relation where c.relnamespace = n.oid and i.ours)
      ) f;
comment on view catalog.lint_extension_in_public is 'An extension''s objects stand in schema public or in a schema that holds tables of ours. Source: PostgreSQL manual, Packaging Related Objects into an Extension; splinter 0014.';
