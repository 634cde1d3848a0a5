--- NA-15 R8: grades are compared once everybody but oneself has one, and what is submitted does not change any more
-- hugo: refused RH038
select performance.start_calibration({cycle 16}, 1)
-- hana: nothing
select performance.start_calibration({cycle 16}, 7)
-- hana: is 2
select performance.start_calibration({cycle 16}, 1)
-- hana: is calibration
select state from performance.review_cycles where id = {cycle 16}
-- rita: is calibration
select state from performance.review_cycles where id = {cycle 16}
-- mona: refused RH031
select performance.propose_grade({assignment 16/0/1}, 1, {level 4/1}, null)
-- mona: refused RH031
select performance.reopen_review({assignment 16/0/1}, 1, 'Once more')
-- hana: refused RH031
select performance.reopen_review({assignment 16/0/1}, 1, 'Once more')
-- hana: refused RH031
select performance.cancel_cycle({cycle 16}, 2, 'Not this year')
-- hana: refused RH031
select performance.keep_cycle({cycle 16}, 2, '{"name": "Another"}')
-- hana: is 3
select performance.keep_cycle({cycle 16}, 2, '{"manager_due": "2030-01-01"}')
-- hana: refused RH038
select performance.keep_cycle({cycle 16}, 3, '{"manager_due": null}')
-- hana: refused RH038
select performance.keep_cycle({cycle 16}, 3, '{"self_due": null}')
-- hana: refused RH038
select performance.keep_cycle({cycle 16}, 3, '{"peer_due": null}')

--- R4 R8: what is late about hr is written, with its grade, while the others are compared, and then stays
-- hana: is 2
select performance.start_calibration({cycle 16}, 1)
-- hugo: is 2
select performance.propose_grade({assignment 16/2/1}, 1, {level 4/1}, null)
-- hugo: is 2
select performance.save_draft({assignment 16/2/1}, 1, jsonb_build_object({question 4/2}, jsonb_build_object('rating_id', {level 4/0})))
-- hugo: is t
select performance.submit_review({assignment 16/2/1}, 2) is not null
-- hugo: refused RH031
select performance.propose_grade({assignment 16/2/1}, 2, {level 4/0}, null)

--- R8: whatever has become of one's own grade, one's own calls answer the same
-- hana: is 1
select performance.confirm_grades({cycle 15}, '{}')
-- hana: is 1
select performance.preview_grades({cycle 15}, '{}')
-- hana: refused RH031
select performance.resume_cycle({cycle 15}, 1, {position 0}, 'Too early')
-- superuser as hana: ok
update performance.calibrated_grades set previewed_on = null where org_id = {org} and participant_id = {participant 15/1}
-- hana: is 2
select performance.resume_cycle({cycle 15}, 1, {position 0}, 'A review is missing')
-- superuser as hugo: nothing
select confirmed or previewed_on is not null from performance.calibrated_grades where org_id = {org} and participant_id = {participant 15/0}

--- NA-15: a grade is moved from the level that it has, step by step, and what was settled on is open again
-- hana: is t
select level_id = {level 4/0} and confirmed from performance.calibrated_grades where participant_id = {participant 12/1}
-- hana: nothing
select performance.move_grade({calibration 12}, {position 0}, {participant 12/1}, {level 4/1}, {level 4/0}, 'It never had that one')
-- hana: is t
select performance.move_grade({calibration 12}, {position 0}, {participant 12/1}, {level 4/0}, {level 4/1}, 'Beside the others') = {position 0}
-- hana: is 1 t t t Beside the others
select concat_ws(' ', step, from_id = {level 4/0}, to_id = {level 4/1}, subject_id = {employee pia} and cycle_id = {cycle 12} and session_id = {calibration 12}, rationale) from performance.calibration_entries where id = {position 0}
-- hana: is f
select confirmed from performance.calibrated_grades where participant_id = {participant 12/1}
-- hana: is t
select performance.move_grade({calibration 12}, {cycle 1}, {participant 12/1}, {level 4/1}, {level 4/0}, 'Back again') is not null
-- hana: is 1 2
select string_agg(step::text, ' ' order by step) from performance.calibration_entries where participant_id = {participant 12/1}
-- hana: is 1
select performance.confirm_grades({cycle 12}, jsonb_build_object('employee_ids', array[{employee pia}]))
-- hana: is t
select level_id = {level 4/0} and confirmed from performance.calibrated_grades where participant_id = {participant 12/1}
-- hana: refused 23514
select performance.move_grade({calibration 12}, {cycle 0}, {participant 12/1}, {level 4/0}, {level 4/0}, 'To where it is')
-- hana: refused 23514
select performance.move_grade({calibration 12}, {cycle 0}, {participant 12/1}, {level 4/0}, {level 4/1}, '')
-- hana: refused 23503
select performance.move_grade({calibration 12}, {cycle 0}, {participant 12/1}, {level 4/0}, {level 0/0}, 'To another scale')
-- hana: refused RH032
select performance.move_grade({calibration 12}, {cycle 0}, {participant 13/0}, {level 4/0}, {level 4/1}, 'Of another cycle')
-- hana: is t
select performance.move_grade({calibration 12}, {cycle 0}, {participant 12/0}, {level 4/1}, {level 4/0}, 'It was moved before') is not null
-- hana: is 2
select step from performance.calibration_entries where id = {cycle 0}

--- NA-15: nothing is moved in a session that is locked, and nobody is told before every session is
-- hana: refused RH031
select performance.release_grades({cycle 18}, 1, '{}')
-- hana: nothing
select performance.lock_session({calibration 18}, 7)
-- hana: is 2
select performance.lock_session({calibration 18}, 1)
-- hana: is locked
select state from performance.calibration_sessions where id = {calibration 18}
-- hana: refused RH031
select performance.lock_session({calibration 18}, 2)
-- hana: refused RH031
select performance.move_grade({calibration 18}, {position 0}, {participant 18/0}, {level 4/1}, {level 4/0}, 'Too late')
-- omar: nothing
select count(*) from performance.released_grades where participant_id = {participant 18/0}
-- hana: is 1
select performance.release_grades({cycle 18}, 1, '{}')
-- omar: is t
select level_id = {level 4/1} from performance.released_grades where participant_id = {participant 18/0}
-- omar: is released
select state from performance.review_cycles where id = {cycle 18}
-- hana: is t
select performance.open_session({cycle 12}, {position 0}, 'Once more') = {position 0}
-- hana: is open
select state from performance.calibration_sessions where id = {position 0} and cycle_id = {cycle 12} and name = 'Once more'
-- hana: refused 23514
select performance.open_session({cycle 12}, {participant 12/0}, E'two\nlines')
-- hana: refused 23514
select performance.open_session({cycle 12}, {participant 12/0}, '')

--- 4.1 R9: whoever decides about somebody reads what was settled on once it is shown, with the note, and nothing of how it came about
-- mona: nothing
select count(*) from performance.calibrated_grades where participant_id = {participant 13/0}
-- hana: is 2
select performance.note_grade({participant 13/0}, 1, 'Begin with the launch of May')
-- hana: nothing
select performance.note_grade({participant 13/0}, 1, 'Another tab')
-- hana: is 2
select performance.preview_grades({cycle 13}, jsonb_build_object('employee_ids', array[{employee rita}, {employee pia}]))
-- mona: is t Begin with the launch of May
select concat_ws(' ', level_id = {level 4/1} and previewed_on = app.today(), note) from performance.calibrated_grades where participant_id = {participant 13/0}
-- mona: nothing
select (select count(*) from performance.calibration_entries) + (select count(*) from performance.calibration_sessions) + (select count(*) from performance.calibration_returns)
-- rita: nothing
select count(*) from performance.calibrated_grades where subject_id = {employee rita}
-- hana: nothing
select performance.preview_grades({cycle 13}, jsonb_build_object('employee_ids', array[{employee rita}]))
-- hugo: is 2
select performance.set_reviewer({participant 13/0}, {employee marc})
-- mona: nothing
select count(*) from performance.calibrated_grades where participant_id = {participant 13/0}
-- marc: 1 row
select participant_id from performance.calibrated_grades where participant_id = {participant 13/0}
-- hana: is t
select performance.open_session({cycle 13}, {position 0}, 'Once more') is not null
-- hana: is t
select performance.move_grade({position 0}, {position 0}, {participant 13/0}, {level 4/1}, {level 4/0}, 'Once more') is not null
-- marc: nothing
select count(*) from performance.calibrated_grades where participant_id = {participant 13/0}
-- hana: refused RH038
select performance.preview_grades({cycle 13}, '{}')
-- hana: refused RH031
select performance.resume_cycle({cycle 13}, 1, {position 0}, 'Somebody has read it')

--- 4.1: nobody is told before whoever decides about them has had the days that the cycle says
-- hana: refused RH038
select performance.release_grades({cycle 17}, 1, '{}')
-- superuser as hana: ok
update performance.calibrated_grades set previewed_on = app.today() - 7 where org_id = {org} and participant_id = {participant 17/0}
-- hugo: is 1
select performance.release_grades({cycle 17}, 1, '{}')
-- superuser as hana: ok
update performance.calibrated_grades set previewed_on = app.today() - 6 where org_id = {org} and participant_id = {participant 17/1}
-- hana: refused RH038
select performance.release_grades({cycle 17}, 1, '{}')
-- superuser as hana: ok
update performance.review_cycles set preview_days = 0 where org_id = {org} and id = {cycle 17}; update performance.calibrated_grades set previewed_on = null where org_id = {org} and participant_id = {participant 17/1}
-- hana: is 1
select performance.release_grades({cycle 17}, (select row_version from performance.review_cycles where id = {cycle 17}), '{}')

--- NA-15 R10: what is told is what was settled on
-- hana: is 2
select performance.release_grades({cycle 14}, 1, '{}')
-- rita: is t
select level_id = {level 4/1} from performance.released_grades where participant_id = {participant 14/0}
-- pia: is t
select level_id = {level 4/0} from performance.released_grades where participant_id = {participant 14/1}
-- hana: nothing
select count(*) from performance.released_grades where participant_id = {participant 14/2}
-- hana: is calibration
select state from performance.review_cycles where id = {cycle 14}
-- hana: refused RH038
select performance.release_grades({cycle 14}, 1, '{}')
-- hana: refused RH031
select performance.resume_cycle({cycle 14}, 1, {position 0}, 'Somebody was told')
-- hugo: is 1
select performance.release_grades({cycle 14}, 1, '{}')
-- hana: is released
select state from performance.review_cycles where id = {cycle 14}
-- hana: 1 row
select id from performance.released_grades where participant_id = {participant 14/2}

--- 4.1: a cycle goes back with a reason, its sessions are set aside, and what was moved in them is history
-- hana: nothing
select performance.resume_cycle({cycle 13}, 7, {position 0}, 'A review is missing')
-- hana: refused 23514
select performance.resume_cycle({cycle 13}, 1, {position 0}, '')
-- hana: is 2
select performance.resume_cycle({cycle 13}, 1, {position 0}, 'A review is missing')
-- hana: is A review is missing
select reason from performance.calibration_returns where id = {position 0} and cycle_id = {cycle 13}
-- hana: is set_aside
select state from performance.calibration_sessions where id = {calibration 13}
-- hana: nothing
select count(*) from performance.calibrated_grades where participant_id in ({participant 13/0}, {participant 13/1}, {participant 13/2}) and confirmed
-- hana: is locked
select state from performance.calibration_sessions where id = {calibration 14}
-- mona: is 2
select performance.propose_grade({assignment 13/0/1}, 1, {level 4/1}, null)
-- hana: is 3
select performance.start_calibration({cycle 13}, 2)
-- hana: is 2
select performance.confirm_grades({cycle 13}, jsonb_build_object('employee_ids', array[{employee rita}, {employee pia}]))
-- hana: is t
select level_id = {level 4/1} from performance.calibrated_grades where participant_id = {participant 13/0}
-- superuser as hana: ok
update performance.proposed_grades set level_id = {level 4/0} where org_id = {org} and participant_id = {participant 13/0}; update performance.calibrated_grades set confirmed = false where org_id = {org} and participant_id = {participant 13/0}
-- hana: is 2
select performance.confirm_grades({cycle 13}, '{}')
-- hana: is t
select level_id = {level 4/0} from performance.calibrated_grades where participant_id = {participant 13/0}

--- R4 R9: nobody reads or does anything about their own, whoever they are
-- hana: refused RH039
select performance.move_grade({calibration 12}, {position 0}, {participant 12/2}, {level 4/1}, {level 4/0}, 'Mine')
-- hana: refused RH039
select performance.note_grade({participant 12/2}, 1, 'Mine')
-- hana: nothing
select count(*) from performance.calibrated_grades where subject_id = {employee hana}
-- hana: nothing
select count(*) from performance.calibration_entries where subject_id = {employee hana}
-- hugo: is 3
select count(*) from performance.calibrated_grades where subject_id = {employee hana} and participant_id in ({participant 12/2}, {participant 14/2}, {participant 15/0})
-- hugo: is t
select performance.move_grade({calibration 12}, {position 0}, {participant 12/2}, {level 4/1}, {level 4/0}, 'Beside the others') is not null
-- ada: nothing
select (select count(*) from performance.calibration_entries) + (select count(*) from performance.calibration_sessions) + (select count(*) from performance.calibration_returns)
-- hana: nothing
select count(*) from audit.log where entity = 'calibration_entry' and entity_id = {position 0}
-- hugo: 1 row
select id from audit.log where entity = 'calibration_entry' and entity_id = {position 0}

--- NA-15: whoever is left out while grades are compared is not moved, and comes back with the grade they had
-- hana: is 1
select performance.exclude_participant({participant 12/1}, 'Left')
-- hana: refused RH032
select performance.move_grade({calibration 12}, {position 0}, {participant 12/1}, {level 4/0}, {level 4/1}, 'Left')
-- hana: is t
select performance.include_participant({participant 12/1}) is not null
-- hana: is t
select performance.move_grade({calibration 12}, {position 0}, {participant 12/1}, {level 4/0}, {level 4/1}, 'Back') is not null

--- NA-15: only a cycle that says so is compared, and what is open or set aside already is left as it is
-- hana: refused RH031
select performance.start_calibration({cycle 9}, 1)
-- hana: is t
select performance.move_grade({calibration 12}, {position 0}, {participant 12/4}, {level 4/1}, {level 4/0}, 'Open as it was') is not null
-- hana: is 1
select row_version from performance.calibrated_grades where participant_id = {participant 12/4}
-- hana: refused RH032
select performance.move_grade({calibration 12}, {cycle 1}, {participant 14/2}, {level 4/1}, {level 4/0}, 'Of another cycle')
-- hana: is 2
select performance.start_calibration({cycle 16}, 1)
-- hana: is 3
select performance.resume_cycle({cycle 16}, 2, {position 0}, 'Once more')
-- hana: is 1
select row_version from performance.calibration_sessions where id = {calibration 16}

--- R1: of two organisations with the same ids each does what it does to its own
-- floors: taken away
-- superuser as ada of twin: ok
insert into performance.calibrated_grades (org_id, participant_id, subject_id, level_id, previewed_on) select x.org_id, x.id, x.employee_id, {level 4/0}, case x.id when {participant 13/0} then date '2026-01-01' end from performance.cycle_participants x where x.org_id = {org of twin} and x.id in ({participant 12/1}, {participant 13/0}, {participant 17/1})
-- superuser as ada of twin: ok
update performance.calibration_sessions set state = 'open' where org_id = {org of twin} and id = {calibration 14}
-- hana: is 2
select performance.note_grade({participant 12/1}, 1, 'Of home')
-- hana: is t
select performance.move_grade({calibration 12}, {position 0}, {participant 12/1}, {level 4/0}, {level 4/1}, 'Of home') is not null
-- hana: is 1
select step from performance.calibration_entries where id = {position 0}
-- superuser: is t
select confirmed from performance.calibrated_grades where org_id = {org of twin} and participant_id = {participant 12/1}
-- hana: refused RH032
select performance.note_grade({participant 12/0}, 1, 'Of home')
-- superuser: nothing
select count(*) from performance.calibrated_grades where org_id = {org of twin} and note = 'Of home'
-- hana: is 2
select performance.lock_session({calibration 12}, 1)
-- hana: refused RH031
select performance.lock_session({calibration 12}, 2)
-- superuser: is open
select state from performance.calibration_sessions where org_id = {org of twin} and id = {calibration 12}
-- superuser as hana: ok
update performance.calibrated_grades set previewed_on = null where org_id = {org} and participant_id = {participant 17/1}
-- hana: is 1
select performance.preview_grades({cycle 17}, '{}')
-- superuser: is t
select previewed_on is null from performance.calibrated_grades where org_id = {org of twin} and participant_id = {participant 17/1}
-- hana: is 2
select performance.release_grades({cycle 14}, 1, '{}')
-- hana: is 2
select performance.resume_cycle({cycle 13}, 1, {position 0}, 'A review is missing')
-- superuser: is t
select confirmed and previewed_on is not null from performance.calibrated_grades where org_id = {org of twin} and participant_id = {participant 13/0}
-- superuser: nothing
select count(*) from performance.calibration_sessions s where org_id = {org of twin} and id = {calibration 13} and state = 'set_aside'
-- superuser: nothing
select count(*) from performance.review_cycles where org_id = {org of twin} and id = {cycle 13} and row_version > 1
-- hana: is 2
select performance.start_calibration({cycle 16}, 1)
-- superuser: nothing
select count(*) from performance.review_cycles where org_id = {org of twin} and id = {cycle 16} and row_version > 1
