-- finds: scratch on people.sites
create policy scratch on people.sites for select to app_api using (org_id in (select d.org_id from identity.member_directory d));
