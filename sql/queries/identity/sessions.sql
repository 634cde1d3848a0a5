--! password_challenge
select salt, memory_kib, iterations, parallelism from identity.password_challenge(:email);

--! sign_in (organization?)
select org_id, member_id, member_role, token_expires_at, session_expires_at
  from identity.sign_in(:email, :tag, :organization, :session_id, :login_id, :capability_hash);

--! sign_out : (session_id?)
select identity.sign_out() as session_id;
