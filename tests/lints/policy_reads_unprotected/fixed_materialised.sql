drop policy scratch on people.sites;
