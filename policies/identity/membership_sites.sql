-- Sites a member is limited to: their reports and what they see of the chart. Seen by oneself and by admin and hr; set by whoever
-- keeps members, never for oneself (R20).

alter table identity.membership_sites enable row level security;
alter table identity.membership_sites force row level security;

create policy tenant on identity.membership_sites as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on identity.membership_sites is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_own on identity.membership_sites for select to app_api
    using ((org_id, member_id) = (select c.org_id, c.member_id from app.caller c));
comment on policy read_own on identity.membership_sites is 'R1: one''s own limits.';
create policy read_by_people_team on identity.membership_sites for select to app_api
    using (org_id = (select c.org_id from app.caller c where 'org.members.read' = any (c.permissions)));
comment on policy read_by_people_team on identity.membership_sites is 'HM-05: admin and hr read everybody''s.';
create policy set_by_function on identity.membership_sites for all to app_transition using (member_id is not null) with check (member_id is not null);
comment on policy set_by_function on identity.membership_sites is 'R20: by the function below, inside the floor.';
create policy compute_rights on identity.membership_sites for select to app_signin using (true);
comment on policy compute_rights on identity.membership_sites is 'R23: limits are computed where rights are minted.';
create policy narrow_stand_ins on identity.membership_sites for select to app_kernel using (member_id is not null);
comment on policy narrow_stand_ins on identity.membership_sites is 'app.reports(): a stand-in reads within the delegator''s sites, inside the floor.';

grant select on identity.membership_sites to app_api, app_signin;
grant select (org_id, member_id, site_id) on identity.membership_sites to app_kernel;
grant select, insert, delete on identity.membership_sites to app_transition;

call app.guard('identity.membership_sites');
call audit.watch('identity.membership_sites', 'membership_site', p_id => 'member_id');

create function identity.renew_rights_of_sites() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if tg_op = 'DELETE' then
        perform identity.renew_rights(old.org_id, old.member_id);
    else
        perform identity.renew_rights(new.org_id, new.member_id);
    end if;
    return null;
end $$;
comment on function identity.renew_rights_of_sites() is 'R23: another limit holds with the next statement.';
alter function identity.renew_rights_of_sites() owner to app_signin;
create trigger _950_renew_rights after insert or delete on identity.membership_sites for each row execute function identity.renew_rights_of_sites();

create function identity.limit_to_sites(p_member uuid, p_sites uuid[]) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    caller record;
begin
    select c.org_id, c.member_id into caller from app.caller c where 'org.members' = any (c.permissions);
    if caller.member_id is null then
        raise exception using errcode = 'RH030', message = 'setting site limits takes org.members';
    end if;
    if p_member = caller.member_id then
        raise exception using errcode = 'RH033', message = 'nobody changes their own limits', hint = 'Another admin can.';
    end if;
    perform from identity.memberships m where m.id = p_member and m.state <> 'left' for update;
    if not found then
        raise exception using errcode = 'RH032', message = 'no such member';
    end if;
    insert into identity.membership_sites (org_id, member_id, site_id)
    select distinct caller.org_id, p_member, s from unnest(p_sites) s
        on conflict do nothing;
    delete from identity.membership_sites l where l.member_id = p_member and l.site_id <> all (p_sites);
end $$;
comment on function identity.limit_to_sites(uuid, uuid[]) is 'R20: org.members, not oneself; an empty list lifts every limit. RH030, RH032, RH033; a site elsewhere is a foreign-key error.';
alter function identity.limit_to_sites(uuid, uuid[]) owner to app_transition;
grant execute on function identity.limit_to_sites(uuid, uuid[]) to app_api;
