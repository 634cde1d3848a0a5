-- No role that logs in may read or write this table at all. The sign-in owner compares, the registrar stores.

alter table identity.password_credentials enable row level security;
alter table identity.password_credentials force row level security;
create policy compare_at_sign_in on identity.password_credentials for select to app_signin using (true);
comment on policy compare_at_sign_in on identity.password_credentials is 'HY-07: sign-in hands out salt and cost, and compares the SHA-256 of the tag.';
create policy registrar on identity.password_credentials for all to app_registrar using (true) with check (true);
comment on policy registrar on identity.password_credentials is 'HY-07: stores what a password became.';
grant select on identity.password_credentials to app_signin;
grant select, insert, update on identity.password_credentials to app_registrar;
