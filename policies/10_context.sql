-- Who is calling. Settings are claims that any SQL can make; a capability row is the right behind them. The row is found by
-- the SHA-256 of a secret that only the signed access token carries, so a claim without the secret finds nothing, and the
-- right ends for the very next statement when the row goes (sign-out, revocation, suspension, role change, purge).
--
-- Policies read the caller as `(select c.org_id from app.caller c)`: an uncorrelated sub-select, planned with the statement
-- and run once as an init plan: one primary-key lookup, without a function call (docs/kernel.md has the costs).

create view app.caller with (security_invoker) as
    select c.org_id, c.kind, c.role, c.session_id, c.member_id, c.user_id, c.employee_id, c.job_id, c.permissions, c.site_ids
      from identity.capabilities c;
comment on view app.caller is 'The caller: one row while a live right stands behind the claims, none otherwise. Row security of identity.capabilities (policies/identity/capabilities.sql) decides, as whoever asks.';
grant select on app.caller to app_api, app_worker, app_kernel, app_transition, app_scribe;

-- The people the caller manages today: a line in force (primary, or acting: R18) and the role together, neither alone (R2); or
-- those of somebody the caller stands in for today. Limited to the caller's sites where there are any, and never oneself.
-- "Today" is the organisation's day, so a caller's SET TimeZone moves nothing (R16). Relations are functions, and not views
-- like app.caller, because a policy on reporting_lines needs this one: through a view it would recurse into itself.
--
-- Every clause of a policy binds what it grants to the organisation of the row it grants it on, in one look-up: sub-selects run
-- when they are first needed, and a statement may change its claims in between. `role = 'hr'` alone could be answered by
-- another membership of the same person; `org_id = (the organisation in which the caller is hr)` cannot.
create function app.reports() returns table (org_id uuid, employee_id uuid)
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
    caller record;
    today date;
begin
    select c.org_id, c.member_id, c.employee_id, c.site_ids into caller from app.caller c where c.role in ('manager', 'hr', 'admin');
    if caller.member_id is null then
        return;
    end if;
    -- in steps, because as one join the zone would be converted for every line
    today := app.today();
    return query
        with acted_for as (   -- oneself, and whom one stands in for, each within their own sites
            select caller.employee_id as manager_id, null::uuid[] as site_ids
            union all
            select m.employee_id, nullif(array(select s.site_id from identity.membership_sites s where s.org_id = m.org_id and s.member_id = m.id), '{}')
              from identity.delegations d
              join identity.memberships m on m.org_id = d.org_id and m.id = d.from_member_id
             where d.org_id = caller.org_id and d.to_member_id = caller.member_id and d.ended_at is null and d.report_reads and d.valid @> today
               and m.state = 'active' and m.role in ('manager', 'hr', 'admin')
        )
        select distinct l.org_id, l.employee_id
          from acted_for a
          join people.reporting_lines l on l.org_id = caller.org_id and l.manager_id = a.manager_id
         where l.kind in ('primary', 'acting') and l.valid @> today and l.employee_id is distinct from caller.employee_id
           and (coalesce(caller.site_ids, a.site_ids) is null
                or exists (select from people.employees e
                            where e.org_id = l.org_id and e.id = l.employee_id
                              and (caller.site_ids is null or e.site_id = any (caller.site_ids))
                              and (a.site_ids is null or e.site_id = any (a.site_ids))));
end $$;
comment on function app.reports() is 'R2, R16, R18: direct reports of the caller, or of whom the caller stands in for, by a primary or acting line in force on the organisation''s day, within the caller''s sites; none without role, line or right.';
alter function app.reports() owner to app_kernel;
grant execute on function app.reports() to app_api, app_worker, app_transition;

-- "Anybody's but one's own" (R4) in one look-up: two sub-selects of a policy, one for the organisation and one for the employee, could be
-- answered by two rights of one person, and their own row would be somebody else's.
create function app.concerns_another(p_caller uuid[], p_org uuid, p_employee uuid) returns boolean
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
begin
    return p_caller[1] = p_org and p_caller[2] is distinct from p_employee;
end $$;
comment on function app.concerns_another(uuid[], uuid, uuid) is 'R4: a row of the caller''s organisation about another than the caller, given as organisation and employee; null without a caller.';
grant execute on function app.concerns_another(uuid[], uuid, uuid) to app_api;

-- The organisation's day: what dated rights and dated facts begin and end by (R16).
create function app.today() returns date
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return (select (statement_timestamp() at time zone s.timezone)::date from identity.org_settings s where s.org_id = (select c.org_id from app.caller c));
end $$;
comment on function app.today() is 'R16: today in the time zone of the caller''s organisation; null without a live right.';
alter function app.today() owner to app_kernel;
grant execute on function app.today() to app_api, app_worker, app_transition;

-- The same answers for psql, triggers and transition functions. Policies use the view. Definer, so that a superuser who
-- tries out a context in psql is answered like everyone else.
create function app.org_id() returns uuid
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$ begin return (select c.org_id from app.caller c); end $$;
create function app.member_id() returns uuid
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$ begin return (select c.member_id from app.caller c where c.kind = 'member'); end $$;
create function app.role() returns text
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$ begin return (select c.role from app.caller c); end $$;
create function app.report_ids() returns uuid[]
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$ begin return array(select r.employee_id from app.reports() r); end $$;
alter function app.report_ids() owner to app_kernel;
comment on function app.report_ids() is 'The caller''s direct reports today, empty without role, line or right.';
grant execute on function app.report_ids() to app_api, app_worker, app_transition;
alter function app.org_id() owner to app_kernel;
alter function app.member_id() owner to app_kernel;
alter function app.role() owner to app_kernel;
comment on function app.org_id() is 'The caller''s organisation, null without a live right.';
comment on function app.member_id() is 'The caller''s membership, null without a live right or for a job.';
comment on function app.role() is 'The caller''s live role, null without a live right.';

-- Why a right does not stand. Only the holder of the secret learns more than "unknown": expired rows and the tombstones of
-- ended rights are found by its digest, so this is no oracle for anybody else's sessions or organisations.
create function app.refusal(p_secret text, p_org uuid, p_role text) returns text
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    digest constant bytea := sha256(convert_to(p_secret, 'UTF8'));
    held record;
begin
    if current_setting('transaction_isolation') <> 'read committed' then
        return 'RH005';
    end if;
    select c.role, c.expires_at into held from identity.capabilities c where c.org_id = p_org and c.hash = digest;
    if found then
        return case when held.expires_at <= statement_timestamp() then 'RH002' when held.role is distinct from p_role then 'RH003' end;
    end if;
    return coalesce(
        (select case r.reason when 'role_changed' then 'RH003' when 'organization_purged' then 'RH004' else 'RH001' end
           from identity.ended_rights r where r.org_id = p_org and r.hash = digest),
        'RH001');
end $$;
comment on function app.refusal(text, uuid, text) is 'RH001 ended or unknown, RH002 expired, RH003 role changed, RH004 organisation purged, RH005 isolation level; null if the right stands.';
alter function app.refusal(text, uuid, text) owner to app_signin;

-- Opens the context, or says why it cannot. It explains, it does not decide: the policies look the right up themselves.
create function app.enter(p_secret text, p_org uuid, p_role text, p_request uuid default null) returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    code text;
begin
    perform set_config('app.session', p_secret, true), set_config('app.org_id', p_org::text, true),
            set_config('app.role', p_role, true), set_config('app.request_id', coalesce(p_request::text, ''), true);
    if not exists (select from app.caller) then
        code := coalesce(app.refusal(p_secret, p_org, p_role), 'RH001');
        raise exception using errcode = code, message = case code
            when 'RH001' then 'this session has ended'
            when 'RH002' then 'this access token has expired'
            when 'RH003' then 'the role in this access token is no longer the member''s role'
            when 'RH004' then 'this organisation no longer exists'
            when 'RH005' then 'rights are read live: only READ COMMITTED transactions may enter'
        end;
    end if;
end $$;
comment on function app.enter(text, uuid, text, uuid) is 'Opens a member''s context for this transaction, or raises RH001-RH005. The API sends the same settings as one plain statement (sql/queries/app/context.sql) and calls this only to explain a refusal.';

-- Worker context: the claim of a job is a capability of kind job, so jobs go through the very same floor as people.
create function app.enter_job(p_job uuid, p_org uuid, p_secret text) returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
    perform set_config('app.session', p_secret, true), set_config('app.org_id', p_org::text, true),
            set_config('app.role', 'worker', true), set_config('app.request_id', p_job::text, true);
    if not exists (select from app.caller c where c.kind = 'job' and c.job_id = p_job) then
        raise exception using errcode = 'RH006', message = 'this job is not claimed by the caller, or its lease has run out';
    end if;
end $$;
comment on function app.enter_job(uuid, uuid, text) is 'Opens a claimed job''s context for this transaction, or raises RH006. The organisation comes from the claim: another one finds no right.';

-- What must not travel with a connection from one request to the next: statements made by SQL PREPARE (they share the name
-- space of the driver's own, and could replace one that the next tenant's request runs), driver's statements taken away, open
-- cursors, channels listened to. p_prepared is how many statements the driver believes to have.
-- Called by an unnamed statement behind COMMIT and RESET ALL: a named one could itself have been replaced.
create function app.connection_residue(p_prepared integer) returns boolean
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
    return (select count(*) filter (where p.from_sql) > 0 or count(*) < p_prepared from pg_prepared_statements p)
        or exists (select from pg_cursors c where c.name <> '')   -- the unnamed one is the calling statement's own
        or exists (select from pg_listening_channels());
end $$;
comment on function app.connection_residue(integer) is 'True if the connection carries something to its next borrower; the pool closes it then.';
grant execute on function app.connection_residue(integer) to app_api, app_auth, app_worker, app_platform;

grant execute on function app.org_id(), app.member_id(), app.role() to app_api, app_worker, app_kernel, app_transition, app_scribe;
grant execute on function app.refusal(text, uuid, text), app.enter(text, uuid, text, uuid) to app_api;
grant execute on function app.enter_job(uuid, uuid, text) to app_worker;
