-- What HR sets up before a review cycle: the scale that grades come from, and the questions that reviews answer. Both are drawn up
-- as a draft, published, and archived when no new cycle should use them; what a published one says does not change any more.

create table performance.rating_scales (
    org_id      uuid        not null references identity.organizations (org_id) on delete restrict,
    id          uuid        not null,
    name        text        not null check (length(name) between 1 and 200),
    description text        check (length(description) between 1 and 2000),
    state       text        not null default 'draft' check (state in ('draft', 'published', 'archived')),
    created_at  timestamptz not null default now(),
    created_by  uuid,
    row_version bigint      not null default 1,
    primary key (org_id, id),
    unique (org_id, name),
    foreign key (org_id, created_by) references identity.memberships (org_id, id) on delete no action,
    constraint rating_scales_one_line check (name !~ '[[:cntrl:]]')
);
create index rating_scales_created_by on performance.rating_scales (org_id, created_by);
comment on table performance.rating_scales is 'NA-02: what grades and ratings are chosen from.';

create table performance.rating_levels (
    org_id      uuid        not null references identity.organizations (org_id) on delete restrict,
    id          uuid        not null,
    scale_id    uuid        not null,
    rank        smallint    not null check (rank between 1 and 20),
    label       text        not null check (length(label) between 1 and 100),
    description text        check (length(description) between 1 and 2000),
    created_at  timestamptz not null default now(),
    created_by  uuid,
    row_version bigint      not null default 1,
    primary key (org_id, id),
    unique (org_id, scale_id, rank),
    unique (org_id, scale_id, label),
    foreign key (org_id, scale_id) references performance.rating_scales (org_id, id) on delete restrict,
    foreign key (org_id, created_by) references identity.memberships (org_id, id) on delete no action,
    constraint rating_levels_one_line check (label !~ '[[:cntrl:]]')
);
create index rating_levels_created_by on performance.rating_levels (org_id, created_by);
comment on table performance.rating_levels is 'NA-02: the steps of a scale; rank 1 is the lowest.';

create table performance.review_templates (
    org_id      uuid        not null references identity.organizations (org_id) on delete restrict,
    id          uuid        not null,
    name        text        not null check (length(name) between 1 and 200),
    description text        check (length(description) between 1 and 2000),
    state       text        not null default 'draft' check (state in ('draft', 'published', 'archived')),
    created_at  timestamptz not null default now(),
    created_by  uuid,
    row_version bigint      not null default 1,
    primary key (org_id, id),
    unique (org_id, name),
    foreign key (org_id, created_by) references identity.memberships (org_id, id) on delete no action,
    constraint review_templates_one_line check (name !~ '[[:cntrl:]]')
);
create index review_templates_created_by on performance.review_templates (org_id, created_by);
comment on table performance.review_templates is 'NA-02: the questions of a review, by who answers them.';

create table performance.review_questions (
    org_id              uuid        not null references identity.organizations (org_id) on delete restrict,
    id                  uuid        not null,
    template_id         uuid        not null,
    rank                smallint    not null check (rank between 1 and 200),
    audience            text        not null check (audience in ('self', 'manager', 'peer', 'upward')),
    kind                text        not null check (kind in ('rating', 'text')),
    prompt              text        not null check (length(prompt) between 1 and 2000),
    help                text        check (length(help) between 1 and 2000),
    required            boolean     not null,
    weight              smallint    check (weight between 1 and 100),
    shared_with_subject boolean     not null,
    hr_only             boolean     not null,
    created_at          timestamptz not null default now(),
    created_by          uuid,
    row_version         bigint      not null default 1,
    primary key (org_id, id),
    unique (org_id, template_id, rank),
    foreign key (org_id, template_id) references performance.review_templates (org_id, id) on delete restrict,
    foreign key (org_id, created_by) references identity.memberships (org_id, id) on delete no action,
    constraint review_questions_one_reader check (not (shared_with_subject and hr_only)),
    constraint review_questions_weight check (weight is null or kind = 'rating')
);
create index review_questions_created_by on performance.review_questions (org_id, created_by);
comment on table performance.review_questions is 'NA-02: what an answer is asked for, and who will read it: hr alone, or the subject too once it is released.';
