-- The rows against each other and against who is there; then the verdict. write: go on; over: there is nothing to write, or it is refused.
create function lifecycle.judge_import() returns text
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp set enable_nestloop = off set enable_seqscan = off set work_mem = '64MB' set jit = off
as $$
declare
    import constant lifecycle.import_jobs := lifecycle.claimed_import();
    wrong record;
    counted record;
    today constant date := app.today();
begin
    perform lifecycle.assert_may_import();
    insert into lifecycle.import_errors (org_id, import_id, line, field, reason, stage, message, value)
    select import.org_id, import.id, h.line, x.field, x.reason, 'checking', x.message, left(x.value, 100)
      from lifecycle.import_changes h
     cross join lateral (values
        ('display_name',    'missing', not h.existing and h.display_name is null, 'Somebody new needs a name.', null),
        ('employment_type', 'missing', not h.existing and h.employment_type is null, 'Somebody new needs an employment type: permanent, fixed_term, contractor or intern.', null),
        ('hired_on',        'missing', not h.existing and h.hired_on_given is null, 'Somebody new needs a day of hiring, as YYYY-MM-DD.', null),
        ('hired_on',        'after_last_day', h.hired_on > h.ended_on and h.record_changes, 'The day of hiring cannot be after the last day.', h.hired_on::text),
        ('employee_no',     'has_left', h.state = 'left' and (h.employee_changes or h.record_changes or h.line_changes), 'This employee has left: reinstate them first, or take the row out.', h.employee_no),
        ('site',            'unknown_site', h.site is not null and h.site_id is null, 'There is no such site. Add it first: a site needs a time zone, which a file of people does not say.', h.site),
        ('manager',         'unknown_manager', h.manager is not null and h.manager_id is null, 'No row of this file and nobody active has this employee number or e-mail address.', h.manager),
        ('manager',         'own_manager', h.manager_id = h.person_id, 'Nobody reports to themselves.', h.manager),
        ('manager_from',    'before_hiring', h.manager_id is not null and h.line_changes and h.starts < h.hired_on, 'A line cannot begin before the day of hiring.', h.manager_from),
        ('manager_from',    'line_exists', h.manager_id = h.line_manager_id and h.manager_from is not null and h.starts <> lower(h.line_valid),
                                        format('The line to this manager began on %s: an import does not move the beginning of a line.', lower(h.line_valid)), h.manager_from),
        ('manager_from',    'too_early', h.line_changes and (h.starts <= lower(h.line_valid) or h.next_line_starts <= today),
                                        format('The present line began on %s, and a new one can only begin after that day.', coalesce(h.next_line_starts, lower(h.line_valid))), coalesce(h.manager_from, h.manager))
     ) x (field, reason, wrong, message, value)
     where h.org_id = import.org_id and h.import_id = import.id and x.wrong
        on conflict (org_id, import_id, line, field, reason) do nothing;

    select array_agg(r.line) as lines, array_agg('Somebody else has this address now. If they are to give it up, import that first.'::text) as messages, array_agg(r.work_email) as texts into wrong
      from lifecycle.import_rows r
      join people.employees e on e.org_id = r.org_id and lower(e.work_email) = lower(r.work_email) and e.state = 'active' and e.id <> r.person_id
     where r.org_id = import.org_id and r.import_id = import.id;
    perform lifecycle.add_import_errors(import, 'work_email', 'address_taken', wrong.lines, wrong.messages, wrong.texts);

    select array_agg(x.line) as lines, array_agg('This manager would report to this person, directly or through others.'::text) as messages, array_agg(r.manager) as texts into wrong
      from unnest(lifecycle.import_cycle_lines(import.org_id, import.id)) x (line)
      join lifecycle.import_rows r on r.org_id = import.org_id and r.import_id = import.id and r.line = x.line
     where r.manager_id <> r.person_id;
    perform lifecycle.add_import_errors(import, 'manager', 'cycle', wrong.lines, wrong.messages, wrong.texts);

    -- somebody new whose row fails is nobody's manager; so those rows fail too, and whoever is below them
    with recursive failed as (
        select distinct e.line from lifecycle.import_errors e where e.org_id = import.org_id and e.import_id = import.id
    ), nobody (person) as (
        select r.person_id from lifecycle.import_rows r join failed f on f.line = r.line where r.org_id = import.org_id and r.import_id = import.id and not r.existing
        union
        select case when r.existing then null else r.person_id end from nobody n join lifecycle.import_rows r on r.org_id = import.org_id and r.import_id = import.id and r.manager_id = n.person
    )
    select array_agg(r.line) as lines, array_agg('The row of this manager has errors of its own.'::text) as messages, array_agg(r.manager) as texts into wrong
      from lifecycle.import_rows r
     where r.org_id = import.org_id and r.import_id = import.id and r.manager_id in (select n.person from nobody n where n.person is not null)
       and r.line not in (select f.line from failed f);
    perform lifecycle.add_import_errors(import, 'manager', 'manager_refused', wrong.lines, wrong.messages, wrong.texts);

    select count(*) filter (where f.line is null and not h.existing) as created,
           count(*) filter (where f.line is null and h.existing and (h.employee_changes or h.record_changes or h.line_changes)) as updated,
           count(*) filter (where f.line is null and h.existing and not (h.employee_changes or h.record_changes or h.line_changes)) as unchanged
      into counted
      from lifecycle.import_changes h
      left join (select distinct e.line from lifecycle.import_errors e where e.org_id = import.org_id and e.import_id = import.id) f on f.line = h.line
     where h.org_id = import.org_id and h.import_id = import.id;
    select count(*) as errors, count(distinct e.line) as lines into wrong from lifecycle.import_errors e where e.org_id = import.org_id and e.import_id = import.id;
    update lifecycle.import_progress p
       set rows_created = counted.created, rows_updated = counted.updated, rows_unchanged = counted.unchanged, rows_failed = wrong.lines, errors = wrong.errors, touched_at = statement_timestamp()
     where p.org_id = import.org_id and p.import_id = import.id;
    if wrong.errors > 0 and import.on_error = 'reject_all' and not import.dry_run then
        perform lifecycle.end_import(import.org_id, import.id, 'failed', format('%s rows have errors, so nothing was written. Correct them, or skip rows with errors.', wrong.lines));
        return 'over';
    end if;
    if import.dry_run or counted.created + counted.updated = 0 then
        perform lifecycle.end_import(import.org_id, import.id, 'done', null);
        return 'over';
    end if;
    update lifecycle.import_progress p set phase = 'writing' where p.org_id = import.org_id and p.import_id = import.id;
    return 'write';
end $$;
comment on function lifecycle.judge_import() is 'HA-18: everything that takes more than one row to see, the counts, and whether to go on: write or over. RH006, RH030.';
alter function lifecycle.judge_import() owner to app_transition;

grant execute on function lifecycle.start_import(), lifecycle.check_import_values(bigint, integer), lifecycle.match_import_rows(), lifecycle.judge_import() to app_worker;
