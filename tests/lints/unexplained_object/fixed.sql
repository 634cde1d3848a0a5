drop rule scratch on people.sites;
