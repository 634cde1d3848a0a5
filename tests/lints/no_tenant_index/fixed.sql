create index scratch on people.employment_records (org_id, legal_name);
