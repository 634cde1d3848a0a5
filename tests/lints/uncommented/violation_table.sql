-- finds: people.sites
comment on table people.sites is ' ';
