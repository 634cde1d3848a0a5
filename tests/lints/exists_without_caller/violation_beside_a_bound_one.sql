-- finds: scratch on people.positions
create policy scratch on people.positions for select to app_api
    using (title = 'x' and exists (select from people.employees e where e.position_id = positions.id)
           or title = 'y' and exists (select from people.employees e join app.caller c on c.org_id = e.org_id where e.position_id = positions.id)
           or title = 'z' and exists (select from people.sites s where s.org_id = positions.org_id));
