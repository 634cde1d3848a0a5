-- Who is left out of a cycle under way after all. Why is for whoever manages cycles, about everybody but themselves (R4); their managers and
-- reviewers find the reviews withdrawn, and the participant theirs.

alter table performance.participant_exclusions enable row level security;
alter table performance.participant_exclusions force row level security;

create policy tenant on performance.participant_exclusions as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on performance.participant_exclusions is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_others on performance.participant_exclusions for select to app_api
    using (app.concerns_another((select array[c.org_id, c.employee_id] from app.caller c where 'performance.cycles.manage' = any (c.permissions)), org_id, employee_id));
comment on policy read_others on performance.participant_exclusions is 'NA-14, R4: whoever manages cycles, of everybody but themselves.';
create policy keep on performance.participant_exclusions for all to app_transition using (participant_id is not null) with check (participant_id is not null);
comment on policy keep on performance.participant_exclusions is 'NA-14: the functions of the module, inside the floor.';

grant select on performance.participant_exclusions to app_api;
grant select, insert (org_id, participant_id, employee_id, reason), update (reason), delete on performance.participant_exclusions to app_transition;
-- NOTE: no write for any login: who is left out is said by performance.exclude_participant and include_participant alone.

call app.guard('performance.participant_exclusions');
call audit.watch('performance.participant_exclusions', 'participant_exclusion', p_id => 'participant_id');

-- How far a review was when it was taken away from its author: what they had submitted or typed is still there.
create function performance.as_it_was_left(p_org uuid, p_assignment uuid) returns text
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return case when exists (select from performance.reviews v where v.org_id = p_org and v.assignment_id = p_assignment) then 'reopened'
                when exists (select from performance.review_drafts d where d.org_id = p_org and d.assignment_id = p_assignment) then 'draft'
                else 'assigned' end;
end $$;
comment on function performance.as_it_was_left(uuid, uuid) is 'R17: the state in which a review that was handed over or withdrawn comes back to its author.';
alter function performance.as_it_was_left(uuid, uuid) owner to app_transition;

create function performance.exclude_participant(p_participant uuid, p_reason text) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    present constant performance.review_cycles := performance.lock_part(p_participant);
    version bigint;
begin
    if present.state not in ('active', 'calibration') or exists (select from performance.released_grades g where g.org_id = present.org_id and g.participant_id = p_participant) then
        raise exception using errcode = 'RH031', message = 'only of a review cycle under way somebody is left out, until they are told their grade',
            hint = 'Of a draft they are removed.';
    end if;
    insert into performance.participant_exclusions (org_id, participant_id, employee_id, reason)
    select x.org_id, x.id, x.employee_id, p_reason from performance.cycle_participants x where x.org_id = present.org_id and x.id = p_participant
        on conflict (org_id, participant_id) do update set reason = excluded.reason
    returning row_version into version;
    -- what was submitted stands; what was typed stays with who typed it
    update performance.review_assignments a set state = 'withdrawn'
     where a.org_id = present.org_id and a.participant_id = p_participant and a.state in ('assigned', 'draft', 'reopened');
    return version;
end $$;
comment on function performance.exclude_participant(uuid, text) is 'NA-14, R4: somebody is left out of a cycle under way, or for another reason than was said; nobody says so of themselves. What is not submitted is written no further. Returns row_version. RH030, RH031, RH032, RH039; 23514 without a reason.';
alter function performance.exclude_participant(uuid, text) owner to app_transition;

create function performance.include_participant(p_participant uuid) returns uuid
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    present constant performance.review_cycles := performance.lock_part(p_participant);
    included uuid;
begin
    if present.state not in ('active', 'calibration') then
        raise exception using errcode = 'RH031', message = 'only into a review cycle under way somebody is taken back';
    end if;
    delete from performance.participant_exclusions e where e.org_id = present.org_id and e.participant_id = p_participant returning e.participant_id into included;
    update performance.review_assignments a set state = performance.as_it_was_left(a.org_id, a.id)
     where a.org_id = present.org_id and a.participant_id = p_participant and a.state = 'withdrawn';
    return included;
end $$;
comment on function performance.include_participant(uuid) is 'NA-14, R4: somebody who was left out takes part again, their reviews as they were left. Null if they were not left out. RH030, RH031, RH032, RH039.';
alter function performance.include_participant(uuid) owner to app_transition;

grant execute on function performance.exclude_participant(uuid, text), performance.include_participant(uuid) to app_api;
