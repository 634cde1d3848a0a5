--- R1 4.1: whoever was told their grade says that they have read it, and answers once
-- ada: is 1
select performance.acknowledge_grade({grade 7/6}, null)
-- ada: is 1 null
select concat_ws(' ', row_version, coalesce(response, 'null')) from performance.grade_acknowledgements where grade_id = {grade 7/6}
-- ada: refused RH031
select performance.acknowledge_grade({grade 7/6}, null)
-- ada: refused 23514
select performance.acknowledge_grade({grade 7/6}, '')
-- ada: is 2
select performance.acknowledge_grade({grade 7/6}, 'I see it differently')
-- ada: refused RH031
select performance.acknowledge_grade({grade 7/6}, 'And another thing')
-- alan: is I see it differently
select response from performance.grade_acknowledgements where grade_id = {grade 7/6}
-- hana: is t
select created_by = {member ada} from performance.grade_acknowledgements where grade_id = {grade 7/6}
-- hana: is t
select exists (select from audit.payloads p join audit.log l on l.id = p.entry_id where l.entity = 'grade_acknowledgement' and l.entity_id = {grade 7/6})
-- sid: nothing
select count(*) from performance.grade_acknowledgements where grade_id = {grade 7/6}
-- ada: refused 42501
update performance.grade_acknowledgements set response = 'Mine'
-- ada: refused 42501
delete from performance.grade_acknowledgements

--- 4.1 R20: a grade that was told wrongly takes two persons, and its subject is told another version; the first stays
-- hana: keeps asked
select performance.ask_correction({grade 7/6}, {position 0}, {level 4/1}, 'Read from another line')
-- hana: is asked
select state from performance.grade_corrections where id = {asked}
-- ada: is 1
select count(*) from performance.released_grades where participant_id = {participant 7/6}
-- hana: refused RH031
select performance.ask_correction({grade 7/6}, {new}, {level 4/1}, 'Once more')
-- hugo: refused RH031
select performance.ask_correction({grade 7/6}, {new}, {level 4/1}, 'Once more')
-- hana: refused RH030
select performance.answer_correction({asked}, 'confirmed')
-- hana: refused RH030
select performance.answer_correction({asked}, 'refused')
-- hugo: refused RH030
select performance.answer_correction({asked}, 'withdrawn')
-- hugo: refused 23514
select performance.answer_correction({asked}, 'asked')
-- hugo: refused 23514
select performance.answer_correction({asked}, 'perhaps')
-- hugo: refused 23502
select performance.answer_correction({asked}, null)
-- hugo: keeps second
select performance.answer_correction({asked}, 'confirmed')
-- ada: is 2 t t Read from another line
select concat_ws(' ', g.version, g.level_id = {level 4/1}, g.supersedes_id = {grade 7/6}, g.correction_reason) from performance.released_grades g where g.id = {second}
-- ada: is t
select level_id = {level 4/0} from performance.released_grades where id = {grade 7/6}
-- superuser: is t
select (select r.review_id from performance.released_grades r where r.org_id = {org} and r.id = {second}) = {review 7/6/1}
-- hana: is confirmed
select state from performance.grade_corrections where id = {asked}
-- hana: is t
select answered_by = {member hugo} from performance.grade_corrections where id = {asked}
-- hugo: refused RH031
select performance.answer_correction({asked}, 'refused')
-- hana: refused RH031
select performance.answer_correction({asked}, 'withdrawn')
-- ada: refused RH031
select performance.acknowledge_grade({grade 7/6}, null)
-- ada: is 1
select performance.acknowledge_grade({second}, 'Better')
-- hana: refused RH031
select performance.ask_correction({grade 7/6}, {new}, {level 4/1}, 'The first once more')
-- hana: refused RH031
select performance.ask_correction({second}, {new}, {level 4/1}, 'What they have')
-- hana: is t
select performance.ask_correction({second}, {position 1}, {level 4/0}, 'It was right') = {position 1}
-- hugo: ok
select performance.answer_correction({position 1}, 'confirmed')
-- ada: is 3
select max(version) from performance.released_grades where participant_id = {participant 7/6}
-- hana: refused 42501
update performance.released_grades set level_id = level_id

--- 4.1: what is refused or withdrawn changes nothing, and can be asked for once more
-- hana: is t
select performance.answer_correction({correction 7/1}, 'withdrawn') = {grade 7/1}
-- hugo: is withdrawn
select state from performance.grade_corrections where id = {correction 7/1}
-- hugo: is t
select performance.ask_correction({grade 7/1}, {position 0}, {level 4/1}, 'After all') is not null
-- hana: is t
select performance.answer_correction({position 0}, 'refused') = {grade 7/1}
-- pia: is 1
select count(*) from performance.released_grades where participant_id = {participant 7/1}
-- hana: refused 23514
select performance.ask_correction({grade 7/1}, {new}, {level 4/1}, '')
-- hana: refused 23502
select performance.ask_correction({grade 7/1}, {new}, {level 4/1}, null)
-- hana: refused 23503
select performance.ask_correction({grade 7/1}, {new}, {level 0/0}, 'Of another scale')
-- hana: refused 23503
select performance.ask_correction({grade 7/1}, {new}, {new}, 'Of none')
-- hana: refused 23503
select performance.ask_correction({grade 7/1}, {new}, null, 'Of none')

--- R4 R8: nobody corrects their own grade, and nothing tells them of a correction before it is confirmed
-- hana: refused RH039
select performance.ask_correction({grade 7/2}, {new}, {level 4/1}, 'Mine')
-- hana: refused RH039
select performance.answer_correction({correction 7/2}, 'confirmed')
-- hana: refused RH039
select performance.answer_correction({correction 7/2}, 'withdrawn')
-- hana: nothing
select count(*) from performance.grade_corrections where subject_id = {employee hana}
-- hugo: is t
select count(*) > 0 from performance.grade_corrections where subject_id = {employee hana}
-- hugo: ok
select performance.answer_correction({correction 7/2}, 'withdrawn')
-- hana: nothing
select count(*) from audit.log where entity = 'grade_correction' and entity_id = {correction 7/2}
-- hugo: is t
select count(*) > 0 from audit.log where entity = 'grade_correction' and entity_id = {correction 7/2}
-- hugo: is t
select count(*) > 0 from audit.payloads p join audit.log l on l.id = p.entry_id where l.entity = 'grade_correction' and l.entity_id = {correction 7/2}
-- ada: nothing
select count(*) from performance.grade_corrections
-- mona: nothing
select count(*) from performance.grade_corrections

--- R20: that a correction takes two persons holds in the table itself
-- superuser as hana: refused 23514
update performance.grade_corrections set state = 'confirmed', answered_by = created_by where org_id = {org} and id = {correction 7/1}
-- superuser as hana: ok
update performance.grade_corrections set state = 'confirmed', answered_by = {member hugo} where org_id = {org} and id = {correction 7/1}
-- superuser as hana: refused 23505
insert into performance.released_grades (org_id, id, participant_id, subject_id, level_id, review_id, version, supersedes_id, correction_reason) select org_id, {new}, participant_id, subject_id, level_id, review_id, 2, id, 'A branch' from performance.released_grades where org_id = {org} and id = {grade 7/3}
-- superuser as hana: refused 23505
insert into performance.released_grades (org_id, id, participant_id, subject_id, level_id, review_id, version, supersedes_id, correction_reason) select org_id, {new}, participant_id, subject_id, level_id, review_id, 3, id, 'A branch' from performance.released_grades where org_id = {org} and id = {grade 7/3}
-- superuser as hana: refused 23514
insert into performance.released_grades (org_id, id, participant_id, subject_id, level_id, review_id, version) select org_id, {new}, participant_id, subject_id, level_id, review_id, 4 from performance.released_grades where org_id = {org} and id = {grade 7/3}
-- superuser as hana: refused 23503
insert into performance.released_grades (org_id, id, participant_id, subject_id, level_id, review_id, version, supersedes_id, correction_reason) select org_id, {new}, participant_id, subject_id, level_id, review_id, 2, {grade 7/0}, 'Of somebody else' from performance.released_grades where org_id = {org} and id = {grade 7/6}

--- 4.1 4.4: a cycle is closed once everybody is told: nobody answers any more, what is under way of its goals is closed, and a grade can still be corrected
-- superuser as hana: ok
update performance.goals set cycle_id = {cycle 7} where org_id = {org} and id in ({goal 0}, {goal 3}, {goal 5}, {goal 13}, {goal 1})
-- hana: refused RH031
select performance.close_cycle({cycle 6}, 1)
-- hana: nothing
select performance.close_cycle({cycle 7}, 9)
-- mona: refused RH030
select performance.close_cycle({cycle 7}, 1)
-- ada: refused RH030
select performance.close_cycle({cycle 7}, 1)
-- hana: is 2
select performance.close_cycle({cycle 7}, 1)
-- hana: is closed
select state from performance.review_cycles where id = {cycle 7}
-- hana: is closed
select state from performance.goals where id = {goal 0}
-- hana: is closed closed achieved
select string_agg(state, ' ' order by state desc) filter (where state <> 'achieved') || ' achieved' from performance.goals where id in ({goal 3}, {goal 5}, {goal 13})
-- superuser: is draft
select state from performance.goals where org_id = {org} and id = {goal 1}
-- superuser: nothing
select count(*) from performance.goals where org_id = {org} and state = 'closed' and id not in ({goal 0}, {goal 3}, {goal 5}, {goal 32})
-- mona: refused RH031
select performance.conclude_goal({goal 0}, 3, 'achieved')
-- mona: refused RH031
select performance.keep_goal({goal 0}, 3, '{"title": "Another"}')
-- hana: refused RH031
select performance.close_cycle({cycle 7}, 2)
-- hana: refused RH031
select performance.keep_cycle({cycle 7}, 2, '{"manager_due": "2031-01-01"}')
-- hana: refused RH031
select performance.cancel_cycle({cycle 7}, 2, 'Never mind')
-- ada: refused RH031
select performance.acknowledge_grade({grade 7/6}, null)
-- ada: 1 row
select id from performance.released_grades where participant_id = {participant 7/6}
-- ada: 1 row
select id from performance.review_cycles where id = {cycle 7}
-- hana: is t
select performance.ask_correction({grade 7/6}, {position 0}, {level 4/1}, 'Late') is not null
-- hugo: ok
select performance.answer_correction({position 0}, 'confirmed')
-- ada: 2 rows
select id from performance.released_grades where participant_id = {participant 7/6}
-- hana: refused RH031
select performance.withdraw_scale({scale 4}, 1)

--- NA-15: whoever was shown another level than is settled on now has the days of the preview once more
-- superuser as hana: ok
update performance.calibration_sessions set state = 'open' where org_id = {org} and id = {calibration 14}
-- hana: is t
select performance.move_grade({calibration 14}, {position 0}, {participant 14/0}, {level 4/1}, {level 4/0}, 'Back') = {position 0}
-- hana: is 1
select performance.confirm_grades({cycle 14}, jsonb_build_object('employee_ids', array[{employee rita}]))
-- hana: is t
select previewed_on = app.today() from performance.calibrated_grades where participant_id = {participant 14/0}
-- hana: is t
select performance.move_grade({calibration 14}, {position 1}, {participant 14/1}, {level 4/0}, {level 4/1}, 'There') = {position 1}
-- hana: is t
select performance.move_grade({calibration 14}, {site 0}, {participant 14/1}, {level 4/1}, {level 4/0}, 'And back') = {site 0}
-- hana: is 1
select performance.confirm_grades({cycle 14}, jsonb_build_object('employee_ids', array[{employee pia}]))
-- hana: is t
select previewed_on < app.today() from performance.calibrated_grades where participant_id = {participant 14/1}
-- superuser as hana: ok
update performance.calibration_sessions set state = 'locked' where org_id = {org} and id = {calibration 14}
-- hana: refused RH038
select performance.release_grades({cycle 14}, 1, '{}')

--- NA-15: a move is of a participant of the cycle of its session
-- hana: refused RH032
select performance.move_grade({calibration 12}, {new}, {participant 14/0}, {level 4/1}, {level 4/0}, 'Of another cycle')
-- hana: refused RH032
select performance.move_grade({calibration 12}, {new}, {new}, {level 4/1}, {level 4/0}, 'Of nobody')

--- R1: what became of the twin's grades is nobody's of one's own, floors or not
-- floors: taken away
-- superuser as ada of twin: ok
insert into performance.released_grades (org_id, id, participant_id, subject_id, level_id, review_id) select p.org_id, {grade 7/6}, p.id, p.employee_id, {level 4/0}, (select r.id from performance.reviews r where r.org_id = p.org_id limit 1) from performance.cycle_participants p where p.org_id = {org of twin} and p.id = {participant 7/6} and not exists (select from performance.released_grades g where g.org_id = p.org_id and g.participant_id = p.id); insert into performance.released_grades (org_id, id, participant_id, subject_id, level_id, review_id, version, supersedes_id, correction_reason) select g.org_id, {new}, g.participant_id, g.subject_id, g.level_id, g.review_id, 2, g.id, 'Theirs' from performance.released_grades g where g.org_id = {org of twin} and g.participant_id = {participant 7/6}
-- superuser: is 2
select count(*) from performance.released_grades where org_id = {org of twin} and participant_id = {participant 7/6}
-- superuser as ada of twin: ok
insert into performance.grade_corrections (org_id, id, grade_id, participant_id, subject_id, level_id, reason) select g.org_id, {new}, g.id, g.participant_id, g.subject_id, {level 4/1}, 'Theirs' from performance.released_grades g where g.org_id = {org of twin} and g.id = {grade 7/6}; update performance.review_cycles set state = 'closed', scale_id = {scale 0} where org_id = {org of twin} and id = {cycle 7}; update performance.goals set cycle_id = {cycle 7}, state = 'active' where org_id = {org of twin} and id = {goal 0}
-- superuser as hana: ok
update performance.review_cycles set name = name where org_id = {org} and id = {cycle 7}; update performance.goals set cycle_id = {cycle 7} where org_id = {org} and id = {goal 0}
-- ada: is 1
select performance.acknowledge_grade({grade 7/6}, null)
-- hana: refused 23503
select performance.ask_correction({grade 7/6}, {new}, {level 0/0}, 'Of a scale of theirs')
-- hana: is t
select performance.ask_correction({grade 7/6}, {position 0}, {level 4/1}, 'Of home') is not null
-- hugo: ok
select performance.answer_correction({position 0}, 'confirmed')
-- hana: is 3
select performance.close_cycle({cycle 7}, 2)
-- superuser: is active
select state from performance.goals where org_id = {org of twin} and id = {goal 0}
-- superuser: is closed
select state from performance.goals where org_id = {org} and id = {goal 0}

--- R1: an answer is given to the correction of one's own organisation, floors or not
-- floors: taken away
-- superuser as ada of twin: ok
insert into performance.released_grades (org_id, id, participant_id, subject_id, level_id, review_id) select p.org_id, {grade 7/6}, p.id, p.employee_id, {level 4/0}, (select r.id from performance.reviews r where r.org_id = p.org_id limit 1) from performance.cycle_participants p where p.org_id = {org of twin} and p.id = {participant 7/6} and not exists (select from performance.released_grades g where g.org_id = p.org_id and g.participant_id = p.id); insert into performance.grade_corrections (org_id, id, grade_id, participant_id, subject_id, level_id, reason) select g.org_id, {correction 7/1}, g.id, g.participant_id, g.subject_id, {level 4/1}, 'Theirs' from performance.released_grades g where g.org_id = {org of twin} and g.participant_id = {participant 7/6}
-- superuser as hana: ok
update performance.grade_corrections set reason = 'Ours' where org_id = {org} and id = {correction 7/1}
-- hugo: ok
select performance.answer_correction({correction 7/1}, 'confirmed')
-- pia: is Ours
select correction_reason from performance.released_grades where participant_id = {participant 7/1} and version = 2
-- superuser: is asked
select state from performance.grade_corrections where org_id = {org of twin} and id = {correction 7/1}
-- superuser as ada of twin: ok
insert into performance.grade_corrections (org_id, id, grade_id, participant_id, subject_id, level_id, reason, state, answered_by) select g.org_id, {position 1}, g.id, g.participant_id, g.subject_id, {level 4/1}, 'Theirs', 'withdrawn', {member ada of twin} from performance.released_grades g where g.org_id = {org of twin} and g.id = {grade 7/6}
-- hugo: refused RH032
select performance.answer_correction({position 1}, 'refused')
