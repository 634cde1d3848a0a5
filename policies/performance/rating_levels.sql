-- The steps of a scale, read as the scale is; replaced as a whole while it is a draft.

alter table performance.rating_levels enable row level security;
alter table performance.rating_levels force row level security;

create policy tenant on performance.rating_levels as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on performance.rating_levels is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_with_scale on performance.rating_levels for select to app_api
    using ((org_id, scale_id) in (select x.org_id, x.id from performance.rating_scales x join app.caller c on c.org_id = x.org_id));
comment on policy read_with_scale on performance.rating_levels is 'NA-02: as the scale itself is read; the look-up is answered by the reader''s own policies.';
create policy keep on performance.rating_levels for all to app_transition using (id is not null) with check (id is not null);
comment on policy keep on performance.rating_levels is 'NA-02: performance.keep_scale and remove_scale, inside the floor.';

grant select on performance.rating_levels to app_api;
grant select, insert (org_id, id, scale_id, rank, label, description), delete on performance.rating_levels to app_transition;
-- NOTE: no UPDATE for anyone: a draft's are replaced as a whole.

call app.guard('performance.rating_levels');
call audit.watch('performance.rating_levels', 'rating_level', p_id => 'scale_id');

create function performance.lock_scale(p_scale uuid, p_version bigint) returns text
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    org constant uuid := performance.managing_org();
    present record;
begin
    select x.state, x.row_version into present from performance.rating_scales x where x.org_id = org and x.id = p_scale for update;
    if not found then
        raise exception using errcode = 'RH032', message = 'no such rating scale';
    end if;
    return case when present.row_version = p_version then present.state end;
end $$;
comment on function performance.lock_scale(uuid, bigint) is 'NA-02: the state of a rating scale that is about to change, locked; null if its version is another by now. RH030, RH032.';
alter function performance.lock_scale(uuid, bigint) owner to app_transition;

create function performance.keep_scale(p_scale uuid, p_version bigint, p_changes jsonb) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    org constant uuid := performance.managing_org();
    present text;
    unknown text;
    version bigint;
begin
    select k into unknown from jsonb_object_keys(p_changes) k where k not in ('name', 'description', 'levels') limit 1;
    if unknown is not null then
        raise exception using errcode = 'RH050', message = format('"%s" is no field of a rating scale', left(unknown, 60));
    end if;
    if p_version is null then
        insert into performance.rating_scales (org_id, id, name, description) values (org, p_scale, p_changes ->> 'name', p_changes ->> 'description')
        returning row_version into version;
    else
        present := performance.lock_scale(p_scale, p_version);
        if present is null then
            return null;   -- somebody else was first
        end if;
        if present <> 'draft' then
            raise exception using errcode = 'RH031', message = format('this rating scale is %s: what it says does not change any more', present),
                hint = 'Withdraw it first.';
        end if;
        update performance.rating_scales x
           set name = case when p_changes ? 'name' then p_changes ->> 'name' else x.name end,
               description = case when p_changes ? 'description' then p_changes ->> 'description' else x.description end
         where x.org_id = org and x.id = p_scale
        returning x.row_version into version;
    end if;
    if p_changes ? 'levels' then
        if jsonb_typeof(p_changes -> 'levels') <> 'array' then
            raise exception using errcode = 'RH050', message = 'levels is a list';
        end if;
        delete from performance.rating_levels x where x.org_id = org and x.scale_id = p_scale;
        insert into performance.rating_levels (org_id, id, scale_id, rank, label, description)
        select org, app.uuid_v7(), p_scale, l.rank, l.label, l.description
          from rows from (jsonb_to_recordset(p_changes -> 'levels') as (label text, description text)) with ordinality as l (label, description, rank);
    end if;
    return version;
end $$;
comment on function performance.keep_scale(uuid, bigint, jsonb) is 'NA-02: a merge patch of a draft, its levels replaced as a whole; version null opens one. Returns row_version, null if it is another by now. RH030, RH031, RH032, RH050.';
alter function performance.keep_scale(uuid, bigint, jsonb) owner to app_transition;

create function performance.remove_scale(p_scale uuid, p_version bigint) returns uuid
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    org constant uuid := performance.managing_org();
    present constant text := performance.lock_scale(p_scale, p_version);
begin
    if present is null then
        return null;   -- somebody else was first
    end if;
    if present <> 'draft' then
        raise exception using errcode = 'RH031', message = format('this rating scale is %s: only a draft is removed', present), hint = 'Archive it, so that no new cycle uses it.';
    end if;
    delete from performance.rating_levels x where x.org_id = org and x.scale_id = p_scale;
    delete from performance.rating_scales x where x.org_id = org and x.id = p_scale;
    return p_scale;
end $$;
comment on function performance.remove_scale(uuid, bigint) is 'NA-02: a draft, with its levels; null if its version is another by now. RH030, RH031, RH032.';
alter function performance.remove_scale(uuid, bigint) owner to app_transition;

create function performance.publish_scale(p_scale uuid, p_version bigint) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    org constant uuid := performance.managing_org();
    present constant text := performance.lock_scale(p_scale, p_version);
    version bigint;
begin
    if present is null then
        return null;   -- somebody else was first
    end if;
    if present = 'published' then
        raise exception using errcode = 'RH031', message = 'this rating scale is published already';
    end if;
    if (select count(*) from performance.rating_levels x where x.org_id = org and x.scale_id = p_scale) < 2 then
        raise exception using errcode = 'RH038', message = 'a rating scale needs at least two levels before it is published';
    end if;
    update performance.rating_scales x set state = 'published' where x.org_id = org and x.id = p_scale returning x.row_version into version;
    return version;
end $$;
comment on function performance.publish_scale(uuid, bigint) is 'NA-02: draft or archived -> published: every member reads it, cycles may use it. Returns row_version, null if it is another by now. RH030, RH031, RH032, RH038.';
alter function performance.publish_scale(uuid, bigint) owner to app_transition;

create function performance.withdraw_scale(p_scale uuid, p_version bigint) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    org constant uuid := performance.managing_org();
    present constant text := performance.lock_scale(p_scale, p_version);
    version bigint;
begin
    if present is null then
        return null;   -- somebody else was first
    end if;
    if present = 'draft' then
        raise exception using errcode = 'RH031', message = 'this rating scale is a draft already';
    end if;
    if exists (select from performance.review_cycles x where x.org_id = org and x.scale_id = p_scale and x.state in ('active', 'calibration', 'released', 'closed')) then
        raise exception using errcode = 'RH031', message = 'a review cycle uses this rating scale: what it says does not change any more',
            hint = 'Draw up another one.';
    end if;
    update performance.rating_scales x set state = 'draft' where x.org_id = org and x.id = p_scale returning x.row_version into version;
    return version;
end $$;
comment on function performance.withdraw_scale(uuid, bigint) is 'NA-02: published or archived -> draft, to be changed. Returns row_version, null if it is another by now. RH030, RH031, RH032.';
alter function performance.withdraw_scale(uuid, bigint) owner to app_transition;

create function performance.archive_scale(p_scale uuid, p_version bigint) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    org constant uuid := performance.managing_org();
    present constant text := performance.lock_scale(p_scale, p_version);
    version bigint;
begin
    if present is null then
        return null;   -- somebody else was first
    end if;
    if present <> 'published' then
        raise exception using errcode = 'RH031', message = format('this rating scale is %s: only a published one is archived', present);
    end if;
    update performance.rating_scales x set state = 'archived' where x.org_id = org and x.id = p_scale returning x.row_version into version;
    return version;
end $$;
comment on function performance.archive_scale(uuid, bigint) is 'NA-02: published -> archived: no new cycle uses it. Returns row_version, null if it is another by now. RH030, RH031, RH032.';
alter function performance.archive_scale(uuid, bigint) owner to app_transition;

grant execute on function performance.keep_scale(uuid, bigint, jsonb), performance.remove_scale(uuid, bigint), performance.publish_scale(uuid, bigint),
      performance.withdraw_scale(uuid, bigint), performance.archive_scale(uuid, bigint) to app_api;
