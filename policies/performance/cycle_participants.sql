-- That somebody takes part in a cycle. Admins and hr see everybody's part; once the cycle is under way each sees their own, managers those
-- of their reports, reviewers those whom they decide about. Nothing here tells how far anybody's review has come (R8).

alter table performance.cycle_participants enable row level security;
alter table performance.cycle_participants force row level security;

-- The caller's own parts, and those of the people they decide about or who report to them today, in cycles under way or released.
create function performance.taking_part() returns table (org_id uuid, cycle_id uuid, participant_id uuid, about_oneself boolean)
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        -- three look-ups by index rather than everybody who takes part in anything; in plpgsql, whose plan a session keeps
        select p.org_id, p.cycle_id, p.participant_id, p.about_oneself
          from (select x.org_id, x.cycle_id, x.id, true
                  from app.caller c
                  join performance.cycle_participants x on x.org_id = c.org_id and x.employee_id = c.employee_id
                 union all
                select x.org_id, x.cycle_id, x.id, false
                  from app.caller c
                  join performance.participant_reviewers r on r.org_id = c.org_id and r.reviewer_id = c.employee_id
                  join performance.cycle_participants x on x.org_id = r.org_id and x.id = r.participant_id
                 union all
                select x.org_id, x.cycle_id, x.id, false
                  from app.reports() m
                  join performance.cycle_participants x on x.org_id = m.org_id and x.employee_id = m.employee_id) p (org_id, cycle_id, participant_id, about_oneself)
          join performance.review_cycles y on y.org_id = p.org_id and y.id = p.cycle_id and y.state in ('active', 'calibration', 'released', 'closed');
end $$;
comment on function performance.taking_part() is 'R2, R4: participants of cycles under way or released who are the caller, report to the caller today, or are decided about by the caller.';
alter function performance.taking_part() owner to app_kernel;
grant execute on function performance.taking_part() to app_api, app_transition;

create policy tenant on performance.cycle_participants as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on performance.cycle_participants is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_all on performance.cycle_participants for select to app_api
    using (org_id = (select c.org_id from app.caller c where c.role = 'admin' or 'performance.cycles.manage' = any (c.permissions)));
comment on policy read_all on performance.cycle_participants is 'NA-14: admins and whoever manages cycles see who takes part.';
create policy read_part on performance.cycle_participants for select to app_api
    using ((org_id, id) in (select p.org_id, p.participant_id from performance.taking_part() p));
comment on policy read_part on performance.cycle_participants is 'R1, R2: one''s own part, those of one''s reports, and of whom one decides about, while the cycle is under way.';
create policy keep on performance.cycle_participants for all to app_transition using (id is not null) with check (id is not null);
comment on policy keep on performance.cycle_participants is 'NA-14: the functions of the module, inside the floor.';
create policy walk on performance.cycle_participants for select to app_kernel using (id is not null);
comment on policy walk on performance.cycle_participants is 'performance.taking_part(), inside the floor.';

grant select on performance.cycle_participants to app_api;
grant select (org_id, id, cycle_id, employee_id) on performance.cycle_participants to app_kernel;
grant select, insert (org_id, id, cycle_id, employee_id), delete on performance.cycle_participants to app_transition;
-- NOTE: no UPDATE for anyone: a part in another cycle, or somebody else's, is another row.

call app.guard('performance.cycle_participants');
call audit.watch('performance.cycle_participants', 'cycle_participant');

-- Everybody whom each given choice names; none of them, everybody.
create function performance.chosen_employees(p_org uuid, p_who jsonb) returns setof uuid
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    unknown constant text := (select k from jsonb_object_keys(p_who) k where k not in ('employee_ids', 'department_ids', 'site_ids', 'hired_until') limit 1);
    wanted record;
begin
    if unknown is not null then
        raise exception using errcode = 'RH050', message = format('"%s" chooses nobody', left(unknown, 60)),
            hint = 'Choose by employee_ids, department_ids, site_ids and hired_until.';
    end if;
    select * into wanted from jsonb_to_record(p_who) as w (employee_ids uuid[], department_ids uuid[], site_ids uuid[], hired_until date);
    if exists (select from unnest(wanted.employee_ids) i where not exists (select from people.employees e where e.org_id = p_org and e.id = i)) then
        raise exception using errcode = '23503', message = 'no such employee';
    end if;
    if exists (select from unnest(wanted.department_ids) i where not exists (select from people.departments d where d.org_id = p_org and d.id = i))
       or exists (select from unnest(wanted.site_ids) i where not exists (select from people.sites s where s.org_id = p_org and s.id = i)) then
        raise exception using errcode = '23503', message = 'no such department or site';
    end if;
    return query
        with recursive below as (   -- a department with those below it
            select d.id from unnest(wanted.department_ids) d (id)
            union
            select d.id from below b join people.departments d on d.org_id = p_org and d.parent_id = b.id
        )
        select e.id
          from people.employees e
          left join people.employment_records r on r.org_id = e.org_id and r.employee_id = e.id
         where e.org_id = p_org
           and (wanted.employee_ids is null or e.id = any (wanted.employee_ids))
           and (wanted.department_ids is null or e.department_id in (select b.id from below b))
           and (wanted.site_ids is null or e.site_id = any (wanted.site_ids))
           and (wanted.hired_until is null or r.hired_on <= wanted.hired_until);
end $$;
comment on function performance.chosen_employees(uuid, jsonb) is 'NA-14: whom employees, departments, sites and a last day of hiring name together. RH050, 23503.';
alter function performance.chosen_employees(uuid, jsonb) owner to app_transition;

create function performance.add_participants(p_cycle uuid, p_who jsonb) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    present constant performance.review_cycles := performance.lock_cycle(p_cycle);
    org constant uuid := present.org_id;
    added bigint;
begin
    if present.state <> 'draft' then
        raise exception using errcode = 'RH031', message = 'this review cycle is no draft any more: who takes part was settled when it was activated';
    end if;
    if exists (select from jsonb_to_record(p_who) as w (employee_ids uuid[])
                 join people.employees e on e.org_id = org and e.id = any (w.employee_ids) and e.state <> 'active') then
        raise exception using errcode = '23503', message = 'no such employee';
    end if;
    with chosen as (
        insert into performance.cycle_participants (org_id, id, cycle_id, employee_id)
        select org, app.uuid_v7(), p_cycle, e.id
          from performance.chosen_employees(org, p_who) w
          join people.employees e on e.org_id = org and e.id = w and e.state = 'active'
            on conflict (org_id, cycle_id, employee_id) do nothing
        returning id, employee_id
    )
    insert into performance.participant_reviewers (org_id, participant_id, employee_id) select org, c.id, c.employee_id from chosen c;
    get diagnostics added = row_count;
    return added;
end $$;
comment on function performance.add_participants(uuid, jsonb) is 'NA-14: everybody active whom each given choice names, whoever takes part already left as they are; returns how many are new. RH030, RH031, RH032, RH050, 23503.';
alter function performance.add_participants(uuid, jsonb) owner to app_transition;

-- Whoever manages cycles is an employee too: what is decided about their own part is another's to decide (R4).
create function performance.lock_part(p_participant uuid) returns performance.review_cycles
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    org constant uuid := performance.managing_org();
    part record;
begin
    select x.cycle_id, x.employee_id into part from performance.cycle_participants x where x.org_id = org and x.id = p_participant;
    if exists (select from app.caller c where c.employee_id = part.employee_id) then
        raise exception using errcode = 'RH039', message = 'nobody decides about their own review', hint = 'Another person of hr does.';
    end if;
    return performance.lock_cycle(part.cycle_id);
end $$;
comment on function performance.lock_part(uuid) is 'R4: the cycle of a participant other than the caller, locked; RH032 without such a participant, as without a cycle. RH030, RH039.';
alter function performance.lock_part(uuid) owner to app_transition;

create function performance.remove_participant(p_participant uuid) returns uuid
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    present constant performance.review_cycles := performance.lock_part(p_participant);
    removed uuid;
begin
    if present.state <> 'draft' then
        raise exception using errcode = 'RH031', message = 'this review cycle is no draft any more: who takes part was settled when it was activated';
    end if;
    delete from performance.participant_reviewers r where r.org_id = present.org_id and r.participant_id = p_participant;
    delete from performance.cycle_participants x where x.org_id = present.org_id and x.id = p_participant returning x.id into removed;
    return removed;
end $$;
comment on function performance.remove_participant(uuid) is 'NA-14, R4: somebody takes no part in a draft after all; nobody says so of themselves. Null if somebody else removed them first. RH030, RH031, RH032, RH039.';
alter function performance.remove_participant(uuid) owner to app_transition;

grant execute on function performance.add_participants(uuid, jsonb), performance.remove_participant(uuid) to app_api;
grant select (org_id, id, parent_id) on people.departments to app_transition;
