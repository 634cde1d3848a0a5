-- Machinery: no request role reads it. A worker claims a job and thereby gets a capability of kind job, for one organisation
-- and no longer than the lease; everything it then touches goes through the same floor as a member's request.

alter table lifecycle.jobs enable row level security;
alter table lifecycle.jobs force row level security;

create policy tenant on lifecycle.jobs as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on lifecycle.jobs is 'R1: the floor; every permissive policy is ANDed with it.';
create policy claim on lifecycle.jobs for all to app_signin using (true) with check (true);
comment on policy claim on lifecycle.jobs is 'Claiming looks across organisations, gives the worker one job of one, and mints its right.';
create policy queue on lifecycle.jobs for all to app_transition using (id is not null) with check (id is not null and state = 'queued');
comment on policy queue on lifecycle.jobs is 'Transition functions queue work and look at it, inside the floor.';
grant select, update (state, attempts, run_after, lease_until, failure) on lifecycle.jobs to app_signin;
grant select, insert (org_id, id, kind, requested_by, arguments, run_after) on lifecycle.jobs to app_transition;
-- NOTE: nothing for any login: jobs are queued by transition functions and worked through the functions below.

create function lifecycle.claim_job(p_kinds text[], p_lease interval, p_hash bytea)
    returns table (org_id uuid, job_id uuid, kind text, arguments jsonb, attempts integer)
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    job lifecycle.jobs;
begin
    if p_lease is null or p_lease not between interval '1 second' and interval '1 hour' then
        raise exception using errcode = 'RH050', message = 'a lease lasts between a second and an hour';
    end if;
    loop
        select * into job from lifecycle.jobs j
         where j.kind = any (p_kinds)
           and j.run_after <= statement_timestamp()
           and (j.state = 'queued' or (j.state = 'running' and (
                    j.lease_until < statement_timestamp()
                    -- its right was ended: whoever holds it can neither go on nor finish
                    or not exists (select from identity.capabilities c where c.org_id = j.org_id and c.job_id = j.id))))
           and exists (select from identity.organizations o where o.org_id = j.org_id and o.state not in ('closing', 'purging', 'purged'))   -- it waits for a closing one to reopen
         order by j.run_after, j.id limit 1 for update skip locked;
        if not found then
            return;
        end if;
        -- the row is of now, but the capability was looked for as of before the lock: somebody may have claimed the job in between
        exit when job.state = 'queued' or job.lease_until < statement_timestamp()
               or not exists (select from identity.capabilities c where c.org_id = job.org_id and c.job_id = job.id);
    end loop;
    delete from identity.capabilities c where c.org_id = job.org_id and c.job_id = job.id;   -- whoever held it before has lost it
    update lifecycle.jobs j set state = 'running', attempts = j.attempts + 1, lease_until = statement_timestamp() + p_lease
     where j.org_id = job.org_id and j.id = job.id;
    -- a job acts with the present rights of who asked for it, and with none if they are no active member any more
    perform from identity.memberships m join identity.users u on u.id = m.user_id
      where m.org_id = job.org_id and m.id = job.requested_by for share of m, u;
    insert into identity.capabilities (org_id, hash, kind, role, member_id, job_id, permissions, site_ids, expires_at)
    select job.org_id, p_hash, 'job', 'worker', job.requested_by, job.id, coalesce(e.permissions, '{}'), e.site_ids,
           least(statement_timestamp() + p_lease, e.valid_until)
      from (select) one
      left join lateral identity.effective_permissions(job.org_id, job.requested_by) e
             on exists (select from identity.memberships m join identity.users u on u.id = m.user_id
                         where m.org_id = job.org_id and m.id = job.requested_by and m.state = 'active' and u.state = 'active');
    return query select job.org_id, job.id, job.kind, job.arguments, job.attempts + 1;
end $$;
comment on function lifecycle.claim_job(text[], interval, bytea) is 'One due job, at most one worker at a time; mints a capability of kind job for the digest of the worker''s secret. No row: nothing due.';
alter function lifecycle.claim_job(text[], interval, bytea) owner to app_signin;

-- Ends the claim. The right is needed to end it, so a worker that lost its lease cannot finish another's job.
create function lifecycle.finish_job(p_org uuid, p_job uuid, p_secret text, p_failure text default null) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    delete from identity.capabilities c
     where c.org_id = p_org and c.hash = sha256(convert_to(p_secret, 'UTF8')) and c.job_id = p_job and c.expires_at > statement_timestamp();
    if not found then
        raise exception using errcode = 'RH006', message = 'this job is not claimed by the caller, or its lease has run out';
    end if;
    update lifecycle.jobs j set state = case when p_failure is null then 'done' else 'failed' end, lease_until = null, failure = left(p_failure, 2000)
     where j.org_id = p_org and j.id = p_job;
end $$;
comment on function lifecycle.finish_job(uuid, uuid, text, text) is 'Ends the caller''s claim as done, or as failed with a reason; RH006 without a live claim.';
alter function lifecycle.finish_job(uuid, uuid, text, text) owner to app_signin;

-- A worker that is still at it keeps its claim: leases stay short, so that the job of a worker that died is soon taken up again.
create function lifecycle.extend_job(p_org uuid, p_job uuid, p_secret text, p_lease interval) returns timestamptz
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    member uuid;
    until timestamptz;
begin
    if p_lease is null or p_lease not between interval '1 second' and interval '1 hour' then
        raise exception using errcode = 'RH050', message = 'a lease lasts between a second and an hour';
    end if;
    select c.member_id into member from identity.capabilities c
     where c.org_id = p_org and c.hash = sha256(convert_to(p_secret, 'UTF8')) and c.job_id = p_job and c.expires_at > statement_timestamp();
    if not found then
        raise exception using errcode = 'RH006', message = 'this job is not claimed by the caller, or its lease has run out';
    end if;
    until := least(statement_timestamp() + p_lease, (select e.valid_until from identity.effective_permissions(p_org, member) e));
    update identity.capabilities c set expires_at = until where c.org_id = p_org and c.hash = sha256(convert_to(p_secret, 'UTF8'));
    update lifecycle.jobs j set lease_until = statement_timestamp() + p_lease where j.org_id = p_org and j.id = p_job;
    return until;
end $$;
comment on function lifecycle.extend_job(uuid, uuid, text, interval) is 'Lengthens the caller''s live claim, never beyond the end of a permission it rests on; RH006 without one.';
alter function lifecycle.extend_job(uuid, uuid, text, interval) owner to app_signin;

-- Gives a job back after a failure that may not last, to be claimed again by anybody.
create function lifecycle.release_job(p_org uuid, p_job uuid, p_secret text, p_delay interval) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    delete from identity.capabilities c
     where c.org_id = p_org and c.hash = sha256(convert_to(p_secret, 'UTF8')) and c.job_id = p_job and c.expires_at > statement_timestamp();
    if not found then
        raise exception using errcode = 'RH006', message = 'this job is not claimed by the caller, or its lease has run out';
    end if;
    update lifecycle.jobs j set state = 'queued', lease_until = null, run_after = statement_timestamp() + p_delay where j.org_id = p_org and j.id = p_job;
end $$;
comment on function lifecycle.release_job(uuid, uuid, text, interval) is 'Ends the caller''s claim and puts the job back in the queue; RH006 without a live claim.';
alter function lifecycle.release_job(uuid, uuid, text, interval) owner to app_signin;
grant execute on function lifecycle.claim_job(text[], interval, bytea), lifecycle.finish_job(uuid, uuid, text, text),
    lifecycle.extend_job(uuid, uuid, text, interval), lifecycle.release_job(uuid, uuid, text, interval) to app_worker;
