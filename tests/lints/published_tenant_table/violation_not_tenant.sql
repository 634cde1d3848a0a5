-- finds: scratch: identity.users
create publication scratch for table identity.users (id, email);
