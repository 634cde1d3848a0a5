-- Goals and key results. A draft is between its owner and their manager; what is under way is seen as far as its owner says. What was
-- said on the way, and who agreed to which change, is history: rows that are only ever added.

create table performance.goals (
    org_id      uuid        not null references identity.organizations (org_id) on delete restrict,
    id          uuid        not null,
    owner_id    uuid        not null,
    parent_id   uuid,
    cycle_id    uuid,
    kind        text        not null check (kind in ('objective', 'development')),
    visibility  text        not null check (visibility in ('org', 'team', 'private')),
    state       text        not null default 'draft' check (state in ('draft', 'active', 'on_track', 'at_risk', 'achieved', 'missed', 'dropped')),
    title       text        not null check (length(title) between 1 and 200),
    description text        check (length(description) between 1 and 4000),
    weight      smallint    check (weight between 1 and 100),
    due         date,
    created_at  timestamptz not null default now(),
    created_by  uuid,
    row_version bigint      not null default 1,
    primary key (org_id, id),
    unique (org_id, id, owner_id),
    foreign key (org_id, owner_id) references people.employees (org_id, id) on delete restrict,
    foreign key (org_id, parent_id) references performance.goals (org_id, id) on delete restrict,
    foreign key (org_id, cycle_id) references performance.review_cycles (org_id, id) on delete restrict,
    foreign key (org_id, created_by) references identity.memberships (org_id, id) on delete no action,
    constraint goals_one_line check (title !~ '[[:cntrl:]]'),
    constraint goals_years check (due between '0001-01-01' and '9999-12-31')
);
create index goals_owner on performance.goals (org_id, owner_id);
create index goals_parent on performance.goals (org_id, parent_id);
create index goals_cycle on performance.goals (org_id, cycle_id);
create index goals_created_by on performance.goals (org_id, created_by);
comment on table performance.goals is 'HY-01, 4.4: what somebody wants to achieve, by when, below which goal, and who else sees it. Private ones and drafts are the owner''s and their manager''s.';

create table performance.key_results (
    org_id        uuid          not null references identity.organizations (org_id) on delete restrict,
    id            uuid          not null,
    goal_id       uuid          not null,
    rank          smallint      not null check (rank between 1 and 20),
    title         text          not null check (length(title) between 1 and 200),
    unit          text          check (length(unit) between 1 and 40),
    -- fifteen digits, so that a client's double holds each of them
    start_value   numeric(15,4) not null check (start_value <> 'NaN'),
    target_value  numeric(15,4) not null check (target_value <> 'NaN'),
    current_value numeric(15,4) not null check (current_value <> 'NaN'),
    row_version   bigint        not null default 1,
    primary key (org_id, id),
    unique (org_id, goal_id, rank),
    unique (org_id, id, goal_id),
    foreign key (org_id, goal_id) references performance.goals (org_id, id) on delete restrict,
    constraint key_results_one_line check (title !~ '[[:cntrl:]]' and unit !~ '[[:cntrl:]]')
);
comment on table performance.key_results is 'HY-01: by what one sees how far a goal is: from where, to where, and where it stands.';

create table performance.goal_updates (
    org_id      uuid        not null references identity.organizations (org_id) on delete restrict,
    id          uuid        not null,
    goal_id     uuid        not null,
    owner_id    uuid        not null,
    author_id   uuid        not null,
    state       text        check (state in ('on_track', 'at_risk')),
    note        text        not null check (length(note) between 1 and 4000),
    created_at  timestamptz not null default now(),
    created_by  uuid,
    row_version bigint      not null default 1,
    primary key (org_id, id),
    foreign key (org_id, goal_id, owner_id) references performance.goals (org_id, id, owner_id) on delete restrict,
    foreign key (org_id, author_id) references people.employees (org_id, id) on delete restrict,
    foreign key (org_id, created_by) references identity.memberships (org_id, id) on delete no action,
    constraint goal_updates_state check (state is null or author_id = owner_id)
);
create index goal_updates_goal on performance.goal_updates (org_id, goal_id, owner_id);
create index goal_updates_owner on performance.goal_updates (org_id, owner_id);
create index goal_updates_author on performance.goal_updates (org_id, author_id);
create index goal_updates_created_by on performance.goal_updates (org_id, created_by);
comment on table performance.goal_updates is 'HY-01, 4.4: what the owner and their manager said about a goal on the way, and how it stands by the owner. Only added to.';

create table performance.goal_changes (
    org_id        uuid          not null references identity.organizations (org_id) on delete restrict,
    id            uuid          not null,
    goal_id       uuid          not null,
    owner_id      uuid          not null,
    step          text          not null check (step in ('asked', 'accepted', 'refused', 'withdrawn')),
    asked_id      uuid,
    party         text          not null check (party in ('owner', 'manager')),
    author_id     uuid          not null,
    aim           text          check (aim in ('target', 'weight', 'outcome')),
    key_result_id uuid,
    target_value  numeric(15,4) check (target_value <> 'NaN'),
    weight        smallint      check (weight between 1 and 100),
    outcome       text          check (outcome in ('achieved', 'missed', 'dropped')),
    note          text          check (length(note) between 1 and 2000),
    created_at    timestamptz   not null default now(),
    created_by    uuid,
    row_version   bigint        not null default 1,
    primary key (org_id, id),
    unique (org_id, id, goal_id),
    -- answered once
    unique (org_id, asked_id, goal_id),
    foreign key (org_id, goal_id, owner_id) references performance.goals (org_id, id, owner_id) on delete restrict,
    foreign key (org_id, asked_id, goal_id) references performance.goal_changes (org_id, id, goal_id) on delete restrict,
    foreign key (org_id, key_result_id, goal_id) references performance.key_results (org_id, id, goal_id) on delete restrict,
    foreign key (org_id, author_id) references people.employees (org_id, id) on delete restrict,
    foreign key (org_id, created_by) references identity.memberships (org_id, id) on delete no action,
    constraint goal_changes_party check ((party = 'owner') = (author_id = owner_id)),
    constraint goal_changes_step check ((step = 'asked') = (asked_id is null) and (step = 'asked') = (aim is not null)),
    constraint goal_changes_aim check (
        (key_result_id is not null) = (aim is not distinct from 'target') and (target_value is not null) = (aim is not distinct from 'target')
        and (weight is not null) = (aim is not distinct from 'weight') and (outcome is not null) = (aim is not distinct from 'outcome'))
);
create index goal_changes_goal on performance.goal_changes (org_id, goal_id, owner_id);
create index goal_changes_owner on performance.goal_changes (org_id, owner_id);
create index goal_changes_key_result on performance.goal_changes (org_id, key_result_id, goal_id);
create index goal_changes_author on performance.goal_changes (org_id, author_id);
create index goal_changes_created_by on performance.goal_changes (org_id, created_by);
comment on table performance.goal_changes is '4.4: changes of a target, a weight, or an outcome in an active cycle, that one party asks for and the other accepts or refuses. Only added to: an answer is a row of its own.';
