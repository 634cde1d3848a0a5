-- The grade that the author of a manager review proposes. They read it for good; whoever manages cycles reads those about everybody but
-- themselves (R4). Nobody else does, whoever the subject reports to, and the subject not even once a grade is released (R8).

alter table performance.proposed_grades enable row level security;
alter table performance.proposed_grades force row level security;

create policy tenant on performance.proposed_grades as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on performance.proposed_grades is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_own on performance.proposed_grades for select to app_api
    using ((org_id, author_id) = (select c.org_id, c.employee_id from app.caller c));
comment on policy read_own on performance.proposed_grades is 'NA-16: what the caller proposed, in every state.';
create policy read_others on performance.proposed_grades for select to app_api
    using (not withheld
           and app.concerns_another((select array[c.org_id, c.employee_id] from app.caller c where 'performance.cycles.manage' = any (c.permissions)), org_id, subject_id));
comment on policy read_others on performance.proposed_grades is 'NA-16, R4: whoever manages cycles, about everybody but themselves.';
create policy keep on performance.proposed_grades for all to app_transition using (assignment_id is not null) with check (assignment_id is not null);
comment on policy keep on performance.proposed_grades is 'NA-16: the functions of the module, inside the floor.';

grant select on performance.proposed_grades to app_api;
grant select, insert (org_id, assignment_id, participant_id, subject_id, author_id, level_id, rationale), update (level_id, rationale, withheld)
    on performance.proposed_grades to app_transition;
-- NOTE: no write for any login, and no DELETE for anyone: another grade is another version.

call app.guard('performance.proposed_grades');
call audit.watch('performance.proposed_grades', 'proposed_grade', p_id => 'assignment_id');

create function performance.propose_grade(p_assignment uuid, p_version bigint, p_level uuid, p_rationale text) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    own constant record := performance.lock_own_review(p_assignment);
    version bigint;
begin
    if own.kind <> 'manager' then
        raise exception using errcode = 'RH039', message = 'nobody proposes their own grade';
    end if;
    if own.cycle not in ('active', 'calibration') or own.state in ('reassigned', 'withdrawn') then
        raise exception using errcode = 'RH031', message = 'no grade is proposed here any more: the review is handed over or withdrawn, or its cycle is over';
    end if;
    if own.cycle = 'calibration' and own.state = 'submitted'
       and exists (select from performance.proposed_grades g where g.org_id = own.org and g.assignment_id = p_assignment) then
        raise exception using errcode = 'RH031', message = 'the grades of this review cycle are being compared: what is proposed beside a submitted review does not change any more';
    end if;
    if not exists (select from performance.rating_levels l where l.org_id = own.org and l.scale_id = own.scale and l.id = p_level) then
        raise exception using errcode = '23503', message = 'no such level of the scale of this cycle';
    end if;
    if p_version = 0 then
        insert into performance.proposed_grades (org_id, assignment_id, participant_id, subject_id, author_id, level_id, rationale)
        values (own.org, p_assignment, own.part, own.subject, own.author, p_level, p_rationale)
            on conflict (org_id, assignment_id) do nothing
        returning row_version into version;
    else
        update performance.proposed_grades g set level_id = p_level, rationale = p_rationale
         where g.org_id = own.org and g.assignment_id = p_assignment and g.row_version = p_version
        returning g.row_version into version;
    end if;
    return version;   -- null: another tab was first
end $$;
comment on function performance.propose_grade(uuid, bigint, uuid, text) is 'NA-16, R4: a level of the cycle''s scale, by the author of a manager review, also once that is submitted, until it is compared or released; version 0 where there is none yet. Returns row_version, null if it is another by now. RH031, RH032, RH039, 23503.';
alter function performance.propose_grade(uuid, bigint, uuid, text) owner to app_transition;

grant execute on function performance.propose_grade(uuid, bigint, uuid, text) to app_api;
