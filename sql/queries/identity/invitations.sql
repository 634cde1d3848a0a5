--: Invitation(employee_id?, accepted_at?, revoked_at?, created_by?)

--! invite (employee_id?) : (expires_at?)
select identity.invite(:id, :email, :role, :employee_id, :token_hash) as expires_at;

--! list_invitations (after_id?) : Invitation
select i.id, i.email, i.role, i.employee_id, i.expires_at, i.accepted_at, i.revoked_at, i.created_at, i.created_by, i.row_version,
       case when i.accepted_at is not null then 'accepted' when i.revoked_at is not null then 'revoked'
            when i.expires_at <= statement_timestamp() then 'expired' else 'open' end as state
  from identity.invitations i
 where :after_id::uuid is null or i.id < :after_id
 order by i.id desc
 limit :page_size;

--! read_invitation : Invitation
select i.id, i.email, i.role, i.employee_id, i.expires_at, i.accepted_at, i.revoked_at, i.created_at, i.created_by, i.row_version,
       case when i.accepted_at is not null then 'accepted' when i.revoked_at is not null then 'revoked'
            when i.expires_at <= statement_timestamp() then 'expired' else 'open' end as state
  from identity.invitations i
 where i.id = :id;

--! revoke_invitation : (row_version?)
select identity.revoke_invitation(:id) as row_version;

--! invitation_challenge : (salt?, memory_kib?, iterations?, parallelism?)
select email, role, organization_name, expires_at, has_account, salt, memory_kib, iterations, parallelism
  from identity.invitation_challenge(:org_id, :token_hash);

--! accept_invitation
select org_id, member_id, member_role, token_expires_at, session_expires_at
  from identity.accept_invitation(:org_id, :token_hash, :name, :salt, :memory_kib, :iterations, :parallelism, :tag,
                                  :member_id, :session_id, :login_id, :capability_hash, :refresh_hash);
