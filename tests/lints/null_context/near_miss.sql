create policy scratch on people.sites for select to app_api
    using (created_by is null or org_id = (select c.org_id from app.caller c where c.site_ids is null));
