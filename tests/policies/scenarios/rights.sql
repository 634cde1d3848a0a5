--- R23: whoever is suspended has no right any more, and comes back only by signing in
-- mona: 1 row
select org_id from app.caller
-- ada: ok
select identity.suspend_member({member mona})
-- mona: nothing
select org_id from app.caller
-- mona: nothing
select id from people.employees
-- app_auth: refused RH001
select reused from identity.refresh_session({org}, sha256(convert_to({refresh mona}, 'UTF8')), sha256('second'), sha256('right two'))
-- app_auth: refused RH040
select member_id from identity.sign_in({email mona}, convert_to({tag mona}, 'UTF8'), {slug}, {new}, {new}, sha256('s'), sha256('r'))
-- superuser: is member_suspended
select reason from identity.ended_rights where org_id = {org} and hash = sha256(convert_to({secret mona}, 'UTF8'))
-- mona of twin: 1 row
select org_id from app.caller
-- pia: 1 row
select org_id from app.caller
-- superuser: nothing
select count(*) from identity.sessions where org_id = {org} and id in ({session pia}, {session ada}) and ended_at is not null
-- superuser: nothing
select ended_at from identity.sessions where org_id = {org of twin} and id = {session mona}
-- ada: ok
select identity.resume_member({member mona})
-- mona: nothing
select org_id from app.caller
-- app_auth: 1 row
select member_id from identity.sign_in({email mona}, convert_to({tag mona}, 'UTF8'), {slug}, {new}, {new}, sha256('s2'), sha256('r2'))

--- R23: a job of somebody who is suspended has no right either
-- worker 0: 1 row
select org_id from app.caller
-- ada: ok
select identity.suspend_member({member hugo})
-- worker 0: nothing
select org_id from app.caller
-- worker 1: 1 row
select org_id from app.caller

--- R23: another role ends the rights of the role before, and no session
-- ada: ok
select identity.set_member_role({member mona}, 'employee')
-- mona: nothing
select org_id from app.caller
-- superuser: is role_changed
select reason from identity.ended_rights where org_id = {org} and hash = sha256(convert_to({secret mona}, 'UTF8'))
-- app_auth: is employee
select member_role from identity.refresh_session({org}, sha256(convert_to({refresh mona}, 'UTF8')), sha256('second'), sha256('right two'))

--- R23: a suspended account has no right in any organisation
-- superuser: ok
set local session_replication_role = replica; update identity.memberships set user_id = {account mona} where org_id = {org of away} and id = {member rita of away}; update identity.capabilities set user_id = {account mona} where org_id = {org of away} and member_id = {member rita of away}; set local session_replication_role = origin
-- app_platform: ok
select identity.suspend_account({account mona})
-- mona: nothing
select org_id from app.caller
-- rita of away: nothing
select org_id from app.caller
-- pia: 1 row
select org_id from app.caller
-- superuser: is 2
select count(*) from identity.sessions where ended_at is not null and (org_id, id) in (({org}, {session mona}), ({org of away}, {session rita of away}))
-- superuser: nothing
select count(*) from identity.sessions where org_id = {org} and id = {session pia} and ended_at is not null
-- superuser: is account_suspended
select reason from identity.ended_rights where org_id = {org} and hash = sha256(convert_to({secret mona}, 'UTF8'))

--- R23: a suspended account's jobs have no right
-- app_platform: ok
select identity.suspend_account({account hugo})
-- worker 0: nothing
select org_id from app.caller
-- worker 1: 1 row
select org_id from app.caller

--- R34, R23: a purge ends every right of the organisation, and of no other
-- app_platform: ok
select identity.begin_purge({org of overdue})
-- ada of overdue: nothing
select org_id from app.caller
-- ada: 1 row
select org_id from app.caller
-- superuser: is organization_purged
select reason from identity.ended_rights where org_id = {org of overdue} and hash = sha256(convert_to({secret ada of overdue}, 'UTF8'))
-- superuser: nothing
select count(*) from identity.sessions where org_id = {org of overdue} and ended_at is null
-- app_platform: refused RH031
select identity.begin_purge({org of overdue})
-- app_platform: refused RH031
select identity.begin_purge({org of closing})
-- app_platform: refused RH031
select identity.begin_purge({org of away})

--- R23: a session revoked ends what it minted, and nothing else of the member
-- app_auth: ok
select member_id from identity.sign_in({email mona}, convert_to({tag mona}, 'UTF8'), {slug}, {new}, {new}, sha256(convert_to('another right', 'UTF8')), sha256('r'))
-- ada: ok
select identity.revoke_session({session mona})
-- mona: nothing
select org_id from app.caller
-- superuser: is 1
select count(*) from identity.capabilities where org_id = {org} and member_id = {member mona}
-- superuser: is 1
select count(*) from identity.capabilities where org_id = {org of twin} and member_id = {member mona}

--- R19, R20: what was given ends with the membership; what narrows stays
-- ada: ok
select identity.override_permission({new}, {member pia}, 'people.chart.read', 'deny', 'stays', null)
-- ada: ok
select identity.override_permission({new}, {member pia}, 'people.export', 'allow', 'ends', null)
-- pia: is t
select 'org.invite' = any (permissions) from app.caller
-- ada: ok
select identity.remove_member({member pia})
-- superuser: nothing
select count(*) from identity.group_members where org_id = {org} and member_id = {member pia}
-- superuser: is revoked
select string_agg(distinct state, ',') from identity.permission_overrides where org_id = {org} and member_id = {member pia} and effect = 'allow'
-- superuser: is active
select string_agg(distinct state, ',') from identity.permission_overrides where org_id = {org} and member_id = {member pia} and effect = 'deny'
-- superuser: is 5
select count(distinct member_id) from identity.group_members where org_id = {org}
-- superuser: is active
select state from identity.permission_overrides where org_id = {org} and member_id = {member bo} and permission = 'people.chart.read'
-- pia: nothing
select org_id from app.caller

--- R20: delegations end with whoever gave or holds them, and others stay
-- ada: ok
select identity.remove_member({member mona})
-- superuser: nothing
select count(*) from identity.delegations where org_id = {org} and ended_at is null and {member mona} in (from_member_id, to_member_id)
-- superuser: is 5
select count(*) from identity.delegations where org_id = {org} and ended_at is null
-- ada: ok
select identity.remove_member({member stan})
-- superuser: is 4
select count(*) from identity.delegations where org_id = {org} and ended_at is null

--- R23: a permission given or denied is there with the next statement, in the session that is open
-- pia: is f
select 'people.export' = any (permissions) from app.caller
-- ada: ok
select identity.override_permission({new}, {member pia}, 'people.export', 'allow', 'because', null)
-- pia: is t
select 'people.export' = any (permissions) from app.caller
-- ada: ok
select identity.override_permission({new}, {member mona}, 'people.chart.read', 'deny', 'because', null)
-- mona: is f
select 'people.chart.read' = any (permissions) from app.caller
-- ada: ok
select identity.override_permission({new}, {member mona}, 'people.export', 'allow', 'because', null)
-- mona: is t
select 'people.export' = any (permissions) from app.caller
-- mona of twin: is f
select 'people.export' = any (permissions) from app.caller
-- omar: is t
select 'people.chart.read' = any (permissions) from app.caller

--- R21, R23: every live right is what the member's role, groups and overrides come to, and the sites they are limited to
-- superuser: nothing
select count(*) from identity.capabilities c cross join lateral identity.effective_permissions(c.org_id, c.member_id) e where c.expires_at > statement_timestamp() and (c.permissions, c.site_ids) is distinct from (e.permissions, e.site_ids)
-- superuser: is t
select count(*) > 100 from identity.capabilities c where c.expires_at > statement_timestamp()

--- R23: rights are ended for somebody, never for everybody
-- superuser: refused RH090
select identity.end_rights('role_changed')
-- mona: ok
select identity.sign_out()
-- ada: ok
select identity.suspend_member({member mona})
-- superuser: is signed_out
select end_reason from identity.sessions where org_id = {org} and id = {session mona}
-- app_platform: ok
select identity.suspend_account({account pia of twin})
-- pia: 1 row
select org_id from app.caller
-- superuser: nothing
select count(*) from identity.sessions where org_id = {org} and id = {session pia} and ended_at is not null
-- superuser: ok
set local session_replication_role = replica; update identity.memberships set user_id = {account hugo} where org_id = {org of twin} and id = {member pia}; update identity.memberships set user_id = {account pia of twin} where org_id = {org of twin} and id = {member hugo}; update identity.users set state = 'active' where id = {account pia of twin}; set local session_replication_role = origin
-- app_platform: ok
select identity.suspend_account({account pia of twin})
-- worker 0: 1 row
select org_id from app.caller

--- R20: what was refused or had ended stays as it was when its member goes
-- superuser: keeps before
select md5(string_agg(x, '|' order by x)) from (select o::text as x from identity.permission_overrides o where o.org_id = {org} and o.member_id in ({member rejected}, {member revoked}) and state in ('rejected', 'revoked') union all select d::text from identity.delegations d where d.org_id = {org} and d.ended_at is not null) y
-- ada: ok
select identity.remove_member({member rejected})
-- ada: ok
select identity.remove_member({member revoked})
-- ada: ok
select identity.remove_member({member dean})
-- superuser: is t
select md5(string_agg(x, '|' order by x)) = {before} from (select o::text as x from identity.permission_overrides o where o.org_id = {org} and o.member_id in ({member rejected}, {member revoked}) and state in ('rejected', 'revoked') union all select d::text from identity.delegations d where d.org_id = {org} and d.ended_at is not null) y

--- R23: a right ends when the first permission it rests on runs out
-- ada: ok
select identity.override_permission({new}, {member pia}, 'people.export', 'allow', 'because', statement_timestamp() + interval '1 minute')
-- superuser: is t
select expires_at <= statement_timestamp() + interval '1 minute' from identity.capabilities where org_id = {org} and member_id = {member pia}
-- ada: refused RH050
select identity.override_permission({new}, {member pia}, 'people.export', 'allow', 'because', statement_timestamp() - interval '1 minute')
-- ada: ok
select identity.override_permission({new}, {member pia}, 'people.read', 'allow', 'because', statement_timestamp() + interval '5 minutes')
-- app_auth: is t
select token_expires_at <= statement_timestamp() + interval '1 minute' from identity.sign_in({email pia}, convert_to({tag pia}, 'UTF8'), {slug}, {new}, {new}, sha256('s'), sha256('r'))

--- R21: what hr has to agree to waits for hr, and whoever asked cannot agree
-- ada: ok
select identity.override_permission({new}, {member hana}, 'org.roles', 'allow', 'because', null)
-- hana: keeps asked
select {new}
-- hana: ok
select identity.override_permission({asked}::uuid, {member lena}, 'people.private.read', 'allow', 'because', statement_timestamp() + interval '1 day')
-- superuser: is requested
select state from identity.permission_overrides where org_id = {org} and id = {asked}::uuid
-- lena: is f
select 'people.private.read' = any (permissions) from app.caller
-- hana: refused RH033
select identity.decide_override({asked}::uuid, true)
-- ada: refused RH030
select identity.decide_override({asked}::uuid, true)
-- hugo: ok
select identity.decide_override({asked}::uuid, true)
-- lena: is t
select 'people.private.read' = any (permissions) from app.caller
-- hugo: refused RH031
select identity.decide_override({asked}::uuid, true)
-- superuser: is revoked
select state from identity.permission_overrides where org_id = {org of twin} and id = {override 0}

--- R23: groups: who joins has what the group gives, who goes has it no more, and so for its permissions
-- ada: ok
insert into identity.group_members (org_id, group_id, member_id) values ({org}, {group 2}, {member lena})
-- lena: is t
select 'org.invite' = any (permissions) from app.caller
-- ada: ok
insert into identity.group_permissions (org_id, group_id, permission) values ({org}, {group 2}, 'people.export')
-- lena: is t
select 'people.export' = any (permissions) from app.caller
-- ada: ok
select identity.withdraw_from_group({group 2}, 'people.export')
-- lena: is f
select 'people.export' = any (permissions) from app.caller
-- ada: ok
select identity.remove_group_member({group 2}, {member lena})
-- lena: is f
select 'org.invite' = any (permissions) from app.caller
-- pia: is t
select 'org.invite' = any (permissions) from app.caller
-- ada: ok
insert into identity.group_members (org_id, group_id, member_id) values ({org}, {group 3}, {member pia})
-- ada: ok
select identity.remove_group_member({group 2}, {member pia})
-- superuser: is 1
select count(*) from identity.group_members where org_id = {org} and member_id = {member pia}
-- ada: nothing
select identity.remove_group({group 3}, 7)
-- ada: refused RH051
select identity.override_permission({new}, {member pia}, 'no.such', 'allow', 'because', null)
-- ada: refused RH033
insert into identity.group_members (org_id, group_id, member_id) values ({org}, {group 2}, {member ada})
-- ada: refused RH033
insert into identity.group_permissions (org_id, group_id, permission) values ({org}, {group 1}, 'people.export')
-- alan: refused RH033
select identity.remove_group_member({group 0}, {member alan})

--- R23: sites: whoever is limited to some sees them with the next statement, and whoever is not sees all again
-- ada: ok
select identity.limit_to_sites({member mona}, array[{site 1}])
-- mona: is 1
select cardinality(site_ids) from app.caller
-- mona: 1 row
select employee_id from app.reports()
-- ada: ok
select identity.limit_to_sites({member mona}, array[{site 0}, {site 1}])
-- mona: is 2
select cardinality(site_ids) from app.caller
-- ada: ok
select identity.limit_to_sites({member mona}, '{}')
-- mona: is t
select site_ids is null from app.caller
-- mia: is 1
select cardinality(site_ids) from app.caller

--- R22: the last active admin stays one, whoever would change it
-- ada: ok
select identity.suspend_member({member alan})
-- superuser: ok
set local session_replication_role = replica; update identity.memberships set role = 'employee', state = 'active' where org_id = {org} and role = 'admin' and id not in ({member ada}, {member alan}); set local session_replication_role = origin
-- superuser as ada: refused RH034
update identity.memberships set role = 'hr' where org_id = {org} and id = {member ada}
-- superuser as ada: refused RH034
update identity.memberships set state = 'suspended' where org_id = {org} and id = {member ada}

--- R23: rights are minted and renewed as things are now, never in an old picture of them
-- isolation: repeatable read
-- app_auth: refused RH005
select member_id from identity.sign_in({email mona}, convert_to({tag mona}, 'UTF8'), {slug}, {new}, {new}, sha256('s'), sha256('r'))
-- app_api: is RH005
select app.refusal({secret mona}, {org}, 'manager')
-- mona: nothing
select org_id from app.caller

--- R20: a delegation ends no later than it begins, and never today's colleague of another organisation
-- mona: refused RH050
select identity.delegate({new}, {member dov}, true, true, app.today() + 2, app.today() + 1)
-- mona: refused RH032
select identity.delegate({new}, {member kay of away}, true, true, app.today(), app.today() + 1)
-- worker 0: refused 42501
select identity.delegate({new}, {member dov}, true, true, app.today(), app.today() + 1)

--- R20, R23: a group is joined and allows more only under its lock: where there is no such group, nothing happens
-- ada: ok
insert into identity.group_members (org_id, group_id, member_id) values ({org}, {group 2}, {member lena})
-- ada: ok
insert into identity.group_permissions (org_id, group_id, permission) values ({org}, {group 3}, 'people.export')
-- ada: refused RH032
insert into identity.group_members (org_id, group_id, member_id) values ({org}, {new}, {member lena})
-- ada: refused RH032
insert into identity.group_permissions (org_id, group_id, permission) values ({org}, {new}, 'people.export')
-- ada: refused RH032
insert into identity.group_members (org_id, group_id, member_id) values ({org}, {group 2}, {member gwen})
-- admin without org.roles: refused RH030
insert into identity.group_members (org_id, group_id, member_id) values ({org}, {group 2}, {member lew})

--- R20: what is taken from whoever goes is their own organisation's, floor or no floor
-- floors: taken away
-- superuser: keeps before
select count(*) from identity.permission_overrides where org_id = {org of twin} and member_id = {member rejected} and state = 'active'
-- ada: ok
select identity.remove_member({member rejected})
-- superuser: is 1
select count(*) from identity.permission_overrides where org_id = {org of twin} and member_id = {member rejected} and state = 'active'
