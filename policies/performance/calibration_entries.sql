-- That a grade was moved in a session, from which level to which, by whom and why. For whoever calibrates, about everybody but themselves
-- (R4, R9): not for admins, not for managers, and never for whom it is about.

alter table performance.calibration_entries enable row level security;
alter table performance.calibration_entries force row level security;

create policy tenant on performance.calibration_entries as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on performance.calibration_entries is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_others on performance.calibration_entries for select to app_api
    using (app.concerns_another((select array[c.org_id, c.employee_id] from app.caller c where 'calibration.read' = any (c.permissions)), org_id, subject_id));
comment on policy read_others on performance.calibration_entries is 'R4, R9: with calibration.read, about everybody but oneself.';
create policy add on performance.calibration_entries for insert to app_transition with check (id is not null);
comment on policy add on performance.calibration_entries is 'NA-15: the functions of the module, inside the floor.';
create policy look_up on performance.calibration_entries for select to app_transition using (id is not null);
comment on policy look_up on performance.calibration_entries is 'NA-15: the functions of the module, inside the floor.';
create policy walk on performance.calibration_entries for select to app_kernel using (id is not null);
comment on policy walk on performance.calibration_entries is 'performance.untold(), inside the floor.';

grant select on performance.calibration_entries to app_api;
grant select (org_id, id, subject_id) on performance.calibration_entries to app_kernel;
grant select, insert (org_id, id, session_id, cycle_id, participant_id, subject_id, step, from_id, to_id, rationale) on performance.calibration_entries to app_transition;
-- NOTE: no write for any login, and neither UPDATE nor DELETE for anyone: what is moved back is another row.

call app.guard('performance.calibration_entries');
create trigger _250_append_only before update or delete on performance.calibration_entries for each row execute function app.reject_change();
create trigger _260_append_only before truncate on performance.calibration_entries for each statement execute function app.reject_change();
call audit.watch('performance.calibration_entries', 'calibration_entry');

create function performance.move_grade(p_session uuid, p_entry uuid, p_participant uuid, p_from uuid, p_to uuid, p_rationale text) returns uuid
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    session record;
    present performance.review_cycles;
    grade record;
begin
    select s.org_id, s.cycle_id, s.state into session from performance.calibration_sessions s join app.caller c on c.org_id = s.org_id where s.id = p_session;
    present := performance.lock_calibration(session.cycle_id);
    if (select s.state from performance.calibration_sessions s where s.org_id = present.org_id and s.id = p_session) <> 'open' then
        raise exception using errcode = 'RH031', message = 'this session is locked or set aside: nothing is moved in it any more', hint = 'Open another.';
    end if;
    if exists (select from performance.cycle_participants x join app.caller c on c.org_id = x.org_id and c.employee_id = x.employee_id
                where x.cycle_id = session.cycle_id and x.id = p_participant) then
        raise exception using errcode = 'RH039', message = 'nobody moves their own grade', hint = 'Another person of hr does.';
    end if;
    select g.subject_id, g.current_id into grade
      from performance.cycle_participants x
     cross join lateral performance.to_be_told(present.org_id, null, session.cycle_id, jsonb_build_object('employee_ids', array[x.employee_id])) g
     where x.org_id = present.org_id and x.id = p_participant and g.participant_id = x.id;
    if not found then
        raise exception using errcode = 'RH032', message = 'nobody in this review cycle who is neither told nor left out';
    end if;
    if grade.current_id is null then
        raise exception using errcode = 'RH038', message = 'there is no grade to move: a submitted manager review with a proposal is missing';
    end if;
    if not exists (select from performance.rating_levels l where l.org_id = present.org_id and l.scale_id = present.scale_id and l.id = p_to) then
        raise exception using errcode = '23503', message = 'no such level of the scale of this cycle';
    end if;
    if grade.current_id is distinct from p_from then
        return null;   -- somebody else was first
    end if;
    insert into performance.calibration_entries (org_id, id, session_id, cycle_id, participant_id, subject_id, step, from_id, to_id, rationale)
    select present.org_id, p_entry, p_session, session.cycle_id, p_participant, grade.subject_id, 1 + count(*), p_from, p_to, p_rationale
      from performance.calibration_entries e where e.org_id = present.org_id and e.participant_id = p_participant;
    -- what was settled on is open again
    update performance.calibrated_grades g set confirmed = false where g.org_id = present.org_id and g.participant_id = p_participant and g.confirmed;
    return p_entry;
end $$;
comment on function performance.move_grade(uuid, uuid, uuid, uuid, uuid, text) is 'NA-15, R4: a grade goes from the level that it has to another, with a rationale; never one''s own. Null if it has another level by now. RH030, RH031, RH032, RH038, RH039, 23503, 23514.';
alter function performance.move_grade(uuid, uuid, uuid, uuid, uuid, text) owner to app_transition;

grant execute on function performance.move_grade(uuid, uuid, uuid, uuid, uuid, text) to app_api;
