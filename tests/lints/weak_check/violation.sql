-- finds: scratch on people.sites
create policy scratch on people.sites for update to app_api
    using (org_id = (select c.org_id from app.caller c) and name <> 'HQ') with check (org_id = (select c.org_id from app.caller c));
