-- finds: scratch on people.sites
create table people.scratch (org_id uuid not null, id uuid not null, primary key (org_id, id));
create policy scratch on people.sites for select to app_api using (org_id in (select x.org_id from people.scratch x join app.caller c on c.org_id = x.org_id));
