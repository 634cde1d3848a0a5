--: Opened(session_expires_at?)
--: ListSessions()

--! password_challenge
select salt, memory_kib, iterations, parallelism from identity.password_challenge(:email);

--! sign_in (organization?) : Opened
select org_id, member_id, member_role, token_expires_at, session_expires_at
  from identity.sign_in(:email, :tag, :organization, :session_id, :login_id, :capability_hash, :refresh_hash);

--! sign_up : Opened
select org_id, member_id, member_role, token_expires_at, session_expires_at
  from identity.sign_up(:email, :name, :salt, :memory_kib, :iterations, :parallelism, :tag,
                        :org_id, :slug, :organization_name, :timezone,
                        :member_id, :session_id, :login_id, :capability_hash, :refresh_hash);

--! refresh_session : (member_role?, token_expires_at?, refresh_expires_at?)
-- reused: the token had been used before, and the session has been ended for it.
select reused, session_id, member_id, member_role, token_expires_at, refresh_expires_at
  from identity.refresh_session(:org_id, :token_hash, :successor_hash, :capability_hash);

--! switch_organization : Opened
select org_id, member_id, member_role, token_expires_at, session_expires_at
  from identity.switch_organization(:org_id, :secret, :role, :organization, :session_id, :capability_hash, :refresh_hash);

--! organizations_of_account
select org_id, slug, name, member_id, member_role from identity.organizations_of_account(:org_id, :secret, :role);

--! sign_out : (session_id?)
select identity.sign_out() as session_id;

--! current_session : ListSessions
select s.id, s.member_id, s.created_at, s.expires_at, true as current
  from app.caller c join identity.sessions s on s.org_id = c.org_id and s.id = c.session_id;

--! list_sessions (after_id?, member_id?) : ListSessions
-- Newest first; ids are time-ordered. Row security leaves one's own, or everybody's with auth.sessions.manage; without a
-- member named, one's own.
select s.id, s.member_id, s.created_at, s.expires_at, s.id = c.session_id as current
  from app.caller c
  join identity.sessions s on s.org_id = c.org_id and s.member_id = coalesce(:member_id::uuid, c.member_id)
 where (:after_id::uuid is null or s.id < :after_id) and s.ended_at is null and s.expires_at > statement_timestamp()
 order by s.id desc
 limit :page_size;

--! revoke_session : (session_id?)
select identity.revoke_session(:session_id) as session_id;
