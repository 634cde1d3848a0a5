revoke all on function people.scratch() from public;
