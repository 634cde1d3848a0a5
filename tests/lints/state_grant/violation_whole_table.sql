-- finds: identity.invitations.role to app_worker
grant update on identity.invitations to app_worker;
