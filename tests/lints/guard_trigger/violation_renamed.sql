-- finds: _200_same_org on people.sites
alter trigger _200_same_org on people.sites rename to _890_same_org;
