--! add_sites
insert into people.sites (org_id, id, name, timezone)
select c.org_id, r.id, r.name, r.timezone from app.caller c, jsonb_to_recordset(:rows) as r (id uuid, name text, timezone text)
returning id;

--! add_departments
insert into people.departments (org_id, id, parent_id, name)
select c.org_id, r.id, r.parent_id, r.name from app.caller c, jsonb_to_recordset(:rows) as r (id uuid, parent_id uuid, name text)
returning id;

--! add_positions
insert into people.positions (org_id, id, title)
select c.org_id, r.id, r.title from app.caller c, jsonb_to_recordset(:rows) as r (id uuid, title text)
returning id;

--! add_reporting_lines
insert into people.reporting_lines (org_id, id, employee_id, manager_id, kind, valid)
select c.org_id, r.id, r.employee_id, r.manager_id, r.kind, daterange(r.valid_from, r.valid_until)
  from app.caller c, jsonb_to_recordset(:rows) as r (id uuid, employee_id uuid, manager_id uuid, kind text, valid_from date, valid_until date)
returning id;
