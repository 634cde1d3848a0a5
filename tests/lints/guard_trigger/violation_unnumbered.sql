-- finds: a_scratch on people.sites
create trigger a_scratch before update on people.sites for each row execute function app.assert_timezone();
