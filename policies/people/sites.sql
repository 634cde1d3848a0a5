-- Every member reads the sites of the organisation; admin and hr keep them.

alter table people.sites enable row level security;
alter table people.sites force row level security;

create policy tenant on people.sites as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on people.sites is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_all on people.sites for select to app_api using (id is not null);
comment on policy read_all on people.sites is 'R1: sites are for every member; the floor leaves the organisation''s.';
create policy add_by_people_team on people.sites for insert to app_api with check (org_id = (select c.org_id from app.caller c where 'people.write' = any (c.permissions)));
comment on policy add_by_people_team on people.sites is 'HY-16: admin and hr keep the sites.';
create policy edit_by_people_team on people.sites for update to app_api using (org_id = (select c.org_id from app.caller c where 'people.write' = any (c.permissions)));
comment on policy edit_by_people_team on people.sites is 'HY-16: admin and hr keep the sites.';
create policy remove_by_people_team on people.sites for delete to app_api using (org_id = (select c.org_id from app.caller c where 'people.write' = any (c.permissions)));
comment on policy remove_by_people_team on people.sites is 'HY-16: admin and hr keep the sites; one in use is protected by its references.';

grant select, insert (org_id, id, name, timezone), update (name, timezone), delete on people.sites to app_api;

call app.guard('people.sites');
create trigger _400_timezone before insert or update of timezone on people.sites for each row execute function app.assert_timezone();
call audit.watch('people.sites', 'site');
