comment on function people.scratch() is 'R1: one.';
