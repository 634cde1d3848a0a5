-- Checking an import, by the worker that claimed its job: first each row by itself, in slices that commit and show progress, then
-- the rows against each other and against who is there. Nothing but errors, counts and who a row is about is written here.
-- Set-based throughout, and told to join by hashing and to look up by index: freshly staged rows have no statistics, and a nested
-- loop over 300,000 of them would not end.

-- The claimed import; every function of a worker starts here.
create function lifecycle.claimed_import() returns lifecycle.import_jobs
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    import lifecycle.import_jobs;
begin
    select i.* into import from app.caller c join lifecycle.jobs j on j.org_id = c.org_id and j.id = c.job_id and j.kind = 'import_people'
      join lifecycle.import_jobs i on i.org_id = j.org_id and i.job_id = j.id
     where c.kind = 'job';
    if import.id is null then
        raise exception using errcode = 'RH006', message = 'this job is not claimed by the caller, or its lease has run out';
    end if;
    return import;
end $$;
comment on function lifecycle.claimed_import() is 'The import of the claimed job; RH006.';
alter function lifecycle.claimed_import() owner to app_transition;

-- Raises unless the requester may still do all of it: a job's right carries the requester's permissions as they are now.
create function lifecycle.assert_may_import() returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (select from app.caller c where lifecycle.may_import(c.permissions)) then
        raise exception using errcode = 'RH030', message = 'whoever asked for this import may no longer import people';
    end if;
end $$;
comment on function lifecycle.assert_may_import() is 'HA-18, R23: RH030 once one of the four permissions is gone.';
alter function lifecycle.assert_may_import() owner to app_transition;

create function lifecycle.start_import() returns boolean
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    import constant lifecycle.import_jobs := lifecycle.claimed_import();
begin
    if import.state not in ('queued', 'running') then
        return false;
    end if;
    if not exists (select from app.caller c where lifecycle.may_import(c.permissions)) then
        perform lifecycle.end_import(import.org_id, import.id, 'failed', 'Whoever asked for this import may no longer import people.');
        return false;
    end if;
    delete from lifecycle.import_errors e where e.org_id = import.org_id and e.import_id = import.id and e.stage = 'checking';
    update lifecycle.import_jobs j set state = 'running', started_at = statement_timestamp() where j.org_id = import.org_id and j.id = import.id and j.state = 'queued';
    update lifecycle.import_progress p
       set phase = 'checking', rows_checked = 0, rows_written = 0, rows_created = 0, rows_updated = 0, rows_unchanged = 0, rows_failed = 0, errors = 0, touched_at = statement_timestamp()
     where p.org_id = import.org_id and p.import_id = import.id;
    return true;
end $$;
comment on function lifecycle.start_import() is 'HA-18: begins, or begins anew after a worker died; false if the import is over. RH006.';
alter function lifecycle.start_import() owner to app_transition;

-- One slice of rows by themselves. Returns the last line of it, null when there is none left.
create function lifecycle.check_import_values(p_after bigint, p_limit integer) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    import constant lifecycle.import_jobs := lifecycle.claimed_import();
    upto bigint;
    checked bigint;
begin
    select max(s.line), count(*) into upto, checked from (
        select r.line from lifecycle.import_rows r where r.org_id = import.org_id and r.import_id = import.id and r.line > p_after order by r.line limit p_limit) s;
    insert into lifecycle.import_errors (org_id, import_id, line, field, reason, stage, message, value)
    select r.org_id, r.import_id, r.line, e.field, e.reason, 'checking', e.message, left(e.value, 100)
      from lifecycle.import_rows r
     cross join lateral (values
        ('employee_no',     'missing',   r.employee_no is null,          'Every row needs an employee number.', null),
        ('employee_no',     'too_long',  length(r.employee_no) > 40,     'An employee number has at most 40 characters.', r.employee_no),
        ('display_name',    'missing',   r.display_name is null and 'display_name' = any (import.fields), 'Everybody needs a name.', null),
        -- a line break in a name is most likely a quote that was left open, and what follows are other people
        ('employee_no',     'control_character', r.employee_no ~ '[[:cntrl:]]', 'There is a line break or another control character in this cell: is a quote left open?', r.employee_no),
        ('display_name',    'control_character', r.display_name ~ '[[:cntrl:]]', 'There is a line break or another control character in this cell: is a quote left open?', r.display_name),
        ('legal_name',      'control_character', r.legal_name ~ '[[:cntrl:]]', 'There is a line break or another control character in this cell: is a quote left open?', r.legal_name),
        ('work_phone',      'control_character', r.work_phone ~ '[[:cntrl:]]', 'There is a line break or another control character in this cell: is a quote left open?', r.work_phone),
        ('department',      'control_character', r.department ~ '[[:cntrl:]]', 'There is a line break or another control character in this cell: is a quote left open?', r.department),
        ('position',        'control_character', r."position" ~ '[[:cntrl:]]', 'There is a line break or another control character in this cell: is a quote left open?', r."position"),
        ('display_name',    'too_long',  length(r.display_name) > 200,   'A name has at most 200 characters.', r.display_name),
        ('legal_name',      'too_long',  length(r.legal_name) > 200,     'A legal name has at most 200 characters.', r.legal_name),
        ('work_email',      'bad_email', r.work_email !~ '^[^@[:space:][:cntrl:]]+@[^@[:space:][:cntrl:]]+$' or length(r.work_email) > 254, 'This is no e-mail address of at most 254 characters.', r.work_email),
        ('work_phone',      'bad_phone', length(r.work_phone) not between 3 and 40, 'A phone number has between 3 and 40 characters.', r.work_phone),
        ('department',      'too_long',  length(r.department) > 200,     'A department''s name has at most 200 characters.', r.department),
        ('position',        'too_long',  length(r.position) > 200,       'A position''s title has at most 200 characters.', r.position),
        ('employment_type', 'missing',   r.employment_type is null and 'employment_type' = any (import.fields), 'Write permanent, fixed_term, contractor or intern.', null),
        ('employment_type', 'bad_employment_type', r.employment_type not in ('permanent', 'fixed_term', 'contractor', 'intern'), 'Write permanent, fixed_term, contractor or intern.', r.employment_type),
        ('hired_on',        'missing',   r.hired_on is null and 'hired_on' = any (import.fields), 'The day of hiring is needed, as YYYY-MM-DD.', null),
        ('hired_on',        'bad_date',  r.hired_on is not null and lifecycle.iso_date(r.hired_on) is null, 'Write a date as YYYY-MM-DD, for example 2024-03-31.', r.hired_on),
        ('manager_from',    'bad_date',  r.manager_from is not null and lifecycle.iso_date(r.manager_from) is null, 'Write a date as YYYY-MM-DD, for example 2024-03-31.', r.manager_from),
        ('manager_from',    'without_manager', r.manager_from is not null and r.manager is null, 'A day to begin needs a manager to begin with.', r.manager_from)
     ) e (field, reason, wrong, message, value)
     where r.org_id = import.org_id and r.import_id = import.id and r.line > p_after and r.line <= upto and e.wrong
        on conflict (org_id, import_id, line, field, reason) do nothing;
    update lifecycle.import_progress p set rows_checked = p.rows_checked + checked, touched_at = statement_timestamp() where p.org_id = import.org_id and p.import_id = import.id;
    return upto;
end $$;
comment on function lifecycle.check_import_values(bigint, integer) is 'HA-18: lengths, dates, addresses and words of up to p_limit rows after line p_after; returns the last line, null if none. RH006.';
alter function lifecycle.check_import_values(bigint, integer) owner to app_transition;

-- Adds one kind of error for the lines and values given.
create function lifecycle.add_import_errors(p_import lifecycle.import_jobs, p_field text, p_reason text, p_lines bigint[], p_messages text[], p_values text[]) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    insert into lifecycle.import_errors (org_id, import_id, line, field, reason, stage, message, value)
    select p_import.org_id, p_import.id, u.line, p_field, p_reason, 'checking', left(u.message, 500), left(u.value, 100)
      from unnest(p_lines, p_messages, p_values) u (line, message, value)
        on conflict (org_id, import_id, line, field, reason) do nothing;
end $$;
comment on function lifecycle.add_import_errors(lifecycle.import_jobs, text, text, bigint[], text[], text[]) is 'HA-18: for the checks below alone.';
alter function lifecycle.add_import_errors(lifecycle.import_jobs, text, text, bigint[], text[], text[]) owner to app_transition;

-- Who each row is about, and who its manager is: someone of the file or someone who is there, by number or address, in any order.
create function lifecycle.match_import_rows() returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp set enable_nestloop = off set enable_seqscan = off set work_mem = '64MB' set jit = off
as $$
declare
    import constant lifecycle.import_jobs := lifecycle.claimed_import();
    wrong record;
begin
    -- the first line of a number stands, later ones are refused
    select array_agg(d.line) as lines, array_agg(format('Line %s has the same employee number.', d.first)) as messages, array_agg(d.employee_no) as texts into wrong
      from (select r.line, r.employee_no, min(r.line) over (partition by r.employee_no) as first
              from lifecycle.import_rows r where r.org_id = import.org_id and r.import_id = import.id and r.employee_no is not null) d
     where d.line > d.first;
    perform lifecycle.add_import_errors(import, 'employee_no', 'duplicate_in_file', wrong.lines, wrong.messages, wrong.texts);
    select array_agg(d.line) as lines, array_agg(format('Line %s has the same address.', d.first)) as messages, array_agg(d.work_email) as texts into wrong
      from (select r.line, r.work_email, min(r.line) over (partition by lower(r.work_email)) as first
              from lifecycle.import_rows r where r.org_id = import.org_id and r.import_id = import.id and r.work_email is not null) d
     where d.line > d.first;
    perform lifecycle.add_import_errors(import, 'work_email', 'duplicate_in_file', wrong.lines, wrong.messages, wrong.texts);

    with file as (
        select r.line, r.employee_no, lower(r.work_email) as email, r.manager, coalesce(k.employee_id, r.person_id) as person, k.employee_id is not null as existing
          from lifecycle.import_rows r
          left join people.employment_records k on k.org_id = r.org_id and btrim(k.employee_no, E' \t\r\n') = r.employee_no
         where r.org_id = import.org_id and r.import_id = import.id
    ), numbers as (
        select distinct on (n.name) n.name, n.person
          from (select f.employee_no as name, f.person, 0 as rank, f.line from file f where f.employee_no is not null
                union all
                select k.employee_no, k.employee_id, 1, 0 from people.employment_records k join people.employees e on e.org_id = k.org_id and e.id = k.employee_id
                 where k.org_id = import.org_id and e.state = 'active') n
         order by n.name, n.rank, n.line
    ), addresses as (
        select distinct on (n.name) n.name, n.person
          from (select f.email as name, f.person, 0 as rank, f.line from file f where f.email is not null
                union all
                select lower(e.work_email), e.id, 1, 0 from people.employees e
                 where e.org_id = import.org_id and e.state = 'active' and e.work_email is not null
                   and not ('work_email' = any (import.fields) and exists (select from file f where f.person = e.id))) n
         order by n.name, n.rank, n.line
    )
    update lifecycle.import_rows r set person_id = m.person, existing = m.existing, manager_id = m.manager_id
      from (select f.line, f.person, f.existing, coalesce(n.person, a.person) as manager_id
              from file f left join numbers n on n.name = f.manager left join addresses a on a.name = lower(f.manager)) m
     where r.org_id = import.org_id and r.import_id = import.id and r.line = m.line
       and (r.person_id, r.existing, r.manager_id) is distinct from (m.person, m.existing, m.manager_id);
end $$;
comment on function lifecycle.match_import_rows() is 'HA-18: finds the employee of each row and its manager; reports numbers and addresses that come twice. RH006.';
alter function lifecycle.match_import_rows() owner to app_transition;

-- People whose manager lies in a circle, among lines that the file draws and those that stay. Whoever is above everybody is reached
-- first, then who reports to them; whoever is never reached is in a circle or below one. Following everybody upwards for as many
-- steps as there are people, by doubling, ends in the circles themselves.
create function lifecycle.import_cycle_lines(p_org uuid, p_import uuid) returns bigint[]
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp set enable_nestloop = off set enable_seqscan = off set work_mem = '64MB' set jit = off
as $$
declare
    people uuid[];
    above integer[];
    steps integer := 1;
begin
    with recursive drawn as (
        select distinct on (r.person_id) r.person_id as person, r.manager_id as manager from lifecycle.import_rows r
         where r.org_id = p_org and r.import_id = p_import and r.manager_id is not null order by r.person_id, r.line
    ), edges as (
        select d.person, d.manager from drawn d
        union all
        select distinct on (l.employee_id) l.employee_id, l.manager_id from people.reporting_lines l
         where l.org_id = p_org and l.kind = 'primary' and upper_inf(l.valid) and not exists (select from drawn d where d.person = l.employee_id)
    ), reached (person) as (
        select distinct e.manager from edges e where not exists (select from edges x where x.person = e.manager)
        union all
        select e.person from reached u join edges e on e.manager = u.person
    ), lost as (
        select e.person, e.manager, row_number() over () as place from edges e where not exists (select from reached u where u.person = e.person)
    )
    select array_agg(l.person order by l.place), array_agg(m.place::integer order by l.place) into people, above
      from lost l join lost m on m.person = l.manager;
    if people is null then
        return null;
    end if;
    while steps < cardinality(people) loop
        above := array(select above[x.place] from unnest(above) with ordinality x (place, n) order by x.n);
        steps := steps * 2;
    end loop;
    return array(select r.line from lifecycle.import_rows r
                  where r.org_id = p_org and r.import_id = p_import and r.manager_id is not null
                    and r.person_id in (select people[x] from unnest(above) x) order by r.line);
end $$;
comment on function lifecycle.import_cycle_lines(uuid, uuid) is 'R16: lines of the file that close a circle, found for all at once; the guard of people.reporting_lines still looks at each line that is written.';
alter function lifecycle.import_cycle_lines(uuid, uuid) owner to app_transition;
