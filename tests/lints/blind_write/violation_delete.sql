-- finds: scratch on people.sites
drop policy read_all on people.sites;
alter policy edit_by_people_team on people.sites using (org_id = (select c.org_id from app.caller c where 'people.write' = any (c.permissions)) and name <> 'HQ');
alter policy remove_by_people_team on people.sites using (org_id = (select c.org_id from app.caller c where 'people.write' = any (c.permissions)) and name <> 'HQ');
create policy scratch_seen on people.sites for select to app_api
    using (name = 'HQ' or org_id = (select c.org_id from app.caller c where 'people.write' = any (c.permissions)));
create policy scratch on people.sites for delete to app_api using (org_id = (select c.org_id from app.caller c where c.role = 'hr'));
