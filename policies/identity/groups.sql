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
create policy remove_by_keeper on identity.groups for delete to app_api using (org_id = (select c.org_id from app.caller c where 'org.members' = any (c.permissions)));
comment on policy remove_by_keeper on identity.groups is 'HC-16: whoever keeps members; what the group allowed ends with it.';
create policy look_at_group on identity.groups for select to app_kernel using (id is not null);
comment on policy look_at_group on identity.groups is 'R23: the guards below lock the group they judge, inside the floor.';
create policy lock_group on identity.groups for update to app_kernel using (id is not null) with check (false);
comment on policy lock_group on identity.groups is 'R23: FOR SHARE asks for an update policy; the guards can write nothing.';

grant select, insert (org_id, id, name, description), update (name, description), delete on identity.groups to app_api;
grant select (org_id, id), update (row_version) on identity.groups to app_kernel;   -- see lock_group

call app.guard('identity.groups');
call audit.watch('identity.groups', 'group');
