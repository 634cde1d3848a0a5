-- finds: app.today() to scratch_stranger
create role scratch_stranger;
grant execute on function app.today() to scratch_stranger;
