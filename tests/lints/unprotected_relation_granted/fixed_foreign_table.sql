revoke all on people.scratch from public;
