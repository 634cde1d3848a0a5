create policy scratch on people.sites for select to app_api using (name = '018f0000' and org_id = (select c.org_id from app.caller c));
