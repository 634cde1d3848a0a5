-- That somebody has read the grade that they were told, and what they answer to it. Theirs to say, once; for themselves, for whoever answers
-- for them, and for whoever manages cycles.

alter table performance.grade_acknowledgements enable row level security;
alter table performance.grade_acknowledgements force row level security;

create policy tenant on performance.grade_acknowledgements as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on performance.grade_acknowledgements is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_all on performance.grade_acknowledgements for select to app_api
    using (org_id = (select c.org_id from app.caller c where 'performance.cycles.manage' = any (c.permissions)));
comment on policy read_all on performance.grade_acknowledgements is '5C: whoever manages cycles.';
create policy read_own on performance.grade_acknowledgements for select to app_api
    using ((org_id, subject_id) = (select c.org_id, c.employee_id from app.caller c));
comment on policy read_own on performance.grade_acknowledgements is 'R1: the caller''s own.';
create policy of_people on performance.grade_acknowledgements for select to app_api
    using ((org_id, participant_id) in (select p.org_id, p.participant_id from performance.taking_part() p where not p.about_oneself));
comment on policy of_people on performance.grade_acknowledgements is 'R2: those of one''s reports, and of whom one decides about.';
create policy keep on performance.grade_acknowledgements for all to app_transition using (grade_id is not null) with check (grade_id is not null);
comment on policy keep on performance.grade_acknowledgements is '5C: performance.acknowledge_grade, inside the floor.';

grant select on performance.grade_acknowledgements to app_api;
grant select, insert (org_id, grade_id, participant_id, subject_id, response), update (response) on performance.grade_acknowledgements to app_transition;
-- NOTE: no write for any login, and no DELETE for anyone: an answer is given once.

call app.guard('performance.grade_acknowledgements');
call audit.watch('performance.grade_acknowledgements', 'grade_acknowledgement', p_id => 'grade_id');

create function performance.acknowledge_grade(p_grade uuid, p_response text) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    caller record;
    told performance.released_grades;
    cycle text;
    version bigint;
begin
    select c.org_id, c.employee_id, 'performance.cycles.manage' = any (c.permissions) as sees_all into caller from app.caller c;
    select g.* into told from performance.released_grades g where g.org_id = caller.org_id and g.id = p_grade;
    if told.subject_id is distinct from caller.employee_id or told.id is null then
        if told.id is not null and (caller.sees_all or told.participant_id in (select p.participant_id from performance.taking_part() p)) then
            raise exception using errcode = 'RH030', message = 'a grade is acknowledged by whoever was told it';
        end if;
        raise exception using errcode = 'RH032', message = 'no such grade';
    end if;
    -- whoever corrects or closes at the same moment comes after this, or this after them
    select y.state into cycle
      from performance.review_cycles y
      join performance.cycle_participants x on x.org_id = y.org_id and x.cycle_id = y.id
     where y.org_id = told.org_id and x.id = told.participant_id
       for share of y;
    if cycle = 'closed' then
        raise exception using errcode = 'RH031', message = 'this review cycle is closed: nothing is answered any more';
    end if;
    if exists (select from performance.released_grades g where g.org_id = told.org_id and g.supersedes_id = p_grade) then
        raise exception using errcode = 'RH031', message = 'this grade has been corrected', hint = 'Acknowledge the version that counts.';
    end if;
    insert into performance.grade_acknowledgements as a (org_id, grade_id, participant_id, subject_id, response)
    values (told.org_id, p_grade, told.participant_id, told.subject_id, p_response)
        on conflict (org_id, grade_id) do update set response = excluded.response where a.response is null and excluded.response is not null
    returning a.row_version into version;
    if version is null then
        raise exception using errcode = 'RH031', message = 'this grade is acknowledged already, or answered';
    end if;
    return version;
end $$;
comment on function performance.acknowledge_grade(uuid, text) is '5C, R1: its subject has read what they were told, and answers it or not; an answer may follow, and stays. Returns row_version. RH030, RH031, RH032, 23514.';
alter function performance.acknowledge_grade(uuid, text) owner to app_transition;

grant execute on function performance.acknowledge_grade(uuid, text) to app_api;
