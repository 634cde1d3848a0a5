--- NA-14: activating a cycle tells everybody what they have to write, and nobody else
-- superuser as hana: ok
update performance.review_questions set audience = 'manager' where org_id = {org} and template_id = {template 0} and rank = 2
-- superuser as hana: ok
update performance.participant_reviewers set reviewer_id = {employee hugo} where org_id = {org} and employee_id = {employee sid}
-- hana: is 2
select performance.activate_cycle({cycle 1}, 1)
-- superuser: is hana hana self assigned, hana hugo manager assigned, rita mona manager assigned, rita rita self assigned, sid hugo manager assigned, sid sid self assigned
select string_agg(concat_ws(' ', split_part(s.display_name, ' ', 1), split_part(a.display_name, ' ', 1), x.kind, x.state), ', ' order by s.display_name, a.display_name) from performance.review_assignments x join performance.cycle_participants p on p.org_id = x.org_id and p.id = x.participant_id join people.employees s on s.org_id = x.org_id and s.id = x.subject_id join people.employees a on a.org_id = x.org_id and a.id = x.author_id where x.org_id = {org} and p.cycle_id = {cycle 1}
-- superuser: nothing
select count(*) from performance.review_assignments x join performance.cycle_participants p on p.org_id = x.org_id and p.id = x.participant_id where x.org_id = {org of twin} and p.cycle_id = {cycle 1} and x.row_version <> 1
-- rita: is self
select string_agg(x.kind, ', ') from performance.review_assignments x join performance.cycle_participants p on p.id = x.participant_id where p.cycle_id = {cycle 1} and x.author_id = {employee rita}
-- rita: nothing
select count(*) from performance.review_assignments x join performance.cycle_participants p on p.id = x.participant_id where p.cycle_id = {cycle 1} and x.subject_id = {employee rita} and x.kind <> 'self'

--- NA-14: where a template asks nothing of oneself, nobody has a self review to write
-- superuser as hana: ok
update performance.review_questions set audience = 'manager' where org_id = {org} and template_id = {template 0}
-- superuser as hana: ok
update performance.participant_reviewers set reviewer_id = {employee hugo} where org_id = {org} and employee_id = {employee sid}
-- hana: is 2
select performance.activate_cycle({cycle 1}, 1)
-- superuser: is 3 manager
select count(*) || ' ' || min(x.kind) || case when min(x.kind) <> max(x.kind) then ' and others' else '' end from performance.review_assignments x join performance.cycle_participants p on p.org_id = x.org_id and p.id = x.participant_id where x.org_id = {org} and p.cycle_id = {cycle 1}

--- R6 R7: a self review is typed, kept version by version, submitted, reopened, and submitted again
-- mona: nothing
select performance.save_draft({assignment 0/5/0}, 7, '{}')
-- mona: is assigned
select state from performance.review_assignments where id = {assignment 0/5/0}
-- mona: is 1
select performance.save_draft({assignment 0/5/0}, 0, '{}')
-- mona: is draft
select state from performance.review_assignments where id = {assignment 0/5/0}
-- mona: nothing
select performance.save_draft({assignment 0/5/0}, 0, '{}')
-- mona: is 2
select performance.save_draft({assignment 0/5/0}, 1, jsonb_build_object({question 4/1}, jsonb_build_object('answer', 'Slowly')))
-- mona: nothing
select performance.save_draft({assignment 0/5/0}, 1, '{}')
-- mona: is Slowly
select answers -> {question 4/1}::text ->> 'answer' from performance.review_drafts where assignment_id = {assignment 0/5/0}
-- mona: refused RH038
select performance.submit_review({assignment 0/5/0}, 2)
-- mona: is 3
select performance.save_draft({assignment 0/5/0}, 2, jsonb_build_object({question 4/0}, jsonb_build_object('rating_id', {level 4/0}, 'answer', 'Well'), {question 4/1}, jsonb_build_object('answer', '')))
-- mona: nothing
select performance.submit_review({assignment 0/5/0}, 2)
-- ada: nothing
select count(*) from performance.reviews where assignment_id = {assignment 0/5/0}
-- mona: is t
select performance.submit_review({assignment 0/5/0}, 3) is not null
-- mona: nothing
select count(*) from performance.review_drafts where assignment_id = {assignment 0/5/0}
-- mona: refused RH031
select performance.submit_review({assignment 0/5/0}, 0)
-- mona: refused RH031
select performance.save_draft({assignment 0/5/0}, 0, '{}')
-- ada: is self 1 f submitted
select concat_ws(' ', r.kind, r.version, r.withheld, a.state) from performance.reviews r join performance.review_assignments a on a.id = r.assignment_id where r.assignment_id = {assignment 0/5/0}
-- ada: is Well f t self
select string_agg(concat_ws(' ', n.answer, n.hr_only, n.shared_with_subject, n.kind), ', ') from performance.review_answers n join performance.reviews r on r.id = n.review_id where r.assignment_id = {assignment 0/5/0} and n.rating_id = {level 4/0} and n.question_id = {question 4/0} and n.author_id = {employee mona} and n.subject_id = {employee mona} and n.participant_id = {participant 0/5}
-- mona: is 4
select performance.reopen_review({assignment 0/5/0}, (select row_version from performance.review_assignments where id = {assignment 0/5/0}), 'I forgot something')
-- mona: is reopened I forgot something
select state || ' ' || reopen_reason from performance.review_assignments where id = {assignment 0/5/0}
-- mona: is Well
select answers -> {question 4/0}::text ->> 'answer' from performance.review_drafts where assignment_id = {assignment 0/5/0} and answers -> {question 4/0}::text ->> 'rating_id' = {level 4/0}::text and answers -> {question 4/1}::text is null
-- mona: 1 row
select id from performance.reviews where assignment_id = {assignment 0/5/0}
-- ada: nothing
select count(*) from performance.reviews where assignment_id = {assignment 0/5/0}
-- hugo: nothing
select count(*) from performance.review_answers where participant_id = {participant 0/5} and kind = 'self'
-- mona: is 2
select performance.save_draft({assignment 0/5/0}, 1, jsonb_build_object({question 4/0}, jsonb_build_object('rating_id', {level 4/1}), {question 4/1}, jsonb_build_object('answer', 'For hr')))
-- mona: is reopened
select state from performance.review_assignments where id = {assignment 0/5/0}
-- mona: is t
select performance.submit_review({assignment 0/5/0}, 2) is not null
-- ada: is 1 Well, 2 -
select string_agg(r.version || ' ' || coalesce(n.answer, '-'), ', ' order by r.version) from performance.reviews r join performance.review_answers n on n.review_id = r.id where r.assignment_id = {assignment 0/5/0}
-- hugo: is 3
select count(*) from performance.review_answers n join performance.reviews r on r.id = n.review_id where r.assignment_id = {assignment 0/5/0}
-- superuser: nothing
select count(*) from performance.reviews r where r.org_id = {org of twin} and r.row_version > 1

--- R6: what has been typed is thrown away by its author, and the review is to be written again
-- ravi: nothing
select performance.discard_draft({assignment 0/1/0}, 2)
-- ravi: is draft
select state from performance.review_assignments where id = {assignment 0/1/0}
-- ravi: is t
select performance.discard_draft({assignment 0/1/0}, 1) = {assignment 0/1/0}
-- ravi: is assigned
select state from performance.review_assignments where id = {assignment 0/1/0}
-- ravi: nothing
select count(*) from performance.review_drafts
-- ravi: nothing
select performance.discard_draft({assignment 0/1/0}, 1)

--- R6: an answer is to a question of this review, on the scale of its cycle, and as long as people read
-- ravi: refused RH050
select performance.save_draft({assignment 0/1/0}, 1, '[]')
-- ravi: refused RH050
select performance.save_draft({assignment 0/1/0}, 1, null)
-- ravi: refused RH050
select performance.save_draft({assignment 0/1/0}, 1, '{"first": {"answer": "Well"}}')
-- ravi: refused RH050
select performance.save_draft({assignment 0/1/0}, 1, jsonb_build_object({question 4/2}, jsonb_build_object('answer', 'Asked of managers')))
-- ravi: refused RH050
select performance.save_draft({assignment 0/1/0}, 1, jsonb_build_object({question 0/0}, jsonb_build_object('answer', 'Asked by another template')))
-- ravi: refused RH050
select performance.save_draft({assignment 0/1/0}, 1, jsonb_build_object({question 4/0}, 'Well'))
-- ravi: refused RH050
select performance.save_draft({assignment 0/1/0}, 1, jsonb_build_object({question 4/0}, jsonb_build_object('said', 'Well')))
-- ravi: refused RH050
select performance.save_draft({assignment 0/1/0}, 1, jsonb_build_object({question 4/0}, jsonb_build_object('answer', 7)))
-- ravi: refused RH050
select performance.save_draft({assignment 0/1/0}, 1, jsonb_build_object({question 4/0}, jsonb_build_object('rating_id', {level 0/0})))
-- ravi: refused RH050
select performance.save_draft({assignment 0/1/0}, 1, jsonb_build_object({question 4/0}, jsonb_build_object('rating_id', 'the best')))
-- ravi: refused RH050
select performance.save_draft({assignment 0/1/0}, 1, jsonb_build_object({question 4/1}, jsonb_build_object('rating_id', {level 4/0})))
-- ravi: refused RH050
select performance.save_draft({assignment 0/1/0}, 1, jsonb_build_object({question 4/1}, jsonb_build_object('answer', repeat('x', 20001))))
-- ravi: is 2
select performance.save_draft({assignment 0/1/0}, 1, jsonb_build_object({question 4/1}, jsonb_build_object('answer', repeat('x', 20000), 'rating_id', null), {question 4/0}, jsonb_build_object('rating_id', {level 4/0}, 'answer', null)))
-- ravi: is t
select performance.submit_review({assignment 0/1/0}, 2) is not null

--- R6: a required question is answered in its own kind, and not with blanks
-- superuser as hana: ok
update performance.review_questions set required = true where org_id = {org} and id = {question 4/1}
-- ravi: refused RH038
select performance.submit_review({assignment 0/1/0}, 2) from performance.save_draft({assignment 0/1/0}, 1, jsonb_build_object({question 4/0}, jsonb_build_object('rating_id', {level 4/0}), {question 4/1}, jsonb_build_object('answer', E' \n\t\r')))
-- ravi: refused RH038
select performance.submit_review({assignment 0/1/0}, 2) from performance.save_draft({assignment 0/1/0}, 1, jsonb_build_object({question 4/0}, jsonb_build_object('answer', 'Well'), {question 4/1}, jsonb_build_object('answer', 'Well')))
-- ravi: is 2
select performance.save_draft({assignment 0/1/0}, 1, jsonb_build_object({question 4/0}, jsonb_build_object('rating_id', {level 4/0}), {question 4/1}, jsonb_build_object('answer', 'Well')))
-- ravi: is t
select performance.submit_review({assignment 0/1/0}, 2) is not null
-- ravi: is -, Well
select string_agg(coalesce(n.answer, '-'), ', ' order by q.rank) from performance.review_answers n join performance.review_questions q on q.id = n.question_id where n.author_id = {employee ravi} and n.participant_id = {participant 0/1}

--- NA-02: an answer is for whom its question is for
-- superuser as hana: ok
update performance.review_questions set hr_only = false where org_id = {org} and id = {question 4/1}
-- ravi: is 2
select performance.save_draft({assignment 0/1/0}, 1, jsonb_build_object({question 4/0}, jsonb_build_object('rating_id', {level 4/0}), {question 4/1}, jsonb_build_object('answer', 'Well')))
-- ravi: is t
select performance.submit_review({assignment 0/1/0}, 2) is not null
-- marc: is f t, f f
select string_agg(concat_ws(' ', n.hr_only, n.shared_with_subject), ', ' order by q.rank) from performance.review_answers n join performance.review_questions q on q.id = n.question_id where n.subject_id = {employee ravi} and n.participant_id = {participant 0/1}

--- NA-14: where nothing has to be answered, nothing is
-- superuser as hana: ok
update performance.review_questions set required = false where org_id = {org} and template_id = {template 4}
-- mona: nothing
select performance.submit_review({assignment 0/5/0}, 1)
-- mona: is t
select performance.submit_review({assignment 0/5/0}, 0) is not null
-- mona: nothing
select count(*) from performance.review_answers where subject_id = {employee mona} and kind = 'self' and participant_id = {participant 0/5}
-- mona: is t
select performance.reopen_review({assignment 0/5/0}, (select row_version from performance.review_assignments where id = {assignment 0/5/0}), 'One answer after all') > 1
-- mona: is {}
select answers::text from performance.review_drafts where assignment_id = {assignment 0/5/0}

--- R7: authors reopen until the review is due, and what was read in exchange stays as it was
-- mona: is t
select performance.reopen_review({assignment 0/0/1}, 1, 'Too harsh') > 1
-- superuser as hana: ok
update performance.review_assignments set state = 'submitted' where org_id = {org} and id = {assignment 0/0/1}; update performance.review_cycles set manager_due = app.today() - 1 where org_id = {org} and id = {cycle 0}; delete from performance.review_drafts where org_id = {org} and assignment_id = {assignment 0/0/1}
-- mona: refused RH031
select performance.reopen_review({assignment 0/0/1}, (select row_version from performance.review_assignments where id = {assignment 0/0/1}), 'Too harsh')
-- superuser as hana: ok
update performance.review_cycles set manager_due = app.today(), self_due = app.today() - 1 where org_id = {org} and id = {cycle 0}
-- mona: is t
select performance.reopen_review({assignment 0/0/1}, (select row_version from performance.review_assignments where id = {assignment 0/0/1}), 'Too harsh') > 1
-- rita: refused RH031
select performance.reopen_review({assignment 0/0/0}, 1, 'Too modest')
-- hana: refused RH031
select performance.reopen_review({assignment 0/3/0}, 1, 'Too modest')
-- hana: refused 23514
select performance.reopen_review({assignment 0/0/0}, 1, null)
-- hana: nothing
select performance.reopen_review({assignment 0/0/0}, 2, 'Rita asked')
-- hana: is 2
select performance.reopen_review({assignment 0/0/0}, 1, 'Rita asked')
-- hana: refused RH032
select performance.reopen_review({assignment 0/3/1}, 1, 'It is about me')
-- mona: refused RH031
select performance.reopen_review({assignment 5/1/1}, 1, 'Now that I have read theirs')
-- hana: is 2
select performance.reopen_review({assignment 5/1/1}, 1, 'Mona asked')
-- pia: is 2
select performance.reopen_review({assignment 5/1/0}, 1, 'Mine is read by those who are done with theirs')

--- R7: in a blind cycle the self review is read once one has submitted one's own
-- mona: nothing
select count(*) from performance.reviews where id = {review 5/0/0}
-- mona: is 1
select performance.save_draft({assignment 5/0/1}, 0, jsonb_build_object({question 4/2}, jsonb_build_object('rating_id', {level 4/0})))
-- mona: nothing
select count(*) from performance.review_answers where review_id = {review 5/0/0}
-- mona: is t
select performance.submit_review({assignment 5/0/1}, 1) is not null
-- mona: 1 row
select id from performance.reviews where id = {review 5/0/0}
-- mona: is 1
select count(*) from performance.review_answers where review_id = {review 5/0/0}
-- hana: is 4
select performance.reopen_review({assignment 5/0/1}, 3, 'Once more')
-- mona: nothing
select count(*) from performance.reviews where id = {review 5/0/0}

--- R17: a review goes to another reviewer, what was typed stays with who typed it, and comes back with them
-- lena: is t
select answers <> '{}' from performance.review_drafts where assignment_id = {assignment 0/2/1}
-- hana: is 2
select performance.set_reviewer({participant 0/2}, {employee mona})
-- lena: is reassigned
select state from performance.review_assignments where id = {assignment 0/2/1}
-- lena: is t
select answers <> '{}' from performance.review_drafts where assignment_id = {assignment 0/2/1}
-- lena: refused RH031
select performance.save_draft({assignment 0/2/1}, 1, '{}')
-- lena: refused RH031
select performance.submit_review({assignment 0/2/1}, 1)
-- lena: nothing
select count(*) from performance.reviews where id = {review 0/2/0}
-- mona: 1 row
select id from performance.reviews where id = {review 0/2/0}
-- mona: is manager assigned
select kind || ' ' || state from performance.review_assignments where participant_id = {participant 0/2} and author_id = {employee mona} and replaces_id = {assignment 0/2/1} and subject_id = {employee pia}
-- mona: keeps hers
select id::text from performance.review_assignments where participant_id = {participant 0/2} and author_id = {employee mona}
-- mona: is 1
select performance.save_draft({hers}::uuid, 0, '{}')
-- mona: nothing
select count(*) from performance.review_drafts where assignment_id = {assignment 0/2/1}
-- hana: is 3
select performance.set_reviewer({participant 0/2}, {employee lena})
-- lena: is draft
select state from performance.review_assignments where id = {assignment 0/2/1}
-- mona: is reassigned
select state from performance.review_assignments where id = {hers}::uuid
-- mona: is {}
select answers::text from performance.review_drafts where assignment_id = {hers}::uuid
-- lena: is t
select performance.submit_review({assignment 0/2/1}, 1) is not null
-- hana: is t
select performance.reopen_review({assignment 0/2/1}, (select row_version from performance.review_assignments where id = {assignment 0/2/1}), 'Once more') > 1
-- hana: is 4
select performance.set_reviewer({participant 0/2}, {employee mona})
-- mona: is draft
select state from performance.review_assignments where id = {hers}::uuid
-- hana: is 5
select performance.set_reviewer({participant 0/2}, {employee lena})
-- lena: is reopened
select state from performance.review_assignments where id = {assignment 0/2/1}
-- hana: is 6
select performance.set_reviewer({participant 0/2}, {employee hugo})
-- hugo: is assigned
select state from performance.review_assignments where participant_id = {participant 0/2} and author_id = {employee hugo}
-- hana: is 7
select performance.set_reviewer({participant 0/2}, {employee mona})
-- hana: is 8
select performance.set_reviewer({participant 0/2}, {employee hugo})
-- hugo: is assigned
select state from performance.review_assignments where participant_id = {participant 0/2} and author_id = {employee hugo}

--- R17: nothing is handed over to who writes it already
-- hana: is 2
select performance.set_reviewer({participant 0/2}, {employee lena})
-- lena: is draft 1
select state || ' ' || row_version from performance.review_assignments where id = {assignment 0/2/1}

--- NA-14: what is submitted answers the questions of its own review alone
-- superuser as hana: ok
update performance.review_drafts set answers = answers || jsonb_build_object({question 4/2}, jsonb_build_object('answer', 'Asked of managers'), {question 0/0}, jsonb_build_object('answer', 'Asked by another template')) where org_id = {org} and assignment_id = {assignment 0/1/0}
-- ravi: is t
select performance.submit_review({assignment 0/1/0}, 2) is not null
-- ravi: is 1 2
select string_agg(q.rank::text, ' ' order by q.rank) from performance.review_answers n join performance.review_questions q on q.id = n.question_id where n.author_id = {employee ravi} and n.participant_id = {participant 0/1}

--- R17: a submitted review stands when another decides from then on
-- hana: is 2
select performance.set_reviewer({participant 0/0}, {employee lena})
-- mona: is submitted
select state from performance.review_assignments where id = {assignment 0/0/1}
-- hana: is 1
select count(*) from performance.review_assignments where participant_id = {participant 0/0} and kind = 'manager'
-- lena: nothing
select count(*) from performance.reviews where participant_id = {participant 0/0} and kind = 'manager'
-- lena: nothing
select count(*) from performance.review_answers where participant_id = {participant 0/0} and kind = 'manager'
-- lena: is 1
select count(*) from performance.review_answers where participant_id = {participant 0/0} and kind = 'self'

--- NA-14: of a cancelled cycle everybody keeps what they wrote, and nobody reads another's
-- hana: is 2
select performance.cancel_cycle({cycle 0}, 1, 'Not this year')
-- hana: nothing
select count(*) from performance.reviews where participant_id in ({participant 0/0}, {participant 0/2})
-- hana: nothing
select count(*) from performance.review_answers where participant_id in ({participant 0/0}, {participant 0/2})
-- hana: is 2
select count(*) from performance.review_answers where review_id = {review 0/3/0}
-- hana: is 2
select count(*) from performance.reviews where id in ({review 5/0/0}, {review 4/0/0})
-- hana: is 4
select count(*) from performance.review_answers where review_id in ({review 5/0/0}, {review 4/0/0})
-- rita: is 2
select count(*) from performance.review_answers where review_id = {review 0/0/0}
-- ravi: refused RH031
select performance.save_draft({assignment 0/1/0}, 1, '{}')
-- ravi: refused RH031
select performance.submit_review({assignment 0/1/0}, 1)
-- hana: refused RH031
select performance.reopen_review({assignment 0/0/0}, 1, 'Rita asked')
-- superuser: is 2
select max(row_version) from performance.reviews where org_id = {org} and participant_id = {participant 0/0}
-- superuser: is 1
select max(row_version) from performance.reviews where org_id = {org} and participant_id = {participant 0/6}
-- superuser: is 1
select max(row_version) from performance.review_answers where org_id = {org} and participant_id = {participant 0/6}

--- R4 R8: the audit tells nobody what others write or decide about them, and tells it of everybody else
-- ada: nothing
select count(*) from audit.log where entity_id in ({assignment 0/7/1}, {review 0/7/1}) or entity = 'participant_reviewer' and entity_id = {participant 0/7}
-- superuser as hana: ok
insert into performance.review_assignments (org_id, id, participant_id, subject_id, author_id, kind) values ({org}, {new}, {participant 4/0}, {employee moe}, {employee hugo}, 'manager') on conflict do nothing
-- hana: is t
select performance.set_reviewer({participant 0/7}, {employee hugo}) > 1
-- ada: nothing
select count(*) from audit.log where entity = 'participant_reviewer' and entity_id = {participant 0/7}
-- hugo: is t
select count(*) > 0 from audit.log where entity = 'participant_reviewer' and entity_id = {participant 0/7}
-- alan: is t
select performance.reopen_review({assignment 0/7/1}, 1, 'A word too many') > 1
-- ada: nothing
select count(*) from audit.log where entity_id in ({assignment 0/7/1}, {review 0/7/1})
-- ada: nothing
select count(*) from audit.payloads p where p.entry_id in (select l.id from audit.log l where l.entity_id in ({assignment 0/7/1}, {review 0/7/1}))
-- hugo: is t
select count(*) > 1 from audit.log where entity_id in ({assignment 0/7/1}, {review 0/7/1})

--- R1: a draft is saved in one's own organisation, floors or not
-- floors: taken away
-- superuser as hana: ok
update performance.review_assignments set reopen_reason = reopen_reason where org_id = {org}; update performance.review_cycles set name = name where org_id = {org}; update performance.reviews set withheld = withheld where org_id = {org}; update performance.review_answers set withheld = withheld where org_id = {org}; update performance.review_drafts set answers = answers where org_id = {org}; update performance.cycle_participants set created_by = created_by where org_id = {org}; update performance.participant_reviewers set reviewer_id = reviewer_id where org_id = {org}
-- superuser as ada of twin: ok
insert into performance.rating_levels (org_id, id, scale_id, rank, label) values ({org of twin}, {level 4/5}, {scale 4}, 6, 'Theirs')
-- superuser as ada of twin: ok
insert into performance.review_questions (org_id, id, template_id, rank, audience, kind, prompt, required, shared_with_subject, hr_only) values ({org of twin}, {question 4/6}, {template 4}, 7, 'self', 'text', 'Theirs?', false, false, false)
-- mona: refused RH050
select performance.save_draft({assignment 0/5/0}, 0, jsonb_build_object({question 4/0}, jsonb_build_object('rating_id', {level 4/5})))
-- mona: refused RH050
select performance.save_draft({assignment 0/5/0}, 0, jsonb_build_object({question 4/6}, jsonb_build_object('answer', 'Well')))
-- mona: is 1
select performance.save_draft({assignment 0/5/0}, 0, jsonb_build_object({question 4/0}, jsonb_build_object('rating_id', {level 4/0})))
-- ravi: is 3
select performance.save_draft({assignment 0/1/0}, 2, '{}')
-- superuser: nothing
select count(*) from performance.review_assignments where org_id = {org of twin} and row_version > 1
-- superuser: nothing
select count(*) from performance.reviews where org_id = {org of twin} and row_version > 1
-- superuser: nothing
select count(*) from performance.review_answers where org_id = {org of twin} and row_version > 1
-- superuser: nothing
select count(*) from performance.review_drafts where org_id = {org of twin} and row_version > 1

--- R1: a draft is thrown away in one's own organisation, floors or not
-- floors: taken away
-- superuser as hana: ok
update performance.review_assignments set reopen_reason = reopen_reason where org_id = {org}; update performance.review_cycles set name = name where org_id = {org}; update performance.reviews set withheld = withheld where org_id = {org}; update performance.review_answers set withheld = withheld where org_id = {org}; update performance.review_drafts set answers = answers where org_id = {org}; update performance.cycle_participants set created_by = created_by where org_id = {org}; update performance.participant_reviewers set reviewer_id = reviewer_id where org_id = {org}
-- superuser: keeps theirs
select count(*) from performance.review_drafts where org_id = {org of twin}
-- ravi: is t
select performance.discard_draft({assignment 0/1/0}, 2) is not null
-- superuser: is t
select count(*) = {theirs}::bigint from performance.review_drafts where org_id = {org of twin}
-- ravi: is assigned
select state from performance.review_assignments where org_id = {org} and id = {assignment 0/1/0}
-- superuser: nothing
select count(*) from performance.review_assignments where org_id = {org of twin} and row_version > 1
-- superuser: nothing
select count(*) from performance.reviews where org_id = {org of twin} and row_version > 1
-- superuser: nothing
select count(*) from performance.review_answers where org_id = {org of twin} and row_version > 1
-- superuser: nothing
select count(*) from performance.review_drafts where org_id = {org of twin} and row_version > 1

--- R1: a review is submitted in one's own organisation, floors or not
-- floors: taken away
-- superuser as hana: ok
update performance.review_assignments set reopen_reason = reopen_reason where org_id = {org}; update performance.review_cycles set name = name where org_id = {org}; update performance.reviews set withheld = withheld where org_id = {org}; update performance.review_answers set withheld = withheld where org_id = {org}; update performance.review_drafts set answers = answers where org_id = {org}; update performance.cycle_participants set created_by = created_by where org_id = {org}; update performance.participant_reviewers set reviewer_id = reviewer_id where org_id = {org}
-- superuser as ada of twin: ok
update performance.review_questions set required = true where org_id = {org of twin} and id = {question 4/1}
-- superuser as hana: ok
update performance.review_drafts set answers = answers - {question 4/1}::text where org_id = {org} and assignment_id = {assignment 0/1/0}
-- superuser: keeps theirs
select count(*) from performance.review_drafts where org_id = {org of twin}
-- ravi: is t
select performance.submit_review({assignment 0/1/0}, 3) is not null
-- superuser: is t
select count(*) = {theirs}::bigint from performance.review_drafts where org_id = {org of twin}
-- superuser: is 1 1
select count(*) || ' ' || max(version) from performance.reviews where org_id = {org} and assignment_id = {assignment 0/1/0}
-- superuser: nothing
select count(*) from performance.review_drafts where org_id = {org} and assignment_id = {assignment 0/1/0}
-- superuser: nothing
select count(*) from performance.review_assignments where org_id = {org of twin} and row_version > 1
-- superuser: nothing
select count(*) from performance.reviews where org_id = {org of twin} and row_version > 1
-- superuser: nothing
select count(*) from performance.review_answers where org_id = {org of twin} and row_version > 1
-- superuser: nothing
select count(*) from performance.review_drafts where org_id = {org of twin} and row_version > 1

--- R1: a review is submitted once more in one's own organisation, floors or not
-- floors: taken away
-- superuser as hana: ok
update performance.review_assignments set reopen_reason = reopen_reason where org_id = {org}; update performance.review_cycles set name = name where org_id = {org}; update performance.reviews set withheld = withheld where org_id = {org}; update performance.review_answers set withheld = withheld where org_id = {org}; update performance.review_drafts set answers = answers where org_id = {org}; update performance.cycle_participants set created_by = created_by where org_id = {org}; update performance.participant_reviewers set reviewer_id = reviewer_id where org_id = {org}
-- superuser as ada of twin: ok
insert into performance.reviews (org_id, id, assignment_id, participant_id, subject_id, author_id, kind, version, withheld) select a.org_id, {review 0/4/0}, a.id, a.participant_id, a.subject_id, a.author_id, a.kind, 1, true from performance.review_assignments a where a.org_id = {org of twin} and a.id = {assignment 0/4/0}; insert into performance.review_answers (org_id, id, review_id, question_id, participant_id, subject_id, author_id, kind, answer, hr_only, shared_with_subject, withheld) select r.org_id, {new}, r.id, {question 4/1}, r.participant_id, r.subject_id, r.author_id, r.kind, 'Theirs', false, false, true from performance.reviews r where r.org_id = {org of twin} and r.id = {review 0/4/0}
-- hugo: is t
select performance.submit_review({assignment 0/4/0}, 2) is not null
-- superuser: is 2 false
select count(*) || ' ' || bool_or(withheld) from performance.reviews where org_id = {org} and assignment_id = {assignment 0/4/0}
-- superuser: is f
select bool_or(n.withheld) from performance.review_answers n join performance.reviews r on r.org_id = n.org_id and r.id = n.review_id where r.org_id = {org} and r.assignment_id = {assignment 0/4/0}
-- superuser: nothing
select count(*) from performance.review_assignments where org_id = {org of twin} and row_version > 1
-- superuser: nothing
select count(*) from performance.reviews where org_id = {org of twin} and row_version > 1
-- superuser: nothing
select count(*) from performance.review_answers where org_id = {org of twin} and row_version > 1
-- superuser: nothing
select count(*) from performance.review_drafts where org_id = {org of twin} and row_version > 1

--- R1: a review is reopened in one's own organisation, floors or not
-- floors: taken away
-- superuser as hana: ok
update performance.review_assignments set reopen_reason = reopen_reason where org_id = {org}; update performance.review_cycles set name = name where org_id = {org}; update performance.reviews set withheld = withheld where org_id = {org}; update performance.review_answers set withheld = withheld where org_id = {org}; update performance.review_drafts set answers = answers where org_id = {org}; update performance.cycle_participants set created_by = created_by where org_id = {org}; update performance.participant_reviewers set reviewer_id = reviewer_id where org_id = {org}
-- superuser as ada of twin: ok
insert into performance.reviews (org_id, id, assignment_id, participant_id, subject_id, author_id, kind, version) select r.org_id, {new}, r.assignment_id, r.participant_id, r.subject_id, r.author_id, r.kind, 2 from performance.reviews r where r.org_id = {org of twin} and r.assignment_id = {assignment 0/0/0}
-- hana: is 3
select performance.reopen_review({assignment 0/0/0}, 2, 'Rita asked')
-- superuser: is t
select answers <> '{}' from performance.review_drafts where org_id = {org} and assignment_id = {assignment 0/0/0}
-- superuser: nothing
select count(*) from performance.reviews where org_id = {org} and assignment_id = {assignment 0/0/0} and not withheld
-- superuser: nothing
select count(*) from performance.review_assignments where org_id = {org of twin} and row_version > 1
-- superuser: nothing
select count(*) from performance.reviews where org_id = {org of twin} and row_version > 1
-- superuser: nothing
select count(*) from performance.review_answers where org_id = {org of twin} and row_version > 1
-- superuser: nothing
select count(*) from performance.review_drafts where org_id = {org of twin} and row_version > 1

--- R1: a review is handed over in one's own organisation, floors or not
-- floors: taken away
-- superuser as hana: ok
update performance.review_assignments set reopen_reason = reopen_reason where org_id = {org}; update performance.review_cycles set name = name where org_id = {org}; update performance.reviews set withheld = withheld where org_id = {org}; update performance.review_answers set withheld = withheld where org_id = {org}; update performance.review_drafts set answers = answers where org_id = {org}; update performance.cycle_participants set created_by = created_by where org_id = {org}; update performance.participant_reviewers set reviewer_id = reviewer_id where org_id = {org}
-- hana: is 3
select performance.set_reviewer({participant 0/2}, {employee mona})
-- superuser: is lena reassigned, mona assigned
select string_agg(split_part(e.display_name, ' ', 1) || ' ' || a.state, ', ' order by e.display_name) from performance.review_assignments a join people.employees e on e.org_id = a.org_id and e.id = a.author_id where a.org_id = {org} and a.participant_id = {participant 0/2} and a.kind = 'manager'
-- hana: is 4
select performance.set_reviewer({participant 0/2}, {employee lena})
-- lena: is draft
select state from performance.review_assignments where org_id = {org} and id = {assignment 0/2/1}
-- hana: is 5
select performance.set_reviewer({participant 0/2}, {employee hugo})
-- lena: is t
select performance.discard_draft({assignment 0/2/1}, 2) is not null
-- hana: is 6
select performance.set_reviewer({participant 0/2}, {employee lena})
-- lena: is assigned
select state from performance.review_assignments where org_id = {org} and id = {assignment 0/2/1}
-- superuser: nothing
select count(*) from performance.review_assignments where org_id = {org of twin} and row_version > 1
-- superuser: nothing
select count(*) from performance.reviews where org_id = {org of twin} and row_version > 1
-- superuser: nothing
select count(*) from performance.review_answers where org_id = {org of twin} and row_version > 1
-- superuser: nothing
select count(*) from performance.review_drafts where org_id = {org of twin} and row_version > 1

--- R1: a cycle is cancelled with the reviews of one's own organisation, floors or not
-- floors: taken away
-- superuser as hana: ok
update performance.review_assignments set reopen_reason = reopen_reason where org_id = {org}; update performance.review_cycles set name = name where org_id = {org}; update performance.reviews set withheld = withheld where org_id = {org}; update performance.review_answers set withheld = withheld where org_id = {org}; update performance.review_drafts set answers = answers where org_id = {org}; update performance.cycle_participants set created_by = created_by where org_id = {org}; update performance.participant_reviewers set reviewer_id = reviewer_id where org_id = {org}
-- superuser as ada of twin: ok
update performance.review_answers set withheld = false where org_id = {org of twin} and review_id = {review 0/0/0}
-- superuser: keeps theirs
select count(*) from performance.review_answers where org_id = {org of twin} and not withheld
-- hana: is 3
select performance.cancel_cycle({cycle 0}, 2, 'Not this year')
-- superuser: is t
select count(*) = {theirs}::bigint from performance.review_answers where org_id = {org of twin} and not withheld
-- superuser: nothing
select count(*) from performance.reviews r join performance.cycle_participants x on x.org_id = r.org_id and x.id = r.participant_id where r.org_id = {org} and x.cycle_id = {cycle 0} and not r.withheld
-- superuser: nothing
select count(*) from performance.review_assignments where org_id = {org of twin} and row_version > 1
-- superuser: nothing
select count(*) from performance.reviews where org_id = {org of twin} and row_version > 1
-- superuser: nothing
select count(*) from performance.review_drafts where org_id = {org of twin} and row_version > 1
