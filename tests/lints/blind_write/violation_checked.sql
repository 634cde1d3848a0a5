-- finds: scratch on people.employment_events
grant update (department) on people.employment_events to app_api;
create policy scratch on people.employment_events for update to app_api
    using (org_id = (select c.org_id from app.caller c where c.role = 'hr') and kind = 'left') with check (kind = 'left');
