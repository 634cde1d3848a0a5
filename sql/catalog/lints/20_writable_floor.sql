-- R34 is a trigger and not a policy: a policy would turn the refusal into a write that hits no row.
create view catalog.lint_writable_floor as
    select 'writable_floor'::text as rule, 'logic'::text as category, 'error'::text as severity, f.object, f.detail, f.remedy
      from (
        select i.object, format('%s can write it while the organisation is closing.', string_agg(distinct g.grantee_name, ', ' order by g.grantee_name)) as detail, format('call app.guard(%L);', i.object) as remedy
          from catalog.inventory_relations i
          join catalog.inventory_grants g on g.relation = i.relation and g.privilege in ('INSERT', 'UPDATE', 'DELETE') and (g.to_login or g.grantee_name = 'app_transition')
         where i.ours and i.tenant
           and not exists (select from pg_catalog.pg_trigger t join catalog.inventory_routines r on r.routine = t.tgfoid
                            where t.tgrelid = i.relation and t.tgenabled <> 'D' and r.object = 'app.assert_writable()' and t.tgtype & 28 = 28)
         group by i.object
      ) f;
comment on view catalog.lint_writable_floor is 'A tenant table that requests or transitions can write has no guard that refuses writes while the organisation is closing. Source: R34.';
