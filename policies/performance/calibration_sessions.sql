-- Where the grades of a cycle are compared before anybody is told theirs. For whoever calibrates (R9), and nothing in a session tells whose
-- grades were moved in it.

alter table performance.calibration_sessions enable row level security;
alter table performance.calibration_sessions force row level security;

create policy tenant on performance.calibration_sessions as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on performance.calibration_sessions is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_all on performance.calibration_sessions for select to app_api
    using (org_id = (select c.org_id from app.caller c where 'calibration.read' = any (c.permissions)));
comment on policy read_all on performance.calibration_sessions is 'R9: with calibration.read.';
create policy keep on performance.calibration_sessions for all to app_transition using (id is not null) with check (id is not null);
comment on policy keep on performance.calibration_sessions is 'NA-15: the functions of the module, inside the floor.';

grant select on performance.calibration_sessions to app_api;
grant select, insert (org_id, id, cycle_id, name), update (state) on performance.calibration_sessions to app_transition;
-- NOTE: no write for any login, and no DELETE for anyone.

call app.guard('performance.calibration_sessions');
call audit.watch('performance.calibration_sessions', 'calibration_session');

-- Locked, so that whoever moves, confirms, shows and releases at the same moment comes after the other.
create function performance.lock_calibration(p_cycle uuid) returns performance.review_cycles
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    org constant uuid := (select c.org_id from app.caller c where 'calibration.write' = any (c.permissions));
    present performance.review_cycles;
begin
    if org is null then
        raise exception using errcode = 'RH030', message = 'this takes calibration.write';
    end if;
    select * into present from performance.review_cycles x where x.org_id = org and x.id = p_cycle for update;
    if not found then
        raise exception using errcode = 'RH032', message = 'no such review cycle';
    end if;
    if present.state <> 'calibration' then
        raise exception using errcode = 'RH031', message = 'this review cycle is not in calibration';
    end if;
    return present;
end $$;
comment on function performance.lock_calibration(uuid) is 'R9: a review cycle whose grades are being compared, locked. RH030, RH031, RH032.';
alter function performance.lock_calibration(uuid) owner to app_transition;

create function performance.open_session(p_cycle uuid, p_session uuid, p_name text) returns uuid
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    present constant performance.review_cycles := performance.lock_calibration(p_cycle);
begin
    insert into performance.calibration_sessions (org_id, id, cycle_id, name) values (present.org_id, p_session, p_cycle, p_name);
    return p_session;
end $$;
comment on function performance.open_session(uuid, uuid, text) is 'NA-15: another session of a cycle in calibration. RH030, RH031, RH032, 23514.';
alter function performance.open_session(uuid, uuid, text) owner to app_transition;

create function performance.lock_session(p_session uuid, p_version bigint) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    present performance.review_cycles;
    version bigint;
begin
    present := performance.lock_calibration((select s.cycle_id from performance.calibration_sessions s join app.caller c on c.org_id = s.org_id where s.id = p_session));
    if not exists (select from performance.calibration_sessions s where s.org_id = present.org_id and s.id = p_session and s.state = 'open') then
        raise exception using errcode = 'RH031', message = 'this session is locked already, or set aside';
    end if;
    update performance.calibration_sessions s set state = 'locked' where s.org_id = present.org_id and s.id = p_session and s.row_version = p_version
    returning s.row_version into version;
    return version;   -- null: somebody else was first
end $$;
comment on function performance.lock_session(uuid, bigint) is 'NA-15: open -> locked: nothing is moved in it any more. Returns row_version, null if it is another by now. RH030, RH031, RH032.';
alter function performance.lock_session(uuid, bigint) owner to app_transition;

grant execute on function performance.open_session(uuid, uuid, text), performance.lock_session(uuid, bigint) to app_api;
