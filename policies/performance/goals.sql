-- Goals. A draft, and a private goal, is between its owner and whoever manages them today. What is under way or over is seen by the owner's
-- team or by everybody, as the owner says; hr reads and edits those, never private ones. State moves by the functions alone.

alter table performance.goals enable row level security;
alter table performance.goals force row level security;

-- Whoever reports to the same manager today by a primary line, the caller among them.
create function performance.teammates() returns table (org_id uuid, employee_id uuid)
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
    today constant date := app.today();
begin
    return query
        select t.org_id, t.employee_id
          from app.caller c
          join people.reporting_lines l on l.org_id = c.org_id and l.employee_id = c.employee_id and l.kind = 'primary' and l.valid @> today
          join people.reporting_lines t on t.org_id = l.org_id and t.manager_id = l.manager_id and t.kind = 'primary' and t.valid @> today;
end $$;
comment on function performance.teammates() is 'R16: whoever has the caller''s manager of today, by primary lines; none for whoever reports to nobody.';
alter function performance.teammates() owner to app_kernel;
grant execute on function performance.teammates() to app_api, app_transition;

create policy tenant on performance.goals as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on performance.goals is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_own on performance.goals for select to app_api
    using ((org_id, owner_id) = (select c.org_id, c.employee_id from app.caller c));
comment on policy read_own on performance.goals is 'R1: the caller''s own, in every state.';
create policy read_reports on performance.goals for select to app_api
    using ((org_id, owner_id) in (select r.org_id, r.employee_id from app.reports() r));
comment on policy read_reports on performance.goals is 'R2, R16: those of the people one manages today, drafts and private ones among them.';
create policy read_public on performance.goals for select to app_api
    using (visibility = 'org' and state <> 'draft' and org_id = (select c.org_id from app.caller c));
comment on policy read_public on performance.goals is 'HY-01: what its owner shows to everybody, once it is no draft.';
create policy read_team on performance.goals for select to app_api
    using (visibility = 'team' and state <> 'draft' and (org_id, owner_id) in (select t.org_id, t.employee_id from performance.teammates() t));
comment on policy read_team on performance.goals is 'HY-01: what its owner shows to their team, once it is no draft.';
create policy read_all on performance.goals for select to app_api
    using (visibility <> 'private' and state <> 'draft' and org_id = (select c.org_id from app.caller c where 'goals.manage' = any (c.permissions)));
comment on policy read_all on performance.goals is 'HY-01: whoever keeps everybody''s goals, but for drafts and private ones.';
create policy keep on performance.goals for all to app_transition using (id is not null) with check (id is not null);
comment on policy keep on performance.goals is '4.4: the functions of the module, inside the floor.';
create policy walk on performance.goals for select to app_kernel using (id is not null);
comment on policy walk on performance.goals is 'The guard against circles climbs the tree, inside the floor.';

grant select on performance.goals to app_api;
grant select (org_id, id, parent_id) on performance.goals to app_kernel;
grant select, delete, insert (org_id, id, owner_id, parent_id, cycle_id, kind, visibility, title, description, weight, due),
      update (parent_id, cycle_id, kind, visibility, state, title, description, weight, due)
    on performance.goals to app_transition;
-- NOTE: no write for any login: state moves by the functions below alone. No UPDATE of whose goal it is for anyone.

call app.guard('performance.goals');

-- Whoever moves goals in one organisation comes one after the other.
create function performance.hold_goal_tree() returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('performance.goals:' || (select c.org_id from app.caller c), 0));
end $$;
comment on function performance.hold_goal_tree() is 'HY-01: held until the end of the transaction, before any goal is locked.';
alter function performance.hold_goal_tree() owner to app_kernel;
grant execute on function performance.hold_goal_tree() to app_transition;

-- Climbs from the new parent. That a circle is told reveals that the parent lies below, be it by way of goals the caller does not see.
create function performance.reject_goal_circle() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform performance.hold_goal_tree();   -- two moves that close a circle together
    if exists (
        with recursive climb (id) as (
            select new.parent_id
            union
            select g.parent_id from climb c join performance.goals g on g.org_id = new.org_id and g.id = c.id
        )
        select from climb c where c.id = new.id
    ) then
        raise exception using errcode = 'RH023', message = 'a goal cannot lie below itself';
    end if;
    return new;
end $$;
comment on function performance.reject_goal_circle() is 'RH023 if the new parent lies below the goal, or is it.';
alter function performance.reject_goal_circle() owner to app_kernel;
create trigger _400_no_circle before insert or update of parent_id on performance.goals
    for each row when (new.parent_id is not null) execute function performance.reject_goal_circle();

call audit.watch('performance.goals', 'goal');

-- What the caller is to a goal; null for whoever does not see it. One look-up, as the policies above have it for reading.
create function performance.goal_standing(p_org uuid, p_owner uuid, p_visibility text, p_state text) returns text
    language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select case when c.employee_id = p_owner then 'owner'
                when exists (select from app.reports() r where r.org_id = p_org and r.employee_id = p_owner) then 'manager'
                when p_state = 'draft' or p_visibility = 'private' then null
                when 'goals.manage' = any (c.permissions) then 'keeper'
                when p_visibility = 'org' or exists (select from performance.teammates() t where t.org_id = p_org and t.employee_id = p_owner) then 'reader'
           end
      from app.caller c where c.org_id = p_org
$$;
comment on function performance.goal_standing(uuid, uuid, text, text) is 'R1, R2: owner, manager of today, keeper by goals.manage, or reader; null for a goal that the caller does not see.';
alter function performance.goal_standing(uuid, uuid, text, text) owner to app_transition;

-- Locked, so that whoever changes the same goal at the same moment comes after the other; what nobody shows the caller is not even waited for.
create function performance.lock_goal(p_goal uuid, out goal performance.goals, out standing text)
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    select x.* into goal
      from performance.goals x
     where x.org_id = (select c.org_id from app.caller c) and x.id = p_goal
       and performance.goal_standing(x.org_id, x.owner_id, x.visibility, x.state) is not null
       for update;
    standing := performance.goal_standing(goal.org_id, goal.owner_id, goal.visibility, goal.state);
    if standing is null then
        raise exception using errcode = 'RH032', message = 'no such goal';
    end if;
end $$;
comment on function performance.lock_goal(uuid) is 'A goal that is about to change, locked, and what the caller is to it. RH032 for whatever the caller does not see.';
alter function performance.lock_goal(uuid) owner to app_transition;

-- The cycle of a goal, held in its state; before the goal itself is locked, so that whoever comes from the cycle waits in no circle.
create function performance.hold_cycle_of(p_goal uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform from performance.goals x
       join performance.review_cycles y on y.org_id = x.org_id and y.id = x.cycle_id
      where x.org_id = (select c.org_id from app.caller c) and x.id = p_goal
        for share of y;
end $$;
comment on function performance.hold_cycle_of(uuid) is '4.4: the cycle that decides whether an outcome takes two, held until the end of the transaction.';
alter function performance.hold_cycle_of(uuid) owner to app_transition;

-- A goal is put below one that the caller sees, and into a cycle that is open and that they see: no id is tried out here.
create function performance.check_goal_links(p_parent uuid, p_cycle uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    caller record;
begin
    select c.org_id, c.role, c.role = 'admin' or 'performance.cycles.manage' = any (c.permissions) as sees_all into caller from app.caller c;
    if p_parent is not null
       and not exists (select from performance.goals x
                        where x.org_id = caller.org_id and x.id = p_parent
                          and performance.goal_standing(x.org_id, x.owner_id, x.visibility, x.state) is not null) then
        raise exception using errcode = '23503', message = 'no such goal', constraint = 'goals_org_id_parent_id_fkey';
    end if;
    if p_cycle is not null
       and not exists (select from performance.review_cycles y
                        where y.org_id = caller.org_id and y.id = p_cycle
                          and (y.state in ('draft', 'active') and caller.sees_all
                               or y.state = 'active'
                                  and (caller.role = 'manager'
                                       or exists (select from performance.taking_part() p where p.org_id = y.org_id and p.cycle_id = y.id)))) then
        raise exception using errcode = '23503', message = 'no such review cycle', constraint = 'goals_org_id_cycle_id_fkey';
    end if;
end $$;
comment on function performance.check_goal_links(uuid, uuid) is 'HY-01: 23503 unless the caller sees the goal above and the cycle, and the cycle is open.';
alter function performance.check_goal_links(uuid, uuid) owner to app_transition;

create function performance.open_goal(p_goal uuid, p_fields jsonb) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    org uuid;
    own uuid;
    unknown constant text := (select k from jsonb_object_keys(p_fields) k
                               where k not in ('owner_id', 'parent_id', 'cycle_id', 'kind', 'visibility', 'title', 'description', 'weight', 'due', 'key_results')
                               limit 1);
    drawn performance.goals;
    version bigint;
begin
    if unknown is not null then
        raise exception using errcode = 'RH050', message = format('"%s" is no field of a goal', left(unknown, 60));
    end if;
    select c.org_id, c.employee_id into org, own from app.caller c;
    -- what is not said of a new one
    drawn := jsonb_populate_record(null::performance.goals, jsonb_build_object('owner_id', own, 'kind', 'objective', 'visibility', 'team') || p_fields);
    if drawn.owner_id is null or drawn.owner_id is distinct from own
       and not exists (select from app.reports() r where r.org_id = org and r.employee_id = drawn.owner_id) then
        raise exception using errcode = 'RH030', message = 'a goal is drawn up by its owner, or by whoever manages them today';
    end if;
    perform performance.check_goal_links(drawn.parent_id, drawn.cycle_id);
    insert into performance.goals (org_id, id, owner_id, parent_id, cycle_id, kind, visibility, title, description, weight, due)
    values (org, p_goal, drawn.owner_id, drawn.parent_id, drawn.cycle_id, drawn.kind, drawn.visibility, drawn.title, drawn.description, drawn.weight, drawn.due)
    returning row_version into version;
    perform performance.put_key_results(org, p_goal, p_fields -> 'key_results');
    return version;
end $$;
comment on function performance.open_goal(uuid, jsonb) is 'HY-01: a new draft with its key results, by its owner or whoever manages them today. Returns row_version. RH030, RH050, 23503.';
alter function performance.open_goal(uuid, jsonb) owner to app_transition;

create function performance.keep_goal(p_goal uuid, p_version bigint, p_changes jsonb) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    held record;
    goal performance.goals;
    unknown constant text := (select k from jsonb_object_keys(p_changes) k
                               where k not in ('parent_id', 'cycle_id', 'kind', 'visibility', 'title', 'description', 'weight', 'due', 'key_results') limit 1);
    fixed constant text := (select k from jsonb_object_keys(p_changes) k where k in ('cycle_id', 'kind', 'weight', 'key_results') limit 1);
    next performance.goals;
    version bigint;
begin
    if p_changes ? 'parent_id' then
        -- the tree before the goal: two that are put below each other would wait in a circle
        perform performance.hold_goal_tree();
    end if;
    held := performance.lock_goal(p_goal);
    goal := held.goal;
    if held.standing = 'reader' then
        raise exception using errcode = 'RH030', message = 'a goal is changed by its owner, by whoever manages them today, or with goals.manage';
    end if;
    if unknown is not null then
        raise exception using errcode = 'RH050', message = format('"%s" is no field of a goal that changes', left(unknown, 60));
    end if;
    if held.standing <> 'owner' and p_changes ? 'visibility' then
        raise exception using errcode = 'RH030', message = 'who sees a goal is its owner''s to say';
    end if;
    if goal.row_version is distinct from p_version then
        return null;   -- somebody else was first
    end if;
    if goal.state in ('achieved', 'missed', 'dropped', 'closed') then
        raise exception using errcode = 'RH031', message = 'this goal is concluded: nothing about it changes any more';
    end if;
    if goal.state <> 'draft' and fixed is not null then
        raise exception using errcode = 'RH031', message = format('this goal is no draft any more: %s does not change like this', fixed),
            hint = 'Targets and weights change when both the owner and the manager agree: ask for it.';
    end if;
    perform performance.check_goal_links((p_changes ->> 'parent_id')::uuid, (p_changes ->> 'cycle_id')::uuid);
    next := jsonb_populate_record(goal, p_changes);   -- a merge patch: an absent field stays, null clears
    update performance.goals x
       set parent_id = next.parent_id, cycle_id = next.cycle_id, kind = next.kind, visibility = next.visibility, title = next.title,
           description = next.description, weight = next.weight, due = next.due
     where x.org_id = goal.org_id and x.id = p_goal
    returning x.row_version into version;
    if p_changes ? 'key_results' then
        delete from performance.key_results k where k.org_id = goal.org_id and k.goal_id = p_goal;
        perform performance.put_key_results(goal.org_id, p_goal, p_changes -> 'key_results');
    end if;
    return version;
end $$;
comment on function performance.keep_goal(uuid, bigint, jsonb) is 'HY-01, 4.4: a merge patch: of a draft everything, its key results as a whole; of what is under way title, description, due and the goal above. Who sees it only by its owner. Returns row_version, null if it is another by now. RH023, RH030, RH031, RH032, RH050, 23503.';
alter function performance.keep_goal(uuid, bigint, jsonb) owner to app_transition;

create function performance.remove_goal(p_goal uuid, p_version bigint) returns uuid
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    held constant record := performance.lock_goal(p_goal);
    goal constant performance.goals := held.goal;
begin
    if held.standing <> 'owner' then
        raise exception using errcode = 'RH030', message = 'a draft is removed by its owner';
    end if;
    if goal.row_version is distinct from p_version then
        return null;   -- somebody else was first
    end if;
    if goal.state <> 'draft' then
        raise exception using errcode = 'RH031', message = 'this goal is no draft any more: only a draft is removed', hint = 'Drop it.';
    end if;
    if exists (select from performance.goals x where x.org_id = goal.org_id and x.parent_id = p_goal) then
        raise exception using errcode = 'RH031', message = 'other goals lie below this one', hint = 'Put them elsewhere first.';
    end if;
    delete from performance.key_results k where k.org_id = goal.org_id and k.goal_id = p_goal;
    delete from performance.goals x where x.org_id = goal.org_id and x.id = p_goal;
    return p_goal;
end $$;
comment on function performance.remove_goal(uuid, bigint) is '5C: a draft, with its key results, by its owner; null if its version is another by now. RH030, RH031, RH032.';
alter function performance.remove_goal(uuid, bigint) owner to app_transition;

create function performance.activate_goal(p_goal uuid, p_version bigint) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    held constant record := performance.lock_goal(p_goal);
    goal constant performance.goals := held.goal;
    version bigint;
begin
    if held.standing not in ('owner', 'manager') then
        raise exception using errcode = 'RH030', message = 'a goal is activated by its owner, or by whoever manages them today';
    end if;
    if goal.row_version is distinct from p_version then
        return null;   -- somebody else was first
    end if;
    if goal.state <> 'draft' then
        raise exception using errcode = 'RH031', message = 'this goal is no draft any more: it is activated once';
    end if;
    update performance.goals x set state = 'active' where x.org_id = goal.org_id and x.id = p_goal returning x.row_version into version;
    return version;
end $$;
comment on function performance.activate_goal(uuid, bigint) is '4.4: draft -> active, by the owner or whoever manages them today: from then on it is seen as it says. Returns row_version, null if it is another by now. RH030, RH031, RH032.';
alter function performance.activate_goal(uuid, bigint) owner to app_transition;

create function performance.conclude_goal(p_goal uuid, p_version bigint, p_outcome text) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    held record;
    goal performance.goals;
    version bigint;
begin
    perform performance.hold_cycle_of(p_goal);
    held := performance.lock_goal(p_goal);
    goal := held.goal;
    if held.standing <> 'owner' then
        raise exception using errcode = 'RH030', message = 'what became of a goal is its owner''s to say';
    end if;
    if p_outcome is null or p_outcome not in ('achieved', 'missed', 'dropped') then
        raise exception using errcode = 'RH050', message = 'an outcome is achieved, missed or dropped';
    end if;
    if goal.row_version is distinct from p_version then
        return null;   -- somebody else was first
    end if;
    if goal.state not in ('active', 'on_track', 'at_risk') then
        raise exception using errcode = 'RH031', message = 'only a goal that is under way has an outcome';
    end if;
    if exists (select from performance.review_cycles y where y.org_id = goal.org_id and y.id = goal.cycle_id and y.state = 'active') then
        raise exception using errcode = 'RH031', message = 'this goal belongs to an active review cycle: its outcome takes the consent of the manager',
            hint = 'Ask for it as a change.';
    end if;
    update performance.goals x set state = p_outcome where x.org_id = goal.org_id and x.id = p_goal returning x.row_version into version;
    return version;
end $$;
comment on function performance.conclude_goal(uuid, bigint, text) is '4.4: under way -> achieved, missed or dropped, by the owner alone unless it belongs to an active cycle. Returns row_version, null if it is another by now. RH030, RH031, RH032, RH050.';
alter function performance.conclude_goal(uuid, bigint, text) owner to app_transition;

grant execute on function performance.open_goal(uuid, jsonb), performance.keep_goal(uuid, bigint, jsonb), performance.remove_goal(uuid, bigint),
      performance.activate_goal(uuid, bigint), performance.conclude_goal(uuid, bigint, text) to app_api;
