-- finds: scratch on people.employment_events
grant update (department) on people.employment_events to app_worker;
create policy scratch on people.employment_events for update to app_worker using (org_id = (select c.org_id from app.caller c));
