-- The only door to the caller's own right; app.caller is a plain view on it and every policy is built on that view.
-- A row is visible only to who holds its secret. There is no "using (true)" for the kernel: even its own functions see no
-- right whose secret they were not given. Only the sign-in owner, which nobody can log in as, mints rows and ends them.

alter table identity.capabilities enable row level security;
alter table identity.capabilities force row level security;

create policy live_right on identity.capabilities for select
    to app_api, app_worker, app_kernel, app_transition, app_scribe
    using (
        org_id = nullif(current_setting('app.org_id', true), '')::uuid
        and hash = sha256(convert_to(current_setting('app.session', true), 'UTF8'))
        and role = current_setting('app.role', true)                      -- the claim must equal the live right
        and expires_at > clock_timestamp()                                -- now() freezes with the transaction, statement_timestamp() with the message
        and current_setting('transaction_isolation') = 'read committed'   -- an old snapshot would keep an ended right alive
    );
comment on policy live_right on identity.capabilities is 'R23: visible only to who holds its secret, claims its organisation and role, and only while it lives.';
create policy members_enter on identity.capabilities as restrictive for select to app_api using (kind = 'member');
comment on policy members_enter on identity.capabilities is 'The request pool acts for members: a job''s secret opens nothing there.';
create policy jobs_enter on identity.capabilities as restrictive for select to app_worker using (kind = 'job');
comment on policy jobs_enter on identity.capabilities is 'Workers act for jobs: a member''s secret opens nothing there.';
create policy through_its_own_login on identity.capabilities as restrictive for select to app_kernel, app_transition, app_scribe
    using (session_user <> case kind when 'job' then 'app_api' else 'app_worker' end);
comment on policy through_its_own_login on identity.capabilities is 'The same for the functions that these logins call: whose login it is decides which kind of right opens.';
create policy mint_and_end on identity.capabilities for all to app_signin using (true) with check (true);
comment on policy mint_and_end on identity.capabilities is 'R23: sign-in mints rows, end-of-right triggers delete them; no login can become app_signin.';

-- NOTE: hash and expires_at carry no grant: a secret's digest is nobody's to read. No login may insert or delete.
grant select (org_id, kind, role, session_id, member_id, user_id, employee_id, job_id, permissions, site_ids) on identity.capabilities
    to app_api, app_worker, app_kernel, app_transition, app_scribe;
grant select, insert, update (permissions, site_ids, expires_at), delete on identity.capabilities to app_signin;

-- What a member may do: the role's permissions and what groups allow, changed by overrides that have not run out; deny beats
-- allow. valid_until is when the first of them runs out: no right that rests on one is minted beyond it.
create function identity.effective_permissions(p_org uuid, p_member uuid) returns table (permissions text[], site_ids uuid[], valid_until timestamptz)
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if current_setting('transaction_isolation') <> 'read committed' then
        raise exception using errcode = 'RH005', message = 'rights are read live: only READ COMMITTED transactions may mint';
    end if;
    return query
        with standing as (
            select o.permission, o.effect, o.expires_at from identity.permission_overrides o
             where o.org_id = p_org and o.member_id = p_member and o.state = 'active'
               and (o.expires_at is null or o.expires_at > statement_timestamp())
        ), allowed as (
            select r.permission from identity.role_permissions r join identity.memberships m on m.role = r.role where m.org_id = p_org and m.id = p_member
            union
            select g.permission from identity.group_permissions g
              join identity.group_members x on x.org_id = g.org_id and x.group_id = g.group_id
             where x.org_id = p_org and x.member_id = p_member
            union
            select s.permission from standing s where s.effect = 'allow'
        )
        select array(select a.permission from allowed a
                      where a.permission not in (select s.permission from standing s where s.effect = 'deny') order by 1),
               nullif(array(select l.site_id from identity.membership_sites l where l.org_id = p_org and l.member_id = p_member order by 1), '{}'),
               (select min(s.expires_at) from standing s);
end $$;
comment on function identity.effective_permissions(uuid, uuid) is 'R21, R23: role, then groups, then overrides; deny beats allow; and the sites the member is limited to.';
alter function identity.effective_permissions(uuid, uuid) owner to app_signin;
grant execute on function identity.effective_permissions(uuid, uuid) to app_registrar;   -- what an inviter may still do

-- Mints one right of a member in a session. The caller of this function has locked the membership (FOR SHARE) in an earlier
-- statement, so whatever changes permissions waits, and then finds the row to renew.
create function identity.mint(p_org uuid, p_member uuid, p_session uuid, p_hash bytea) returns table (member_role text, token_expires_at timestamptz)
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    member record;
    effective record;
    until timestamptz;
begin
    select m.user_id, m.employee_id, m.role into member from identity.memberships m where m.org_id = p_org and m.id = p_member;
    select * into effective from identity.effective_permissions(p_org, p_member);
    until := least(statement_timestamp() + interval '15 minutes', effective.valid_until);
    insert into identity.capabilities (org_id, hash, kind, role, session_id, member_id, user_id, employee_id, permissions, site_ids, expires_at)
    values (p_org, p_hash, 'member', member.role, p_session, p_member, member.user_id, member.employee_id, effective.permissions, effective.site_ids, until);
    return query select member.role, until;
end $$;
comment on function identity.mint(uuid, uuid, uuid, bytea) is 'HY-10: one capability for 15 minutes, or until the first override runs out. For the sign-in functions alone.';
alter function identity.mint(uuid, uuid, uuid, bytea) owner to app_signin;

-- Called by the triggers of everything that permissions are computed from.
create function identity.renew_rights(p_org uuid, p_member uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    effective record;
begin
    perform from identity.memberships m where m.org_id = p_org and m.id = p_member for update;   -- a mint under way commits first
    select * into effective from identity.effective_permissions(p_org, p_member);
    update identity.capabilities c
       set permissions = effective.permissions, site_ids = effective.site_ids, expires_at = least(c.expires_at, effective.valid_until)
     where c.org_id = p_org and c.member_id = p_member;
end $$;
comment on function identity.renew_rights(uuid, uuid) is 'R23: every live right of the member, jobs included, has the new permissions with the next statement.';
alter function identity.renew_rights(uuid, uuid) owner to app_signin;
