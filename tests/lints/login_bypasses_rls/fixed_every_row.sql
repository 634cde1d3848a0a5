revoke pg_read_all_data from app_auditor;
