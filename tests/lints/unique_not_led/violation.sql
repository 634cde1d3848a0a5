-- finds: people.scratch
create unique index scratch on people.sites (name);
