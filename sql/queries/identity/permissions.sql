--: Override(expires_at?, decided_by?, decided_at?, created_by?)

--! list_permissions
select p.code, p.module, p.hr_only, p.description, array(select r.role from identity.role_permissions r where r.permission = p.code order by 1) as roles
  from identity.permissions p
 order by p.module, p.code;

--! list_overrides (after_id?, member_id?) : Override
select o.id, o.member_id, o.permission, o.effect, o.reason, o.expires_at, o.decided_by, o.decided_at, o.created_at, o.created_by, o.row_version,
       case when o.state in ('active', 'requested') and o.expires_at <= statement_timestamp() then 'expired' else o.state end as state
  from identity.permission_overrides o
 where (:after_id::uuid is null or o.id < :after_id) and (:member_id::uuid is null or o.member_id = :member_id)
 order by o.id desc
 limit :page_size;

--! read_override : Override
select o.id, o.member_id, o.permission, o.effect, o.reason, o.expires_at, o.decided_by, o.decided_at, o.created_at, o.created_by, o.row_version,
       case when o.state in ('active', 'requested') and o.expires_at <= statement_timestamp() then 'expired' else o.state end as state
  from identity.permission_overrides o
 where o.id = :id;

--! override_permission (expires_at?) : (state?)
select identity.override_permission(:id, :member_id, :permission, :effect, :reason, :expires_at) as state;

--! decide_override : (row_version?)
select identity.decide_override(:id, :approve) as row_version;

--! revoke_override : (row_version?)
select identity.revoke_override(:id) as row_version;
