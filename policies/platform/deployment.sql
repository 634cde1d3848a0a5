-- What operators decide for the whole deployment; no tenant data.

alter table platform.deployment enable row level security;
alter table platform.deployment force row level security;
create policy read_all on platform.deployment for select to app_platform, app_registrar using (id);
comment on policy read_all on platform.deployment is 'One row: sign-up asks it, operators look.';
create policy change_by_operator on platform.deployment for update to app_platform using (id);
comment on policy change_by_operator on platform.deployment is 'Operators open and close sign-up.';
grant select on platform.deployment to app_platform, app_registrar;
grant update (sign_up) on platform.deployment to app_platform;
