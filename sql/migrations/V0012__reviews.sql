-- Who writes which review, what they have typed so far, and what they have submitted. A draft is its author's alone (R6); what is submitted
-- is never changed, only followed by another version (R7). An answer knows who may read it, since questions differ in that.

create table performance.review_assignments (
    org_id         uuid        not null references identity.organizations (org_id) on delete restrict,
    id             uuid        not null,
    participant_id uuid        not null,
    subject_id     uuid        not null,
    author_id      uuid        not null,
    kind           text        not null check (kind in ('self', 'manager')),
    state          text        not null default 'assigned' check (state in ('assigned', 'draft', 'submitted', 'reopened', 'reassigned')),
    replaces_id    uuid,
    reopen_reason  text        check (length(reopen_reason) between 1 and 2000),
    created_at     timestamptz not null default now(),
    created_by     uuid,
    row_version    bigint      not null default 1,
    primary key (org_id, id),
    foreign key (org_id, participant_id, subject_id) references performance.cycle_participants (org_id, id, employee_id) on delete restrict,
    foreign key (org_id, author_id) references people.employees (org_id, id) on delete restrict,
    foreign key (org_id, replaces_id) references performance.review_assignments (org_id, id) on delete restrict,
    foreign key (org_id, created_by) references identity.memberships (org_id, id) on delete no action,
    unique (org_id, id, participant_id, subject_id, author_id, kind),
    constraint review_assignments_author check ((kind = 'self') = (author_id = subject_id)),
    constraint review_assignments_why check ((state = 'reopened') <= (reopen_reason is not null))
);
create unique index review_assignments_live on performance.review_assignments (org_id, participant_id, kind) where state <> 'reassigned';
create unique index review_assignments_once on performance.review_assignments (org_id, participant_id, kind, author_id);
create index review_assignments_part on performance.review_assignments (org_id, participant_id, subject_id);
create index review_assignments_author on performance.review_assignments (org_id, author_id);
create index review_assignments_replaces on performance.review_assignments (org_id, replaces_id);
create index review_assignments_created_by on performance.review_assignments (org_id, created_by);
comment on table performance.review_assignments is 'NA-14, R17: who writes which review of whom, and how far it is. One that is handed over stays with whoever began it.';

create table performance.review_drafts (
    org_id        uuid        not null references identity.organizations (org_id) on delete restrict,
    assignment_id uuid        not null,
    author_id     uuid        not null,
    answers       jsonb       not null,
    row_version   bigint      not null default 1,
    primary key (org_id, assignment_id),
    foreign key (org_id, assignment_id) references performance.review_assignments (org_id, id) on delete restrict,
    foreign key (org_id, author_id) references people.employees (org_id, id) on delete restrict,
    constraint review_drafts_shape check (jsonb_typeof(answers) = 'object'),
    constraint review_drafts_size check (length(answers::text) <= 1000000)
);
create index review_drafts_author on performance.review_drafts (org_id, author_id);
comment on table performance.review_drafts is 'R6: what somebody has typed and not submitted: theirs alone, for every role. Gone when it is submitted.';

create table performance.reviews (
    org_id         uuid        not null references identity.organizations (org_id) on delete restrict,
    id             uuid        not null,
    assignment_id  uuid        not null,
    participant_id uuid        not null,
    subject_id     uuid        not null,
    author_id      uuid        not null,
    kind           text        not null,
    version        integer     not null check (version >= 1),
    withheld       boolean     not null default false,
    created_at     timestamptz not null default now(),
    created_by     uuid,
    row_version    bigint      not null default 1,
    primary key (org_id, id),
    -- as wide as the key it follows, so that one index serves both
    unique (org_id, assignment_id, participant_id, subject_id, author_id, kind, version),
    unique (org_id, id, participant_id, subject_id, author_id, kind),
    foreign key (org_id, assignment_id, participant_id, subject_id, author_id, kind)
        references performance.review_assignments (org_id, id, participant_id, subject_id, author_id, kind) on delete restrict,
    foreign key (org_id, created_by) references identity.memberships (org_id, id) on delete no action
);
create index reviews_participant on performance.reviews (org_id, participant_id);
create index reviews_subject on performance.reviews (org_id, subject_id);
create index reviews_author on performance.reviews (org_id, author_id);
create index reviews_created_by on performance.reviews (org_id, created_by);
comment on table performance.reviews is 'NA-14, R7: what was submitted, version by version; the last one counts. Withheld from all but its author while it is reopened, and for good when the cycle is cancelled.';

create table performance.review_answers (
    org_id              uuid    not null references identity.organizations (org_id) on delete restrict,
    id                  uuid    not null,
    review_id           uuid    not null,
    question_id         uuid    not null,
    participant_id      uuid    not null,
    subject_id          uuid    not null,
    author_id           uuid    not null,
    kind                text    not null,
    rating_id           uuid,
    answer              text    check (length(answer) between 1 and 20000),
    hr_only             boolean not null,
    shared_with_subject boolean not null,
    withheld            boolean not null default false,
    row_version         bigint  not null default 1,
    primary key (org_id, id),
    unique (org_id, review_id, participant_id, subject_id, author_id, kind, question_id),
    foreign key (org_id, review_id, participant_id, subject_id, author_id, kind)
        references performance.reviews (org_id, id, participant_id, subject_id, author_id, kind) on delete restrict,
    foreign key (org_id, question_id) references performance.review_questions (org_id, id) on delete restrict,
    foreign key (org_id, rating_id) references performance.rating_levels (org_id, id) on delete restrict,
    constraint review_answers_something check (rating_id is not null or answer is not null)
);
create index review_answers_participant on performance.review_answers (org_id, participant_id);
create index review_answers_author on performance.review_answers (org_id, author_id);
create index review_answers_question on performance.review_answers (org_id, question_id);
create index review_answers_rating on performance.review_answers (org_id, rating_id);
comment on table performance.review_answers is 'NA-14: the answers of a review, each with whom its question said it is for.';
