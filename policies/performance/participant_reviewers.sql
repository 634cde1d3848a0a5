-- Who decides about a participant, and from where they came. Whoever manages cycles sees those of everybody but themselves; once the cycle
-- is under way managers see those of their reports, and reviewers of whom they decide about. The participant never does (R4, R8).

alter table performance.participant_reviewers enable row level security;
alter table performance.participant_reviewers force row level security;

-- Participants of cycles under way or released whom the caller decides about and whose self review they may read now.
create function performance.deciding() returns table (org_id uuid, participant_id uuid)
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select r.org_id, r.participant_id
          from app.caller c
          join performance.participant_reviewers r on r.org_id = c.org_id and r.reviewer_id = c.employee_id
          join performance.cycle_participants x on x.org_id = r.org_id and x.id = r.participant_id
          join performance.review_cycles y on y.org_id = x.org_id and y.id = x.cycle_id and y.state in ('active', 'calibration', 'released', 'closed')
          left join performance.review_assignments a
                 on a.org_id = r.org_id and a.participant_id = r.participant_id and a.kind = 'manager' and a.author_id = r.reviewer_id and a.state = 'submitted'
         where not y.blind_self or a.id is not null;
end $$;
comment on function performance.deciding() is 'R7: participants of cycles under way or released whom the caller decides about; of a blind cycle those whose review the caller has submitted.';
alter function performance.deciding() owner to app_kernel;
grant execute on function performance.deciding() to app_api;

create policy tenant on performance.participant_reviewers as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on performance.participant_reviewers is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_others on performance.participant_reviewers for select to app_api
    using (app.concerns_another((select array[c.org_id, c.employee_id] from app.caller c where 'performance.cycles.manage' = any (c.permissions)), org_id, employee_id));
comment on policy read_others on performance.participant_reviewers is 'NA-14, R4: whoever manages cycles, of everybody but themselves.';
create policy read_part on performance.participant_reviewers for select to app_api
    using ((org_id, participant_id) in (select p.org_id, p.participant_id from performance.taking_part() p where not p.about_oneself));
comment on policy read_part on performance.participant_reviewers is 'R2: those of one''s reports and of whom one decides about, while the cycle is under way.';
create policy keep on performance.participant_reviewers for all to app_transition using (participant_id is not null) with check (participant_id is not null);
comment on policy keep on performance.participant_reviewers is 'NA-14: the functions of the module, inside the floor.';
create policy walk on performance.participant_reviewers for select to app_kernel using (participant_id is not null);
comment on policy walk on performance.participant_reviewers is 'performance.taking_part(), inside the floor.';

grant select on performance.participant_reviewers to app_api;
grant select (org_id, participant_id, employee_id, reviewer_id) on performance.participant_reviewers to app_kernel;
grant select, insert (org_id, participant_id, employee_id), delete,
      update (reviewer_id, manager_at_start, department_at_start, position_at_start)
    on performance.participant_reviewers to app_transition;
-- NOTE: no write for any login: who decides about whom is said by performance.set_reviewer and activate_cycle alone.

call app.guard('performance.participant_reviewers');
call audit.watch('performance.participant_reviewers', 'participant_reviewer', p_id => 'participant_id');

create function performance.set_reviewer(p_participant uuid, p_reviewer uuid) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    present constant performance.review_cycles := performance.lock_part(p_participant);
    org constant uuid := present.org_id;
    handed_over uuid;
    version bigint;
begin
    if present.state in ('released', 'closed', 'cancelled')
       or exists (select from performance.released_grades g where g.org_id = org and g.participant_id = p_participant)
       or exists (select from performance.participant_exclusions n where n.org_id = org and n.participant_id = p_participant) then
        raise exception using errcode = 'RH031', message = 'nobody decides about them any more: their grade is released, they are left out, or the cycle is cancelled';
    end if;
    if p_reviewer is null and present.state <> 'draft' then
        raise exception using errcode = 'RH038', message = 'this review cycle is under way: somebody has to decide about each participant';
    end if;
    if p_reviewer is not null and not exists (select from people.employees e where e.org_id = org and e.id = p_reviewer and e.state = 'active') then
        raise exception using errcode = '23503', message = 'no such employee';
    end if;
    if exists (select from performance.cycle_participants x where x.org_id = org and x.id = p_participant and x.employee_id = p_reviewer) then
        raise exception using errcode = 'RH039', message = 'nobody decides about their own review';
    end if;
    update performance.participant_reviewers r set reviewer_id = p_reviewer where r.org_id = org and r.participant_id = p_participant
    returning r.row_version into version;
    if present.state <> 'draft' then
        -- what was submitted stands; what is being written stays with who began it, and the new reviewer writes their own (R17)
        update performance.review_assignments a set state = 'reassigned'
         where a.org_id = org and a.participant_id = p_participant and a.kind = 'manager' and a.author_id <> p_reviewer
           and a.state in ('assigned', 'draft', 'reopened')
        returning a.id into handed_over;
        if handed_over is not null then
            insert into performance.review_assignments (org_id, id, participant_id, subject_id, author_id, kind, replaces_id)
            select org, app.uuid_v7(), x.id, x.employee_id, p_reviewer, 'manager', handed_over
              from performance.cycle_participants x where x.org_id = org and x.id = p_participant
                on conflict (org_id, participant_id, kind, author_id) do update   -- theirs from before comes back as it was
                   set state = performance.as_it_was_left(org, review_assignments.id);
        end if;
    end if;
    return version;
end $$;
comment on function performance.set_reviewer(uuid, uuid) is 'NA-14, R17: who decides about a participant; null in a draft leaves it to whoever manages them when it is activated. In an active cycle a review not yet submitted goes to them too, its text stays with whoever typed it. RH030, RH031, RH032, RH038, RH039, 23503.';
alter function performance.set_reviewer(uuid, uuid) owner to app_transition;
grant execute on function performance.set_reviewer(uuid, uuid) to app_api;
