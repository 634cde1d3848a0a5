-- Grades that were told wrongly. One person with performance.release asks for another level and says why, a second one confirms, and its
-- subject is told a second version: the first stays. Until then it is read by whoever releases grades, about everybody but themselves (R4).

alter table performance.grade_corrections enable row level security;
alter table performance.grade_corrections force row level security;

create policy tenant on performance.grade_corrections as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on performance.grade_corrections is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_others on performance.grade_corrections for select to app_api
    using (app.concerns_another((select array[c.org_id, c.employee_id] from app.caller c where 'performance.release' = any (c.permissions)), org_id, subject_id));
comment on policy read_others on performance.grade_corrections is 'R4: whoever releases grades, about everybody but themselves.';
create policy keep on performance.grade_corrections for all to app_transition using (id is not null) with check (id is not null);
comment on policy keep on performance.grade_corrections is '4.1: the functions of the module, inside the floor.';
create policy walk on performance.grade_corrections for select to app_kernel using (id is not null);
comment on policy walk on performance.grade_corrections is 'performance.untold(), inside the floor.';

grant select on performance.grade_corrections to app_api;
grant select (org_id, id, subject_id) on performance.grade_corrections to app_kernel;
grant select, insert (org_id, id, grade_id, participant_id, subject_id, level_id, reason), update (state, answered_by) on performance.grade_corrections to app_transition;
-- NOTE: no write for any login, and no DELETE for anyone: what was asked for stays, whatever became of it.

call app.guard('performance.grade_corrections');
call audit.watch('performance.grade_corrections', 'grade_correction');

-- Its cycle is locked, so that whoever corrects, answers, acknowledges and closes at the same moment comes after the other.
create function performance.lock_told(p_grade uuid) returns performance.released_grades
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    caller record;
    told performance.released_grades;
begin
    select c.org_id, c.employee_id into caller from app.caller c where 'performance.release' = any (c.permissions);
    if caller.org_id is null then
        raise exception using errcode = 'RH030', message = 'this takes performance.release';
    end if;
    select g.* into told from performance.released_grades g where g.org_id = caller.org_id and g.id = p_grade;
    if told.id is null then
        raise exception using errcode = 'RH032', message = 'no such grade';
    end if;
    if told.subject_id is not distinct from caller.employee_id then
        raise exception using errcode = 'RH039', message = 'nobody corrects their own grade', hint = 'Another person of hr does.';
    end if;
    perform from performance.review_cycles y
       join performance.cycle_participants x on x.org_id = y.org_id and x.cycle_id = y.id
      where y.org_id = told.org_id and x.id = told.participant_id
        for update of y;
    return told;
end $$;
comment on function performance.lock_told(uuid) is 'R4: a grade that somebody other than the caller was told, its cycle locked. RH030, RH032, RH039.';
alter function performance.lock_told(uuid) owner to app_transition;

create function performance.ask_correction(p_grade uuid, p_correction uuid, p_level uuid, p_reason text) returns uuid
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    told constant performance.released_grades := performance.lock_told(p_grade);
begin
    if exists (select from performance.released_grades g where g.org_id = told.org_id and g.supersedes_id = p_grade) then
        raise exception using errcode = 'RH031', message = 'this grade is corrected already', hint = 'Correct the version that counts.';
    end if;
    if exists (select from performance.grade_corrections k where k.org_id = told.org_id and k.grade_id = p_grade and k.state = 'asked') then
        raise exception using errcode = 'RH031', message = 'a correction of this grade waits for an answer', hint = 'Confirm, refuse or withdraw that one first.';
    end if;
    if told.level_id = p_level then
        raise exception using errcode = 'RH031', message = 'this is the level that they were told';
    end if;
    if not exists (select from performance.cycle_participants x
                     join performance.review_cycles y on y.org_id = x.org_id and y.id = x.cycle_id
                     join performance.rating_levels l on l.org_id = y.org_id and l.scale_id = y.scale_id
                    where x.org_id = told.org_id and x.id = told.participant_id and l.id = p_level) then
        raise exception using errcode = '23503', message = 'no such level of the scale of this cycle';
    end if;
    insert into performance.grade_corrections (org_id, id, grade_id, participant_id, subject_id, level_id, reason)
    values (told.org_id, p_correction, p_grade, told.participant_id, told.subject_id, p_level, p_reason);
    return p_correction;
end $$;
comment on function performance.ask_correction(uuid, uuid, uuid, text) is '4.1, R4: another level for what somebody was told, with a reason that they read once it is confirmed; also in a closed cycle, never one''s own. RH030, RH031, RH032, RH039, 23503; 23514 without a reason.';
alter function performance.ask_correction(uuid, uuid, uuid, text) owner to app_transition;

create function performance.answer_correction(p_correction uuid, p_answer text) returns uuid
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    caller record;
    asked performance.grade_corrections;
    told performance.released_grades;
    next uuid;
begin
    select c.org_id, c.member_id into caller from app.caller c;
    select k.* into asked from performance.grade_corrections k where k.org_id = caller.org_id and k.id = p_correction;
    told := performance.lock_told(asked.grade_id);
    if p_answer in ('confirmed', 'refused') and asked.created_by is not distinct from caller.member_id then
        raise exception using errcode = 'RH030', message = 'a correction is confirmed or refused by another person than whoever asked for it';
    end if;
    if p_answer = 'withdrawn' and asked.created_by is distinct from caller.member_id then
        raise exception using errcode = 'RH030', message = 'a correction is withdrawn by whoever asked for it';
    end if;
    update performance.grade_corrections k set state = p_answer, answered_by = caller.member_id
     where k.org_id = told.org_id and k.id = p_correction and k.state = 'asked';
    if not found then
        raise exception using errcode = 'RH031', message = 'this correction is answered already';
    end if;
    if p_answer = 'confirmed' then
        next := app.uuid_v7();
        insert into performance.released_grades (org_id, id, participant_id, subject_id, level_id, review_id, version, supersedes_id, correction_reason)
        values (told.org_id, next, told.participant_id, told.subject_id, asked.level_id, told.review_id, told.version + 1, told.id, asked.reason);
    end if;
    return coalesce(next, told.id);
end $$;
comment on function performance.answer_correction(uuid, text) is '4.1, R4, R20: confirmed (its subject is told the next version) or refused by a second person, or withdrawn by whoever asked; never of one''s own grade. Returns the version that counts. RH030, RH031, RH032, RH039; 23514 for any other answer.';
alter function performance.answer_correction(uuid, text) owner to app_transition;

grant execute on function performance.ask_correction(uuid, uuid, uuid, text), performance.answer_correction(uuid, text) to app_api;
