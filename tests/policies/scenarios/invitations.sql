--- HY-08: an invitation is good once
-- app_auth: is employee
select member_role from identity.accept_invitation({org}, sha256(convert_to({token 0}, 'UTF8')), 'New', '\x00112233445566778899aabbccddeeff', 8192, 1, 1, '\x01', {new}, {new}, {new}, sha256('s'), sha256('r'))
-- app_auth: refused RH032
select member_role from identity.accept_invitation({org}, sha256(convert_to({token 0}, 'UTF8')), 'New', '\x00112233445566778899aabbccddeeff', 8192, 1, 1, '\x01', {new}, {new}, {new}, sha256('s2'), sha256('r2'))
-- app_auth: nothing
select email from identity.invitation_challenge({org}, sha256(convert_to({token 0}, 'UTF8')))
-- superuser: is 1
select count(*) from identity.invitations where org_id = {org} and accepted_at is not null and id = {invitation 0}
-- app_auth: refused RH032
select member_role from identity.accept_invitation({org of away}, sha256(convert_to({token 1}, 'UTF8')), 'New', '\x00112233445566778899aabbccddeeff', 8192, 1, 1, '\x01', {new}, {new}, {new}, sha256('s3'), sha256('r3'))
-- app_auth: refused RH032
select member_role from identity.accept_invitation({org}, sha256('made up'), 'New', '\x00112233445566778899aabbccddeeff', 8192, 1, 1, '\x01', {new}, {new}, {new}, sha256('s4'), sha256('r4'))

--- HY-21: whose account a membership is, and what opens an invitation, are not told in the audit
-- ada: ok
select identity.invite({new}, 'withheld@probe.example', 'employee', null, sha256('withheld'))
-- superuser: is [null, "(withheld)"]
select p.diff ->> 'token_hash' from audit.log l join audit.payloads p on p.org_id = l.org_id and p.entry_id = l.id where l.org_id = {org} and l.action = 'invitation.created' order by l.id desc limit 1
-- app_auth: is employee
select member_role from identity.accept_invitation({org}, sha256(convert_to({token 0}, 'UTF8')), 'New', '\x00112233445566778899aabbccddeeff', 8192, 1, 1, '\x01', {new}, {new}, {new}, sha256('s'), sha256('r'))
-- superuser: is [null, "(withheld)"]
select p.diff ->> 'user_id' from audit.log l join audit.payloads p on p.org_id = l.org_id and p.entry_id = l.id where l.org_id = {org} and l.action = 'membership.created' order by l.id desc limit 1

--- HY-08: a token is its own organisation's
-- app_auth: nothing
select email from identity.invitation_challenge({org of away}, sha256(convert_to({token 1}, 'UTF8')))
-- superuser: ok
set local session_replication_role = replica; update identity.invitations set created_by = {member pia} where org_id = {org} and id = {invitation 1}; set local session_replication_role = origin
-- app_auth: refused RH032
select member_role from identity.accept_invitation({org}, sha256(convert_to({token 1}, 'UTF8')), 'New', '\x00112233445566778899aabbccddeeff', 8192, 1, 1, '\x01', {new}, {new}, {new}, sha256('s'), sha256('r'))
-- app_auth: refused RH032
select member_role from identity.accept_invitation({org of twin}, sha256(convert_to({token 1}, 'UTF8')), 'New', '\x00112233445566778899aabbccddeeff', 8192, 1, 1, '\x01', {new}, {new}, {new}, sha256('s'), sha256('r'))

--- HY-08: an address that has an account shows its password; a member is none twice; whoever left comes back
-- superuser: ok
set local session_replication_role = replica; update identity.invitations set email = {email mona} where org_id = {org} and id = {invitation 0}; update identity.invitations set email = {email gwen}, employee_id = {employee nemo} where org_id = {org} and id = {invitation 5}; set local session_replication_role = origin
-- app_auth: refused RH040
select member_role from identity.accept_invitation({org}, sha256(convert_to({token 0}, 'UTF8')), 'New', '\x00112233445566778899aabbccddeeff', 8192, 1, 1, '\x01', {new}, {new}, {new}, sha256('s'), sha256('r'))
-- app_auth: refused RH037
select member_role from identity.accept_invitation({org}, sha256(convert_to({token 0}, 'UTF8')), 'New', '\x00112233445566778899aabbccddeeff', 8192, 1, 1, convert_to({tag mona}, 'UTF8'), {new}, {new}, {new}, sha256('s'), sha256('r'))
-- superuser: is manager
select role from identity.memberships where org_id = {org} and id = {member mona}
-- app_auth: is employee
select member_role from identity.accept_invitation({org}, sha256(convert_to({token 5}, 'UTF8')), 'Gwen', '\x00112233445566778899aabbccddeeff', 8192, 1, 1, convert_to({tag gwen}, 'UTF8'), {new}, {new}, {new}, sha256('s2'), sha256('r2'))
-- superuser: is 1
select count(*) from audit.log where org_id = {org} and entity_id = {employee nemo} and action = 'employee.linked'
-- superuser: is active
select state from identity.memberships where org_id = {org} and id = {member gwen}
-- superuser: is 1
select count(*) from identity.memberships where org_id = {org} and user_id = {account gwen}

--- HY-08: an invitation is worth what its maker may still give
-- ada: ok
select identity.override_permission({new}, {member alan}, 'people.write', 'deny', 'because', null)
-- superuser: ok
set local session_replication_role = replica; update identity.invitations set created_by = {member alan} where org_id = {org} and id in ({invitation 0}, {invitation 5}); set local session_replication_role = origin
-- app_auth: refused RH032
select member_role from identity.accept_invitation({org}, sha256(convert_to({token 5}, 'UTF8')), 'New', '\x00112233445566778899aabbccddeeff', 8192, 1, 1, '\x01', {new}, {new}, {new}, sha256('s'), sha256('r'))
-- app_auth: is employee
select member_role from identity.accept_invitation({org}, sha256(convert_to({token 0}, 'UTF8')), 'New', '\x00112233445566778899aabbccddeeff', 8192, 1, 1, '\x01', {new}, {new}, {new}, sha256('s'), sha256('r'))
-- ada: ok
select identity.suspend_member({member alan})
-- superuser: ok
set local session_replication_role = replica; update identity.invitations set created_by = {member alan} where org_id = {org} and id = {invitation 1}; set local session_replication_role = origin
-- app_auth: refused RH032
select member_role from identity.accept_invitation({org}, sha256(convert_to({token 1}, 'UTF8')), 'New', '\x00112233445566778899aabbccddeeff', 8192, 1, 1, '\x01', {new}, {new}, {new}, sha256('s2'), sha256('r2'))

--- HM-03: a new invitation for an address takes the place of one that has run out, and of no other
-- ada: ok
select identity.invite({new}, 'somebody@probe.example', 'employee', null, sha256('one'))
-- ada: refused 23505
select identity.invite({new}, 'somebody@probe.example', 'employee', null, sha256('two'))
-- superuser: ok
set local session_replication_role = replica; update identity.invitations set expires_at = statement_timestamp() where org_id = {org} and email = 'somebody@probe.example'; set local session_replication_role = origin
-- ada: ok
select identity.invite({new}, 'somebody@probe.example', 'employee', null, sha256('three'))
-- superuser: is 2
select count(*) from identity.invitations where org_id = {org} and email = 'somebody@probe.example'
-- superuser: is 1
select count(*) from identity.invitations where org_id = {org} and email = 'somebody@probe.example' and revoked_at is not null
-- superuser: nothing
select count(*) from identity.invitations where org_id = {org} and id = {invitation 0} and revoked_at is not null
-- superuser: ok
set local session_replication_role = replica; update identity.invitations set email = 'another@probe.example', expires_at = statement_timestamp() - interval '1 day', accepted_at = case when id = {invitation 2} then statement_timestamp() - interval '2 days' end, revoked_at = case when id = {invitation 3} then statement_timestamp() - interval '2 days' end where org_id = {org} and id in ({invitation 2}, {invitation 3}); set local session_replication_role = origin
-- ada: ok
select identity.invite({new}, 'another@probe.example', 'employee', null, sha256('four'))
-- superuser: is 1
select count(*) from identity.invitations where org_id = {org} and email = 'another@probe.example' and revoked_at is not null
-- superuser: is t
select revoked_at < statement_timestamp() - interval '1 day' from identity.invitations where org_id = {org} and id = {invitation 3}

--- HM-03: an invitation that was accepted or taken back is not taken back again
-- ada: ok
select identity.revoke_invitation({invitation 0})
-- ada: refused RH031
select identity.revoke_invitation({invitation 0})
-- superuser: is 1
select count(*) from identity.invitations where org_id = {org} and id in ({invitation 0}, {invitation 1}) and revoked_at is not null

--- HM-03: an invitation is good for seven days
-- ada: is t
select until between statement_timestamp() + interval '6 days' and statement_timestamp() + interval '7 days' from identity.invite({new}, 'somebody@probe.example', 'employee', null, sha256('one')) until
