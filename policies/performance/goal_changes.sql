-- Changes that take two: of a target or a weight once the goal is active, and of its outcome in an active review cycle. One party asks, the
-- other accepts or refuses, and nobody answers what they asked themselves (R20). The two parties read this, and hr where the goal is not private.

alter table performance.goal_changes enable row level security;
alter table performance.goal_changes force row level security;

create policy tenant on performance.goal_changes as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on performance.goal_changes is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_own on performance.goal_changes for select to app_api
    using ((org_id, owner_id) = (select c.org_id, c.employee_id from app.caller c));
comment on policy read_own on performance.goal_changes is 'R1: those of the caller''s own goals.';
create policy read_reports on performance.goal_changes for select to app_api
    using ((org_id, owner_id) in (select r.org_id, r.employee_id from app.reports() r));
comment on policy read_reports on performance.goal_changes is 'R2, R16: those of the goals of the people one manages today.';
create policy read_all on performance.goal_changes for select to app_api
    using ((org_id, goal_id) in (select x.org_id, x.id from performance.goals x join app.caller c on c.org_id = x.org_id and 'goals.manage' = any (c.permissions)));
comment on policy read_all on performance.goal_changes is '5C: whoever keeps everybody''s goals, of those they see; the look-up is answered by their own policies.';
create policy add on performance.goal_changes for insert to app_transition with check (id is not null);
comment on policy add on performance.goal_changes is '4.4: performance.ask_goal_change and answer_goal_change, inside the floor.';
create policy look_up on performance.goal_changes for select to app_transition using (id is not null);
comment on policy look_up on performance.goal_changes is '4.4: what is asked for and whether it is answered, inside the floor.';

grant select on performance.goal_changes to app_api;
grant select, insert (org_id, id, goal_id, owner_id, step, asked_id, party, author_id, aim, key_result_id, target_value, weight, outcome, note)
    on performance.goal_changes to app_transition;
-- NOTE: no write for any login, and no UPDATE or DELETE for anyone: an answer is another row.

call app.guard('performance.goal_changes');
create trigger _250_append_only before update or delete on performance.goal_changes for each row execute function app.reject_change();
create trigger _260_append_only before truncate on performance.goal_changes for each statement execute function app.reject_change();
call audit.watch('performance.goal_changes', 'goal_change');

create function performance.ask_goal_change(p_goal uuid, p_change uuid, p_wish jsonb) returns uuid
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    held record;
    goal performance.goals;
    unknown constant text := (select k from jsonb_object_keys(p_wish) k
                               where k not in ('aim', 'key_result_id', 'target_value', 'weight', 'outcome', 'note') limit 1);
    wish performance.goal_changes;
begin
    perform performance.hold_cycle_of(p_goal);
    held := performance.lock_goal(p_goal);
    goal := held.goal;
    -- whoever stands in for a manager and is no employee reads, and signs nothing
    if held.standing not in ('owner', 'manager') or not exists (select from app.caller c where c.employee_id is not null) then
        raise exception using errcode = 'RH030', message = 'a change is asked for by the owner of a goal, and by whoever manages them today';
    end if;
    if unknown is not null then
        raise exception using errcode = 'RH050', message = format('"%s" is no field of a change', left(unknown, 60));
    end if;
    wish := jsonb_populate_record(null::performance.goal_changes, p_wish);
    if wish.aim = 'outcome' and held.standing <> 'owner' then
        raise exception using errcode = 'RH030', message = 'what became of a goal is its owner''s to propose';
    end if;
    if goal.state not in ('active', 'on_track', 'at_risk') then
        raise exception using errcode = 'RH031', message = 'only a goal that is under way is changed by consent';
    end if;
    if wish.aim = 'outcome'
       and not exists (select from performance.review_cycles y where y.org_id = goal.org_id and y.id = goal.cycle_id and y.state = 'active') then
        raise exception using errcode = 'RH031', message = 'this goal belongs to no active review cycle: its outcome takes nobody''s consent',
            hint = 'Conclude it.';
    end if;
    if exists (select from performance.goal_changes a
                where a.org_id = goal.org_id and a.goal_id = p_goal and a.aim = wish.aim
                  and a.key_result_id is not distinct from wish.key_result_id
                  and not exists (select from performance.goal_changes b where b.org_id = goal.org_id and b.asked_id = a.id)) then
        raise exception using errcode = 'RH031', message = 'such a change is asked for already, and nobody has answered yet', hint = 'Answer or withdraw that one first.';
    end if;
    insert into performance.goal_changes (org_id, id, goal_id, owner_id, step, party, author_id, aim, key_result_id, target_value, weight, outcome, note)
    select goal.org_id, p_change, p_goal, goal.owner_id, 'asked', held.standing, c.employee_id, wish.aim, wish.key_result_id, wish.target_value, wish.weight,
           wish.outcome, wish.note
      from app.caller c;
    return p_change;
end $$;
comment on function performance.ask_goal_change(uuid, uuid, jsonb) is '4.4: one party asks for another target, another weight, or (the owner, in an active cycle) an outcome. RH030, RH031, RH032, RH050, 23503, 23514.';
alter function performance.ask_goal_change(uuid, uuid, jsonb) owner to app_transition;

create function performance.answer_goal_change(p_change uuid, p_answer uuid, p_step text, p_note text) returns uuid
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    caller record;
    asked performance.goal_changes;
    held record;
    goal performance.goals;
begin
    select c.org_id, c.employee_id into caller from app.caller c;
    select a.* into asked from performance.goal_changes a where a.org_id = caller.org_id and a.id = p_change and a.step = 'asked';
    held := performance.lock_goal(asked.goal_id);
    goal := held.goal;
    if held.standing = 'reader' then
        raise exception using errcode = 'RH032', message = 'no such goal';   -- colleagues who see the goal do not see this
    end if;
    if p_step = 'withdrawn' and (held.standing not in ('owner', 'manager') or asked.author_id is distinct from caller.employee_id) then
        raise exception using errcode = 'RH030', message = 'a change is withdrawn by whoever asked for it';
    end if;
    if p_step in ('accepted', 'refused')
       and (held.standing is distinct from (case asked.party when 'owner' then 'manager' else 'owner' end) or caller.employee_id is null) then
        raise exception using errcode = 'RH030', message = 'a change is decided by the other party: what the owner asks for by the manager, what the manager asks for by the owner';
    end if;
    if exists (select from performance.goal_changes b where b.org_id = goal.org_id and b.asked_id = p_change) then
        raise exception using errcode = 'RH031', message = 'this change is answered already';
    end if;
    if p_step = 'accepted' and goal.state not in ('active', 'on_track', 'at_risk') then
        raise exception using errcode = 'RH031', message = 'only a goal that is under way is changed by consent';
    end if;
    insert into performance.goal_changes (org_id, id, goal_id, owner_id, step, asked_id, party, author_id, note)
    values (goal.org_id, p_answer, goal.id, goal.owner_id, p_step, p_change, held.standing, caller.employee_id, p_note);
    if p_step = 'accepted' then
        update performance.key_results k set target_value = asked.target_value
         where k.org_id = goal.org_id and k.id = asked.key_result_id;
        -- what is read as one thing has one version: the goal's moves with its targets, too
        update performance.goals x
           set weight = coalesce(asked.weight, x.weight), state = coalesce(asked.outcome, x.state)
         where x.org_id = goal.org_id and x.id = goal.id;
    end if;
    return p_answer;
end $$;
comment on function performance.answer_goal_change(uuid, uuid, text, text) is '4.4, R20: accepted (and done) or refused by the other party, or withdrawn by whoever asked. RH030, RH031, RH032; 23514 for any other answer.';
alter function performance.answer_goal_change(uuid, uuid, text, text) owner to app_transition;
grant execute on function performance.ask_goal_change(uuid, uuid, jsonb), performance.answer_goal_change(uuid, uuid, text, text) to app_api;
