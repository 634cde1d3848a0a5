create trigger _410_scratch before update on people.sites for each row execute function app.assert_timezone();
alter table people.sites enable always trigger _200_same_org;
create table public.scratch (id uuid);
create trigger unnumbered before update on public.scratch for each row execute function app.assert_timezone();
alter table public.scratch disable trigger unnumbered;
