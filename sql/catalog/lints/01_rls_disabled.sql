-- Without row security a grant shows every organisation's rows. A partition counts by itself: addressed by its own name, its
-- parent's policies do not apply.
create view catalog.lint_rls_disabled as
    select 'rls_disabled'::text as rule, 'bypass'::text as category, 'error'::text as severity, f.object, f.detail, f.remedy
      from (
        select i.object,
               case when i.is_partition then 'This partition has no row security of its own: addressed by its name it shows every row.' else 'Row security is off: whoever holds a grant sees every row.' end as detail,
               format('alter table %s enable row level security; alter table %s force row level security;', i.object, i.object) as remedy
          from catalog.inventory_relations i
         where i.kind in ('r', 'p') and not i.row_security
           and (i.tenant or exists (select from catalog.inventory_grants g where g.relation = i.relation and g.to_login))
      ) f;
comment on view catalog.lint_rls_disabled is 'A table with an org_id column, or with a grant to a login, has row security switched off. Source: PostgreSQL manual, Row Security Policies; R1.';
