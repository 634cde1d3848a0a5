-- The floor is copied letter by letter so that one comparison tells whether it is there; any other form needs a proof of its
-- own.
create view catalog.lint_tenant_floor as
    select 'tenant_floor'::text as rule, 'logic'::text as category, 'error'::text as severity, f.object, f.detail, f.remedy
      from (
        select i.object,
               case when p.oid is null then 'It has no restrictive policy named tenant for all commands.'
                    when not p.polroles @> f.roles then 'Its floor leaves out a role that acts inside organisations.'
                    else 'Its floor is not the canonical comparison of org_id with the caller''s.' end as detail,
               format('create policy tenant on %s as restrictive for all to app_api, app_worker, app_transition, app_kernel using (org_id = (select c.org_id from app.caller c)) with check (...the same);', i.object) as remedy
          from catalog.inventory_relations i
         cross join (select array_agg(r.oid) as roles from pg_catalog.pg_roles r where r.rolname in ('app_api', 'app_worker', 'app_transition', 'app_kernel')) f
          left join pg_catalog.pg_policy p on p.polrelid = i.relation and p.polname = 'tenant' and not p.polpermissive and p.polcmd = '*'
         where i.ours and i.tenant
           and (p.oid is null or not p.polroles @> f.roles
                or regexp_replace(pg_catalog.pg_get_expr(p.polqual, p.polrelid), '\s+', ' ', 'g') <> '(org_id = ( SELECT c.org_id FROM app.caller c))'
                or coalesce(regexp_replace(pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid), '\s+', ' ', 'g'), '') <> '(org_id = ( SELECT c.org_id FROM app.caller c))')
      ) f;
comment on view catalog.lint_tenant_floor is 'A tenant table lacks its restrictive floor, or has one that differs from the canonical form or leaves out a role. Source: R1; PostgreSQL manual, CREATE POLICY (RESTRICTIVE).';
