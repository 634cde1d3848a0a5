-- finds: _400_scratch on people.employees
create trigger _400_scratch before update on people.employees for each row when (new.site_id <> old.site_id) execute function app.assert_timezone();
