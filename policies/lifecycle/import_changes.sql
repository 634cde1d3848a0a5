-- Only ISO dates: 03/04/2024 is two different days. Null if it is none.
create function lifecycle.iso_date(p_text text) returns date
    language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
    select case when p_text ~ '^(19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' then
        case when substr(p_text, 9, 2)::integer <= extract(day from make_date(left(p_text, 4)::integer, substr(p_text, 6, 2)::integer, 1) + interval '1 month - 1 day')
             then make_date(left(p_text, 4)::integer, substr(p_text, 6, 2)::integer, substr(p_text, 9, 2)::integer) end end
$$;
comment on function lifecycle.iso_date(text) is 'A date written YYYY-MM-DD from 1900 on; null for anything else.';
grant execute on function lifecycle.iso_date(text) to app_transition;

-- What an import would change, row by row: the one place that compares a file with who is there. The check counts with it and the
-- writing writes from it, so they cannot disagree. A row that changes nothing is not in any UPDATE: no entry, no new version.

create view lifecycle.import_changes with (security_invoker) as
    select r.org_id, r.import_id, r.line, r.person_id, r.existing, e.state, k.ended_on, r.manager_id, r.manager, r.manager_from,
           r.employee_no, v.display_name, v.legal_name, v.work_email, v.work_phone, r.department, r.position, r.site, v.employment_type, v.hired_on, r.hired_on as hired_on_given,
           v.department_id, v.position_id, v.site_id, l.starts, at.id as line_id, at.valid as line_valid, at.manager_id as line_manager_id,
           r.existing and (
               v.display_name is distinct from btrim(e.display_name, E' \t\r\n') or v.work_email is distinct from btrim(e.work_email, E' \t\r\n')
               or v.work_phone is distinct from btrim(e.work_phone, E' \t\r\n')
               or v.department_id is distinct from e.department_id or v.position_id is distinct from e.position_id or v.site_id is distinct from e.site_id
               or ('department' = any (j.fields) and r.department is not null and v.department_id is null)   -- a department still to be made
               or ('position' = any (j.fields) and r.position is not null and v.position_id is null)) as employee_changes,
           r.existing and (v.legal_name is distinct from btrim(k.legal_name, E' \t\r\n') or v.employment_type is distinct from k.employment_type
               or v.hired_on is distinct from k.hired_on) as record_changes,
           -- somebody who has left has no manager to change
           'manager' = any (j.fields) and (r.manager_id is not null or r.manager is null) and at.manager_id is distinct from r.manager_id
               and not (coalesce(e.state, 'active') = 'left' and r.manager is null) as line_changes,
           case when 'manager' = any (j.fields) and r.manager_id is not null then
               (select min(lower(n.valid)) from people.reporting_lines n
                 where n.org_id = r.org_id and n.employee_id = r.person_id and n.kind = 'primary' and lower(n.valid) > l.starts) end as next_line_starts
      from lifecycle.import_rows r
      join lifecycle.import_jobs j on j.org_id = r.org_id and j.id = r.import_id
      left join people.employees e on e.org_id = r.org_id and e.id = r.person_id
      left join people.employment_records k on k.org_id = r.org_id and k.employee_id = r.person_id
      left join lateral (select d.id from people.departments d where d.org_id = r.org_id and d.name = r.department) d on true
      left join lateral (select p.id from people.positions p where p.org_id = r.org_id and p.title = r.position) p on true
      left join lateral (select s.id from people.sites s where s.org_id = r.org_id and s.name = r.site) s on true
     cross join lateral (select
           case when 'display_name' = any (j.fields) then r.display_name else btrim(e.display_name, E' \t\r\n') end as display_name,
           coalesce(r.legal_name, btrim(k.legal_name, E' \t\r\n'), r.display_name) as legal_name,
           case when 'work_email' = any (j.fields) then r.work_email else btrim(e.work_email, E' \t\r\n') end as work_email,
           case when 'work_phone' = any (j.fields) then r.work_phone else btrim(e.work_phone, E' \t\r\n') end as work_phone,
           case when 'department' = any (j.fields) then d.id else e.department_id end as department_id,
           case when 'position' = any (j.fields) then p.id else e.position_id end as position_id,
           case when 'site' = any (j.fields) then s.id else e.site_id end as site_id,
           coalesce(r.employment_type, k.employment_type) as employment_type,
           coalesce(lifecycle.iso_date(r.hired_on), k.hired_on) as hired_on) v
     cross join lateral (select coalesce(lifecycle.iso_date(r.manager_from), case when r.existing then app.today() else v.hired_on end) as starts) l
      left join people.reporting_lines at
             on at.org_id = r.org_id and at.employee_id = r.person_id and at.kind = 'primary' and at.valid @> l.starts and 'manager' = any (j.fields);
comment on view lifecycle.import_changes is 'HA-18: each staged row with what is there, and whether employee, employment record and reporting line would change.';
grant select on lifecycle.import_changes to app_transition;
