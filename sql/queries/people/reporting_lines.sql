--: ReportingLine(last_day?)

--! lines_of_employee (after_id?) : ReportingLine
-- Past, present and to come; ids are time-ordered.
select l.id, l.employee_id, l.manager_id, m.display_name as manager_name, l.kind, lower(l.valid) as first_day, (upper(l.valid) - 1) as last_day, l.row_version,
       l.valid @> app.today() as in_force
  from people.reporting_lines l join people.employees m on m.org_id = l.org_id and m.id = l.manager_id
 where l.employee_id = :employee_id and (:after_id::uuid is null or l.id > :after_id)
 order by l.id
 limit :page_size;

--! read_line : ReportingLine
select l.id, l.employee_id, l.manager_id, m.display_name as manager_name, l.kind, lower(l.valid) as first_day, (upper(l.valid) - 1) as last_day, l.row_version,
       l.valid @> app.today() as in_force
  from people.reporting_lines l join people.employees m on m.org_id = l.org_id and m.id = l.manager_id
 where l.id = :id;

--! add_line (last_day?)
insert into people.reporting_lines (org_id, id, employee_id, manager_id, kind, valid)
select c.org_id, :id, :employee_id, :manager_id, :kind, daterange(:first_day, :last_day, '[]') from app.caller c
returning id;

--! end_primary_line
-- The primary line in force on the day before the first day of a new one ends there.
update people.reporting_lines l set valid = daterange(lower(l.valid), :first_day::date)
 where l.employee_id = :employee_id and l.kind = 'primary' and l.valid @> :first_day::date and lower(l.valid) < :first_day::date
returning l.id;

--! redate_line (last_day?)
update people.reporting_lines l set valid = daterange(:first_day, :last_day, '[]')
 where l.id = :id and l.row_version = :row_version
returning l.row_version;

--! today : (day?)
select app.today() as day;

--! org_chart (root_id?) : (manager_id?, position_title?, department_name?)
-- Primary lines in force on a day, from the given root, or from everybody who has nobody above, down to a depth. As far as the
-- caller sees lines: a colleague sees their own. cycle guards make a circle impossible; depth ends one all the same.
with recursive lines as (
    select l.employee_id, l.manager_id from people.reporting_lines l where l.kind = 'primary' and l.valid @> :day::date
), chart as (
    select e.id, null::uuid as manager_id, 0 as level
      from people.employees e
     where e.state = 'active'
       and case when :root_id::uuid is not null then e.id = :root_id
                else exists (select from lines b where b.manager_id = e.id) and not exists (select from lines a where a.employee_id = e.id) end
    union all
    select l.employee_id, l.manager_id, c.level + 1 from chart c join lines l on l.manager_id = c.id where c.level < :depth::int
)
select c.id, c.manager_id, c.level, e.display_name, p.title as position_title, d.name as department_name,
       (select count(*) from lines b where b.manager_id = c.id) as reports
  from chart c
  join people.employees e on e.id = c.id
  left join people.positions p on p.org_id = e.org_id and p.id = e.position_id
  left join people.departments d on d.org_id = e.org_id and d.id = e.department_id
 order by c.level, e.display_name, c.id
 limit :row_limit;
