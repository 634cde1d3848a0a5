alter policy scratch on people.sites to app_api;
