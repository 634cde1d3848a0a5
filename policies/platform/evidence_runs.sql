-- Recorded by operators with `rowhouse policies ... --record`, read by them and by auditors. No tenant data, and nobody changes one.

alter table platform.evidence_runs enable row level security;
alter table platform.evidence_runs force row level security;
create policy read_all on platform.evidence_runs for select to app_platform, app_auditor using (true);
comment on policy read_all on platform.evidence_runs is 'Counts and dates, no tenant data: operators and auditors see when the evidence was last made.';
create policy record on platform.evidence_runs for insert to app_platform with check (true);
comment on policy record on platform.evidence_runs is 'Operators record what a run found.';
grant select, insert (kind, started_at, finished_at, outcome, figures, files_sha256, version) on platform.evidence_runs to app_platform;
grant select on platform.evidence_runs to app_auditor;
-- NOTE: app_auditor may not enter the schema: it reads through catalog.evidence_runs. recorded_at carries no grant: it is the server's word.
create trigger _100_append_only before update or delete on platform.evidence_runs for each row execute function app.reject_change();
create trigger _110_append_only before truncate on platform.evidence_runs for each statement execute function app.reject_change();
