create policy scratch on people.sites for select to app_api
    using (created_by is null or org_id = (select c.org_id from app.caller c where c.site_ids is null));
create policy scratch_and on people.sites for select to app_api
    using (current_setting('app.role', true) is null and (name = 'HQ' or org_id = (select c.org_id from app.caller c)));
create policy scratch_before on people.sites for select to app_api
    using ((name = 'HQ' or timezone = 'UTC') and current_setting('app.role', true) is null);
create policy scratch_default on people.sites for select to app_api
    using (created_by = coalesce((select c.member_id from app.caller c), '018f0000-0000-7000-8000-000000000001') and org_id = (select c.org_id from app.caller c));
create policy scratch_column on people.sites for select to app_api using (org_id = (select c.org_id from app.caller c) and coalesce(created_by, id) = id);
