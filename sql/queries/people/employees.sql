--: EmployeeSummary(work_email?, work_phone?, department_id?, department_name?, position_id?, position_title?, site_id?, site_name?)

--! first_employees : EmployeeSummary
-- The first page in order of name. With and without filters are statements of their own: one that serves both is planned
-- again at each execution, which costs three times what it reads.
select e.id, e.display_name, e.work_email, e.work_phone, e.state, e.row_version,
       e.department_id, d.name as department_name, e.position_id, p.title as position_title, e.site_id, s.name as site_name
  from people.employees e
  left join people.departments d on d.org_id = e.org_id and d.id = e.department_id
  left join people.positions p on p.org_id = e.org_id and p.id = e.position_id
  left join people.sites s on s.org_id = e.org_id and s.id = e.site_id
 order by e.display_name, e.id
 limit :page_size;

--! next_employees : EmployeeSummary
-- The page after (after_name, after_id).
select e.id, e.display_name, e.work_email, e.work_phone, e.state, e.row_version,
       e.department_id, d.name as department_name, e.position_id, p.title as position_title, e.site_id, s.name as site_name
  from people.employees e
  left join people.departments d on d.org_id = e.org_id and d.id = e.department_id
  left join people.positions p on p.org_id = e.org_id and p.id = e.position_id
  left join people.sites s on s.org_id = e.org_id and s.id = e.site_id
 where (e.display_name, e.id) > (:after_name, :after_id)
 order by e.display_name, e.id
 limit :page_size;

--! first_filtered_employees (department_id?, site_id?) : EmployeeSummary
-- The filters narrow what row security already allows.
select e.id, e.display_name, e.work_email, e.work_phone, e.state, e.row_version,
       e.department_id, d.name as department_name, e.position_id, p.title as position_title, e.site_id, s.name as site_name
  from people.employees e
  left join people.departments d on d.org_id = e.org_id and d.id = e.department_id
  left join people.positions p on p.org_id = e.org_id and p.id = e.position_id
  left join people.sites s on s.org_id = e.org_id and s.id = e.site_id
 where (:department_id::uuid is null or e.department_id = :department_id)
   and (:site_id::uuid is null or e.site_id = :site_id)
 order by e.display_name, e.id
 limit :page_size;

--! next_filtered_employees (department_id?, site_id?) : EmployeeSummary
select e.id, e.display_name, e.work_email, e.work_phone, e.state, e.row_version,
       e.department_id, d.name as department_name, e.position_id, p.title as position_title, e.site_id, s.name as site_name
  from people.employees e
  left join people.departments d on d.org_id = e.org_id and d.id = e.department_id
  left join people.positions p on p.org_id = e.org_id and p.id = e.position_id
  left join people.sites s on s.org_id = e.org_id and s.id = e.site_id
 where (e.display_name, e.id) > (:after_name, :after_id)
   and (:department_id::uuid is null or e.department_id = :department_id)
   and (:site_id::uuid is null or e.site_id = :site_id)
 order by e.display_name, e.id
 limit :page_size;

--! read_employee : (work_email?, work_phone?, department_id?, department_name?, position_id?, position_title?, site_id?, site_name?, employee_no?, legal_name?, employment_type?, hired_on?, ended_on?, employment_version?)
-- The employment columns are null where the caller may not see that tier.
select e.id, e.display_name, e.work_email, e.work_phone, e.state, e.row_version,
       e.department_id, d.name as department_name, e.position_id, p.title as position_title, e.site_id, s.name as site_name,
       r.employee_no, r.legal_name, r.employment_type, r.hired_on, r.ended_on, r.row_version as employment_version
  from people.employees e
  left join people.departments d on d.org_id = e.org_id and d.id = e.department_id
  left join people.positions p on p.org_id = e.org_id and p.id = e.position_id
  left join people.sites s on s.org_id = e.org_id and s.id = e.site_id
  left join people.employment_records r on r.org_id = e.org_id and r.employee_id = e.id
 where e.id = :id;

--! edit_employee (display_name?, work_email?, work_phone?, department_id?, position_id?, site_id?)
-- set_x says whether x is part of the merge patch; null then clears. No row: hidden, not editable, or another version.
update people.employees e
   set display_name  = case when :set_display_name then :display_name else e.display_name end,
       work_email    = case when :set_work_email then :work_email else e.work_email end,
       work_phone    = case when :set_work_phone then :work_phone else e.work_phone end,
       department_id = case when :set_department_id then :department_id else e.department_id end,
       position_id   = case when :set_position_id then :position_id else e.position_id end,
       site_id       = case when :set_site_id then :site_id else e.site_id end
 where e.id = :id and e.row_version = :row_version
returning e.row_version;

--! add_employees
insert into people.employees (org_id, id, display_name, work_email, work_phone, department_id, position_id, site_id)
select c.org_id, r.id, r.display_name, r.work_email, r.work_phone, r.department_id, r.position_id, r.site_id
  from app.caller c, jsonb_to_recordset(:rows) as r (id uuid, display_name text, work_email text, work_phone text, department_id uuid, position_id uuid, site_id uuid)
returning id;

--! add_employment_records
insert into people.employment_records (org_id, employee_id, employee_no, legal_name, employment_type, hired_on)
select c.org_id, r.employee_id, r.employee_no, r.legal_name, r.employment_type, r.hired_on
  from app.caller c, jsonb_to_recordset(:rows) as r (employee_id uuid, employee_no text, legal_name text, employment_type text, hired_on date)
returning employee_id;

--! add_private_records : (row_version?)
select people.keep_private(r.employee_id, null, to_jsonb(r) - 'employee_id') as row_version
  from jsonb_to_recordset(:rows) as r (employee_id uuid, birth_date date, home_address text, private_email text, private_phone text, emergency_contact text);

--! add_employee (work_email?, work_phone?, department_id?, position_id?, site_id?)
insert into people.employees (org_id, id, display_name, work_email, work_phone, department_id, position_id, site_id)
select c.org_id, :id, :display_name, :work_email, :work_phone, :department_id, :position_id, :site_id from app.caller c
returning id;

--! add_employment_record
insert into people.employment_records (org_id, employee_id, employee_no, legal_name, employment_type, hired_on)
select c.org_id, :employee_id, :employee_no, :legal_name, :employment_type, :hired_on from app.caller c
returning employee_id;

--! edit_employment (employee_no?, legal_name?, employment_type?, hired_on?)
update people.employment_records r
   set employee_no = coalesce(:employee_no, r.employee_no), legal_name = coalesce(:legal_name, r.legal_name),
       employment_type = coalesce(:employment_type, r.employment_type), hired_on = coalesce(:hired_on, r.hired_on)
 where r.employee_id = :employee_id and r.row_version = :row_version
returning r.row_version;

--! read_employment : (ended_on?)
select r.employee_id, r.employee_no, r.legal_name, r.employment_type, r.hired_on, r.ended_on, r.row_version
  from people.employment_records r
 where r.employee_id = :employee_id;

--! leave : (outcome?)
select people.leave(:employee_id, :last_day, :at_once) as outcome;

--! reinstate : (outcome?)
select people.reinstate(:employee_id) as outcome;

--! read_private : (birth_date?, home_address?, private_email?, private_phone?, emergency_contact?)
-- A reading by somebody else writes its audit entry, so this needs a transaction that may write.
select p.employee_id, p.birth_date, p.home_address, p.private_email, p.private_phone, p.emergency_contact, p.row_version
  from people.read_private(:employee_id) p;

--! keep_private (row_version?) : (new_version?)
select people.keep_private(:employee_id, :row_version, :changes) as new_version;

--! edit_own_profile (work_phone?) : (new_version?)
select people.edit_own_profile(:row_version, :work_phone) as new_version;

--! own_employee_id : (employee_id?)
select c.employee_id from app.caller c;

--! employment_history (after_id?) : (department?, position?, site?)
select v.id, v.kind, v.happened_on, v.name, v.department, v.position, v.site
  from people.employment_events v
 where v.employee_id = :employee_id and (:after_id::uuid is null or v.id > :after_id)
 order by v.id
 limit :page_size;

--! direct_reports (after_name?, after_id?)
-- Whose line in force today leads to this person, as far as the caller sees the line.
select e.id, e.display_name, l.kind, l.id as line_id
  from people.reporting_lines l join people.employees e on e.org_id = l.org_id and e.id = l.employee_id
 where l.manager_id = :manager_id and l.valid @> app.today()
   and (:after_name::text is null or (e.display_name, l.id) > (:after_name, :after_id::uuid))
 order by e.display_name, l.id
 limit :page_size;
