create policy scratch on people.sites for update to app_api
    using (org_id = (select c.org_id from app.caller c)) with check (name <> 'HQ' and org_id = (select c.org_id from app.caller c));
create policy scratch_insert on people.sites for insert to app_api with check (name <> '');
create policy scratch_lock on people.sites for update to app_kernel using (name = 'HQ') with check (false);
create policy scratch_all on people.sites for update to app_transition using (id is not null) with check (name = 'HQ');
create policy scratch_floor on people.sites as restrictive for update to app_api using (name = 'HQ') with check (true);
