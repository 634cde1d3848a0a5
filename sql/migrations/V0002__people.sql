-- Who HR rows are about. Three tiers of one person are three tables, because row security filters rows and not columns:
-- employees (the directory every colleague reads), employment_records (themselves, their manager, hr, admin),
-- employee_private (themselves and hr).

create table people.sites (
    org_id      uuid        not null references identity.organizations (org_id) on delete restrict,
    id          uuid        not null,
    name        text        not null check (length(name) between 1 and 200),
    timezone    text        not null,
    created_at  timestamptz not null default now(),
    created_by  uuid,
    row_version bigint      not null default 1,
    primary key (org_id, id),
    unique (org_id, name),
    foreign key (org_id, created_by) references identity.memberships (org_id, id) on delete no action
);
create index sites_created_by on people.sites (org_id, created_by);
comment on table people.sites is 'Places of work with their IANA time zone.';

create table people.departments (
    org_id      uuid        not null references identity.organizations (org_id) on delete restrict,
    id          uuid        not null,
    parent_id   uuid        check (parent_id <> id),
    name        text        not null check (length(name) between 1 and 200),
    created_at  timestamptz not null default now(),
    created_by  uuid,
    row_version bigint      not null default 1,
    primary key (org_id, id),
    unique (org_id, name),
    foreign key (org_id, parent_id) references people.departments (org_id, id) on delete restrict,
    foreign key (org_id, created_by) references identity.memberships (org_id, id) on delete no action
);
create index departments_parent on people.departments (org_id, parent_id);
create index departments_created_by on people.departments (org_id, created_by);
comment on table people.departments is 'The tree of departments.';

create table people.positions (
    org_id      uuid        not null references identity.organizations (org_id) on delete restrict,
    id          uuid        not null,
    title       text        not null check (length(title) between 1 and 200),
    created_at  timestamptz not null default now(),
    created_by  uuid,
    row_version bigint      not null default 1,
    primary key (org_id, id),
    unique (org_id, title),
    foreign key (org_id, created_by) references identity.memberships (org_id, id) on delete no action
);
create index positions_created_by on people.positions (org_id, created_by);
comment on table people.positions is 'Job titles.';

create table people.employees (
    org_id        uuid        not null references identity.organizations (org_id) on delete restrict,
    id            uuid        not null,
    display_name  text        not null check (length(display_name) between 1 and 200),
    work_email    text        check (work_email like '_%@_%' and length(work_email) <= 254),
    work_phone    text        check (length(work_phone) between 3 and 40),
    department_id uuid,
    position_id   uuid,
    site_id       uuid,
    state         text        not null default 'active' check (state in ('active', 'left')),
    created_at    timestamptz not null default now(),
    created_by    uuid,
    row_version   bigint      not null default 1,
    primary key (org_id, id),
    foreign key (org_id, department_id) references people.departments (org_id, id) on delete restrict,
    foreign key (org_id, position_id) references people.positions (org_id, id) on delete restrict,
    foreign key (org_id, site_id) references people.sites (org_id, id) on delete restrict,
    foreign key (org_id, created_by) references identity.memberships (org_id, id) on delete no action
);
create index employees_by_name on people.employees (org_id, display_name, id);
create index employees_department on people.employees (org_id, department_id, display_name, id);
create index employees_position on people.employees (org_id, position_id);
create index employees_site on people.employees (org_id, site_id, display_name, id);
create index employees_created_by on people.employees (org_id, created_by);
create unique index employees_work_email on people.employees (org_id, lower(work_email)) where state = 'active' and work_email is not null;
-- under row security the planner multiplies the selectivities of org_id and id as if they were independent
create statistics people.employees_org on org_id, id, department_id from people.employees;
comment on table people.employees is 'R1: the directory tier, what every colleague may see of an employee.';

create table people.employment_records (
    org_id          uuid        not null references identity.organizations (org_id) on delete restrict,
    employee_id     uuid        not null,
    employee_no     text        not null check (length(employee_no) between 1 and 40),
    legal_name      text        not null check (length(legal_name) between 1 and 200),
    employment_type text        not null check (employment_type in ('permanent', 'fixed_term', 'contractor', 'intern')),
    hired_on        date        not null,
    ended_on        date        check (ended_on >= hired_on),
    created_at      timestamptz not null default now(),
    created_by      uuid,
    row_version     bigint      not null default 1,
    primary key (org_id, employee_id),
    unique (org_id, employee_no),
    foreign key (org_id, employee_id) references people.employees (org_id, id) on delete restrict,
    foreign key (org_id, created_by) references identity.memberships (org_id, id) on delete no action
);
create index employment_records_created_by on people.employment_records (org_id, created_by);
create statistics people.employment_records_org on org_id, employee_id from people.employment_records;
comment on table people.employment_records is 'R1, R2: the employment tier: the person, their manager, hr and admin.';

create table people.employee_private (
    org_id            uuid        not null references identity.organizations (org_id) on delete restrict,
    employee_id       uuid        not null,
    birth_date        date,
    home_address      text        check (length(home_address) <= 1000),
    private_email     text        check (private_email like '_%@_%' and length(private_email) <= 254),
    private_phone     text        check (length(private_phone) between 3 and 40),
    emergency_contact text        check (length(emergency_contact) <= 1000),
    created_at        timestamptz not null default now(),
    created_by        uuid,
    row_version       bigint      not null default 1,
    primary key (org_id, employee_id),
    foreign key (org_id, employee_id) references people.employees (org_id, id) on delete restrict,
    foreign key (org_id, created_by) references identity.memberships (org_id, id) on delete no action
);
create index employee_private_created_by on people.employee_private (org_id, created_by);
comment on table people.employee_private is 'R3: birth date and home contact: the person and hr, never the manager.';

-- Who reports to whom, and when. primary and acting lines give a manager rights while in force; a dotted line gives none.
create table people.reporting_lines (
    org_id      uuid        not null references identity.organizations (org_id) on delete restrict,
    id          uuid        not null,
    employee_id uuid        not null,
    manager_id  uuid        not null check (manager_id <> employee_id),
    kind        text        not null check (kind in ('primary', 'dotted', 'acting')),
    valid       daterange   not null check (not isempty(valid) and lower(valid) is not null),
    created_at  timestamptz not null default now(),
    created_by  uuid,
    row_version bigint      not null default 1,
    primary key (org_id, id),
    foreign key (org_id, employee_id) references people.employees (org_id, id) on delete restrict,
    foreign key (org_id, manager_id) references people.employees (org_id, id) on delete restrict,
    foreign key (org_id, created_by) references identity.memberships (org_id, id) on delete no action,
    constraint reporting_lines_one_primary exclude using gist
        (org_id with =, employee_id with =, valid with &&) where (kind = 'primary')
);
create index reporting_lines_employee on people.reporting_lines (org_id, employee_id);
create index reporting_lines_manager on people.reporting_lines (org_id, manager_id);
create index reporting_lines_created_by on people.reporting_lines (org_id, created_by);
comment on table people.reporting_lines is 'R2, R16, R18: dated lines; at most one primary line per employee and day, no cycles.';

alter table identity.memberships
    add foreign key (org_id, employee_id) references people.employees (org_id, id) on delete restrict;
