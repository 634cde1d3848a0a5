drop trigger _400_scratch on people.employees;
create trigger _400_scratch before update on people.employees for each row when (new.site_id is distinct from old.site_id) execute function app.assert_timezone();
