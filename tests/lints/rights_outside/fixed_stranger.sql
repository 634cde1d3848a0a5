revoke select on people.sites from scratch_stranger;
