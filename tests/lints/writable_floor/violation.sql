-- finds: people.sites
drop trigger _100_writable on people.sites;
