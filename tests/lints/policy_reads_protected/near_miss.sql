create policy scratch on people.sites for select to app_api using ((org_id, id) in (select c.org_id, unnest(c.site_ids) from app.caller c));
