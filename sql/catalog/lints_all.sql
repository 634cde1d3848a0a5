-- Findings that are by design, each with a reason and a last day. The object is compared letter by letter, so nothing new hides
-- behind an old line, and a line that matches nothing is a finding itself.
create view catalog.lint_suppressions as
    select * from (values
        ('always_true', 'claim on lifecycle.jobs', 'claiming looks across organisations and mints a right of one; nobody can log in as app_signin', date '2027-12-31'),
        ('always_true', 'compare_at_sign_in on identity.password_credentials', 'app_signin finds accounts and mints and ends rights before there is a caller; nobody can log in as it', date '2027-12-31'),
        ('always_true', 'compute_rights on identity.group_members', 'app_signin computes rights before there is a caller; nobody can log in as it', date '2027-12-31'),
        ('always_true', 'compute_rights on identity.group_permissions', 'app_signin computes rights before there is a caller; nobody can log in as it', date '2027-12-31'),
        ('always_true', 'compute_rights on identity.membership_sites', 'app_signin computes rights before there is a caller; nobody can log in as it', date '2027-12-31'),
        ('always_true', 'compute_rights on identity.permission_overrides', 'app_signin computes rights before there is a caller; nobody can log in as it', date '2027-12-31'),
        ('always_true', 'find_at_sign_in on identity.memberships', 'app_signin finds accounts and mints and ends rights before there is a caller; nobody can log in as it', date '2027-12-31'),
        ('always_true', 'find_at_sign_in on identity.organizations', 'app_signin finds accounts and mints and ends rights before there is a caller; nobody can log in as it', date '2027-12-31'),
        ('always_true', 'find_at_sign_in on identity.users', 'app_signin finds accounts and mints and ends rights before there is a caller; nobody can log in as it', date '2027-12-31'),
        ('always_true', 'lock_at_sign_in on identity.memberships', 'app_signin locks what it mints for, and its check lets nothing be written', date '2027-12-31'),
        ('always_true', 'lock_at_sign_in on identity.organizations', 'app_signin locks what it mints for, and its check lets nothing be written', date '2027-12-31'),
        ('always_true', 'lock_at_sign_in on identity.users', 'app_signin locks what it mints for, and its check lets nothing be written', date '2027-12-31'),
        ('always_true', 'mint on identity.sessions', 'app_signin finds accounts and mints and ends rights before there is a caller; nobody can log in as it', date '2027-12-31'),
        ('always_true', 'mint_and_end on identity.capabilities', 'app_signin finds accounts and mints and ends rights before there is a caller; nobody can log in as it', date '2027-12-31'),
        ('always_true', 'registrar on identity.invitations', 'app_registrar founds organisations and admits members before there is a caller', date '2027-12-31'),
        ('always_true', 'registrar on identity.memberships', 'app_registrar founds organisations and admits members before there is a caller', date '2027-12-31'),
        ('always_true', 'registrar on identity.org_settings', 'app_registrar founds organisations and admits members before there is a caller', date '2027-12-31'),
        ('always_true', 'registrar on identity.organizations', 'app_registrar founds organisations and admits members before there is a caller', date '2027-12-31'),
        ('always_true', 'registrar on identity.password_credentials', 'app_registrar founds organisations and admits members before there is a caller', date '2027-12-31'),
        ('always_true', 'registrar on identity.users', 'app_registrar founds organisations and admits members before there is a caller', date '2027-12-31'),
        ('always_true', 'rotate on identity.refresh_tokens', 'app_signin finds accounts and mints and ends rights before there is a caller; nobody can log in as it', date '2027-12-31'),
        ('always_true', 'sweep on identity.idempotency_keys', 'app_signin removes what has run out in every organisation; nobody can log in as it', date '2027-12-31'),
        ('always_true', 'sweep on lifecycle.import_errors', 'app_signin removes what has run out in every organisation; nobody can log in as it', date '2027-12-31'),
        ('always_true', 'sweep on lifecycle.import_jobs', 'app_signin removes what has run out in every organisation; nobody can log in as it', date '2027-12-31'),
        ('always_true', 'sweep on lifecycle.import_progress', 'app_signin removes what has run out in every organisation; nobody can log in as it', date '2027-12-31'),
        ('always_true', 'sweep on lifecycle.import_rows', 'app_signin removes what has run out in every organisation; nobody can log in as it', date '2027-12-31'),
        ('always_true', 'tombstones on identity.ended_rights', 'app_signin finds accounts and mints and ends rights before there is a caller; nobody can log in as it', date '2027-12-31'),
        ('always_true', 'write_by_trigger on audit.log', 'app_scribe may insert entries of every organisation, also of sign-in, and read none', date '2027-12-31'),
        ('always_true', 'write_by_trigger on audit.payloads', 'app_scribe may insert entries of every organisation, also of sign-in, and read none', date '2027-12-31'),
        ('always_true', 'read_all on platform.evidence_runs', 'what was run to check the protection: no row of it is anybody''s', date '2027-12-31'),
        ('always_true', 'record on platform.evidence_runs', 'what was run to check the protection: no row of it is anybody''s', date '2027-12-31'),
        ('blind_write', 'edit_by_people_team on people.employment_records', 'whoever passes holds people.read, for whom read_by_relation shows every record; the suite tries it without WHERE', date '2027-12-31'),
        ('blind_write', 'redate_by_people_team on people.reporting_lines', 'whoever passes holds people.chart.read, within the same sites as read_chart and read_chart_of_sites; the suite tries it without WHERE', date '2027-12-31'),
        ('current_user_compared', 'through_its_own_login on identity.capabilities', 'it asks through which login, not who: the right of a job opens in the worker''s alone, whatever function is called', date '2027-12-31'),
        ('request_pool_mints', 'app.explain_member_access(uuid,text,text,uuid) to app_api', 'the right lives in a subtransaction that is always undone, and its secret never leaves the function', date '2027-12-31'),
        ('view_reads_as_owner', 'catalog.indexes', 'it reads the catalog alone; the table is only named', date '2027-12-31'),
        ('view_reads_as_owner', 'catalog.indexes_without_policy', 'it reads the catalog alone; the table is only named', date '2027-12-31'),
        ('view_calls_definer', 'catalog.connected_logins', 'counts connections by login, without their statements, for DBAs alone', date '2027-12-31'),
        ('view_calls_definer', 'catalog.tenant_index_plans', 'the shape of a plan, without a row or an estimate, for DBAs alone', date '2027-12-31'),
        ('error_with_values', 'app.decide_access(text,text,jsonb,jsonb)', 'names the argument that the asker has left out', date '2027-12-31'),
        ('tenant_floor', 'identity.capabilities', 'rights are found by the digest of a secret, before there is a caller to compare with', date '2027-12-31'),
        ('tenant_floor', 'identity.ended_rights', 'tombstones of rights, read by the sign-in owner alone and by digest', date '2027-12-31'),
        ('writable_floor', 'identity.sessions', 'people sign in and out of an organisation that is closing: they export it', date '2027-12-31'),
        ('writable_floor', 'lifecycle.jobs', 'queued only by functions that write a guarded row first; jobs of a closing organisation are not claimed', date '2027-12-31'),
        ('guard_trigger', '_100_writable on identity.sessions', 'people sign in and out of an organisation that is closing: they export it', date '2027-12-31'),
        ('guard_trigger', '_300_stamp on identity.sessions', 'sessions have no version and no author', date '2027-12-31'),
        ('guard_trigger', '_300_stamp on identity.idempotency_keys', 'keys have no version and no author', date '2027-12-31'),
        ('exists_without_caller', 'read_fellows on identity.users', 'only app_kernel, for identity.member_accounts: the floor of memberships leaves the accounts of one organisation', date '2027-12-31'),
        ('exists_without_caller', 'read_with_import on lifecycle.import_errors', 'the rule is that whoever sees the import sees its errors', date '2027-12-31'),
        ('exists_without_caller', 'read_with_import on lifecycle.import_progress', 'the rule is that whoever sees the import sees its progress', date '2027-12-31'),
        ('exists_without_caller', 'read_with_import on lifecycle.import_rows', 'the rule is that whoever sees the import sees its rows', date '2027-12-31'),
        ('view_reads_as_owner', 'identity.member_accounts', 'the address of members for who reads memberships: reads as app_kernel inside the floor, with security_barrier', date '2027-12-31'),
        ('view_reads_as_owner', 'identity.member_directory', 'names behind ids for every member: reads as app_kernel inside the floor, with security_barrier', date '2027-12-31'),
        ('view_calls_definer', 'lifecycle.import_changes', 'app.today() says the day of the callers organisation and takes nothing from the row; only app_transition reads the view', date '2027-12-31'),
        ('unique_not_led', 'identity.organizations_slug_key', 'the slug is the organisations public name in addresses; sign-up says that one is taken (docs/kernel.md)', date '2027-12-31'),
        ('index_not_leakproof', 'people.reporting_lines_one_primary', 'the constraint that a person has one primary line a day; readers enter by org_id and employee_id', date '2027-12-31'),
        ('error_with_values', 'app.assert_timezone()', 'says back the first 60 characters of what the caller has just sent', date '2027-12-31'),
        ('context_per_row', 'live_right on identity.capabilities', 'the look-up of the right itself: its settings are conditions of the primary key, evaluated once for each scan', date '2027-12-31'),
        ('volatile_in_policy', 'live_right on identity.capabilities', 'R23: a right must end in the middle of a transaction, and every other clock stands still in it', date '2027-12-31'),
        ('per_row_work', 'read_fellows on identity.users', 'only app_kernel, for identity.member_accounts, which enters by the members of one organisation', date '2027-12-31'),
        ('per_row_work', 'read_with_entity on audit.payloads', 'T8: whether the reader may read the thing now is asked entry by entry, after the permission and for one page', date '2027-12-31'),
        ('no_tenant_index', 'read_by_admin_and_hr on audit.log', 'an entry is compared with the short list of what is not told to its reader; none is looked up by it', date '2027-12-31'),
        ('no_tenant_index', 'read_access_to_own on audit.log', 'the index (org_id, entity, entity_id, id) serves it: the query names the entity, and the reader must have an employee', date '2027-12-31'),
        ('no_tenant_index', 'read_party on identity.delegations', 'few delegations in an organisation, and the open ones have an index', date '2027-12-31'),
        ('context_per_row', 'read_others on performance.participant_reviewers', 'the caller is looked up once and compared in memory: two look-ups could be answered by two rights of one person', date '2027-12-31'),
        ('per_row_work', 'read_others on performance.participant_reviewers', 'it compares two ids in memory; a set of everybody else would be as long as the organisation', date '2027-12-31'),
        ('context_per_row', 'read_others on performance.participant_exclusions', 'the caller is looked up once and compared in memory: two look-ups could be answered by two rights of one person', date '2027-12-31'),
        ('per_row_work', 'read_others on performance.participant_exclusions', 'it compares two ids in memory; a set of everybody else would be as long as the organisation', date '2027-12-31'),
        ('context_per_row', 'read_others on performance.calibration_entries', 'the caller is looked up once and compared in memory: two look-ups could be answered by two rights of one person', date '2027-12-31'),
        ('context_per_row', 'read_others on performance.calibrated_grades', 'the caller is looked up once and compared in memory: two look-ups could be answered by two rights of one person', date '2027-12-31'),
        ('per_row_work', 'read_others on performance.calibration_entries', 'it compares two ids in memory; a set of everybody else would be as long as the organisation', date '2027-12-31'),
        ('per_row_work', 'read_others on performance.calibrated_grades', 'it compares two ids in memory; a set of everybody else would be as long as the organisation', date '2027-12-31'),
        ('context_per_row', 'read_others on performance.grade_corrections', 'the caller is looked up once and compared in memory: two look-ups could be answered by two rights of one person', date '2027-12-31'),
        ('per_row_work', 'read_others on performance.grade_corrections', 'it compares two ids in memory; a set of everybody else would be as long as the organisation', date '2027-12-31'),
        ('context_per_row', 'read_others on performance.proposed_grades', 'the caller is looked up once and compared in memory: two look-ups could be answered by two rights of one person', date '2027-12-31'),
        ('per_row_work', 'read_others on performance.proposed_grades', 'it compares two ids in memory; a set of everybody else would be as long as the organisation', date '2027-12-31'),
        ('context_per_row', 'read_others on performance.review_answers', 'the caller is looked up once and compared in memory: two look-ups could be answered by two rights of one person', date '2027-12-31'),
        ('per_row_work', 'read_others on performance.review_answers', 'it compares two ids in memory; a set of everybody else would be as long as the organisation', date '2027-12-31'),
        ('context_per_row', 'read_others on performance.review_assignments', 'the caller is looked up once and compared in memory: two look-ups could be answered by two rights of one person', date '2027-12-31'),
        ('per_row_work', 'read_others on performance.review_assignments', 'it compares two ids in memory; a set of everybody else would be as long as the organisation', date '2027-12-31'),
        ('context_per_row', 'read_others on performance.reviews', 'the caller is looked up once and compared in memory: two look-ups could be answered by two rights of one person', date '2027-12-31'),
        ('per_row_work', 'read_others on performance.reviews', 'it compares two ids in memory; a set of everybody else would be as long as the organisation', date '2027-12-31'),
        ('foreign_key_without_index', 'participant_reviewers_org_id_participant_id_employee_id_fkey on performance.participant_reviewers', 'the primary key finds the one row', date '2027-12-31'),
        ('foreign_key_without_index', 'participant_exclusions_org_id_participant_id_employee_id_fkey on performance.participant_exclusions', 'the primary key finds the one row', date '2027-12-31'),
        ('foreign_key_without_index', 'proposed_grades_org_id_assignment_id_participant_id_subjec_fkey on performance.proposed_grades', 'the primary key finds the one row', date '2027-12-31'),
        ('foreign_key_without_index', 'released_grades_org_id_participant_id_subject_id_fkey on performance.released_grades', 'the key of the participant finds the one row', date '2027-12-31'),
        ('foreign_key_without_index', 'grade_acknowledgements_org_id_grade_id_participant_id_subj_fkey on performance.grade_acknowledgements', 'the primary key finds the one row', date '2027-12-31'),
        ('foreign_key_without_index', 'released_grades_corrects on performance.released_grades', 'the key of the version before finds the one row', date '2027-12-31'),
        ('foreign_key_without_index', 'calibrated_grades_org_id_participant_id_subject_id_fkey on performance.calibrated_grades', 'the primary key finds the one row', date '2027-12-31'),
        ('foreign_key_without_index', 'calibration_entries_org_id_participant_id_cycle_id_subject_fkey on performance.calibration_entries', 'the key of the participant finds the few rows', date '2027-12-31'),
        ('foreign_key_without_index', 'delegations_org_id_to_member_id_fkey on identity.delegations', 'memberships are not deleted, and the open delegations have an index', date '2027-12-31'),
        ('uncommented', 'platform.migration_history', 'made and named by the migration tool; holds names of migrations, and no login has a grant', date '2027-12-31')
    ) t (rule, object, reason, expires_on);
comment on view catalog.lint_suppressions is 'What is suppressed: rule, object, why, and until when. To be read again on its last day.';

create view catalog.lint_rules as
    select t.rule, t.category, t.severity, 'docs/lints/' || t.rule || '.md' as documentation
      from (values
        ('rls_disabled', 'bypass', 'error'),
        ('rls_not_forced', 'bypass', 'error'),
        ('rls_without_policy', 'bypass', 'warning'),
        ('policy_without_rls', 'bypass', 'error'),
        ('login_bypasses_rls', 'bypass', 'error'),
        ('login_owns', 'bypass', 'error'),
        ('granted_to_public', 'bypass', 'error'),
        ('default_privileges', 'bypass', 'warning'),
        ('view_reads_as_owner', 'bypass', 'error'),
        ('unprotected_relation_granted', 'bypass', 'error'),
        ('definer_search_path', 'bypass', 'error'),
        ('routine_search_path', 'bypass', 'warning'),
        ('definer_callable', 'bypass', 'error'),
        ('view_calls_definer', 'bypass', 'warning'),
        ('leakproof_function', 'bypass', 'error'),
        ('excessive_privilege', 'bypass', 'error'),
        ('request_pool_mints', 'bypass', 'error'),
        ('rights_outside', 'bypass', 'error'),
        ('extension_in_public', 'bypass', 'warning'),
        ('tenant_floor', 'logic', 'error'),
        ('writable_floor', 'logic', 'error'),
        ('restrictive_only', 'logic', 'warning'),
        ('restrictive_noop', 'logic', 'error'),
        ('null_context', 'logic', 'error'),
        ('or_true', 'logic', 'error'),
        ('literal_tenant', 'logic', 'error'),
        ('pattern_on_context', 'logic', 'error'),
        ('always_true', 'logic', 'error'),
        ('policy_without_column', 'logic', 'error'),
        ('exists_without_caller', 'logic', 'warning'),
        ('policy_reads_unprotected', 'logic', 'error'),
        ('policy_reads_protected', 'logic', 'info'),
        ('weak_check', 'logic', 'error'),
        ('blind_write', 'logic', 'error'),
        ('nullable_tenant', 'logic', 'error'),
        ('immutable_context', 'logic', 'error'),
        ('setting_cast', 'logic', 'error'),
        ('setting_decides', 'logic', 'error'),
        ('current_user_compared', 'logic', 'error'),
        ('inequality_in_guard', 'logic', 'error'),
        ('state_grant', 'logic', 'error'),
        ('identity_grant', 'logic', 'error'),
        ('self_approval', 'logic', 'error'),
        ('unique_not_led', 'channels', 'error'),
        ('foreign_key_not_composite', 'channels', 'error'),
        ('index_not_leakproof', 'channels', 'warning'),
        ('sequence_granted', 'channels', 'error'),
        ('notify_payload', 'channels', 'warning'),
        ('published_tenant_table', 'channels', 'error'),
        ('error_with_values', 'channels', 'warning'),
        ('view_without_barrier', 'channels', 'error'),
        ('context_per_row', 'speed', 'warning'),
        ('volatile_in_policy', 'speed', 'warning'),
        ('per_row_work', 'speed', 'warning'),
        ('no_tenant_index', 'speed', 'warning'),
        ('foreign_key_without_index', 'speed', 'warning'),
        ('duplicate_index', 'speed', 'warning'),
        ('several_permissive', 'speed', 'info'),
        ('column_wrapped', 'speed', 'warning'),
        ('uncommented', 'hygiene', 'warning'),
        ('unexplained_object', 'hygiene', 'warning'),
        ('guard_trigger', 'hygiene', 'error'),
        ('server_minor', 'hygiene', 'error'),
        ('no_primary_key', 'hygiene', 'warning'),
        ('reg_type_column', 'hygiene', 'warning'),
        ('suppression', 'hygiene', 'error')
      ) t (rule, category, severity);
comment on view catalog.lint_rules is 'Every rule with its page. error and warning must be mended or suppressed; info is to be known.';

-- Every rule at once, with what is wrong with the suppressions. Compiling it would take longer than running it.
create function catalog.lints()
    returns table (rule text, category text, severity text, object text, detail text, remedy text, suppressed boolean, suppressed_because text)
    language sql stable set search_path = pg_catalog, pg_temp set jit = off
as $$
    with found as materialized (
        select * from catalog.lint_rls_disabled
        union all select * from catalog.lint_rls_not_forced
        union all select * from catalog.lint_rls_without_policy
        union all select * from catalog.lint_policy_without_rls
        union all select * from catalog.lint_login_bypasses_rls
        union all select * from catalog.lint_login_owns
        union all select * from catalog.lint_granted_to_public
        union all select * from catalog.lint_default_privileges
        union all select * from catalog.lint_view_reads_as_owner
        union all select * from catalog.lint_unprotected_relation_granted
        union all select * from catalog.lint_definer_search_path
        union all select * from catalog.lint_routine_search_path
        union all select * from catalog.lint_definer_callable
        union all select * from catalog.lint_view_calls_definer
        union all select * from catalog.lint_leakproof_function
        union all select * from catalog.lint_excessive_privilege
        union all select * from catalog.lint_request_pool_mints
        union all select * from catalog.lint_extension_in_public
        union all select * from catalog.lint_tenant_floor
        union all select * from catalog.lint_writable_floor
        union all select * from catalog.lint_restrictive_only
        union all select * from catalog.lint_restrictive_noop
        union all select * from catalog.lint_null_context
        union all select * from catalog.lint_or_true
        union all select * from catalog.lint_literal_tenant
        union all select * from catalog.lint_pattern_on_context
        union all select * from catalog.lint_always_true
        union all select * from catalog.lint_policy_without_column
        union all select * from catalog.lint_exists_without_caller
        union all select * from catalog.lint_policy_reads_unprotected
        union all select * from catalog.lint_policy_reads_protected
        union all select * from catalog.lint_weak_check
        union all select * from catalog.lint_blind_write
        union all select * from catalog.lint_nullable_tenant
        union all select * from catalog.lint_immutable_context
        union all select * from catalog.lint_setting_cast
        union all select * from catalog.lint_current_user_compared
        union all select * from catalog.lint_inequality_in_guard
        union all select * from catalog.lint_state_grant
        union all select * from catalog.lint_identity_grant
        union all select * from catalog.lint_self_approval
        union all select * from catalog.lint_unique_not_led
        union all select * from catalog.lint_foreign_key_not_composite
        union all select * from catalog.lint_index_not_leakproof
        union all select * from catalog.lint_sequence_granted
        union all select * from catalog.lint_notify_payload
        union all select * from catalog.lint_published_tenant_table
        union all select * from catalog.lint_error_with_values
        union all select * from catalog.lint_view_without_barrier
        union all select * from catalog.lint_rights_outside
        union all select * from catalog.lint_setting_decides
        union all select * from catalog.lint_context_per_row
        union all select * from catalog.lint_volatile_in_policy
        union all select * from catalog.lint_per_row_work
        union all select * from catalog.lint_no_tenant_index
        union all select * from catalog.lint_foreign_key_without_index
        union all select * from catalog.lint_duplicate_index
        union all select * from catalog.lint_several_permissive
        union all select * from catalog.lint_column_wrapped
        union all select * from catalog.lint_uncommented
        union all select * from catalog.lint_unexplained_object
        union all select * from catalog.lint_guard_trigger
        union all select * from catalog.lint_server_minor
        union all select * from catalog.lint_no_primary_key
        union all select * from catalog.lint_reg_type_column
    ), standing as (
        select s.rule, s.object, s.reason from catalog.lint_suppressions s where s.expires_on >= current_date and s.reason ~ '\w+\W+\w+'
    ), unsound as (
        select s.rule || ': ' || s.object as object,
               case when coalesce(s.reason, '') !~ '\w+\W+\w+' then 'It gives no reason.'
                    when s.expires_on is null then 'It never ends.'
                    when s.expires_on < current_date then format('It ended on %s and no longer counts.', to_char(s.expires_on, 'YYYY-MM-DD'))
                    else 'It matches no finding.' end as detail
          from catalog.lint_suppressions s
         where coalesce(s.reason, '') !~ '\w+\W+\w+' or s.expires_on is null or s.expires_on < current_date
            or not exists (select from found f where f.rule = s.rule and f.object = s.object)
    )
    select f.rule, f.category, f.severity, f.object, f.detail, f.remedy, s.rule is not null, s.reason
      from found f left join standing s on s.rule = f.rule and s.object = f.object
    union all
    select 'suppression', 'hygiene', 'error', u.object, u.detail, 'Take the line out of catalog.lint_suppressions, or give it a reason and a last day.', false, null from unsound u
     order by 1, 4, 5
$$;
comment on function catalog.lints() is 'Every finding of every rule, suppressed or not; as views below.';

create view catalog.lints as select * from catalog.lints();
comment on view catalog.lints is 'Start here: every finding of every rule, and whether it is suppressed and why. select * from catalog.lints where not suppressed.';

create view catalog.lint_suppression as
    select l.rule, l.category, l.severity, l.object, l.detail, l.remedy from catalog.lints() l where l.rule = 'suppression';
comment on view catalog.lint_suppression is 'A suppression without a reason, past its date, or that matches nothing. Source: CONTRIBUTING.md.';

grant execute on function catalog.lints() to app_auditor, app_platform;
do $$
declare
    item record;
begin
    for item in select c.oid::regclass as view from pg_class c where c.relnamespace = 'catalog'::regnamespace and c.relkind = 'v' and c.relname ~ '^(lint|inventory_|policy_|fixed_)' order by c.relname loop
        execute format('grant select on %s to app_auditor, app_platform', item.view);
    end loop;
end $$;
