create policy scratch on people.sites for select to app_api using (current_user = 'app_api' and org_id = (select c.org_id from app.caller c));
create policy scratch_beside on people.sites for select to app_api using (name = 'HQ' and current_user = 'app_api' and timezone = 'UTC');
