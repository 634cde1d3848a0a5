--: Assignment(cycle_id?, subject_name?, author_name?, due_on?, replaces_id?, reopen_reason?)

--! list_assignments (cycle_id?, author_id?, subject_id?, state?, after_id?) : Assignment
select a.id, x.cycle_id, a.participant_id, a.subject_id, s.display_name as subject_name, a.author_id, w.display_name as author_name, a.kind, a.state,
       case a.kind when 'self' then y.self_due else y.manager_due end as due_on, a.replaces_id, a.reopen_reason, a.row_version
  from performance.review_assignments a
  left join performance.cycle_participants x on x.org_id = a.org_id and x.id = a.participant_id
  left join performance.review_cycles y on y.org_id = x.org_id and y.id = x.cycle_id
  left join people.employees s on s.org_id = a.org_id and s.id = a.subject_id
  left join people.employees w on w.org_id = a.org_id and w.id = a.author_id
 where (:cycle_id::uuid is null or x.cycle_id = :cycle_id) and (:author_id::uuid is null or a.author_id = :author_id)
   and (:subject_id::uuid is null or a.subject_id = :subject_id) and (:state::text is null or a.state = :state)
   and (:after_id::uuid is null or a.id > :after_id)
 order by a.id
 limit :page_size;

--! read_assignment : Assignment
select a.id, x.cycle_id, a.participant_id, a.subject_id, s.display_name as subject_name, a.author_id, w.display_name as author_name, a.kind, a.state,
       case a.kind when 'self' then y.self_due else y.manager_due end as due_on, a.replaces_id, a.reopen_reason, a.row_version
  from performance.review_assignments a
  left join performance.cycle_participants x on x.org_id = a.org_id and x.id = a.participant_id
  left join performance.review_cycles y on y.org_id = x.org_id and y.id = x.cycle_id
  left join people.employees s on s.org_id = a.org_id and s.id = a.subject_id
  left join people.employees w on w.org_id = a.org_id and w.id = a.author_id
 where a.id = :id;

--! read_draft
select coalesce(d.answers, '{}') as answers, coalesce(d.row_version, 0) as row_version
  from performance.review_assignments a
  join app.caller c on c.org_id = a.org_id and c.employee_id = a.author_id
  left join performance.review_drafts d on d.org_id = a.org_id and d.assignment_id = a.id
 where a.id = :id;

--! save_draft : (new_version?)
select performance.save_draft(:id, :row_version, :answers) as new_version;

--! discard_draft : (discarded?)
select performance.discard_draft(:id, :row_version) as discarded;

--! submit_review : (review_id?)
select performance.submit_review(:id, :row_version) as review_id;

--! reopen_review : (new_version?)
select performance.reopen_review(:id, :row_version, :reason) as new_version;

--! list_reviews (participant_id?, author_id?, subject_id?, assignment_id?, after_id?) : (subject_name?, author_name?)
select r.id, r.assignment_id, r.participant_id, r.subject_id, s.display_name as subject_name, r.author_id, w.display_name as author_name, r.kind, r.version,
       r.withheld, r.created_at as submitted_at,
       exists (select from performance.reviews o where o.org_id = r.org_id and o.assignment_id = r.assignment_id and o.version > r.version) as superseded
  from performance.reviews r
  left join people.employees s on s.org_id = r.org_id and s.id = r.subject_id
  left join people.employees w on w.org_id = r.org_id and w.id = r.author_id
 where (:participant_id::uuid is null or r.participant_id = :participant_id) and (:author_id::uuid is null or r.author_id = :author_id)
   and (:subject_id::uuid is null or r.subject_id = :subject_id) and (:assignment_id::uuid is null or r.assignment_id = :assignment_id)
   and (:after_id::uuid is null or r.id > :after_id)
 order by r.id
 limit :page_size;

--! read_review : (subject_name?, author_name?)
select r.id, r.assignment_id, r.participant_id, r.subject_id, s.display_name as subject_name, r.author_id, w.display_name as author_name, r.kind, r.version,
       r.withheld, r.created_at as submitted_at,
       exists (select from performance.reviews o where o.org_id = r.org_id and o.assignment_id = r.assignment_id and o.version > r.version) as superseded,
       coalesce((select jsonb_agg(jsonb_build_object('question_id', n.question_id, 'prompt', q.prompt, 'rating_id', n.rating_id, 'rating_label', l.label,
                                                     'answer', n.answer) order by q.rank)
                   from performance.review_answers n
                   join performance.review_questions q on q.org_id = n.org_id and q.id = n.question_id
                   left join performance.rating_levels l on l.org_id = n.org_id and l.id = n.rating_id
                  where n.org_id = r.org_id and n.review_id = r.id), '[]') as answers
  from performance.reviews r
  left join people.employees s on s.org_id = r.org_id and s.id = r.subject_id
  left join people.employees w on w.org_id = r.org_id and w.id = r.author_id
 where r.id = :id;
