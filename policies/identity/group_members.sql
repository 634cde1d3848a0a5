-- Who is in a group: seen by every member, changed by whoever keeps members, never by oneself (R20): a group may carry rights.

alter table identity.group_members enable row level security;
alter table identity.group_members force row level security;

create policy tenant on identity.group_members as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on identity.group_members is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_all on identity.group_members for select to app_api using (group_id is not null);
comment on policy read_all on identity.group_members is 'HC-16: group membership is for every member; the floor leaves the organisation''s.';
create policy add_by_keeper on identity.group_members for insert to app_api with check (org_id = (select c.org_id from app.caller c where 'org.members' = any (c.permissions)));
comment on policy add_by_keeper on identity.group_members is 'HC-16: whoever keeps members.';
create policy compute_rights on identity.group_members for select to app_signin using (true);
comment on policy compute_rights on identity.group_members is 'R23: effective permissions are computed where rights are minted.';

create policy end_with_membership on identity.group_members for all to app_transition using (member_id is not null) with check (false);
comment on policy end_with_membership on identity.group_members is 'R19: identity.end_what_was_given and identity.remove_group_member, inside the floor.';

grant select, insert (org_id, group_id, member_id) on identity.group_members to app_api;
grant select, delete on identity.group_members to app_transition;
grant select on identity.group_members to app_signin;

call app.guard('identity.group_members');

create function identity.reject_own_group_change() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    caller record;
    touched record;
begin
    if tg_op = 'DELETE' then touched := old; else touched := new; end if;
    select c.member_id, c.permissions into caller from app.caller c where c.org_id = touched.org_id;
    if caller.member_id = touched.member_id then
        raise exception using errcode = 'RH033', message = 'nobody adds themselves to a group or leaves one that way', hint = 'Another admin can.';
    end if;
    -- leaving under way commits first; nobody who has left joins
    if tg_op = 'INSERT' then
        perform from identity.memberships m where m.org_id = touched.org_id and m.id = touched.member_id and m.state <> 'left' for share;
        if not found then
            raise exception using errcode = 'RH032', message = 'no such member';
        end if;
    end if;
    -- a change of what the group allows that is under way commits first; one that comes later finds the new member to renew
    perform from identity.groups g where g.org_id = touched.org_id and g.id = touched.group_id for share;
    if not found then
        raise exception using errcode = 'RH032', message = 'no such group';
    end if;
    if tg_op = 'INSERT' and not ('org.roles' = any (caller.permissions))
       and exists (select from identity.group_permissions p where p.org_id = touched.org_id and p.group_id = touched.group_id) then
        raise exception using errcode = 'RH030', message = 'this group carries permissions: adding to it takes org.roles';
    end if;
    return touched;
end $$;
comment on function identity.reject_own_group_change() is 'R20: RH033 for oneself; RH030 if the group carries rights and the caller may not give rights.';
alter function identity.reject_own_group_change() owner to app_kernel;
create trigger _400_not_oneself before insert or delete on identity.group_members for each row
    when (pg_trigger_depth() = 0) execute function identity.reject_own_group_change();
call audit.watch('identity.group_members', 'group_member', p_id => 'member_id');

create function identity.renew_rights_of_group_member() returns trigger
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
comment on function identity.renew_rights_of_group_member() is 'R23: joining or leaving a group changes rights with the next statement.';
alter function identity.renew_rights_of_group_member() owner to app_signin;
create trigger _950_renew_rights after insert or delete on identity.group_members for each row execute function identity.renew_rights_of_group_member();

create function identity.remove_group_member(p_group uuid, p_member uuid) returns uuid
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    removed uuid;
begin
    if not exists (select from app.caller c where 'org.members' = any (c.permissions)) then
        raise exception using errcode = 'RH030', message = 'taking somebody out of a group takes org.members';
    end if;
    delete from identity.group_members m where m.group_id = p_group and m.member_id = p_member returning m.member_id into removed;
    return removed;
end $$;
comment on function identity.remove_group_member(uuid, uuid) is 'HC-16, R20: org.members, not oneself; null if they are not in it. RH030, RH033.';
alter function identity.remove_group_member(uuid, uuid) owner to app_transition;
grant execute on function identity.remove_group_member(uuid, uuid) to app_api;
