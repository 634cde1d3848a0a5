--! read_organization : (closes_at?, purge_after?)
select o.org_id, o.slug, o.name, o.region, o.state, o.closes_at, o.purge_after, o.row_version, s.timezone, s.week_start, s.row_version as settings_version
  from app.caller c
  join identity.organizations o on o.org_id = c.org_id
  join identity.org_settings s on s.org_id = c.org_id;

--! hold_organization
-- Both rows, until the transaction ends: an edit of one of them is based on the other too.
select o.row_version, s.row_version as settings_version
  from app.caller c
  join identity.organizations o on o.org_id = c.org_id
  join identity.org_settings s on s.org_id = c.org_id
   for update of o, s;

--! rename_organization
update identity.organizations o set name = :name from app.caller c where o.org_id = c.org_id and o.row_version = :row_version returning o.row_version;

--! change_settings (timezone?, week_start?)
update identity.org_settings s
   set timezone = coalesce(:timezone, s.timezone), week_start = coalesce(:week_start, s.week_start)
  from app.caller c
 where s.org_id = c.org_id and s.row_version = :row_version
returning s.row_version;

--! close_organization : (done?)
select identity.close_organization()::text as done;

--! cancel_closing : (done?)
select identity.cancel_closing()::text as done;
