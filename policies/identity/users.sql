-- Accounts are global and nobody's directory: a person reads their own, the sign-in and registrar owners what they must.
-- Colleagues are seen through memberships and employees.

alter table identity.users enable row level security;
alter table identity.users force row level security;

create policy read_own on identity.users for select to app_api
    using (id = (select c.user_id from app.caller c));
comment on policy read_own on identity.users is 'R1: only the account behind the caller''s session.';
create policy read_fellows on identity.users for select to app_kernel
    using (exists (select from identity.memberships m where m.user_id = users.id));
comment on policy read_fellows on identity.users is 'HM-05: identity.member_accounts; the floor of memberships leaves the accounts of one organisation.';
create policy find_at_sign_in on identity.users for select to app_signin using (true);
comment on policy find_at_sign_in on identity.users is 'HY-08: sign-in finds the account by its address.';
create policy lock_at_sign_in on identity.users for update to app_signin using (true) with check (false);
comment on policy lock_at_sign_in on identity.users is 'R23: sign-in locks the account it mints for (FOR SHARE asks for an update policy); it can write nothing.';
create policy registrar on identity.users for all to app_registrar using (true) with check (true);
comment on policy registrar on identity.users is 'Creates accounts and suspends them.';

grant select (id, email, name) on identity.users to app_api;
grant select (id, email) on identity.users to app_kernel;
grant select (id, email, state), update (created_at) on identity.users to app_signin;   -- see lock_at_sign_in
grant select, insert, update (name, state) on identity.users to app_registrar;
-- NOTE: no write of any kind for app_api: address and state change only through functions that prove the person.

create function identity.end_rights_of_account() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform identity.end_rights('account_suspended', p_user => new.id);
    return null;
end $$;
comment on function identity.end_rights_of_account() is 'R23: a suspended account loses its rights in every organisation at once.';
alter function identity.end_rights_of_account() owner to app_signin;
create trigger _950_end_rights after update of state on identity.users
    for each row when (new.state = 'suspended' and old.state is distinct from new.state) execute function identity.end_rights_of_account();

create function identity.suspend_account(p_user uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    update identity.users u set state = 'suspended' where u.id = p_user and u.state = 'active';
    if not found then
        raise exception using errcode = 'RH032', message = 'no active account with this id';
    end if;
end $$;
comment on function identity.suspend_account(uuid) is 'Operators: the account can no longer sign in anywhere, and every right it holds ends now.';
alter function identity.suspend_account(uuid) owner to app_registrar;
grant execute on function identity.suspend_account(uuid) to app_platform;

-- The account behind an address: made with this password if there is none, else the password must be the account's own. Nobody
-- attaches an organisation to somebody else's account. For sign-up and accepting alone.
create function identity.ensure_account(p_email text, p_name text, p_salt bytea, p_memory_kib integer, p_iterations integer, p_parallelism integer, p_tag bytea) returns uuid
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    account uuid;
begin
    insert into identity.users (id, email, name) values (app.uuid_v7(), lower(p_email), p_name)
        on conflict (email) do nothing returning id into account;
    if account is not null then
        insert into identity.password_credentials (user_id, salt, memory_kib, iterations, parallelism, tag_sha256)
        values (account, p_salt, p_memory_kib, p_iterations, p_parallelism, sha256(p_tag));
        return account;
    end if;
    select u.id into account
      from identity.users u join identity.password_credentials p on p.user_id = u.id
     where u.email = lower(p_email) and u.state = 'active' and p.tag_sha256 = sha256(p_tag);
    if account is null then
        raise exception using errcode = 'RH040', message = 'e-mail address, password or organisation is wrong';
    end if;
    return account;
end $$;
comment on function identity.ensure_account(text, text, bytea, integer, integer, integer, bytea) is 'HY-08: the account of an address, new or proven by its password; RH040 otherwise.';
alter function identity.ensure_account(text, text, bytea, integer, integer, integer, bytea) owner to app_registrar;

-- Sign-up: an organisation, its first admin, and a session, in one transaction.
create function identity.sign_up(
    p_email text, p_name text, p_salt bytea, p_memory_kib integer, p_iterations integer, p_parallelism integer, p_tag bytea,
    p_org uuid, p_slug text, p_organization text, p_timezone text,
    p_member uuid, p_session uuid, p_login uuid, p_hash bytea, p_refresh bytea)
    returns table (org_id uuid, member_id uuid, member_role text, token_expires_at timestamptz, session_expires_at timestamptz)
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    account uuid;
begin
    if not (select d.sign_up from platform.deployment d) then
        raise exception using errcode = 'RH035', message = 'sign-up is closed here', hint = 'Ask the operators of this service for an organisation.';
    end if;
    -- the slug first: whoever asks with one that is taken learns nothing about the address
    if exists (select from identity.organizations o where o.slug = p_slug) then
        raise exception using errcode = 'unique_violation', constraint = 'organizations_slug_key', message = 'this slug is taken';
    end if;
    account := identity.ensure_account(p_email, p_name, p_salt, p_memory_kib, p_iterations, p_parallelism, p_tag);
    perform identity.found_organization(p_org, p_slug, p_organization, p_timezone);
    insert into identity.memberships (org_id, id, user_id, name, role, joined_at) values (p_org, p_member, account, p_name, 'admin', statement_timestamp());
    return query select s.org_id, s.member_id, s.member_role, s.token_expires_at, s.session_expires_at
                   from identity.sign_in(p_email, p_tag, p_slug, p_session, p_login, p_hash, p_refresh) s;
end $$;
comment on function identity.sign_up(text, text, bytea, integer, integer, integer, bytea, uuid, text, text, text, uuid, uuid, uuid, bytea, bytea) is 'HY-08: founds an organisation with its first admin and opens a session; RH035 where operators closed sign-up, RH040 if the address has an account with another password, unique_violation if the slug is taken.';
alter function identity.sign_up(text, text, bytea, integer, integer, integer, bytea, uuid, text, text, text, uuid, uuid, uuid, bytea, bytea) owner to app_registrar;
grant execute on function identity.sign_up(text, text, bytea, integer, integer, integer, bytea, uuid, text, text, text, uuid, uuid, uuid, bytea, bytea) to app_auth;
