create table people.scratch (org_id uuid not null, id uuid not null, primary key (org_id, id));
create policy tenant on people.scratch as restrictive for all to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
create table platform.scratch (id uuid not null primary key);
create policy another on people.scratch as restrictive for all to app_api using (id is not null);
