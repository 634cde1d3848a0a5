create policy scratch on people.sites for select to app_api using (name like 'HQ%' and org_id = (select c.org_id from app.caller c));
create policy scratch_beside on people.sites for select to app_api using (org_id = (select c.org_id from app.caller c) and name ~ '^H');
