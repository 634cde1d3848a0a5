-- finds: scratch: people.sites
create publication scratch for table people.sites;
