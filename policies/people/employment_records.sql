-- The employment tier: the person, who manages them today, admin and hr. A colleague gets nothing, not even that there is a row.
-- A manager needs the role and a line in force; reports of reports are nobody's (R2).

alter table people.employment_records enable row level security;
alter table people.employment_records force row level security;

create policy tenant on people.employment_records as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on people.employment_records is 'R1: the floor; every permissive policy is ANDed with it.';
-- one policy, in this order, so that the look-up of reports runs only for whom nothing cheaper decides
create policy read_by_relation on people.employment_records for select to app_api
    using (
        (org_id, employee_id) = (select c.org_id, c.employee_id from app.caller c)                -- own
        or org_id = (select c.org_id from app.caller c where 'people.read' = any (c.permissions))  -- any
        or (org_id, employee_id) in (select r.org_id, r.employee_id from app.reports() r)          -- reports
    );
comment on policy read_by_relation on people.employment_records is 'R1, R2, R16, R18: one''s own, direct reports by role and line in force (never theirs), and everyone''s for admin and hr.';
create policy add_by_people_team on people.employment_records for insert to app_api
    with check (org_id = (select c.org_id from app.caller c where 'people.write' = any (c.permissions)));
comment on policy add_by_people_team on people.employment_records is 'HY-16: admin and hr add employments.';
create policy edit_by_people_team on people.employment_records for update to app_api
    using (org_id = (select c.org_id from app.caller c where 'people.write' = any (c.permissions) and 'people.read' = any (c.permissions)));
comment on policy edit_by_people_team on people.employment_records is 'HY-16: admin and hr edit what they read, within the column grant: an update that names no row must not reach further.';

grant select, insert (org_id, employee_id, employee_no, legal_name, employment_type, hired_on),
      update (employee_no, legal_name, employment_type, hired_on) on people.employment_records to app_api;
-- NOTE: ended_on carries no grant: leaving ends rights as well, and is a function's work.

create policy end_employment on people.employment_records for all to app_transition using (employee_id is not null) with check (employee_id is not null);
comment on policy end_employment on people.employment_records is 'R19: leaving and reinstating by the functions below, inside the floor.';
grant select, update (ended_on) on people.employment_records to app_transition;

call app.guard('people.employment_records');
call audit.watch('people.employment_records', 'employment_record', p_id => 'employee_id');

-- R19: what ends when somebody has left: the row becomes a leaver's, the membership ends and with it every right, lines stop at
-- the last day, on both sides. Lines that were still to begin go; the audit keeps what they were.
create function people.finish_leaving(p_org uuid, p_employee uuid, p_last_day date) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    -- two admins who leave at the same moment wait for one another, as those who demote each other do
    perform from identity.memberships m where m.org_id = p_org and m.role = 'admin' and m.state = 'active' order by m.id for update;
    update people.employees e set state = 'left' where e.org_id = p_org and e.id = p_employee and e.state = 'active';
    update identity.memberships m set state = 'left', left_at = statement_timestamp()
     where m.org_id = p_org and m.employee_id = p_employee and m.state <> 'left';
    delete from people.reporting_lines l
     where l.org_id = p_org and p_employee in (l.employee_id, l.manager_id) and lower(l.valid) > p_last_day;
    update people.reporting_lines l set valid = daterange(lower(l.valid), p_last_day + 1)
     where l.org_id = p_org and p_employee in (l.employee_id, l.manager_id) and (upper_inf(l.valid) or upper(l.valid) > p_last_day + 1);
end $$;
comment on function people.finish_leaving(uuid, uuid, date) is 'R19, R22: for the two functions below alone; RH034 if it would take the last admin.';
alter function people.finish_leaving(uuid, uuid, date) owner to app_transition;

create function people.leave(p_employee uuid, p_last_day date, p_at_once boolean) returns text
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    caller record;
    leaver record;
    zone text;
begin
    select c.org_id, c.member_id, c.employee_id into caller from app.caller c where 'people.write' = any (c.permissions);
    if caller.org_id is null then
        raise exception using errcode = 'RH030', message = 'recording that somebody leaves takes people.write';
    end if;
    if caller.employee_id = p_employee then
        raise exception using errcode = 'RH033', message = 'nobody records their own leaving', hint = 'Another admin or hr person can.';
    end if;
    select e.id, e.state, r.hired_on into leaver
      from people.employees e join people.employment_records r on r.org_id = e.org_id and r.employee_id = e.id
     where e.org_id = caller.org_id and e.id = p_employee for update of e, r;
    if leaver.id is null then
        raise exception using errcode = 'RH032', message = 'no such employee';
    end if;
    if leaver.state <> 'active' then
        raise exception using errcode = 'RH031', message = 'this employee has left already';
    end if;
    if p_last_day < leaver.hired_on then
        raise exception using errcode = 'RH050', message = 'the last day cannot be before the day of hiring';
    end if;
    if p_at_once and p_last_day > app.today() then
        raise exception using errcode = 'RH050', message = 'access can end at once only if the last day is today or past';
    end if;
    update people.employment_records r set ended_on = p_last_day where r.org_id = caller.org_id and r.employee_id = p_employee;
    if p_at_once or p_last_day < app.today() then
        perform people.finish_leaving(caller.org_id, p_employee, p_last_day);
        return 'left';
    end if;
    select s.timezone into zone from identity.org_settings s where s.org_id = caller.org_id;
    insert into lifecycle.jobs (org_id, id, kind, requested_by, arguments, run_after)
    values (caller.org_id, app.uuid_v7(), 'end_employment', caller.member_id, jsonb_build_object('employee_id', p_employee), (p_last_day + 1)::timestamp at time zone zone);
    return 'leaving';
end $$;
comment on function people.leave(uuid, date, boolean) is 'R19, R20: people.write, not oneself. left: everything ended now; leaving: it ends when the last day is over. RH030-RH034, RH050.';
alter function people.leave(uuid, date, boolean) owner to app_transition;

create function people.reinstate(p_employee uuid) returns text
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    caller record;
    leaver record;
begin
    select c.org_id, c.employee_id into caller from app.caller c where 'people.write' = any (c.permissions);
    if caller.org_id is null then
        raise exception using errcode = 'RH030', message = 'taking a leaving back takes people.write';
    end if;
    if caller.employee_id = p_employee then
        raise exception using errcode = 'RH033', message = 'nobody takes their own leaving back', hint = 'Another admin or hr person can.';
    end if;
    select e.id, e.state, r.ended_on into leaver
      from people.employees e join people.employment_records r on r.org_id = e.org_id and r.employee_id = e.id
     where e.org_id = caller.org_id and e.id = p_employee for update of e, r;
    if leaver.id is null then
        raise exception using errcode = 'RH032', message = 'no such employee';
    end if;
    if leaver.ended_on is null then
        raise exception using errcode = 'RH031', message = 'this employee is not leaving';
    end if;
    update people.employment_records r set ended_on = null where r.org_id = caller.org_id and r.employee_id = p_employee;
    update people.employees e set state = 'active' where e.org_id = caller.org_id and e.id = p_employee and e.state = 'left';
    return 'active';
end $$;
comment on function people.reinstate(uuid) is 'R19: the employment goes on; the membership does not come back by itself: invite the person again. RH030-RH033.';
alter function people.reinstate(uuid) owner to app_transition;
grant execute on function people.leave(uuid, date, boolean), people.reinstate(uuid) to app_api;

-- The worker's half of leaving on a later day. A job that finds the leaving taken back or put off does nothing.
create function people.end_due_employment() returns text
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    job record;
    last_day date;
begin
    select j.org_id, (j.arguments ->> 'employee_id')::uuid as employee_id into job
      from app.caller c join lifecycle.jobs j on j.org_id = c.org_id and j.id = c.job_id
     where c.kind = 'job' and j.kind = 'end_employment';
    if job.org_id is null then
        raise exception using errcode = 'RH006', message = 'this job is not claimed by the caller, or its lease has run out';
    end if;
    select r.ended_on into last_day from people.employment_records r where r.org_id = job.org_id and r.employee_id = job.employee_id for update;
    if last_day is null or last_day >= app.today() then
        return 'nothing';
    end if;
    perform people.finish_leaving(job.org_id, job.employee_id, last_day);
    return 'left';
end $$;
comment on function people.end_due_employment() is 'R19: the claimed job end_employment; left, or nothing if the leaving was taken back. RH006.';
alter function people.end_due_employment() owner to app_transition;
grant execute on function people.end_due_employment() to app_worker;

-- Of the directory tier people keep one thing themselves.
create function people.edit_own_profile(p_version bigint, p_work_phone text) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    version bigint;
begin
    update people.employees e set work_phone = p_work_phone
      from app.caller c
     where e.org_id = c.org_id and e.id = c.employee_id and c.kind = 'member' and e.row_version = p_version
    returning e.row_version into version;
    return version;
end $$;
comment on function people.edit_own_profile(bigint, text) is 'R1: one''s own work phone; returns row_version, null if there is no such row or version.';
alter function people.edit_own_profile(bigint, text) owner to app_transition;
grant execute on function people.edit_own_profile(bigint, text) to app_api;
