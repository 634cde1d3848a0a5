-- By what one sees how far a goal is, read as the goal is; replaced as a whole while the goal is a draft. Then the target takes the consent
-- of both parties, and either says where it stands.

alter table performance.key_results enable row level security;
alter table performance.key_results force row level security;

create policy tenant on performance.key_results as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on performance.key_results is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_with_goal on performance.key_results for select to app_api
    using ((org_id, goal_id) in (select x.org_id, x.id from performance.goals x join app.caller c on c.org_id = x.org_id));
comment on policy read_with_goal on performance.key_results is 'HY-01: as the goal itself is read; the look-up is answered by the reader''s own policies.';
create policy keep on performance.key_results for all to app_transition using (id is not null) with check (id is not null);
comment on policy keep on performance.key_results is '4.4: the functions of the module, inside the floor.';

grant select on performance.key_results to app_api;
grant select, insert (org_id, id, goal_id, rank, title, unit, start_value, target_value, current_value), update (target_value, current_value), delete
    on performance.key_results to app_transition;
-- NOTE: no write for any login. No UPDATE of what is measured for anyone: those of a draft are replaced.

call app.guard('performance.key_results', p_authored => false);
call audit.watch('performance.key_results', 'key_result', p_id => 'goal_id');

create function performance.put_key_results(p_org uuid, p_goal uuid, p_list jsonb) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if jsonb_typeof(p_list) <> 'array' then
        raise exception using errcode = 'RH050', message = 'key_results is a list';
    end if;
    insert into performance.key_results (org_id, id, goal_id, rank, title, unit, start_value, target_value, current_value)
    select p_org, app.uuid_v7(), p_goal, k.rank, k.title, k.unit, k.start_value, k.target_value, coalesce(k.current_value, k.start_value)
      from rows from (jsonb_to_recordset(p_list) as (title text, unit text, start_value numeric, target_value numeric, current_value numeric))
           with ordinality as k (title, unit, start_value, target_value, current_value, rank);
end $$;
comment on function performance.put_key_results(uuid, uuid, jsonb) is 'HY-01: the key results of a draft, in their order; what is not said of where one stands is where it began. RH050.';
alter function performance.put_key_results(uuid, uuid, jsonb) owner to app_transition;

create function performance.record_key_result(p_key_result uuid, p_version bigint, p_current numeric) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    held constant record := performance.lock_goal((select k.goal_id from performance.key_results k
                                                    where k.org_id = (select c.org_id from app.caller c) and k.id = p_key_result));
    goal constant performance.goals := held.goal;
    version bigint;
begin
    if held.standing not in ('owner', 'manager') then
        raise exception using errcode = 'RH030', message = 'where a goal stands is for its owner to say, and for whoever manages them today';
    end if;
    if goal.row_version is distinct from p_version then
        return null;   -- somebody else was first
    end if;
    if goal.state not in ('active', 'on_track', 'at_risk') then
        raise exception using errcode = 'RH031', message = 'only a goal that is under way makes progress';
    end if;
    update performance.key_results k set current_value = p_current where k.org_id = goal.org_id and k.id = p_key_result;
    -- what is read as one thing has one version
    update performance.goals x set state = x.state where x.org_id = goal.org_id and x.id = goal.id returning x.row_version into version;
    return version;
end $$;
comment on function performance.record_key_result(uuid, bigint, numeric) is 'HY-01: where a key result stands, by the owner of the goal or whoever manages them today; the version is the goal''s. Returns it, null if it is another by now. RH030, RH031, RH032.';
alter function performance.record_key_result(uuid, bigint, numeric) owner to app_transition;
grant execute on function performance.record_key_result(uuid, bigint, numeric) to app_api;
