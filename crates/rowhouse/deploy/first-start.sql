-- What `rowhouse migrate` takes from PUBLIC it takes in its own database: the runtime logins get into no other one.
revoke connect, temporary on database postgres, template1 from public;
