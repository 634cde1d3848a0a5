create trigger _200_same_org before insert or update or delete on people.sites for each row execute function app.reject_foreign_org();
