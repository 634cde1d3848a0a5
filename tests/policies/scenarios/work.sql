--- HA-18: a job is one worker's at a time, goes to another when its lease has run out, and waits while its organisation closes
-- app_worker: is 0
select count(*) from lifecycle.claim_job(array['no_such_kind'], interval '1 minute', sha256('c'))
-- app_worker: refused RH050
select job_id from lifecycle.claim_job(array['import_people'], interval '2 hours', sha256('c'))
-- app_worker: refused RH050
select job_id from lifecycle.claim_job(array['import_people'], interval '0', sha256('c'))
-- app_worker: refused RH050
select job_id from lifecycle.claim_job(array['import_people'], null, sha256('c'))
-- superuser: ok
set local session_replication_role = replica; update lifecycle.jobs set state = 'done', lease_until = null where org_id in ({org of twin}, {org of overdue}); update lifecycle.jobs set run_after = statement_timestamp() + interval '1 hour' where org_id = {org of away}; set local session_replication_role = origin
-- app_worker: nothing
select job_id from lifecycle.claim_job(array['import_people'], interval '1 minute', sha256('c'))
-- superuser: ok
set local session_replication_role = replica; update lifecycle.jobs set lease_until = statement_timestamp() - interval '1 second' where org_id = {org} and id = {job 0}; set local session_replication_role = origin
-- app_worker: 1 row
select job_id from lifecycle.claim_job(array['import_people'], interval '1 minute', sha256(convert_to('another claim', 'UTF8')))
-- worker 0: nothing
select org_id from app.caller
-- worker 1: 1 row
select org_id from app.caller
-- worker 3: 1 row
select org_id from app.caller
-- superuser: nothing
select count(*) from lifecycle.jobs where org_id = {org of twin} and state = 'running'
-- superuser: is 1
select count(*) from identity.capabilities where org_id = {org} and job_id = {job 0}
-- superuser: is 1 running
select attempts || ' ' || state from lifecycle.jobs where org_id = {org} and id = {job 0}
-- superuser: is 0
select attempts from lifecycle.jobs where org_id = {org} and id = {job 1}
-- app_worker: nothing
select job_id from lifecycle.claim_job(array['import_people'], interval '1 minute', sha256('third claim'))

--- R23, HA-18: a job whose right was ended is claimed again, and has the rights that whoever asked has by now
-- ada: ok
select identity.suspend_member({member hugo})
-- superuser: ok
set local session_replication_role = replica; update lifecycle.jobs set state = 'done', lease_until = null where org_id <> {org} or id in ({job 3}, {job 2}); set local session_replication_role = origin
-- app_worker: 1 row
select job_id from lifecycle.claim_job(array['import_people'], interval '1 minute', sha256(convert_to('claim again', 'UTF8')))
-- superuser: is 0
select cardinality(permissions) from identity.capabilities where org_id = {org} and job_id = {job 0}
-- superuser: ok
set local session_replication_role = replica; update identity.users set state = 'suspended' where id = {account pia}; delete from identity.capabilities where org_id = {org} and job_id = {job 1}; set local session_replication_role = origin
-- app_worker: 1 row
select job_id from lifecycle.claim_job(array['import_people'], interval '1 minute', sha256(convert_to('claim of a suspended account', 'UTF8')))
-- superuser: is 0
select cardinality(permissions) from identity.capabilities where org_id = {org} and job_id = {job 1}
-- superuser: ok
set local session_replication_role = replica; update identity.users set state = 'active' where id = {account pia}; set local session_replication_role = origin
-- ada: ok
select identity.set_member_role({member pia}, 'hr')
-- app_worker: 1 row
select job_id from lifecycle.claim_job(array['import_people'], interval '1 minute', sha256(convert_to('claim once more', 'UTF8')))
-- superuser: is t
select 'people.import' = any (permissions) from identity.capabilities where org_id = {org} and job_id = {job 1}
-- superuser: is t
select expires_at <= statement_timestamp() + interval '1 minute' from identity.capabilities where org_id = {org} and job_id = {job 1}

--- R34: a closing organisation's jobs wait
-- superuser: ok
set local session_replication_role = replica; update lifecycle.jobs set state = 'done', lease_until = null where org_id <> {org of closing}; update lifecycle.jobs set state = 'queued', lease_until = null where org_id = {org of closing}; set local session_replication_role = origin
-- app_worker: nothing
select job_id from lifecycle.claim_job(array['import_people'], interval '1 minute', sha256('c'))

--- HA-18: only whoever holds a job extends, releases or finishes it
-- app_worker: refused RH006
select lifecycle.finish_job({org}, {job 0}, 'made up')
-- app_worker: refused RH006
select lifecycle.finish_job({org of away}, {job 0}, {claim 0})
-- app_worker: refused RH006
select lifecycle.finish_job({org}, {job 1}, {claim 0})
-- app_worker: refused RH006
select lifecycle.extend_job({org}, {job 1}, {claim 0}, interval '1 minute')
-- app_worker: refused RH050
select lifecycle.extend_job({org}, {job 0}, {claim 0}, interval '2 hours')
-- app_worker: refused RH050
select lifecycle.extend_job({org}, {job 0}, {claim 0}, null)
-- app_worker: ok
select lifecycle.extend_job({org}, {job 0}, {claim 0}, interval '5 minutes')
-- superuser: is t
select c.expires_at between statement_timestamp() + interval '4 minutes' and statement_timestamp() + interval '6 minutes' and j.lease_until > statement_timestamp() + interval '4 minutes' from identity.capabilities c join lifecycle.jobs j on j.org_id = c.org_id and j.id = c.job_id where c.org_id = {org} and c.job_id = {job 0}
-- app_worker: refused RH006
select lifecycle.release_job({org}, {job 1}, {claim 0}, interval '1 minute')
-- app_worker: refused RH006
select lifecycle.release_job({org of away}, {job 0}, {claim 0}, interval '1 minute')
-- app_worker: refused RH006
select lifecycle.release_job({org}, {job 0}, 'made up', interval '1 minute')
-- superuser: ok
update identity.capabilities set expires_at = statement_timestamp() where org_id = {org} and job_id = {job 3}
-- app_worker: refused RH006
select lifecycle.finish_job({org}, {job 3}, {claim 3})
-- app_worker: refused RH006
select lifecycle.extend_job({org}, {job 3}, {claim 3}, interval '1 minute')
-- app_worker: refused RH006
select lifecycle.release_job({org}, {job 3}, {claim 3}, interval '1 minute')
-- app_worker: ok
select lifecycle.release_job({org}, {job 0}, {claim 0}, interval '1 minute')
-- superuser: is queued running
select string_agg(state, ' ' order by id) from lifecycle.jobs where org_id = {org} and id in ({job 0}, {job 1})
-- superuser: is queued
select state from lifecycle.jobs where org_id = {org} and id = {job 0} and run_after > statement_timestamp()
-- worker 0: nothing
select org_id from app.caller

--- HA-18: an import of somebody who may not any more ends as failed; one that is over does nothing
-- worker 1: is f
select lifecycle.start_import()
-- superuser: is failed
select state from lifecycle.import_jobs where org_id = {org} and id = {import 2}
-- worker 3: is f
select lifecycle.start_import()
-- worker 3: is f
select lifecycle.report_import(1)
-- worker 0: is t
select lifecycle.start_import()
-- worker 0: is t
select lifecycle.report_import(1)
-- superuser: is running 1
select j.state || ' ' || p.rows_written from lifecycle.import_jobs j join lifecycle.import_progress p using (org_id) where j.org_id = {org} and j.id = {import 1} and p.import_id = j.id
-- superuser: nothing
select count(*) from lifecycle.import_progress where (org_id, import_id) <> ({org}, {import 1}) and rows_written > 0

--- HA-18: what an import found wrong before is found again, and what it could not read stays said
-- superuser: ok
set local session_replication_role = replica; insert into lifecycle.import_errors (org_id, import_id, line, field, reason, stage, message) values ({org}, {import 1}, 9, 'manager', 'unknown', 'checking', 'nobody'); set local session_replication_role = origin
-- worker 0: is t
select lifecycle.start_import()
-- superuser: is 1
select count(*) from lifecycle.import_errors where org_id = {org} and import_id = {import 1}
-- superuser: is reading
select stage from lifecycle.import_errors where org_id = {org} and import_id = {import 1}

--- HA-18: departments and positions that an import names for the first time are added, here and nowhere else
-- superuser: ok
set local session_replication_role = replica; update lifecycle.import_rows set department = 'A department of a file' where org_id = {org} and import_id = {import 1}; set local session_replication_role = origin
-- worker 0: is 2
select lifecycle.write_import_structure()
-- superuser: is t
select string_agg(org_id::text, ' ') = {org}::text from people.departments where name = 'A department of a file'
-- worker 0: nothing
select lifecycle.write_import_structure()

--- HA-18: a dry run is judged and never written; with reject_all one error is enough to write nothing
-- superuser: ok
set local session_replication_role = replica; update lifecycle.import_jobs set dry_run = true where org_id = {org} and id = {import 1}; set local session_replication_role = origin
-- worker 0: is t
select lifecycle.start_import()
-- worker 0: is over
select lifecycle.judge_import()
-- superuser: ok
set local session_replication_role = replica; update lifecycle.import_jobs set dry_run = false, on_error = 'reject_all' where org_id = {org} and id = {import 1}; set local session_replication_role = origin
-- worker 0: is over
select lifecycle.judge_import()
-- superuser: ok
set local session_replication_role = replica; delete from lifecycle.import_errors where org_id = {org} and import_id = {import 1}; set local session_replication_role = origin
-- worker 0: is write
select lifecycle.judge_import()

--- HA-18: starting one import touches no other, floor or no floor
-- floors: taken away
-- superuser: ok
set local session_replication_role = replica; insert into lifecycle.import_errors (org_id, import_id, line, field, reason, stage, message) values ({org}, {import 2}, 9, 'manager', 'unknown', 'checking', 'nobody'), ({org of twin}, {import 1}, 9, 'manager', 'unknown', 'checking', 'nobody'); update lifecycle.import_jobs set state = 'queued', job_id = coalesce(job_id, {job 0}), finished_at = null where (org_id, id) in (({org}, {import 3}), ({org}, {import 1}), ({org of twin}, {import 1})); set local session_replication_role = origin
-- worker 0: is t
select lifecycle.start_import()
-- superuser: is 2
select count(*) from lifecycle.import_errors where stage = 'checking' and line = 9
-- superuser: is 2
select count(*) from lifecycle.import_jobs where state = 'queued' and (org_id, id) in (({org}, {import 3}), ({org}, {import 1}), ({org of twin}, {import 1}))

--- HA-18: an import names its columns, an employee number among them, and nothing else
-- ada of away: refused RH050
select lifecycle.open_import({new}, true, 'skip_rows', ',', array['employee_no', 'salary'], '{}')
-- ada of away: refused RH050
select lifecycle.open_import({new}, true, 'skip_rows', ',', array['display_name'], '{}')
-- ada of away: ok
select lifecycle.open_import({new}, true, 'skip_rows', ',', array['employee_no', 'display_name'], '{}')

--- HA-18: an upload that was cut off fails, what is over is cleared away, errors after a week
-- superuser: ok
set local session_replication_role = replica; update lifecycle.import_jobs set created_at = now() - case when id = {import 0} then interval '1 hour' else interval '0' end where org_id = {org} and id in ({import 0}, {import 6}); update lifecycle.import_progress set touched_at = now() - interval '10 minutes', phase = 'receiving' where org_id = {org} and import_id in ({import 0}, {import 6}); update lifecycle.import_jobs set finished_at = now() - case when id = {import 3} then interval '8 days' else interval '6 days' end where org_id = {org} and id in ({import 3}, {import 4}); set local session_replication_role = origin
-- worker 0: ok
select lifecycle.sweep_imports(100)
-- superuser: is failed finished
select j.state || ' ' || p.phase from lifecycle.import_jobs j join lifecycle.import_progress p on p.org_id = j.org_id and p.import_id = j.id where j.org_id = {org} and j.id = {import 0}
-- superuser: is receiving receiving
select j.state || ' ' || p.phase from lifecycle.import_jobs j join lifecycle.import_progress p on p.org_id = j.org_id and p.import_id = j.id where j.org_id = {org} and j.id = {import 6}
-- superuser: nothing
select count(*) from lifecycle.import_errors where org_id = {org} and import_id = {import 3}
-- superuser: is 1
select count(*) from lifecycle.import_errors where org_id = {org} and import_id = {import 4}
-- superuser: is 2
select count(*) from lifecycle.import_rows where org_id = {org} and import_id in ({import 1}, {import 6}, {import 3})

--- HY-09, HY-10: keys of requests go after a day, tokens and tombstones when they have run out
-- superuser: ok
set local session_replication_role = replica; insert into identity.idempotency_keys (org_id, member_id, key, request_sha256, created_at) values ({org}, {member ada}, 'old', sha256('x'), now() - interval '2 days'), ({org}, {member ada}, 'new', sha256('x'), now()); update identity.refresh_tokens set expires_at = now() - interval '1 hour' where org_id = {org} and session_id = {session mona}; update identity.ended_rights set expires_at = now() - interval '1 hour' where org_id = {org}; set local session_replication_role = origin
-- worker 0: ok
select identity.sweep_expired(1000)
-- superuser: is new
select string_agg(key, ' ') from identity.idempotency_keys where key in ('old', 'new')
-- superuser: nothing
select count(*) from identity.refresh_tokens where org_id = {org} and session_id = {session mona}
-- superuser: is 1
select count(*) from identity.refresh_tokens where org_id = {org} and session_id = {session pia}
-- superuser: nothing
select count(*) from identity.ended_rights where org_id = {org}
-- superuser: is 1
select count(*) from identity.ended_rights where org_id = {org of away}

--- HA-18: an import that ends is the one of its own organisation, floor or no floor
-- floors: taken away
-- superuser: ok
set local session_replication_role = replica; update lifecycle.import_jobs set row_version = row_version where org_id = {org} and id = {import 1}; set local session_replication_role = origin
-- worker 0: is done
select lifecycle.finish_import()
-- superuser: is receiving
select state from lifecycle.import_jobs where org_id = {org of twin} and id = {import 1}

--- R23, HA-18: a job's right ends with the permission it rests on, however long the lease
-- superuser: ok
set local session_replication_role = replica; update lifecycle.jobs set state = 'done', lease_until = null where org_id <> {org} or id <> {job 0}; update lifecycle.jobs set lease_until = now() - interval '1 minute' where org_id = {org} and id = {job 0}; set local session_replication_role = origin
-- ada: ok
select identity.override_permission({new}, {member hugo}, 'org.settings', 'allow', 'because', statement_timestamp() + interval '2 minutes')
-- app_worker: 1 row
select job_id from lifecycle.claim_job(array['import_people'], interval '30 minutes', sha256(convert_to('a long claim', 'UTF8')))
-- superuser: is t
select expires_at <= statement_timestamp() + interval '2 minutes' from identity.capabilities where org_id = {org} and job_id = {job 0}
-- app_worker: ok
select lifecycle.extend_job({org}, {job 0}, 'a long claim', interval '30 minutes')
-- superuser: is t
select expires_at <= statement_timestamp() + interval '2 minutes' from identity.capabilities where org_id = {org} and job_id = {job 0}

--- HA-17: the entry of an export says of which department or site
-- hana: ok
select lifecycle.record_export(null, {site 1})
-- superuser: is t
select p.diff = jsonb_build_object('site_id', {site 1}) from audit.log l join audit.payloads p on p.org_id = l.org_id and p.entry_id = l.id where l.org_id = {org} and l.action = 'employee.exported' order by l.id desc limit 1
