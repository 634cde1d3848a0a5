create policy read_all on people.scratch for select to app_api using (id is not null);
