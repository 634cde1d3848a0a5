alter trigger _890_same_org on people.sites rename to _200_same_org;
