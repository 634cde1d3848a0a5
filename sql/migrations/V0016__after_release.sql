-- What follows a release: that somebody has read what they were told, and what they answer; a grade that was told wrongly and is told
-- once more, by another version of it, which takes two persons; and the end of the cycle, after which nothing is answered any more.

alter table performance.review_cycles drop constraint review_cycles_state_check;
alter table performance.review_cycles add constraint review_cycles_state_check
    check (state in ('draft', 'active', 'calibration', 'released', 'closed', 'cancelled'));

alter table performance.goals drop constraint goals_state_check;
alter table performance.goals add constraint goals_state_check
    check (state in ('draft', 'active', 'on_track', 'at_risk', 'achieved', 'missed', 'dropped', 'closed'));

alter table performance.released_grades
    drop constraint released_grades_org_id_participant_id_key,
    add column version integer not null default 1 check (version > 0),
    add column supersedes_id uuid,
    add column correction_reason text check (length(correction_reason) between 1 and 2000),
    add constraint released_grades_version unique (org_id, participant_id, version),
    add constraint released_grades_part unique (org_id, id, participant_id, subject_id),
    -- one successor each: versions are a line and never a tree
    add constraint released_grades_successor unique (org_id, supersedes_id),
    add constraint released_grades_corrects foreign key (org_id, supersedes_id, participant_id, subject_id)
        references performance.released_grades (org_id, id, participant_id, subject_id) on delete restrict,
    add constraint released_grades_first check ((version = 1) = (supersedes_id is null) and (version = 1) = (correction_reason is null));
comment on table performance.released_grades is 'NA-16, R8, R10: what somebody is told, and the version of the manager review that they read with it; there is no row before. Corrected by another version, never undone. created_at and created_by are when and by whom.';

create table performance.grade_corrections (
    org_id         uuid        not null references identity.organizations (org_id) on delete restrict,
    id             uuid        not null,
    grade_id       uuid        not null,
    participant_id uuid        not null,
    subject_id     uuid        not null,
    level_id       uuid        not null,
    reason         text        not null check (length(reason) between 1 and 2000),
    state          text        not null default 'asked' check (state in ('asked', 'confirmed', 'refused', 'withdrawn')),
    answered_by    uuid,
    created_at     timestamptz not null default now(),
    created_by     uuid,
    row_version    bigint      not null default 1,
    primary key (org_id, id),
    foreign key (org_id, grade_id, participant_id, subject_id)
        references performance.released_grades (org_id, id, participant_id, subject_id) on delete restrict,
    foreign key (org_id, level_id) references performance.rating_levels (org_id, id) on delete restrict,
    foreign key (org_id, answered_by) references identity.memberships (org_id, id) on delete no action,
    foreign key (org_id, created_by) references identity.memberships (org_id, id) on delete no action,
    constraint grade_corrections_answered check ((state = 'asked') = (answered_by is null)),
    -- R20, in the table itself: whoever asks takes back at most
    constraint grade_corrections_two_persons check (state in ('asked', 'withdrawn') or answered_by <> created_by)
);
-- one at a time of each version
create unique index grade_corrections_one_open on performance.grade_corrections (org_id, grade_id) where state = 'asked';
create index grade_corrections_grade on performance.grade_corrections (org_id, grade_id, participant_id, subject_id);
create index grade_corrections_subject on performance.grade_corrections (org_id, subject_id);
create index grade_corrections_level on performance.grade_corrections (org_id, level_id);
create index grade_corrections_answered_by on performance.grade_corrections (org_id, answered_by);
create index grade_corrections_created_by on performance.grade_corrections (org_id, created_by);
comment on table performance.grade_corrections is '4.1, R4: that a grade was told wrongly, as one person of hr says and another confirms. Its subject learns of it when they are told the next version, and of nothing before.';

create table performance.grade_acknowledgements (
    org_id         uuid        not null references identity.organizations (org_id) on delete restrict,
    grade_id       uuid        not null,
    participant_id uuid        not null,
    subject_id     uuid        not null,
    response       text        check (length(response) between 1 and 20000),
    created_at     timestamptz not null default now(),
    created_by     uuid,
    row_version    bigint      not null default 1,
    primary key (org_id, grade_id),
    foreign key (org_id, grade_id, participant_id, subject_id)
        references performance.released_grades (org_id, id, participant_id, subject_id) on delete restrict,
    foreign key (org_id, created_by) references identity.memberships (org_id, id) on delete no action
);
create index grade_acknowledgements_participant on performance.grade_acknowledgements (org_id, participant_id);
create index grade_acknowledgements_subject on performance.grade_acknowledgements (org_id, subject_id);
create index grade_acknowledgements_created_by on performance.grade_acknowledgements (org_id, created_by);
comment on table performance.grade_acknowledgements is '5C: that somebody has read what they were told, which is not that they agree, and what they answer. Said once, and not taken back.';
