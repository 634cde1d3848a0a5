-- The catalogue: every permission there is, and what each role holds by default. Code, not data: it changes by review, and each
-- entry is enforced by the policies and functions that name it (a test looks for them). Effective permissions are these, then
-- what a member's groups allow, then overrides; deny beats allow. hr_only ones need an hr approver (R21) and no group gives them.

create view identity.permissions with (security_invoker) as
    select * from (values
        ('org.settings',         'org',    false, 'Rename the organisation and change its settings.'),
        ('org.members.read',     'org',    false, 'See every membership with role and state, and every invitation and delegation.'),
        ('org.members',          'org',    false, 'Suspend, resume and remove members, keep groups and site limits.'),
        ('org.invite',           'org',    false, 'Invite people as manager, ops or employee.'),
        ('org.roles',            'org',    false, 'Give roles and permissions to others, and invite admins and hr.'),
        ('org.close',            'org',    false, 'Close the organisation, or cancel its closure.'),
        ('auth.sessions.manage', 'auth',   false, 'See and end the sessions of others.'),
        ('people.read',          'people', false, 'Read the employment tier of everybody, and who has left.'),
        ('people.write',         'people', false, 'Add and edit employees, departments, positions and sites; record leaving.'),
        ('people.lines.write',   'people', false, 'Draw reporting lines.'),
        ('people.chart.read',    'people', false, 'Read every reporting line, within one''s sites.'),
        ('people.import',        'people', false, 'Import people from CSV.'),
        ('people.export',        'people', false, 'Export people as CSV, as far as one may see them.'),
        ('people.private.read',  'people', true,  'Read birth dates, home and emergency contacts; each reading is recorded and shown to the person.'),
        ('people.private.write', 'people', true,  'Keep birth dates, home and emergency contacts.'),
        ('performance.cycles.manage', 'performance', true, 'Keep rating scales, review templates and review cycles.'),
        ('performance.release',  'performance', true, 'Tell people their grades.'),
        ('calibration.read',     'performance', true, 'Read how grades are compared before they are told, but for one''s own.'),
        ('calibration.write',    'performance', true, 'Move, settle on and show grades before they are told, but for one''s own.'),
        ('goals.manage',         'performance', false, 'Read and edit everybody''s goals, but for drafts and private ones.'),
        ('audit.read',           'audit',  false, 'Read who did what and when; contents only of what one may read anyway.')
    ) t (code, module, hr_only, description);
comment on view identity.permissions is 'HY-16, HC-16: the catalogue. hr_only: an override needs an hr approver (R21).';

create view identity.role_permissions with (security_invoker) as
    select r.role, r.permission
      from (values
        ('admin', array['org.settings', 'org.members.read', 'org.members', 'org.invite', 'org.roles', 'org.close', 'auth.sessions.manage',
                        'people.read', 'people.write', 'people.lines.write', 'people.chart.read', 'people.import', 'people.export', 'audit.read']),
        ('hr',    array['org.members.read', 'org.invite',
                        'people.read', 'people.write', 'people.lines.write', 'people.chart.read', 'people.import', 'people.export',
                        'people.private.read', 'people.private.write', 'performance.cycles.manage', 'performance.release', 'calibration.read', 'calibration.write',
                        'goals.manage', 'audit.read']),
        ('ops',   array['people.chart.read'])
      ) d (role, permissions) cross join unnest(d.permissions) with ordinality as r0 (permission, place)
      cross join lateral (select d.role, r0.permission) r;
comment on view identity.role_permissions is 'HY-15: what each role holds by default. manager and employee hold none: what they see comes from relations (R1, R2).';

grant select on identity.permissions, identity.role_permissions to app_api, app_signin, app_transition, app_kernel;

create function identity.is_permission(p_code text) returns boolean
    language sql stable set search_path = pg_catalog, pg_temp
as $$ select exists (select from identity.permissions p where p.code = p_code) $$;
comment on function identity.is_permission(text) is 'Whether the catalogue has it.';
grant execute on function identity.is_permission(text) to app_transition, app_kernel;
