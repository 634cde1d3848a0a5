-- Writing an import: every function below runs in one transaction of the worker, which commits with the last of them or leaves
-- nothing. The rows go through the same triggers as anybody's: an audit entry each, in the name of the job on behalf of who asked.

-- Slices join by index alone: the planner still thinks of these tables as they were before the import.

-- What the functions may write of other tables, inside the floor.
create policy import_adds on people.departments for insert to app_transition with check (id is not null);
comment on policy import_adds on people.departments is 'HA-18: departments that a file names, inside the floor.';
create policy import_adds on people.positions for insert to app_transition with check (id is not null);
comment on policy import_adds on people.positions is 'HA-18: positions that a file names, inside the floor.';
grant insert (org_id, id, name) on people.departments to app_transition;
grant insert (org_id, id, title) on people.positions to app_transition;
grant insert (org_id, id, display_name, work_email, work_phone, department_id, position_id, site_id),
      update (display_name, work_email, work_phone, department_id, position_id, site_id) on people.employees to app_transition;
grant insert (org_id, employee_id, employee_no, legal_name, employment_type, hired_on),
      update (legal_name, employment_type, hired_on) on people.employment_records to app_transition;
grant insert (org_id, id, employee_id, manager_id, kind, valid) on people.reporting_lines to app_transition;

create function lifecycle.write_import_structure() returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp set enable_nestloop = off set enable_seqscan = off set work_mem = '64MB' set jit = off
as $$
declare
    import constant lifecycle.import_jobs := lifecycle.claimed_import();
    added bigint;
    more bigint;
begin
    perform lifecycle.assert_may_import();
    insert into people.departments (org_id, id, name)
    select import.org_id, app.uuid_v7(), n.name
      from (select distinct r.department as name from lifecycle.import_rows r where r.org_id = import.org_id and r.import_id = import.id and r.department is not null
               and not exists (select from lifecycle.import_errors f where f.org_id = r.org_id and f.import_id = r.import_id and f.line = r.line)) n
     where not exists (select from people.departments d where d.org_id = import.org_id and d.name = n.name);
    get diagnostics added = row_count;
    insert into people.positions (org_id, id, title)
    select import.org_id, app.uuid_v7(), n.title
      from (select distinct r.position as title from lifecycle.import_rows r where r.org_id = import.org_id and r.import_id = import.id and r.position is not null
               and not exists (select from lifecycle.import_errors f where f.org_id = r.org_id and f.import_id = r.import_id and f.line = r.line)) n
     where not exists (select from people.positions p where p.org_id = import.org_id and p.title = n.title);
    get diagnostics more = row_count;
    return added + more;
end $$;
comment on function lifecycle.write_import_structure() is 'HA-18: departments and positions that rows without errors name for the first time. RH006, RH030.';
alter function lifecycle.write_import_structure() owner to app_transition;

-- The end of a slice of rows: the last of p_limit lines after p_after, null if there is none left.
create function lifecycle.import_slice(p_import lifecycle.import_jobs, p_after bigint, p_limit integer) returns bigint
    language sql stable set search_path = pg_catalog, pg_temp
as $$
    select max(s.line) from (select r.line from lifecycle.import_rows r
                              where r.org_id = p_import.org_id and r.import_id = p_import.id and r.line > p_after order by r.line limit p_limit) s
$$;
comment on function lifecycle.import_slice(lifecycle.import_jobs, bigint, integer) is 'HA-18: for the functions below alone.';
grant execute on function lifecycle.import_slice(lifecycle.import_jobs, bigint, integer) to app_transition;

create function lifecycle.write_import_people(p_after bigint, p_limit integer) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp set enable_seqscan = off set enable_mergejoin = off set jit = off
as $$
declare
    import constant lifecycle.import_jobs := lifecycle.claimed_import();
    upto constant bigint := lifecycle.import_slice(import, p_after, p_limit);
begin
    perform lifecycle.assert_may_import();
    insert into people.employees (org_id, id, display_name, work_email, work_phone, department_id, position_id, site_id)
    select r.org_id, r.person_id, r.display_name, r.work_email, r.work_phone, d.id, p.id, s.id
      from lifecycle.import_rows r
      left join people.departments d on d.org_id = r.org_id and d.name = r.department
      left join people.positions p on p.org_id = r.org_id and p.title = r.position
      left join people.sites s on s.org_id = r.org_id and s.name = r.site
     where r.org_id = import.org_id and r.import_id = import.id and r.line > p_after and r.line <= upto and not r.existing
       and r.line not in (select f.line from lifecycle.import_errors f where f.org_id = import.org_id and f.import_id = import.id and f.line > p_after and f.line <= upto);
    insert into people.employment_records (org_id, employee_id, employee_no, legal_name, employment_type, hired_on)
    select r.org_id, r.person_id, r.employee_no, coalesce(r.legal_name, r.display_name), r.employment_type, lifecycle.iso_date(r.hired_on)
      from lifecycle.import_rows r
     where r.org_id = import.org_id and r.import_id = import.id and r.line > p_after and r.line <= upto and not r.existing
       and r.line not in (select f.line from lifecycle.import_errors f where f.org_id = import.org_id and f.import_id = import.id and f.line > p_after and f.line <= upto);
    if not exists (select from lifecycle.import_rows r where r.org_id = import.org_id and r.import_id = import.id and r.line > p_after and r.line <= upto and r.existing) then
        return upto;
    end if;
    update people.employees e
       set display_name = h.display_name, work_email = h.work_email, work_phone = h.work_phone,
           department_id = h.department_id, position_id = h.position_id, site_id = h.site_id
      from lifecycle.import_changes h
     where h.org_id = import.org_id and h.import_id = import.id and h.line > p_after and h.line <= upto and h.employee_changes
       and not exists (select from lifecycle.import_errors f where f.org_id = h.org_id and f.import_id = h.import_id and f.line = h.line)
       and e.org_id = h.org_id and e.id = h.person_id;
    update people.employment_records k
       set legal_name = h.legal_name, employment_type = h.employment_type, hired_on = h.hired_on
      from lifecycle.import_changes h
     where h.org_id = import.org_id and h.import_id = import.id and h.line > p_after and h.line <= upto and h.record_changes
       and not exists (select from lifecycle.import_errors f where f.org_id = h.org_id and f.import_id = h.import_id and f.line = h.line)
       and k.org_id = h.org_id and k.employee_id = h.person_id;
    return upto;
end $$;
comment on function lifecycle.write_import_people(bigint, integer) is 'HA-18: employees and employment records of up to p_limit rows after line p_after; returns the last line, null if none. RH006, RH030.';
alter function lifecycle.write_import_people(bigint, integer) owner to app_transition;

-- Lines that give way end first, all of them: two people who change places close no circle on the way.
create function lifecycle.end_import_lines() returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp set enable_nestloop = off set enable_seqscan = off set work_mem = '64MB' set jit = off
as $$
declare
    import constant lifecycle.import_jobs := lifecycle.claimed_import();
    ended bigint;
begin
    perform lifecycle.assert_may_import();
    update people.reporting_lines l set valid = daterange(lower(l.valid), h.starts)
      from lifecycle.import_changes h
     where h.org_id = import.org_id and h.import_id = import.id and h.existing and h.line_changes and l.org_id = h.org_id and l.id = h.line_id
       and not exists (select from lifecycle.import_errors f where f.org_id = h.org_id and f.import_id = h.import_id and f.line = h.line);
    get diagnostics ended = row_count;
    return ended;
end $$;
comment on function lifecycle.end_import_lines() is 'HA-18, R16: ends the lines that other ones take the place of, the day before. RH006, RH030.';
alter function lifecycle.end_import_lines() owner to app_transition;

-- From the end of the file to its beginning: files list managers before who reports to them, so that the cycle guard, which climbs
-- from each new manager, finds nothing above yet and is done at once. The guard looks at every line all the same; what it refuses
-- (acting lines and lines of other days, which the check does not follow) is told by its line, and the worker takes everything back.
create function lifecycle.write_import_lines(p_before bigint, p_limit integer) returns table (next_line bigint, refused_line bigint)
    language plpgsql security definer set search_path = pg_catalog, pg_temp set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off
as $$
declare
    import constant lifecycle.import_jobs := lifecycle.claimed_import();
    downto bigint;
    today constant date := app.today();
    one record;
begin
    perform lifecycle.assert_may_import();
    select min(s.line) into downto from (select r.line from lifecycle.import_rows r
        where r.org_id = import.org_id and r.import_id = import.id and r.line < p_before order by r.line desc limit p_limit) s;
    begin
        insert into people.reporting_lines (org_id, id, employee_id, manager_id, kind, valid)
        select r.org_id, app.uuid_v7(), r.person_id, r.manager_id, 'primary', daterange(l.starts, n.starts)
          from lifecycle.import_rows r
         cross join lateral (select coalesce(lifecycle.iso_date(r.manager_from), case when r.existing then today else lifecycle.iso_date(r.hired_on) end) as starts) l
         cross join lateral (select min(lower(x.valid)) filter (where lower(x.valid) > l.starts) as starts, bool_or(x.valid @> l.starts) as stays
                               from people.reporting_lines x where x.org_id = r.org_id and x.employee_id = r.person_id and x.kind = 'primary' and r.existing offset 0) n
         where r.org_id = import.org_id and r.import_id = import.id and r.line < p_before and r.line >= downto and r.manager_id is not null and n.stays is not true
           and r.line not in (select f.line from lifecycle.import_errors f where f.org_id = import.org_id and f.import_id = import.id and f.line < p_before and f.line >= downto)
         order by r.line desc;
        return query select downto, null::bigint;
        return;
    exception when sqlstate 'RH021' then
        null;   -- look for the line below, one at a time
    end;
    for one in
        select h.line, h.org_id, h.person_id, h.manager_id, h.starts, h.next_line_starts
          from lifecycle.import_changes h
         where h.org_id = import.org_id and h.import_id = import.id and h.line < p_before and h.line >= downto and h.line_changes and h.manager_id is not null
           and not exists (select from lifecycle.import_errors f where f.org_id = h.org_id and f.import_id = h.import_id and f.line = h.line)
         order by h.line desc
    loop
        begin
            insert into people.reporting_lines (org_id, id, employee_id, manager_id, kind, valid)
            values (one.org_id, app.uuid_v7(), one.person_id, one.manager_id, 'primary', daterange(one.starts, one.next_line_starts));
        exception when sqlstate 'RH021' then
            return query select downto, one.line;
            return;
        end;
    end loop;
    return query select downto, null::bigint;
end $$;
comment on function lifecycle.write_import_lines(bigint, integer) is 'HA-18, R16: lines of up to p_limit rows before line p_before; where to go on, null at the beginning of the file, and a row that the cycle guard refuses. RH006, RH030.';
alter function lifecycle.write_import_lines(bigint, integer) owner to app_transition;

create function lifecycle.finish_import() returns text
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    import constant lifecycle.import_jobs := lifecycle.claimed_import();
    present text;
begin
    perform lifecycle.assert_may_import();
    select j.state into present from lifecycle.import_jobs j where j.org_id = import.org_id and j.id = import.id for update;
    if present <> 'running' then
        raise exception using errcode = 'RH031', message = 'this import was cancelled';   -- and with it goes what this transaction wrote
    end if;
    perform lifecycle.end_import(import.org_id, import.id, 'done', null);
    return 'done';
end $$;
comment on function lifecycle.finish_import() is 'HA-18: the last step of writing, in its transaction. RH006, RH030, RH031 if it was cancelled meanwhile.';
alter function lifecycle.finish_import() owner to app_transition;

-- Beside the writing transaction, on another connection: how far it is, and whether it should go on.
create function lifecycle.report_import(p_rows_written bigint) returns boolean
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    import constant lifecycle.import_jobs := lifecycle.claimed_import();
begin
    if import.state <> 'running' then
        return false;
    end if;
    update lifecycle.import_progress p set rows_written = least(p_rows_written, p.rows_received), touched_at = statement_timestamp() where p.org_id = import.org_id and p.import_id = import.id;
    return true;
end $$;
comment on function lifecycle.report_import(bigint) is 'HA-18: shows progress; false once the import is over or cancelled. RH006.';
alter function lifecycle.report_import(bigint) owner to app_transition;

create function lifecycle.refuse_import_row(p_line bigint) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    import constant lifecycle.import_jobs := lifecycle.claimed_import();
begin
    insert into lifecycle.import_errors (org_id, import_id, line, field, reason, stage, message, value)
    select r.org_id, r.import_id, r.line, 'manager', 'cycle', 'writing', 'This manager reports to this person on some day, directly or through others.', left(r.manager, 100)
      from lifecycle.import_rows r where r.org_id = import.org_id and r.import_id = import.id and r.line = p_line
        on conflict (org_id, import_id, line, field, reason) do nothing;
    return p_line;
end $$;
comment on function lifecycle.refuse_import_row(bigint) is 'HA-18, R16: keeps what the cycle guard refused, before everything is checked anew. RH006.';
alter function lifecycle.refuse_import_row(bigint) owner to app_transition;

create function lifecycle.fail_import(p_failure text) returns text
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    import constant lifecycle.import_jobs := lifecycle.claimed_import();
begin
    if import.state in ('queued', 'running') then
        perform lifecycle.end_import(import.org_id, import.id, 'failed', left(p_failure, 500));
    end if;
    return 'failed';
end $$;
comment on function lifecycle.fail_import(text) is 'HA-18: gives up an import that cannot be written. RH006.';
alter function lifecycle.fail_import(text) owner to app_transition;

create function lifecycle.discard_import_rows(p_limit integer) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    import constant lifecycle.import_jobs := lifecycle.claimed_import();
    gone bigint;
begin
    if import.finished_at is null then
        raise exception using errcode = 'RH031', message = 'this import is not over';
    end if;
    delete from lifecycle.import_rows r where r.org_id = import.org_id and r.import_id = import.id
       and r.line in (select x.line from lifecycle.import_rows x where x.org_id = import.org_id and x.import_id = import.id limit p_limit);
    get diagnostics gone = row_count;
    return gone;
end $$;
comment on function lifecycle.discard_import_rows(integer) is 'HA-18: up to p_limit staged rows of an import that is over; returns how many went. RH006, RH031.';
alter function lifecycle.discard_import_rows(integer) owner to app_transition;

grant execute on function lifecycle.write_import_structure(), lifecycle.write_import_people(bigint, integer), lifecycle.end_import_lines(),
    lifecycle.write_import_lines(bigint, integer), lifecycle.finish_import(), lifecycle.report_import(bigint), lifecycle.refuse_import_row(bigint),
    lifecycle.fail_import(text), lifecycle.discard_import_rows(integer) to app_worker;
