-- What happened, in two tables: the envelope stays for good, the payload can be blanked when a person is erased (R39).
-- The envelope commits to the payload by a salted digest, so blanking keeps every digest verifiable and tells nothing.
-- Sequence numbers and Merkle leaves will be rows of their own, written by the sealer: an entry is never updated.

create table audit.log (
    org_id         uuid        not null references identity.organizations (org_id) on delete restrict,
    id             uuid        not null,
    at             timestamptz not null default clock_timestamp(),
    actor_kind     text        not null check (actor_kind in ('member', 'job', 'system')),
    actor_id       uuid,
    on_behalf_of   uuid,
    action         text        not null check (length(action) between 1 and 100),
    entity         text        not null check (length(entity) between 1 and 100),
    entity_id      uuid        not null,
    payload_sha256 bytea       not null check (octet_length(payload_sha256) = 32),
    request_id     uuid,
    primary key (org_id, id),
    check (actor_kind = 'system' or actor_id is not null)
);
create index log_entity on audit.log (org_id, entity, entity_id, id);
create index log_actor on audit.log (org_id, actor_id, id);
comment on table audit.log is 'HY-21, HY-23: one envelope per write, in the transaction of the write; append-only for everyone, owners included.';
comment on column audit.log.actor_id is 'The member, or the job; deliberately no foreign key: an entry outlives what it names.';
comment on column audit.log.payload_sha256 is 'SHA-256 over salt || diff of the payload row (UTF-8 of its jsonb text).';

create table audit.payloads (
    org_id   uuid  not null,
    entry_id uuid  not null,
    salt     bytea check (octet_length(salt) = 16),
    diff     jsonb,
    primary key (org_id, entry_id),
    foreign key (org_id, entry_id) references audit.log (org_id, id) on delete restrict,
    check ((salt is null) = (diff is null))
);
comment on table audit.payloads is 'HY-23: {"column": [before, after]} of the changed columns; salt and diff are blanked together on erasure (R39).';
