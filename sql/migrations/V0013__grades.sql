-- What becomes of a review: the grade that its author proposes, whoever is left out of a cycle and why, and the grade that somebody is
-- told. Each is read by others, or from another moment on, and is therefore a table of its own: what is not released is in no row that
-- its subject could ever read, count or wait for (R8).

alter table performance.review_cycles drop constraint review_cycles_state_check;
alter table performance.review_cycles add constraint review_cycles_state_check check (state in ('draft', 'active', 'released', 'cancelled'));

alter table performance.review_assignments drop constraint review_assignments_state_check;
alter table performance.review_assignments add constraint review_assignments_state_check
    check (state in ('assigned', 'draft', 'submitted', 'reopened', 'reassigned', 'withdrawn'));

create table performance.participant_exclusions (
    org_id         uuid        not null references identity.organizations (org_id) on delete restrict,
    participant_id uuid        not null,
    employee_id    uuid        not null,
    reason         text        not null check (length(reason) between 1 and 2000),
    created_at     timestamptz not null default now(),
    created_by     uuid,
    row_version    bigint      not null default 1,
    primary key (org_id, participant_id),
    foreign key (org_id, participant_id, employee_id) references performance.cycle_participants (org_id, id, employee_id) on delete restrict,
    foreign key (org_id, created_by) references identity.memberships (org_id, id) on delete no action
);
create index participant_exclusions_created_by on performance.participant_exclusions (org_id, created_by);
comment on table performance.participant_exclusions is 'NA-14, 4.1: who is left out of an active cycle after all, and why: for whoever manages cycles. Reviewers see that there is nothing to write.';

create table performance.proposed_grades (
    org_id         uuid        not null references identity.organizations (org_id) on delete restrict,
    assignment_id  uuid        not null,
    participant_id uuid        not null,
    subject_id     uuid        not null,
    author_id      uuid        not null,
    kind           text        not null default 'manager' check (kind = 'manager'),
    level_id       uuid        not null,
    rationale      text        check (length(rationale) between 1 and 20000),
    withheld       boolean     not null default false,
    created_at     timestamptz not null default now(),
    created_by     uuid,
    row_version    bigint      not null default 1,
    primary key (org_id, assignment_id),
    foreign key (org_id, assignment_id, participant_id, subject_id, author_id, kind)
        references performance.review_assignments (org_id, id, participant_id, subject_id, author_id, kind) on delete restrict,
    foreign key (org_id, level_id) references performance.rating_levels (org_id, id) on delete restrict,
    foreign key (org_id, created_by) references identity.memberships (org_id, id) on delete no action
);
create index proposed_grades_participant on performance.proposed_grades (org_id, participant_id);
create index proposed_grades_author on performance.proposed_grades (org_id, author_id);
create index proposed_grades_level on performance.proposed_grades (org_id, level_id);
create index proposed_grades_created_by on performance.proposed_grades (org_id, created_by);
comment on table performance.proposed_grades is 'NA-16, R8: what the author of a manager review proposes beside it. One that is handed over keeps its proposal, and that does not count any more. Withheld from all but its author once the cycle is cancelled.';

create table performance.released_grades (
    org_id         uuid        not null references identity.organizations (org_id) on delete restrict,
    id             uuid        not null,
    participant_id uuid        not null,
    subject_id     uuid        not null,
    level_id       uuid        not null,
    review_id      uuid        not null,
    created_at     timestamptz not null default now(),
    created_by     uuid,
    row_version    bigint      not null default 1,
    primary key (org_id, id),
    unique (org_id, participant_id),
    foreign key (org_id, participant_id, subject_id) references performance.cycle_participants (org_id, id, employee_id) on delete restrict,
    foreign key (org_id, level_id) references performance.rating_levels (org_id, id) on delete restrict,
    foreign key (org_id, review_id) references performance.reviews (org_id, id) on delete restrict,
    foreign key (org_id, created_by) references identity.memberships (org_id, id) on delete no action
);
create index released_grades_subject on performance.released_grades (org_id, subject_id);
create index released_grades_review on performance.released_grades (org_id, review_id);
create index released_grades_level on performance.released_grades (org_id, level_id);
create index released_grades_created_by on performance.released_grades (org_id, created_by);
comment on table performance.released_grades is 'NA-16, R8, R10: what somebody is told, and the version of the manager review that they read with it; there is no row before. created_at and created_by are when and by whom.';
