revoke execute on function app.today() from scratch_stranger;
