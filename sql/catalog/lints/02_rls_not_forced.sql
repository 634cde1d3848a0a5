-- The owner of a table is exempt from its policies unless they are forced; definer functions run as owners.
create view catalog.lint_rls_not_forced as
    select 'rls_not_forced'::text as rule, 'bypass'::text as category, 'error'::text as severity, f.object, f.detail, f.remedy
      from (
        select i.object, 'Row security does not bind ' || i.owner::regrole || ', who owns the table, nor what runs as it.' as detail,
               format('alter table %s force row level security;', i.object) as remedy
          from catalog.inventory_relations i
         where i.kind in ('r', 'p') and i.row_security and not i.forced
      ) f;
comment on view catalog.lint_rls_not_forced is 'Row security is on but not forced, so the table''s owner and every function it owns see all rows. Source: PostgreSQL manual, Row Security Policies (owners are exempt unless forced); R1.';
