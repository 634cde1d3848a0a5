-- A review cycle: what is asked, on which scale, of whom, by when. Drawn up as a draft; activating it fixes template, scale and mode, and
-- takes down who reported to whom on that day. What colleagues may know of somebody's part in it (that they take part) and what only
-- their reviewers may know (who decides, and from where they came) are two tables.

create table performance.review_cycles (
    org_id          uuid        not null references identity.organizations (org_id) on delete restrict,
    id              uuid        not null,
    name            text        not null check (length(name) between 1 and 200),
    kind            text        not null check (kind in ('annual', 'mid_year', 'probation', '360')),
    state           text        not null default 'draft' check (state in ('draft', 'active', 'cancelled')),
    first_day       date,
    last_day        date,
    template_id     uuid,
    scale_id        uuid,
    calibrate       boolean     not null,
    blind_self      boolean     not null,
    peer_mode       text        not null check (peer_mode in ('named', 'manager_sees', 'hr_sees', 'aggregate')),
    peer_min        smallint    not null check (peer_min between 1 and 20),
    nomination_mode text        not null check (nomination_mode in ('employee_then_manager', 'manager', 'hr')),
    release_mode    text        not null check (release_mode in ('all', 'scheduled', 'by_group')),
    preview_days    smallint    not null check (preview_days between 0 and 60),
    self_due        date,
    peer_due        date,
    manager_due     date,
    cancel_reason   text        check (length(cancel_reason) between 1 and 2000),
    created_at      timestamptz not null default now(),
    created_by      uuid,
    row_version     bigint      not null default 1,
    primary key (org_id, id),
    foreign key (org_id, template_id) references performance.review_templates (org_id, id) on delete restrict,
    foreign key (org_id, scale_id) references performance.rating_scales (org_id, id) on delete restrict,
    foreign key (org_id, created_by) references identity.memberships (org_id, id) on delete no action,
    constraint review_cycles_one_line check (name !~ '[[:cntrl:]]'),
    constraint review_cycles_period check (last_day >= first_day),
    constraint review_cycles_years check (
        first_day between '0001-01-01' and '9999-12-31' and last_day between '0001-01-01' and '9999-12-31' and self_due between '0001-01-01' and '9999-12-31'
        and peer_due between '0001-01-01' and '9999-12-31' and manager_due between '0001-01-01' and '9999-12-31'),
    constraint review_cycles_why check ((state = 'cancelled') = (cancel_reason is not null))
);
create unique index review_cycles_name on performance.review_cycles (org_id, name) where state <> 'cancelled';
create index review_cycles_template on performance.review_cycles (org_id, template_id);
create index review_cycles_scale on performance.review_cycles (org_id, scale_id);
create index review_cycles_created_by on performance.review_cycles (org_id, created_by);
comment on table performance.review_cycles is 'NA-14: who is reviewed when, by which questions, on which scale, and who will see what.';

create table performance.cycle_participants (
    org_id      uuid        not null references identity.organizations (org_id) on delete restrict,
    id          uuid        not null,
    cycle_id    uuid        not null,
    employee_id uuid        not null,
    created_at  timestamptz not null default now(),
    created_by  uuid,
    row_version bigint      not null default 1,
    primary key (org_id, id),
    unique (org_id, cycle_id, employee_id),
    unique (org_id, id, employee_id),
    foreign key (org_id, cycle_id) references performance.review_cycles (org_id, id) on delete restrict,
    foreign key (org_id, employee_id) references people.employees (org_id, id) on delete restrict,
    foreign key (org_id, created_by) references identity.memberships (org_id, id) on delete no action
);
create index cycle_participants_employee on performance.cycle_participants (org_id, employee_id);
create index cycle_participants_created_by on performance.cycle_participants (org_id, created_by);
comment on table performance.cycle_participants is 'NA-14: that somebody is reviewed in a cycle, and nothing else about it.';

create table performance.participant_reviewers (
    org_id              uuid        not null references identity.organizations (org_id) on delete restrict,
    participant_id      uuid        not null,
    employee_id         uuid        not null,
    reviewer_id         uuid        check (reviewer_id <> employee_id),
    manager_at_start    uuid,
    department_at_start text,
    position_at_start   text,
    created_at          timestamptz not null default now(),
    created_by          uuid,
    row_version         bigint      not null default 1,
    primary key (org_id, participant_id),
    foreign key (org_id, participant_id, employee_id) references performance.cycle_participants (org_id, id, employee_id) on delete restrict,
    foreign key (org_id, reviewer_id) references people.employees (org_id, id) on delete restrict,
    foreign key (org_id, manager_at_start) references people.employees (org_id, id) on delete restrict,
    foreign key (org_id, created_by) references identity.memberships (org_id, id) on delete no action
);
create index participant_reviewers_reviewer on performance.participant_reviewers (org_id, reviewer_id);
create index participant_reviewers_manager on performance.participant_reviewers (org_id, manager_at_start);
create index participant_reviewers_created_by on performance.participant_reviewers (org_id, created_by);
comment on table performance.participant_reviewers is 'NA-14, R4, R17: who decides about a participant, and where they stood on the day the cycle was activated. Never read by the participant. Names as they were, so that a department can be removed later.';
