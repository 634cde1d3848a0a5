create policy scratch on people.sites for select to app_api using (org_id = (select c.org_id from app.caller c) or false);
create policy scratch_and on people.sites for select to app_api using (true and 1 = 1 and (name = 'HQ' or timezone = 'UTC' or (true and name = '')));
create policy scratch_differing on people.sites for select to app_api using (name = 'HQ' or 1 = 2 or length(name) = 1);
