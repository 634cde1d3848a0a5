create policy scratch on people.sites for delete to app_api using (org_id = (select c.org_id from app.caller c where c.role = 'hr'));
