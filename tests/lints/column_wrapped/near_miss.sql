create policy scratch on people.sites for select to app_api using (org_id = (select c.org_id::text::uuid from app.caller c));
create policy scratch_alone on people.sites for select to app_api using (starts_with(name, 'H') and org_id = (select c.org_id from app.caller c));
create policy scratch_below on people.sites for select to app_api using (org_id = (select c.org_id from app.caller c where length(c.role) = 2));
