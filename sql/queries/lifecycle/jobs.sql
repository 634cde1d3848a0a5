--! claim_job
select org_id, job_id, kind, arguments, attempts from lifecycle.claim_job(:kinds, make_interval(secs => :lease_seconds), :secret_hash);

--! enter_job : (done?)
select app.enter_job(:job_id, :org_id, :secret)::text as done;

--! extend_job
select lifecycle.extend_job(:org_id, :job_id, :secret, make_interval(secs => :lease_seconds)) as valid_until;

--! release_job : (done?)
select lifecycle.release_job(:org_id, :job_id, :secret, make_interval(secs => :delay_seconds))::text as done;

--! finish_job (failure?) : (done?)
select lifecycle.finish_job(:org_id, :job_id, :secret, :failure)::text as done;

--! end_due_employment
select people.end_due_employment() as outcome;
