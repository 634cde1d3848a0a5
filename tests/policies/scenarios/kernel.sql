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
-- ada: ok
insert into people.sites (org_id, id, name, timezone) values ({org}, {new}, 'Somewhere', 'America/Argentina/Buenos_Aires')

--- An auditor reads the catalog's views, drift among them, and no table
-- app_auditor: ok
select * from catalog.drift
-- app_auditor: ok
select * from catalog.policies
-- app_auditor: refused 42501
select * from people.employees
