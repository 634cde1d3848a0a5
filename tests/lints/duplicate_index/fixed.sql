drop index people.scratch;
