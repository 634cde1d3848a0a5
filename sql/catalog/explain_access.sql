-- For whoever may see every row anyway: a superuser. The member's right, the settings, the role and whatever the attempt wrote are all
-- inside one subtransaction that is always undone, so nothing remains: no capability, no session, no entry, no context.
--
--     select * from catalog.explain_access('<member>', 'update', 'people.employees', '<row>', '{"display_name": "Grace"}');
--     select * from catalog.explain_access('<member>', 'set_member_role', 'identity.memberships', '<row>', '{"p_role": "hr"}');
create function catalog.explain_access(p_member uuid, p_can text, p_table text, p_row text default null, p_arguments jsonb default '{}')
    returns table (step integer, kind text, object text, clause text, holds boolean, decided boolean, rule text, detail text)
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    member record;
    target constant regclass := to_regclass(p_table);
    key name[];
    wanted jsonb;
    shape jsonb;
    matches bigint;
    secret constant text := gen_random_uuid()::text || gen_random_uuid()::text;
    line record;
    steps jsonb := '[]';
begin
    if not (select r.rolsuper from pg_roles r where r.rolname = current_user) then
        raise exception using errcode = '42501', message = 'only a superuser may ask about any member: the answer shows rows',
            hint = 'Admins of an organisation ask through the API, about members of their own.';
    end if;
    if target is null then
        raise exception using errcode = 'RH050', message = format('there is no table %s', left(p_table, 100));
    end if;
    if p_can not in ('read', 'insert', 'update', 'delete') then
        perform app.transition_named(p_can, p_table);   -- a question, whether or not there is such a row
    end if;
    if target = 'identity.capabilities'::regclass and p_can = 'read' then
        raise exception using errcode = 'RH050', message = 'a right is seen by whoever holds its secret: there is no answer for a member';
    end if;
    select m.org_id, m.id, m.role, m.state, u.state as account_state, o.state as org_state into member
      from identity.memberships m join identity.users u on u.id = m.user_id join identity.organizations o on o.org_id = m.org_id
     where m.id = p_member;
    if member.id is null then
        raise exception using errcode = 'RH050', message = 'there is no such member';
    end if;
    if member.state <> 'active' or member.account_state <> 'active' or member.org_state in ('purging', 'purged') then
        return query select 1, 'right', 'identity.memberships', null::text, false, true, 'R23: whatever ends a membership ends every right of it'::text,
                            format('membership %s, account %s, organisation %s', member.state, member.account_state, member.org_state);
        return query select 2, 'result', p_table, p_can, false, false, null::text, 'nothing to try: this member cannot hold a right'::text;
        return;
    end if;

    key := app.primary_key_of(target);
    if p_row is not null and p_can <> 'insert' then
        -- one uuid is the part of the key that is not the organisation; a key of several parts is JSON
        wanted := case when p_row like '{%' then p_row::jsonb
                       else jsonb_build_object(coalesce((select k from unnest(key) k where k <> 'org_id' limit 1), key[1]), p_row) end;
        execute format('select (jsonb_agg(to_jsonb(t)))->0, count(*) from %s t, jsonb_populate_record(null::%1$s, $1) k where %s', target,
                       (select string_agg(format('t.%1$I = k.%1$I', w), ' and ') from jsonb_object_keys(wanted) w)) into shape, matches using wanted;
        if matches > 1 then
            raise exception using errcode = 'RH050', message = format('%s rows of %s have this key: name all of it, as JSON', matches, target);
        elsif matches = 0 then
            return query select 1, 'row', p_table, null::text, false, true, null::text, format('there is no row %s', wanted);
            return query select 2, 'result', p_table, p_can, false, false, null::text, 'nothing to try: there is no such row'::text;
            return;
        end if;
    elsif p_can in ('update', 'delete') then
        raise exception using errcode = 'RH050', message = format('which row would be %sd?', p_can), hint = 'Give the row.';
    end if;
    if p_can = 'insert' then
        shape := p_arguments;
        if not shape ? 'org_id' and 'org_id' = any (key) then shape := shape || jsonb_build_object('org_id', member.org_id); end if;
        if not shape ? 'id' and 'id' = any (key) then shape := shape || jsonb_build_object('id', gen_random_uuid()); end if;
    end if;

    begin
        perform identity.open_session(member.org_id, member.id, gen_random_uuid(), gen_random_uuid(), sha256(convert_to(secret, 'UTF8')), null);
        perform set_config('app.session', secret, true), set_config('app.org_id', member.org_id::text, true),
                set_config('app.role', member.role, true), set_config('app.request_id', '', true);
        set local role app_explainer;
        for line in select d.* from app.decide_access(p_can, p_table, shape, p_arguments) d loop
            steps := steps || to_jsonb(line);
        end loop;
        raise exception using errcode = 'RH098', message = 'asked, and undone';
    exception when sqlstate 'RH098' then
        null;
    end;
    -- a yes is decided by what said yes, a no by what said no
    return query
        select s.step, s.kind, s.object, s.clause, s.holds, coalesce(s.decided and s.holds = (steps -> -1 ->> 'holds')::boolean, false), s.rule, s.detail
          from jsonb_to_recordset(steps) as s (step integer, kind text, object text, clause text, holds boolean, decided boolean, rule text, detail text) order by s.step;
end $$;
comment on function catalog.explain_access(uuid, text, text, text, jsonb) is 'Part of review: why a member may read, insert, update, delete or move a row. For superusers; runs as the member would and leaves nothing. The line of kind result is what really happened.';
