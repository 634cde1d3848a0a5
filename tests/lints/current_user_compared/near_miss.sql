create policy scratch on people.sites for select to app_api using (current_user = 'app_api' and org_id = (select c.org_id from app.caller c));
