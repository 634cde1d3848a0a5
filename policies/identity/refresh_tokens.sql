-- Rotating refresh tokens, by the SHA-256 of their secret. No login reads or writes one: sign-in makes the first, refreshing turns
-- one into its successor. A second use within the grace gives the same successor again (two tabs); a later one ends the session,
-- because then two parties hold what only one was given.

alter table identity.refresh_tokens enable row level security;
alter table identity.refresh_tokens force row level security;
create policy tenant on identity.refresh_tokens as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on identity.refresh_tokens is 'R1: the floor; every permissive policy is ANDed with it.';
create policy rotate on identity.refresh_tokens for all to app_signin using (true) with check (true);
comment on policy rotate on identity.refresh_tokens is 'HY-10: made and used up by the sign-in owner; no login can become app_signin.';
grant select, insert, update (used_at), delete on identity.refresh_tokens to app_signin;

create function identity.refresh_session(p_org uuid, p_token bytea, p_successor bytea, p_hash bytea)
    returns table (reused boolean, session_id uuid, member_id uuid, member_role text, token_expires_at timestamptz, refresh_expires_at timestamptz)
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    presented identity.refresh_tokens;
    session identity.sessions;
    member record;
    refresh_until timestamptz;
    minted record;
begin
    select * into presented from identity.refresh_tokens t where t.org_id = p_org and t.hash = p_token for update;
    if presented.hash is null or presented.expires_at <= statement_timestamp() then
        raise exception using errcode = 'RH001', message = 'this session has ended';
    end if;
    -- the membership before the session: whatever suspends or removes the member takes them in this order
    select m.id, m.role, m.state, o.state as org_state into member
      from identity.sessions s
      join identity.memberships m on m.org_id = s.org_id and m.id = s.member_id
      join identity.organizations o on o.org_id = m.org_id
     where s.org_id = p_org and s.id = presented.session_id
       for share of m, o;
    -- and the account before both of what it holds: a suspension under way commits first
    perform from identity.users u join identity.memberships m on m.user_id = u.id
      where m.org_id = p_org and m.id = member.id and u.state = 'active' for share of u;
    if not found then
        raise exception using errcode = 'RH001', message = 'this session has ended';
    end if;
    select * into session from identity.sessions s where s.org_id = p_org and s.id = presented.session_id for update;
    if session.ended_at is not null or session.expires_at <= statement_timestamp() then
        raise exception using errcode = 'RH001', message = 'this session has ended';
    end if;
    if presented.used_at is not null
       and (presented.used_at < statement_timestamp() - interval '20 seconds'
            or not exists (select from identity.refresh_tokens t where t.org_id = p_org and t.hash = p_successor and t.used_at is null)) then
        update identity.sessions s set ended_at = statement_timestamp(), end_reason = 'revoked' where s.org_id = p_org and s.id = session.id;
        return query select true, session.id, session.member_id, null::text, null::timestamptz, null::timestamptz;
        return;   -- not an exception: the end of the session must stay
    end if;
    if member.state <> 'active' or member.org_state in ('purging', 'purged') then
        raise exception using errcode = 'RH001', message = 'this session has ended';
    end if;
    refresh_until := least(statement_timestamp() + interval '30 days', session.expires_at);
    if presented.used_at is null then
        update identity.refresh_tokens t set used_at = statement_timestamp() where t.org_id = p_org and t.hash = p_token;
        insert into identity.refresh_tokens (org_id, hash, session_id, expires_at) values (p_org, p_successor, session.id, refresh_until);
    end if;
    select * into minted from identity.mint(p_org, session.member_id, session.id, p_hash);
    return query select false, session.id, session.member_id, minted.member_role, minted.token_expires_at, refresh_until;
end $$;
comment on function identity.refresh_session(uuid, bytea, bytea, bytea) is 'HY-10: one capability more for the session, one refresh token for the next time; reused: the session was ended because the token had been used before. RH001 otherwise.';
alter function identity.refresh_session(uuid, bytea, bytea, bytea) owner to app_signin;
grant execute on function identity.refresh_session(uuid, bytea, bytea, bytea) to app_auth;
