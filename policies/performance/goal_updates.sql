-- What was said about a goal on the way. The owner and whoever manages them today write and read it; whoever wrote an update keeps it in
-- sight (R16). Colleagues who see a goal do not see these; admins do where the goal is everybody's, hr where it is not private.

alter table performance.goal_updates enable row level security;
alter table performance.goal_updates force row level security;

create policy tenant on performance.goal_updates as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on performance.goal_updates is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_own on performance.goal_updates for select to app_api
    using ((org_id, owner_id) = (select c.org_id, c.employee_id from app.caller c));
comment on policy read_own on performance.goal_updates is 'R1: those on the caller''s own goals.';
create policy read_written on performance.goal_updates for select to app_api
    using ((org_id, author_id) = (select c.org_id, c.employee_id from app.caller c));
comment on policy read_written on performance.goal_updates is 'R16: what the caller wrote, also where they manage the owner no longer.';
create policy read_reports on performance.goal_updates for select to app_api
    using ((org_id, owner_id) in (select r.org_id, r.employee_id from app.reports() r));
comment on policy read_reports on performance.goal_updates is 'R2, R16: those on the goals of the people one manages today.';
create policy read_public on performance.goal_updates for select to app_api
    using ((org_id, goal_id) in (select x.org_id, x.id from performance.goals x join app.caller c on c.org_id = x.org_id and c.role = 'admin' where x.visibility = 'org'));
comment on policy read_public on performance.goal_updates is '5C: admins, on goals that are everybody''s; the look-up is answered by the reader''s own policies.';
create policy read_all on performance.goal_updates for select to app_api
    using ((org_id, goal_id) in (select x.org_id, x.id from performance.goals x join app.caller c on c.org_id = x.org_id and 'goals.manage' = any (c.permissions)));
comment on policy read_all on performance.goal_updates is '5C: whoever keeps everybody''s goals, of those they see; the look-up is answered by their own policies.';
create policy add on performance.goal_updates for insert to app_transition with check (id is not null);
comment on policy add on performance.goal_updates is '4.4: performance.add_goal_update, inside the floor.';

grant select on performance.goal_updates to app_api;
grant insert (org_id, id, goal_id, owner_id, author_id, state, note) on performance.goal_updates to app_transition;
-- NOTE: no write for any login, and no UPDATE or DELETE for anyone: what was said was said.

call app.guard('performance.goal_updates');
create trigger _250_append_only before update or delete on performance.goal_updates for each row execute function app.reject_change();
create trigger _260_append_only before truncate on performance.goal_updates for each statement execute function app.reject_change();
call audit.watch('performance.goal_updates', 'goal_update');

create function performance.add_goal_update(p_goal uuid, p_update uuid, p_note text, p_state text) returns uuid
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    held constant record := performance.lock_goal(p_goal);
    goal constant performance.goals := held.goal;
begin
    -- whoever stands in for a manager and is no employee reads, and signs nothing
    if held.standing not in ('owner', 'manager') or not exists (select from app.caller c where c.employee_id is not null) then
        raise exception using errcode = 'RH030', message = 'a goal is commented on by its owner, and by whoever manages them today';
    end if;
    if p_state is not null and held.standing <> 'owner' then
        raise exception using errcode = 'RH030', message = 'whether a goal is on track is its owner''s to say';
    end if;
    if goal.state not in ('active', 'on_track', 'at_risk') then
        raise exception using errcode = 'RH031', message = 'only a goal that is under way is commented on';
    end if;
    insert into performance.goal_updates (org_id, id, goal_id, owner_id, author_id, state, note)
    select goal.org_id, p_update, p_goal, goal.owner_id, c.employee_id, p_state, p_note from app.caller c;
    if p_state is not null then
        update performance.goals x set state = p_state where x.org_id = goal.org_id and x.id = p_goal;
    end if;
    return p_update;
end $$;
comment on function performance.add_goal_update(uuid, uuid, text, text) is 'HY-01, 4.4: a note on a goal under way, by its owner or whoever manages them today; the owner may say with it that it is on track or at risk. RH030, RH031, RH032; 23514.';
alter function performance.add_goal_update(uuid, uuid, text, text) owner to app_transition;
grant execute on function performance.add_goal_update(uuid, uuid, text, text) to app_api;
