create table people.scratch (org_id uuid not null, id uuid not null, note text, primary key (org_id, id));
create policy floor on people.scratch as restrictive for all to app_api using (note is not null) with check (false);
create policy either on people.scratch as restrictive for all to app_api using (note = 'a' or (note = 'b') is true or (note = 'c' and true)) with check ((note is not null) = true);
create policy each on people.scratch as restrictive for all to app_api using ((id is not null) is not null and note = 'a') with check (false);
