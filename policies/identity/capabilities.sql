-- The only door to the caller's own right; app.caller is a plain view on it and every policy is built on that view.
-- A row is visible only to who holds its secret. There is no "using (true)" for the kernel: even its own functions see no
-- right whose secret they were not given. Only the sign-in owner, which nobody can log in as, mints rows and ends them.

alter table identity.capabilities enable row level security;
alter table identity.capabilities force row level security;

create policy live_right on identity.capabilities for select
    to app_api, app_worker, app_kernel, app_transition, app_scribe
    using (
        org_id = nullif(current_setting('app.org_id', true), '')::uuid
        and hash = sha256(convert_to(current_setting('app.session', true), 'UTF8'))
        and role = current_setting('app.role', true)                      -- the claim must equal the live right
        and expires_at > clock_timestamp()                                -- now() freezes with the transaction, statement_timestamp() with the message
        and current_setting('transaction_isolation') = 'read committed'   -- an old snapshot would keep an ended right alive
    );
comment on policy live_right on identity.capabilities is 'R23: visible only to who holds its secret, claims its organisation and role, and only while it lives.';
create policy members_enter on identity.capabilities as restrictive for select to app_api using (kind = 'member');
comment on policy members_enter on identity.capabilities is 'The request pool acts for members: a job''s secret opens nothing there.';
create policy jobs_enter on identity.capabilities as restrictive for select to app_worker using (kind = 'job');
comment on policy jobs_enter on identity.capabilities is 'Workers act for jobs: a member''s secret opens nothing there.';
create policy mint_and_end on identity.capabilities for all to app_signin using (true) with check (true);
comment on policy mint_and_end on identity.capabilities is 'R23: sign-in mints rows, end-of-right triggers delete them; no login can become app_signin.';

-- NOTE: hash and expires_at carry no grant: a secret's digest is nobody's to read. No login may insert or delete.
grant select (org_id, kind, role, session_id, member_id, user_id, employee_id, job_id) on identity.capabilities
    to app_api, app_worker, app_kernel, app_transition, app_scribe;
grant select, insert, delete on identity.capabilities to app_signin;
