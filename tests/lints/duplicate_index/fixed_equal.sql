drop index people.scratch_two;
