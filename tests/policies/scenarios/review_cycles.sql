--- NA-14: a cycle is drawn up, filled, activated and cancelled; those who take part see it while it is under way, and nobody else
-- hana: is 1
select performance.open_cycle({new}, jsonb_build_object('name', 'Drawn up', 'kind', 'annual', 'template_id', {template 0}, 'scale_id', {scale 0}))
-- hana: keeps made
select id::text from performance.review_cycles where name = 'Drawn up'
-- hana: is draft t f manager_sees 3 employee_then_manager all 0
select concat_ws(' ', state, calibrate, blind_self, peer_mode, peer_min, nomination_mode, release_mode, preview_days) from performance.review_cycles where id = {made}
-- hana: is 2
select performance.keep_cycle({made}, 1, '{"first_day": "2025-01-01", "last_day": "2025-12-31", "self_due": "2026-01-10", "peer_due": "2026-01-15", "manager_due": "2026-01-20", "preview_days": 5, "peer_mode": "hr_sees", "kind": "mid_year", "blind_self": true, "calibrate": false, "nomination_mode": "manager", "release_mode": "by_group", "peer_min": 4}')
-- hana: is mid_year 2025-01-01 2025-12-31 f t hr_sees 4 manager by_group 5 2026-01-10 2026-01-15 2026-01-20
select concat_ws(' ', kind, first_day, last_day, calibrate, blind_self, peer_mode, peer_min, nomination_mode, release_mode, preview_days, self_due, peer_due, manager_due) from performance.review_cycles where id = {made}
-- hana: is 3
select performance.keep_cycle({made}, 2, '{"peer_due": null}')
-- hana: is t
select peer_due is null and self_due = '2026-01-10' from performance.review_cycles where id = {made}
-- hana: is 3
select performance.add_participants({made}, jsonb_build_object('employee_ids', array[{employee rita}, {employee pia}, {employee sid}]))
-- hana: is 0
select performance.add_participants({made}, jsonb_build_object('employee_ids', array[{employee pia}]))
-- hana: is 3
select count(*) from performance.participant_reviewers r join performance.cycle_participants x on x.id = r.participant_id where x.cycle_id = {made} and r.reviewer_id is null and r.employee_id = x.employee_id
-- hana: refused RH038
select performance.activate_cycle({made}, 3)
-- hana: keeps of pia
select id::text from performance.cycle_participants where cycle_id = {made} and employee_id = {employee pia}
-- hana: keeps of rita
select id::text from performance.cycle_participants where cycle_id = {made} and employee_id = {employee rita}
-- hana: is 2
select performance.set_reviewer({of pia}, {employee lena})
-- pia: nothing
select count(*) from performance.review_cycles where id = {made}
-- hana: is 4
select performance.activate_cycle({made}, 3)
-- hana: is pia lena - Department 1 Position 0, rita mona mona Department 1 Position 0, sid rita rita Department 1 Position 0
select string_agg(concat_ws(' ', split_part(e.display_name, ' ', 1), split_part(v.display_name, ' ', 1), coalesce(split_part(m.display_name, ' ', 1), '-'), r.department_at_start, r.position_at_start), ', ' order by e.display_name) from performance.participant_reviewers r join performance.cycle_participants x on x.id = r.participant_id join people.employees e on e.id = r.employee_id join people.employees v on v.id = r.reviewer_id left join people.employees m on m.id = r.manager_at_start where x.cycle_id = {made}
-- pia: is active
select state from performance.review_cycles where id = {made}
-- pia: 1 row
select id from performance.cycle_participants where cycle_id = {made}
-- pia: nothing
select count(*) from performance.participant_reviewers r join performance.cycle_participants x on x.id = r.participant_id where x.cycle_id = {made}
-- lena: 1 row
select r.participant_id from performance.participant_reviewers r join performance.cycle_participants x on x.id = r.participant_id where x.cycle_id = {made}
-- lew: nothing
select count(*) from performance.review_cycles where id = {made}
-- max: 1 row
select id from performance.review_cycles where id = {made}
-- max: nothing
select count(*) from performance.cycle_participants where cycle_id = {made}
-- hana: nothing
select performance.cancel_cycle({made}, 3, 'Too late')
-- hana: is 5
select performance.cancel_cycle({made}, 4, 'Not this year')
-- hana: is cancelled Not this year
select state || ' ' || cancel_reason from performance.review_cycles where id = {made}
-- pia: nothing
select count(*) from performance.review_cycles where id = {made}
-- lena: nothing
select count(*) from performance.cycle_participants where cycle_id = {made}
-- mona: nothing
select count(*) from performance.participant_reviewers r join performance.cycle_participants x on x.id = r.participant_id where x.cycle_id = {made}

--- NA-14: nothing that people are being reviewed by changes while a cycle is under way, but for the days on which reviews are due
-- hana: refused RH031
select performance.keep_cycle({cycle 0}, 1, '{"name": "Renamed"}')
-- hana: refused RH031
select performance.keep_cycle({cycle 0}, 1, '{"manager_due": "2030-01-01", "peer_mode": "named"}')
-- hana: refused RH038
select performance.keep_cycle({cycle 0}, 1, '{"manager_due": null}')
-- hana: refused RH038
select performance.keep_cycle({cycle 0}, 1, '{"self_due": null}')
-- hana: refused RH038
select performance.keep_cycle({cycle 0}, 1, '{"peer_due": null}')
-- hana: is 2
select performance.keep_cycle({cycle 0}, 1, '{"manager_due": "2030-01-03", "self_due": "2030-01-01", "peer_due": "2030-01-02"}')
-- hana: is 2030-01-01 2030-01-02 2030-01-03
select concat_ws(' ', self_due, peer_due, manager_due) from performance.review_cycles where id = {cycle 0}
-- superuser as hana: ok
update performance.review_cycles set self_due = null, peer_due = null where org_id = {org} and id = {cycle 4}
-- hana: is 3
select performance.keep_cycle({cycle 4}, 2, '{"self_due": null, "peer_due": null}')
-- hana: refused RH031
select performance.add_participants({cycle 0}, '{}')
-- hana: refused RH031
select performance.remove_participant({participant 0/0})
-- hana: refused RH031
select performance.keep_cycle({cycle 3}, 1, '{"manager_due": "2030-01-01"}')
-- hana: refused RH031
select performance.withdraw_scale({scale 4}, 1)
-- hana: refused RH031
select performance.withdraw_template({template 4}, 1)
-- hana: is 2
select performance.archive_scale({scale 4}, 1)
-- hana: refused RH031
select performance.withdraw_scale({scale 4}, 2)
-- hana: is 2
select performance.archive_template({template 4}, 1)
-- hana: refused RH031
select performance.withdraw_template({template 4}, 2)
-- hana: is 3
select performance.cancel_cycle({cycle 0}, 2, 'Not this year')
-- hana: refused RH031
select performance.withdraw_scale({scale 4}, 2)
-- hana: is 4
select performance.cancel_cycle({cycle 4}, 3, 'Not this year')
-- hana: is 2
select performance.cancel_cycle({cycle 5}, 1, 'Not this year')
-- superuser as hana: ok
update performance.review_cycles set scale_id = {scale 0}, template_id = {template 0} where org_id = {org} and id in ({cycle 6}, {cycle 7}, {cycle 8}, {cycle 9}, {cycle 10}, {cycle 12}, {cycle 13}, {cycle 14}, {cycle 15}, {cycle 16}, {cycle 17}, {cycle 18}, {cycle 19})
-- hana: is 3
select performance.withdraw_scale({scale 4}, 2)
-- hana: is 3
select performance.withdraw_template({template 4}, 2)

--- NA-14: a cycle is activated when everything it needs is there, and says what is missing
-- hana: refused RH038
select performance.activate_cycle({cycle 2}, 1)
-- hana: is 3
select performance.add_participants({cycle 2}, jsonb_build_object('employee_ids', array[{employee rita}, {employee sid}, {employee paul}]))
-- hana: is 2
select performance.keep_cycle({cycle 2}, 1, jsonb_build_object('template_id', {template 0}, 'scale_id', {scale 0}, 'first_day', '2025-01-01', 'last_day', '2025-12-31', 'self_due', '2026-01-01', 'manager_due', '2026-01-02', 'peer_min', 3))
-- hana: is t
select performance.activate_cycle({cycle 2}, (select row_version from performance.review_cycles where id = {cycle 2})) > 1
-- superuser as hana: ok
delete from performance.review_assignments where org_id = {org} and participant_id in (select x.id from performance.cycle_participants x where x.org_id = {org} and x.cycle_id = {cycle 2}); update performance.review_cycles set state = 'draft' where org_id = {org} and id = {cycle 2}; update performance.participant_reviewers set reviewer_id = null, manager_at_start = null where org_id = {org} and participant_id in (select x.id from performance.cycle_participants x where x.cycle_id = {cycle 2})
-- superuser as hana: ok
update performance.review_cycles set template_id = {template 1} where org_id = {org} and id = {cycle 2}
-- hana: refused RH038
select performance.activate_cycle({cycle 2}, (select row_version from performance.review_cycles where id = {cycle 2})) > 1
-- superuser as hana: ok
update performance.review_cycles set template_id = {template 0} where org_id = {org} and id = {cycle 2}
-- superuser as hana: ok
update performance.review_cycles set template_id = null where org_id = {org} and id = {cycle 2}
-- hana: refused RH038
select performance.activate_cycle({cycle 2}, (select row_version from performance.review_cycles where id = {cycle 2})) > 1
-- superuser as hana: ok
update performance.review_cycles set template_id = {template 0} where org_id = {org} and id = {cycle 2}
-- superuser as hana: ok
update performance.review_cycles set scale_id = {scale 2} where org_id = {org} and id = {cycle 2}
-- hana: refused RH038
select performance.activate_cycle({cycle 2}, (select row_version from performance.review_cycles where id = {cycle 2})) > 1
-- superuser as hana: ok
update performance.review_cycles set scale_id = {scale 0} where org_id = {org} and id = {cycle 2}
-- superuser as hana: ok
update performance.review_cycles set scale_id = null where org_id = {org} and id = {cycle 2}
-- hana: refused RH038
select performance.activate_cycle({cycle 2}, (select row_version from performance.review_cycles where id = {cycle 2})) > 1
-- superuser as hana: ok
update performance.review_cycles set scale_id = {scale 0} where org_id = {org} and id = {cycle 2}
-- superuser as hana: ok
update performance.review_cycles set first_day = null where org_id = {org} and id = {cycle 2}
-- hana: refused RH038
select performance.activate_cycle({cycle 2}, (select row_version from performance.review_cycles where id = {cycle 2})) > 1
-- superuser as hana: ok
update performance.review_cycles set first_day = '2025-01-01' where org_id = {org} and id = {cycle 2}
-- superuser as hana: ok
update performance.review_cycles set last_day = null where org_id = {org} and id = {cycle 2}
-- hana: refused RH038
select performance.activate_cycle({cycle 2}, (select row_version from performance.review_cycles where id = {cycle 2})) > 1
-- superuser as hana: ok
update performance.review_cycles set last_day = '2025-12-31' where org_id = {org} and id = {cycle 2}
-- superuser as hana: ok
update performance.review_cycles set manager_due = null where org_id = {org} and id = {cycle 2}
-- hana: refused RH038
select performance.activate_cycle({cycle 2}, (select row_version from performance.review_cycles where id = {cycle 2})) > 1
-- superuser as hana: ok
update performance.review_cycles set manager_due = '2026-01-02' where org_id = {org} and id = {cycle 2}
-- superuser as hana: ok
update performance.review_cycles set self_due = null where org_id = {org} and id = {cycle 2}
-- hana: refused RH038
select performance.activate_cycle({cycle 2}, (select row_version from performance.review_cycles where id = {cycle 2})) > 1
-- superuser as hana: ok
update performance.review_questions set audience = 'manager' where org_id = {org} and template_id = {template 0}
-- hana: is t
select performance.activate_cycle({cycle 2}, (select row_version from performance.review_cycles where id = {cycle 2})) > 1
-- superuser as hana: ok
delete from performance.review_assignments where org_id = {org} and participant_id in (select x.id from performance.cycle_participants x where x.org_id = {org} and x.cycle_id = {cycle 2}); update performance.review_cycles set state = 'draft' where org_id = {org} and id = {cycle 2}; update performance.participant_reviewers set reviewer_id = null, manager_at_start = null where org_id = {org} and participant_id in (select x.id from performance.cycle_participants x where x.cycle_id = {cycle 2})
-- superuser as hana: ok
update performance.review_questions set audience = 'peer' where org_id = {org} and template_id = {template 0}
-- hana: refused RH038
select performance.activate_cycle({cycle 2}, (select row_version from performance.review_cycles where id = {cycle 2})) > 1
-- superuser as hana: ok
update performance.review_questions set audience = 'upward' where org_id = {org} and template_id = {template 0}
-- hana: refused RH038
select performance.activate_cycle({cycle 2}, (select row_version from performance.review_cycles where id = {cycle 2})) > 1
-- superuser as hana: ok
update performance.review_cycles set peer_due = '2026-01-01' where org_id = {org} and id = {cycle 2}
-- hana: is t
select performance.activate_cycle({cycle 2}, (select row_version from performance.review_cycles where id = {cycle 2})) > 1
-- superuser as hana: ok
delete from performance.review_assignments where org_id = {org} and participant_id in (select x.id from performance.cycle_participants x where x.org_id = {org} and x.cycle_id = {cycle 2}); update performance.review_cycles set state = 'draft' where org_id = {org} and id = {cycle 2}; update performance.participant_reviewers set reviewer_id = null, manager_at_start = null where org_id = {org} and participant_id in (select x.id from performance.cycle_participants x where x.cycle_id = {cycle 2})
-- superuser as hana: ok
update performance.review_cycles set peer_min = 2 where org_id = {org} and id = {cycle 2}
-- hana: refused RH038
select performance.activate_cycle({cycle 2}, (select row_version from performance.review_cycles where id = {cycle 2})) > 1
-- superuser as hana: ok
update performance.review_cycles set peer_mode = 'named' where org_id = {org} and id = {cycle 2}
-- hana: is t
select performance.activate_cycle({cycle 2}, (select row_version from performance.review_cycles where id = {cycle 2})) > 1
-- superuser as hana: ok
delete from performance.review_assignments where org_id = {org} and participant_id in (select x.id from performance.cycle_participants x where x.org_id = {org} and x.cycle_id = {cycle 2}); update performance.review_cycles set state = 'draft' where org_id = {org} and id = {cycle 2}; update performance.participant_reviewers set reviewer_id = null, manager_at_start = null where org_id = {org} and participant_id in (select x.id from performance.cycle_participants x where x.cycle_id = {cycle 2})
-- superuser as hana: ok
update people.employees set state = 'left' where org_id = {org} and id = {employee sid}
-- hana: refused RH038
select performance.activate_cycle({cycle 2}, (select row_version from performance.review_cycles where id = {cycle 2})) > 1
-- superuser as hana: ok
update people.employees set state = 'active' where org_id = {org} and id = {employee sid}; update people.employees set state = 'left' where org_id = {org} and id = {employee mona}
-- hana: refused RH038
select performance.activate_cycle({cycle 2}, (select row_version from performance.review_cycles where id = {cycle 2})) > 1
-- superuser as hana: ok
update people.employees set state = 'active' where org_id = {org} and id = {employee mona}
-- hana: is t
select performance.activate_cycle({cycle 2}, (select row_version from performance.review_cycles where id = {cycle 2})) > 1
-- superuser as hana: ok
delete from performance.review_assignments where org_id = {org} and participant_id in (select x.id from performance.cycle_participants x where x.org_id = {org} and x.cycle_id = {cycle 2}); update performance.review_cycles set state = 'draft' where org_id = {org} and id = {cycle 2}; update performance.participant_reviewers set reviewer_id = null, manager_at_start = null where org_id = {org} and participant_id in (select x.id from performance.cycle_participants x where x.cycle_id = {cycle 2})
-- superuser as hana: ok
update people.reporting_lines set kind = 'dotted' where org_id = {org} and employee_id = {employee rita} and manager_id = {employee mona}
-- hana: refused RH038
select performance.activate_cycle({cycle 2}, (select row_version from performance.review_cycles where id = {cycle 2})) > 1
-- superuser as hana: ok
update people.reporting_lines set kind = 'primary', valid = daterange('2020-01-01', '2020-02-01') where org_id = {org} and employee_id = {employee rita} and manager_id = {employee mona}
-- hana: refused RH038
select performance.activate_cycle({cycle 2}, (select row_version from performance.review_cycles where id = {cycle 2})) > 1
-- superuser as hana: ok
update people.reporting_lines set valid = daterange('2020-01-01', null) where org_id = {org} and employee_id = {employee rita} and manager_id = {employee mona}
-- hana: is t
select performance.activate_cycle({cycle 2}, (select row_version from performance.review_cycles where id = {cycle 2})) > 1
-- superuser as hana: ok
delete from performance.review_assignments where org_id = {org} and participant_id in (select x.id from performance.cycle_participants x where x.org_id = {org} and x.cycle_id = {cycle 2}); update performance.review_cycles set state = 'draft' where org_id = {org} and id = {cycle 2}; update performance.participant_reviewers set reviewer_id = null, manager_at_start = null where org_id = {org} and participant_id in (select x.id from performance.cycle_participants x where x.cycle_id = {cycle 2})
-- superuser as hana: ok
delete from performance.participant_reviewers r using performance.cycle_participants x where x.org_id = {org} and x.cycle_id = {cycle 2} and r.org_id = x.org_id and r.participant_id = x.id; delete from performance.cycle_participants where org_id = {org} and cycle_id = {cycle 2}
-- hana: refused RH038
select performance.activate_cycle({cycle 2}, (select row_version from performance.review_cycles where id = {cycle 2})) > 1

--- NA-14: what a cycle needs is its own organisation's, floors or not
-- floors: taken away
-- hana: is 1
select performance.add_participants({cycle 2}, jsonb_build_object('employee_ids', array[{employee rita}]))
-- hana: is 2
select performance.keep_cycle({cycle 2}, 1, jsonb_build_object('template_id', {template 0}, 'scale_id', {scale 1}, 'first_day', '2025-01-01', 'last_day', '2025-12-31', 'manager_due', '2026-01-02', 'self_due', '2026-01-02'))
-- hana: refused RH038
select performance.activate_cycle({cycle 2}, (select row_version from performance.review_cycles where id = {cycle 2} and org_id = {org})) > 1
-- superuser as hana: ok
update performance.review_cycles set template_id = {template 1}, scale_id = {scale 0} where org_id = {org} and id = {cycle 2}
-- hana: refused RH038
select performance.activate_cycle({cycle 2}, (select row_version from performance.review_cycles where id = {cycle 2} and org_id = {org})) > 1
-- superuser as hana: ok
update performance.review_questions set audience = 'manager' where org_id = {org} and template_id = {template 0}
-- superuser as hana: ok
update performance.review_cycles set template_id = {template 0}, self_due = null where org_id = {org} and id = {cycle 2}
-- hana: is t
select performance.activate_cycle({cycle 2}, (select row_version from performance.review_cycles where id = {cycle 2} and org_id = {org})) > 1

--- NA-14: whoever is chosen takes part: departments with those below them, sites, who was there by a day, and people by name
-- hana: is t
select performance.add_participants({cycle 2}, jsonb_build_object('department_ids', array[{department 0}])) = (select count(*) from people.employees e where e.department_id = {department 1} and e.state = 'active')
-- superuser as hana: ok
delete from performance.participant_reviewers r using performance.cycle_participants x where x.org_id = {org} and x.cycle_id = {cycle 2} and r.org_id = x.org_id and r.participant_id = x.id; delete from performance.cycle_participants where org_id = {org} and cycle_id = {cycle 2}
-- hana: is 0
select performance.add_participants({cycle 2}, jsonb_build_object('department_ids', array[{department 2}]))
-- hana: is 0
select performance.add_participants({cycle 2}, '{"department_ids": []}')
-- hana: is 2
select performance.add_participants({cycle 2}, jsonb_build_object('site_ids', array[{site 1}]))
-- hana: is ravi, rob
select string_agg(split_part(e.display_name, ' ', 1), ', ' order by e.display_name) from performance.cycle_participants x join people.employees e on e.id = x.employee_id where x.cycle_id = {cycle 2}
-- superuser as hana: ok
update people.employment_records set hired_on = '1990-05-05' where org_id = {org} and employee_id = {employee lena}; update people.employment_records set hired_on = '1990-05-05' where org_id = {org} and employee_id = {employee gwen}
-- hana: is 0
select performance.add_participants({cycle 2}, '{"hired_until": "1990-05-04"}')
-- hana: is 1
select performance.add_participants({cycle 2}, '{"hired_until": "1990-05-05"}')
-- hana: is 0
select performance.add_participants({cycle 2}, jsonb_build_object('site_ids', array[{site 1}], 'employee_ids', array[{employee lena}, {employee pia}]))
-- hana: refused 23503
select performance.add_participants({cycle 2}, jsonb_build_object('employee_ids', array[{employee pia}, {employee gwen}]))
-- hana: refused 23503
select performance.add_participants({cycle 2}, jsonb_build_object('employee_ids', array[{employee rita of away}]))
-- hana: refused 23503
select performance.add_participants({cycle 2}, jsonb_build_object('department_ids', array[{department 1}, {department 1 of away}]))
-- hana: refused 23503
select performance.add_participants({cycle 2}, jsonb_build_object('site_ids', array[{site 1}, {site 1 of away}]))
-- hana: refused RH050
select performance.add_participants({cycle 2}, '{"everybody": true}')
-- hana: refused 22P02
select performance.add_participants({cycle 2}, '{"employee_ids": ["garbage"]}')
-- hana: refused RH032
select performance.add_participants({cycle 1 of away}, '{}')
-- pia: refused RH030
select performance.add_participants({cycle 2}, '{}')

--- R4: hr is reviewed like everybody: nobody reads or decides who decides about them
-- hana: nothing
select count(*) from performance.participant_reviewers where employee_id = {employee hana}
-- hugo: 11 rows
select participant_id from performance.participant_reviewers where employee_id = {employee hana}
-- hana: 11 rows
select id from performance.cycle_participants where employee_id = {employee hana}
-- hana: refused RH039
select performance.set_reviewer({participant 0/3}, {employee mona})
-- hana: refused RH039
select performance.remove_participant({participant 1/1})
-- hugo: is 2
select performance.set_reviewer({participant 0/3}, {employee mona})
-- mona: is 3
select count(*) from performance.participant_reviewers where employee_id = {employee hana}
-- hugo: 1 row
select performance.remove_participant({participant 1/1})
-- hana: nothing
select count(*) from performance.cycle_participants where id = {participant 1/1}
-- hugo: refused RH032
select performance.remove_participant({participant 1/1})
-- hugo: refused RH039
select performance.set_reviewer({participant 0/0}, {employee rita})
-- hugo: refused 23503
select performance.set_reviewer({participant 0/0}, {employee gwen})
-- hugo: refused 23503
select performance.set_reviewer({participant 0/0}, {employee rita of away})
-- hugo: refused RH038
select performance.set_reviewer({participant 0/0}, null)
-- hugo: is 2
select performance.set_reviewer({participant 1/0}, {employee lena})
-- hugo: is 3
select performance.set_reviewer({participant 1/0}, null)
-- hana: is t
select reviewer_id is null from performance.participant_reviewers where participant_id = {participant 1/0}
-- hugo: refused RH031
select performance.set_reviewer({participant 3/0}, {employee lena})
-- hana: nothing
select count(*) from audit.log l join audit.payloads p on p.org_id = l.org_id and p.entry_id = l.id where l.entity = 'participant_reviewer' and l.entity_id = {participant 0/3}
-- hugo: is t
select count(*) > 0 from audit.log l join audit.payloads p on p.org_id = l.org_id and p.entry_id = l.id where l.entity = 'participant_reviewer' and l.entity_id = {participant 0/3}

--- R4: two rights of one person do not make their own part somebody else's
-- superuser: ok
set local session_replication_role = replica; update identity.memberships set user_id = {account hana} where org_id = {org of away} and id = {member rita of away}; update identity.capabilities set user_id = {account hana} where org_id = {org of away} and member_id = {member rita of away}; set local session_replication_role = origin
-- hana: nothing
select count(*) from performance.participant_reviewers where employee_id = {employee hana}
-- hana: nothing
select count(*) from (select set_config('app.session', {secret rita of away}, true), set_config('app.org_id', {org of away}::text, true), set_config('app.role', 'employee', true) offset 0) c, performance.participant_reviewers r where r.employee_id = {employee hana}

--- NA-14: an admin may draw a cycle up, and nothing more
-- ada: is 1
select performance.open_cycle({new}, '{"name": "Of an admin", "kind": "360"}')
-- ada: keeps made
select id::text from performance.review_cycles where name = 'Of an admin'
-- ada: refused RH030
select performance.keep_cycle({made}, 1, '{"name": "Another"}')
-- ada: refused RH030
select performance.cancel_cycle({made}, 1, 'Another')
-- hana: is 2
select performance.keep_cycle({made}, 1, '{"name": "Kept by hr"}')
-- mona: refused RH030
select performance.open_cycle({new}, '{"name": "Of a manager", "kind": "360"}')

--- NA-14: what makes no sense of a cycle is refused, and nothing of it is kept
-- hana: refused RH050
select performance.open_cycle({new}, '{"name": "A", "kind": "360", "state": "active"}')
-- hana: refused RH050
select performance.keep_cycle({cycle 1}, 1, '{"cancel_reason": "because"}')
-- hana: refused 23502
select performance.open_cycle({new}, '{"kind": "360"}')
-- hana: refused 23502
select performance.open_cycle({new}, '{"name": "A", "kind": "360", "peer_min": null}')
-- hana: refused 23514
select performance.open_cycle({new}, '{"name": "A", "kind": "weekly"}')
-- hana: refused 23514
select performance.keep_cycle({cycle 1}, 1, '{"last_day": "2020-01-01"}')
-- hana: refused 22007
select performance.keep_cycle({cycle 1}, 1, '{"last_day": "someday"}')
-- hana: refused 23503
select performance.keep_cycle({cycle 1}, 1, jsonb_build_object('template_id', {template 1 of away}))
-- hana: refused 23503
select performance.keep_cycle({cycle 1}, 1, jsonb_build_object('scale_id', {scale 1 of away}))
-- hana: refused 23505
select performance.keep_cycle({cycle 1}, 1, '{"name": "Cycle 0"}')
-- hana: is 2
select performance.keep_cycle({cycle 1}, 1, '{"name": "Cycle 3"}')
-- hana: refused 23514
select performance.cancel_cycle({cycle 1}, 2, null)
-- hana: refused 23514
select performance.cancel_cycle({cycle 1}, 2, '')
-- hana: nothing
select performance.keep_cycle({cycle 1}, 1, '{"name": "Too late"}')
-- hana: nothing
select performance.remove_cycle({cycle 1}, 1)
-- hana: nothing
select performance.activate_cycle({cycle 1}, 1)
-- hana: nothing
select performance.activate_cycle({cycle 1}, null)
-- hana: nothing
select performance.cancel_cycle({cycle 1}, null, 'because')

--- NA-14: whoever is chosen is of one's own organisation, floors or not
-- floors: taken away
-- hana: refused 23503
select performance.add_participants({cycle 2}, jsonb_build_object('employee_ids', array[{employee gwen}]))
-- hana: refused 23503
select performance.add_participants({cycle 2}, jsonb_build_object('department_ids', array[{department 1 of away}]))
-- hana: refused 23503
select performance.add_participants({cycle 2}, jsonb_build_object('site_ids', array[{site 1 of away}]))
-- superuser as hana: ok
update people.employees set department_id = {department 0} where org_id = {org} and id = {employee lena}
-- hana: is t
select performance.add_participants({cycle 2}, jsonb_build_object('department_ids', array[{department 1}])) > 5
-- hana: nothing
select count(*) from performance.cycle_participants where org_id = {org} and cycle_id = {cycle 2} and employee_id = {employee lena}
-- hana: is 1
select performance.add_participants({cycle 2}, '{}')

--- R4: whose part it is is looked up in one's own organisation, floors or not
-- floors: taken away
-- superuser as hana: ok
delete from performance.review_answers where org_id = {org} and participant_id = {participant 0/3}; delete from performance.reviews where org_id = {org} and participant_id = {participant 0/3}; delete from performance.proposed_grades where org_id = {org} and participant_id = {participant 0/3}; delete from performance.review_assignments where org_id = {org} and participant_id = {participant 0/3}; delete from performance.participant_reviewers where org_id = {org} and participant_id = {participant 0/3}; delete from performance.cycle_participants where org_id = {org} and id = {participant 0/3}; insert into performance.cycle_participants (org_id, id, cycle_id, employee_id) values ({org}, {participant 0/3}, {cycle 0}, {employee hana}); insert into performance.participant_reviewers (org_id, participant_id, employee_id, reviewer_id) values ({org}, {participant 0/3}, {employee hana}, {employee hugo})
-- hana: refused RH039
select performance.set_reviewer({participant 0/3}, {employee mona})
-- hugo: refused 23503
select performance.set_reviewer({participant 0/0}, {employee gwen})
-- hugo: is 2
select performance.set_reviewer({participant 0/0}, {employee ravi})

--- R4: another is whoever is of one's organisation and not oneself, be one an employee or not
-- hana: is t
select app.concerns_another(array[{org}, {employee hana}], {org}, {employee rita})
-- hana: is f
select app.concerns_another(array[{org}, {employee hana}], {org}, {employee hana})
-- hana: is f
select app.concerns_another(array[{org}, {employee hana}], {org of away}, {employee rita})
-- hana: is t
select app.concerns_another(array[{org}, null], {org}, {employee rita})
-- hana: is t
select app.concerns_another(null, {org}, {employee rita}) is null
