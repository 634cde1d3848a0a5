--: Department(parent_id?)

--! list_departments (after_name?, after_id?) : Department
select x.id, x.name, x.parent_id, x.row_version
  from people.departments x
 where (:after_name::text is null or (x.name, x.id) > (:after_name, :after_id::uuid))
 order by x.name, x.id
 limit :page_size;

--! read_department : Department
select x.id, x.name, x.parent_id, x.row_version from people.departments x where x.id = :id;

--! add_department (parent_id?)
insert into people.departments (org_id, id, name, parent_id) select c.org_id, :id, :name, :parent_id from app.caller c returning id;

--! edit_department (name?, parent_id?)
update people.departments x
   set name = coalesce(:name, x.name), parent_id = case when :set_parent_id then :parent_id else x.parent_id end
 where x.id = :id and x.row_version = :row_version
returning x.row_version;

--! remove_department
delete from people.departments x where x.id = :id and x.row_version = :row_version returning x.id;
