revoke update (department) on people.employment_events from app_worker;
