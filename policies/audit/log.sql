-- Admin and hr read every envelope of their organisation. Nobody writes one but the audit triggers, and nobody changes one:
-- no grant allows it, and a trigger refuses it to owners and superusers too.

alter table audit.log enable row level security;
alter table audit.log force row level security;

-- What the audit must not tell a person about themselves (R4, R8): that somebody writes, has written or decides about them.
create function performance.untold() returns table (org_id uuid, entity text, entity_id uuid)
    language sql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
    select c.org_id, e.entity, r.participant_id
      from app.caller c join performance.participant_reviewers r on r.org_id = c.org_id and r.employee_id = c.employee_id
     cross join (values ('participant_reviewer'), ('participant_exclusion'), ('calibrated_grade')) e (entity)
     union all
    select c.org_id, e.entity, a.id
      from app.caller c join performance.review_assignments a on a.org_id = c.org_id and a.subject_id = c.employee_id and a.kind <> 'self'
     cross join (values ('review_assignment'), ('proposed_grade')) e (entity)
     union all
    select c.org_id, 'grade_correction', k.id
      from app.caller c join performance.grade_corrections k on k.org_id = c.org_id and k.subject_id = c.employee_id
     union all
    select c.org_id, 'calibration_entry', n.id
      from app.caller c join performance.calibration_entries n on n.org_id = c.org_id and n.subject_id = c.employee_id
     union all
    select c.org_id, 'review', v.id
      from app.caller c join performance.reviews v on v.org_id = c.org_id and v.subject_id = c.employee_id and v.kind <> 'self'
$$;
comment on function performance.untold() is 'R4, R8: entries of the audit about what others write or decide about the caller.';
alter function performance.untold() owner to app_kernel;
grant execute on function performance.untold() to app_api;

create policy tenant on audit.log as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on audit.log is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_by_admin_and_hr on audit.log for select to app_api
    using (org_id = (select c.org_id from app.caller c where 'audit.read' = any (c.permissions))
           and ((org_id, entity, entity_id) in (select u.org_id, u.entity, u.entity_id from performance.untold() u)) is not true);
comment on policy read_by_admin_and_hr on audit.log is 'HY-24, R8: admin and hr read the envelope of every entry of their organisation, but for what others write or decide about themselves.';
create policy write_by_trigger on audit.log for insert to app_scribe with check (true);
comment on policy write_by_trigger on audit.log is 'HY-21: the audit triggers insert, also for sign-in and founding, where there is no caller yet.';

create policy read_access_to_own on audit.log for select to app_api
    using ((org_id, entity_id) = (select c.org_id, c.employee_id from app.caller c) and action in ('employee_private.read', 'employee.linked')
        or (action = 'employee.exported' and org_id = (select c.org_id from app.caller c where c.employee_id is not null)));
comment on policy read_access_to_own on audit.log is 'R3: who read my private data or was linked to my employee row, and every export of people that I may be in.';

grant select on audit.log to app_api;
grant insert on audit.log to app_scribe;
-- NOTE: no INSERT for any login (an entry cannot be forged), no UPDATE or DELETE for anyone.
create trigger _100_append_only before update or delete on audit.log for each row execute function app.reject_change();
create trigger _110_append_only before truncate on audit.log for each statement execute function app.reject_change();
alter table audit.log enable always trigger _100_append_only;
alter table audit.log enable always trigger _110_append_only;
