--- HM-09: only who may read everything of a member asks what that member may do, and gets that member's right for the answer alone
-- app_explainer as ada: is manager
select role from identity.open_right_to_explain({member mona}, sha256('one'))
-- app_explainer as ada: nothing
select role from identity.open_right_to_explain({member sal}, sha256('two'))
-- app_explainer as ada: refused RH032
select role from identity.open_right_to_explain({member kay of away}, sha256('three'))
-- app_explainer as ada: refused RH032
select role from identity.open_right_to_explain({new}, sha256('four'))
-- app_explainer as mona: refused RH030
select role from identity.open_right_to_explain({member pia}, sha256('five'))
-- app_explainer as hana: refused RH030
select role from identity.open_right_to_explain({member pia}, sha256('six'))
-- app_explainer as admin without people.read: refused RH030
select role from identity.open_right_to_explain({member pia}, sha256('seven'))
-- app_explainer: refused RH030
select role from identity.open_right_to_explain({member pia}, sha256('eight'))
-- app_explainer as ada: refused RH030
select role from (select set_config('app.role', 'hr', true)) claimed cross join lateral (select role from identity.open_right_to_explain({member pia}, sha256('nine')) where claimed is not null) x
-- app_explainer as ada: refused RH030
select role from (select set_config('app.session', 'made up', true)) claimed cross join lateral (select role from identity.open_right_to_explain({member pia}, sha256('ten')) where claimed is not null) x
-- app_explainer as ada: refused RH030
select role from (select set_config('app.org_id', {org of away}::text, true)) claimed cross join lateral (select role from identity.open_right_to_explain({member kay of away}, sha256('eleven')) where claimed is not null) x
-- superuser: ok
set local session_replication_role = replica; alter table identity.capabilities drop constraint capabilities_check; update identity.capabilities set permissions = (select permissions from identity.capabilities where org_id = {org} and member_id = {member ada} limit 1), role = 'worker' where org_id = {org} and job_id = {job 0}; set local session_replication_role = origin
-- app_explainer as worker 0: refused RH030
select role from identity.open_right_to_explain({member pia}, sha256('twelve'))
-- ada: ok
select identity.limit_to_sites({member alan}, array[{site 0}])
-- app_explainer as alan: refused RH030
select role from identity.open_right_to_explain({member pia}, sha256('thirteen'))
-- alan: refused RH030
select allowed from app.explain_member_access({member pia}, 'read', 'identity.memberships', {member pia})
-- superuser: ok
update identity.capabilities set expires_at = statement_timestamp() where org_id = {org} and member_id = {member ada}
-- app_explainer as ada: refused RH030
select role from identity.open_right_to_explain({member pia}, sha256('fourteen'))

--- HM-09: the answer names members of the organisation, and leaves nothing of the right it was asked with
-- ada: refused RH032
select allowed from app.explain_member_access({member kay of away}, 'read', 'identity.memberships', {member pia})
-- ada: refused RH032
select allowed from app.explain_member_access({new}, 'read', 'identity.memberships', {member pia})
-- mona: refused RH030
select allowed from app.explain_member_access({member pia}, 'read', 'identity.memberships', {member pia})
-- admin without people.chart.read: refused RH030
select allowed from app.explain_member_access({member pia}, 'read', 'identity.memberships', {member pia})
-- ada: ok
select allowed from app.explain_member_access({member pia}, 'read', 'identity.memberships', {member pia})
-- superuser: is 1
select count(*) from identity.capabilities where org_id = {org} and member_id = {member pia} and kind = 'member'
-- ada: is ada
select m.name from app.caller c join identity.member_directory m on m.id = c.member_id
-- superuser: is 1
select count(*) from audit.log where org_id = {org} and action = 'access.explained' and entity_id = {member pia} and actor_id = {member ada}
