-- finds: scratch on people.sites
create policy scratch on people.sites for select to app_api using (exists (select from people.employees e join app.caller c on c.org_id = e.org_id where e.site_id = sites.id));
