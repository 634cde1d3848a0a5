alter view people.scratch set (security_barrier = true);
