-- finds: tenant on people.sites
alter policy tenant on people.sites using (id is not null);
