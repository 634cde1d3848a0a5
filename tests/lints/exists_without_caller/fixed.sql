alter policy scratch on people.positions using (exists (select from people.employees e join app.caller c on c.org_id = e.org_id and c.employee_id = e.id where e.position_id = positions.id));
