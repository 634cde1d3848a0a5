-- finds: _200_same_org on people.sites
alter table people.sites disable trigger _200_same_org;
