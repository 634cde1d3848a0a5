-- Every write leaves an entry, in its own transaction, written by a trigger: a statement that forgets it cannot exist.
-- The comparison is generated column by column from the table as it is when policies are applied (a generic jsonb diff costs
-- a quarter of the throughput), so `rowhouse migrate` re-applies policies after every migration.

-- Writes one envelope and its payload. Only the triggers below execute it; app_scribe may insert here and nothing else.
create function audit.record(p_org uuid, p_action text, p_entity text, p_entity_id uuid, p_diff jsonb, p_fallback_actor uuid, p_unattended boolean) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    caller record;
    entry constant uuid := app.uuid_v7();
    salt constant bytea := uuid_send(gen_random_uuid());   -- 122 random bits: a low-entropy diff cannot be guessed from its digest
begin
    select c.kind, c.member_id, c.job_id into caller from app.caller c where c.org_id = p_org;
    if caller.kind is null and not p_unattended then
        -- the statement dropped its own context on the way (RETURNING runs before this): who wrote must not be forgotten
        raise exception using errcode = 'RH011', message = 'no such row in this organisation';
    end if;
    insert into audit.log (org_id, id, actor_kind, actor_id, on_behalf_of, action, entity, entity_id, payload_sha256, request_id)
    values (p_org, entry,
            case when caller.kind is not null then caller.kind when p_fallback_actor is not null then 'member' else 'system' end,
            case caller.kind when 'member' then caller.member_id when 'job' then caller.job_id else p_fallback_actor end,
            case when caller.kind = 'job' then caller.member_id end,
            p_action, p_entity, p_entity_id,
            sha256(salt || convert_to(p_diff::text, 'UTF8')),
            nullif(current_setting('app.request_id', true), '')::uuid);
    insert into audit.payloads (org_id, entry_id, salt, diff) values (p_org, entry, salt, p_diff);
end $$;
comment on function audit.record(uuid, text, text, uuid, jsonb, uuid, boolean) is 'HY-21, HY-23: actor, on-behalf-of, action, entity, salted digest, request id; the actor is the live caller, never a claim.';
alter function audit.record(uuid, text, text, uuid, jsonb, uuid, boolean) owner to app_scribe;
grant execute on function audit.record(uuid, text, text, uuid, jsonb, uuid, boolean) to app_transition;   -- readings that are recorded

-- Generates audit.<schema>_<table>() and its trigger. p_secret columns are recorded as changed, never with their values;
-- p_actor names the column that holds the acting member where a row is written before there is a caller (sign-in).
create procedure audit.watch(p_table regclass, p_entity text, p_id name default 'id', p_secret name[] default '{}', p_actor name default null)
    language plpgsql set search_path = pg_catalog, pg_temp
as $outer$
declare
    watcher constant text := (select format('audit.%I', n.nspname || '_' || c.relname)
                                from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = p_table);
    inserted text;
    deleted text;
    compared text;
begin
    select string_agg(format('%L, jsonb_build_array(null, %s)', a.attname, case when a.attname = any (p_secret) then '''(withheld)''' else format('new.%I', a.attname) end), ', ' order by a.attnum),
           string_agg(format('%L, jsonb_build_array(%s, null)', a.attname, case when a.attname = any (p_secret) then '''(withheld)''' else format('old.%I', a.attname) end), ', ' order by a.attnum),
           string_agg(format(E'        if new.%1$I is distinct from old.%1$I then diff := diff || jsonb_build_object(%2$L, %3$s); end if;\n', a.attname, a.attname,
               case when a.attname = any (p_secret) then 'jsonb_build_array(''(withheld)'', ''(withheld)'')' else format('jsonb_build_array(old.%1$I, new.%1$I)', a.attname) end), '' order by a.attnum)
      into inserted, deleted, compared
      from pg_attribute a
     where a.attrelid = p_table and a.attnum > 0 and not a.attisdropped
       and a.attname not in ('org_id', 'created_at', 'created_by', 'row_version');
    execute format($body$
create function %1$s() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $generated$
declare
    diff jsonb := '{}';
begin
    if tg_op = 'INSERT' then
        perform audit.record(new.org_id, %2$L, %3$L, new.%4$I, jsonb_build_object(%5$s), %6$s, tg_argv[0]::boolean);
    elsif tg_op = 'UPDATE' then
%7$s        if diff <> '{}' then
            perform audit.record(new.org_id, %8$L, %3$L, new.%4$I, diff, %6$s, tg_argv[0]::boolean);
        end if;
    else
        perform audit.record(old.org_id, %9$L, %3$L, old.%4$I, jsonb_build_object(%10$s), %11$s, tg_argv[0]::boolean);
    end if;
    return null;
end $generated$
$body$, watcher, p_entity || '.created', p_entity, p_id, inserted, coalesce('new.' || quote_ident(p_actor), 'null'), compared, p_entity || '.changed',
        p_entity || '.deleted', deleted, coalesce('old.' || quote_ident(p_actor), 'null'));
    execute format('alter function %s() owner to app_scribe', watcher);
    execute format('revoke all on function %s() from public', watcher);
    execute format('comment on function %s() is %L', watcher, 'Generated by audit.watch: one entry per written row of ' || p_table || '.');
    -- sign-in and the founding of organisations write before there is a caller; everybody else must be one
    execute format('create trigger _900_audit after insert or update or delete on %s for each row when (current_user not in (''app_signin'', ''app_registrar'')) execute function %s(''false'')', p_table, watcher);
    execute format('create trigger _910_audit after insert or update or delete on %s for each row when (current_user in (''app_signin'', ''app_registrar'')) execute function %s(''true'')', p_table, watcher);
end $outer$;
comment on procedure audit.watch(regclass, text, name, name[], name) is 'Called by the files in policies/: generates the audit trigger of a table from its columns.';

-- Tables whose writes leave no entry, each with its reason (decisions: "except by name"). A test compares this with the catalog.
create view catalog.unaudited as
    select * from (values
        ('audit.log',                       'is the audit'),
        ('audit.payloads',                  'is the audit'),
        ('identity.capabilities',           'machinery: one row per access token; the session that mints it is audited'),
        ('identity.ended_rights',           'machinery: tombstones of capabilities'),
        ('identity.idempotency_keys',       'machinery: what they made is audited'),
        ('identity.refresh_tokens',         'machinery: the session they belong to is audited'),
        ('people.employment_events',        'is history itself, written from audited changes'),
        ('lifecycle.import_errors',         'machinery: what an import writes is audited; gone after seven days'),
        ('lifecycle.import_progress',       'machinery: counters of an import, which is audited itself'),
        ('lifecycle.import_rows',           'staged personal data, deleted when the import is over: an entry would keep it'),
        ('lifecycle.jobs',                  'machinery: what a job does is audited, not its queue'),
        ('performance.review_answers',      'written once, with the review that is audited, and never changed: an entry would be a second copy of what was said'),
        ('performance.review_drafts',       'R6: the author''s alone; the assignment tells that there is one')
    ) t (table_name, reason);
comment on view catalog.unaudited is 'Tenant tables without an audit trigger, and why.';
