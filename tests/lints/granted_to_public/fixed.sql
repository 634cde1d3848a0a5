revoke all on people.sites from public;
