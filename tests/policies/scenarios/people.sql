--- R19: whoever leaves at once has left: state, membership, rights and lines, from that day on
-- hana: is left
select people.leave({employee mona}, app.today() - 1, true)
-- hana: is left
select state from people.employees where id = {employee mona}
-- mona: nothing
select org_id from app.caller
-- superuser: is left
select state from identity.memberships where org_id = {org} and id = {member mona}
-- superuser: is manager,employee
select role || ',' || (select role from identity.memberships where org_id = {org of twin} and id = {member mona}) from identity.memberships where org_id = {org} and id = {member mona}
-- superuser: nothing
select count(*) from identity.memberships where org_id = {org of twin} and id = {member mona} and state = 'left'
-- superuser: nothing
select count(*) from people.reporting_lines where org_id = {org} and {employee mona} in (employee_id, manager_id) and (upper_inf(valid) or lower(valid) > current_date + 2)
-- superuser: is 3
select count(*) from people.reporting_lines where org_id = {org} and {employee mona} in (employee_id, manager_id)
-- superuser: is 4
select count(*) from people.reporting_lines where org_id = {org of twin} and {employee mona} in (employee_id, manager_id)
-- superuser: is primary
select kind from people.reporting_lines where org_id = {org} and id = {line 10} and upper_inf(valid)
-- superuser: is left
select kind from people.employment_events where org_id = {org} and employee_id = {employee mona} order by id desc limit 1
-- superuser: is t
select happened_on between current_date - 2 and current_date from people.employment_events where org_id = {org} and employee_id = {employee mona} order by id desc limit 1
-- superuser: nothing
select count(*) from people.employees where org_id = {org} and id = {employee pia} and state = 'left'
-- hana: refused RH031
select people.leave({employee mona}, app.today() - 1, true)
-- hana: is active
select people.reinstate({employee mona})
-- hana: is active
select state from people.employees where id = {employee mona}
-- superuser: is reinstated
select kind from people.employment_events where org_id = {org} and employee_id = {employee mona} order by id desc limit 1
-- superuser: is t
select ended_on is null from people.employment_records where org_id = {org} and employee_id = {employee mona}
-- superuser: is t
select ended_on is null from people.employment_records where org_id = {org} and employee_id = {employee pia}
-- superuser: is left
select state from people.employees where org_id = {org} and id = {employee gwen}
-- superuser: is left
select state from people.employees where org_id = {org of twin} and id = {employee mona}
-- hana: refused RH031
select people.reinstate({employee mona})
-- mona: nothing
select org_id from app.caller

--- R19: a line that ended before stays as it is, one that has still to begin goes
-- hana: is left
select people.leave({employee pia}, app.today() - 1, true)
-- superuser: is 1
select count(*) from people.reporting_lines where org_id = {org} and employee_id = {employee pia}
-- superuser: is t
select upper(valid) < current_date - 20 from people.reporting_lines where org_id = {org} and employee_id = {employee pia}

--- R19: whoever leaves later stays until the day is over, and the job that waits for it does nothing before
-- hana: is leaving
select people.leave({employee mona}, app.today() + 3, false)
-- mona: 1 row
select org_id from app.caller
-- superuser: is t
select run_after > statement_timestamp() + interval '2 days' and run_after < statement_timestamp() + interval '5 days' from lifecycle.jobs where org_id = {org} and kind = 'end_employment' and state = 'queued' and arguments ->> 'employee_id' = {employee mona}::text
-- hana: refused RH050
select people.leave({employee rita}, app.today() + 3, true)
-- hana: refused RH050
select people.leave({employee rita}, '1900-01-01', false)
-- hana: is left
select people.leave({employee rita}, app.today() - 3, false)
-- hana: is leaving
select people.leave({employee ravi}, app.today(), false)
-- hana: is left
select people.leave({employee sid}, app.today(), true)

--- R19: the job ends an employment whose last day is over, and none whose last day was taken back or moved
-- superuser: ok
set local session_replication_role = replica; update people.employment_records set ended_on = null where org_id = {org} and employee_id = {employee gwen}; set local session_replication_role = origin
-- worker 2: is nothing
select people.end_due_employment()
-- superuser: ok
set local session_replication_role = replica; update people.employment_records set ended_on = current_date + 3 where org_id = {org} and employee_id = {employee gwen}; update people.employees set state = 'active' where org_id = {org} and id = {employee gwen}; set local session_replication_role = origin
-- worker 2: is nothing
select people.end_due_employment()
-- superuser: is active
select state from people.employees where org_id = {org} and id = {employee gwen}
-- superuser: ok
set local session_replication_role = replica; update people.employment_records set ended_on = current_date - 3 where org_id = {org} and employee_id = {employee gwen}; set local session_replication_role = origin
-- worker 2: is left
select people.end_due_employment()
-- superuser: is left
select state from people.employees where org_id = {org} and id = {employee gwen}
-- worker 0: refused RH006
select people.end_due_employment()
-- hugo: refused 42501
select people.end_due_employment()

--- HY-12: what happens to somebody is written into their history, as it was that day
-- hana: ok
update people.employees set display_name = 'Mona the Second' where id = {employee mona}
-- superuser: is renamed Mona the Second Department 1 Position 0 Site 0
select concat_ws(' ', kind, name, department, position, site) from people.employment_events where org_id = {org} and employee_id = {employee mona} order by id desc limit 1
-- hana: ok
update people.employees set department_id = {department 2} where id = {employee mona}
-- superuser: is moved Mona the Second Department 2 Position 0 Site 0
select concat_ws(' ', kind, name, department, position, site) from people.employment_events where org_id = {org} and employee_id = {employee mona} order by id desc limit 1
-- hana: ok
update people.employees set work_phone = '+49 30 1' where id = {employee mona}
-- superuser: nothing
select count(*) from people.employment_events where kind in ('renamed', 'moved') and (org_id, employee_id) <> ({org}, {employee mona})
-- superuser: is 2
select count(*) from people.employment_events where org_id = {org} and employee_id = {employee mona} and kind in ('renamed', 'moved')
-- hana: ok
insert into people.employment_records (org_id, employee_id, employee_no, legal_name, employment_type, hired_on) values ({org}, {employee nemo}, 'N-1', 'Nemo', 'permanent', '2024-02-03')
-- superuser: is joined 2024-02-03
select kind || ' ' || happened_on from people.employment_events where org_id = {org} and employee_id = {employee nemo} order by id desc limit 1

--- HY-16: whoever is added begins as active, even if more could be written
-- superuser: ok
grant insert (state) on people.employees to app_api
-- hana: refused 42501
insert into people.employees (org_id, id, display_name, state) values ({org}, {new}, 'Somebody New', 'left')
-- hana: ok
insert into people.employees (org_id, id, display_name, state) values ({org}, {new}, 'Somebody New', 'active')

--- R17: nobody becomes their own manager, directly, in a circle, or later; dotted lines are no circle
-- hana: refused RH021
insert into people.reporting_lines (org_id, id, employee_id, manager_id, kind, valid) values ({org}, {new}, {employee mona}, {employee rita}, 'acting', '[2020-01-01,)')
-- hana: refused RH021
insert into people.reporting_lines (org_id, id, employee_id, manager_id, kind, valid) values ({org}, {new}, {employee ada}, {employee sid}, 'primary', '[2020-01-01,)')
-- hana: refused RH021
insert into people.reporting_lines (org_id, id, employee_id, manager_id, kind, valid) values ({org}, {new}, {employee mona}, {employee ben}, 'acting', '[1990-01-01,1990-02-01)'), ({org}, {new}, {employee ben}, {employee mona}, 'primary', '[1990-01-15,1990-03-01)')
-- hana: ok
insert into people.reporting_lines (org_id, id, employee_id, manager_id, kind, valid) values ({org}, {new}, {employee mona}, {employee rita}, 'acting', '[1990-01-01,1990-02-01)')
-- hana: ok
insert into people.reporting_lines (org_id, id, employee_id, manager_id, kind, valid) values ({org}, {new}, {employee mona}, {employee sid}, 'dotted', '[2020-01-01,)')
-- hana: ok
insert into people.reporting_lines (org_id, id, employee_id, manager_id, kind, valid) values ({org}, {new}, {employee marc}, {employee rita}, 'acting', '[2020-01-01,2020-02-01)')
-- hana: ok
insert into people.reporting_lines (org_id, id, employee_id, manager_id, kind, valid) values ({org}, {new}, {employee marc}, {employee rita}, 'acting', daterange(current_date - 1, current_date + 1))
-- mona: refused 42501
insert into people.reporting_lines (org_id, id, employee_id, manager_id, kind, valid) values ({org}, {new}, {employee mona}, {employee rita}, 'acting', '[2020-01-01,)')
-- superuser: is t
select count(*) >= 1 from pg_catalog.pg_locks where locktype = 'advisory' and pid = pg_backend_pid()

--- R17: what two people draw at the same moment is drawn one after the other
-- hana: ok
insert into people.reporting_lines (org_id, id, employee_id, manager_id, kind, valid) values ({org}, {new}, {employee bo}, {employee ada}, 'acting', '[2020-01-01,2020-02-01)')
-- superuser: is 1
select count(*) from pg_catalog.pg_locks where locktype = 'advisory' and pid = pg_backend_pid()

--- HY-16: no department is above itself, and two moves at the same moment are made one after the other
-- hana: refused RH022
update people.departments set parent_id = {department 1} where id = {department 0}
-- hana: refused RH022
update people.departments set parent_id = {department 0} where id = {department 0}
-- hana: ok
update people.departments set parent_id = {department 2} where id = {department 1}
-- superuser: is 1
select count(*) from pg_catalog.pg_locks where locktype = 'advisory' and pid = pg_backend_pid()
-- hana: refused RH022
update people.departments set parent_id = {department 1} where id = {department 2}
-- hana: refused RH022
update people.departments set parent_id = {department 1} where id = {department 0}

--- R3: private data: read by whom it is about without a word, by others with one, and kept with its version
-- pia: 1 row
select employee_id from people.read_private({employee pia})
-- superuser: is 1
select count(*) from audit.log where org_id = {org} and action = 'employee_private.read' and entity_id = {employee pia}
-- hana: 1 row
select employee_id from people.read_private({employee pia})
-- superuser: is 2
select count(*) from audit.log where org_id = {org} and action = 'employee_private.read' and entity_id = {employee pia}
-- hana: nothing
select employee_id from people.read_private({employee nemo})
-- superuser: nothing
select count(*) from audit.log where org_id = {org} and action = 'employee_private.read' and entity_id = {employee nemo}
-- hana: nothing
select people.keep_private({employee pia}, 7, '{"private_phone": "+49"}')
-- hana: refused RH050
select people.keep_private({employee pia}, 1, '{"salary": "1"}')
-- hana: is 2
select people.keep_private({employee pia}, 1, '{"private_phone": "+49"}')
-- superuser: is +49
select private_phone from people.employee_private where org_id = {org} and employee_id = {employee pia}
-- superuser: is +49 30 4321
select private_phone from people.employee_private where org_id = {org} and employee_id = {employee lena}
-- hana: is 1
select people.keep_private({employee nemo}, null, '{"private_phone": "+49 1"}')
-- pia: refused RH030
select people.keep_private({employee pia}, null, '{"private_phone": "+49 1"}')

--- HY-17: one's own work phone, with its version, and nobody else's
-- pia: is 2
select people.edit_own_profile(1, '+49 30 77')
-- pia: nothing
select people.edit_own_profile(1, '+49 30 78')
-- superuser: is 1
select count(*) from people.employees where org_id = {org} and work_phone = '+49 30 77'
-- worker 1: refused 42501
select people.edit_own_profile(1, '+49 30 79')

--- R3: whoever becomes an employee's member is told to the employee
-- ada: ok
select identity.link_member({member dora}, {employee nemo})
-- superuser: is employee.linked
select action from audit.log where org_id = {org} and entity_id = {employee nemo} order by id desc limit 1
-- dora: nothing
select org_id from app.caller
-- ada: ok
select identity.link_member({member dora}, null)
-- superuser: is 1
select count(*) from audit.log where org_id = {org} and entity_id = {employee nemo} and action = 'employee.linked'

--- R19: whoever leaves is of one organisation, floor or no floor
-- floors: taken away
-- superuser: ok
set local session_replication_role = replica; update people.employment_records set row_version = row_version where org_id = {org}; update identity.org_settings set row_version = row_version where org_id = {org}; set local session_replication_role = origin
-- hana: is left
select people.leave({employee mona}, app.today() - 1, true)
-- hana: is leaving
select people.leave({employee rita}, app.today() + 3, false)
-- superuser: is 00:00:00
select (j.run_after at time zone (select s.timezone from identity.org_settings s where s.org_id = {org}))::time from lifecycle.jobs j where j.org_id = {org} and j.kind = 'end_employment' and j.state = 'queued' and j.arguments ->> 'employee_id' = {employee rita}::text
-- worker 2: is left
select people.end_due_employment()
-- hana: is active
select people.reinstate({employee mona})
-- superuser: is left
select state from people.employees where org_id = {org of twin} and id = {employee mona}

--- R17, HY-16: circles are those of one organisation, floor or no floor
-- floors: taken away
-- superuser: ok
set local session_replication_role = replica; update people.departments set row_version = row_version where org_id = {org}; set local session_replication_role = origin
-- hana: refused RH022
update people.departments set parent_id = {department 1} where org_id = {org} and id = {department 0}
-- hana: ok
insert into people.reporting_lines (org_id, id, employee_id, manager_id, kind, valid) values ({org}, {new}, {employee marc}, {employee rita}, 'acting', daterange(current_date - 1, current_date + 1))

--- HY-12: a transfer is told in the history of its own organisation, floor or no floor
-- floors: taken away
-- superuser: keeps before
select count(*)::text from people.employment_events where org_id = {org of twin}
-- superuser: keeps own before
select count(*)::text from people.employment_events where org_id = {org}
-- ada: ok
update people.employees set department_id = null where id = {employee mona}
-- superuser: is t
select count(*)::text = {before} from people.employment_events where org_id = {org of twin}
-- superuser: is f
select count(*)::text = {own before} from people.employment_events where org_id = {org}
