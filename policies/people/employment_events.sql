-- The history of an employment, seen by whom the employment tier is seen by: the person, who manages them today, whoever reads
-- employments. Written by the two triggers below and by nobody else.

alter table people.employment_events enable row level security;
alter table people.employment_events force row level security;

create policy tenant on people.employment_events as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on people.employment_events is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_by_relation on people.employment_events for select to app_api
    using (
        (org_id, employee_id) = (select c.org_id, c.employee_id from app.caller c)                -- own
        or org_id = (select c.org_id from app.caller c where 'people.read' = any (c.permissions))  -- any
        or (org_id, employee_id) in (select r.org_id, r.employee_id from app.reports() r)          -- reports
    );
comment on policy read_by_relation on people.employment_events is 'R1, R2: one''s own, direct reports'', and everyone''s with people.read.';
create policy write_by_trigger on people.employment_events for insert to app_transition with check (id is not null);
comment on policy write_by_trigger on people.employment_events is 'R19: the triggers below, inside the floor.';

grant select on people.employment_events to app_api;
grant insert on people.employment_events to app_transition;
-- NOTE: no write for any login.
call app.guard('people.employment_events');
create trigger _250_append_only before update or delete on people.employment_events for each row execute function app.reject_change();
create trigger _260_append_only before truncate on people.employment_events for each statement execute function app.reject_change();

create function people.record_event(p_org uuid, p_employee uuid, p_kind text, p_on date) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    insert into people.employment_events (org_id, id, employee_id, kind, happened_on, name, department, position, site)
    select e.org_id, app.uuid_v7(), e.id, p_kind, coalesce(p_on, app.today()), e.display_name,
           (select d.name from people.departments d where d.org_id = e.org_id and d.id = e.department_id),
           (select p.title from people.positions p where p.org_id = e.org_id and p.id = e.position_id),
           (select s.name from people.sites s where s.org_id = e.org_id and s.id = e.site_id)
      from people.employees e where e.org_id = p_org and e.id = p_employee;
end $$;
comment on function people.record_event(uuid, uuid, text, date) is 'One event with the names as they are now; for the triggers alone. p_on null: the organisation''s today.';
alter function people.record_event(uuid, uuid, text, date) owner to app_transition;

create function people.record_employee_event() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if new.state is distinct from old.state then
        perform people.record_event(new.org_id, new.id, case new.state when 'left' then 'left' else 'reinstated' end,
            (select r.ended_on from people.employment_records r where r.org_id = new.org_id and r.employee_id = new.id and new.state = 'left'));
    end if;
    if new.display_name is distinct from old.display_name then
        perform people.record_event(new.org_id, new.id, 'renamed', null);
    end if;
    if (new.department_id, new.position_id, new.site_id) is distinct from (old.department_id, old.position_id, old.site_id) then
        perform people.record_event(new.org_id, new.id, 'moved', null);
    end if;
    return null;
end $$;
comment on function people.record_employee_event() is 'R19: renamed, moved, left, reinstated.';
alter function people.record_employee_event() owner to app_transition;
create trigger _500_history after update on people.employees for each row
    when ((new.state, new.display_name, new.department_id, new.position_id, new.site_id)
          is distinct from (old.state, old.display_name, old.department_id, old.position_id, old.site_id))
    execute function people.record_employee_event();

create function people.record_joining() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform people.record_event(new.org_id, new.employee_id, 'joined', new.hired_on);
    return null;
end $$;
comment on function people.record_joining() is 'R19: joined, on the day of hiring.';
alter function people.record_joining() owner to app_transition;
create trigger _500_history after insert on people.employment_records for each row execute function people.record_joining();

create policy name_in_history on people.departments for select to app_transition using (id is not null);
comment on policy name_in_history on people.departments is 'R19: history keeps the name, inside the floor.';
create policy name_in_history on people.positions for select to app_transition using (id is not null);
comment on policy name_in_history on people.positions is 'R19: history keeps the title, inside the floor.';
create policy name_in_history on people.sites for select to app_transition using (id is not null);
comment on policy name_in_history on people.sites is 'R19: history keeps the name, inside the floor.';
grant select (org_id, id, name) on people.departments to app_transition;
grant select (org_id, id, title) on people.positions to app_transition;
grant select (org_id, id, name) on people.sites to app_transition;
