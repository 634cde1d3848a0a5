-- finds: scratch on people.sites
create policy scratch on people.sites for select to app_api using (org_id::text in ('018f0000-0000-7000-8000-000000000001'::text, name));
