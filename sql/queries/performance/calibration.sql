--: Session()
--: Entry(subject_name?, by?)
--: Settled(note?, previewed_on?, cycle_id?, subject_name?, level_label?)
--: GridRow(subject_name?, reviewer_id?, reviewer_name?, department_at_start?, proposed_id?, proposed_label?, current_id?, current_label?, previewed_on?, settled_version?)
--: DistributionRow(of_id?, of_name?)

--! start_calibration : (new_version?)
select performance.start_calibration(:id, :row_version) as new_version;

--! resume_cycle : (new_version?)
select performance.resume_cycle(:id, :row_version, :return_id, :reason) as new_version;

--! open_session
select performance.open_session(:cycle_id, :id, :name) as opened;

--! lock_session : (new_version?)
select performance.lock_session(:id, :row_version) as new_version;

--! list_sessions (cycle_id?, after_id?) : Session
select s.id, s.cycle_id, s.name, s.state, s.created_at as opened_at, s.row_version
  from performance.calibration_sessions s
 where (:cycle_id::uuid is null or s.cycle_id = :cycle_id) and (:after_id::uuid is null or s.id > :after_id)
 order by s.id
 limit :page_size;

--! read_session : Session
select s.id, s.cycle_id, s.name, s.state, s.created_at as opened_at, s.row_version from performance.calibration_sessions s where s.id = :id;

--! move_grade : (entry?)
select performance.move_grade(:session_id, :id, :participant_id, :from_id, :to_id, :rationale) as entry;

--! list_entries (cycle_id?, session_id?, participant_id?, after_id?) : Entry
select n.id, n.session_id, n.cycle_id, n.participant_id, n.subject_id, s.display_name as subject_name, n.from_id, n.to_id, n.rationale, m.name as by,
       n.created_at as moved_at
  from performance.calibration_entries n
  left join people.employees s on s.org_id = n.org_id and s.id = n.subject_id
  left join identity.member_directory m on m.org_id = n.org_id and m.id = n.created_by
 where (:cycle_id::uuid is null or n.cycle_id = :cycle_id) and (:session_id::uuid is null or n.session_id = :session_id)
   and (:participant_id::uuid is null or n.participant_id = :participant_id) and (:after_id::uuid is null or n.id > :after_id)
 order by n.id
 limit :page_size;

--! read_entry : Entry
select n.id, n.session_id, n.cycle_id, n.participant_id, n.subject_id, s.display_name as subject_name, n.from_id, n.to_id, n.rationale, m.name as by,
       n.created_at as moved_at
  from performance.calibration_entries n
  left join people.employees s on s.org_id = n.org_id and s.id = n.subject_id
  left join identity.member_directory m on m.org_id = n.org_id and m.id = n.created_by
 where n.id = :id;

--! confirm_grades
select performance.confirm_grades(:id, :who) as confirmed;

--! preview_grades
select performance.preview_grades(:id, :who) as shown;

--! note_grade (note?) : (new_version?)
select performance.note_grade(:id, :row_version, :note) as new_version;

--! list_settled (cycle_id?, subject_id?, after_id?) : Settled
select g.participant_id, x.cycle_id, g.subject_id, s.display_name as subject_name, g.level_id, l.label as level_label, g.confirmed, g.previewed_on, g.note,
       g.row_version
  from performance.calibrated_grades g
  left join performance.cycle_participants x on x.org_id = g.org_id and x.id = g.participant_id
  left join people.employees s on s.org_id = g.org_id and s.id = g.subject_id
  left join performance.rating_levels l on l.org_id = g.org_id and l.id = g.level_id
 where (:cycle_id::uuid is null or x.cycle_id = :cycle_id) and (:subject_id::uuid is null or g.subject_id = :subject_id)
   and (:after_id::uuid is null or g.participant_id > :after_id)
 order by g.participant_id
 limit :page_size;

--! read_settled : Settled
select g.participant_id, x.cycle_id, g.subject_id, s.display_name as subject_name, g.level_id, l.label as level_label, g.confirmed, g.previewed_on, g.note,
       g.row_version
  from performance.calibrated_grades g
  left join performance.cycle_participants x on x.org_id = g.org_id and x.id = g.participant_id
  left join people.employees s on s.org_id = g.org_id and s.id = g.subject_id
  left join performance.rating_levels l on l.org_id = g.org_id and l.id = g.level_id
 where g.participant_id = :id;

--! list_grid (after_id?) : GridRow
-- for whoever calibrates; their own part is not in it, nor whoever is left out
select x.id as participant_id, x.employee_id as subject_id, s.display_name as subject_name, r.reviewer_id, w.display_name as reviewer_name,
       r.department_at_start, g.level_id as proposed_id, p.label as proposed_label, c.id as current_id, c.label as current_label,
       (select count(*) from performance.calibration_entries e where e.org_id = x.org_id and e.participant_id = x.id) as moves,
       coalesce(k.confirmed, false) as confirmed, k.previewed_on, k.row_version as settled_version
  from performance.cycle_participants x
  join performance.participant_reviewers r on r.org_id = x.org_id and r.participant_id = x.id
  left join performance.review_assignments a
         on a.org_id = x.org_id and a.participant_id = x.id and a.kind = 'manager' and a.state = 'submitted'
  left join performance.proposed_grades g on g.org_id = a.org_id and g.assignment_id = a.id
  left join performance.rating_levels p on p.org_id = g.org_id and p.id = g.level_id
  left join lateral (select e.to_id
                       from performance.calibration_entries e
                       join performance.calibration_sessions n on n.org_id = e.org_id and n.id = e.session_id and n.state <> 'set_aside'
                      where e.org_id = x.org_id and e.participant_id = x.id
                      order by e.step desc limit 1) m on g.level_id is not null
  left join performance.rating_levels c on c.org_id = x.org_id and c.id = coalesce(m.to_id, g.level_id)
  left join performance.calibrated_grades k on k.org_id = x.org_id and k.participant_id = x.id
  left join people.employees s on s.org_id = x.org_id and s.id = x.employee_id
  left join people.employees w on w.org_id = r.org_id and w.id = r.reviewer_id
 where x.cycle_id = :cycle_id and exists (select from app.caller q where 'calibration.read' = any (q.permissions))
   and not exists (select from performance.participant_exclusions n where n.org_id = x.org_id and n.participant_id = x.id)
   and (:after_id::uuid is null or x.id > :after_id)
 order by x.id
 limit :page_size;

--! distribution : DistributionRow
-- of everybody but the caller who has a grade: what was proposed, and what calibration has made of it
with graded as (
    select case :by_what::text when 'reviewer' then r.reviewer_id::text when 'department' then r.department_at_start end as of_id,
           case :by_what::text when 'reviewer' then w.display_name when 'department' then r.department_at_start end as of_name,
           g.level_id as proposed_id, coalesce(m.to_id, g.level_id) as current_id
      from performance.cycle_participants x
      join performance.participant_reviewers r on r.org_id = x.org_id and r.participant_id = x.id
      join performance.review_assignments a
        on a.org_id = x.org_id and a.participant_id = x.id and a.kind = 'manager' and a.state = 'submitted'
      join performance.proposed_grades g on g.org_id = a.org_id and g.assignment_id = a.id
      left join lateral (select e.to_id
                           from performance.calibration_entries e
                           join performance.calibration_sessions n on n.org_id = e.org_id and n.id = e.session_id and n.state <> 'set_aside'
                          where e.org_id = x.org_id and e.participant_id = x.id
                          order by e.step desc limit 1) m on true
      left join people.employees w on w.org_id = r.org_id and w.id = r.reviewer_id
     where x.cycle_id = :cycle_id and exists (select from app.caller q where 'calibration.read' = any (q.permissions))
       and not exists (select from performance.participant_exclusions n where n.org_id = x.org_id and n.participant_id = x.id)
)
select f.of_id, max(f.of_name) as of_name, l.id as level_id, l.label as level_label, l.rank, count(*) filter (where f.proposed_id = l.id) as before,
       count(*) filter (where f.current_id = l.id) as after
  from performance.review_cycles y
  join performance.rating_levels l on l.org_id = y.org_id and l.scale_id = y.scale_id
  join graded f on true
 where y.id = :cycle_id
 group by f.of_id, l.id, l.label, l.rank
 order by max(f.of_name) nulls last, f.of_id, l.rank;
