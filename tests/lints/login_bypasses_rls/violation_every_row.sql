-- finds: app_auditor
grant pg_read_all_data to app_auditor;
