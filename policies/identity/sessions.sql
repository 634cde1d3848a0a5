-- A member sees and ends their own sessions; an admin sees and ends anybody's in the organisation. Sessions stay writable
-- while the organisation closes (R34): people must still be able to sign in, read, export and sign out.

alter table identity.sessions enable row level security;
alter table identity.sessions force row level security;

create policy tenant on identity.sessions as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on identity.sessions is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_own on identity.sessions for select to app_api
    using ((org_id, member_id) = (select c.org_id, c.member_id from app.caller c));
comment on policy read_own on identity.sessions is 'R1: one''s own sessions.';
create policy read_by_admin on identity.sessions for select to app_api
    using (org_id = (select c.org_id from app.caller c where 'auth.sessions.manage' = any (c.permissions)));
comment on policy read_by_admin on identity.sessions is 'HM-05: an admin sees who is signed in.';
create policy end_session on identity.sessions for all to app_transition using (id is not null) with check (id is not null);
comment on policy end_session on identity.sessions is 'R23: ended by the functions below, inside the floor.';
create policy mint on identity.sessions for all to app_signin using (true) with check (true);
comment on policy mint on identity.sessions is 'HY-10: opened by sign-in, ended with the member''s rights.';

grant select (org_id, id, member_id, created_at, expires_at, ended_at, end_reason) on identity.sessions to app_api;
grant select, update (ended_at, end_reason) on identity.sessions to app_transition;
grant select, insert, update (ended_at, end_reason) on identity.sessions to app_signin;
-- NOTE: login_id is not granted to app_api: it joins one person's sessions across organisations.

create trigger _200_same_org before insert or update on identity.sessions
    for each row when (current_user not in ('app_signin', 'app_registrar')) execute function app.reject_foreign_org();
call audit.watch('identity.sessions', 'session', p_secret => '{login_id}', p_actor => 'member_id');

create function identity.end_rights_of_session() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform identity.end_rights(new.end_reason, p_org => new.org_id, p_session => new.id);
    return null;
end $$;
comment on function identity.end_rights_of_session() is 'R23: an ended session has no right left.';
alter function identity.end_rights_of_session() owner to app_signin;
create trigger _950_end_rights after update of ended_at on identity.sessions
    for each row when (new.ended_at is not null and old.ended_at is null and new.end_reason in ('signed_out', 'revoked')) execute function identity.end_rights_of_session();

-- Sign-in, step 1: what Argon2id needs. No row for an unknown or suspended account; the caller hashes against a decoy then,
-- so that the two take the same number of statements and hash calls.
create function identity.password_challenge(p_email text) returns table (salt bytea, memory_kib integer, iterations integer, parallelism integer)
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select p.salt, p.memory_kib, p.iterations, p.parallelism
          from identity.users u join identity.password_credentials p on p.user_id = u.id
         where u.email = lower(p_email) and u.state = 'active';
end $$;
comment on function identity.password_challenge(text) is 'HY-08: salt and cost of an account''s password; neither the tag nor whether there is one for a suspended account.';
alter function identity.password_challenge(text) owner to app_signin;

-- A session with its first right and, if asked for, its first refresh token. For the functions that proved who it is, and
-- locked the membership.
create function identity.open_session(p_org uuid, p_member uuid, p_session uuid, p_login uuid, p_hash bytea, p_refresh bytea)
    returns table (member_role text, token_expires_at timestamptz, session_expires_at timestamptz)
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    minted record;
    session_until constant timestamptz := statement_timestamp() + interval '90 days';
begin
    insert into identity.sessions (org_id, id, member_id, login_id, expires_at) values (p_org, p_session, p_member, p_login, session_until);
    select * into minted from identity.mint(p_org, p_member, p_session, p_hash);
    if p_refresh is not null then
        insert into identity.refresh_tokens (org_id, hash, session_id, expires_at) values (p_org, p_refresh, p_session, statement_timestamp() + interval '30 days');
    end if;
    return query select minted.member_role, minted.token_expires_at, session_until;
end $$;
comment on function identity.open_session(uuid, uuid, uuid, uuid, bytea, bytea) is 'HY-10: 90 days at most, a right of 15 minutes, a refresh token of 30 days. For the sign-in functions alone.';
alter function identity.open_session(uuid, uuid, uuid, uuid, bytea, bytea) owner to app_signin;

-- Sign-in, step 2: compares SHA-256 of the presented tag with the stored one and mints the right. What the table holds is
-- not enough to sign in. Every refusal is the same RH040, whatever was wrong, until the password has been shown.
create function identity.sign_in(p_email text, p_tag bytea, p_organization text, p_session uuid, p_login uuid, p_hash bytea, p_refresh bytea default null)
    returns table (org_id uuid, member_id uuid, member_role text, token_expires_at timestamptz, session_expires_at timestamptz)
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    account uuid;
    member record;
    choices bigint;
    minted record;
begin
    select u.id into account
      from identity.users u join identity.password_credentials p on p.user_id = u.id
     where u.email = lower(p_email) and u.state = 'active' and p.tag_sha256 = sha256(p_tag)
       for share of u;   -- a suspension that is under way waits for us, and then finds the right to end
    if not found then
        raise exception using errcode = 'RH040', message = 'e-mail address, password or organisation is wrong';
    end if;
    select count(*) into choices
      from identity.memberships m join identity.organizations o on o.org_id = m.org_id
     where m.user_id = account and m.state = 'active' and o.state not in ('purging', 'purged') and (p_organization is null or o.slug = p_organization);
    if choices > 1 then
        raise exception using errcode = 'RH041', message = 'this account belongs to several organisations', hint = 'Name the organisation to sign in to.';
    end if;
    select m.org_id, m.id, m.employee_id, m.role into member
      from identity.memberships m join identity.organizations o on o.org_id = m.org_id
     where m.user_id = account and m.state = 'active' and o.state not in ('purging', 'purged') and (p_organization is null or o.slug = p_organization)
       for share of m, o;   -- a role change or purge that is under way waits for us, and then finds the right to end
    if not found then
        raise exception using errcode = 'RH040', message = 'e-mail address, password or organisation is wrong';
    end if;
    select * into minted from identity.open_session(member.org_id, member.id, p_session, p_login, p_hash, p_refresh);
    return query select member.org_id, member.id, minted.member_role, minted.token_expires_at, minted.session_expires_at;
end $$;
comment on function identity.sign_in(text, bytea, text, uuid, uuid, bytea, bytea) is 'HY-08, HY-10: RH040 refused, RH041 organisation needed; mints one session and one capability for the digest of a secret that only the token will carry.';
alter function identity.sign_in(text, bytea, text, uuid, uuid, bytea, bytea) owner to app_signin;
grant execute on function identity.password_challenge(text), identity.sign_in(text, bytea, text, uuid, uuid, bytea, bytea) to app_auth;
grant execute on function identity.sign_in(text, bytea, text, uuid, uuid, bytea, bytea) to app_registrar;   -- ends sign-up and accepting

create function identity.sign_out() returns uuid
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    own_session constant uuid := (select c.session_id from app.caller c where c.kind = 'member');
begin
    update identity.sessions s set ended_at = statement_timestamp(), end_reason = 'signed_out'
     where s.id = own_session and s.ended_at is null;
    return own_session;
end $$;
comment on function identity.sign_out() is 'R23: ends the caller''s own session and every right it minted. Returns the session, null without a live right.';
alter function identity.sign_out() owner to app_transition;

create function identity.revoke_session(p_session uuid) returns uuid
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    caller record;
    revoked uuid;
begin
    select c.member_id, 'auth.sessions.manage' = any (c.permissions) as manages into caller from app.caller c where c.kind = 'member';
    update identity.sessions s set ended_at = statement_timestamp(), end_reason = 'revoked'
     where s.id = p_session and s.ended_at is null and (s.member_id = caller.member_id or caller.manages)
    returning s.id into revoked;
    if revoked is null then
        raise exception using errcode = 'RH032', message = 'no such session';
    end if;
    return revoked;
end $$;
comment on function identity.revoke_session(uuid) is 'R23: one''s own session, or with auth.sessions.manage anybody''s in the organisation; RH032 otherwise.';
alter function identity.revoke_session(uuid) owner to app_transition;
grant execute on function identity.sign_out(), identity.revoke_session(uuid) to app_api;

-- The same account in another organisation: a sibling session of the same sign-in. What proves the account is the live right
-- behind the access token, so this takes its secret, like app.enter; nothing here trusts a setting.
create function identity.switch_organization(p_org uuid, p_secret text, p_role text, p_organization text, p_session uuid, p_hash bytea, p_refresh bytea)
    returns table (org_id uuid, member_id uuid, member_role text, token_expires_at timestamptz, session_expires_at timestamptz)
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    held record;
    member record;
begin
    select c.user_id, s.login_id into held
      from identity.capabilities c join identity.sessions s on s.org_id = c.org_id and s.id = c.session_id
     where c.org_id = p_org and c.hash = sha256(convert_to(p_secret, 'UTF8')) and c.role = p_role and c.kind = 'member' and c.expires_at > statement_timestamp()
       and s.ended_at is null
       for share of s;   -- a sign-out under way commits first
    if held.user_id is null then
        raise exception using errcode = coalesce(app.refusal(p_secret, p_org, p_role), 'RH001'), message = 'no live right stands behind this token';
    end if;
    perform from identity.users u where u.id = held.user_id and u.state = 'active' for share;
    if not found then
        raise exception using errcode = 'RH001', message = 'this session has ended';
    end if;
    select m.org_id, m.id into member
      from identity.memberships m join identity.organizations o on o.org_id = m.org_id
     where m.user_id = held.user_id and m.state = 'active' and o.state not in ('purging', 'purged') and o.slug = p_organization
       for share of m, o;
    if member.id is null then
        raise exception using errcode = 'RH032', message = 'no such organisation for this account';
    end if;
    return query select member.org_id, member.id, n.member_role, n.token_expires_at, n.session_expires_at
                   from identity.open_session(member.org_id, member.id, p_session, held.login_id, p_hash, p_refresh) n;
end $$;
comment on function identity.switch_organization(uuid, text, text, text, uuid, bytea, bytea) is 'HY-10: RH001-RH004 without a live right, RH032 for an organisation the account is not an active member of, as for one that does not exist.';
alter function identity.switch_organization(uuid, text, text, text, uuid, bytea, bytea) owner to app_signin;

-- Where else the account could go: asked with the secret of a live right, answered for its account alone.
create function identity.organizations_of_account(p_org uuid, p_secret text, p_role text)
    returns table (org_id uuid, slug text, name text, member_id uuid, member_role text)
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select o.org_id, o.slug, o.name, m.id, m.role
          from identity.capabilities c
          join identity.memberships m on m.user_id = c.user_id and m.state = 'active'
          join identity.organizations o on o.org_id = m.org_id and o.state not in ('purging', 'purged')
         where c.org_id = p_org and c.hash = sha256(convert_to(p_secret, 'UTF8')) and c.role = p_role and c.kind = 'member' and c.expires_at > statement_timestamp()
         order by o.slug limit 200;
    if not found then   -- the present organisation is always among them
        raise exception using errcode = coalesce(app.refusal(p_secret, p_org, p_role), 'RH001'), message = 'no live right stands behind this token';
    end if;
end $$;
comment on function identity.organizations_of_account(uuid, text, text) is 'HY-10: the organisations the holder of this right may switch to, the present one included; RH001-RH004 without a live right.';
alter function identity.organizations_of_account(uuid, text, text) owner to app_signin;
grant execute on function identity.switch_organization(uuid, text, text, text, uuid, bytea, bytea), identity.organizations_of_account(uuid, text, text) to app_auth;
