-- finds: scratch on people.sites
create policy scratch on people.sites for select to app_api
    using (current_setting('app.org_id', true) is null or org_id = (select c.org_id from app.caller c));
