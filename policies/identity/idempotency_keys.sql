-- Machinery: what a POST with an Idempotency-Key made, so that its repeat finds the same. Reached by the two functions below alone,
-- as the member who sent the first; the row is written in the transaction of what it made, or not at all.

alter table identity.idempotency_keys enable row level security;
alter table identity.idempotency_keys force row level security;

create policy tenant on identity.idempotency_keys as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on identity.idempotency_keys is 'R1: the floor; every permissive policy is ANDed with it.';
create policy remember on identity.idempotency_keys for all to app_transition using (key is not null) with check (key is not null);
comment on policy remember on identity.idempotency_keys is 'By the functions below, inside the floor.';
create policy sweep on identity.idempotency_keys for all to app_signin using (true) with check (false);
comment on policy sweep on identity.idempotency_keys is 'identity.sweep_expired removes them after a day.';
grant select, insert, update (resource_id) on identity.idempotency_keys to app_transition;
grant select (org_id, member_id, key, created_at), delete on identity.idempotency_keys to app_signin;

create trigger _100_writable before insert or update or delete on identity.idempotency_keys
    for each statement when (current_user <> 'app_signin') execute function app.assert_writable();
create trigger _200_same_org before insert or update or delete on identity.idempotency_keys
    for each row when (current_user not in ('app_signin', 'app_registrar')) execute function app.reject_foreign_org();

create function app.replay(p_key text, p_request bytea) returns uuid
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    caller record;
    known identity.idempotency_keys;
begin
    select c.org_id, c.member_id into caller from app.caller c where c.kind = 'member';
    -- waits for a first request that is still under way
    insert into identity.idempotency_keys (org_id, member_id, key, request_sha256)
    values (caller.org_id, caller.member_id, p_key, p_request)
        on conflict do nothing;
    if found then
        return null;
    end if;
    select * into known from identity.idempotency_keys k where k.org_id = caller.org_id and k.member_id = caller.member_id and k.key = p_key;
    if known.request_sha256 is distinct from p_request then
        raise exception using errcode = 'RH060', message = 'this Idempotency-Key was used for another request', hint = 'Use a new key for a new request.';
    end if;
    return known.resource_id;
end $$;
comment on function app.replay(text, bytea) is 'Null: first time, the key is taken in this transaction; else the id of what the first request made. RH060: the key belongs to another request.';
create function app.remember(p_key text, p_resource uuid) returns uuid
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    update identity.idempotency_keys k set resource_id = p_resource
      from app.caller c
     where k.org_id = c.org_id and k.member_id = c.member_id and k.key = p_key and k.resource_id is null;
    return p_resource;
end $$;
comment on function app.remember(text, uuid) is 'What the request under this key made; set once.';
alter function app.replay(text, bytea) owner to app_transition;
alter function app.remember(text, uuid) owner to app_transition;
grant execute on function app.replay(text, bytea), app.remember(text, uuid) to app_api;
