create policy scratch on people.sites for select to app_api using (org_id in (select x.org_id from people.positions x join app.caller c on c.org_id = x.org_id));
