-- A member sees the row of their own organisation and no other; an admin renames it. State moves only by the functions below.
-- Founding comes from operators now and from sign-up later, through the registrar, before there is a caller.

alter table identity.organizations enable row level security;
alter table identity.organizations force row level security;

create policy tenant on identity.organizations as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on identity.organizations is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_own on identity.organizations for select to app_api, app_worker, app_kernel, app_transition using (org_id is not null);
comment on policy read_own on identity.organizations is 'HY-17: everyone in the organisation reads its row; the floor leaves one.';
create policy rename_by_admin on identity.organizations for update to app_api using (org_id = (select c.org_id from app.caller c where 'org.settings' = any (c.permissions)));
comment on policy rename_by_admin on identity.organizations is 'HM-05: an admin changes the name, within the column grant.';
create policy move_state on identity.organizations for update to app_transition using (org_id is not null);
comment on policy move_state on identity.organizations is 'R34: closing and its cancellation, by the functions below.';
create policy registrar on identity.organizations for all to app_registrar using (true) with check (true);
comment on policy registrar on identity.organizations is 'Founding and purging, before and after there can be a caller.';
create policy find_at_sign_in on identity.organizations for select to app_signin using (true);
comment on policy find_at_sign_in on identity.organizations is 'HY-08: sign-in finds the organisation by its slug.';

create policy lock_at_sign_in on identity.organizations for update to app_signin using (true) with check (false);
comment on policy lock_at_sign_in on identity.organizations is 'R23: sign-in locks the organisation it mints for (FOR SHARE asks for an update policy); it can write nothing.';

grant select on identity.organizations to app_api, app_worker, app_transition;
grant select (org_id, state) on identity.organizations to app_kernel;
grant select (org_id, slug, name, state), update (row_version) on identity.organizations to app_signin;   -- see lock_at_sign_in
grant update (name) on identity.organizations to app_api;
grant update (state, closes_at, purge_after) on identity.organizations to app_transition;
grant select, insert, update (state) on identity.organizations to app_registrar;
-- NOTE: no INSERT or DELETE for app_api; region and slug are fixed after founding.

-- a closing organisation's own row still moves: that is how a closure is cancelled
create trigger _100_writable before insert or update or delete on identity.organizations
    for each statement when (current_user not in ('app_transition', 'app_registrar')) execute function app.assert_writable();
create trigger _200_same_org before update on identity.organizations
    for each row when (current_user not in ('app_signin', 'app_registrar')) execute function app.reject_foreign_org();
create trigger _300_stamp before insert or update on identity.organizations for each row execute function app.stamp_version();
call audit.watch('identity.organizations', 'organization', p_id => 'org_id');

create function identity.end_rights_of_organization() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform identity.end_rights('organization_purged', p_org => new.org_id);
    return null;
end $$;
comment on function identity.end_rights_of_organization() is 'R23: nobody enters a purging or purged organisation.';
alter function identity.end_rights_of_organization() owner to app_signin;
create trigger _950_end_rights after update of state on identity.organizations
    for each row when (new.state in ('purging', 'purged') and old.state is distinct from new.state) execute function identity.end_rights_of_organization();

create function identity.close_organization() returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    caller record;
begin
    select c.org_id into caller from app.caller c where 'org.close' = any (c.permissions);
    if caller.org_id is null then
        raise exception using errcode = 'RH030', message = 'closing the organisation takes org.close';
    end if;
    update identity.organizations o
       set state = 'closing', closes_at = statement_timestamp(), purge_after = statement_timestamp() + interval '30 days'
     where o.org_id = caller.org_id and o.state in ('trial', 'active', 'past_due');
    if not found then
        raise exception using errcode = 'RH031', message = 'the organisation is already closing';
    end if;
end $$;
comment on function identity.close_organization() is 'R34, HY-32: org.close; read-only at once, purged after 30 days.';
alter function identity.close_organization() owner to app_transition;

create function identity.cancel_closing() returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    caller record;
begin
    select c.org_id into caller from app.caller c where 'org.close' = any (c.permissions);
    if caller.org_id is null then
        raise exception using errcode = 'RH030', message = 'cancelling the closure takes org.close';
    end if;
    update identity.organizations o set state = 'active', closes_at = null, purge_after = null
     where o.org_id = caller.org_id and o.state = 'closing';
    if not found then
        raise exception using errcode = 'RH031', message = 'the organisation is not closing';
    end if;
end $$;
comment on function identity.cancel_closing() is 'R34: org.close; the organisation is writable again in the next statement.';
alter function identity.cancel_closing() owner to app_transition;
grant execute on function identity.close_organization(), identity.cancel_closing() to app_api;

create function identity.found_organization(p_org uuid, p_slug text, p_name text, p_timezone text) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    insert into identity.organizations (org_id, slug, name) values (p_org, p_slug, p_name);
    insert into identity.org_settings (org_id, timezone) values (p_org, p_timezone);
end $$;
comment on function identity.found_organization(uuid, text, text, text) is 'Creates an organisation with its settings; unique_violation if the slug is taken.';
alter function identity.found_organization(uuid, text, text, text) owner to app_registrar;

create function identity.begin_purge(p_org uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    update identity.organizations o set state = 'purging' where o.org_id = p_org and o.state = 'closing' and o.purge_after <= statement_timestamp();
    if not found then
        raise exception using errcode = 'RH031', message = 'only an organisation whose closing period has run out can be purged';
    end if;
end $$;
comment on function identity.begin_purge(uuid) is 'HY-32: closing -> purging after the 30 days; every right in it ends in this transaction.';
alter function identity.begin_purge(uuid) owner to app_registrar;
grant execute on function identity.found_organization(uuid, text, text, text), identity.begin_purge(uuid) to app_platform;
