-- One permission more or less for one member. Members see their own, admin and hr all. Given and taken by the functions below:
-- never for oneself (R20); an hr-only one waits for an hr person who is neither the grantee nor the requester (R21).

alter table identity.permission_overrides enable row level security;
alter table identity.permission_overrides force row level security;

create policy tenant on identity.permission_overrides as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on identity.permission_overrides is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_own on identity.permission_overrides for select to app_api
    using ((org_id, member_id) = (select c.org_id, c.member_id from app.caller c));
comment on policy read_own on identity.permission_overrides is 'R1: one''s own overrides, with their reasons.';
create policy read_by_people_team on identity.permission_overrides for select to app_api
    using (org_id = (select c.org_id from app.caller c where 'org.members.read' = any (c.permissions)));
comment on policy read_by_people_team on identity.permission_overrides is 'R21: admin and hr read every override, so hr sees each request for an hr-only one.';
create policy decide on identity.permission_overrides for all to app_transition using (id is not null) with check (id is not null);
comment on policy decide on identity.permission_overrides is 'R20, R21: by the functions below, inside the floor.';
create policy compute_rights on identity.permission_overrides for select to app_signin using (true);
comment on policy compute_rights on identity.permission_overrides is 'R23: effective permissions are computed where rights are minted.';

grant select on identity.permission_overrides to app_api, app_signin;
grant select, insert, update (state, expires_at, decided_by, decided_at) on identity.permission_overrides to app_transition;
-- NOTE: no INSERT, UPDATE or DELETE for app_api: every move is a function's, and history stays.

call app.guard('identity.permission_overrides');
call audit.watch('identity.permission_overrides', 'permission_override');

create function identity.renew_rights_of_override() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform identity.renew_rights(new.org_id, new.member_id);
    return null;
end $$;
comment on function identity.renew_rights_of_override() is 'R23: an override that begins or ends changes rights with the next statement.';
alter function identity.renew_rights_of_override() owner to app_signin;
create trigger _950_renew_rights after insert or update on identity.permission_overrides for each row execute function identity.renew_rights_of_override();

create function identity.override_permission(p_id uuid, p_member uuid, p_permission text, p_effect text, p_reason text, p_expires_at timestamptz) returns text
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    caller record;
    listed record;
    made text;
begin
    select c.org_id, c.member_id into caller from app.caller c where 'org.roles' = any (c.permissions);
    if caller.member_id is null then
        raise exception using errcode = 'RH030', message = 'giving and taking permissions takes org.roles';
    end if;
    select p.code, p.hr_only into listed from identity.permissions p where p.code = p_permission;
    if listed.code is null then
        raise exception using errcode = 'RH051', message = 'the catalogue has no such permission', hint = 'list_permissions shows them.';
    end if;
    if p_member = caller.member_id then
        raise exception using errcode = 'RH033', message = 'nobody changes their own permissions', hint = 'Another admin can.';
    end if;
    perform from identity.memberships m where m.id = p_member and m.state <> 'left' for update;   -- leaving under way commits first
    if not found then
        raise exception using errcode = 'RH032', message = 'no such member';
    end if;
    if p_expires_at <= statement_timestamp() then
        raise exception using errcode = 'RH050', message = 'an override ends in the future';
    end if;
    made := case when listed.hr_only and p_effect = 'allow' then 'requested' else 'active' end;
    insert into identity.permission_overrides (org_id, id, member_id, permission, effect, reason, state, expires_at)
    values (caller.org_id, p_id, p_member, p_permission, p_effect, p_reason, made,
            coalesce(p_expires_at, case when made = 'requested' then statement_timestamp() + interval '90 days' end));
    return made;
end $$;
comment on function identity.override_permission(uuid, uuid, text, text, text, timestamptz) is 'R20, R21: active at once, or requested if hr has to decide (then it ends after 90 days unless said otherwise). RH030, RH032, RH033, RH050, RH051.';

create function identity.decide_override(p_override uuid, p_approve boolean) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    caller record;
    request identity.permission_overrides;
    version bigint;
begin
    select c.org_id, c.member_id into caller from app.caller c where c.role = 'hr';
    if caller.member_id is null then
        raise exception using errcode = 'RH030', message = 'only hr decides about hr-only permissions';
    end if;
    select * into request from identity.permission_overrides o where o.id = p_override for update;
    if not found then
        raise exception using errcode = 'RH032', message = 'no such override';
    end if;
    if caller.member_id in (request.member_id, request.created_by) then
        raise exception using errcode = 'RH033', message = 'nobody decides about a permission they asked for or would hold', hint = 'Another hr person can.';
    end if;
    if request.state <> 'requested' or request.expires_at <= statement_timestamp() then
        raise exception using errcode = 'RH031', message = 'this override does not wait for a decision';
    end if;
    update identity.permission_overrides o
       set state = case when p_approve then 'active' else 'rejected' end, decided_by = caller.member_id, decided_at = statement_timestamp()
     where o.org_id = request.org_id and o.id = request.id returning o.row_version into version;
    return version;
end $$;
comment on function identity.decide_override(uuid, boolean) is 'R21: hr, neither grantee nor requester; requested -> active | rejected. Returns row_version.';

create function identity.revoke_override(p_override uuid) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    caller record;
    standing identity.permission_overrides;
    version bigint;
begin
    select c.org_id, c.member_id, c.role, 'org.roles' = any (c.permissions) as gives into caller from app.caller c;
    -- before the look-up: who may take nothing back is not told which overrides there are
    if not coalesce(caller.gives or caller.role = 'hr', false) then
        raise exception using errcode = 'RH030', message = 'taking an override back takes org.roles, or hr for an hr-only one that allows';
    end if;
    select * into standing from identity.permission_overrides o where o.id = p_override for update;
    if standing.id is null then
        raise exception using errcode = 'RH032', message = 'no such override';
    end if;
    if not caller.gives
       and not (standing.effect = 'allow' and exists (select from identity.permissions p where p.code = standing.permission and p.hr_only)) then
        raise exception using errcode = 'RH030', message = 'taking an override back takes org.roles, or hr for an hr-only one that allows';
    end if;
    if standing.member_id = caller.member_id then
        raise exception using errcode = 'RH033', message = 'nobody changes their own permissions', hint = 'Another admin can.';
    end if;
    if standing.state not in ('requested', 'active') then
        raise exception using errcode = 'RH031', message = 'this override has ended already';
    end if;
    update identity.permission_overrides o set state = 'revoked', decided_by = caller.member_id, decided_at = statement_timestamp()
     where o.org_id = standing.org_id and o.id = standing.id returning o.row_version into version;
    return version;
end $$;
comment on function identity.revoke_override(uuid) is 'R20: org.roles, or hr for an hr-only one that allows; requested | active -> revoked. Returns row_version.';

alter function identity.override_permission(uuid, uuid, text, text, text, timestamptz) owner to app_transition;
alter function identity.decide_override(uuid, boolean) owner to app_transition;
alter function identity.revoke_override(uuid) owner to app_transition;
grant execute on function identity.override_permission(uuid, uuid, text, text, text, timestamptz), identity.decide_override(uuid, boolean), identity.revoke_override(uuid) to app_api;
