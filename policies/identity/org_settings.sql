-- Everyone reads the few settings a client needs to render dates; an admin changes them.

alter table identity.org_settings enable row level security;
alter table identity.org_settings force row level security;

create policy tenant on identity.org_settings as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on identity.org_settings is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_own on identity.org_settings for select to app_api, app_worker, app_kernel, app_transition using (org_id is not null);
comment on policy read_own on identity.org_settings is 'HM-05: everyone in the organisation reads them; the floor leaves one row.';
create policy change_by_admin on identity.org_settings for update to app_api using (org_id = (select c.org_id from app.caller c where 'org.settings' = any (c.permissions)));
comment on policy change_by_admin on identity.org_settings is 'HM-05: an admin changes settings, within the column grant.';
create policy registrar on identity.org_settings for insert to app_registrar with check (true);
comment on policy registrar on identity.org_settings is 'Written once with the organisation.';

grant select on identity.org_settings to app_api, app_worker;
grant select (org_id, timezone) on identity.org_settings to app_kernel, app_transition;
grant update (timezone, week_start) on identity.org_settings to app_api;
grant insert on identity.org_settings to app_registrar;

call app.guard('identity.org_settings', p_authored => false);
create trigger _400_timezone before insert or update of timezone on identity.org_settings for each row execute function app.assert_timezone();
call audit.watch('identity.org_settings', 'org_settings', p_id => 'org_id');
