-- What a group allows: seen by every member, given and taken with org.roles, never in a group one is in (R20), never an hr-only
-- permission (R21: those take an override with an hr approver).

alter table identity.group_permissions enable row level security;
alter table identity.group_permissions force row level security;

create policy tenant on identity.group_permissions as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on identity.group_permissions is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_all on identity.group_permissions for select to app_api using (group_id is not null);
comment on policy read_all on identity.group_permissions is 'HC-16: what a group allows is for every member; the floor leaves the organisation''s.';
create policy add_by_right_giver on identity.group_permissions for insert to app_api with check (org_id = (select c.org_id from app.caller c where 'org.roles' = any (c.permissions)));
comment on policy add_by_right_giver on identity.group_permissions is 'HC-16: whoever may give rights.';
create policy withdraw_by_function on identity.group_permissions for all to app_transition using (group_id is not null) with check (false);
comment on policy withdraw_by_function on identity.group_permissions is 'HC-16: identity.withdraw_from_group, inside the floor.';
create policy compute_rights on identity.group_permissions for select to app_signin using (true);
comment on policy compute_rights on identity.group_permissions is 'R23: effective permissions are computed where rights are minted.';
create policy look_at_group on identity.group_permissions for select to app_kernel using (group_id is not null);
comment on policy look_at_group on identity.group_permissions is 'R20: the guard of group_members asks whether a group carries rights, inside the floor.';

grant select, insert (org_id, group_id, permission) on identity.group_permissions to app_api;
grant select, delete on identity.group_permissions to app_transition;
grant select on identity.group_permissions to app_signin, app_kernel;

call app.guard('identity.group_permissions');

create function identity.check_group_permission() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    touched record;
begin
    if tg_op = 'DELETE' then touched := old; else touched := new; end if;
    -- who is joining commits first; nothing is decided without the lock
    perform from identity.groups g where g.org_id = touched.org_id and g.id = touched.group_id for update;
    if not found then
        raise exception using errcode = 'RH032', message = 'no such group';
    end if;
    if exists (select from identity.group_members g join app.caller c on c.org_id = g.org_id and c.member_id = g.member_id
                where g.org_id = touched.org_id and g.group_id = touched.group_id) then
        raise exception using errcode = 'RH033', message = 'nobody changes what a group of their own allows', hint = 'Another admin can.';
    end if;
    if tg_op = 'INSERT' and not identity.is_permission(new.permission) then
        raise exception using errcode = 'RH051', message = 'the catalogue has no such permission', hint = 'list_permissions shows them.';
    end if;
    if tg_op = 'INSERT' and exists (select from identity.permissions p where p.code = new.permission and p.hr_only) then
        raise exception using errcode = 'RH036', message = 'an hr-only permission is never given by a group', hint = 'Ask for an override; hr decides.';
    end if;
    return touched;
end $$;
comment on function identity.check_group_permission() is 'R20, R21: RH032 no such group, RH033 a group of one''s own, RH036 hr-only, RH051 unknown permission.';
alter function identity.check_group_permission() owner to app_kernel;
create policy look_at_members on identity.group_members for select to app_kernel using (group_id is not null);
comment on policy look_at_members on identity.group_members is 'R20: is the caller in the group whose rights change? Inside the floor.';
grant select on identity.group_members to app_kernel;
create trigger _400_check before insert or delete on identity.group_permissions for each row
    when (pg_trigger_depth() = 0) execute function identity.check_group_permission();
call audit.watch('identity.group_permissions', 'group_permission', p_id => 'group_id');

create function identity.renew_rights_of_group() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    touched record;
    member uuid;
begin
    if tg_op = 'DELETE' then touched := old; else touched := new; end if;
    for member in select g.member_id from identity.group_members g where g.org_id = touched.org_id and g.group_id = touched.group_id order by 1 loop
        perform identity.renew_rights(touched.org_id, member);
    end loop;
    return null;
end $$;
comment on function identity.renew_rights_of_group() is 'R23: what a group allows changes its members'' rights with the next statement.';
alter function identity.renew_rights_of_group() owner to app_signin;
create trigger _950_renew_rights after insert or delete on identity.group_permissions for each row execute function identity.renew_rights_of_group();

create function identity.withdraw_from_group(p_group uuid, p_permission text) returns text
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    withdrawn text;
begin
    if not exists (select from app.caller c where 'org.roles' = any (c.permissions)) then
        raise exception using errcode = 'RH030', message = 'changing what a group allows takes org.roles';
    end if;
    delete from identity.group_permissions p where p.group_id = p_group and p.permission = p_permission returning p.permission into withdrawn;
    return withdrawn;
end $$;
comment on function identity.withdraw_from_group(uuid, text) is 'HC-16, R20: org.roles, not in a group of one''s own; null if the group does not allow it. RH030, RH033.';
alter function identity.withdraw_from_group(uuid, text) owner to app_transition;
grant execute on function identity.withdraw_from_group(uuid, text) to app_api;
