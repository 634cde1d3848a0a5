-- finds: _990_scratch on people.sites
create trigger _990_scratch before update on people.sites for each row execute function app.assert_timezone();
