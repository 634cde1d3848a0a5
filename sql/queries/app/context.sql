--! open_context : (org_id?)
-- The whole of a request's context in one plain statement: the settings are made first, then the right behind them is looked
-- up (the lateral needs their values, so it cannot run earlier). org_id is null if there is none; policies do not rely on it.
-- Session settings that an earlier borrower of the connection could have left are overridden for this transaction.
select c.org_id
  from (select set_config('app.session', :secret, true) as secret,
               set_config('app.org_id', :org_id, true) as org_id,
               set_config('app.role', :role, true) as role,
               set_config('app.request_id', :request_id, true) as request_id,
               set_config('search_path', 'pg_catalog', true) as search_path,
               set_config('row_security', 'on', true) as row_security,
               set_config('TimeZone', 'UTC', true) as time_zone
        offset 0) s
  left join lateral (select x.org_id from app.caller x where x.org_id::text = s.org_id and s.secret is not null limit 1) c on true;

--! explain_refusal : (code?)
select app.refusal(:secret, :org_id, :role) as code;

--! connection_residue
-- What must not travel with a connection from one request to the next: statements made by SQL PREPARE (they share the name
-- space of the driver's own), open cursors, and channels listened to. Sent behind COMMIT in the same round trip.
select exists (select from pg_catalog.pg_prepared_statements p where p.from_sql)
    or exists (select from pg_catalog.pg_cursors c where c.name <> '')   -- the unnamed one is this statement's own
    or exists (select from pg_catalog.pg_listening_channels()) as residue;
