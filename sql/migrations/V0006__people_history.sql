-- What happened to an employment, as people tell it: joined, moved, left. Names as they were then, so that a department can
-- be removed later. Who reported to whom, and when, is in people.reporting_lines itself.

create table people.employment_events (
    org_id      uuid        not null references identity.organizations (org_id) on delete restrict,
    id          uuid        not null,
    employee_id uuid        not null,
    kind        text        not null check (kind in ('joined', 'renamed', 'moved', 'left', 'reinstated')),
    happened_on date        not null,
    name        text        not null,
    department  text,
    position    text,
    site        text,
    created_at  timestamptz not null default now(),
    created_by  uuid,
    row_version bigint      not null default 1,
    primary key (org_id, id),
    foreign key (org_id, employee_id) references people.employees (org_id, id) on delete restrict,
    foreign key (org_id, created_by) references identity.memberships (org_id, id) on delete no action
);
create index employment_events_employee on people.employment_events (org_id, employee_id, id);
create index employment_events_created_by on people.employment_events (org_id, created_by);
comment on table people.employment_events is 'R1, R2, R19: the history of an employment; written by trigger, append-only.';

-- Years of four digits, the only ones that RFC 3339 can say.
alter table people.employment_records
    add constraint employment_records_years check (hired_on between '0001-01-01' and '9999-12-31' and ended_on between '0001-01-01' and '9999-12-31');
alter table people.employee_private
    add constraint employee_private_years check (birth_date between '0001-01-01' and '9999-12-31');
alter table people.reporting_lines
    add constraint reporting_lines_years check (lower(valid) >= '0001-01-01' and (upper_inf(valid) or upper(valid) <= '9999-12-31'));
alter table identity.delegations
    add constraint delegations_years check (lower(valid) >= '0001-01-01' and upper(valid) <= '9999-12-31');

-- Somebody who left and comes back may come back under another address: only members who are not gone keep others out.
drop index identity.memberships_employee;
create unique index memberships_employee on identity.memberships (org_id, employee_id) where employee_id is not null and state <> 'left';
create index memberships_any_employee on identity.memberships (org_id, employee_id);

-- A name is one line: what breaks it is most likely the rest of a file behind a quote that was left open.
alter table people.employees add constraint employees_one_line check (display_name !~ '[[:cntrl:]]' and work_phone !~ '[[:cntrl:]]');
alter table people.employment_records add constraint employment_records_one_line check (legal_name !~ '[[:cntrl:]]' and employee_no !~ '[[:cntrl:]]');
alter table people.departments add constraint departments_one_line check (name !~ '[[:cntrl:]]');
alter table people.positions add constraint positions_one_line check (title !~ '[[:cntrl:]]');
alter table people.sites add constraint sites_one_line check (name !~ '[[:cntrl:]]');
