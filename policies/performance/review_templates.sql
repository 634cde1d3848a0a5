-- What a review asks. Whoever manages cycles (hr) draws a template up, publishes, withdraws and archives it; from then on every
-- member reads it. What a published template asks does not change: the functions touch drafts alone.

alter table performance.review_templates enable row level security;
alter table performance.review_templates force row level security;

create policy tenant on performance.review_templates as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on performance.review_templates is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_published on performance.review_templates for select to app_api
    using (state <> 'draft' and org_id = (select c.org_id from app.caller c)
           or org_id = (select c.org_id from app.caller c where c.role = 'admin' or 'performance.cycles.manage' = any (c.permissions)));
comment on policy read_published on performance.review_templates is 'NA-02: every member reads what has been published, since it says how they are reviewed; drafts are for admins and whoever manages cycles.';
create policy keep on performance.review_templates for all to app_transition using (id is not null) with check (id is not null);
comment on policy keep on performance.review_templates is 'NA-02: the functions below, inside the floor.';

grant select on performance.review_templates to app_api;
grant select, insert (org_id, id, name, description), update (name, description, state), delete on performance.review_templates to app_transition;
-- NOTE: no write for any login: what a published one says is what people are reviewed by, so only functions change a draft.

call app.guard('performance.review_templates');
call audit.watch('performance.review_templates', 'review_template');
