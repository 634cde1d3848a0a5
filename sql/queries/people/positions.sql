--: Position()

--! list_positions (after_name?, after_id?) : Position
select x.id, x.title, x.row_version
  from people.positions x
 where (:after_name::text is null or (x.title, x.id) > (:after_name, :after_id::uuid))
 order by x.title, x.id
 limit :page_size;

--! read_position : Position
select x.id, x.title, x.row_version from people.positions x where x.id = :id;

--! add_position
insert into people.positions (org_id, id, title) select c.org_id, :id, :title from app.caller c returning id;

--! edit_position
update people.positions x
   set title = :title
 where x.id = :id and x.row_version = :row_version
returning x.row_version;

--! remove_position
delete from people.positions x where x.id = :id and x.row_version = :row_version returning x.id;
