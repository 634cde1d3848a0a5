-- The grades that people have been told: theirs, those of their people for managers and reviewers, all of them for whoever manages cycles.
-- Rows exist from the moment of release, all of a group in one transaction (R10), and with them the manager review opens to its subject.

alter table performance.released_grades enable row level security;
alter table performance.released_grades force row level security;

-- The manager reviews that go with the grades of those who have been told theirs: the caller, the caller's reports, and whom the caller decides about.
create function performance.told() returns table (org_id uuid, review_id uuid, about_oneself boolean)
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select g.org_id, g.review_id, p.about_oneself
          from performance.taking_part() p
          join performance.released_grades g on g.org_id = p.org_id and g.participant_id = p.participant_id;
end $$;
comment on function performance.told() is 'NA-16, R8: the manager reviews that go with released grades of the caller, of who reports to the caller today, and of whom the caller decides about.';
alter function performance.told() owner to app_kernel;
grant execute on function performance.told() to app_api;

create policy tenant on performance.released_grades as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on performance.released_grades is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_all on performance.released_grades for select to app_api
    using (org_id = (select c.org_id from app.caller c where 'performance.cycles.manage' = any (c.permissions)));
comment on policy read_all on performance.released_grades is 'NA-16: whoever manages cycles.';
-- Policies are asked from the last name to the first: whoever reads their own waits for no list of everybody they answer for.
create policy read_own on performance.released_grades for select to app_api
    using ((org_id, subject_id) = (select c.org_id, c.employee_id from app.caller c));
comment on policy read_own on performance.released_grades is 'R1: what the caller was told.';
create policy of_people on performance.released_grades for select to app_api
    using ((org_id, participant_id) in (select p.org_id, p.participant_id from performance.taking_part() p where not p.about_oneself));
comment on policy of_people on performance.released_grades is 'R2: those of one''s reports, and of whom one decides about.';
create policy keep on performance.released_grades for all to app_transition using (id is not null) with check (id is not null);
comment on policy keep on performance.released_grades is 'R10: the functions of the module, inside the floor.';
create policy walk on performance.released_grades for select to app_kernel using (id is not null);
comment on policy walk on performance.released_grades is 'performance.told(), inside the floor.';

grant select on performance.released_grades to app_api;
grant select (org_id, id, participant_id, review_id) on performance.released_grades to app_kernel;
grant select, insert (org_id, id, participant_id, subject_id, level_id, review_id, version, supersedes_id, correction_reason)
    on performance.released_grades to app_transition;
-- NOTE: no write for any login, and neither UPDATE nor DELETE for anyone: what somebody has been told is not undone, but corrected by
-- another version (performance.answer_correction).

call app.guard('performance.released_grades');
call audit.watch('performance.released_grades', 'released_grade');

-- Whom a release is about, and a calibration: those of the cycle who are chosen, neither told nor left out, and never the caller (R4):
-- one's own grade is another's to compare and to release, and what one learns of the others tells nothing of it.
create function performance.to_be_told(p_org uuid, p_own uuid, p_cycle uuid, p_who jsonb)
    returns table (participant_id uuid, subject_id uuid, review_id uuid, proposed_id uuid, current_id uuid, confirmed_id uuid, previewed_on date)
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select x.id, x.employee_id,
               (select r.id from performance.reviews r where r.org_id = a.org_id and r.assignment_id = a.id order by r.version desc limit 1),
               g.level_id,
               case when g.level_id is not null
                    then coalesce((select e.to_id
                                     from performance.calibration_entries e
                                     join performance.calibration_sessions s on s.org_id = e.org_id and s.id = e.session_id and s.state <> 'set_aside'
                                    where e.org_id = x.org_id and e.participant_id = x.id order by e.step desc limit 1), g.level_id) end,
               case when g.level_id is not null then k.level_id end, k.previewed_on
          from performance.cycle_participants x
          left join performance.calibrated_grades k on k.org_id = x.org_id and k.participant_id = x.id and k.confirmed
          left join (performance.review_assignments a
                     join performance.proposed_grades g on g.org_id = a.org_id and g.assignment_id = a.id)
                 on a.org_id = x.org_id and a.participant_id = x.id and a.kind = 'manager' and a.state = 'submitted'
         where x.org_id = p_org and x.cycle_id = p_cycle and x.employee_id is distinct from p_own
           and x.employee_id in (select e from performance.chosen_employees(p_org, p_who) e)
           and not exists (select from performance.participant_exclusions n where n.org_id = x.org_id and n.participant_id = x.id)
           and not exists (select from performance.released_grades d where d.org_id = x.org_id and d.participant_id = x.id);
end $$;
comment on function performance.to_be_told(uuid, uuid, uuid, jsonb) is 'NA-15, R10: who is still to be told their grade, with the last version of the submitted manager review, what is proposed beside it, what calibration has made of that by now and what was settled on; null for each that is missing.';
alter function performance.to_be_told(uuid, uuid, uuid, jsonb) owner to app_transition;

create function performance.release_grades(p_cycle uuid, p_version bigint, p_who jsonb) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    caller record;
    present performance.review_cycles;
    missing bigint;
    unprepared bigint;
    told bigint;
begin
    select c.org_id, c.employee_id into caller from app.caller c where 'performance.release' = any (c.permissions);
    if caller.org_id is null then
        raise exception using errcode = 'RH030', message = 'this takes performance.release';
    end if;
    select * into present from performance.review_cycles x where x.org_id = caller.org_id and x.id = p_cycle for update;
    if not found then
        raise exception using errcode = 'RH032', message = 'no such review cycle';
    end if;
    if present.row_version is distinct from p_version then
        return null;   -- somebody else was first
    end if;
    if present.state <> (case when present.calibrate then 'calibration' else 'active' end) then
        raise exception using errcode = 'RH031', message = 'grades are released of an active review cycle, or, where they are compared before, of one in calibration';
    end if;
    if exists (select from performance.calibration_sessions s where s.org_id = caller.org_id and s.cycle_id = p_cycle and s.state = 'open') then
        raise exception using errcode = 'RH031', message = 'a session of this review cycle is still open', hint = 'Lock it first.';
    end if;
    if present.release_mode <> 'by_group' and p_who <> '{}' then
        raise exception using errcode = 'RH031', message = 'the grades of this review cycle are released to everybody at once', hint = 'Choose nobody in particular.';
    end if;
    -- looked up once: nobody joins or leaves between the counting and the telling
    with chosen as materialized (
        select t.participant_id, t.subject_id, t.review_id, case when present.calibrate then t.confirmed_id else t.proposed_id end as level_id,
               present.calibrate and present.preview_days > 0 and (t.previewed_on + present.preview_days > app.today()) is not false as unprepared
          from performance.to_be_told(caller.org_id, caller.employee_id, p_cycle, p_who) t
    ), written as (
        insert into performance.released_grades (org_id, id, participant_id, subject_id, level_id, review_id)
        select caller.org_id, app.uuid_v7(), c.participant_id, c.subject_id, c.level_id, c.review_id from chosen c where c.level_id is not null
    )
    select count(*) filter (where c.level_id is null), count(*) filter (where c.unprepared), count(*) into missing, unprepared, told from chosen c;
    if missing > 0 then
        raise exception using errcode = 'RH038',
            message = format('%s of %s participants lack a submitted manager review with a grade, or one that is settled on where grades are compared', missing, told),
            hint = 'Nobody is told before everybody who is chosen can be; leave out whom there will be no grade for.';
    end if;
    if unprepared > 0 then
        raise exception using errcode = 'RH038',
            message = format('the grades of %s of %s participants have not been shown to whoever decides about them for the days that the cycle says', unprepared, told);
    end if;
    if told = 0 then
        raise exception using errcode = 'RH038', message = 'there is nobody left whose grade you could release';
    end if;
    if not exists (select from performance.cycle_participants x
                    where x.org_id = caller.org_id and x.cycle_id = p_cycle
                      and not exists (select from performance.participant_exclusions n where n.org_id = x.org_id and n.participant_id = x.id)
                      and not exists (select from performance.released_grades d where d.org_id = x.org_id and d.participant_id = x.id)) then
        update performance.review_cycles x set state = 'released' where x.org_id = caller.org_id and x.id = p_cycle;
    end if;
    return told;
end $$;
comment on function performance.release_grades(uuid, bigint, jsonb) is 'NA-16, R4, R8, R10: everybody whom each given choice names is told the grade that their submitted manager review proposes, in a calibrated cycle the one that was settled on, but for the caller; or nobody is. With the last one active or calibration -> released. Returns how many, null if the cycle is another by now. RH030, RH031, RH032, RH038, RH050, 23503.';
alter function performance.release_grades(uuid, bigint, jsonb) owner to app_transition;

grant execute on function performance.release_grades(uuid, bigint, jsonb) to app_api;
