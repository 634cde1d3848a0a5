alter table people.sites enable trigger _200_same_org;
