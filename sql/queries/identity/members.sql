--: Member(employee_id?, email?, role?, joined_at?, left_at?, row_version?)

--! current_member : (employee_id?, joined_at?, closes_at?)
select m.id, m.name, m.role, m.state, m.employee_id, m.joined_at, m.row_version, c.permissions, c.session_id,
       u.email,
       o.org_id, o.slug, o.name as organization_name, o.state as organization_state, o.closes_at,
       s.timezone, s.week_start
  from app.caller c
  join identity.memberships m on m.org_id = c.org_id and m.id = c.member_id
  join identity.users u on u.id = c.user_id
  join identity.organizations o on o.org_id = c.org_id
  join identity.org_settings s on s.org_id = c.org_id;

--! list_members (after_name?, after_id?, role?, state?) : Member
-- Everybody reads names; role, dates and version are null where the membership itself is not the caller's to see, the address
-- without org.members.read.
select d.id, d.name, d.employee_id, d.state, a.email, m.role, m.joined_at, m.left_at, m.row_version
  from identity.member_directory d
  left join identity.memberships m on m.org_id = d.org_id and m.id = d.id
  left join identity.member_accounts a on a.org_id = d.org_id and a.id = d.id
 where (:after_name::text is null or (d.name, d.id) > (:after_name, :after_id::uuid))
   and (:role::text is null or m.role = :role)
   and (:state::text is null or d.state = :state)
 order by d.name, d.id
 limit :page_size;

--! read_member : Member
select d.id, d.name, d.employee_id, d.state, a.email, m.role, m.joined_at, m.left_at, m.row_version
  from identity.member_directory d
  left join identity.memberships m on m.org_id = d.org_id and m.id = d.id
  left join identity.member_accounts a on a.org_id = d.org_id and a.id = d.id
 where d.id = :id;

--! set_member_role : (row_version?)
select identity.set_member_role(:id, :role) as row_version;

--! suspend_member : (row_version?)
select identity.suspend_member(:id) as row_version;

--! resume_member : (row_version?)
select identity.resume_member(:id) as row_version;

--! remove_member : (row_version?)
select identity.remove_member(:id) as row_version;

--! link_member (employee_id?) : (row_version?)
select identity.link_member(:id, :employee_id) as row_version;

--! member_sites
select s.id, s.name
  from identity.membership_sites l join people.sites s on s.org_id = l.org_id and s.id = l.site_id
 where l.member_id = :member_id
 order by s.name, s.id;

--! limit_to_sites : (done?)
select identity.limit_to_sites(:member_id, :site_ids)::text as done;
