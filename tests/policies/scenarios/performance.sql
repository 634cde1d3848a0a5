--- NA-02: drawing up a scale and keeping it: what is named changes and nothing else, the levels as a whole
-- hana: is 1
select performance.keep_scale({new}, null, '{"name": "Drawn up", "description": "at first", "levels": [{"label": "Low"}, {"label": "High", "description": "best"}]}')
-- hana: keeps made
select id::text from performance.rating_scales where name = 'Drawn up'
-- hana: is draft at first
select state || ' ' || description from performance.rating_scales where id = {made}
-- hana: is 1 Low -, 2 High best
select string_agg(rank || ' ' || label || ' ' || coalesce(description, '-'), ', ' order by rank) from performance.rating_levels where scale_id = {made}
-- hana: is 2
select performance.keep_scale({made}, 1, '{"name": "Drawn again"}')
-- hana: is Drawn again at first 2
select x.name || ' ' || x.description || ' ' || (select count(*) from performance.rating_levels p where p.scale_id = x.id) from performance.rating_scales x where x.id = {made}
-- hana: is 3
select performance.keep_scale({made}, 2, '{"description": null}')
-- hana: is t
select description is null and name = 'Drawn again' from performance.rating_scales where id = {made}
-- hana: is 4
select performance.keep_scale({made}, 3, '{"levels": []}')
-- hana: nothing
select count(*) from performance.rating_levels where scale_id = {made}
-- superuser: is t
select (select count(*) from performance.rating_levels where org_id = {org}) = (select count(*) from performance.rating_levels where org_id = {org} and scale_id in ({scale 0}, {scale 1}, {scale 2}, {scale 3}, {scale 4})) and exists (select from performance.rating_levels where org_id = {org} and scale_id = {scale 1})
-- hana: refused RH050
select performance.keep_scale({made}, 4, '{"levels": {"label": "Low"}}')
-- hana: refused RH050
select performance.keep_scale({made}, 4, '{"state": "published"}')
-- hana: refused RH050
select performance.keep_scale({new}, null, '{"name": "Another", "state": "published"}')
-- hana: refused 23502
select performance.keep_scale({new}, null, '{"description": "without a name"}')
-- hana: refused 23505
select performance.keep_scale({made}, null, '{"name": "The id is taken"}')
-- ada: refused RH030
select performance.keep_scale({new}, null, '{"name": "Another"}')

--- NA-02: whoever has another version of a scale changes nothing, and is told
-- hana: nothing
select performance.keep_scale({scale 1}, 2, '{"name": "Too late", "levels": []}')
-- hana: nothing
select performance.remove_scale({scale 1}, 2)
-- hana: nothing
select performance.publish_scale({scale 1}, 2)
-- hana: nothing
select performance.publish_scale({scale 3}, 2)
-- hana: nothing
select performance.publish_scale({scale 1}, null)
-- hana: nothing
select performance.withdraw_scale({scale 0}, 2)
-- hana: nothing
select performance.archive_scale({scale 0}, 2)
-- superuser: is published 1, draft 1, archived 1, draft 1, published 1
select string_agg(state || ' ' || row_version, ', ' order by id) from performance.rating_scales where org_id = {org}
-- hana: is 2
select performance.publish_scale({scale 1}, 1)
-- hana: is 3
select performance.archive_scale({scale 1}, 2)
-- superuser: is published, archived, archived, draft, published
select string_agg(state, ', ' order by id) from performance.rating_scales where org_id = {org}
-- hana: nothing
select performance.withdraw_scale({scale 1}, 2)
-- hana: is 4
select performance.withdraw_scale({scale 1}, 3)
-- superuser: is published, draft, archived, draft, published
select string_agg(state, ', ' order by id) from performance.rating_scales where org_id = {org}
-- hana: is t
select performance.remove_scale({scale 1}, 4) = {scale 1}
-- superuser: nothing
select count(*) from performance.rating_levels where org_id = {org} and scale_id = {scale 1}
-- superuser: is 4
select count(*) from performance.rating_scales where org_id = {org}
-- superuser: is 2
select count(*) from performance.rating_levels where org_id = {org of twin} and scale_id = {scale 1}
-- hana: refused RH032
select performance.publish_scale({scale 1}, 4)

--- NA-02: drawing up a template and keeping it: what is named changes and nothing else, the questions as a whole
-- hana: is 1
select performance.keep_template({new}, null, '{"name": "Drawn up", "description": "at first", "questions": [{"audience": "self", "kind": "text", "prompt": "First?", "required": true, "shared_with_subject": false, "hr_only": true}, {"audience": "upward", "kind": "rating", "prompt": "Second?", "help": "Think.", "required": false, "weight": 7, "shared_with_subject": true, "hr_only": false}]}')
-- hana: keeps made
select id::text from performance.review_templates where name = 'Drawn up'
-- hana: is draft at first
select state || ' ' || description from performance.review_templates where id = {made}
-- hana: is 1 self text First? - t - f t, 2 upward rating Second? Think. f 7 t f
select string_agg(concat_ws(' ', rank, audience, kind, prompt, coalesce(help, '-'), required, coalesce(weight::text, '-'), shared_with_subject, hr_only), ', ' order by rank) from performance.review_questions where template_id = {made}
-- hana: is 2
select performance.keep_template({made}, 1, '{"name": "Drawn again"}')
-- hana: is Drawn again at first 2
select x.name || ' ' || x.description || ' ' || (select count(*) from performance.review_questions p where p.template_id = x.id) from performance.review_templates x where x.id = {made}
-- hana: is 3
select performance.keep_template({made}, 2, '{"description": null}')
-- hana: is t
select description is null and name = 'Drawn again' from performance.review_templates where id = {made}
-- hana: is 4
select performance.keep_template({made}, 3, '{"questions": []}')
-- hana: nothing
select count(*) from performance.review_questions where template_id = {made}
-- superuser: is t
select (select count(*) from performance.review_questions where org_id = {org}) = (select count(*) from performance.review_questions where org_id = {org} and template_id in ({template 0}, {template 1}, {template 2}, {template 3}, {template 4})) and exists (select from performance.review_questions where org_id = {org} and template_id = {template 1})
-- hana: refused RH050
select performance.keep_template({made}, 4, '{"questions": {"prompt": "Low"}}')
-- hana: refused RH050
select performance.keep_template({made}, 4, '{"state": "published"}')
-- hana: refused RH050
select performance.keep_template({new}, null, '{"name": "Another", "state": "published"}')
-- hana: refused 23502
select performance.keep_template({new}, null, '{"description": "without a name"}')
-- hana: refused 23505
select performance.keep_template({made}, null, '{"name": "The id is taken"}')
-- ada: refused RH030
select performance.keep_template({new}, null, '{"name": "Another"}')

--- NA-02: whoever has another version of a template changes nothing, and is told
-- hana: nothing
select performance.keep_template({template 1}, 2, '{"name": "Too late", "questions": []}')
-- hana: nothing
select performance.remove_template({template 1}, 2)
-- hana: nothing
select performance.publish_template({template 1}, 2)
-- hana: nothing
select performance.publish_template({template 3}, 2)
-- hana: nothing
select performance.publish_template({template 1}, null)
-- hana: nothing
select performance.withdraw_template({template 0}, 2)
-- hana: nothing
select performance.archive_template({template 0}, 2)
-- superuser: is published 1, draft 1, archived 1, draft 1, published 1
select string_agg(state || ' ' || row_version, ', ' order by id) from performance.review_templates where org_id = {org}
-- hana: is 2
select performance.publish_template({template 1}, 1)
-- hana: is 3
select performance.archive_template({template 1}, 2)
-- superuser: is published, archived, archived, draft, published
select string_agg(state, ', ' order by id) from performance.review_templates where org_id = {org}
-- hana: nothing
select performance.withdraw_template({template 1}, 2)
-- hana: is 4
select performance.withdraw_template({template 1}, 3)
-- superuser: is published, draft, archived, draft, published
select string_agg(state, ', ' order by id) from performance.review_templates where org_id = {org}
-- hana: is t
select performance.remove_template({template 1}, 4) = {template 1}
-- superuser: nothing
select count(*) from performance.review_questions where org_id = {org} and template_id = {template 1}
-- superuser: is 4
select count(*) from performance.review_templates where org_id = {org}
-- superuser: is 2
select count(*) from performance.review_questions where org_id = {org of twin} and template_id = {template 1}
-- hana: refused RH032
select performance.publish_template({template 1}, 4)
