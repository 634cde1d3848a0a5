--: Goal(owner_name?, parent_id?, cycle_id?, description?, weight?, due?)
--: GoalUpdate(author_name?, state?)
--: GoalChange(author_name?, key_result_id?, target_value?, weight?, outcome?, note?, answer?, answered_by?, answered_name?, answered_at?, answer_note?)

--! list_goals (owner_id?, cycle_id?, parent_id?, state?, after_id?) : Goal
select g.id, g.owner_id, e.display_name as owner_name, g.parent_id, g.cycle_id, g.kind, g.visibility, g.state, g.title, g.description, g.weight, g.due, g.row_version
  from performance.goals g
  left join people.employees e on e.org_id = g.org_id and e.id = g.owner_id
 where (:owner_id::uuid is null or g.owner_id = :owner_id) and (:cycle_id::uuid is null or g.cycle_id = :cycle_id)
   and (:parent_id::uuid is null or g.parent_id = :parent_id) and (:state::text is null or g.state = :state)
   and (:after_id::uuid is null or g.id > :after_id)
 order by g.id
 limit :page_size;

--! read_goal : (owner_name?, parent_id?, cycle_id?, description?, weight?, due?)
select g.id, g.owner_id, e.display_name as owner_name, g.parent_id, g.cycle_id, g.kind, g.visibility, g.state, g.title, g.description, g.weight, g.due, g.row_version,
       coalesce((select jsonb_agg(jsonb_build_object('id', k.id, 'title', k.title, 'unit', k.unit, 'start_value', k.start_value, 'target_value', k.target_value,
                                                     'current_value', k.current_value) order by k.rank)
                   from performance.key_results k where k.org_id = g.org_id and k.goal_id = g.id), '[]') as key_results
  from performance.goals g
  left join people.employees e on e.org_id = g.org_id and e.id = g.owner_id
 where g.id = :id;

--! open_goal : (new_version?)
select performance.open_goal(:id, :fields) as new_version;

--! keep_goal : (new_version?)
select performance.keep_goal(:id, :row_version, :changes) as new_version;

--! remove_goal : (removed?)
select performance.remove_goal(:id, :row_version) as removed;

--! activate_goal : (new_version?)
select performance.activate_goal(:id, :row_version) as new_version;

--! conclude_goal : (new_version?)
select performance.conclude_goal(:id, :row_version, :outcome) as new_version;

--! record_key_result : (new_version?)
select performance.record_key_result(k.id, :row_version, :current_value::double precision::numeric) as new_version
  from performance.key_results k where k.goal_id = :goal_id and k.id = :id;

--! list_updates (after_id?) : GoalUpdate
select u.id, u.author_id, e.display_name as author_name, u.state, u.note, u.created_at
  from performance.goal_updates u
  left join people.employees e on e.org_id = u.org_id and e.id = u.author_id
 where u.goal_id = :goal_id and (:after_id::uuid is null or u.id > :after_id)
 order by u.id
 limit :page_size;

--! read_update : GoalUpdate
select u.id, u.author_id, e.display_name as author_name, u.state, u.note, u.created_at
  from performance.goal_updates u
  left join people.employees e on e.org_id = u.org_id and e.id = u.author_id
 where u.goal_id = :goal_id and u.id = :id;

--! add_update (state?)
select performance.add_goal_update(:goal_id, :id, :note, :state) as made;

--! list_changes (after_id?) : GoalChange
select a.id, a.author_id, e.display_name as author_name, a.party, a.aim, a.key_result_id, a.target_value::double precision as target_value, a.weight, a.outcome,
       a.note, a.created_at, b.step as answer, b.author_id as answered_by, f.display_name as answered_name, b.created_at as answered_at, b.note as answer_note
  from performance.goal_changes a
  left join people.employees e on e.org_id = a.org_id and e.id = a.author_id
  left join performance.goal_changes b on b.org_id = a.org_id and b.asked_id = a.id and b.goal_id = a.goal_id
  left join people.employees f on f.org_id = b.org_id and f.id = b.author_id
 where a.goal_id = :goal_id and a.step = 'asked' and (:after_id::uuid is null or a.id > :after_id)
 order by a.id
 limit :page_size;

--! ask_change
select performance.ask_goal_change(:goal_id, :id, :wish) as made;

--! answer_change (note?)
select performance.answer_goal_change(a.id, :answer_id, :step, :note) as made
  from performance.goal_changes a where a.goal_id = :goal_id and a.id = :id and a.step = 'asked';

--! read_change : GoalChange
select a.id, a.author_id, e.display_name as author_name, a.party, a.aim, a.key_result_id, a.target_value::double precision as target_value, a.weight, a.outcome,
       a.note, a.created_at, b.step as answer, b.author_id as answered_by, f.display_name as answered_name, b.created_at as answered_at, b.note as answer_note
  from performance.goal_changes a
  left join people.employees e on e.org_id = a.org_id and e.id = a.author_id
  left join performance.goal_changes b on b.org_id = a.org_id and b.asked_id = a.id and b.goal_id = a.goal_id
  left join people.employees f on f.org_id = b.org_id and f.id = b.author_id
 where a.goal_id = :goal_id and a.id = :id and a.step = 'asked';
