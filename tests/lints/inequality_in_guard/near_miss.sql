create trigger _400_scratch before update on people.employees for each row when (new.site_id is distinct from old.site_id and new.state <> old.state) execute function app.assert_timezone();
create trigger _410_scratch before update on people.employees for each row when (new.site_id = old.site_id or 'a' <> 'b') execute function app.assert_timezone();
