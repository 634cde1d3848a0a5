-- A way in, bound to one e-mail address. Admin and hr see them all; both invite, hr only to roles below their own. The token
-- itself is nowhere: who presents it is found by its SHA-256, once, within seven days.

alter table identity.invitations enable row level security;
alter table identity.invitations force row level security;

create policy tenant on identity.invitations as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on identity.invitations is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_by_people_team on identity.invitations for select to app_api
    using (org_id = (select c.org_id from app.caller c where 'org.members.read' = any (c.permissions)));
comment on policy read_by_people_team on identity.invitations is 'HM-05: admin and hr see who was invited.';
create policy invite_and_revoke on identity.invitations for all to app_transition using (id is not null) with check (id is not null);
comment on policy invite_and_revoke on identity.invitations is 'HY-08: by the functions below, inside the floor.';
create policy registrar on identity.invitations for all to app_registrar using (true) with check (true);
comment on policy registrar on identity.invitations is 'HY-08: found by its token and accepted before there is a caller.';

grant select (org_id, id, email, role, employee_id, expires_at, accepted_at, revoked_at, created_at, created_by, row_version) on identity.invitations to app_api;
grant select, insert, update (revoked_at) on identity.invitations to app_transition;
grant select, update (accepted_at) on identity.invitations to app_registrar;
-- NOTE: token_hash carries no grant for app_api.

call app.guard('identity.invitations');
call audit.watch('identity.invitations', 'invitation', p_secret => '{token_hash}');

create function identity.invite(p_id uuid, p_email text, p_role text, p_employee uuid, p_token_hash bytea) returns timestamptz
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    caller record;
    until constant timestamptz := statement_timestamp() + interval '7 days';
begin
    select c.org_id, c.member_id, c.permissions into caller from app.caller c where 'org.invite' = any (c.permissions);
    if caller.member_id is null then
        raise exception using errcode = 'RH030', message = 'inviting people takes org.invite';
    end if;
    if p_role in ('admin', 'hr') and not 'org.roles' = any (caller.permissions) then
        raise exception using errcode = 'RH030', message = 'inviting admins and hr takes org.roles';
    end if;
    -- whoever accepts becomes that employee, private tier included: more than an invitation
    if p_employee is not null and not 'people.write' = any (caller.permissions) then
        raise exception using errcode = 'RH030', message = 'naming the employee somebody will be takes people.write';
    end if;
    update identity.invitations i set revoked_at = statement_timestamp()
     where i.email = lower(p_email) and i.accepted_at is null and i.revoked_at is null and i.expires_at <= statement_timestamp();
    insert into identity.invitations (org_id, id, email, role, employee_id, token_hash, expires_at)
    values (caller.org_id, p_id, lower(p_email), p_role, p_employee, p_token_hash, until);
    return until;
end $$;
comment on function identity.invite(uuid, text, text, uuid, bytea) is 'HY-08: returns when it runs out; RH030, unique_violation while an open one for the address stands.';

create function identity.revoke_invitation(p_invitation uuid) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    caller record;
    standing identity.invitations;
    version bigint;
begin
    select c.org_id, c.permissions into caller from app.caller c where 'org.invite' = any (c.permissions);
    if caller.org_id is null then
        raise exception using errcode = 'RH030', message = 'taking an invitation back takes org.invite';
    end if;
    select * into standing from identity.invitations i where i.id = p_invitation for update;
    if standing.id is null then
        raise exception using errcode = 'RH032', message = 'no such invitation';
    end if;
    if standing.role in ('admin', 'hr') and not 'org.roles' = any (caller.permissions) then
        raise exception using errcode = 'RH030', message = 'taking back an invitation of admins and hr takes org.roles';
    end if;
    if standing.accepted_at is not null or standing.revoked_at is not null then
        raise exception using errcode = 'RH031', message = 'this invitation was accepted or taken back already';
    end if;
    update identity.invitations i set revoked_at = statement_timestamp() where i.org_id = standing.org_id and i.id = standing.id returning i.row_version into version;
    return version;
end $$;
comment on function identity.revoke_invitation(uuid) is 'HY-08: the token opens nothing from now on. RH030, RH031, RH032. Returns row_version.';
alter function identity.invite(uuid, text, text, uuid, bytea) owner to app_transition;
alter function identity.revoke_invitation(uuid) owner to app_transition;
grant execute on function identity.invite(uuid, text, text, uuid, bytea), identity.revoke_invitation(uuid) to app_api;

-- What the holder of a token needs to accept: for whom it is, and what Argon2id needs if the address has an account already.
create function identity.invitation_challenge(p_org uuid, p_token_hash bytea)
    returns table (email text, role text, organization_name text, expires_at timestamptz, has_account boolean, salt bytea, memory_kib integer, iterations integer, parallelism integer)
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select i.email, i.role, o.name, i.expires_at, u.id is not null, p.salt, p.memory_kib, p.iterations, p.parallelism
          from identity.invitations i
          join identity.organizations o on o.org_id = i.org_id
          left join identity.users u on u.email = i.email and u.state = 'active'
          left join identity.password_credentials p on p.user_id = u.id
         where i.org_id = p_org and i.token_hash = p_token_hash
           and i.accepted_at is null and i.revoked_at is null and i.expires_at > statement_timestamp()
           and o.state not in ('closing', 'purging', 'purged');
end $$;
comment on function identity.invitation_challenge(uuid, bytea) is 'HY-08: for the holder of the token alone; no row for a token that is unknown, used, taken back or run out.';

create function identity.accept_invitation(
    p_org uuid, p_token_hash bytea, p_name text, p_salt bytea, p_memory_kib integer, p_iterations integer, p_parallelism integer, p_tag bytea,
    p_member uuid, p_session uuid, p_login uuid, p_hash bytea, p_refresh bytea)
    returns table (org_id uuid, member_id uuid, member_role text, token_expires_at timestamptz, session_expires_at timestamptz)
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    open_one identity.invitations;
    organization record;
    inviter text[];
begin
    select * into open_one from identity.invitations i where i.org_id = p_org and i.token_hash = p_token_hash for update;
    if open_one.id is null or open_one.accepted_at is not null or open_one.revoked_at is not null or open_one.expires_at <= statement_timestamp() then
        raise exception using errcode = 'RH032', message = 'this invitation is not valid (any more)';
    end if;
    select o.slug, o.state into organization from identity.organizations o where o.org_id = p_org for share;
    if organization.state in ('closing', 'purging', 'purged') then
        raise exception using errcode = 'RH032', message = 'this invitation is not valid (any more)';
    end if;
    -- an invitation is worth what whoever made it may still do: suspended, removed or demoted since, they invite nobody
    perform from identity.memberships m where m.org_id = p_org and m.id = open_one.created_by and m.state = 'active' for share;
    if not found then
        raise exception using errcode = 'RH032', message = 'this invitation is not valid (any more)';
    end if;
    select e.permissions into inviter from identity.effective_permissions(p_org, open_one.created_by) e;
    if not 'org.invite' = any (inviter)
       or open_one.role in ('admin', 'hr') and not 'org.roles' = any (inviter)
       or open_one.employee_id is not null and not 'people.write' = any (inviter) then
        raise exception using errcode = 'RH032', message = 'this invitation is not valid (any more)';
    end if;
    perform identity.ensure_account(open_one.email, p_name, p_salt, p_memory_kib, p_iterations, p_parallelism, p_tag);
    insert into identity.memberships as m (org_id, id, user_id, employee_id, name, role, joined_at)
    select p_org, p_member, u.id, open_one.employee_id, p_name, open_one.role, statement_timestamp() from identity.users u where u.email = open_one.email
        on conflict on constraint memberships_org_id_user_id_key do update
       set role = excluded.role, state = 'active', employee_id = coalesce(excluded.employee_id, m.employee_id), name = excluded.name,
           joined_at = excluded.joined_at, left_at = null
     where m.state = 'left';
    if not found then
        raise exception using errcode = 'RH037', message = 'this account is a member of the organisation already';
    end if;
    update identity.invitations i set accepted_at = statement_timestamp() where i.org_id = p_org and i.id = open_one.id;
    return query select s.org_id, s.member_id, s.member_role, s.token_expires_at, s.session_expires_at
                   from identity.sign_in(open_one.email, p_tag, organization.slug, p_session, p_login, p_hash, p_refresh) s;
end $$;
comment on function identity.accept_invitation(uuid, bytea, text, bytea, integer, integer, integer, bytea, uuid, uuid, uuid, bytea, bytea) is 'HY-08: single use; creates the account if the address has none, else its password must be shown (RH040); opens a session. RH032 not valid, RH037 member already.';
alter function identity.invitation_challenge(uuid, bytea) owner to app_registrar;
alter function identity.accept_invitation(uuid, bytea, text, bytea, integer, integer, integer, bytea, uuid, uuid, uuid, bytea, bytea) owner to app_registrar;
grant execute on function identity.invitation_challenge(uuid, bytea),
    identity.accept_invitation(uuid, bytea, text, bytea, integer, integer, integer, bytea, uuid, uuid, uuid, bytea, bytea) to app_auth;
