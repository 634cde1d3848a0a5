-- finds: people.sites
alter policy tenant on people.sites using (org_id = (select c.org_id from app.caller c where c.role is not null) or name = 'HQ');
