alter table people.sites add constraint scratch foreign key (org_id, id) references people.sites (org_id, id);
