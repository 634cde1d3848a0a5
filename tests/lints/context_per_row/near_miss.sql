create policy scratch on people.sites for select to app_api using ((org_id, created_by) = (select c.org_id, app.member_id() from app.caller c));
