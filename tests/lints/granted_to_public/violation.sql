-- finds: people.sites
grant select (name) on people.sites to public;
