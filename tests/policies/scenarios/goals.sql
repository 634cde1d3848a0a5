--- 4.4: a goal is drawn up, activated, followed and concluded by its owner
-- ravi: is 1
select performance.open_goal({goal 90}, jsonb_build_object('title', 'Fewer calls', 'visibility', 'org', 'weight', 30, 'due', '2030-01-01', 'description', 'Of angry people', 'kind', 'development', 'parent_id', {goal 0}, 'cycle_id', {cycle 0}, 'key_results', '[{"title": "Calls", "unit": "a day", "start_value": 20, "target_value": 5}, {"title": "Smiles", "start_value": 1.25, "target_value": 9, "current_value": 2}]'::jsonb))
-- ravi: is draft org development Fewer calls 30 2030-01-01 Of angry people t t t
select concat_ws(' ', state, visibility, kind, title, weight, due, description, owner_id = {employee ravi}, parent_id = {goal 0}, cycle_id = {cycle 0}) from performance.goals where id = {goal 90}
-- ravi: is 1 Calls a day 20 5 20, 2 Smiles 1.25 9 2
select string_agg(concat_ws(' ', rank, title, unit, trim_scale(start_value), trim_scale(target_value), trim_scale(current_value)), ', ' order by rank) from performance.key_results where goal_id = {goal 90}
-- marc: is 1
select count(*) from performance.goals where id = {goal 90}
-- rita: is 1
select count(*) from performance.goals where id = {goal 90}
-- hana: nothing
select count(*) from performance.goals where id = {goal 90}
-- pia: nothing
select count(*) from performance.key_results where goal_id = {goal 90}
-- ravi: is 2
select performance.activate_goal({goal 90}, 1)
-- pia: is 2
select count(*) from performance.key_results where goal_id = {goal 90}
-- pia: is active
select state from performance.goals where id = {goal 90}
-- ravi: is t
select performance.add_goal_update({goal 90}, {goal_update 90}, 'Slowly', 'at_risk') = {goal_update 90}
-- pia: is at_risk
select state from performance.goals where id = {goal 90}
-- pia: nothing
select count(*) from performance.goal_updates where goal_id = {goal 90}
-- marc: is Slowly at_risk t t
select concat_ws(' ', note, state, author_id = {employee ravi}, owner_id = {employee ravi}) from performance.goal_updates where goal_id = {goal 90}
-- ravi: is 4
select performance.record_key_result(k.id, 3, 12.5) from performance.key_results k where k.goal_id = {goal 90} and k.rank = 1
-- pia: is 12.5, 2
select string_agg(trim_scale(current_value)::text, ', ' order by rank) from performance.key_results where goal_id = {goal 90}
-- marc: is t
select performance.add_goal_update({goal 90}, {goal_update 91}, 'Well done', null) = {goal_update 91}
-- ravi: is 4 at_risk
select row_version || ' ' || state from performance.goals where id = {goal 90}
-- ravi: is t
select performance.add_goal_update({goal 90}, {goal_update 92}, 'Better now', 'on_track') = {goal_update 92}
-- ravi: is at_risk marc - ravi, on_track
select (select u.state from performance.goal_updates u where u.id = {goal_update 90}) || ' ' || (select case when u.author_id = {employee marc} then 'marc' end || ' ' || coalesce(u.state, '-') from performance.goal_updates u where u.id = {goal_update 91}) || ' ravi, ' || (select u.state from performance.goal_updates u where u.id = {goal_update 92})

--- 4.4: nothing is changed that is another by now, and nothing becomes of it
-- ravi: nothing
select performance.keep_goal({goal 6}, 2, '{"title": "Another"}')
-- ravi: nothing
select performance.activate_goal({goal 6}, 2)
-- ravi: nothing
select performance.remove_goal({goal 6}, 2)
-- ravi: nothing
select performance.conclude_goal({goal 8}, 2, 'achieved')
-- ravi: nothing
select performance.record_key_result({key_result 8}, 2, 5)
-- ravi: is 1 draft Goal 6, 1 on_track Goal 8
select string_agg(concat_ws(' ', row_version, state, title), ', ' order by id) from performance.goals where id in ({goal 6}, {goal 8})
-- ravi: is 3
select trim_scale(current_value) from performance.key_results where id = {key_result 8}

--- 4.4: whose goal it is, or who manages them, says how a draft reads; its key results as a whole
-- mona: is 1
select performance.open_goal({goal 90}, jsonb_build_object('owner_id', {employee ravi}, 'title', 'Learn to listen', 'visibility', 'private'))
-- ravi: is private objective f
select concat_ws(' ', visibility, kind, owner_id = {employee mona}) from performance.goals where id = {goal 90}
-- mona: refused RH030
select performance.keep_goal({goal 90}, 1, '{"visibility": "org"}')
-- mona: is 2
select performance.keep_goal({goal 90}, 1, jsonb_build_object('title', 'Listen', 'kind', 'development', 'weight', 7, 'due', '2031-02-03', 'description', 'More', 'cycle_id', {cycle 0}, 'parent_id', {goal 0}, 'key_results', '[{"title": "Ears", "start_value": 0, "target_value": 2}]'::jsonb))
-- ravi: is Listen development 7 2031-02-03 More t t
select concat_ws(' ', title, kind, weight, due, description, cycle_id = {cycle 0}, parent_id = {goal 0}) from performance.goals where id = {goal 90}
-- ravi: is 3
select performance.keep_goal({goal 90}, 2, '{"visibility": "team", "due": null, "description": null, "weight": null, "cycle_id": null, "parent_id": null}')
-- ravi: is team Listen f f f f f
select concat_ws(' ', visibility, title, due is not null, description is not null, weight is not null, cycle_id is not null, parent_id is not null) from performance.goals where id = {goal 90}
-- ravi: is Ears
select string_agg(title, ', ') from performance.key_results where goal_id = {goal 90}
-- ravi: is 4
select performance.keep_goal({goal 90}, 3, '{"key_results": [{"title": "Left ear", "start_value": 0, "target_value": 1}, {"title": "Right ear", "start_value": 0, "target_value": 1}]}')
-- ravi: is Left ear, Right ear
select string_agg(title, ', ' order by rank) from performance.key_results where goal_id = {goal 90}
-- ravi: is 10 How many
select max(trim_scale(target_value)) || ' ' || max(title) from performance.key_results where goal_id = {goal 6}
-- mona: refused RH030
select performance.remove_goal({goal 90}, 4)
-- ravi: is t
select performance.remove_goal({goal 90}, 4) = {goal 90}
-- mona: nothing
select count(*) from performance.key_results where goal_id = {goal 90}
-- ravi: is 1
select count(*) from performance.key_results where goal_id = {goal 6}

--- HY-01: a goal has the fields it has, and the key results people read
-- ravi: refused RH050
select performance.open_goal({goal 90}, '{"title": "New", "state": "achieved"}')
-- ravi: refused RH050
select performance.open_goal({goal 90}, '{"title": "New", "key_results": {"title": "One"}}')
-- ravi: refused 23502
select performance.open_goal({goal 90}, '{"visibility": "org"}')
-- ravi: refused 23514
select performance.open_goal({goal 90}, jsonb_build_object('title', 'New', 'key_results', (select jsonb_agg('{"title": "One", "start_value": 0, "target_value": 1}'::jsonb) from generate_series(1, 21))))
-- ravi: refused RH050
select performance.keep_goal({goal 6}, 1, jsonb_build_object('owner_id', {employee rita}))
-- ravi: refused RH050
select performance.conclude_goal({goal 8}, 1, 'active')
-- ravi: refused RH050
select performance.conclude_goal({goal 8}, 1, null)
-- ravi: refused RH050
select performance.ask_goal_change({goal 8}, {ask 90}, '{"aim": "weight", "weight": 3, "party": "manager"}')
-- ravi: is 1
select performance.open_goal({goal 90}, '{"title": "Just so"}')
-- ravi: is team objective t
select concat_ws(' ', visibility, kind, weight is null and due is null and description is null) from performance.goals where id = {goal 90}
-- ravi: nothing
select count(*) from performance.key_results where goal_id = {goal 90}
-- dora: refused RH030
select performance.open_goal({goal 91}, '{"title": "Of nobody"}')

--- HY-01: a goal lies below one that its editor sees, in a cycle that they see and that is open
-- ravi: refused 23503
select performance.keep_goal({goal 6}, 1, jsonb_build_object('parent_id', {goal 1}))
-- ravi: refused 23503
select performance.keep_goal({goal 6}, 1, jsonb_build_object('parent_id', {goal 2}))
-- ravi: refused 23503
select performance.keep_goal({goal 6}, 1, jsonb_build_object('parent_id', {goal 99}))
-- pia: refused 23503
select performance.open_goal({goal 90}, jsonb_build_object('title', 'New', 'parent_id', {goal 3}))
-- ravi: refused 23503
select performance.keep_goal({goal 6}, 1, jsonb_build_object('cycle_id', {cycle 1}))
-- ravi: refused 23503
select performance.keep_goal({goal 6}, 1, jsonb_build_object('cycle_id', {cycle 4}))
-- hana: refused 23503
select performance.keep_goal({goal 15}, 1, jsonb_build_object('cycle_id', {cycle 3}))
-- ravi: is 2
select performance.keep_goal({goal 6}, 1, jsonb_build_object('cycle_id', {cycle 0}, 'parent_id', {goal 3}))
-- hana: is 2
select performance.keep_goal({goal 15}, 1, jsonb_build_object('cycle_id', {cycle 1}, 'parent_id', {goal 3}))
-- marc: is 2
select performance.keep_goal({goal 10}, 1, jsonb_build_object('cycle_id', {cycle 4}, 'parent_id', {goal 0}))
-- ada: is 2
select performance.keep_goal({goal 18}, 1, jsonb_build_object('cycle_id', {cycle 2}))

--- HY-01: goals that lie below each other do not close a circle
-- mona: refused RH023
select performance.keep_goal({goal 0}, 1, jsonb_build_object('parent_id', {goal 0}))
-- mona: refused RH023
select performance.keep_goal({goal 0}, 1, jsonb_build_object('parent_id', {goal 5}))
-- mona: is 2
select performance.keep_goal({goal 0}, 1, jsonb_build_object('parent_id', {goal 3}))
-- ravi: is 2
select performance.keep_goal({goal 6}, 1, jsonb_build_object('parent_id', {goal 5}))
-- mona: refused RH023
select performance.keep_goal({goal 3}, 1, jsonb_build_object('parent_id', {goal 6}))
-- mona: is 2
select performance.keep_goal({goal 3}, 1, '{"parent_id": null}')
-- mona: is 3
select performance.keep_goal({goal 3}, 2, jsonb_build_object('parent_id', {goal 9}))

--- 4.4: a target and a weight change when both agree
-- rita: is t
select performance.ask_goal_change({goal 3}, {ask 90}, '{"aim": "weight", "weight": 55, "note": "It grew"}') = {ask 90}
-- rita: refused RH031
select performance.ask_goal_change({goal 3}, {ask 91}, '{"aim": "weight", "weight": 60}')
-- rita: refused RH031
select performance.ask_goal_change({goal 3}, {ask 91}, jsonb_build_object('aim', 'target', 'target_value', 3, 'key_result_id', {key_result 3}))
-- mona: is asked owner weight 55 It grew t
select concat_ws(' ', step, party, aim, weight, note, author_id = {employee rita}) from performance.goal_changes where id = {ask 90}
-- rita: refused RH030
select performance.answer_goal_change({ask 90}, {ask 92}, 'accepted', null)
-- mona: is t
select performance.answer_goal_change({ask 90}, {ask 92}, 'accepted', 'Gladly') = {ask 92}
-- rita: is 55 2 active
select weight || ' ' || row_version || ' ' || state from performance.goals where id = {goal 3}
-- rita: is 10
select trim_scale(target_value) from performance.key_results where id = {key_result 3}
-- rita: is accepted manager Gladly t t
select concat_ws(' ', step, party, note, author_id = {employee mona}, asked_id = {ask 90}) from performance.goal_changes where id = {ask 92}
-- mona: refused RH031
select performance.answer_goal_change({ask 90}, {ask 93}, 'refused', null)
-- mona: is t
select performance.answer_goal_change({ask 3}, {ask 93}, 'accepted', null) = {ask 93}
-- rita: is 7
select trim_scale(target_value) from performance.key_results where id = {key_result 3}
-- rita: is 55 3 active
select weight || ' ' || row_version || ' ' || state from performance.goals where id = {goal 3}
-- rita: is t
select performance.ask_goal_change({goal 3}, {ask 94}, jsonb_build_object('aim', 'target', 'target_value', 3, 'key_result_id', {key_result 3})) = {ask 94}
-- marc: is 10
select trim_scale(target_value) from performance.key_results where id = {key_result 9}
-- mona: is t
select performance.ask_goal_change({goal 0}, {ask 95}, '{"aim": "weight", "weight": 5}') = {ask 95}
-- mona: is t
select performance.ask_goal_change({goal 2}, {ask 96}, '{"aim": "weight", "weight": 5}') = {ask 96}

--- 4.4: what a manager asks for the owner decides, and what is refused or withdrawn is not done
-- mona: is t
select performance.ask_goal_change({goal 3}, {ask 90}, '{"aim": "weight", "weight": 5}') = {ask 90}
-- mona: is manager
select party from performance.goal_changes where id = {ask 90}
-- mona: refused RH030
select performance.answer_goal_change({ask 90}, {ask 91}, 'accepted', null)
-- rita: refused RH030
select performance.answer_goal_change({ask 90}, {ask 91}, 'withdrawn', null)
-- dina: refused RH030
select performance.answer_goal_change({ask 90}, {ask 91}, 'withdrawn', null)
-- rita: is t
select performance.answer_goal_change({ask 90}, {ask 91}, 'refused', 'Five is nothing') = {ask 91}
-- rita: is 20 1
select weight || ' ' || row_version from performance.goals where id = {goal 3}
-- mona: is t
select performance.ask_goal_change({goal 3}, {ask 92}, '{"aim": "weight", "weight": 6}') = {ask 92}
-- mona: is t
select performance.answer_goal_change({ask 92}, {ask 93}, 'withdrawn', null) = {ask 93}
-- rita: refused RH031
select performance.answer_goal_change({ask 92}, {ask 94}, 'accepted', null)
-- rita: is 20
select weight from performance.goals where id = {goal 3}
-- rita: refused 23514
select performance.answer_goal_change({ask 3}, {ask 95}, 'asked', null)
-- rita: refused RH032
select performance.answer_goal_change({ask 91}, {ask 95}, 'accepted', null)

--- 4.4: in an active cycle the manager confirms what became of a goal
-- rita: refused RH031
select performance.conclude_goal({goal 3}, 1, 'achieved')
-- rita: is t
select performance.ask_goal_change({goal 3}, {ask 90}, '{"aim": "outcome", "outcome": "missed"}') = {ask 90}
-- mona: is t
select performance.answer_goal_change({ask 90}, {ask 91}, 'accepted', null) = {ask 91}
-- rita: is missed 20
select state || ' ' || weight from performance.goals where id = {goal 3}
-- rita: refused RH031
select performance.add_goal_update({goal 3}, {goal_update 90}, 'One more word', null)
-- ravi: is 2
select performance.conclude_goal({goal 8}, 1, 'achieved')
-- ravi: is achieved
select state from performance.goals where id = {goal 8}
-- rob: refused RH031
select performance.ask_goal_change({goal 27}, {ask 92}, '{"aim": "outcome", "outcome": "achieved"}')

--- 4.4: who only saw a goal sees no more once it is private
-- marc: is 1
select count(*) from performance.goals where id = {goal 5}
-- pia: is 1
select count(*) from performance.goals where id = {goal 5}
-- hana: is 1
select count(*) from performance.goal_updates where goal_id = {goal 5}
-- ravi: is 2
select performance.keep_goal({goal 5}, 1, '{"visibility": "private"}')
-- pia: nothing
select count(*) from performance.goals where id = {goal 5}
-- hana: nothing
select count(*) from performance.goal_updates where goal_id = {goal 5}
-- hana: nothing
select count(*) from performance.goal_changes where goal_id = {goal 5}
-- hana: refused RH032
select performance.keep_goal({goal 5}, 2, '{"title": "Seen"}')
-- marc: is 1
select count(*) from performance.goals where id = {goal 5}

--- R16: a goal's draft goes with the reporting line, and what somebody wrote stays with them
-- superuser as hana: ok
update people.reporting_lines set valid = daterange(lower(valid), app.today()) where org_id = {org} and employee_id = {employee ravi} and manager_id = {employee marc}
-- marc: nothing
select count(*) from performance.goals where id in ({goal 6}, {goal 8})
-- marc: is 1
select count(*) from performance.goal_updates where goal_id = {goal 5}
-- marc: nothing
select count(*) from performance.goal_changes where goal_id = {goal 5}
-- marc: refused RH032
select performance.answer_goal_change({ask 5}, {ask 90}, 'withdrawn', null)
-- ravi: is t
select performance.answer_goal_change({ask 5}, {ask 90}, 'accepted', null) = {ask 90}

--- 4.4: whoever keeps everybody's goals does not take part in what takes two
-- superuser as hana: ok
insert into performance.goal_changes (org_id, id, goal_id, owner_id, step, party, author_id, aim, weight) values ({org}, {ask 91}, {goal 3}, {employee rita}, 'asked', 'manager', {employee hana}, 'weight', 3)
-- hana: refused RH030
select performance.answer_goal_change({ask 91}, {ask 90}, 'withdrawn', null)
-- hana: refused RH030
select performance.answer_goal_change({ask 3}, {ask 90}, 'accepted', null)

--- 4.4: a change of another goal's key result is none of this one's
-- rita: refused 23503
select performance.ask_goal_change({goal 3}, {ask 90}, jsonb_build_object('aim', 'target', 'target_value', 3, 'key_result_id', {key_result 4}))
-- rita: refused 23514
select performance.ask_goal_change({goal 3}, {ask 90}, '{"aim": "weight", "outcome": "missed"}')
-- rita: refused 23514
select performance.ask_goal_change({goal 3}, {ask 90}, '{"weight": 3}')

--- 4.4: what is asked for is done to the key result that it names
-- superuser as hana: ok
insert into performance.key_results (org_id, id, goal_id, rank, title, start_value, target_value, current_value) values ({org}, {key_result 90}, {goal 3}, 2, 'Another', 0, 10, 0)
-- rita: is t
select performance.ask_goal_change({goal 3}, {ask 90}, jsonb_build_object('aim', 'target', 'target_value', 4, 'key_result_id', {key_result 90})) = {ask 90}
-- mona: is t
select performance.answer_goal_change({ask 90}, {ask 91}, 'accepted', null) = {ask 91}
-- rita: is 10, 4
select string_agg(trim_scale(target_value)::text, ', ' order by rank) from performance.key_results where goal_id = {goal 3}
-- rita: is 3
select performance.record_key_result({key_result 90}, 2, 2)
-- rita: is 3, 2
select string_agg(trim_scale(current_value)::text, ', ' order by rank) from performance.key_results where goal_id = {goal 3}

--- HY-01: a cycle that goals are linked to is cancelled, not removed
-- hana: refused RH031
select performance.remove_cycle({cycle 11}, 1)
-- ada: is 2
select performance.keep_goal({goal 18}, 1, '{"cycle_id": null}')
-- hana: is t
select performance.remove_cycle({cycle 11}, 1) = {cycle 11}

--- R1: of the same ids in another organisation nothing is touched
-- ravi: is 2
select performance.keep_goal({goal 6}, 1, '{"title": "Here", "key_results": []}')
-- ravi: is t
select performance.remove_goal({goal 6}, 2) = {goal 6}
-- mona: is t
select performance.answer_goal_change({ask 3}, {ask 90}, 'accepted', null) = {ask 90}
-- mona: is 3
select performance.conclude_goal({goal 2}, 1, 'dropped') + 1
-- superuser: nothing
select count(*) from performance.goals g where g.org_id = {org of twin} and g.row_version > 1
-- superuser: nothing
select count(*) from performance.key_results k where k.org_id = {org of twin} and k.row_version > 1
-- superuser: is t
select count(*) > 0 from performance.key_results k where k.org_id = {org of twin} and k.goal_id = {goal 6}

--- R1: a goal is changed in one's own organisation, floors or not
-- floors: taken away
-- superuser as hana: ok
update performance.goals set title = title where org_id = {org}; update performance.key_results set title = title where org_id = {org}; update performance.review_cycles set name = name where org_id = {org}
-- superuser as ada of twin: ok
update performance.goals set parent_id = {goal 6} where org_id = {org of twin} and id = {goal 9}
-- superuser: keeps theirs
select count(*) from performance.goals where org_id = {org of twin}
-- ravi: is 3
select performance.keep_goal({goal 6}, 2, '{"title": "Here", "key_results": []}')
-- ravi: is t
select performance.remove_goal({goal 6}, 3) = {goal 6}
-- ravi: is 3
select performance.activate_goal({goal 7}, 2)
-- ravi: is 3
select performance.conclude_goal({goal 8}, 2, 'achieved')
-- ravi: is 3
select performance.record_key_result({key_result 5}, 2, 9)
-- ravi: is t
select performance.add_goal_update({goal 5}, {goal_update 90}, 'On it', 'on_track') = {goal_update 90}
-- superuser: is t
select count(*) = {theirs}::bigint from performance.goals where org_id = {org of twin}
-- superuser: nothing
select count(*) from performance.goals where org_id = {org of twin} and row_version > 1 and id <> {goal 9}
-- superuser: nothing
select count(*) from performance.key_results where org_id = {org of twin} and row_version > 1
-- superuser: is t
select count(*) > 0 from performance.key_results where org_id = {org of twin} and goal_id = {goal 6}
-- mona: refused 23503
select performance.keep_goal({goal 1}, 2, jsonb_build_object('cycle_id', {cycle 1}))

--- R1: what is asked for and answered is one's own organisation's, floors or not
-- floors: taken away
-- superuser as hana: ok
alter table performance.goal_changes disable trigger user; update performance.goal_changes set note = note where org_id = {org}; alter table performance.goal_changes enable trigger user; update performance.key_results set title = title where org_id = {org}; update performance.goals set title = title where org_id = {org}
-- superuser as ada of twin: ok
insert into performance.goal_changes (org_id, id, goal_id, owner_id, step, party, author_id, aim, weight) select g.org_id, {ask 90}, g.id, g.owner_id, 'asked', 'owner', g.owner_id, 'weight', 3 from performance.goals g where g.org_id = {org of twin} and g.id = {goal 9}
-- marc: is t
select performance.ask_goal_change({goal 9}, {ask 91}, '{"aim": "weight", "weight": 5}') = {ask 91}
-- superuser as ada of twin: ok
insert into performance.goal_changes (org_id, id, goal_id, owner_id, step, party, author_id, aim, weight) select g.org_id, {ask 91}, g.id, g.owner_id, 'asked', 'owner', g.owner_id, 'weight', 3 from performance.goals g where g.org_id = {org of twin} and g.id = {goal 9}; insert into performance.goal_changes (org_id, id, goal_id, owner_id, step, asked_id, party, author_id) select g.org_id, {ask 92}, g.id, g.owner_id, 'withdrawn', {ask 91}, 'owner', g.owner_id from performance.goals g where g.org_id = {org of twin} and g.id = {goal 9}
-- marc: refused RH031
select performance.ask_goal_change({goal 9}, {ask 93}, '{"aim": "weight", "weight": 6}')
-- mona: is t
select performance.answer_goal_change({ask 3}, {ask 94}, 'accepted', null) = {ask 94}
-- rita: is 7
select trim_scale(target_value) from performance.key_results where org_id = {org} and id = {key_result 3}
-- superuser: nothing
select count(*) from performance.key_results where org_id = {org of twin} and row_version > 1
-- superuser: nothing
select count(*) from performance.goals where org_id = {org of twin} and row_version > 1

--- R18: whoever stands in for a manager and is no employee reads, and signs nothing
-- superuser as ada: ok
update identity.capabilities set employee_id = null where org_id = {org} and member_id = {member dina}
-- dina: is 1
select count(*) from performance.goals where id = {goal 4}
-- dina: refused RH030
select performance.add_goal_update({goal 3}, {goal_update 90}, 'On behalf', null)
-- dina: refused RH030
select performance.ask_goal_change({goal 3}, {ask 90}, '{"aim": "weight", "weight": 5}')
-- dina: refused RH030
select performance.answer_goal_change({ask 3}, {ask 90}, 'accepted', null)
