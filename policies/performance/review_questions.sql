-- What a template asks, read as the template is; replaced as a whole while it is a draft.

alter table performance.review_questions enable row level security;
alter table performance.review_questions force row level security;

create policy tenant on performance.review_questions as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on performance.review_questions is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_with_template on performance.review_questions for select to app_api
    using ((org_id, template_id) in (select x.org_id, x.id from performance.review_templates x join app.caller c on c.org_id = x.org_id));
comment on policy read_with_template on performance.review_questions is 'NA-02: as the template itself is read; the look-up is answered by the reader''s own policies.';
create policy keep on performance.review_questions for all to app_transition using (id is not null) with check (id is not null);
comment on policy keep on performance.review_questions is 'NA-02: performance.keep_template and remove_template, inside the floor.';

grant select on performance.review_questions to app_api;
grant select, insert (org_id, id, template_id, rank, audience, kind, prompt, help, required, weight, shared_with_subject, hr_only), delete on performance.review_questions to app_transition;
-- NOTE: no UPDATE for anyone: a draft's are replaced as a whole.

call app.guard('performance.review_questions');
call audit.watch('performance.review_questions', 'review_question', p_id => 'template_id');

create function performance.lock_template(p_template uuid, p_version bigint) returns text
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    org constant uuid := performance.managing_org();
    present record;
begin
    select x.state, x.row_version into present from performance.review_templates x where x.org_id = org and x.id = p_template for update;
    if not found then
        raise exception using errcode = 'RH032', message = 'no such review template';
    end if;
    return case when present.row_version = p_version then present.state end;
end $$;
comment on function performance.lock_template(uuid, bigint) is 'NA-02: the state of a review template that is about to change, locked; null if its version is another by now. RH030, RH032.';
alter function performance.lock_template(uuid, bigint) owner to app_transition;

create function performance.keep_template(p_template uuid, p_version bigint, p_changes jsonb) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    org constant uuid := performance.managing_org();
    present text;
    unknown text;
    version bigint;
begin
    select k into unknown from jsonb_object_keys(p_changes) k where k not in ('name', 'description', 'questions') limit 1;
    if unknown is not null then
        raise exception using errcode = 'RH050', message = format('"%s" is no field of a review template', left(unknown, 60));
    end if;
    if p_version is null then
        insert into performance.review_templates (org_id, id, name, description) values (org, p_template, p_changes ->> 'name', p_changes ->> 'description')
        returning row_version into version;
    else
        present := performance.lock_template(p_template, p_version);
        if present is null then
            return null;   -- somebody else was first
        end if;
        if present <> 'draft' then
            raise exception using errcode = 'RH031', message = format('this review template is %s: what it says does not change any more', present),
                hint = 'Withdraw it first.';
        end if;
        update performance.review_templates x
           set name = case when p_changes ? 'name' then p_changes ->> 'name' else x.name end,
               description = case when p_changes ? 'description' then p_changes ->> 'description' else x.description end
         where x.org_id = org and x.id = p_template
        returning x.row_version into version;
    end if;
    if p_changes ? 'questions' then
        if jsonb_typeof(p_changes -> 'questions') <> 'array' then
            raise exception using errcode = 'RH050', message = 'questions is a list';
        end if;
        delete from performance.review_questions x where x.org_id = org and x.template_id = p_template;
        insert into performance.review_questions (org_id, id, template_id, rank, audience, kind, prompt, help, required, weight, shared_with_subject, hr_only)
        select org, app.uuid_v7(), p_template, q.rank, q.audience, q.kind, q.prompt, q.help, q.required, q.weight, q.shared_with_subject, q.hr_only
          from rows from (jsonb_to_recordset(p_changes -> 'questions') as (audience text, kind text, prompt text, help text, required boolean,
                          weight smallint, shared_with_subject boolean, hr_only boolean))
               with ordinality as q (audience, kind, prompt, help, required, weight, shared_with_subject, hr_only, rank);
    end if;
    return version;
end $$;
comment on function performance.keep_template(uuid, bigint, jsonb) is 'NA-02: a merge patch of a draft, its questions replaced as a whole; version null opens one. Returns row_version, null if it is another by now. RH030, RH031, RH032, RH050.';
alter function performance.keep_template(uuid, bigint, jsonb) owner to app_transition;

create function performance.remove_template(p_template uuid, p_version bigint) returns uuid
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    org constant uuid := performance.managing_org();
    present constant text := performance.lock_template(p_template, p_version);
begin
    if present is null then
        return null;   -- somebody else was first
    end if;
    if present <> 'draft' then
        raise exception using errcode = 'RH031', message = format('this review template is %s: only a draft is removed', present), hint = 'Archive it, so that no new cycle uses it.';
    end if;
    delete from performance.review_questions x where x.org_id = org and x.template_id = p_template;
    delete from performance.review_templates x where x.org_id = org and x.id = p_template;
    return p_template;
end $$;
comment on function performance.remove_template(uuid, bigint) is 'NA-02: a draft, with its questions; null if its version is another by now. RH030, RH031, RH032.';
alter function performance.remove_template(uuid, bigint) owner to app_transition;

create function performance.publish_template(p_template uuid, p_version bigint) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    org constant uuid := performance.managing_org();
    present constant text := performance.lock_template(p_template, p_version);
    version bigint;
begin
    if present is null then
        return null;   -- somebody else was first
    end if;
    if present = 'published' then
        raise exception using errcode = 'RH031', message = 'this review template is published already';
    end if;
    if (select count(*) from performance.review_questions x where x.org_id = org and x.template_id = p_template) < 1 then
        raise exception using errcode = 'RH038', message = 'a review template needs at least one question before it is published';
    end if;
    update performance.review_templates x set state = 'published' where x.org_id = org and x.id = p_template returning x.row_version into version;
    return version;
end $$;
comment on function performance.publish_template(uuid, bigint) is 'NA-02: draft or archived -> published: every member reads it, cycles may use it. Returns row_version, null if it is another by now. RH030, RH031, RH032, RH038.';
alter function performance.publish_template(uuid, bigint) owner to app_transition;

create function performance.withdraw_template(p_template uuid, p_version bigint) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    org constant uuid := performance.managing_org();
    present constant text := performance.lock_template(p_template, p_version);
    version bigint;
begin
    if present is null then
        return null;   -- somebody else was first
    end if;
    if present = 'draft' then
        raise exception using errcode = 'RH031', message = 'this review template is a draft already';
    end if;
    if exists (select from performance.review_cycles x where x.org_id = org and x.template_id = p_template and x.state in ('active', 'calibration', 'released', 'closed')) then
        raise exception using errcode = 'RH031', message = 'a review cycle uses this review template: what it says does not change any more',
            hint = 'Draw up another one.';
    end if;
    update performance.review_templates x set state = 'draft' where x.org_id = org and x.id = p_template returning x.row_version into version;
    return version;
end $$;
comment on function performance.withdraw_template(uuid, bigint) is 'NA-02: published or archived -> draft, to be changed. Returns row_version, null if it is another by now. RH030, RH031, RH032.';
alter function performance.withdraw_template(uuid, bigint) owner to app_transition;

create function performance.archive_template(p_template uuid, p_version bigint) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    org constant uuid := performance.managing_org();
    present constant text := performance.lock_template(p_template, p_version);
    version bigint;
begin
    if present is null then
        return null;   -- somebody else was first
    end if;
    if present <> 'published' then
        raise exception using errcode = 'RH031', message = format('this review template is %s: only a published one is archived', present);
    end if;
    update performance.review_templates x set state = 'archived' where x.org_id = org and x.id = p_template returning x.row_version into version;
    return version;
end $$;
comment on function performance.archive_template(uuid, bigint) is 'NA-02: published -> archived: no new cycle uses it. Returns row_version, null if it is another by now. RH030, RH031, RH032.';
alter function performance.archive_template(uuid, bigint) owner to app_transition;

grant execute on function performance.keep_template(uuid, bigint, jsonb), performance.remove_template(uuid, bigint), performance.publish_template(uuid, bigint),
      performance.withdraw_template(uuid, bigint), performance.archive_template(uuid, bigint) to app_api;
