-- What grades are chosen from. Whoever manages cycles (hr) draws a scale up, publishes, withdraws and archives it; from then on every
-- member reads it. What a published scale says does not change: the functions touch drafts alone.

alter table performance.rating_scales enable row level security;
alter table performance.rating_scales force row level security;

create policy tenant on performance.rating_scales as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on performance.rating_scales is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_published on performance.rating_scales for select to app_api
    using (state <> 'draft' and org_id = (select c.org_id from app.caller c)
           or org_id = (select c.org_id from app.caller c where c.role = 'admin' or 'performance.cycles.manage' = any (c.permissions)));
comment on policy read_published on performance.rating_scales is 'NA-02: every member reads what has been published, since it says how they are reviewed; drafts are for admins and whoever manages cycles.';
create policy keep on performance.rating_scales for all to app_transition using (id is not null) with check (id is not null);
comment on policy keep on performance.rating_scales is 'NA-02: the functions below, inside the floor.';

grant select on performance.rating_scales to app_api;
grant select, insert (org_id, id, name, description), update (name, description, state), delete on performance.rating_scales to app_transition;
-- NOTE: no write for any login: what a published one says is what people are reviewed by, so only functions change a draft.

call app.guard('performance.rating_scales');
call audit.watch('performance.rating_scales', 'rating_scale');

-- Whose organisation it is, for whoever manages cycles in it.
create function performance.managing_org() returns uuid
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    org constant uuid := (select c.org_id from app.caller c where 'performance.cycles.manage' = any (c.permissions));
begin
    if org is null then
        raise exception using errcode = 'RH030', message = 'this takes performance.cycles.manage';
    end if;
    return org;
end $$;
comment on function performance.managing_org() is 'NA-16: the caller''s organisation; RH030 without performance.cycles.manage.';
alter function performance.managing_org() owner to app_transition;
