-- What somebody has typed and not submitted: theirs alone (R6). No role, permission, relation or delegation reads another's.

alter table performance.review_drafts enable row level security;
alter table performance.review_drafts force row level security;

create policy tenant on performance.review_drafts as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on performance.review_drafts is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_own on performance.review_drafts for select to app_api
    using ((org_id, author_id) = (select c.org_id, c.employee_id from app.caller c));
comment on policy read_own on performance.review_drafts is 'R6: the author alone, also of a review that was handed over or whose cycle is over.';
create policy keep on performance.review_drafts for all to app_transition using (assignment_id is not null) with check (assignment_id is not null);
comment on policy keep on performance.review_drafts is 'R6: save_draft, discard_draft, submit_review and reopen_review, inside the floor.';

grant select on performance.review_drafts to app_api;
grant select, insert (org_id, assignment_id, author_id, answers), update (answers), delete on performance.review_drafts to app_transition;
-- NOTE: no write for any login: a draft is saved while its review is being written, by performance.save_draft.

call app.guard('performance.review_drafts', p_authored => false);
