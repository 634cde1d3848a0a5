create policy scratch_seen on people.employment_events for select to app_api using (org_id = (select c.org_id from app.caller c where c.role = 'hr'));
