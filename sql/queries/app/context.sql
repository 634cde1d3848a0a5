--! open_context : (org_id?)
-- The whole of a request's context in one plain statement: the settings are made first, then the right behind them is looked
-- up (the lateral needs their values, so it cannot run earlier). org_id is null if there is none; policies do not rely on it.
select c.org_id
  from (select set_config('app.session', :secret, true) as secret,
               set_config('app.org_id', :org_id, true) as org_id,
               set_config('app.role', :role, true) as role,
               set_config('app.request_id', :request_id, true) as request_id
        offset 0) s
  left join lateral (select x.org_id from app.caller x where x.org_id::text = s.org_id and s.secret is not null limit 1) c on true;

--! explain_refusal : (code?)
select app.refusal(:secret, :org_id, :role) as code;
