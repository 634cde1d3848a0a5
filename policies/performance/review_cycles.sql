-- Review cycles. Whoever manages cycles (hr) draws them up, activates and cancels them; an admin may draw one up. Admins and hr see all of
-- them, managers every one under way, everybody else those that they take part in. What an active cycle asks of people does not change:
-- of its fields only the dates may still be moved.

alter table performance.review_cycles enable row level security;
alter table performance.review_cycles force row level security;

create policy tenant on performance.review_cycles as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on performance.review_cycles is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_all on performance.review_cycles for select to app_api
    using (org_id = (select c.org_id from app.caller c where c.role = 'admin' or 'performance.cycles.manage' = any (c.permissions)));
comment on policy read_all on performance.review_cycles is 'NA-14: admins and whoever manages cycles, in every state.';
create policy read_active on performance.review_cycles for select to app_api
    using (state in ('active', 'calibration', 'released', 'closed')
           and (org_id = (select c.org_id from app.caller c where c.role = 'manager')
                or (org_id, id) in (select p.org_id, p.cycle_id from performance.taking_part() p)));
comment on policy read_active on performance.review_cycles is 'NA-14: what is under way, released or closed, for managers, and for everybody who has a part in it.';
create policy keep on performance.review_cycles for all to app_transition using (id is not null) with check (id is not null);
comment on policy keep on performance.review_cycles is 'NA-14: the functions of the module, inside the floor.';
create policy walk on performance.review_cycles for select to app_kernel using (id is not null);
comment on policy walk on performance.review_cycles is 'performance.taking_part(), inside the floor.';

grant select on performance.review_cycles to app_api;
grant select (org_id, id, state, blind_self) on performance.review_cycles to app_kernel;
grant select, delete,
      insert (org_id, id, name, kind, first_day, last_day, template_id, scale_id, calibrate, blind_self, peer_mode, peer_min, nomination_mode, release_mode,
              preview_days, self_due, peer_due, manager_due),
      update (name, kind, first_day, last_day, template_id, scale_id, calibrate, blind_self, peer_mode, peer_min, nomination_mode, release_mode, preview_days,
              self_due, peer_due, manager_due, state, cancel_reason)
    on performance.review_cycles to app_transition;
-- NOTE: no write for any login: state moves by the functions below alone.

call app.guard('performance.review_cycles');
call audit.watch('performance.review_cycles', 'review_cycle');

-- Locked, so that whoever adds people, activates or cancels at the same moment comes after the other.
create function performance.lock_cycle(p_cycle uuid) returns performance.review_cycles
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    org constant uuid := performance.managing_org();
    present performance.review_cycles;
begin
    select * into present from performance.review_cycles x where x.org_id = org and x.id = p_cycle for update;
    if not found then
        raise exception using errcode = 'RH032', message = 'no such review cycle';
    end if;
    return present;
end $$;
comment on function performance.lock_cycle(uuid) is 'NA-14: a review cycle that is about to change, locked. RH030, RH032.';
alter function performance.lock_cycle(uuid) owner to app_transition;

create function performance.cycle_fields() returns text[]
    language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
    select array['name', 'kind', 'first_day', 'last_day', 'template_id', 'scale_id', 'calibrate', 'blind_self', 'peer_mode', 'peer_min',
                 'nomination_mode', 'release_mode', 'preview_days', 'self_due', 'peer_due', 'manager_due']
$$;
comment on function performance.cycle_fields() is 'NA-14: what is said of a cycle while it is a draft.';
grant execute on function performance.cycle_fields() to app_transition;

create function performance.open_cycle(p_cycle uuid, p_fields jsonb) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    org constant uuid := (select c.org_id from app.caller c where c.role = 'admin' or 'performance.cycles.manage' = any (c.permissions));
    unknown constant text := (select k from jsonb_object_keys(p_fields) k where k <> all (performance.cycle_fields()) limit 1);
    drawn performance.review_cycles;
    version bigint;
begin
    if org is null then
        raise exception using errcode = 'RH030', message = 'this takes performance.cycles.manage, or the role admin';
    end if;
    if unknown is not null then
        raise exception using errcode = 'RH050', message = format('"%s" is no field of a review cycle', left(unknown, 60));
    end if;
    -- what is not said of a new one
    drawn := jsonb_populate_record(null::performance.review_cycles, jsonb_build_object(
        'calibrate', true, 'blind_self', false, 'peer_mode', 'manager_sees', 'peer_min', 3, 'nomination_mode', 'employee_then_manager', 'release_mode', 'all',
        'preview_days', 0) || p_fields);
    insert into performance.review_cycles (org_id, id, name, kind, first_day, last_day, template_id, scale_id, calibrate, blind_self, peer_mode, peer_min,
                                           nomination_mode, release_mode, preview_days, self_due, peer_due, manager_due)
    values (org, p_cycle, drawn.name, drawn.kind, drawn.first_day, drawn.last_day, drawn.template_id, drawn.scale_id, drawn.calibrate, drawn.blind_self,
            drawn.peer_mode, drawn.peer_min, drawn.nomination_mode, drawn.release_mode, drawn.preview_days, drawn.self_due, drawn.peer_due, drawn.manager_due)
    returning row_version into version;
    return version;
end $$;
comment on function performance.open_cycle(uuid, jsonb) is 'NA-14: a new draft, by whoever manages cycles or an admin. Returns row_version. RH030, RH050, 23503.';
alter function performance.open_cycle(uuid, jsonb) owner to app_transition;

create function performance.keep_cycle(p_cycle uuid, p_version bigint, p_changes jsonb) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    present constant performance.review_cycles := performance.lock_cycle(p_cycle);
    unknown constant text := (select k from jsonb_object_keys(p_changes) k where k <> all (performance.cycle_fields()) limit 1);
    fixed constant text := (select k from jsonb_object_keys(p_changes) k where k not in ('self_due', 'peer_due', 'manager_due') limit 1);
    next performance.review_cycles;
    version bigint;
begin
    if unknown is not null then
        raise exception using errcode = 'RH050', message = format('"%s" is no field of a review cycle', left(unknown, 60));
    end if;
    if present.row_version is distinct from p_version then
        return null;   -- somebody else was first
    end if;
    if present.state in ('released', 'closed', 'cancelled') then
        raise exception using errcode = 'RH031', message = 'this review cycle is over: nothing about it changes any more';
    end if;
    if present.state in ('active', 'calibration') and fixed is not null then
        raise exception using errcode = 'RH031', message = format('this review cycle is under way: %s does not change any more', fixed),
            hint = 'The days on which reviews are due can still be moved.';
    end if;
    if present.state in ('active', 'calibration')
       and (p_changes @> '{"manager_due": null}' or p_changes @> '{"self_due": null}' and present.self_due is not null
            or p_changes @> '{"peer_due": null}' and present.peer_due is not null) then
        raise exception using errcode = 'RH038', message = 'this review cycle is under way: a day on which reviews are due can be moved and not taken away';
    end if;
    next := jsonb_populate_record(present, p_changes);   -- a merge patch: an absent field stays, null clears
    update performance.review_cycles x
       set name = next.name, kind = next.kind, first_day = next.first_day, last_day = next.last_day, template_id = next.template_id, scale_id = next.scale_id,
           calibrate = next.calibrate, blind_self = next.blind_self, peer_mode = next.peer_mode, peer_min = next.peer_min,
           nomination_mode = next.nomination_mode, release_mode = next.release_mode, preview_days = next.preview_days, self_due = next.self_due,
           peer_due = next.peer_due, manager_due = next.manager_due
     where x.org_id = present.org_id and x.id = p_cycle
    returning x.row_version into version;
    return version;
end $$;
comment on function performance.keep_cycle(uuid, bigint, jsonb) is 'NA-14: a merge patch of a draft, or of the days of a cycle under way. Returns row_version, null if it is another by now. RH030, RH031, RH032, RH038, RH050, 23503.';
alter function performance.keep_cycle(uuid, bigint, jsonb) owner to app_transition;

create function performance.remove_cycle(p_cycle uuid, p_version bigint) returns uuid
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    present constant performance.review_cycles := performance.lock_cycle(p_cycle);
begin
    if present.row_version is distinct from p_version then
        return null;   -- somebody else was first
    end if;
    if present.state <> 'draft' then
        raise exception using errcode = 'RH031', message = 'this review cycle is no draft any more: only a draft is removed', hint = 'Cancel it.';
    end if;
    -- the drafts of goals among them are nobody's business here: that there is one is all that is told
    if exists (select from performance.goals x where x.org_id = present.org_id and x.cycle_id = p_cycle) then
        raise exception using errcode = 'RH031', message = 'goals are linked to this review cycle', hint = 'Cancel it.';
    end if;
    delete from performance.participant_reviewers r
     using performance.cycle_participants x
     where x.org_id = present.org_id and x.cycle_id = p_cycle and r.org_id = x.org_id and r.participant_id = x.id;
    delete from performance.cycle_participants x where x.org_id = present.org_id and x.cycle_id = p_cycle;
    delete from performance.review_cycles x where x.org_id = present.org_id and x.id = p_cycle;
    return p_cycle;
end $$;
comment on function performance.remove_cycle(uuid, bigint) is 'NA-14: a draft, with its participants; null if its version is another by now. RH030, RH031, RH032.';
alter function performance.remove_cycle(uuid, bigint) owner to app_transition;

create function performance.activate_cycle(p_cycle uuid, p_version bigint) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    present constant performance.review_cycles := performance.lock_cycle(p_cycle);
    org constant uuid := present.org_id;
    today constant date := app.today();
    asked text[];
    missing text[] := '{}';
    people bigint;
    without bigint;
    version bigint;
begin
    if present.row_version is distinct from p_version then
        return null;   -- somebody else was first
    end if;
    if present.state <> 'draft' then
        raise exception using errcode = 'RH031', message = 'this review cycle is no draft any more: it is activated once';
    end if;
    -- shared locks: neither is withdrawn before the cycle stands
    perform from performance.rating_scales s where s.org_id = org and s.id = present.scale_id and s.state = 'published' for share;
    if not found then
        missing := missing || 'a published rating scale'::text;
    end if;
    perform from performance.review_templates t where t.org_id = org and t.id = present.template_id and t.state = 'published' for share;
    if not found then
        missing := missing || 'a published review template'::text;
    end if;
    asked := array(select distinct q.audience from performance.review_questions q where q.org_id = org and q.template_id = present.template_id);
    missing := missing || array(
        select m.what
          from (values (present.first_day is null or present.last_day is null, 'the period that is reviewed'),
                       (present.self_due is null and 'self' = any (asked), 'the day on which self reviews are due'),
                       (present.peer_due is null and asked && array['peer', 'upward'], 'the day on which peer reviews are due'),
                       (present.manager_due is null, 'the day on which manager reviews are due'),
                       (present.peer_mode <> 'named' and present.peer_min < 3, 'at least three peers, or the mode in which they are named')) m (holds, what)
         where m.holds);
    -- where they stand on the organisation's day; a reviewer whom somebody chose stays
    update performance.participant_reviewers r
       set manager_at_start = l.manager_id, reviewer_id = coalesce(r.reviewer_id, l.manager_id), department_at_start = d.name, position_at_start = p.title
      from performance.cycle_participants x
      join people.employees e on e.org_id = x.org_id and e.id = x.employee_id
      left join people.departments d on d.org_id = e.org_id and d.id = e.department_id
      left join people.positions p on p.org_id = e.org_id and p.id = e.position_id
      left join people.reporting_lines l on l.org_id = e.org_id and l.employee_id = e.id and l.kind = 'primary' and l.valid @> today
     where x.org_id = org and x.cycle_id = p_cycle and r.org_id = x.org_id and r.participant_id = x.id;
    get diagnostics people = row_count;
    if people = 0 then
        missing := missing || 'participants'::text;
    end if;
    select count(*) into without
      from performance.cycle_participants x
      join people.employees e on e.org_id = x.org_id and e.id = x.employee_id
      join performance.participant_reviewers r on r.org_id = x.org_id and r.participant_id = x.id
      left join people.employees v on v.org_id = r.org_id and v.id = r.reviewer_id and v.state = 'active'
     where x.org_id = org and x.cycle_id = p_cycle and (e.state <> 'active' or v.id is null);
    if without > 0 then
        missing := missing || format('an active reviewer for each of %s participants, or their removal', without);
    end if;
    if cardinality(missing) > 0 then
        raise exception using errcode = 'RH038', message = format('a review cycle needs %s before it is activated', array_to_string(missing, ', '));
    end if;
    insert into performance.review_assignments (org_id, id, participant_id, subject_id, author_id, kind)
    select org, app.uuid_v7(), x.id, x.employee_id, m.author_id, m.kind
      from performance.cycle_participants x
      join performance.participant_reviewers r on r.org_id = x.org_id and r.participant_id = x.id
     cross join lateral (values ('self', x.employee_id, 'self' = any (asked)), ('manager', r.reviewer_id, true)) m (kind, author_id, wanted)
     where x.org_id = org and x.cycle_id = p_cycle and m.wanted;
    update performance.review_cycles x set state = 'active' where x.org_id = org and x.id = p_cycle returning x.row_version into version;
    return version;
end $$;
comment on function performance.activate_cycle(uuid, bigint) is 'NA-14, R17: draft -> active: template, scale and mode do not change any more, managers, departments and positions of this day are taken down, and everybody finds what they have to write. Returns row_version, null if it is another by now. RH030, RH031, RH032, RH038.';
alter function performance.activate_cycle(uuid, bigint) owner to app_transition;

create function performance.start_calibration(p_cycle uuid, p_version bigint) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    present constant performance.review_cycles := performance.lock_cycle(p_cycle);
    own constant uuid := (select c.employee_id from app.caller c);
    missing bigint;
    part bigint;
    version bigint;
begin
    if present.row_version is distinct from p_version then
        return null;   -- somebody else was first
    end if;
    if present.state <> 'active' or not present.calibrate then
        raise exception using errcode = 'RH031', message = 'only the grades of an active review cycle that says so are compared';
    end if;
    -- the caller's own counts for nothing: what becomes of it tells them nothing (R4, R8)
    select count(*) filter (where g.proposed_id is null), count(*) into missing, part from performance.to_be_told(present.org_id, own, p_cycle, '{}') g;
    if missing > 0 then
        raise exception using errcode = 'RH038', message = format('%s of %s participants lack a submitted manager review with a grade', missing, part),
            hint = 'Leave out whom there will be no grade for.';
    end if;
    update performance.review_cycles x set state = 'calibration' where x.org_id = present.org_id and x.id = p_cycle returning x.row_version into version;
    return version;
end $$;
comment on function performance.start_calibration(uuid, bigint) is 'NA-15, 4.1, R4: active -> calibration, once everybody but the caller has a submitted manager review with a grade or is left out; neither changes any more. Returns row_version, null if it is another by now. RH030, RH031, RH032, RH038.';
alter function performance.start_calibration(uuid, bigint) owner to app_transition;

create function performance.resume_cycle(p_cycle uuid, p_version bigint, p_return uuid, p_reason text) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    present constant performance.review_cycles := performance.lock_cycle(p_cycle);
    own constant uuid := (select c.employee_id from app.caller c);
    version bigint;
begin
    if present.row_version is distinct from p_version then
        return null;   -- somebody else was first
    end if;
    if present.state <> 'calibration' then
        raise exception using errcode = 'RH031', message = 'this review cycle is not in calibration';
    end if;
    -- whether the caller's own was shown tells them nothing (R4, R8)
    if exists (select from performance.cycle_participants x
                 left join performance.calibrated_grades k
                        on k.org_id = x.org_id and k.participant_id = x.id and k.previewed_on is not null and k.subject_id is distinct from own
                 left join performance.released_grades g on g.org_id = x.org_id and g.participant_id = x.id
                where x.org_id = present.org_id and x.cycle_id = p_cycle and (k.participant_id is not null or g.id is not null)) then
        raise exception using errcode = 'RH031', message = 'grades of this review cycle have been shown to reviewers or released: it goes on from there';
    end if;
    insert into performance.calibration_returns (org_id, id, cycle_id, reason) values (present.org_id, p_return, p_cycle, p_reason);
    update performance.calibration_sessions s set state = 'set_aside' where s.org_id = present.org_id and s.cycle_id = p_cycle and s.state <> 'set_aside';
    update performance.calibrated_grades k set confirmed = false, previewed_on = null
      from performance.cycle_participants x
     where x.org_id = present.org_id and x.cycle_id = p_cycle and k.org_id = x.org_id and k.participant_id = x.id
       and (k.confirmed or k.previewed_on is not null);
    update performance.review_cycles x set state = 'active' where x.org_id = present.org_id and x.id = p_cycle returning x.row_version into version;
    return version;
end $$;
comment on function performance.resume_cycle(uuid, bigint, uuid, text) is '4.1: calibration -> active, with a reason, while nothing was shown or released: reviews are written again, and what was moved is history. Returns row_version, null if it is another by now. RH030, RH031, RH032; 23514 without a reason.';
alter function performance.resume_cycle(uuid, bigint, uuid, text) owner to app_transition;

create function performance.close_cycle(p_cycle uuid, p_version bigint) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    present constant performance.review_cycles := performance.lock_cycle(p_cycle);
    version bigint;
begin
    if present.row_version is distinct from p_version then
        return null;   -- somebody else was first
    end if;
    if present.state <> 'released' then
        raise exception using errcode = 'RH031', message = 'only a released review cycle is closed';
    end if;
    -- what became of each is said by then, or never
    update performance.goals x set state = 'closed'
     where x.org_id = present.org_id and x.cycle_id = p_cycle and x.state in ('active', 'on_track', 'at_risk');
    update performance.review_cycles x set state = 'closed' where x.org_id = present.org_id and x.id = p_cycle returning x.row_version into version;
    return version;
end $$;
comment on function performance.close_cycle(uuid, bigint) is '4.1, 4.4: released -> closed: nobody acknowledges or answers any more, and goals of the cycle that are still under way are closed with it. Returns row_version, null if it is another by now. RH030, RH031, RH032.';
alter function performance.close_cycle(uuid, bigint) owner to app_transition;

create function performance.cancel_cycle(p_cycle uuid, p_version bigint, p_reason text) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    present constant performance.review_cycles := performance.lock_cycle(p_cycle);
    version bigint;
begin
    if present.row_version is distinct from p_version then
        return null;   -- somebody else was first
    end if;
    if present.state in ('released', 'closed', 'cancelled') then
        raise exception using errcode = 'RH031', message = 'this review cycle is over: it is released, closed or cancelled';
    end if;
    if present.state = 'calibration' then
        raise exception using errcode = 'RH031', message = 'the grades of this review cycle are being compared', hint = 'Take it back to active first.';
    end if;
    if exists (select from performance.cycle_participants x
                 join performance.released_grades g on g.org_id = x.org_id and g.participant_id = x.id
                where x.org_id = present.org_id and x.cycle_id = p_cycle) then
        raise exception using errcode = 'RH031', message = 'somebody has been told their grade: a release is not undone';
    end if;
    update performance.review_cycles x set state = 'cancelled', cancel_reason = p_reason
     where x.org_id = present.org_id and x.id = p_cycle
    returning x.row_version into version;
    -- what was written is its author's alone from now on
    update performance.reviews v set withheld = true
      from performance.cycle_participants x
     where x.org_id = present.org_id and x.cycle_id = p_cycle and v.org_id = x.org_id and v.participant_id = x.id and not v.withheld;
    update performance.review_answers n set withheld = true
      from performance.cycle_participants x
      join performance.reviews v on v.org_id = x.org_id and v.participant_id = x.id
     where x.org_id = present.org_id and x.cycle_id = p_cycle and n.org_id = v.org_id and n.review_id = v.id and not n.withheld;
    update performance.proposed_grades g set withheld = true
      from performance.cycle_participants x
     where x.org_id = present.org_id and x.cycle_id = p_cycle and g.org_id = x.org_id and g.participant_id = x.id;
    return version;
end $$;
comment on function performance.cancel_cycle(uuid, bigint, text) is 'NA-14: draft or active -> cancelled, with a reason: from then on only admins and hr see it, and what was written for it only who wrote it. Returns row_version, null if it is another by now. RH030, RH031, RH032; 23514 without a reason.';
alter function performance.cancel_cycle(uuid, bigint, text) owner to app_transition;

grant execute on function performance.open_cycle(uuid, jsonb), performance.keep_cycle(uuid, bigint, jsonb), performance.remove_cycle(uuid, bigint),
      performance.activate_cycle(uuid, bigint), performance.start_calibration(uuid, bigint), performance.resume_cycle(uuid, bigint, uuid, text),
      performance.close_cycle(uuid, bigint), performance.cancel_cycle(uuid, bigint, text) to app_api;
