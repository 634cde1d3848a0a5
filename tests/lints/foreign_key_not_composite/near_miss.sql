alter table people.sites add constraint scratch foreign key (org_id, id) references people.sites (org_id, id);
create table platform.scratch (id uuid primary key, site_org uuid, site uuid, foreign key (site_org, site) references people.sites (org_id, id));
