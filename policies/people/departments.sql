-- Every member reads the departments of the organisation; admin and hr keep them.

alter table people.departments enable row level security;
alter table people.departments force row level security;

create policy tenant on people.departments as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on people.departments is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_all on people.departments for select to app_api using (id is not null);
comment on policy read_all on people.departments is 'R1: departments are for every member; the floor leaves the organisation''s.';
create policy add_by_people_team on people.departments for insert to app_api with check (org_id = (select c.org_id from app.caller c where 'people.write' = any (c.permissions)));
comment on policy add_by_people_team on people.departments is 'HY-16: admin and hr keep the departments.';
create policy edit_by_people_team on people.departments for update to app_api using (org_id = (select c.org_id from app.caller c where 'people.write' = any (c.permissions)));
comment on policy edit_by_people_team on people.departments is 'HY-16: admin and hr keep the departments.';
create policy remove_by_people_team on people.departments for delete to app_api using (org_id = (select c.org_id from app.caller c where 'people.write' = any (c.permissions)));
comment on policy remove_by_people_team on people.departments is 'HY-16: admin and hr keep the departments; one in use is protected by its references.';

grant select, insert (org_id, id, parent_id, name), update (parent_id, name), delete on people.departments to app_api;

call app.guard('people.departments');

create function people.reject_department_cycle() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    above uuid := new.parent_id;
begin
    perform pg_advisory_xact_lock(hashtextextended('people.departments:' || new.org_id::text, 0));   -- two moves that close a circle together
    while above is not null loop
        if above = new.id then
            raise exception using errcode = 'RH022', message = 'a department cannot be its own ancestor';
        end if;
        select d.parent_id into above from people.departments d where d.org_id = new.org_id and d.id = above;
    end loop;
    return new;
end $$;
comment on function people.reject_department_cycle() is 'RH022 if the new parent lies below the department.';
alter function people.reject_department_cycle() owner to app_kernel;
create trigger _400_no_cycle before insert or update of parent_id on people.departments
    for each row when (new.parent_id is not null) execute function people.reject_department_cycle();
create policy walk_tree on people.departments for select to app_kernel using (id is not null);
comment on policy walk_tree on people.departments is 'The cycle guard climbs the tree, inside the floor.';
grant select (org_id, id, parent_id) on people.departments to app_kernel;
call audit.watch('people.departments', 'department');
