--- R1: a worker enters with a claimed job's secret, and with nothing else
-- app_worker: ok
select app.enter_job({job 0}, {org}, {claim 0})
-- app_worker: refused RH006
select app.enter_job({job 1}, {org}, {claim 0})
-- app_worker: refused RH006
select app.enter_job({job 0}, {org}, 'made up')
-- app_worker: refused RH006
select app.enter_job({job 0}, {org of away}, {claim 0})
-- app_worker: refused RH006
select app.enter_job({job 0}, {org}, {secret hugo})

--- HY-09: the same key and the same request bring the first answer, another request does not
-- ada: nothing
select app.replay('key one', sha256('request'))
-- ada: ok
select app.remember('key one', {employee mona})
-- ada: ok
select app.remember('key one', {employee pia})
-- ada: is t
select app.replay('key one', sha256('request')) = {employee mona}
-- ada: refused RH060
select app.replay('key one', sha256('another request'))
-- alan: nothing
select app.replay('key one', sha256('another request'))
-- alan: nothing
select app.replay('key one', sha256('another request'))
-- ada: nothing
select app.replay('key two', sha256('request'))
-- ada: nothing
select app.replay('key four', sha256('request'))
-- alan: nothing
select app.replay('key four', sha256('request'))
-- ada: ok
select app.remember('key four', {employee mona})
-- superuser: is 1
select count(*) from identity.idempotency_keys where key in ('key two', 'key four') and resource_id is not null
-- ada: nothing
select app.replay('key two', sha256('request'))
-- superuser: is 1
select count(*) from identity.idempotency_keys where key = 'key one' and resource_id is not null
-- ada of twin: nothing
select app.replay('key one', sha256('a request of somebody else'))
-- superuser: ok
set local session_replication_role = replica; insert into identity.idempotency_keys (org_id, member_id, key, request_sha256) values ({org of twin}, {member alan}, 'key three', sha256('x')); set local session_replication_role = origin
-- alan: nothing
select app.replay('key three', sha256('request'))
-- alan: nothing
select app.replay('key three', sha256('request'))
-- superuser: ok
set local session_replication_role = replica; insert into identity.idempotency_keys (org_id, member_id, key, request_sha256) values ({org}, {member alan}, 'key five', sha256('x')); set local session_replication_role = origin
-- alan of twin: nothing
select app.replay('key five', sha256('request'))
-- alan of twin: nothing
select app.replay('key five', sha256('request'))
-- alan: ok
select app.remember('key three', {employee mona})
-- superuser: is 1
select count(*) from identity.idempotency_keys where key = 'key three' and resource_id is not null

--- HY-21: whoever writes is named, for whom they act too, and nobody writes into another's audit
-- ada: ok
insert into people.sites (org_id, id, name, timezone) values ({org}, {new}, 'Harbour', 'Europe/Berlin')
-- superuser as ada: ok
select set_config('app.request_id', '00000000-0000-7000-8000-00000000abcd', true)
-- ada: ok
update people.sites set name = 'Harbour Street' where name = 'Harbour'
-- superuser: is 00000000-0000-7000-8000-00000000abcd
select request_id from audit.log where org_id = {org} and action = 'site.changed' order by id desc limit 1
-- superuser: is member
select actor_kind from audit.log where org_id = {org} and entity = 'site' and action = 'site.created' order by id desc limit 1
-- superuser: is t
select actor_id = {member ada} and on_behalf_of is null from audit.log where org_id = {org} and action = 'site.created' order by id desc limit 1
-- superuser: is t
select p.diff -> 'name' = '[null, "Harbour"]' and l.payload_sha256 = sha256(p.salt || convert_to(p.diff::text, 'UTF8')) from audit.log l join audit.payloads p on p.org_id = l.org_id and p.entry_id = l.id where l.org_id = {org} and l.action = 'site.created' order by l.id desc limit 1
-- superuser: refused RH011
select audit.record({org}, 'made.up', 'site', {new}, '{}', null, false)
-- superuser as ada: refused RH011
select audit.record({org of away}, 'made.up', 'site', {new}, '{}', null, false)
-- superuser as ada of away: refused RH011
update people.sites set name = name || 'x' where org_id = {org}

--- R16: days are the organisation's, whatever the session says
-- mona: keeps day
select app.today()
-- mona: ok
set local timezone = 'Pacific/Kiritimati'
-- mona: is t
set local timezone = 'Etc/GMT+12'; select app.today() = {day}::date

--- R1: a time zone is one that the server knows by an IANA name
-- ada: refused RH020
insert into people.sites (org_id, id, name, timezone) values ({org}, {new}, 'Nowhere', 'Europe/Nowhere')
-- ada: refused RH020
insert into people.sites (org_id, id, name, timezone) values ({org}, {new}, 'Nowhere', 'CET')
-- ada: refused RH020
insert into people.sites (org_id, id, name, timezone) values ({org}, {new}, 'Nowhere', '<+03>-3')
-- ada: refused RH020
update identity.org_settings set timezone = 'CET'
-- ada: ok
insert into people.sites (org_id, id, name, timezone) values ({org}, {new}, 'Somewhere', 'America/Argentina/Buenos_Aires')

--- An auditor reads the catalog's views, drift among them, and no table
-- app_auditor: ok
select * from catalog.drift
-- app_auditor: ok
select * from catalog.policies
-- app_auditor: refused 42501
select * from people.employees
-- superuser: ok
insert into platform.applied_policies (id, files_sha256, catalog_sha256, applied_by, server_major) select true, sha256('x'), sha256('x'), 'somebody', 15 where not exists (select from platform.applied_policies)
-- app_api: 1 row
select files_sha256 from platform.applied_policies
-- app_platform: 1 row
select files_sha256 from platform.applied_policies
-- app_platform: 1 row
select sign_up from platform.deployment
-- app_platform: 1 row
select id from platform.evidence_runs
-- app_auditor: 1 row
select kind from catalog.evidence_runs
-- app_platform: ok
insert into platform.evidence_runs (kind, started_at, finished_at, outcome, files_sha256, version) values ('lint', now(), now(), 'passed', sha256('x'), '0')
-- superuser: ok
grant insert on platform.evidence_runs to app_api
-- app_api: refused 42501
insert into platform.evidence_runs (kind, started_at, finished_at, outcome, files_sha256, version) values ('lint', now(), now(), 'passed', sha256('x'), '0')

--- HM-05: the accounts of an organisation's members, and of no other
-- superuser: keeps fellows
select count(*) from identity.memberships where org_id = {org}
-- app_kernel as ada: is t
select count(*) = {fellows}::integer from identity.users

--- R1: a job's secret opens nothing through the request pool's functions, and a member's nothing through the worker's
-- app_api as worker 0: refused RH030
select people.leave({employee mona}, app.today(), true)
-- hugo: is left
select people.leave({employee mona}, app.today(), true)
-- app_api as worker 0: nothing
select people.read_private({employee mona})
-- app_api as worker 0: nothing
select app.member_id()
-- app_worker as hugo: nothing
select app.member_id()
-- app_worker as hugo: refused RH006
select lifecycle.start_import()
-- worker 0: is t
select lifecycle.start_import()
-- worker 0: 1 row
select app.member_id()

--- HM-05: a condition that fails on what it may not see does not get to see it
-- pia: nothing
select id from identity.member_accounts where email::integer = 1
-- ada: refused 22P02
select id from identity.member_accounts where email::integer = 1
-- app_api: nothing
select id from identity.member_directory where name::integer = 1

--- HY-09: the keys of one organisation's members are not another's, floor or no floor
-- floors: taken away
-- superuser: ok
insert into identity.idempotency_keys (org_id, member_id, key, request_sha256, resource_id) values ({org}, {member alan}, 'key six', sha256('x'), {employee mona})
-- alan of twin: nothing
select app.replay('key six', sha256('request'))
-- alan of twin: nothing
select app.replay('key six', sha256('request'))
-- alan of twin: ok
select app.remember('key six', {employee pia})
-- superuser: is 1
select count(*) from identity.idempotency_keys where key = 'key six' and resource_id = {employee mona}

--- R1, R34: the guard of each row alone refuses another organisation's rows and those of one that is closing, but for what ends the closing
-- superuser: ok
alter table people.sites disable trigger _100_writable
-- superuser as ada: refused RH011
update people.sites set name = name || ' x' where org_id = {org of away}
-- superuser as ada of closing: refused RH010
update people.sites set name = name || ' x' where org_id = {org of closing}
-- superuser as ada: ok
update people.sites set name = name || ' x' where org_id = {org}
-- ada of closing: ok
select identity.cancel_closing()
-- superuser as ada of closing: ok
update people.sites set name = name || ' x' where org_id = {org of closing}
