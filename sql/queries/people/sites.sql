--: Site()

--! list_sites (after_name?, after_id?) : Site
select x.id, x.name, x.timezone, x.row_version
  from people.sites x
 where (:after_name::text is null or (x.name, x.id) > (:after_name, :after_id::uuid))
 order by x.name, x.id
 limit :page_size;

--! read_site : Site
select x.id, x.name, x.timezone, x.row_version from people.sites x where x.id = :id;

--! add_site
insert into people.sites (org_id, id, name, timezone) select c.org_id, :id, :name, :timezone from app.caller c returning id;

--! edit_site (name?, timezone?)
update people.sites x
   set name = coalesce(:name, x.name), timezone = coalesce(:timezone, x.timezone)
 where x.id = :id and x.row_version = :row_version
returning x.row_version;

--! remove_site
delete from people.sites x where x.id = :id and x.row_version = :row_version returning x.id;
