--: Setup(description?)

--! list_scales (state?, after_name?, after_id?) : Setup
select x.id, x.name, x.description, x.state, x.row_version, '[]'::jsonb as parts
  from performance.rating_scales x
 where (:state::text is null or x.state = :state) and (:after_name::text is null or (x.name, x.id) > (:after_name, :after_id::uuid))
 order by x.name, x.id
 limit :page_size;

--! read_scale : Setup
select x.id, x.name, x.description, x.state, x.row_version,
       coalesce((select jsonb_agg(jsonb_build_object('id', l.id, 'rank', l.rank, 'label', l.label, 'description', l.description) order by l.rank)
                   from performance.rating_levels l where l.org_id = x.org_id and l.scale_id = x.id), '[]') as parts
  from performance.rating_scales x
 where x.id = :id;

--! keep_scale (row_version?) : (new_version?)
select performance.keep_scale(:id, :row_version, :changes) as new_version;

--! remove_scale : (removed?)
select performance.remove_scale(:id, :row_version) as removed;

--! publish_scale : (new_version?)
select performance.publish_scale(:id, :row_version) as new_version;

--! withdraw_scale : (new_version?)
select performance.withdraw_scale(:id, :row_version) as new_version;

--! archive_scale : (new_version?)
select performance.archive_scale(:id, :row_version) as new_version;

--! list_templates (state?, after_name?, after_id?) : Setup
select x.id, x.name, x.description, x.state, x.row_version, '[]'::jsonb as parts
  from performance.review_templates x
 where (:state::text is null or x.state = :state) and (:after_name::text is null or (x.name, x.id) > (:after_name, :after_id::uuid))
 order by x.name, x.id
 limit :page_size;

--! read_template : Setup
select x.id, x.name, x.description, x.state, x.row_version,
       coalesce((select jsonb_agg(jsonb_build_object('id', q.id, 'audience', q.audience, 'kind', q.kind, 'prompt', q.prompt, 'help', q.help,
                                                     'required', q.required, 'weight', q.weight, 'shared_with_subject', q.shared_with_subject,
                                                     'hr_only', q.hr_only) order by q.rank)
                   from performance.review_questions q where q.org_id = x.org_id and q.template_id = x.id), '[]') as parts
  from performance.review_templates x
 where x.id = :id;

--! keep_template (row_version?) : (new_version?)
select performance.keep_template(:id, :row_version, :changes) as new_version;

--! remove_template : (removed?)
select performance.remove_template(:id, :row_version) as removed;

--! publish_template : (new_version?)
select performance.publish_template(:id, :row_version) as new_version;

--! withdraw_template : (new_version?)
select performance.withdraw_template(:id, :row_version) as new_version;

--! archive_template : (new_version?)
select performance.archive_template(:id, :row_version) as new_version;
