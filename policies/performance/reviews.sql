-- What was submitted. Its author reads it for good; whoever manages cycles reads those about everybody but themselves; whoever decides
-- about somebody reads their self review, in a blind cycle once their own review is submitted (R7). What a manager wrote opens to its
-- subject, and to whoever answers for them, when the grade is released and not before (R4, R8): the version that counts. Nobody but the
-- author reads what is reopened or was cancelled.

alter table performance.reviews enable row level security;
alter table performance.reviews force row level security;

create policy tenant on performance.reviews as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on performance.reviews is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_own on performance.reviews for select to app_api
    using ((org_id, author_id) = (select c.org_id, c.employee_id from app.caller c));
comment on policy read_own on performance.reviews is 'NA-14: what the caller submitted, in every state.';
create policy read_others on performance.reviews for select to app_api
    using (not withheld
           and app.concerns_another((select array[c.org_id, c.employee_id] from app.caller c where 'performance.cycles.manage' = any (c.permissions)), org_id, subject_id));
comment on policy read_others on performance.reviews is 'NA-14, R4: whoever manages cycles, about everybody but themselves.';
create policy read_decided on performance.reviews for select to app_api
    using (not withheld and kind = 'self' and (org_id, participant_id) in (select d.org_id, d.participant_id from performance.deciding() d));
comment on policy read_decided on performance.reviews is 'R7: the self review, by whoever decides; in a blind cycle once their own review is submitted.';
create policy read_told on performance.reviews for select to app_api
    using ((org_id, id) in (select t.org_id, t.review_id from performance.told() t));
comment on policy read_told on performance.reviews is 'NA-16, R8: the manager review that counts, once the grade is released, by its subject and those who answer for them.';
create policy keep on performance.reviews for all to app_transition using (id is not null) with check (id is not null);
comment on policy keep on performance.reviews is 'NA-14: the functions of the module, inside the floor.';
create policy walk on performance.reviews for select to app_kernel using (id is not null);
comment on policy walk on performance.reviews is 'performance.untold(), inside the floor.';

grant select on performance.reviews to app_api;
grant select (org_id, id, subject_id, kind) on performance.reviews to app_kernel;
grant select, insert (org_id, id, assignment_id, participant_id, subject_id, author_id, kind, version), update (withheld) on performance.reviews to app_transition;
-- NOTE: no write for any login, and no DELETE for anyone: a review is followed by its next version.

call app.guard('performance.reviews');
call audit.watch('performance.reviews', 'review');
