-- finds: _100_writable on people.sites
drop trigger _100_writable on people.sites;
create trigger _100_writable before insert or update or delete on people.sites for each statement execute function app.reject_change();
