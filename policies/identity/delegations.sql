-- A stand-in while somebody is away: approvals, and reading the delegator's direct reports, for dated days (R18). Seen by both sides,
-- admin and hr. Made by the delegator alone, ended by the delegator, admin or hr. What was written meanwhile stays its writer's.

alter table identity.delegations enable row level security;
alter table identity.delegations force row level security;

create policy tenant on identity.delegations as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on identity.delegations is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_party on identity.delegations for select to app_api
    using ((org_id, from_member_id) = (select c.org_id, c.member_id from app.caller c)
        or (org_id, to_member_id) = (select c.org_id, c.member_id from app.caller c));
comment on policy read_party on identity.delegations is 'R18: what one delegated, and what was delegated to one.';
create policy read_by_people_team on identity.delegations for select to app_api
    using (org_id = (select c.org_id from app.caller c where 'org.members.read' = any (c.permissions)));
comment on policy read_by_people_team on identity.delegations is 'R18: admin and hr see who stands in for whom.';
create policy make_and_end on identity.delegations for all to app_transition using (id is not null) with check (id is not null);
comment on policy make_and_end on identity.delegations is 'R18: by the functions below, inside the floor.';
create policy find_stand_ins on identity.delegations for select to app_kernel using (id is not null);
comment on policy find_stand_ins on identity.delegations is 'app.reports(), inside the floor.';

grant select on identity.delegations to app_api, app_kernel;
grant select, insert, update (ended_at) on identity.delegations to app_transition;
-- NOTE: no write for app_api: a delegation is never redated, it is ended and made again.

call app.guard('identity.delegations');
call audit.watch('identity.delegations', 'delegation');

create function identity.delegate(p_id uuid, p_to uuid, p_approvals boolean, p_report_reads boolean, p_from date, p_until date) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    caller record;
begin
    select c.org_id, c.member_id into caller from app.caller c where c.kind = 'member' and c.role in ('manager', 'ops', 'hr', 'admin');
    if caller.member_id is null then
        raise exception using errcode = 'RH030', message = 'your role has nothing to delegate';
    end if;
    if p_to = caller.member_id then
        raise exception using errcode = 'RH033', message = 'nobody stands in for themselves';
    end if;
    perform from identity.memberships m where m.id = p_to and m.state = 'active' for update;   -- leaving under way commits first
    if not found then
        raise exception using errcode = 'RH032', message = 'no such member';
    end if;
    if p_until < p_from then
        raise exception using errcode = 'RH050', message = 'a delegation ends on its first day or later';
    end if;
    insert into identity.delegations (org_id, id, from_member_id, to_member_id, approvals, report_reads, valid)
    values (caller.org_id, p_id, caller.member_id, p_to, p_approvals, p_report_reads, daterange(p_from, p_until, '[]'));
end $$;
comment on function identity.delegate(uuid, uuid, boolean, boolean, date, date) is 'R18: from the caller to another active member, first to last day (at most 366). RH030, RH032, RH033, RH050.';

create function identity.end_delegation(p_delegation uuid) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    caller record;
    standing identity.delegations;
    version bigint;
begin
    select c.org_id, c.member_id, c.role into caller from app.caller c;
    select * into standing from identity.delegations d where d.id = p_delegation for update;
    if standing.id is null
       or (caller.role not in ('admin', 'hr') and caller.member_id is distinct from standing.from_member_id and caller.member_id is distinct from standing.to_member_id) then
        raise exception using errcode = 'RH032', message = 'no such delegation';
    end if;
    if caller.role not in ('admin', 'hr') and caller.member_id is distinct from standing.from_member_id then
        raise exception using errcode = 'RH030', message = 'only who delegated, admin or hr can end this';
    end if;
    if standing.ended_at is not null then
        raise exception using errcode = 'RH031', message = 'this delegation has ended already';
    end if;
    update identity.delegations d set ended_at = statement_timestamp() where d.org_id = standing.org_id and d.id = standing.id returning d.row_version into version;
    return version;
end $$;
comment on function identity.end_delegation(uuid) is 'R18: the delegator, admin or hr; it gives nothing from the next statement on. Returns row_version.';
alter function identity.delegate(uuid, uuid, boolean, boolean, date, date) owner to app_transition;
alter function identity.end_delegation(uuid) owner to app_transition;
grant execute on function identity.delegate(uuid, uuid, boolean, boolean, date, date), identity.end_delegation(uuid) to app_api;
