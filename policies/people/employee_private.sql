-- Birth date, home and emergency contact: the person, directly; hr (people.private.read, .write) through two functions, because a
-- reading by somebody else is recorded and shown to the person. Being somebody's manager is not enough, nor is being admin (R3).

alter table people.employee_private enable row level security;
alter table people.employee_private force row level security;

create policy tenant on people.employee_private as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on people.employee_private is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_own on people.employee_private for select to app_api
    using ((org_id, employee_id) = (select c.org_id, c.employee_id from app.caller c));
comment on policy read_own on people.employee_private is 'R1: one''s own private data.';
create policy edit_own on people.employee_private for update to app_api
    using ((org_id, employee_id) = (select c.org_id, c.employee_id from app.caller c));
comment on policy edit_own on people.employee_private is 'R1: people keep their own contact data current.';
create policy keep on people.employee_private for all to app_transition using (employee_id is not null) with check (employee_id is not null);
comment on policy keep on people.employee_private is 'R3: the functions below, inside the floor.';

grant select, update (birth_date, home_address, private_email, private_phone, emergency_contact) on people.employee_private to app_api;
grant select, insert (org_id, employee_id, birth_date, home_address, private_email, private_phone, emergency_contact),
      update (birth_date, home_address, private_email, private_phone, emergency_contact) on people.employee_private to app_transition;
-- NOTE: no INSERT for app_api, and no policy that shows hr a row: what would not be recorded is not possible.

call app.guard('people.employee_private');
call audit.watch('people.employee_private', 'employee_private', p_id => 'employee_id');

create function people.read_private(p_employee uuid) returns setof people.employee_private
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    caller record;
begin
    select c.org_id, c.employee_id, 'people.private.read' = any (c.permissions) as may into caller from app.caller c;
    if caller.employee_id is distinct from p_employee and not coalesce(caller.may, false) then
        return;   -- as if there were none
    end if;
    perform from people.employee_private p where p.employee_id = p_employee;
    if found and caller.employee_id is distinct from p_employee then
        perform audit.record(caller.org_id, 'employee_private.read', 'employee_private', p_employee, '{}', null, false);
    end if;
    return query select * from people.employee_private p where p.employee_id = p_employee;
end $$;
comment on function people.read_private(uuid) is 'R1, R3: one''s own, or with people.private.read anybody''s, which leaves an entry that the person sees. No row otherwise.';
alter function people.read_private(uuid) owner to app_transition;

create function people.keep_private(p_employee uuid, p_version bigint, p_changes jsonb) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    caller record;
    unknown text;
    version bigint;
begin
    select c.org_id, c.employee_id, 'people.private.write' = any (c.permissions) as may into caller from app.caller c;
    if not coalesce(caller.may, false) and (caller.employee_id is distinct from p_employee or p_version is null) then
        raise exception using errcode = 'RH030', message = 'keeping the private data of others takes people.private.write';
    end if;
    select k into unknown from jsonb_object_keys(p_changes) k
     where k not in ('birth_date', 'home_address', 'private_email', 'private_phone', 'emergency_contact') limit 1;
    if unknown is not null then
        raise exception using errcode = 'RH050', message = format('"%s" is no private field', left(unknown, 60));
    end if;
    if p_version is null then
        insert into people.employee_private (org_id, employee_id, birth_date, home_address, private_email, private_phone, emergency_contact)
        values (caller.org_id, p_employee, (p_changes ->> 'birth_date')::date, p_changes ->> 'home_address', p_changes ->> 'private_email',
                p_changes ->> 'private_phone', p_changes ->> 'emergency_contact')
        returning row_version into version;
    else
        update people.employee_private p
           set birth_date        = case when p_changes ? 'birth_date' then (p_changes ->> 'birth_date')::date else p.birth_date end,
               home_address      = case when p_changes ? 'home_address' then p_changes ->> 'home_address' else p.home_address end,
               private_email     = case when p_changes ? 'private_email' then p_changes ->> 'private_email' else p.private_email end,
               private_phone     = case when p_changes ? 'private_phone' then p_changes ->> 'private_phone' else p.private_phone end,
               emergency_contact = case when p_changes ? 'emergency_contact' then p_changes ->> 'emergency_contact' else p.emergency_contact end
         where p.employee_id = p_employee and p.row_version = p_version
        returning p.row_version into version;
    end if;
    return version;
end $$;
comment on function people.keep_private(uuid, bigint, jsonb) is 'R1, R3: a merge patch of one''s own row, or with people.private.write of anybody''s; version null opens the record. Returns row_version, null if there is no such row or version. RH030, RH050.';
alter function people.keep_private(uuid, bigint, jsonb) owner to app_transition;
grant execute on function people.read_private(uuid), people.keep_private(uuid, bigint, jsonb) to app_api;
