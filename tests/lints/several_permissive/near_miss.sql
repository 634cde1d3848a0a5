create policy scratch on people.sites for select to app_auditor using (name = 'HQ');
create policy scratch_floor on people.sites as restrictive for select to app_api using (name = 'HQ');
create policy scratch_everybody on people.sites for select using (name = 'HQ');
create policy scratch_everybody_else on people.sites for select using (name = 'HQ');
