create policy scratch on people.sites for select to app_api using ((org_id, id) in (select e.org_id, e.site_id from people.employees e join app.caller c on c.org_id = e.org_id));
create policy scratch_builtin on people.sites for select to app_api using (length(name) > 1);
