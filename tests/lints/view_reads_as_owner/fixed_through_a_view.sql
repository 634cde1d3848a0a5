alter view people.scratch set (security_invoker = true);
