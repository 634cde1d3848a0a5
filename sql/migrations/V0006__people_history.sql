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
