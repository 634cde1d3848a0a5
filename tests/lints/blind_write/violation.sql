-- finds: scratch on people.employment_events
grant delete on people.employment_events to app_api;
create policy scratch on people.employment_events for delete to app_api using (org_id = (select c.org_id from app.caller c where c.role = 'hr'));
