--: Cycle(first_day?, last_day?, template_id?, scale_id?, self_due?, peer_due?, manager_due?, cancel_reason?)

--! list_cycles (state?, after_name?, after_id?) : Cycle
select x.id, x.name, x.kind, x.state, x.first_day, x.last_day, x.template_id, x.scale_id, x.calibrate, x.blind_self, x.peer_mode, x.peer_min,
       x.nomination_mode, x.release_mode, x.preview_days, x.self_due, x.peer_due, x.manager_due, x.cancel_reason, x.row_version
  from performance.review_cycles x
 where (:state::text is null or x.state = :state) and (:after_name::text is null or (x.name, x.id) > (:after_name, :after_id::uuid))
 order by x.name, x.id
 limit :page_size;

--! read_cycle : Cycle
select x.id, x.name, x.kind, x.state, x.first_day, x.last_day, x.template_id, x.scale_id, x.calibrate, x.blind_self, x.peer_mode, x.peer_min,
       x.nomination_mode, x.release_mode, x.preview_days, x.self_due, x.peer_due, x.manager_due, x.cancel_reason, x.row_version
  from performance.review_cycles x
 where x.id = :id;

--! open_cycle : (new_version?)
select performance.open_cycle(:id, :fields) as new_version;

--! keep_cycle : (new_version?)
select performance.keep_cycle(:id, :row_version, :changes) as new_version;

--! remove_cycle : (removed?)
select performance.remove_cycle(:id, :row_version) as removed;

--! activate_cycle : (new_version?)
select performance.activate_cycle(:id, :row_version) as new_version;

--! close_cycle : (new_version?)
select performance.close_cycle(:id, :row_version) as new_version;

--! cancel_cycle : (new_version?)
select performance.cancel_cycle(:id, :row_version, :reason) as new_version;

--! list_participants (after_id?) : (display_name?, reviewer_id?, manager_at_start?, department_at_start?, position_at_start?, excluded_reason?)
select x.id, x.employee_id, e.display_name, r.participant_id is not null as reviewer_told, r.reviewer_id, r.manager_at_start, r.department_at_start,
       r.position_at_start, n.reason as excluded_reason
  from performance.cycle_participants x
  left join people.employees e on e.org_id = x.org_id and e.id = x.employee_id
  left join performance.participant_reviewers r on r.org_id = x.org_id and r.participant_id = x.id
  left join performance.participant_exclusions n on n.org_id = x.org_id and n.participant_id = x.id
 where x.cycle_id = :cycle_id and (:after_id::uuid is null or x.id > :after_id)
 order by x.id
 limit :page_size;

--! add_participants
select performance.add_participants(:cycle_id, :who) as added;

--! remove_participant
select performance.remove_participant(x.id) as removed from performance.cycle_participants x where x.cycle_id = :cycle_id and x.id = :id;

--! set_reviewer (reviewer_id?)
select performance.set_reviewer(x.id, :reviewer_id) as new_version from performance.cycle_participants x where x.cycle_id = :cycle_id and x.id = :id;
