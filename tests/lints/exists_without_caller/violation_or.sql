-- finds: scratch on people.positions
create policy scratch on people.positions for select to app_api
    using (org_id = (select c.org_id from app.caller c) or exists (select from people.employees e where e.position_id = positions.id));
