-- finds: _200_same_org on people.sites
drop trigger _200_same_org on people.sites;
