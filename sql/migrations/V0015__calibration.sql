-- Grades are compared before anybody is told theirs: a cycle in calibration, the sessions in which they are moved, every move with a
-- reason, what is confirmed in the end and since when its reviewer may prepare to say it. None of it is in a row that whoever it is about
-- could ever read (R4, R8, R9).

alter table performance.review_cycles drop constraint review_cycles_state_check;
alter table performance.review_cycles add constraint review_cycles_state_check
    check (state in ('draft', 'active', 'calibration', 'released', 'cancelled'));

alter table performance.cycle_participants add constraint cycle_participants_in_cycle unique (org_id, id, cycle_id, employee_id);

create table performance.calibration_sessions (
    org_id      uuid        not null references identity.organizations (org_id) on delete restrict,
    id          uuid        not null,
    cycle_id    uuid        not null,
    name        text        not null check (length(name) between 1 and 200),
    state       text        not null default 'open' check (state in ('open', 'locked', 'set_aside')),
    created_at  timestamptz not null default now(),
    created_by  uuid,
    row_version bigint      not null default 1,
    primary key (org_id, id),
    unique (org_id, id, cycle_id),
    foreign key (org_id, cycle_id) references performance.review_cycles (org_id, id) on delete restrict,
    foreign key (org_id, created_by) references identity.memberships (org_id, id) on delete no action,
    constraint calibration_sessions_one_line check (name !~ '[[:cntrl:]]')
);
create index calibration_sessions_cycle on performance.calibration_sessions (org_id, cycle_id);
create index calibration_sessions_created_by on performance.calibration_sessions (org_id, created_by);
comment on table performance.calibration_sessions is 'NA-15, R9: where grades of a cycle are compared. Locked, nothing is moved in it any more; set aside with the cycle that went back to active: what was moved in it is history and does not count.';

create table performance.calibration_entries (
    org_id         uuid        not null references identity.organizations (org_id) on delete restrict,
    id             uuid        not null,
    session_id     uuid        not null,
    cycle_id       uuid        not null,
    participant_id uuid        not null,
    subject_id     uuid        not null,
    step           integer     not null check (step > 0),
    from_id        uuid        not null,
    to_id          uuid        not null,
    rationale      text        not null check (length(rationale) between 1 and 20000),
    created_at     timestamptz not null default now(),
    created_by     uuid,
    row_version    bigint      not null default 1,
    primary key (org_id, id),
    unique (org_id, participant_id, step),
    foreign key (org_id, session_id, cycle_id) references performance.calibration_sessions (org_id, id, cycle_id) on delete restrict,
    foreign key (org_id, participant_id, cycle_id, subject_id) references performance.cycle_participants (org_id, id, cycle_id, employee_id) on delete restrict,
    foreign key (org_id, from_id) references performance.rating_levels (org_id, id) on delete restrict,
    foreign key (org_id, to_id) references performance.rating_levels (org_id, id) on delete restrict,
    foreign key (org_id, created_by) references identity.memberships (org_id, id) on delete no action,
    constraint calibration_entries_moves check (from_id <> to_id)
);
create index calibration_entries_session on performance.calibration_entries (org_id, session_id, cycle_id);
create index calibration_entries_subject on performance.calibration_entries (org_id, subject_id);
create index calibration_entries_from on performance.calibration_entries (org_id, from_id);
create index calibration_entries_to on performance.calibration_entries (org_id, to_id);
create index calibration_entries_created_by on performance.calibration_entries (org_id, created_by);
comment on table performance.calibration_entries is 'NA-15, R9: that a grade was moved in a session, by whom and why. Rows are never changed: what is moved back is another row.';

create table performance.calibrated_grades (
    org_id         uuid        not null references identity.organizations (org_id) on delete restrict,
    participant_id uuid        not null,
    subject_id     uuid        not null,
    level_id       uuid        not null,
    confirmed      boolean     not null default true,
    previewed_on   date,
    note           text        check (length(note) between 1 and 20000),
    created_at     timestamptz not null default now(),
    created_by     uuid,
    row_version    bigint      not null default 1,
    primary key (org_id, participant_id),
    foreign key (org_id, participant_id, subject_id) references performance.cycle_participants (org_id, id, employee_id) on delete restrict,
    foreign key (org_id, level_id) references performance.rating_levels (org_id, id) on delete restrict,
    foreign key (org_id, created_by) references identity.memberships (org_id, id) on delete no action
);
create index calibrated_grades_subject on performance.calibrated_grades (org_id, subject_id);
create index calibrated_grades_level on performance.calibrated_grades (org_id, level_id);
create index calibrated_grades_created_by on performance.calibrated_grades (org_id, created_by);
comment on table performance.calibrated_grades is 'NA-15, R9: the grade that was settled on, until it is moved once more; previewed_on is the day from which whoever decides about the subject reads it, with the note for them, to prepare the talk.';

create table performance.calibration_returns (
    org_id      uuid        not null references identity.organizations (org_id) on delete restrict,
    id          uuid        not null,
    cycle_id    uuid        not null,
    reason      text        not null check (length(reason) between 1 and 2000),
    created_at  timestamptz not null default now(),
    created_by  uuid,
    row_version bigint      not null default 1,
    primary key (org_id, id),
    foreign key (org_id, cycle_id) references performance.review_cycles (org_id, id) on delete restrict,
    foreign key (org_id, created_by) references identity.memberships (org_id, id) on delete no action
);
create index calibration_returns_cycle on performance.calibration_returns (org_id, cycle_id);
create index calibration_returns_created_by on performance.calibration_returns (org_id, created_by);
comment on table performance.calibration_returns is '4.1: that a cycle went back from calibration to active, and why: for whoever calibrates. Reviewers see that it is active again.';
