-- Accounts are global and nobody's directory: a person reads their own, the sign-in and registrar owners what they must.
-- Colleagues are seen through memberships and employees.

alter table identity.users enable row level security;
alter table identity.users force row level security;

create policy read_own on identity.users for select to app_api
    using (id = (select c.user_id from app.caller c));
comment on policy read_own on identity.users is 'R1: only the account behind the caller''s session.';
create policy find_at_sign_in on identity.users for select to app_signin using (true);
comment on policy find_at_sign_in on identity.users is 'HY-08: sign-in finds the account by its address.';
create policy lock_at_sign_in on identity.users for update to app_signin using (true) with check (false);
comment on policy lock_at_sign_in on identity.users is 'R23: sign-in locks the account it mints for (FOR SHARE asks for an update policy); it can write nothing.';
create policy registrar on identity.users for all to app_registrar using (true) with check (true);
comment on policy registrar on identity.users is 'Creates accounts and suspends them.';

grant select (id, email, name) on identity.users to app_api;
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
