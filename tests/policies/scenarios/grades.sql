--- NA-16 R4: a grade is proposed beside one's own review, version by version, and read by hr but whom it is about
-- mona: is 1
select performance.propose_grade({assignment 5/0/1}, 0, {level 4/1}, 'More than was asked')
-- mona: nothing
select performance.propose_grade({assignment 5/0/1}, 0, {level 4/0}, null)
-- mona: is 2
select performance.propose_grade({assignment 5/0/1}, 1, {level 4/0}, null)
-- mona: nothing
select performance.propose_grade({assignment 5/0/1}, 1, {level 4/1}, null)
-- mona: refused 23503
select performance.propose_grade({assignment 5/0/1}, 2, {level 0/0}, null)
-- mona: refused 23514
select performance.propose_grade({assignment 5/0/1}, 2, {level 4/0}, '')
-- mona: is t t manager t
select concat_ws(' ', level_id = {level 4/0}, rationale is null, kind, subject_id = {employee rita} and author_id = {employee mona} and participant_id = {participant 5/0}) from performance.proposed_grades where assignment_id = {assignment 5/0/1}
-- hana: 1 row
select assignment_id from performance.proposed_grades where assignment_id = {assignment 5/0/1}
-- rita: nothing
select count(*) from performance.proposed_grades where subject_id = {employee rita}
-- dina: nothing
select count(*) from performance.proposed_grades
-- mona: refused RH039
select performance.propose_grade({assignment 0/5/0}, 0, {level 4/0}, null)
-- mona: refused RH032
select performance.propose_grade({assignment 1/0/1 of away}, 0, {level 4/0}, null)

--- NA-16 R17: a proposal stays with who made it when the review is handed over, and counts no more
-- hana: is 2
select performance.set_reviewer({participant 10/1}, {employee mona})
-- hana: refused RH031
select performance.propose_grade({assignment 10/1/1}, 1, {level 4/1}, null)
-- mona: is t
select performance.save_draft(a.id, 0, jsonb_build_object({question 4/2}, jsonb_build_object('rating_id', {level 4/0}))) = 1 from performance.review_assignments a where a.participant_id = {participant 10/1} and a.author_id = {employee mona}
-- mona: is t
select performance.submit_review(a.id, 1) is not null from performance.review_assignments a where a.participant_id = {participant 10/1} and a.author_id = {employee mona}
-- hana: refused RH038
select performance.release_grades({cycle 10}, 1, '{}')
-- mona: is 1
select performance.propose_grade(a.id, 0, {level 4/1}, null) from performance.review_assignments a where a.participant_id = {participant 10/1} and a.author_id = {employee mona}
-- mona: 1 row
select assignment_id from performance.proposed_grades where participant_id = {participant 10/1}
-- hana: 2 rows
select assignment_id from performance.proposed_grades where participant_id = {participant 10/1}
-- hugo: nothing
select count(*) from performance.proposed_grades where participant_id = {participant 10/1}
-- hana: is 2
select performance.release_grades({cycle 10}, 1, '{}')
-- hugo: is t
select level_id = {level 4/1} from performance.released_grades where participant_id = {participant 10/1}
-- hugo: is mona
select split_part(e.display_name, ' ', 1) from performance.reviews r join people.employees e on e.id = r.author_id where r.participant_id = {participant 10/1} and r.kind = 'manager'

--- 4.1: of a cancelled cycle everybody keeps what they proposed, and nobody else reads it
-- hana: 2 rows
select assignment_id from performance.proposed_grades where participant_id in ({participant 10/0}, {participant 10/1})
-- hana: is 2
select performance.cancel_cycle({cycle 10}, 1, 'Another year')
-- hana: is t
select string_agg((author_id = {employee hana})::text, ', ') = 'true' from performance.proposed_grades where participant_id in ({participant 10/0}, {participant 10/1})
-- mona: 1 row
select assignment_id from performance.proposed_grades where participant_id = {participant 10/0}
-- hana: is 2
select count(*) from performance.proposed_grades where participant_id in ({participant 9/1}, {participant 8/0})

--- NA-14: somebody is left out with a reason, what they and others had written stays, and they are taken back as they were
-- hana: is 1
select performance.exclude_participant({participant 0/1}, 'On leave until spring')
-- hana: is withdrawn withdrawn
select string_agg(state, ' ') from performance.review_assignments where participant_id = {participant 0/1}
-- ravi: is withdrawn
select state from performance.review_assignments where id = {assignment 0/1/0}
-- marc: is withdrawn
select state from performance.review_assignments where id = {assignment 0/1/1}
-- ravi: refused RH031
select performance.save_draft({assignment 0/1/0}, 1, '{}')
-- ravi: 1 row
select assignment_id from performance.review_drafts where assignment_id = {assignment 0/1/0}
-- marc: refused RH031
select performance.propose_grade({assignment 0/1/1}, 0, {level 4/0}, null)
-- ravi: nothing
select count(*) from performance.participant_exclusions
-- marc: nothing
select count(*) from performance.participant_exclusions
-- hana: refused RH031
select performance.set_reviewer({participant 0/1}, {employee mona})
-- hana: is 2
select performance.exclude_participant({participant 0/1}, 'Left for good')
-- hana: is Left for good
select reason from performance.participant_exclusions where participant_id = {participant 0/1} and employee_id = {employee ravi}
-- hana: is t
select performance.include_participant({participant 0/1}) = {participant 0/1}
-- hana: nothing
select performance.include_participant({participant 0/1})
-- hana: is draft assigned
select string_agg(state, ' ' order by kind desc) from performance.review_assignments where participant_id = {participant 0/1}
-- ravi: is 2
select performance.save_draft({assignment 0/1/0}, 1, '{}')
-- hana: refused 23514
select performance.exclude_participant({participant 0/1}, '')

--- NA-14 R7: whoever is left out while a review of theirs is reopened finds it reopened
-- hana: is 1
select performance.exclude_participant({participant 0/4}, 'On leave')
-- hugo: is withdrawn
select state from performance.review_assignments where id = {assignment 0/4/0}
-- hana: refused RH031
select performance.reopen_review({assignment 0/4/1}, 1, 'Once more')
-- hana: is t
select performance.include_participant({participant 0/4}) is not null
-- hugo: is reopened One answer is missing
select state || ' ' || reopen_reason from performance.review_assignments where id = {assignment 0/4/0}
-- hana: is 2
select performance.reopen_review({assignment 0/4/1}, 1, 'Once more')

--- R8 R10: nobody is told before everybody can be, and then everybody whom it is about and who answers for them
-- ravi: nothing
select count(*) from performance.released_grades where subject_id = {employee ravi} and participant_id = {participant 9/1}
-- ravi: nothing
select count(*) from performance.reviews where subject_id = {employee ravi} and kind = 'manager'
-- marc: is 2
select performance.reopen_review({assignment 9/1/1}, 1, 'Another thought')
-- hugo: refused RH038
select performance.release_grades({cycle 9}, 1, '{}')
-- superuser: nothing
select count(*) from performance.released_grades g where g.org_id = {org} and g.participant_id in ({participant 9/0}, {participant 9/1})
-- marc: is 2
select performance.save_draft({assignment 9/1/1}, 1, jsonb_build_object({question 4/2}, jsonb_build_object('rating_id', {level 4/1}, 'answer', 'Better'), {question 4/3}, jsonb_build_object('answer', 'For hr')))
-- marc: is t
select performance.submit_review({assignment 9/1/1}, 2) is not null
-- hugo: nothing
select performance.release_grades({cycle 9}, 2, '{}')
-- hugo: is 2
select performance.release_grades({cycle 9}, 1, '{}')
-- hana: is released 2
select concat_ws(' ', state, row_version) from performance.review_cycles where id = {cycle 9}
-- ravi: is released
select state from performance.review_cycles where id = {cycle 9}
-- ravi: is t t
select concat_ws(' ', g.level_id = {level 4/0}, g.created_by = {member hugo}) from performance.released_grades g where g.participant_id = {participant 9/1}
-- ravi: is 2 false
select string_agg(r.version || ' ' || r.withheld, ', ') from performance.reviews r where r.participant_id = {participant 9/1} and r.kind = 'manager'
-- ravi: is Better
select string_agg(n.answer, ', ') from performance.review_answers n where n.participant_id = {participant 9/1} and n.kind = 'manager'
-- hana: is t
select count(*) = 1 from performance.released_grades where participant_id = {participant 9/0}
-- pia: nothing
select count(*) from performance.released_grades where participant_id in ({participant 9/0}, {participant 9/1})
-- marc: refused RH031
select performance.reopen_review({assignment 9/1/1}, 3, 'Yet another')
-- marc: refused RH031
select performance.propose_grade({assignment 9/1/1}, 1, {level 4/1}, null)
-- hana: refused RH031
select performance.cancel_cycle({cycle 9}, 2, 'Never mind')
-- hugo: refused RH031
select performance.release_grades({cycle 9}, 2, '{}')

--- NA-02: what a manager review says to others than its subject, the subject does not read
-- superuser as hana: ok
update performance.review_answers set hr_only = false where org_id = {org} and review_id = {review 6/0/1}
-- rita: is 1
select count(*) from performance.review_answers where review_id = {review 6/0/1}
-- dina: is 2
select count(*) from performance.review_answers where review_id = {review 6/0/1}
-- superuser as hana: ok
update performance.review_answers set shared_with_subject = false where org_id = {org} and review_id = {review 6/0/1}
-- rita: nothing
select count(*) from performance.review_answers where review_id = {review 6/0/1}
-- rita: 1 row
select id from performance.reviews where id = {review 6/0/1}

--- R4 R8: one's own grade is another's to release, and releasing the others tells nothing of it
-- superuser as hana: ok
delete from performance.proposed_grades where org_id = {org} and assignment_id = {assignment 9/0/1}
-- hana: is 1
select performance.release_grades({cycle 9}, 1, '{}')
-- hana: is active 1
select concat_ws(' ', state, row_version) from performance.review_cycles where id = {cycle 9}
-- hana: nothing
select count(*) from performance.released_grades where participant_id = {participant 9/0}
-- hana: nothing
select count(*) from performance.reviews where participant_id = {participant 9/0} and kind = 'manager'
-- hana: refused RH038
select performance.release_grades({cycle 9}, 1, '{}')
-- hugo: refused RH038
select performance.release_grades({cycle 9}, 1, '{}')
-- mona: is 1
select performance.propose_grade({assignment 9/0/1}, 0, {level 4/0}, null)
-- hana: refused RH038
select performance.release_grades({cycle 9}, 1, '{}')
-- hugo: is 1
select performance.release_grades({cycle 9}, 1, '{}')
-- hana: is released
select state from performance.review_cycles where id = {cycle 9}
-- hana: 1 row
select id from performance.released_grades where participant_id = {participant 9/0}
-- hana: 1 row
select id from performance.reviews where participant_id = {participant 9/0} and kind = 'manager'

--- R10: grades are released by group where the cycle says so: some now, others later, whoever is left out never
-- hana: refused RH031
select performance.release_grades({cycle 9}, 1, jsonb_build_object('employee_ids', array[{employee ravi}]))
-- hana: refused RH050
select performance.release_grades({cycle 6}, 1, '{"everybody": true}')
-- hana: refused 23503
select performance.release_grades({cycle 6}, 1, jsonb_build_object('employee_ids', array[{employee rita of away}]))
-- hana: refused RH038
select performance.release_grades({cycle 6}, 1, jsonb_build_object('employee_ids', array[{employee hugo}]))
-- hana: refused RH038
select performance.release_grades({cycle 6}, 1, jsonb_build_object('employee_ids', array[{employee rita}]))
-- hana: is t
select performance.include_participant({participant 6/3}) is not null
-- hugo: is 1
select performance.release_grades({cycle 6}, 1, '{}')
-- hugo: is active
select state from performance.review_cycles where id = {cycle 6}
-- hana: is 1
select performance.release_grades({cycle 6}, 1, jsonb_build_object('employee_ids', array[{employee hugo}]))
-- hugo: is released
select state from performance.review_cycles where id = {cycle 6}
-- hana: refused RH031
select performance.include_participant({participant 6/5})
-- hana: refused RH031
select performance.exclude_participant({participant 7/0}, 'Too late')

--- NA-16: nothing is written any more of whoever was told their grade, though others still wait
-- mona: refused RH031
select performance.propose_grade({assignment 6/0/1}, 1, {level 4/1}, null)
-- mona: refused RH031
select performance.reopen_review({assignment 6/0/1}, 1, 'One more word')
-- hana: refused RH031
select performance.reopen_review({assignment 6/0/1}, 1, 'One more word')
-- hana: refused RH031
select performance.set_reviewer({participant 6/0}, {employee lena})
-- hana: refused RH031
select performance.exclude_participant({participant 6/0}, 'Too late')
-- pia: refused RH031
select performance.save_draft({assignment 6/1/0}, 1, '{}')
-- pia: refused RH031
select performance.submit_review({assignment 6/1/0}, 1)
-- hana: refused RH031
select performance.cancel_cycle({cycle 6}, 1, 'Never mind')
-- hana: is 2
select performance.keep_cycle({cycle 6}, 1, '{"manager_due": "2031-01-01"}')
-- hana: refused RH031
select performance.keep_cycle({cycle 7}, 1, '{"manager_due": "2031-01-01"}')

--- NA-02: what a released cycle was built on does not change any more
-- superuser as hana: ok
update performance.review_cycles set scale_id = {scale 0}, template_id = {template 0} where org_id = {org} and scale_id = {scale 4} and state <> 'released'
-- hana: refused RH031
select performance.withdraw_scale({scale 4}, 1)
-- hana: refused RH031
select performance.withdraw_template({template 4}, 1)

--- R1: whom the twin was told or left out is nobody of one's own, floors or not
-- floors: taken away
-- superuser as ada of twin: ok
insert into performance.released_grades (org_id, id, participant_id, subject_id, level_id, review_id) select p.org_id, gen_random_uuid(), p.id, p.employee_id, {level 4/0}, (select r.id from performance.reviews r where r.org_id = p.org_id limit 1) from performance.cycle_participants p where p.org_id = {org of twin} and p.id in ({participant 0/0}, {participant 0/1}, {participant 9/0}, {participant 9/1}) and not exists (select from performance.released_grades g where g.org_id = p.org_id and g.participant_id = p.id)
-- mona: is 2
select performance.propose_grade({assignment 0/0/1}, 1, {level 4/0}, null)
-- hana: is 2
select performance.set_reviewer({participant 0/1}, {employee mona})
-- hana: is 1
select performance.exclude_participant({participant 0/1}, 'On leave')
-- hana: is t
select performance.include_participant({participant 0/1}) is not null
-- ravi: is 2
select performance.save_draft({assignment 0/1/0}, 1, '{}')
-- mona: is 2
select performance.reopen_review({assignment 0/0/1}, 1, 'Once more')
-- superuser as ada of twin: ok
insert into performance.reviews (org_id, id, assignment_id, participant_id, subject_id, author_id, kind, version) select a.org_id, {new}, a.id, a.participant_id, a.subject_id, a.author_id, a.kind, 9 from performance.review_assignments a where a.org_id = {org of twin} and a.id = {assignment 9/1/1}
-- hugo: is 2
select performance.release_grades({cycle 9}, 1, '{}')
-- superuser: is t
select review_id = {review 9/1/1} from performance.released_grades where org_id = {org} and participant_id = {participant 9/1}
-- superuser: is 2
select count(*) from performance.released_grades where org_id = {org} and participant_id in ({participant 9/0}, {participant 9/1})

--- R1: taking somebody back takes nobody back in the twin, floors or not
-- floors: taken away
-- superuser as hana: ok
update performance.participant_exclusions set reason = reason where org_id = {org}; update performance.review_assignments set reopen_reason = reopen_reason where org_id = {org}; update performance.review_drafts set answers = answers where org_id = {org}; update performance.reviews set withheld = withheld where org_id = {org}
-- superuser as ada of twin: ok
insert into performance.participant_exclusions (org_id, participant_id, employee_id, reason) select p.org_id, p.id, p.employee_id, 'Theirs' from performance.cycle_participants p where p.org_id = {org of twin} and p.id = {participant 6/5}; update performance.review_assignments set state = 'withdrawn' where org_id = {org of twin} and participant_id = {participant 6/5}
-- superuser: keeps theirs
select concat_ws(' ', (select count(*) from performance.participant_exclusions where org_id = {org of twin}), (select string_agg(state, ' ' order by id) from performance.review_assignments where org_id = {org of twin} and participant_id = {participant 6/5}))
-- hana: is t
select performance.include_participant({participant 6/5}) = {participant 6/5}
-- superuser: is t
select concat_ws(' ', (select count(*) from performance.participant_exclusions where org_id = {org of twin}), (select string_agg(state, ' ' order by id) from performance.review_assignments where org_id = {org of twin} and participant_id = {participant 6/5})) = {theirs}
-- superuser: is assigned assigned
select string_agg(state, ' ') from performance.review_assignments where org_id = {org} and participant_id = {participant 6/5}
-- hana: is 1
select performance.exclude_participant({participant 6/5}, 'Once more')
-- superuser: is t
select concat_ws(' ', (select count(*) from performance.participant_exclusions where org_id = {org of twin}), (select string_agg(state, ' ' order by id) from performance.review_assignments where org_id = {org of twin} and participant_id = {participant 6/5})) = {theirs}

--- R1: whom departments and sites of the twin name takes no part, floors or not
-- floors: taken away
-- superuser as ada of twin: ok
update people.employees set department_id = {department 2}, site_id = {site 1} where org_id = {org of twin} and id = {employee lena}; update people.employment_records set hired_on = '1970-01-01' where org_id = {org of twin} and employee_id = {employee lena}
-- hana: is 0
select performance.add_participants({cycle 2}, jsonb_build_object('department_ids', array[{department 2}]))
-- hana: is 2
select performance.add_participants({cycle 2}, jsonb_build_object('site_ids', array[{site 1}]))
-- hana: is 0
select performance.add_participants({cycle 2}, '{"hired_until": "1970-01-02"}')

--- T8: what the audit says of somebody who was left out is not read once they are taken back
-- hana: is t
select count(*) > 0 from audit.payloads p join audit.log l on l.id = p.entry_id where l.entity = 'participant_exclusion' and l.entity_id = {participant 6/5}
-- hana: is t
select performance.include_participant({participant 6/5}) is not null
-- hana: nothing
select count(*) from audit.payloads p join audit.log l on l.id = p.entry_id where l.entity = 'participant_exclusion' and l.entity_id = {participant 6/5}
-- hana: is t
select count(*) > 0 from audit.payloads p join audit.log l on l.id = p.entry_id where l.entity = 'participant_exclusion'

--- R10: a cycle is released when everybody of one's own is told, whoever was told in the twin, floors or not
-- floors: taken away
-- superuser as ada of twin: ok
insert into performance.released_grades (org_id, id, participant_id, subject_id, level_id, review_id) select p.org_id, gen_random_uuid(), p.id, p.employee_id, {level 4/0}, (select r.id from performance.reviews r where r.org_id = p.org_id limit 1) from performance.cycle_participants p where p.org_id = {org of twin} and p.id = {participant 9/0} and not exists (select from performance.released_grades g where g.org_id = p.org_id and g.participant_id = p.id)
-- hana: is 1
select performance.release_grades({cycle 9}, 1, '{}')
-- hana: is active
select state from performance.review_cycles where id = {cycle 9} and org_id = {org}

--- R10: a cycle is released when everybody of one's own is told, whoever is left out in the twin, floors or not
-- floors: taken away
-- superuser as ada of twin: ok
insert into performance.participant_exclusions (org_id, participant_id, employee_id, reason) select p.org_id, p.id, p.employee_id, 'Theirs' from performance.cycle_participants p where p.org_id = {org of twin} and p.id in ({participant 9/0})
-- hana: is 1
select performance.release_grades({cycle 9}, 1, '{}')
-- hana: is active
select state from performance.review_cycles where id = {cycle 9} and org_id = {org}

--- R1: whoever is left out in the twin takes part here, floors or not
-- floors: taken away
-- superuser as ada of twin: ok
insert into performance.participant_exclusions (org_id, participant_id, employee_id, reason) select p.org_id, p.id, p.employee_id, 'Theirs' from performance.cycle_participants p where p.org_id = {org of twin} and p.id in ({participant 0/0}, {participant 0/1}, {participant 9/1})
-- hana: is 2
select performance.set_reviewer({participant 0/1}, {employee mona})
-- mona: is 2
select performance.reopen_review({assignment 0/0/1}, 1, 'Once more')
-- hugo: is 2
select performance.release_grades({cycle 9}, 1, '{}')

--- R1: a proposal is of one's own organisation, and so is the level, floors or not
-- floors: taken away
-- superuser as hana: ok
update performance.proposed_grades set rationale = rationale where org_id = {org}
-- superuser as ada of twin: ok
insert into performance.rating_levels (org_id, id, scale_id, rank, label) values ({org of twin}, {level 4/5}, {scale 4}, 6, 'Theirs'); insert into performance.proposed_grades (org_id, assignment_id, participant_id, subject_id, author_id, level_id) select a.org_id, a.id, a.participant_id, a.subject_id, a.author_id, {level 4/0} from performance.review_assignments a where a.org_id = {org of twin} and a.id = {assignment 0/0/1} and not exists (select from performance.proposed_grades g where g.org_id = a.org_id and g.assignment_id = a.id); update performance.proposed_grades set rationale = 'Theirs' where org_id = {org of twin} and assignment_id = {assignment 0/0/1}
-- mona: refused 23503
select performance.propose_grade({assignment 0/0/1}, 2, {level 4/5}, null)
-- mona: is 3
select performance.propose_grade({assignment 0/0/1}, 2, {level 4/1}, 'Mine')
-- superuser: is Theirs
select rationale from performance.proposed_grades where org_id = {org of twin} and assignment_id = {assignment 0/0/1}
-- superuser: is Mine
select rationale from performance.proposed_grades where org_id = {org} and assignment_id = {assignment 0/0/1}
