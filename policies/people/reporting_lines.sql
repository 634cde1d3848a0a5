-- People see their own lines, managers also the lines of those who report to them today, ops the whole chart, admin and hr
-- keep it. A line is dated: it gives and takes rights by the organisation's day, and no line may close a circle.

alter table people.reporting_lines enable row level security;
alter table people.reporting_lines force row level security;

create policy tenant on people.reporting_lines as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on people.reporting_lines is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_own on people.reporting_lines for select to app_api
    using ((org_id, employee_id) = (select c.org_id, c.employee_id from app.caller c));
comment on policy read_own on people.reporting_lines is 'R1: whom one reports to.';
create policy read_reports on people.reporting_lines for select to app_api
    using ((org_id, employee_id) in (select r.org_id, r.employee_id from app.reports() r));
comment on policy read_reports on people.reporting_lines is 'R2: the lines of one''s direct reports.';
create policy read_chart on people.reporting_lines for select to app_api
    using (org_id = (select c.org_id from app.caller c where 'people.chart.read' = any (c.permissions) and c.site_ids is null));
comment on policy read_chart on people.reporting_lines is 'HY-16: admin, hr and ops read the whole chart.';
create policy read_chart_of_sites on people.reporting_lines for select to app_api
    using ((org_id, employee_id) in (
        select e.org_id, e.id from people.employees e join app.caller c on c.org_id = e.org_id and e.site_id = any (c.site_ids)
         where 'people.chart.read' = any (c.permissions)));
comment on policy read_chart_of_sites on people.reporting_lines is 'HY-16: who is limited to sites reads the lines of the people there.';
create policy add_by_people_team on people.reporting_lines for insert to app_api
    with check (org_id = (select c.org_id from app.caller c where 'people.lines.write' = any (c.permissions)));
comment on policy add_by_people_team on people.reporting_lines is 'HY-16: admin and hr draw the chart.';
create policy redate_by_people_team on people.reporting_lines for update to app_api
    using (org_id = (select c.org_id from app.caller c where 'people.lines.write' = any (c.permissions))
           and (org_id = (select c.org_id from app.caller c where 'people.chart.read' = any (c.permissions) and c.site_ids is null)
                or (org_id, employee_id) in (
                    select e.org_id, e.id from people.employees e join app.caller c on c.org_id = e.org_id and e.site_id = any (c.site_ids)
                     where 'people.chart.read' = any (c.permissions))));
comment on policy redate_by_people_team on people.reporting_lines is 'R16: admin and hr end or redate a line of the chart they read; another manager is another line.';
create policy walk_chart on people.reporting_lines for select to app_kernel using (id is not null);
comment on policy walk_chart on people.reporting_lines is 'app.reports() and the cycle guard, inside the floor.';

grant select, insert (org_id, id, employee_id, manager_id, kind, valid), update (valid) on people.reporting_lines to app_api;
create policy end_with_employment on people.reporting_lines for all to app_transition using (id is not null) with check (id is not null);
comment on policy end_with_employment on people.reporting_lines is 'R19: people.finish_leaving ends them, inside the floor.';
grant select (org_id, employee_id, manager_id, kind, valid) on people.reporting_lines to app_kernel;
grant select, update (valid), delete on people.reporting_lines to app_transition;
-- NOTE: no UPDATE on who reports to whom and no DELETE for a request: history is what rights of the past are explained by.

call app.guard('people.reporting_lines');

-- Climbs from the new manager along every line that gives rights, narrowing the period on the way: a circle counts only
-- where all its lines are in force on one day. Lateral and OFFSET 0, so that each step is a look-up: a plan made while the table was
-- small would otherwise read every line of the organisation for each new one.
create function people.reject_reporting_cycle() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('people.reporting_lines:' || new.org_id::text, 0));   -- two lines that close a circle together
    if exists (
        with recursive climb (person, period) as (
            select new.manager_id, new.valid
            union
            select l.manager_id, c.period * l.valid
              from climb c
             cross join lateral (
                select x.manager_id, x.valid from people.reporting_lines x
                 where x.org_id = new.org_id and x.employee_id = c.person and x.kind <> 'dotted' and x.valid && c.period offset 0) l
             where c.person <> new.employee_id
        )
        select from climb c where c.person = new.employee_id
    ) then
        -- this runs before the policy refuses: whoever may not draw the chart must not learn from the answer what it looks like
        if exists (select from app.caller c where not 'people.lines.write' = any (c.permissions)) then
            raise exception using errcode = '42501', message = 'new row violates row-level security policy for table "reporting_lines"';
        end if;
        raise exception using errcode = 'RH021', message = 'this line would make somebody their own manager';
    end if;
    return new;
end $$;
comment on function people.reject_reporting_cycle() is 'RH021 if primary and acting lines would close a circle on any day.';
alter function people.reject_reporting_cycle() owner to app_kernel;
create trigger _400_no_cycle before insert or update of valid on people.reporting_lines
    for each row when (new.kind <> 'dotted') execute function people.reject_reporting_cycle();
grant execute on function pg_catalog.pg_advisory_xact_lock(bigint) to app_kernel;

call audit.watch('people.reporting_lines', 'reporting_line');
