revoke update on identity.invitations from app_worker;
