--! current_member : (employee_id?, joined_at?, closes_at?)
select m.id, m.name, m.role, m.state, m.employee_id, m.joined_at, m.row_version,
       u.email,
       o.org_id, o.slug, o.name as organization_name, o.state as organization_state, o.closes_at,
       s.timezone, s.week_start
  from app.caller c
  join identity.memberships m on m.org_id = c.org_id and m.id = c.member_id
  join identity.users u on u.id = c.user_id
  join identity.organizations o on o.org_id = c.org_id
  join identity.org_settings s on s.org_id = c.org_id;
