create index scratch_all on people.employment_records (org_id, legal_name);
