-- Who imports people sees their imports; an admin sees every import of the organisation. An import is opened, filled and handed to a
-- worker by functions that ask for the permissions each time; nobody moves its state by hand.

alter table lifecycle.import_jobs enable row level security;
alter table lifecycle.import_jobs force row level security;

create policy tenant on lifecycle.import_jobs as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on lifecycle.import_jobs is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_own on lifecycle.import_jobs for select to app_api
    using ((org_id, created_by) = (select c.org_id, c.member_id from app.caller c where 'people.import' = any (c.permissions))   -- one's own
           or org_id = (select c.org_id from app.caller c where c.role = 'admin'));           -- any
comment on policy read_own on lifecycle.import_jobs is 'HA-18: who asked for it, while they may import, and admins.';
create policy keep on lifecycle.import_jobs for all to app_transition using (id is not null) with check (id is not null);
comment on policy keep on lifecycle.import_jobs is 'HA-18: the functions that receive, check, write and end an import, inside the floor.';
create policy sweep on lifecycle.import_jobs for all to app_signin using (true) with check (true);
comment on policy sweep on lifecycle.import_jobs is 'lifecycle.sweep_imports ends uploads that were cut off, in every organisation.';

grant select on lifecycle.import_jobs to app_api;
grant select, insert (org_id, id, dry_run, on_error, delimiter, fields, ignored_headers),
      update (state, failure, job_id, received_at, started_at, finished_at) on lifecycle.import_jobs to app_transition;
grant select, update (state, failure, finished_at) on lifecycle.import_jobs to app_signin;
-- NOTE: no write for any login: state moves by the functions below.

call app.guard('lifecycle.import_jobs');
call audit.watch('lifecycle.import_jobs', 'import_job');

-- What an import takes, asked before anything is received and again before anything is written.
create function lifecycle.may_import(p_permissions text[]) returns boolean
    language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$ select coalesce(p_permissions @> array['people.import', 'people.read', 'people.write', 'people.lines.write'], false) $$;
comment on function lifecycle.may_import(text[]) is 'HA-18: an import adds and edits people, draws lines, and its report tells what stood there, so it takes all four permissions.';
grant execute on function lifecycle.may_import(text[]) to app_transition;

create function lifecycle.open_import(p_id uuid, p_dry_run boolean, p_on_error text, p_delimiter text, p_fields text[], p_ignored text[]) returns uuid
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    caller record;
    unknown text;
begin
    select c.org_id, c.member_id into caller from app.caller c where c.kind = 'member' and lifecycle.may_import(c.permissions);
    if caller.org_id is null then
        raise exception using errcode = 'RH030', message = 'importing people takes people.import, people.read, people.write and people.lines.write';
    end if;
    select f into unknown from unnest(p_fields) f
     where f not in ('employee_no', 'display_name', 'legal_name', 'work_email', 'work_phone', 'department', 'position', 'site',
                     'employment_type', 'hired_on', 'manager', 'manager_from') limit 1;
    if unknown is not null or not coalesce('employee_no' = any (p_fields), false) then
        raise exception using errcode = 'RH050', message = coalesce(format('"%s" is no field of an import', left(unknown, 60)), 'an import needs a column with employee numbers');
    end if;
    -- one at a time, so that three are three
    perform from lifecycle.import_jobs j where j.org_id = caller.org_id and j.state in ('receiving', 'queued', 'running') order by j.id for update;
    if (select count(*) from lifecycle.import_jobs j where j.org_id = caller.org_id and j.state in ('receiving', 'queued', 'running')) >= 3 then
        raise exception using errcode = 'RH031', message = 'three imports of this organisation are under way', hint = 'Wait for one of them to end, or cancel it.';
    end if;
    insert into lifecycle.import_jobs (org_id, id, dry_run, on_error, delimiter, fields, ignored_headers)
    values (caller.org_id, p_id, p_dry_run, p_on_error, p_delimiter, p_fields, p_ignored);
    insert into lifecycle.import_progress (org_id, import_id) values (caller.org_id, p_id);
    return p_id;
end $$;
comment on function lifecycle.open_import(uuid, boolean, text, text, text[], text[]) is 'HA-18: opens an import that rows can be staged in. RH030, RH031 beyond three at once, RH050.';
alter function lifecycle.open_import(uuid, boolean, text, text, text[], text[]) owner to app_transition;

-- The caller's own import while it is received; nobody else adds to it.
create function lifecycle.receiving_import(p_import uuid) returns uuid
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    org uuid;
    present text;
begin
    select j.org_id, j.state into org, present from app.caller c join lifecycle.import_jobs j on j.org_id = c.org_id and j.created_by = c.member_id
     where c.kind = 'member' and lifecycle.may_import(c.permissions) and j.id = p_import for share of j;
    if org is null then
        raise exception using errcode = 'RH032', message = 'no such import';
    end if;
    if present <> 'receiving' then
        raise exception using errcode = 'RH031', message = 'this import takes no more rows';
    end if;
    return org;
end $$;
comment on function lifecycle.receiving_import(uuid) is 'The organisation, if the caller may still add rows; for the functions below. RH031, RH032.';
alter function lifecycle.receiving_import(uuid) owner to app_transition;

create function lifecycle.stage_import_rows(p_import uuid, p_bytes bigint, p_rows jsonb, p_errors jsonb) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    org constant uuid := lifecycle.receiving_import(p_import);
begin
    insert into lifecycle.import_rows (org_id, import_id, line, employee_no, display_name, legal_name, work_email, work_phone,
                                       department, position, site, employment_type, hired_on, manager, manager_from, person_id)
    select org, p_import, (r ->> 0)::bigint, r ->> 1, r ->> 2, r ->> 3, r ->> 4, r ->> 5, r ->> 6, r ->> 7, r ->> 8, r ->> 9, r ->> 10, r ->> 11, r ->> 12, app.uuid_v7()
      from jsonb_array_elements(p_rows) r;
    insert into lifecycle.import_errors (org_id, import_id, line, field, reason, stage, message, value)
    select org, p_import, (e ->> 0)::bigint, e ->> 1, e ->> 2, 'reading', e ->> 3, left(e ->> 4, 100)
      from jsonb_array_elements(p_errors) e
        on conflict (org_id, import_id, line, field, reason) do nothing;
    update lifecycle.import_progress p
       set bytes_received = p_bytes, rows_received = p.rows_received + jsonb_array_length(p_rows), touched_at = statement_timestamp()
     where p.org_id = org and p.import_id = p_import;
    return jsonb_array_length(p_rows);
end $$;
comment on function lifecycle.stage_import_rows(uuid, bigint, jsonb, jsonb) is 'HA-18: rows as [line, values in the order of the fields], errors as [line, field, reason, message, value]; p_bytes so far. RH031, RH032.';
alter function lifecycle.stage_import_rows(uuid, bigint, jsonb, jsonb) owner to app_transition;

create function lifecycle.submit_import(p_import uuid, p_bytes bigint) returns uuid
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    org constant uuid := lifecycle.receiving_import(p_import);
    job constant uuid := app.uuid_v7();
begin
    insert into lifecycle.jobs (org_id, id, kind, requested_by, arguments)
    select org, job, 'import_people', c.member_id, jsonb_build_object('import_id', p_import) from app.caller c where c.org_id = org;
    update lifecycle.import_jobs j set state = 'queued', job_id = job, received_at = statement_timestamp() where j.org_id = org and j.id = p_import;
    update lifecycle.import_progress p set phase = 'waiting', bytes_received = p_bytes, touched_at = statement_timestamp() where p.org_id = org and p.import_id = p_import;
    return job;
end $$;
comment on function lifecycle.submit_import(uuid, bigint) is 'HA-18: everything has arrived: queues the job. RH031, RH032.';
alter function lifecycle.submit_import(uuid, bigint) owner to app_transition;

-- How an import ends. One that is not done has written nothing, and does not say otherwise.
create function lifecycle.end_import(p_org uuid, p_import uuid, p_state text, p_failure text) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    update lifecycle.import_jobs j set state = p_state, failure = p_failure, finished_at = statement_timestamp() where j.org_id = p_org and j.id = p_import;
    update lifecycle.import_progress p
       set phase = 'finished', touched_at = statement_timestamp(),
           rows_written = case when p_state = 'done' then p.rows_written else 0 end,
           rows_created = case when p_state = 'done' then p.rows_created else 0 end,
           rows_updated = case when p_state = 'done' then p.rows_updated else 0 end
     where p.org_id = p_org and p.import_id = p_import;
end $$;
comment on function lifecycle.end_import(uuid, uuid, text, text) is 'HA-18: for the functions of this folder alone.';
alter function lifecycle.end_import(uuid, uuid, text, text) owner to app_transition;

create function lifecycle.abort_import(p_import uuid, p_failure text) returns text
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform lifecycle.end_import(lifecycle.receiving_import(p_import), p_import, 'failed', left(p_failure, 500));
    return 'failed';
end $$;
comment on function lifecycle.abort_import(uuid, text) is 'HA-18: the upload cannot be read to its end. RH031, RH032.';
alter function lifecycle.abort_import(uuid, text) owner to app_transition;

create function lifecycle.cancel_import(p_import uuid) returns text
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    org uuid;
    present text;
begin
    select j.org_id, j.state into org, present from app.caller c join lifecycle.import_jobs j on j.org_id = c.org_id
     where c.kind = 'member' and j.id = p_import and (j.created_by = c.member_id or c.role = 'admin') for update of j;
    if org is null then
        raise exception using errcode = 'RH032', message = 'no such import';
    end if;
    if present not in ('receiving', 'queued', 'running') then
        raise exception using errcode = 'RH031', message = 'this import is over already';
    end if;
    perform lifecycle.end_import(org, p_import, 'cancelled', null);
    return 'cancelled';
end $$;
comment on function lifecycle.cancel_import(uuid) is 'HA-18: who asked for it, and admins. What is being written is taken back: the last step finds the import cancelled. RH031, RH032.';
alter function lifecycle.cancel_import(uuid) owner to app_transition;

grant execute on function lifecycle.open_import(uuid, boolean, text, text, text[], text[]), lifecycle.stage_import_rows(uuid, bigint, jsonb, jsonb),
    lifecycle.submit_import(uuid, bigint), lifecycle.abort_import(uuid, text), lifecycle.cancel_import(uuid) to app_api;

-- Housekeeping across organisations, as for rights that ran out: no caller, so owned by the one owner that stands outside the floor.
create function lifecycle.sweep_imports(p_limit integer default 5000) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    swept bigint;
    more bigint;
begin
    update lifecycle.import_jobs j set state = 'failed', failure = 'The upload was cut off before its end. Send the file again.', finished_at = statement_timestamp()
     where j.state = 'receiving' and j.created_at < statement_timestamp() - interval '5 minutes'
       and exists (select from lifecycle.import_progress p
                    where p.org_id = j.org_id and p.import_id = j.id and p.touched_at < statement_timestamp() - interval '5 minutes');
    get diagnostics swept = row_count;
    update lifecycle.import_progress p set phase = 'finished'
     where p.phase = 'receiving' and exists (select from lifecycle.import_jobs j where j.org_id = p.org_id and j.id = p.import_id and j.state = 'failed');
    delete from lifecycle.import_rows r
     where (r.org_id, r.import_id, r.line) in (
        select x.org_id, x.import_id, x.line from lifecycle.import_jobs j
          cross join lateral (select s.org_id, s.import_id, s.line from lifecycle.import_rows s where s.org_id = j.org_id and s.import_id = j.id limit p_limit) x
         where j.finished_at is not null limit p_limit);
    get diagnostics more = row_count;
    swept := swept + more;
    delete from lifecycle.import_errors e
     where (e.org_id, e.import_id, e.line, e.field, e.reason) in (
        select x.org_id, x.import_id, x.line, x.field, x.reason from lifecycle.import_jobs j
          cross join lateral (select s.* from lifecycle.import_errors s where s.org_id = j.org_id and s.import_id = j.id limit p_limit) x
         where j.finished_at < statement_timestamp() - interval '7 days' limit p_limit);
    get diagnostics more = row_count;
    return swept + more;
end $$;
comment on function lifecycle.sweep_imports(integer) is 'HA-18: fails uploads without a row for five minutes, deletes staged rows of imports that are over, and errors of those over for seven days; up to p_limit each.';
alter function lifecycle.sweep_imports(integer) owner to app_signin;
grant execute on function lifecycle.sweep_imports(integer) to app_worker;
