--: Proposal(level_id?, level_label?, rationale?, cycle_id?, subject_name?, author_name?)
--: Released(level_label?, cycle_id?, subject_name?, supersedes_id?, correction_reason?, acknowledged_at?, response?)
--: Correction(level_label?, cycle_id?, subject_name?, by?, answered_by?)

--! exclude_participant
select performance.exclude_participant(x.id, :reason) as new_version from performance.cycle_participants x where x.cycle_id = :cycle_id and x.id = :id;

--! include_participant : (included?)
select performance.include_participant(x.id) as included from performance.cycle_participants x where x.cycle_id = :cycle_id and x.id = :id;

--! read_proposal : Proposal
-- the author finds an empty one where there is none yet, nobody else finds anything
select a.id as assignment_id, x.cycle_id, a.participant_id, a.subject_id, s.display_name as subject_name, a.author_id, w.display_name as author_name, g.level_id,
       l.label as level_label, g.rationale, coalesce(g.withheld, false) as withheld, coalesce(g.row_version, 0) as row_version
  from performance.review_assignments a
  left join performance.proposed_grades g on g.org_id = a.org_id and g.assignment_id = a.id
  left join performance.rating_levels l on l.org_id = g.org_id and l.id = g.level_id
  left join performance.cycle_participants x on x.org_id = a.org_id and x.id = a.participant_id
  left join people.employees s on s.org_id = a.org_id and s.id = a.subject_id
  left join people.employees w on w.org_id = a.org_id and w.id = a.author_id
 where a.id = :id and a.kind = 'manager'
   and (g.assignment_id is not null or (a.org_id, a.author_id) = (select c.org_id, c.employee_id from app.caller c));

--! list_proposals (cycle_id?, author_id?, subject_id?, after_id?) : Proposal
select g.assignment_id, x.cycle_id, g.participant_id, g.subject_id, s.display_name as subject_name, g.author_id, w.display_name as author_name, g.level_id,
       l.label as level_label, g.rationale, g.withheld, g.row_version
  from performance.proposed_grades g
  left join performance.rating_levels l on l.org_id = g.org_id and l.id = g.level_id
  left join performance.cycle_participants x on x.org_id = g.org_id and x.id = g.participant_id
  left join people.employees s on s.org_id = g.org_id and s.id = g.subject_id
  left join people.employees w on w.org_id = g.org_id and w.id = g.author_id
 where (:cycle_id::uuid is null or x.cycle_id = :cycle_id) and (:author_id::uuid is null or g.author_id = :author_id)
   and (:subject_id::uuid is null or g.subject_id = :subject_id) and (:after_id::uuid is null or g.assignment_id > :after_id)
 order by g.assignment_id
 limit :page_size;

--! propose_grade (rationale?) : (new_version?)
select performance.propose_grade(:id, :row_version, :level_id, :rationale) as new_version;

--! release_grades : (released?)
select performance.release_grades(:id, :row_version, :who) as released;

--! list_released (cycle_id?, subject_id?, after_id?) : Released
select g.id, x.cycle_id, g.participant_id, g.subject_id, s.display_name as subject_name, g.level_id, l.label as level_label, g.review_id, g.created_at as released_at,
       g.version, g.supersedes_id, g.correction_reason, k.created_at as acknowledged_at, k.response,
       exists (select from performance.released_grades n where n.org_id = g.org_id and n.supersedes_id = g.id) as superseded
  from performance.released_grades g
  left join performance.grade_acknowledgements k on k.org_id = g.org_id and k.grade_id = g.id
  left join performance.rating_levels l on l.org_id = g.org_id and l.id = g.level_id
  left join performance.cycle_participants x on x.org_id = g.org_id and x.id = g.participant_id
  left join people.employees s on s.org_id = g.org_id and s.id = g.subject_id
 where (:cycle_id::uuid is null or x.cycle_id = :cycle_id) and (:subject_id::uuid is null or g.subject_id = :subject_id)
   and (:after_id::uuid is null or g.id > :after_id)
 order by g.id
 limit :page_size;

--! read_released : Released
select g.id, x.cycle_id, g.participant_id, g.subject_id, s.display_name as subject_name, g.level_id, l.label as level_label, g.review_id, g.created_at as released_at,
       g.version, g.supersedes_id, g.correction_reason, k.created_at as acknowledged_at, k.response,
       exists (select from performance.released_grades n where n.org_id = g.org_id and n.supersedes_id = g.id) as superseded
  from performance.released_grades g
  left join performance.grade_acknowledgements k on k.org_id = g.org_id and k.grade_id = g.id
  left join performance.rating_levels l on l.org_id = g.org_id and l.id = g.level_id
  left join performance.cycle_participants x on x.org_id = g.org_id and x.id = g.participant_id
  left join people.employees s on s.org_id = g.org_id and s.id = g.subject_id
 where g.id = :id;

--! acknowledge_grade (response?)
select performance.acknowledge_grade(:id, :response) as new_version;

--! ask_correction
select performance.ask_correction(:grade_id, :id, :level_id, :reason) as asked;

--! answer_correction
select performance.answer_correction(:id, :answer) as grade;

--! list_corrections (cycle_id?, subject_id?, state?, after_id?) : Correction
select k.id, k.grade_id, x.cycle_id, k.participant_id, k.subject_id, s.display_name as subject_name, k.level_id, l.label as level_label, k.reason, k.state,
       m.name as by, w.name as answered_by, k.created_at as asked_at, k.row_version
  from performance.grade_corrections k
  left join performance.rating_levels l on l.org_id = k.org_id and l.id = k.level_id
  left join performance.cycle_participants x on x.org_id = k.org_id and x.id = k.participant_id
  left join people.employees s on s.org_id = k.org_id and s.id = k.subject_id
  left join identity.member_directory m on m.org_id = k.org_id and m.id = k.created_by
  left join identity.member_directory w on w.org_id = k.org_id and w.id = k.answered_by
 where (:cycle_id::uuid is null or x.cycle_id = :cycle_id) and (:subject_id::uuid is null or k.subject_id = :subject_id)
   and (:state::text is null or k.state = :state) and (:after_id::uuid is null or k.id > :after_id)
 order by k.id
 limit :page_size;

--! read_correction : Correction
select k.id, k.grade_id, x.cycle_id, k.participant_id, k.subject_id, s.display_name as subject_name, k.level_id, l.label as level_label, k.reason, k.state,
       m.name as by, w.name as answered_by, k.created_at as asked_at, k.row_version
  from performance.grade_corrections k
  left join performance.rating_levels l on l.org_id = k.org_id and l.id = k.level_id
  left join performance.cycle_participants x on x.org_id = k.org_id and x.id = k.participant_id
  left join people.employees s on s.org_id = k.org_id and s.id = k.subject_id
  left join identity.member_directory m on m.org_id = k.org_id and m.id = k.created_by
  left join identity.member_directory w on w.org_id = k.org_id and w.id = k.answered_by
 where k.id = :id;

--! cycle_progress
-- counts what the caller sees: of each participant at most one review of a kind is being written or submitted
select count(x.id) as participants, count(n.participant_id) as left_out, count(r.id) as released,
       count(*) filter (where exists (select from performance.grade_acknowledgements k
                                       where k.org_id = x.org_id and k.participant_id = x.id
                                         and not exists (select from performance.released_grades n where n.org_id = k.org_id and n.supersedes_id = k.grade_id))) as acknowledged,
       count(s.id) filter (where s.state = 'assigned') as self_assigned, count(s.id) filter (where s.state in ('draft', 'reopened')) as self_begun,
       count(s.id) filter (where s.state = 'submitted') as self_submitted,
       count(m.id) filter (where m.state = 'assigned') as manager_assigned, count(m.id) filter (where m.state in ('draft', 'reopened')) as manager_begun,
       count(m.id) filter (where m.state = 'submitted') as manager_submitted, count(g.assignment_id) as proposed
  from performance.review_cycles y
  left join performance.cycle_participants x on x.org_id = y.org_id and x.cycle_id = y.id
  left join performance.participant_exclusions n on n.org_id = x.org_id and n.participant_id = x.id
  left join performance.released_grades r on r.org_id = x.org_id and r.participant_id = x.id and r.version = 1
  left join performance.review_assignments s
         on s.org_id = x.org_id and s.participant_id = x.id and s.kind = 'self' and s.state not in ('reassigned', 'withdrawn')
  left join performance.review_assignments m
         on m.org_id = x.org_id and m.participant_id = x.id and m.kind = 'manager' and m.state not in ('reassigned', 'withdrawn')
  left join performance.proposed_grades g on g.org_id = m.org_id and g.assignment_id = m.id
 where y.id = :id
 group by y.org_id, y.id;
