-- What changed, apart from who and when: an envelope may be read where its payload may not (T8). Whoever reads the audit reads a
-- payload only while they may read the thing it is about: audit.readable asks as the reader, under the reader's own policies.

alter table audit.payloads enable row level security;
alter table audit.payloads force row level security;

create policy tenant on audit.payloads as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on audit.payloads is 'R1: the floor; every permissive policy is ANDed with it.';
create policy write_by_trigger on audit.payloads for insert to app_scribe with check (true);
comment on policy write_by_trigger on audit.payloads is 'HY-23: the audit triggers insert.';

-- Fails closed: what is not listed is not readable. Invoker on purpose: every look-up below is answered by the reader's policies.
create function audit.readable(p_entity text, p_id uuid) returns boolean
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
    return case p_entity
        when 'department'          then true    -- every member reads what there is of these, and did
        when 'position'            then true
        when 'site'                then true
        when 'group'               then true
        when 'group_member'        then true
        when 'group_permission'    then true
        when 'organization'        then true
        when 'org_settings'        then true
        when 'membership'          then exists (select from identity.memberships m where m.id = p_id)
        when 'membership_site'     then exists (select from identity.memberships m where m.id = p_id)
        when 'session'             then exists (select from identity.sessions s where s.id = p_id)
        when 'permission_override' then exists (select from identity.permission_overrides o where o.id = p_id)
        when 'invitation'          then exists (select from identity.invitations i where i.id = p_id)
        when 'delegation'          then exists (select from identity.delegations d where d.id = p_id)
        when 'employee'            then exists (select from people.employees e where e.id = p_id)
        when 'employment_record'   then exists (select from people.employment_records r where r.employee_id = p_id)
        when 'employee_private'    then exists (select from people.employee_private p where p.employee_id = p_id)
        when 'import_job'          then exists (select from lifecycle.import_jobs i where i.id = p_id)
        when 'rating_scale'        then exists (select from performance.rating_scales x where x.id = p_id)
        when 'rating_level'        then exists (select from performance.rating_scales x where x.id = p_id)
        when 'review_template'     then exists (select from performance.review_templates x where x.id = p_id)
        when 'review_question'     then exists (select from performance.review_templates x where x.id = p_id)
        when 'review_cycle'        then exists (select from performance.review_cycles x where x.id = p_id)
        when 'cycle_participant'   then exists (select from performance.cycle_participants x where x.id = p_id)
        when 'participant_reviewer' then exists (select from performance.participant_reviewers x where x.participant_id = p_id)
        when 'review_assignment'   then exists (select from performance.review_assignments x where x.id = p_id)
        when 'review'              then exists (select from performance.reviews x where x.id = p_id)
        when 'participant_exclusion' then exists (select from performance.participant_exclusions x where x.participant_id = p_id)
        when 'proposed_grade'      then exists (select from performance.proposed_grades x where x.assignment_id = p_id)
        when 'released_grade'      then exists (select from performance.released_grades x where x.id = p_id)
        when 'calibration_session' then exists (select from performance.calibration_sessions x where x.id = p_id)
        when 'calibration_entry'   then exists (select from performance.calibration_entries x where x.id = p_id)
        when 'calibrated_grade'    then exists (select from performance.calibrated_grades x where x.participant_id = p_id)
        when 'calibration_return'  then exists (select from performance.calibration_returns x where x.id = p_id)
        when 'grade_correction'    then exists (select from performance.grade_corrections x where x.id = p_id)
        when 'grade_acknowledgement' then exists (select from performance.grade_acknowledgements x where x.grade_id = p_id)
        when 'goal'                then exists (select from performance.goals x where x.id = p_id)
        when 'key_result'          then exists (select from performance.goals x where x.id = p_id)
        when 'goal_update'         then exists (select from performance.goal_updates x where x.id = p_id)
        when 'goal_change'         then exists (select from performance.goal_changes x where x.id = p_id)
        when 'reporting_line'      then exists (select from people.reporting_lines l where l.id = p_id)
        else false
    end;
end $$;
comment on function audit.readable(text, uuid) is 'T8: whether the caller may read this thing now; a private row only its own person, whoever reads the audit.';
grant execute on function audit.readable(text, uuid) to app_api;

create policy read_with_entity on audit.payloads for select to app_api
    using (org_id = (select c.org_id from app.caller c where 'audit.read' = any (c.permissions))
           and exists (select from audit.log l where (l.org_id, l.id) = (payloads.org_id, payloads.entry_id) and audit.readable(l.entity, l.entity_id)));
comment on policy read_with_entity on audit.payloads is 'T8, HY-24: with audit.read, and only of what the reader may read now.';

grant select on audit.payloads to app_api;
grant insert on audit.payloads to app_scribe;
-- NOTE: no UPDATE or DELETE for anyone: blanking comes with the erasure function, which will be
-- the one exception that this trigger names.
create trigger _100_append_only before update or delete on audit.payloads for each row execute function app.reject_change();
create trigger _110_append_only before truncate on audit.payloads for each statement execute function app.reject_change();
alter table audit.payloads enable always trigger _100_append_only;
alter table audit.payloads enable always trigger _110_append_only;
