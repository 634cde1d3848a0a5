create publication scratch for table platform.migration_history;
