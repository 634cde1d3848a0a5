drop policy tenant on people.sites;
create policy tenant on people.sites as restrictive for all to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c)) with check (org_id = (select c.org_id from app.caller c));
