--: Group(description?)

--! list_groups (after_name?, after_id?) : Group
select g.id, g.name, g.description, g.row_version,
       array(select p.permission from identity.group_permissions p where p.org_id = g.org_id and p.group_id = g.id order by 1) as permissions,
       (select count(*) from identity.group_members m where m.org_id = g.org_id and m.group_id = g.id) as members
  from identity.groups g
 where (:after_name::text is null or (g.name, g.id) > (:after_name, :after_id::uuid))
 order by g.name, g.id
 limit :page_size;

--! read_group : Group
select g.id, g.name, g.description, g.row_version,
       array(select p.permission from identity.group_permissions p where p.org_id = g.org_id and p.group_id = g.id order by 1) as permissions,
       (select count(*) from identity.group_members m where m.org_id = g.org_id and m.group_id = g.id) as members
  from identity.groups g
 where g.id = :id;

--! add_group (description?)
insert into identity.groups (org_id, id, name, description) select c.org_id, :id, :name, :description from app.caller c returning id;

--! edit_group (name?, description?)
update identity.groups g
   set name = coalesce(:name, g.name), description = case when :set_description then :description else g.description end
 where g.id = :id and g.row_version = :row_version
returning g.row_version;

--! remove_group : (removed?)
select identity.remove_group(:id, :row_version) as removed;

--! list_group_members (after_name?, after_id?)
select d.id, d.name
  from identity.group_members m join identity.member_directory d on d.org_id = m.org_id and d.id = m.member_id
 where m.group_id = :group_id and (:after_name::text is null or (d.name, d.id) > (:after_name, :after_id::uuid))
 order by d.name, d.id
 limit :page_size;

--! add_group_member
insert into identity.group_members (org_id, group_id, member_id) select c.org_id, :group_id, :member_id from app.caller c
    on conflict do nothing returning member_id;

--! remove_group_member : (removed?)
select identity.remove_group_member(:group_id, :member_id) as removed;

--! allow_to_group
insert into identity.group_permissions (org_id, group_id, permission) select c.org_id, :group_id, :permission from app.caller c
    on conflict do nothing returning permission;

--! withdraw_from_group : (withdrawn?)
select identity.withdraw_from_group(:group_id, :permission) as withdrawn;
