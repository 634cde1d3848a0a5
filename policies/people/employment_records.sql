-- The employment tier: the person, who manages them today, admin and hr. A colleague gets nothing, not even that there is a row.
-- A manager needs the role and a line in force; reports of reports are nobody's (R2).

alter table people.employment_records enable row level security;
alter table people.employment_records force row level security;

create policy tenant on people.employment_records as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on people.employment_records is 'R1: the floor; every permissive policy is ANDed with it.';
-- one policy, in this order, so that the look-up of reports runs only for whom nothing cheaper decides
create policy read_by_relation on people.employment_records for select to app_api
    using (
        (org_id, employee_id) = (select c.org_id, c.employee_id from app.caller c)                -- own
        or org_id = (select c.org_id from app.caller c where c.role in ('admin', 'hr'))            -- any
        or (org_id, employee_id) in (select r.org_id, r.employee_id from app.reports() r)          -- reports
    );
comment on policy read_by_relation on people.employment_records is 'R1, R2, R16, R18: one''s own, direct reports by role and line in force (never theirs), and everyone''s for admin and hr.';
create policy add_by_people_team on people.employment_records for insert to app_api
    with check (org_id = (select c.org_id from app.caller c where c.role in ('admin', 'hr')));
comment on policy add_by_people_team on people.employment_records is 'HY-16: admin and hr add employments.';
create policy edit_by_people_team on people.employment_records for update to app_api
    using (org_id = (select c.org_id from app.caller c where c.role in ('admin', 'hr')));
comment on policy edit_by_people_team on people.employment_records is 'HY-16: admin and hr edit, within the column grant.';

grant select, insert (org_id, employee_id, employee_no, legal_name, employment_type, hired_on),
      update (employee_no, legal_name, employment_type, hired_on) on people.employment_records to app_api;
-- NOTE: ended_on carries no grant: leaving ends rights as well, and is a function's work.

call app.guard('people.employment_records');
call audit.watch('people.employment_records', 'employment_record', p_id => 'employee_id');
