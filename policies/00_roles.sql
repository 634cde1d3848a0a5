-- Roles: what each must be. This file only declares; 01_role_alignment.sql makes the server's roles so.
--
-- Nobody who logs in owns anything, inherits anything or may become anything else. Owners never log in, and each can reach
-- only what its functions are for. One owner inherits: app_explainer is bound by what binds app_api (role_memberships). FORCE ROW LEVEL SECURITY binds owners too, so nothing here needs BYPASSRLS.
--
-- Passwords are the operator's: `alter role app_api password '...'`; a login without one cannot sign in.

create schema if not exists catalog;

-- The charter: what each role must be. `rowhouse policies diff` and `rowhouse serve` compare it with pg_roles.
create or replace function catalog.role_charter()
    returns table (role_name text, may_login boolean, connection_limit integer, settings text[], purpose text)
    language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
    values
    ('app_owner',      false, -1, '{}'::text[], 'owns schemas and tables; sees no row of them (FORCE, no policy)'),
    ('app_kernel',     false, -1, '{}'::text[], 'owns the context views and guards; reads what they need'),
    ('app_signin',     false, -1, '{}'::text[], 'owns the functions that check a password and mint or end a right'),
    ('app_registrar',  false, -1, '{}'::text[], 'owns the functions that found organisations and admit members'),
    ('app_transition', false, -1, '{}'::text[], 'owns the functions that move state, inside the tenant floor'),
    ('app_scribe',     false, -1, '{}'::text[], 'owns the audit triggers; may only insert into audit'),
    ('app_explainer',  false, -1, '{}'::text[], 'owns the function that tells why a member may do what; holds the rights of a request and no more'),
    ('app_api',        true,  -1, '{search_path=pg_catalog,statement_timeout=15s,lock_timeout=5s,idle_in_transaction_session_timeout=15s}'::text[], 'the request pool'),
    ('app_auth',       true,  -1, '{search_path=pg_catalog,statement_timeout=15s,lock_timeout=5s,idle_in_transaction_session_timeout=15s}'::text[], 'the sign-in pool: executes sign-in functions and nothing else'),
    ('app_worker',     true,  -1, '{search_path=pg_catalog,lock_timeout=5s,idle_in_transaction_session_timeout=60s}'::text[], 'background jobs, one organisation per transaction'),
    ('app_platform',   true,  -1, '{search_path=pg_catalog,statement_timeout=60s,lock_timeout=5s,idle_in_transaction_session_timeout=60s}'::text[], 'operators: platform tables and provisioning, no customer row'),
    ('app_auditor',    true,  -1, '{search_path=pg_catalog,statement_timeout=60s,idle_in_transaction_session_timeout=60s}'::text[], 'DBAs who read the catalog views and no row')
$$;

-- Who inherits from whom: nobody who logs in, and nobody but these.
create or replace function catalog.role_memberships()
    returns table (member_name text, parent_name text, purpose text)
    language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
    values ('app_explainer', 'app_api', 'what a request may do is asked under the very policies and grants that bind requests')
$$;
comment on function catalog.role_charter() is 'HY-17: what each role must be; rowhouse policies diff and serve hold pg_roles against it.';
comment on function catalog.role_memberships() is 'HY-17: the memberships between our roles that are meant, each with why; any other is drift.';
