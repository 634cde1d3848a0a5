grant update (name) on people.sites to app_api;
grant insert (id) on people.sites to app_api;
create table public.scratch (id uuid primary key, employee_id uuid);
grant update on public.scratch to app_api;
create table people.scratch_settings (singleton boolean primary key, value text unique);
grant update on people.scratch_settings to app_platform;
