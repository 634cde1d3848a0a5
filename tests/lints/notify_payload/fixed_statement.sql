drop function people.scratch();
