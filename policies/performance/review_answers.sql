-- What was answered, question by question: read as the review is, except that answers to questions for hr alone reach nobody else
-- but their author.

alter table performance.review_answers enable row level security;
alter table performance.review_answers force row level security;

create policy tenant on performance.review_answers as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on performance.review_answers is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_own on performance.review_answers for select to app_api
    using ((org_id, author_id) = (select c.org_id, c.employee_id from app.caller c));
comment on policy read_own on performance.review_answers is 'NA-14: what the caller submitted, in every state.';
create policy read_others on performance.review_answers for select to app_api
    using (not withheld
           and app.concerns_another((select array[c.org_id, c.employee_id] from app.caller c where 'performance.cycles.manage' = any (c.permissions)), org_id, subject_id));
comment on policy read_others on performance.review_answers is 'NA-14, R4: whoever manages cycles, about everybody but themselves.';
create policy read_decided on performance.review_answers for select to app_api
    using (not withheld and not hr_only and kind = 'self' and (org_id, participant_id) in (select d.org_id, d.participant_id from performance.deciding() d));
comment on policy read_decided on performance.review_answers is 'R7, NA-02: the self review, by whoever decides, but for what is for hr alone.';
create policy read_shared on performance.review_answers for select to app_api
    using (shared_with_subject and (org_id, review_id) in (select t.org_id, t.review_id from performance.told() t));
comment on policy read_shared on performance.review_answers is 'NA-02, R8: what the manager review says to its subject, once the grade is released.';
create policy read_told on performance.review_answers for select to app_api
    using (not hr_only and (org_id, review_id) in (select t.org_id, t.review_id from performance.told() t where not t.about_oneself));
comment on policy read_told on performance.review_answers is 'NA-02, R2: the manager review by whoever answers for its subject, once the grade is released, but for what is for hr alone.';
create policy keep on performance.review_answers for all to app_transition using (id is not null) with check (id is not null);
comment on policy keep on performance.review_answers is 'NA-14: the functions of the module, inside the floor.';

grant select on performance.review_answers to app_api;
grant select, insert (org_id, id, review_id, question_id, participant_id, subject_id, author_id, kind, rating_id, answer, hr_only, shared_with_subject),
      update (withheld)
    on performance.review_answers to app_transition;
-- NOTE: no write for any login, and no DELETE for anyone: the next version of a review brings answers of its own.

call app.guard('performance.review_answers', p_authored => false);
