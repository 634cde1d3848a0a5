-- Every member sees which groups there are; whoever keeps members keeps them. What a group allows is a right, so giving it takes
-- org.roles, never touches a group one is in (R20), and never the hr-only class (R21).

alter table identity.groups enable row level security;
alter table identity.groups force row level security;

create policy tenant on identity.groups as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on identity.groups is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_all on identity.groups for select to app_api using (id is not null);
comment on policy read_all on identity.groups is 'HC-16: groups are for every member; the floor leaves the organisation''s.';
create policy add_by_keeper on identity.groups for insert to app_api with check (org_id = (select c.org_id from app.caller c where 'org.members' = any (c.permissions)));
comment on policy add_by_keeper on identity.groups is 'HC-16: whoever keeps members.';
create policy edit_by_keeper on identity.groups for update to app_api using (org_id = (select c.org_id from app.caller c where 'org.members' = any (c.permissions)));
comment on policy edit_by_keeper on identity.groups is 'HC-16: whoever keeps members.';
create policy remove_by_function on identity.groups for all to app_transition using (id is not null) with check (false);
comment on policy remove_by_function on identity.groups is 'HC-16: identity.remove_group, inside the floor; what the group allowed ends with it.';
create policy look_at_group on identity.groups for select to app_kernel using (id is not null);
comment on policy look_at_group on identity.groups is 'R23: the guards below lock the group they judge, inside the floor.';
create policy lock_group on identity.groups for update to app_kernel using (id is not null) with check (false);
comment on policy lock_group on identity.groups is 'R23: FOR SHARE asks for an update policy; the guards can write nothing.';

grant select, insert (org_id, id, name, description), update (name, description) on identity.groups to app_api;
grant select, delete on identity.groups to app_transition;
-- NOTE: no DELETE for app_api on groups, their members or permissions: it would bring LOCK TABLE, and signing in reads them.
grant select (org_id, id), update (row_version) on identity.groups to app_kernel;   -- see lock_group

call app.guard('identity.groups');
call audit.watch('identity.groups', 'group');

create function identity.remove_group(p_group uuid, p_version bigint) returns uuid
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    removed uuid;
begin
    if not exists (select from app.caller c where 'org.members' = any (c.permissions)) then
        raise exception using errcode = 'RH030', message = 'removing a group takes org.members';
    end if;
    delete from identity.groups g where g.id = p_group and g.row_version = p_version returning g.id into removed;
    return removed;
end $$;
comment on function identity.remove_group(uuid, bigint) is 'HC-16: org.members; null if there is no such group or version. What it allowed ends with it. RH030.';
alter function identity.remove_group(uuid, bigint) owner to app_transition;
grant execute on function identity.remove_group(uuid, bigint) to app_api;
