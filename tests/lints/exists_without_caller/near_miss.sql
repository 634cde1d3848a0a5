create policy scratch on people.positions for select to app_api
    using (org_id = (select c.org_id from app.caller c) and exists (select from people.employees e where e.position_id = positions.id));
create policy scratch_caller on people.positions for select to app_api using (org_id in (select c.org_id from app.caller c));
create policy scratch_values on people.positions for select to app_api using (id in (select gen_random_uuid()));
create policy scratch_floor on people.positions as restrictive for select to app_api using (exists (select from people.employees e where e.position_id = positions.id));
