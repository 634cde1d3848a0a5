--- HY-10: a refresh token is good once, and used again ends the session it belongs to
-- app_auth: is f
select reused from identity.refresh_session({org}, sha256(convert_to({refresh mona}, 'UTF8')), sha256('second'), sha256('right two'))
-- app_auth: is f
select reused from identity.refresh_session({org}, sha256('second'), sha256('third'), sha256('right three'))
-- superuser: ok
update identity.refresh_tokens set used_at = statement_timestamp() - interval '1 minute' where used_at is not null
-- app_auth: is t
select reused from identity.refresh_session({org}, sha256('second'), sha256('fourth'), sha256('right four'))
-- mona: nothing
select org_id from app.caller
-- app_auth: refused RH001
select reused from identity.refresh_session({org}, sha256('third'), sha256('fifth'), sha256('right five'))
-- superuser: is revoked
select end_reason from identity.sessions where org_id = {org} and id = {session mona}
-- superuser: nothing
select ended_at from identity.sessions where org_id = {org of twin} and id = {session mona}
-- superuser: nothing
select count(*) from identity.sessions where org_id = {org} and id = {session pia} and ended_at is not null

--- HY-10: within seconds the same token brings the same successor, as long as that is unused
-- app_auth: is f
select reused from identity.refresh_session({org}, sha256(convert_to({refresh mona}, 'UTF8')), sha256('second'), sha256('right two'))
-- app_auth: is f
select reused from identity.refresh_session({org}, sha256(convert_to({refresh mona}, 'UTF8')), sha256('second'), sha256('right three'))
-- superuser: is 1
select count(*) from identity.refresh_tokens where hash = sha256('second')
-- app_auth: is f
select reused from identity.refresh_session({org}, sha256('second'), sha256('third'), sha256('right four'))
-- app_auth: is t
select reused from identity.refresh_session({org}, sha256(convert_to({refresh mona}, 'UTF8')), sha256('second'), sha256('right five'))

--- HY-10: the same token with another successor ends the session at once
-- app_auth: is f
select reused from identity.refresh_session({org}, sha256(convert_to({refresh mona}, 'UTF8')), sha256('second'), sha256('right two'))
-- app_auth: is t
select reused from identity.refresh_session({org}, sha256(convert_to({refresh mona}, 'UTF8')), sha256('stolen'), sha256('right three'))

--- HY-10: a refresh token that has run out, or is nobody's, brings nothing
-- app_auth: refused RH001
select reused from identity.refresh_session({org}, sha256('made up'), sha256('second'), sha256('right two'))
-- superuser: ok
update identity.refresh_tokens set expires_at = statement_timestamp() where org_id = {org} and session_id = {session mona}
-- app_auth: refused RH001
select reused from identity.refresh_session({org}, sha256(convert_to({refresh mona}, 'UTF8')), sha256('second'), sha256('right two'))

--- HY-10: a session that has run out, or was ended, is not refreshed
-- superuser: ok
set local session_replication_role = replica; update identity.sessions set expires_at = statement_timestamp() where org_id = {org} and id = {session mona}; set local session_replication_role = origin
-- app_auth: refused RH001
select reused from identity.refresh_session({org}, sha256(convert_to({refresh mona}, 'UTF8')), sha256('second'), sha256('right two'))
-- pia: ok
select identity.sign_out()
-- app_auth: refused RH001
select reused from identity.refresh_session({org}, sha256(convert_to({refresh pia}, 'UTF8')), sha256('second'), sha256('right two'))

--- R23: who is suspended, whose account is suspended, or whose organisation is purged does not refresh either
-- superuser: ok
set local session_replication_role = replica; update identity.memberships set state = 'suspended' where org_id = {org} and id = {member mona}; update identity.users set state = 'suspended' where id = {account pia}; set local session_replication_role = origin
-- app_auth: refused RH001
select reused from identity.refresh_session({org}, sha256(convert_to({refresh mona}, 'UTF8')), sha256('second'), sha256('right two'))
-- app_auth: refused RH001
select reused from identity.refresh_session({org}, sha256(convert_to({refresh pia}, 'UTF8')), sha256('third'), sha256('right three'))
-- app_auth: is f
select reused from identity.refresh_session({org}, sha256(convert_to({refresh rita}, 'UTF8')), sha256('fourth'), sha256('right four'))
-- superuser: ok
set local session_replication_role = replica; update identity.organizations set state = 'purging' where org_id = {org}; set local session_replication_role = origin
-- app_auth: refused RH001
select reused from identity.refresh_session({org}, sha256(convert_to({refresh ravi}, 'UTF8')), sha256('fifth'), sha256('right five'))
-- app_auth: refused RH040
select member_id from identity.sign_in({email ravi}, convert_to({tag ravi}, 'UTF8'), null, {new}, {new}, sha256('s'), sha256('r'))

--- HY-10: a right that was refreshed is a right, and the one before stays until it runs out
-- app_auth: is f
select reused from identity.refresh_session({org}, sha256(convert_to({refresh mona}, 'UTF8')), sha256('second'), sha256(convert_to('right two', 'UTF8')))
-- superuser: is 2
select count(*) from identity.capabilities where org_id = {org} and session_id = {session mona} and member_id = {member mona}
-- mona: 1 row
select org_id from app.caller

--- HY-10: a session without a refresh token has none
-- app_auth: keeps session
select {new}
-- app_auth: 1 row
select member_id from identity.sign_in({email mona}, convert_to({tag mona}, 'UTF8'), {slug}, {session}::uuid, {new}, sha256('s'), null)
-- superuser: nothing
select count(*) from identity.refresh_tokens where session_id = {session}::uuid

--- HY-08: the address in whatever letters, the password as it is, and no suspended account
-- app_auth: is 8192
select memory_kib from identity.password_challenge(upper({email mona}))
-- app_auth: 1 row
select member_id from identity.sign_in(upper({email mona}), convert_to({tag mona}, 'UTF8'), null, {new}, {new}, sha256('s'), sha256('r'))
-- app_auth: refused RH040
select member_id from identity.sign_in({email mona}, convert_to({tag pia}, 'UTF8'), null, {new}, {new}, sha256('s2'), sha256('r2'))
-- app_auth: refused RH040
select member_id from identity.sign_in({email axel}, convert_to({tag axel}, 'UTF8'), null, {new}, {new}, sha256('s3'), sha256('r3'))
-- app_auth: nothing
select memory_kib from identity.password_challenge({email axel})

--- HY-08: nobody signs in to an organisation they are not in, and an account in two names one
-- superuser: ok
set local session_replication_role = replica; update identity.memberships set user_id = {account mona} where org_id = {org of away} and id = {member rita of away}; set local session_replication_role = origin
-- app_auth: refused RH041
select member_id from identity.sign_in({email mona}, convert_to({tag mona}, 'UTF8'), null, {new}, {new}, sha256('s'), sha256('r'))
-- app_auth: refused RH040
select member_id from identity.sign_in({email mona}, convert_to({tag mona}, 'UTF8'), {slug of closing}, {new}, {new}, sha256('s'), sha256('r'))
-- app_auth: 2 rows
select slug from identity.organizations_of_account({org}, {secret mona}, 'manager')
-- app_auth: 1 row
select slug from identity.organizations_of_account({org}, {secret pia}, 'employee')
-- app_auth: refused RH032
select member_id from identity.switch_organization({org}, {secret mona}, 'manager', {slug of closing}, {new}, sha256('s'), sha256('r'))
-- app_auth: is employee
select member_role from identity.switch_organization({org}, {secret mona}, 'manager', {slug of away}, {new}, sha256('s'), sha256('r'))
-- superuser: is 2
select count(distinct s.org_id) from identity.sessions s where s.org_id in ({org}, {org of away}) and s.login_id = (select x.login_id from identity.sessions x where x.org_id = {org} and x.id = {session mona})
-- superuser: ok
set local session_replication_role = replica; update identity.memberships set state = 'suspended' where org_id = {org of away} and id = {member rita of away}; set local session_replication_role = origin
-- app_auth: refused RH032
select member_id from identity.switch_organization({org}, {secret mona}, 'manager', {slug of away}, {new}, sha256('s2'), sha256('r2'))
-- app_auth: 1 row
select slug from identity.organizations_of_account({org}, {secret mona}, 'manager')
-- app_auth: is manager
select member_role from identity.sign_in({email mona}, convert_to({tag mona}, 'UTF8'), null, {new}, {new}, sha256('s3'), sha256('r3'))
-- superuser: ok
set local session_replication_role = replica; update identity.memberships set state = 'active' where org_id = {org of away} and id = {member rita of away}; update identity.organizations set state = 'purging' where org_id = {org of away}; set local session_replication_role = origin
-- app_auth: is manager
select member_role from identity.sign_in({email mona}, convert_to({tag mona}, 'UTF8'), null, {new}, {new}, sha256('s5'), sha256('r5'))
-- app_auth: refused RH032
select member_id from identity.switch_organization({org}, {secret mona}, 'manager', {slug of away}, {new}, sha256('s4'), sha256('r4'))
-- app_auth: 1 row
select slug from identity.organizations_of_account({org}, {secret mona}, 'manager')

--- HY-10: only a live right switches: not one that has run out, whose session ended, that is another's or a job's, and no suspended account's
-- app_auth: refused RH001
select member_id from identity.switch_organization({org}, 'made up', 'manager', {slug}, {new}, sha256('s'), sha256('r'))
-- app_auth: refused RH001
select member_id from identity.switch_organization({org of away}, {secret mona}, 'manager', {slug}, {new}, sha256('s'), sha256('r'))
-- app_auth: refused RH001
select slug from identity.organizations_of_account({org of away}, {secret mona}, 'manager')
-- app_auth: refused RH003
select member_id from identity.switch_organization({org}, {secret mona}, 'admin', {slug}, {new}, sha256('s'), sha256('r'))
-- superuser: ok
update identity.capabilities set expires_at = statement_timestamp() where org_id = {org} and member_id = {member mona}; set local session_replication_role = replica; update identity.sessions set ended_at = statement_timestamp(), end_reason = 'signed_out' where org_id = {org} and id = {session pia}; update identity.users set state = 'suspended' where id = {account rita}; update identity.sessions set ended_at = statement_timestamp(), end_reason = 'signed_out' where org_id = {org} and id = {session ravi}; set local session_replication_role = origin
-- app_auth: refused RH002
select member_id from identity.switch_organization({org}, {secret mona}, 'manager', {slug}, {new}, sha256('s'), sha256('r'))
-- app_auth: refused RH002
select slug from identity.organizations_of_account({org}, {secret mona}, 'manager')
-- app_auth: refused RH001
select member_id from identity.switch_organization({org}, {secret pia}, 'employee', {slug}, {new}, sha256('s'), sha256('r'))
-- app_auth: refused RH001
select member_id from identity.switch_organization({org}, {secret rita}, 'manager', {slug}, {new}, sha256('s'), sha256('r'))
-- app_auth: refused RH001
select member_id from identity.switch_organization({org}, {secret ravi}, 'employee', {slug}, {new}, sha256('s'), sha256('r'))
-- superuser: ok
set local session_replication_role = replica; alter table identity.capabilities drop constraint capabilities_check; update identity.capabilities set user_id = {account hugo}, session_id = {session hugo} where org_id = {org} and job_id = {job 0}; set local session_replication_role = origin
-- app_auth: refused RH001
select member_id from identity.switch_organization({org}, {claim 0}, 'worker', {slug}, {new}, sha256('s'), sha256('r'))
-- app_auth: refused RH001
select slug from identity.organizations_of_account({org}, {claim 0}, 'worker')

--- HY-10: a right says why it is none: run out, another role, purged, or simply ended
-- app_api: is RH001
select app.refusal('made up', {org}, 'manager')
-- app_api: is RH003
select app.refusal({secret mona}, {org}, 'admin')
-- app_api: is RH001
select app.refusal({secret mona}, {org of away}, 'manager')
-- app_api: nothing
select app.refusal({secret mona}, {org}, 'manager')
-- ada: ok
select identity.set_member_role({member pia}, 'manager')
-- app_api: is RH003
select app.refusal({secret pia}, {org}, 'employee')
-- app_api: is RH001
select app.refusal({secret pia}, {org of away}, 'employee')
-- ada: ok
select identity.suspend_member({member rita})
-- app_api: is RH001
select app.refusal({secret rita}, {org}, 'manager')
-- superuser: ok
update identity.capabilities set expires_at = statement_timestamp() where org_id = {org} and member_id = {member mona}
-- app_api: is RH002
select app.refusal({secret mona}, {org}, 'manager')
-- app_platform: ok
select identity.begin_purge({org of overdue})
-- app_api: is RH004
select app.refusal({secret mona of overdue}, {org of overdue}, 'manager')

--- HY-10: a sign-out ends that session alone, once
-- mona: ok
select identity.sign_out()
-- mona: nothing
select org_id from app.caller
-- mona: nothing
select identity.sign_out()
-- pia: 1 row
select org_id from app.caller
-- superuser: is signed_out
select end_reason from identity.sessions where org_id = {org} and id = {session mona}
-- mona: refused RH032
select identity.revoke_session({session mona})

--- HY-08: an account that is known signs up with its own password and no other, and a slug is taken once
-- app_auth: refused RH040
select member_id from identity.sign_up({email mona}, 'Mona', '\x00112233445566778899aabbccddeeff', 8192, 1, 1, '\x01', {new}, 'second-home', 'Second', 'UTC', {new}, {new}, {new}, sha256('s'), sha256('r'))
-- app_auth: refused RH040
select member_id from identity.sign_up({email mona}, 'Mona', '\x00112233445566778899aabbccddeeff', 8192, 1, 1, convert_to({tag pia}, 'UTF8'), {new}, 'second-home', 'Second', 'UTC', {new}, {new}, {new}, sha256('s'), sha256('r'))
-- app_auth: 1 row
select member_id from identity.sign_up(upper({email mona}), 'Mona', '\x00112233445566778899aabbccddeeff', 8192, 1, 1, convert_to({tag mona}, 'UTF8'), {new}, 'second-home', 'Second', 'UTC', {new}, {new}, {new}, sha256('s'), sha256('r'))
-- superuser: is 1
select count(*) from identity.users where email = {email mona}
-- app_auth: refused 23505
select member_id from identity.sign_up('new@probe.example', 'New', '\x00112233445566778899aabbccddeeff', 8192, 1, 1, '\x01', {new}, 'second-home', 'Third', 'UTC', {new}, {new}, {new}, sha256('s2'), sha256('r2'))
-- app_auth: refused 23505
select member_id from identity.sign_up({email mona}, 'Mona', '\x00112233445566778899aabbccddeeff', 8192, 1, 1, '\x01', {new}, 'second-home', 'Third', 'UTC', {new}, {new}, {new}, sha256('s2'), sha256('r2'))
-- app_auth: refused RH040
select member_id from identity.sign_up({email axel}, 'Axel', '\x00112233445566778899aabbccddeeff', 8192, 1, 1, convert_to({tag axel}, 'UTF8'), {new}, 'axels-home', 'Axel', 'UTC', {new}, {new}, {new}, sha256('s3'), sha256('r3'))
-- superuser: ok
update platform.deployment set sign_up = false
-- app_auth: refused RH035
select member_id from identity.sign_up('new@probe.example', 'New', '\x00112233445566778899aabbccddeeff', 8192, 1, 1, '\x01', {new}, 'fourth-home', 'Fourth', 'UTC', {new}, {new}, {new}, sha256('s4'), sha256('r4'))

--- HY-10: a right lives 15 minutes, a refresh token 30 days and a session 90, and none outlives its session
-- app_auth: is t
select token_expires_at between statement_timestamp() + interval '14 minutes' and statement_timestamp() + interval '15 minutes' and session_expires_at between statement_timestamp() + interval '89 days' and statement_timestamp() + interval '90 days' from identity.sign_in({email mona}, convert_to({tag mona}, 'UTF8'), {slug}, {new}, {new}, sha256('s'), sha256('first'))
-- superuser: is t
select expires_at between statement_timestamp() + interval '29 days' and statement_timestamp() + interval '30 days' from identity.refresh_tokens where hash = sha256('first')
-- app_auth: is t
select refresh_expires_at between statement_timestamp() + interval '29 days' and statement_timestamp() + interval '30 days' and token_expires_at <= statement_timestamp() + interval '15 minutes' from identity.refresh_session({org}, sha256('first'), sha256('second'), sha256('t'))
-- superuser: ok
set local session_replication_role = replica; update identity.sessions set expires_at = statement_timestamp() + interval '1 day' where org_id = {org} and id = {session pia}; set local session_replication_role = origin
-- app_auth: is t
select refresh_expires_at <= statement_timestamp() + interval '1 day' from identity.refresh_session({org}, sha256(convert_to({refresh pia}, 'UTF8')), sha256('third'), sha256('u'))

--- HY-10: after twenty seconds a token that comes back is a stolen one, whatever successor it names
-- app_auth: is f
select reused from identity.refresh_session({org}, sha256(convert_to({refresh mona}, 'UTF8')), sha256('second'), sha256('right two'))
-- superuser: ok
update identity.refresh_tokens set used_at = statement_timestamp() - interval '21 seconds' where org_id = {org} and hash = sha256(convert_to({refresh mona}, 'UTF8'))
-- app_auth: is t
select reused from identity.refresh_session({org}, sha256(convert_to({refresh mona}, 'UTF8')), sha256('second'), sha256('right three'))

--- R23: a right that runs out in the middle of a transaction has run out
-- mona: 1 row
select org_id from app.caller
-- superuser: ok
update identity.capabilities set expires_at = clock_timestamp() where org_id = {org} and member_id = {member mona}
-- mona: nothing
select org_id from app.caller

--- HY-21: which sign-ins belong to one person is not told in the audit
-- app_auth: ok
select member_id from identity.sign_in({email mona}, convert_to({tag mona}, 'UTF8'), {slug}, {new}, {new}, sha256('s'), sha256('r'))
-- superuser: is [null, "(withheld)"]
select p.diff ->> 'login_id' from audit.log l join audit.payloads p on p.org_id = l.org_id and p.entry_id = l.id where l.org_id = {org} and l.action = 'session.created' order by l.id desc limit 1

--- R23: whoever enters says who they are, and is refused with the reason if nothing stands behind it
-- app_api: 2 rows
select app.enter({secret mona}, {org}, 'manager'); select org_id from app.caller
-- app_api: refused RH001
select app.enter('made up', {org}, 'manager')
-- app_api: refused RH003
select app.enter({secret mona}, {org}, 'admin')
-- app_api: refused RH001
select app.enter({secret mona}, {org of away}, 'manager')
-- app_api: nothing
select org_id from app.caller
