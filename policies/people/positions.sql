-- Every member reads the positions of the organisation; admin and hr keep them.

alter table people.positions enable row level security;
alter table people.positions force row level security;

create policy tenant on people.positions as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on people.positions is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_all on people.positions for select to app_api using (id is not null);
comment on policy read_all on people.positions is 'R1: positions are for every member; the floor leaves the organisation''s.';
create policy add_by_people_team on people.positions for insert to app_api with check (org_id = (select c.org_id from app.caller c where 'people.write' = any (c.permissions)));
comment on policy add_by_people_team on people.positions is 'HY-16: admin and hr keep the positions.';
create policy edit_by_people_team on people.positions for update to app_api using (org_id = (select c.org_id from app.caller c where 'people.write' = any (c.permissions)));
comment on policy edit_by_people_team on people.positions is 'HY-16: admin and hr keep the positions.';
create policy remove_by_people_team on people.positions for delete to app_api using (org_id = (select c.org_id from app.caller c where 'people.write' = any (c.permissions)));
comment on policy remove_by_people_team on people.positions is 'HY-16: admin and hr keep the positions; one in use is protected by its references.';

grant select, insert (org_id, id, title), update (title), delete on people.positions to app_api;

call app.guard('people.positions');
call audit.watch('people.positions', 'position');
