-- finds: scratch on people.sites
create table people.scratch (org_id uuid not null, id uuid not null, primary key (org_id, id), unique (id, org_id));
alter table people.sites add constraint scratch foreign key (org_id, id) references people.scratch (id, org_id) not valid;
