-- Members read their own membership; admin and hr read every one of the organisation; everybody reads names, through
-- identity.member_directory. Role and state carry no UPDATE grant: they move by the functions below, with org.members or
-- org.roles, never on oneself (R20), never on the last admin (R22).

alter table identity.memberships enable row level security;
alter table identity.memberships force row level security;

create policy tenant on identity.memberships as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on identity.memberships is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_own on identity.memberships for select to app_api
    using ((org_id, id) = (select c.org_id, c.member_id from app.caller c));
comment on policy read_own on identity.memberships is 'R1: one''s own membership.';
create policy read_by_people_team on identity.memberships for select to app_api
    using (org_id = (select c.org_id from app.caller c where 'org.members.read' = any (c.permissions)));
comment on policy read_by_people_team on identity.memberships is 'HM-05: admin and hr read every membership of the organisation.';
create policy move_state on identity.memberships for all to app_transition using (id is not null) with check (id is not null);
comment on policy move_state on identity.memberships is 'R20, R22: role and state move by the functions below, inside the floor.';
create policy find_at_sign_in on identity.memberships for select to app_signin using (true);
comment on policy find_at_sign_in on identity.memberships is 'HY-08: sign-in finds the memberships of an account.';
create policy lock_at_sign_in on identity.memberships for update to app_signin using (true) with check (false);
comment on policy lock_at_sign_in on identity.memberships is 'R23: sign-in locks the membership it mints for (FOR SHARE asks for an update policy); it can write nothing.';
create policy find_people on identity.memberships for select to app_kernel using (id is not null);
comment on policy find_people on identity.memberships is 'app.reports() and identity.member_directory, inside the floor.';
create policy lock_who_joins on identity.memberships for update to app_kernel using (id is not null) with check (false);
comment on policy lock_who_joins on identity.memberships is 'R19: the guard of group_members waits for a leaving under way (FOR SHARE asks for an update policy); it can write nothing.';
create policy registrar on identity.memberships for all to app_registrar using (true) with check (true);
comment on policy registrar on identity.memberships is 'Admits members before there is a caller.';

grant select (org_id, id, employee_id, name, role, state, joined_at, left_at, created_at, created_by, row_version) on identity.memberships to app_api;
grant select, update (role, state, left_at, employee_id) on identity.memberships to app_transition;
grant select (org_id, id, user_id, employee_id, role, state), update (row_version) on identity.memberships to app_signin;   -- see lock_at_sign_in
grant select (org_id, id, user_id, employee_id, name, role, state), update (row_version) on identity.memberships to app_kernel;   -- see lock_who_joins
grant select, insert, update (employee_id, name, role, state, joined_at, left_at) on identity.memberships to app_registrar;
-- NOTE: user_id is not granted to app_api: account ids are global and would join one person's organisations.

call app.guard('identity.memberships');
call audit.watch('identity.memberships', 'membership', p_secret => '{user_id}');

-- The directory tier of memberships: names behind the ids that rows carry as their authors. Not security_invoker: it reads as
-- app_kernel, inside the floor, and shows these columns alone.
create view identity.member_directory with (security_barrier) as
    select m.org_id, m.id, m.name, m.employee_id, m.state
      from identity.memberships m
     where m.org_id = (select c.org_id from app.caller c where c.kind = 'member');
comment on view identity.member_directory is 'HM-05: id, name, employee and state of every member of the caller''s organisation, for every member of it.';
alter view identity.member_directory owner to app_kernel;
grant select on identity.member_directory to app_api;

-- The address a member signs in with, for whoever reads memberships. Accounts stay global and private otherwise.
create view identity.member_accounts with (security_barrier) as
    select m.org_id, m.id, u.email
      from identity.memberships m join identity.users u on u.id = m.user_id
     where m.org_id = (select c.org_id from app.caller c where c.kind = 'member' and 'org.members.read' = any (c.permissions));
comment on view identity.member_accounts is 'HM-05: the sign-in address of the members of the caller''s organisation, with org.members.read.';
alter view identity.member_accounts owner to app_kernel;
grant select on identity.member_accounts to app_api;

-- Whoever becomes an employee's member reads that employee's private data as their own: an entry about the employee, which the
-- employee sees, whoever did it and however.
create function identity.record_link() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform audit.record(new.org_id, 'employee.linked', 'employee', new.employee_id, jsonb_build_object('member_id', jsonb_build_array(null, new.id)), null, tg_argv[0]::boolean);
    return null;
end $$;
comment on function identity.record_link() is 'R3: who became whose member; shown to the employee with the readings of private data.';
alter function identity.record_link() owner to app_transition;
create trigger _920_linked after insert or update of employee_id on identity.memberships
    for each row when (new.employee_id is not null and current_user not in ('app_signin', 'app_registrar')) execute function identity.record_link('false');
create trigger _930_linked after insert or update of employee_id on identity.memberships
    for each row when (new.employee_id is not null and current_user in ('app_signin', 'app_registrar')) execute function identity.record_link('true');

-- a capability carries role and employee: when either, or the state, changes, what it carries is no longer true
create function identity.end_rights_of_member() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform identity.end_rights(case new.state when 'suspended' then 'member_suspended' when 'left' then 'member_left' else 'role_changed' end,
        p_org => new.org_id, p_member => new.id);
    return null;
end $$;
comment on function identity.end_rights_of_member() is 'R19, R23: suspension, leaving, another role or another employee end every right of the member.';
alter function identity.end_rights_of_member() owner to app_signin;
create trigger _950_end_rights after update on identity.memberships
    for each row when ((new.role, new.state, new.employee_id) is distinct from (old.role, old.state, old.employee_id)) execute function identity.end_rights_of_member();

-- whoever leaves and is invited back begins with the invited role alone: who may invite gives no rights. What narrows (denials,
-- site limits) stays.
create function identity.end_what_was_given() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    decider constant uuid := (select c.member_id from app.caller c);
begin
    delete from identity.group_members g where g.org_id = new.org_id and g.member_id = new.id;
    update identity.permission_overrides o
       set state = 'revoked', decided_by = decider, decided_at = case when decider is not null then statement_timestamp() end
     where o.org_id = new.org_id and o.member_id = new.id and o.effect = 'allow' and o.state in ('requested', 'active');
    update identity.delegations d set ended_at = statement_timestamp()
     where d.org_id = new.org_id and new.id in (d.from_member_id, d.to_member_id) and d.ended_at is null;
    return null;
end $$;
comment on function identity.end_what_was_given() is 'R19, R20: groups, permissions given and delegations end with the membership.';
alter function identity.end_what_was_given() owner to app_transition;
create trigger _940_end_what_was_given after update of state on identity.memberships
    for each row when (new.state = 'left' and old.state is distinct from new.state) execute function identity.end_what_was_given();

-- Checks shared by the five transitions; returns the target, locked. The floor keeps both inside the organisation. The lock on every active admin makes two admins who
-- demote each other at the same moment wait for one another.
create function identity.member_to_change(p_member uuid, p_permission text) returns identity.memberships
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    caller record;
    target identity.memberships;
begin
    perform from identity.memberships m where m.role = 'admin' and m.state = 'active' order by m.id for update;
    select c.member_id into caller from app.caller c where p_permission = any (c.permissions);   -- after the lock: the caller may just have been demoted
    if caller.member_id is null then
        raise exception using errcode = 'RH030', message = format('this takes %s', p_permission);
    end if;
    select * into target from identity.memberships m where m.id = p_member for update;
    if not found then
        raise exception using errcode = 'RH032', message = 'no such member';
    end if;
    if target.id = caller.member_id then
        raise exception using errcode = 'RH033', message = 'nobody changes their own role or membership', hint = 'Another admin can.';
    end if;
    return target;
end $$;
comment on function identity.member_to_change(uuid, text) is 'R20: RH030 without the permission, RH032 no such member, RH033 oneself.';
alter function identity.member_to_change(uuid, text) owner to app_transition;

create function identity.reject_last_admin() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (select from identity.memberships m where m.org_id = old.org_id and m.role = 'admin' and m.state = 'active' and m.id <> old.id) then
        raise exception using errcode = 'RH034', message = 'the last active admin cannot be suspended, demoted or removed', hint = 'Make somebody else admin first.';
    end if;
    return new;
end $$;
comment on function identity.reject_last_admin() is 'R22: RH034, whatever function or hand changes the row.';
create trigger _400_last_admin before update of role, state on identity.memberships
    for each row when (old.role = 'admin' and old.state = 'active' and (new.role <> 'admin' or new.state <> 'active')) execute function identity.reject_last_admin();

create function identity.set_member_role(p_member uuid, p_role text) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    target identity.memberships := identity.member_to_change(p_member, 'org.roles');
    version bigint;
begin
    if target.state not in ('active', 'suspended', 'invited') then
        raise exception using errcode = 'RH031', message = 'this member has left';
    end if;
    update identity.memberships m set role = p_role where m.org_id = target.org_id and m.id = target.id returning m.row_version into version;
    return version;
end $$;
comment on function identity.set_member_role(uuid, text) is 'R20, R22, R23: org.roles; the member''s rights end with this transaction and the next sign-in has the new role. Returns row_version.';

create function identity.suspend_member(p_member uuid) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    target identity.memberships := identity.member_to_change(p_member, 'org.members');
    version bigint;
begin
    if target.state <> 'active' then
        raise exception using errcode = 'RH031', message = 'only an active member can be suspended';
    end if;
    update identity.memberships m set state = 'suspended' where m.org_id = target.org_id and m.id = target.id returning m.row_version into version;
    return version;
end $$;
comment on function identity.suspend_member(uuid) is 'R20, R22, R23: org.members; active -> suspended, every right ends now. Returns row_version.';

create function identity.resume_member(p_member uuid) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    target identity.memberships := identity.member_to_change(p_member, 'org.members');
    version bigint;
begin
    if target.state <> 'suspended' then
        raise exception using errcode = 'RH031', message = 'only a suspended member can be resumed';
    end if;
    update identity.memberships m set state = 'active' where m.org_id = target.org_id and m.id = target.id returning m.row_version into version;
    return version;
end $$;
comment on function identity.resume_member(uuid) is 'R20: org.members; suspended -> active. Returns row_version.';

create function identity.remove_member(p_member uuid) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    target identity.memberships := identity.member_to_change(p_member, 'org.members');
    version bigint;
begin
    if target.state = 'left' then
        raise exception using errcode = 'RH031', message = 'this member has already left';
    end if;
    update identity.memberships m set state = 'left', left_at = statement_timestamp()
     where m.org_id = target.org_id and m.id = target.id returning m.row_version into version;
    return version;
end $$;
comment on function identity.remove_member(uuid) is 'R19, R20, R22: org.members; the member leaves, every right ends now. Returns row_version.';

create function identity.link_member(p_member uuid, p_employee uuid) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    target identity.memberships := identity.member_to_change(p_member, 'org.members');
    version bigint;
begin
    if target.state = 'left' then
        raise exception using errcode = 'RH031', message = 'this member has left';
    end if;
    update identity.memberships m set employee_id = p_employee where m.org_id = target.org_id and m.id = target.id returning m.row_version into version;
    return version;
end $$;
comment on function identity.link_member(uuid, uuid) is 'R1, R20: org.members, not oneself; whose employee row the member''s own is (null: none). Rights end and begin anew. Returns row_version.';
alter function identity.link_member(uuid, uuid) owner to app_transition;
grant execute on function identity.link_member(uuid, uuid) to app_api;
alter function identity.set_member_role(uuid, text) owner to app_transition;
alter function identity.suspend_member(uuid) owner to app_transition;
alter function identity.resume_member(uuid) owner to app_transition;
alter function identity.remove_member(uuid) owner to app_transition;
grant execute on function identity.set_member_role(uuid, text), identity.suspend_member(uuid), identity.resume_member(uuid), identity.remove_member(uuid) to app_api;

-- Admits one account to one organisation, creating the account if the address is new. Used by operators and demo data;
-- invitations get functions of their own. The password arrives as what Argon2id made of it.
create function identity.admit_member(
    p_org uuid, p_member uuid, p_email text, p_name text, p_role text, p_employee uuid,
    p_salt bytea, p_memory_kib integer, p_iterations integer, p_parallelism integer, p_tag bytea) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    account uuid;
begin
    if exists (select from identity.organizations o where o.org_id = p_org and o.state in ('closing', 'purging', 'purged')) then
        raise exception using errcode = 'RH010', message = 'this organisation is closing: it can be read and exported, not changed';
    end if;
    insert into identity.users (id, email, name) values (app.uuid_v7(), lower(p_email), p_name)
        on conflict (email) do nothing;
    select u.id into account from identity.users u where u.email = lower(p_email);
    insert into identity.password_credentials (user_id, salt, memory_kib, iterations, parallelism, tag_sha256)
    values (account, p_salt, p_memory_kib, p_iterations, p_parallelism, sha256(p_tag))
        on conflict (user_id) do nothing;
    insert into identity.memberships (org_id, id, user_id, employee_id, name, role, joined_at)
    values (p_org, p_member, account, p_employee, p_name, p_role, statement_timestamp())
        on conflict (org_id, user_id) do update set employee_id = excluded.employee_id, name = excluded.name;
end $$;
comment on function identity.admit_member(uuid, uuid, text, text, text, uuid, bytea, integer, integer, integer, bytea) is 'Operators: account (if new), credential (if none) and membership in one step; an existing credential or role is left alone.';
alter function identity.admit_member(uuid, uuid, text, text, text, uuid, bytea, integer, integer, integer, bytea) owner to app_registrar;
grant execute on function identity.admit_member(uuid, uuid, text, text, text, uuid, bytea, integer, integer, integer, bytea) to app_platform;
