alter policy scratch on people.positions
    using (org_id = (select c.org_id from app.caller c) and (title = 'x' or exists (select from people.employees e where e.position_id = positions.id)));
