-- The grades that were settled on, until they are told or moved once more. For whoever calibrates, about everybody but themselves (R4, R9);
-- whoever decides about somebody reads theirs once it is shown to them, to prepare the talk, and nothing of how it came about.

alter table performance.calibrated_grades enable row level security;
alter table performance.calibrated_grades force row level security;

create policy tenant on performance.calibrated_grades as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on performance.calibrated_grades is 'R1: the floor; every permissive policy is ANDed with it.';

-- Participants whom the caller decides about, of cycles in calibration, released or closed.
create function performance.preparing() returns table (org_id uuid, participant_id uuid)
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select r.org_id, r.participant_id
          from app.caller c
          join performance.participant_reviewers r on r.org_id = c.org_id and r.reviewer_id = c.employee_id
          join performance.cycle_participants x on x.org_id = r.org_id and x.id = r.participant_id
          join performance.review_cycles y on y.org_id = x.org_id and y.id = x.cycle_id and y.state in ('calibration', 'released', 'closed');
end $$;
comment on function performance.preparing() is 'R9, R17: participants of cycles in calibration, released or closed whom the caller decides about; not those who merely report to them today.';
alter function performance.preparing() owner to app_kernel;
grant execute on function performance.preparing() to app_api;

create policy read_others on performance.calibrated_grades for select to app_api
    using (app.concerns_another((select array[c.org_id, c.employee_id] from app.caller c where 'calibration.read' = any (c.permissions)), org_id, subject_id));
comment on policy read_others on performance.calibrated_grades is 'R4, R9: with calibration.read, about everybody but oneself.';
create policy read_shown on performance.calibrated_grades for select to app_api
    using (confirmed and previewed_on is not null and (org_id, participant_id) in (select p.org_id, p.participant_id from performance.preparing() p));
comment on policy read_shown on performance.calibrated_grades is '4.1, R9: what is settled and shown to them, by whoever decides about the subject.';
create policy keep on performance.calibrated_grades for all to app_transition using (participant_id is not null) with check (participant_id is not null);
comment on policy keep on performance.calibrated_grades is 'NA-15: the functions of the module, inside the floor.';

grant select on performance.calibrated_grades to app_api;
grant select, insert (org_id, participant_id, subject_id, level_id), update (level_id, confirmed, previewed_on, note) on performance.calibrated_grades to app_transition;
-- NOTE: no write for any login, and no DELETE for anyone.

call app.guard('performance.calibrated_grades');
call audit.watch('performance.calibrated_grades', 'calibrated_grade', p_id => 'participant_id');

create function performance.confirm_grades(p_cycle uuid, p_who jsonb) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    present constant performance.review_cycles := performance.lock_calibration(p_cycle);
    own constant uuid := (select c.employee_id from app.caller c);
    missing bigint;
    settled bigint;
begin
    select count(*) filter (where g.current_id is null) into missing from performance.to_be_told(present.org_id, own, p_cycle, p_who) g;
    if missing > 0 then
        raise exception using errcode = 'RH038', message = format('%s of them lack a submitted manager review with a grade', missing),
            hint = 'Leave out whom there will be no grade for.';
    end if;
    insert into performance.calibrated_grades as k (org_id, participant_id, subject_id, level_id)
    select present.org_id, g.participant_id, g.subject_id, g.current_id
      from performance.to_be_told(present.org_id, own, p_cycle, p_who) g where g.confirmed_id is null
        on conflict (org_id, participant_id) do update
           -- whoever prepares to tell another level than they were shown has the days of the preview once more
           set level_id = excluded.level_id, confirmed = true,
               previewed_on = case when k.previewed_on is not null and k.level_id <> excluded.level_id then app.today() else k.previewed_on end;
    get diagnostics settled = row_count;
    return settled;
end $$;
comment on function performance.confirm_grades(uuid, jsonb) is 'NA-15, R4: the grades that everybody whom each given choice names has by now are settled on, but for the caller''s; returns how many were not before. RH030, RH031, RH032, RH038, RH050, 23503.';
alter function performance.confirm_grades(uuid, jsonb) owner to app_transition;

create function performance.note_grade(p_participant uuid, p_version bigint, p_note text) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    present performance.review_cycles;
    version bigint;
begin
    present := performance.lock_calibration((select x.cycle_id from performance.cycle_participants x join app.caller c on c.org_id = x.org_id where x.id = p_participant));
    if exists (select from performance.cycle_participants x join app.caller c on c.org_id = x.org_id and c.employee_id = x.employee_id where x.id = p_participant) then
        raise exception using errcode = 'RH039', message = 'nobody settles on their own grade', hint = 'Another person of hr does.';
    end if;
    if not exists (select from performance.calibrated_grades g where g.org_id = present.org_id and g.participant_id = p_participant) then
        raise exception using errcode = 'RH032', message = 'no grade of theirs is settled on';
    end if;
    update performance.calibrated_grades g set note = p_note
     where g.org_id = present.org_id and g.participant_id = p_participant and g.row_version = p_version
    returning g.row_version into version;
    return version;   -- null: somebody else was first
end $$;
comment on function performance.note_grade(uuid, bigint, text) is '4.1: what whoever decides about the subject reads beside the grade; null takes it away. Returns row_version, null if it is another by now. RH030, RH031, RH032, RH039, 23514.';
alter function performance.note_grade(uuid, bigint, text) owner to app_transition;

create function performance.preview_grades(p_cycle uuid, p_who jsonb) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    present constant performance.review_cycles := performance.lock_calibration(p_cycle);
    own constant uuid := (select c.employee_id from app.caller c);
    missing bigint;
    chosen bigint;
    shown bigint;
begin
    select count(*) filter (where g.confirmed_id is null), count(*) into missing, chosen from performance.to_be_told(present.org_id, own, p_cycle, p_who) g;
    if missing > 0 then
        raise exception using errcode = 'RH038', message = format('the grades of %s of %s participants are not settled on', missing, chosen), hint = 'Confirm them first.';
    end if;
    update performance.calibrated_grades g set previewed_on = app.today()
      from performance.to_be_told(present.org_id, own, p_cycle, p_who) t
     where g.org_id = present.org_id and g.participant_id = t.participant_id and g.previewed_on is null;
    get diagnostics shown = row_count;
    return shown;
end $$;
comment on function performance.preview_grades(uuid, jsonb) is '4.1, R4: whoever decides about them reads the grades of everybody whom each given choice names, but for the caller; returns how many they did not read before. RH030, RH031, RH032, RH038, RH050, 23503.';
alter function performance.preview_grades(uuid, jsonb) owner to app_transition;

grant execute on function performance.confirm_grades(uuid, jsonb), performance.note_grade(uuid, bigint, text), performance.preview_grades(uuid, jsonb) to app_api;
