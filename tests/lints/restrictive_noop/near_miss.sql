create table people.scratch (org_id uuid not null, id uuid not null, note text, primary key (org_id, id));
create policy floor on people.scratch as restrictive for all to app_api using (note is not null) with check (false);
