-- Who writes which review. The author sees theirs, whoever manages cycles those about everybody but themselves, and while the cycle is
-- under way managers and reviewers those about their people. The subject never learns of a review that another writes (R4, R8).

alter table performance.review_assignments enable row level security;
alter table performance.review_assignments force row level security;

create policy tenant on performance.review_assignments as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on performance.review_assignments is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_own on performance.review_assignments for select to app_api
    using ((org_id, author_id) = (select c.org_id, c.employee_id from app.caller c));
comment on policy read_own on performance.review_assignments is 'NA-14: what the caller writes or wrote, in every state of the cycle.';
create policy read_others on performance.review_assignments for select to app_api
    using (app.concerns_another((select array[c.org_id, c.employee_id] from app.caller c where 'performance.cycles.manage' = any (c.permissions)), org_id, subject_id));
comment on policy read_others on performance.review_assignments is 'NA-14, R4: whoever manages cycles, about everybody but themselves.';
create policy read_part on performance.review_assignments for select to app_api
    using ((org_id, participant_id) in (select p.org_id, p.participant_id from performance.taking_part() p where not p.about_oneself));
comment on policy read_part on performance.review_assignments is 'R2: about one''s reports and whom one decides about, while the cycle is under way.';
create policy keep on performance.review_assignments for all to app_transition using (id is not null) with check (id is not null);
comment on policy keep on performance.review_assignments is 'NA-14: the functions of the module, inside the floor.';
create policy walk on performance.review_assignments for select to app_kernel using (id is not null);
comment on policy walk on performance.review_assignments is 'performance.deciding() and performance.untold(), inside the floor.';

grant select on performance.review_assignments to app_api;
grant select (org_id, id, participant_id, subject_id, author_id, kind, state) on performance.review_assignments to app_kernel;
grant select, insert (org_id, id, participant_id, subject_id, author_id, kind, replaces_id), update (state, reopen_reason)
    on performance.review_assignments to app_transition;
-- NOTE: no write for any login: state moves by the named functions alone. No DELETE for anyone: one that is handed over stays with its author.

call app.guard('performance.review_assignments');
call audit.watch('performance.review_assignments', 'review_assignment');

-- An assignment of the caller's own, locked, with what its cycle asks; whoever cancels the cycle comes before or after.
create function performance.lock_own_review(p_assignment uuid, out org uuid, out part uuid, out subject uuid, out author uuid, out kind text, out state text,
                                            out template uuid, out scale uuid, out cycle text, out due date, out blind boolean)
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    caller record;
    its_cycle uuid;
begin
    select c.org_id, c.employee_id into caller from app.caller c;
    select a.org_id, a.participant_id, a.subject_id, a.author_id, a.kind, x.cycle_id into org, part, subject, author, kind, its_cycle
      from performance.review_assignments a
      join performance.cycle_participants x on x.org_id = a.org_id and x.id = a.participant_id
     where a.org_id = caller.org_id and a.id = p_assignment and a.author_id = caller.employee_id;
    if not found then
        raise exception using errcode = 'RH032', message = 'no such review to write';
    end if;
    -- the cycle first, as everybody who changes a cycle does: nobody waits in a circle
    select y.state, y.template_id, y.scale_id, case lock_own_review.kind when 'self' then y.self_due else y.manager_due end, y.blind_self
      into cycle, template, scale, due, blind
      from performance.review_cycles y where y.org_id = caller.org_id and y.id = its_cycle for share;
    select a.state into state from performance.review_assignments a where a.org_id = caller.org_id and a.id = p_assignment for update;
    if exists (select from performance.released_grades g where g.org_id = caller.org_id and g.participant_id = part) then
        cycle := 'released';   -- for this participant, whoever else still waits
    end if;
end $$;
comment on function performance.lock_own_review(uuid) is 'R6: a review that the caller writes, locked, with what its cycle asks; the cycle''s state as it is for the participant. RH032 for whatever another writes.';
alter function performance.lock_own_review(uuid) owner to app_transition;

create function performance.save_draft(p_assignment uuid, p_version bigint, p_answers jsonb) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    own constant record := performance.lock_own_review(p_assignment);
    wrong text;
    version bigint;
begin
    if own.cycle not in ('active', 'calibration') or own.state not in ('assigned', 'draft', 'reopened') then
        raise exception using errcode = 'RH031', message = 'this review is not being written: it is submitted, handed over or withdrawn, or its cycle is over';
    end if;
    if jsonb_typeof(p_answers) is distinct from 'object' then
        raise exception using errcode = 'RH050', message = 'answers are an object, by the id of the question';
    end if;
    select left(a.question, 60) into wrong
      from jsonb_each(p_answers) a (question, given)
      left join performance.review_questions q
             on q.org_id = own.org and q.template_id = own.template and q.audience = own.kind and q.id::text = a.question
     where q.id is null
        or jsonb_typeof(a.given) <> 'object'
        or exists (select from jsonb_each(case when jsonb_typeof(a.given) = 'object' then a.given else '{}' end) f (field, said)
                    where f.field not in ('rating_id', 'answer') or jsonb_typeof(f.said) not in ('string', 'null'))
        or length(a.given ->> 'answer') > 20000
        or a.given ->> 'rating_id' is not null
           and (q.kind <> 'rating'
                or not exists (select from performance.rating_levels l
                                where l.org_id = own.org and l.scale_id = own.scale and l.id::text = a.given ->> 'rating_id'))
     limit 1;
    if found then
        raise exception using errcode = 'RH050', message = format('"%s" cannot be answered like this', wrong),
            hint = 'Answer questions of this review: a rating_id from the scale of the cycle where a rating is asked for, and up to 20,000 characters of text.';
    end if;
    if p_version = 0 then
        insert into performance.review_drafts (org_id, assignment_id, author_id, answers) values (own.org, p_assignment, own.author, p_answers)
            on conflict (org_id, assignment_id) do nothing
        returning row_version into version;
    else
        update performance.review_drafts d set answers = p_answers
         where d.org_id = own.org and d.assignment_id = p_assignment and d.row_version = p_version
        returning d.row_version into version;
    end if;
    if version is not null and own.state = 'assigned' then
        update performance.review_assignments a set state = 'draft' where a.org_id = own.org and a.id = p_assignment;
    end if;
    return version;   -- null: another tab was first
end $$;
comment on function performance.save_draft(uuid, bigint, jsonb) is 'R6, 4.2: what the author has typed so far; version 0 where there is no draft yet. Returns row_version, null if the draft is another by now. RH031, RH032, RH050.';
alter function performance.save_draft(uuid, bigint, jsonb) owner to app_transition;

create function performance.discard_draft(p_assignment uuid, p_version bigint) returns uuid
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    own constant record := performance.lock_own_review(p_assignment);
    gone uuid;
begin
    delete from performance.review_drafts d where d.org_id = own.org and d.assignment_id = p_assignment and d.row_version = p_version
    returning d.assignment_id into gone;
    if gone is not null and own.state = 'draft' then
        update performance.review_assignments a set state = 'assigned' where a.org_id = own.org and a.id = p_assignment;
    end if;
    return gone;
end $$;
comment on function performance.discard_draft(uuid, bigint) is 'R6: the author throws a draft away, also of a review that was handed over or whose cycle is over. Null if it is another by now, or none. RH032.';
alter function performance.discard_draft(uuid, bigint) owner to app_transition;

create function performance.submit_review(p_assignment uuid, p_version bigint) returns uuid
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    own constant record := performance.lock_own_review(p_assignment);
    review constant uuid := app.uuid_v7();
    typed record;
    missing text;
begin
    if own.cycle not in ('active', 'calibration') or own.state not in ('assigned', 'draft', 'reopened') then
        raise exception using errcode = 'RH031', message = 'this review is not being written: it is submitted, handed over or withdrawn, or its cycle is over';
    end if;
    select d.answers, d.row_version into typed from performance.review_drafts d where d.org_id = own.org and d.assignment_id = p_assignment;
    if coalesce(typed.row_version, 0) is distinct from p_version then
        return null;   -- another tab was first
    end if;
    select string_agg(q.rank::text, ', ' order by q.rank) into missing
      from performance.review_questions q
     where q.org_id = own.org and q.template_id = own.template and q.audience = own.kind and q.required
       and coalesce(btrim(typed.answers -> q.id::text ->> case q.kind when 'rating' then 'rating_id' else 'answer' end, E' \t\r\n'), '') = '';
    if missing is not null then
        raise exception using errcode = 'RH038', message = format('this review still needs an answer to question %s', missing);
    end if;
    insert into performance.reviews (org_id, id, assignment_id, participant_id, subject_id, author_id, kind, version)
    select own.org, review, p_assignment, own.part, own.subject, own.author, own.kind, 1 + count(*)
      from performance.reviews r where r.org_id = own.org and r.assignment_id = p_assignment;
    insert into performance.review_answers (org_id, id, review_id, question_id, participant_id, subject_id, author_id, kind, rating_id, answer, hr_only, shared_with_subject)
    select own.org, app.uuid_v7(), review, q.id, own.part, own.subject, own.author, own.kind, (typed.answers -> q.id::text ->> 'rating_id')::uuid,
           nullif(typed.answers -> q.id::text ->> 'answer', ''), q.hr_only, q.shared_with_subject
      from performance.review_questions q
     where q.org_id = own.org and q.template_id = own.template and q.audience = own.kind
       and coalesce(typed.answers -> q.id::text ->> 'rating_id', nullif(typed.answers -> q.id::text ->> 'answer', '')) is not null;
    -- resubmitted: whoever had the earlier versions has them again
    update performance.reviews r set withheld = false where r.org_id = own.org and r.assignment_id = p_assignment and r.withheld;
    update performance.review_answers n set withheld = false
      from performance.reviews r
     where r.org_id = own.org and r.assignment_id = p_assignment and n.org_id = r.org_id and n.review_id = r.id and n.withheld;
    delete from performance.review_drafts d where d.org_id = own.org and d.assignment_id = p_assignment;
    update performance.review_assignments a set state = 'submitted' where a.org_id = own.org and a.id = p_assignment;
    return review;
end $$;
comment on function performance.submit_review(uuid, bigint) is 'NA-14, R7, 4.2: the draft becomes the next version of the review; 0 submits one without a draft. Returns its id, null if the draft is another by now. RH031, RH032, RH038.';
alter function performance.submit_review(uuid, bigint) owner to app_transition;

create function performance.reopen_review(p_assignment uuid, p_version bigint, p_reason text) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    caller record;
    present record;
    cycle record;
    version bigint;
begin
    select c.org_id, c.employee_id, 'performance.cycles.manage' = any (c.permissions) as manages into caller from app.caller c;
    select a.participant_id, a.author_id = caller.employee_id as own, x.cycle_id into present
      from performance.review_assignments a
      join performance.cycle_participants x on x.org_id = a.org_id and x.id = a.participant_id
     where a.org_id = caller.org_id and a.id = p_assignment
       and (a.author_id = caller.employee_id or caller.manages and a.subject_id is distinct from caller.employee_id);
    if not found then
        raise exception using errcode = 'RH032', message = 'no such review to reopen';
    end if;
    select y.state, y.blind_self, y.self_due, y.manager_due into cycle
      from performance.review_cycles y where y.org_id = caller.org_id and y.id = present.cycle_id for share;
    select a.id, a.kind, a.state, a.row_version, a.author_id, a.participant_id into present
      from performance.review_assignments a where a.org_id = caller.org_id and a.id = p_assignment for update;
    if present.row_version is distinct from p_version then
        return null;   -- somebody else was first
    end if;
    if cycle.state <> 'active' or present.state <> 'submitted'
       or exists (select from performance.released_grades g where g.org_id = caller.org_id and g.participant_id = present.participant_id)
       or exists (select from performance.participant_exclusions n where n.org_id = caller.org_id and n.participant_id = present.participant_id) then
        raise exception using errcode = 'RH031', message = 'only a submitted review of an active cycle is reopened, until its subject is told their grade or left out';
    end if;
    if not caller.manages or present.author_id is not distinct from caller.employee_id and present.kind = 'self' then
        if app.today() > (case present.kind when 'self' then cycle.self_due else cycle.manager_due end) then
            raise exception using errcode = 'RH031', message = 'this review was due before today', hint = 'Whoever manages cycles can reopen it.';
        end if;
        if cycle.blind_self and present.kind = 'manager' then
            raise exception using errcode = 'RH031', message = 'this review was written without the self review, which its author reads by now',
                hint = 'Whoever manages cycles can reopen it.';
        end if;
    end if;
    update performance.reviews r set withheld = true where r.org_id = caller.org_id and r.assignment_id = p_assignment;
    update performance.review_answers n set withheld = true
      from performance.reviews r
     where r.org_id = caller.org_id and r.assignment_id = p_assignment and n.org_id = r.org_id and n.review_id = r.id;
    -- the author goes on from what they had said
    insert into performance.review_drafts (org_id, assignment_id, author_id, answers)
    select caller.org_id, p_assignment, present.author_id,
           coalesce(jsonb_object_agg(n.question_id, jsonb_strip_nulls(jsonb_build_object('rating_id', n.rating_id, 'answer', n.answer)))
                        filter (where n.question_id is not null), '{}')
      from (select r.id from performance.reviews r where r.org_id = caller.org_id and r.assignment_id = p_assignment order by r.version desc limit 1) last
      left join performance.review_answers n on n.org_id = caller.org_id and n.review_id = last.id;
    update performance.review_assignments a set state = 'reopened', reopen_reason = p_reason where a.org_id = caller.org_id and a.id = p_assignment
    returning a.row_version into version;
    return version;
end $$;
comment on function performance.reopen_review(uuid, bigint, text) is 'R7, 4.2: submitted -> reopened, by whoever manages cycles (R4: not about themselves) or, until it is due, its author. Out of sight until it is submitted again. Returns row_version, null if it is another by now. RH031, RH032; 23514 without a reason.';
alter function performance.reopen_review(uuid, bigint, text) owner to app_transition;

grant execute on function performance.save_draft(uuid, bigint, jsonb), performance.discard_draft(uuid, bigint), performance.submit_review(uuid, bigint),
      performance.reopen_review(uuid, bigint, text) to app_api;
