--! record_export (department_id?, site_id?)
select lifecycle.record_export(:department_id, :site_id) as org_id;

--! export_employees (after?, department_id?, site_id?) : (id?, display_name?, work_email?, work_phone?, department?, position?, site?, employee_no?, legal_name?, employment_type?, hired_on?, manager?, manager_from?)
-- Always a row: one without an id says that there are no more. may is false once people.export is gone, which must not look
-- like the end of the list.
select w.may, x.id, x.display_name, x.work_email, x.work_phone, x.department, x.position, x.site, x.employee_no, x.legal_name, x.employment_type, x.hired_on,
       x.manager, x.manager_from
  from (select coalesce(bool_or('people.export' = any (c.permissions)), false) as may, (select app.today()) as today from app.caller c) w
  left join lateral (
    select e.id, e.display_name, e.work_email, e.work_phone, d.name as department, p.title as position, s.name as site,
           r.employee_no, r.legal_name, r.employment_type, r.hired_on, coalesce(mr.employee_no, me.work_email) as manager, lower(l.valid) as manager_from
      from (select y.* from people.employees y
             where (:after::uuid is null or y.id > :after)
               and (:department_id::uuid is null or y.department_id = :department_id)
               and (:site_id::uuid is null or y.site_id = :site_id)
             order by y.id limit :page_size) e
      left join people.departments d on d.org_id = e.org_id and d.id = e.department_id
      left join people.positions p on p.org_id = e.org_id and p.id = e.position_id
      left join people.sites s on s.org_id = e.org_id and s.id = e.site_id
      left join people.employment_records r on r.org_id = e.org_id and r.employee_id = e.id
      left join people.reporting_lines l on l.org_id = e.org_id and l.employee_id = e.id and l.kind = 'primary' and l.valid @> w.today
      left join people.employees me on me.org_id = l.org_id and me.id = l.manager_id
      left join people.employment_records mr on mr.org_id = l.org_id and mr.employee_id = l.manager_id
     order by e.id
  ) x on w.may;
