-- Schemas, who may enter them, and what is closed in the database around them. Runs before the migrations, which need an
-- owner and schemas, and again with the policies.

create schema if not exists app;
create schema if not exists audit;
create schema if not exists extensions;
create schema if not exists identity;
create schema if not exists lifecycle;
create schema if not exists people;
create schema if not exists performance;
create schema if not exists platform;

comment on schema app is 'The kernel: who is calling, and the guards every table shares.';
comment on schema audit is 'What happened: append-only envelopes and blankable payloads.';
comment on schema catalog is 'For DBAs and reviewers: what protects this database, as views.';
comment on schema extensions is 'Objects of PostgreSQL extensions.';
comment on schema identity is 'Accounts, organisations, memberships, sessions, capabilities.';
comment on schema lifecycle is 'Background jobs, and later exports, retention and closure.';
comment on schema people is 'Employees in three tiers, reporting lines, departments, positions, sites.';
comment on schema performance is 'Rating scales, review templates, the review cycles built on them, the reviews that people write in them, and goals.';
comment on schema platform is 'Operators; no customer row.';

do $$
declare
    owned text;
begin
    foreach owned in array array['app', 'audit', 'catalog', 'extensions', 'identity', 'lifecycle', 'people', 'performance', 'platform'] loop
        if (select n.nspowner::regrole::text from pg_catalog.pg_namespace n where n.nspname = owned) <> 'app_owner' then
            execute format('alter schema %I owner to app_owner', owned);
        end if;
    end loop;
    -- the database: nobody creates in it, nobody has temporary tables (they shadow names), nobody connects but our logins
    execute format('revoke all on database %I from public', current_database());
    execute format('grant create on database %I to app_owner', current_database());   -- trusted extensions
    execute format('grant connect on database %I to app_api, app_auth, app_worker, app_platform, app_auditor', current_database());
end $$;
revoke all on schema public from public;

do $$
declare
    item record;
begin
    for item in
        select n.nspname, case when g.grantee = 0 then 'public' else quote_ident(g.grantee::regrole::text) end as grantee
          from pg_catalog.pg_namespace n cross join aclexplode(n.nspacl) g
         where n.nspowner = 'app_owner'::regrole and g.grantee <> n.nspowner
    loop
        execute format('revoke all on schema %I from %s', item.nspname, item.grantee);
    end loop;
end $$;

-- usage = may name things in it; what it may do with them is granted table by table
grant usage on schema app       to app_api, app_auth, app_worker, app_kernel, app_transition, app_scribe, app_signin, app_registrar, app_platform, app_auditor;
-- app_explainer enters what app_api enters, as its member
grant usage on schema audit     to app_api, app_scribe, app_transition;
grant usage on schema catalog   to app_api, app_auth, app_worker, app_platform, app_auditor;
grant usage on schema identity  to app_api, app_auth, app_worker, app_platform, app_kernel, app_transition, app_signin, app_registrar;
grant usage on schema lifecycle to app_api, app_worker, app_kernel, app_signin, app_transition;
grant usage on schema people    to app_api, app_worker, app_kernel, app_transition, app_signin, app_registrar;
grant usage on schema performance to app_api, app_kernel, app_transition;
grant usage on schema platform  to app_platform, app_api, app_registrar;

-- System functions that reach past row security. Revocations are per database and survive upgrades only by being re-applied.
do $$
declare
    dangerous record;
begin
    for dangerous in
        select p.oid::regprocedure as signature
          from pg_catalog.pg_proc p
         where p.pronamespace = 'pg_catalog'::regnamespace
           and (p.proname in ('pg_terminate_backend', 'pg_cancel_backend', 'pg_reload_conf', 'pg_notify', 'query_to_xml', 'query_to_xmlschema',
                              'query_to_xml_and_xmlschema', 'ts_stat', 'ts_rewrite', 'cursor_to_xml', 'cursor_to_xmlschema', 'table_to_xml', 'schema_to_xml', 'database_to_xml',
                              'pg_stat_get_activity', 'pg_stat_get_backend_activity', 'pg_export_snapshot', 'pg_get_backend_memory_contexts',
                              'pg_relation_size', 'pg_table_size', 'pg_indexes_size', 'pg_total_relation_size', 'pg_database_size', 'pg_schema_size',
                              'pg_sequence_last_value', 'pg_get_sequence_data', 'pg_lock_status', 'pg_logical_emit_message')
                or p.proname like 'pg\_%advisory%' or p.proname like 'lo\_%' or p.proname like 'pg\_stat\_get\_backend\_%' or p.proname like 'pg\_current\_wal\_%' or p.proname in ('loread', 'lowrite')
                or p.proname like 'pg\_stat\_get\_%' or p.proname in ('currtid2', 'pg_blocking_pids'))
    loop
        execute format('revoke all on function %s from public', dangerous.signature);
    end loop;
end $$;
revoke usage on language plpgsql from public;   -- no DO blocks for a runtime role; existing functions still run
