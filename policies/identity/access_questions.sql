-- An admin asks what a colleague may do. The answer is the server's: a right of the colleague is opened, the statement tried as them, and
-- both undone. It says yes or no and by which rule, never a value: rows the asker may not see are answered like rows there are none of.
--
-- What decides are memberships, employments, lines, delegations, site limits and permissions. The asker must be allowed to read all of those
-- anyway, so that "yes, as their manager" tells nothing new; and the row in question is read as the asker first.

-- A right for the length of a subtransaction that app.explain_member_access always undoes. It trusts neither its caller nor the settings:
-- the asker's right is looked up by the secret once more. No row: the member cannot hold a right now.
create function identity.open_right_to_explain(p_member uuid, p_hash bytea) returns table (org_id uuid, role text)
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    asker record;
    member record;
begin
    select c.org_id into asker from identity.capabilities c
     where c.org_id = nullif(current_setting('app.org_id', true), '')::uuid
       and c.hash = sha256(convert_to(current_setting('app.session', true), 'UTF8'))
       and c.role = current_setting('app.role', true) and c.kind = 'member' and c.expires_at > clock_timestamp()
       and c.permissions @> '{org.roles,org.members.read,people.read,people.chart.read}' and c.site_ids is null;
    if asker.org_id is null then
        raise exception using errcode = 'RH030', message = 'asking what others may do takes org.roles, org.members.read, people.read and people.chart.read, without a limit to sites';
    end if;
    select m.id, m.role, m.state = 'active' and u.state = 'active' and o.state not in ('purging', 'purged') as may_enter into member
      from identity.memberships m join identity.users u on u.id = m.user_id join identity.organizations o on o.org_id = m.org_id
     where m.org_id = asker.org_id and m.id = p_member;
    if member.id is null then
        raise exception using errcode = 'RH032', message = 'no such member';
    end if;
    if member.may_enter then
        perform identity.open_session(asker.org_id, member.id, gen_random_uuid(), gen_random_uuid(), p_hash, null);
        return query select asker.org_id, member.role;
    end if;
end $$;
comment on function identity.open_right_to_explain(uuid, bytea) is 'R23: for app.explain_member_access alone, which undoes it: a session and a right of a member of the asker''s organisation. RH030, RH032; no row for who cannot enter.';
alter function identity.open_right_to_explain(uuid, bytea) owner to app_signin;
grant execute on function identity.open_right_to_explain(uuid, bytea) to app_explainer;

-- What can be asked about by name, on a row of which table, and with which arguments it is tried: the asker gives none, or the
-- verdict could be used to search for a date that the asker may not see. Without read_private and keep_private: whether there is a
-- private record is nobody's business (R3).
create function app.askable_transitions() returns table (transition text, table_name text, arguments jsonb)
    language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
    values
    ('identity.set_member_role',    'identity.memberships',          '{"p_role": "employee"}'::jsonb),
    ('identity.suspend_member',     'identity.memberships',          '{}'),
    ('identity.resume_member',      'identity.memberships',          '{}'),
    ('identity.remove_member',      'identity.memberships',          '{}'),
    ('identity.link_member',        'identity.memberships',          '{"p_employee": null}'),
    ('identity.limit_to_sites',     'identity.memberships',          '{"p_sites": []}'),
    ('identity.revoke_invitation',  'identity.invitations',          '{}'),
    ('identity.decide_override',    'identity.permission_overrides', '{"p_approve": false}'),
    ('identity.revoke_override',    'identity.permission_overrides', '{}'),
    ('identity.end_delegation',     'identity.delegations',          '{}'),
    ('identity.revoke_session',     'identity.sessions',             '{}'),
    ('identity.close_organization', 'identity.organizations',        '{}'),
    ('identity.cancel_closing',     'identity.organizations',        '{}'),
    ('lifecycle.cancel_import',     'lifecycle.import_jobs',         '{}'),
    ('people.leave',                'people.employees',              '{"p_last_day": "9999-12-31", "p_at_once": false}'),
    ('people.reinstate',            'people.employees',              '{}')
$$;
comment on function app.askable_transitions() is 'The closed list of functions that an admin may ask about, with the arguments they are tried with.';
grant execute on function app.askable_transitions() to app_explainer;

create function app.explain_member_access(p_member uuid, p_action text, p_table text, p_row uuid)
    returns table (allowed boolean, step integer, kind text, object text, rule text, permissions text[], holds boolean, decided boolean)
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    asker record;
    moves record;
    key name[];
    about jsonb;
    opened record;
    line record;
    steps jsonb := '[]';
    verdict boolean;
    enters boolean := true;
    -- what is decided about rights; anything else that refuses is about the state of things, and stays untold
    rights constant text[] := '{42501,RH010,RH011,RH030,RH032,RH033}';
    secret constant text := gen_random_uuid()::text || gen_random_uuid()::text;
begin
    select c.org_id, c.member_id into asker from app.caller c
     where c.permissions @> '{org.roles,org.members.read,people.read,people.chart.read}' and c.site_ids is null;
    if asker.org_id is null then
        raise exception using errcode = 'RH030', message = 'asking what others may do takes org.roles, org.members.read, people.read and people.chart.read, without a limit to sites';
    end if;
    -- tables of an organisation by their plain name; nothing else is looked up under what was sent
    select app.primary_key_of(p.polrelid) into key from pg_policy p
     where p.polrelid::regclass::text = p_table and p.polname = 'tenant' and not p.polpermissive;
    select t.transition, t.arguments into moves from app.askable_transitions() t where t.transition = p_action and t.table_name = p_table;
    if (moves.transition is null and coalesce(p_action not in ('read', 'insert', 'update', 'delete'), true))
       or key is null or (p_action = 'insert') <> (p_row is null) or (p_row is not null and cardinality(key) > 2) then   -- one id would not tell which row
        raise exception using errcode = 'RH050', message = 'ask about read, update, delete or a transition of one row, or about insert without one';
    end if;
    if not exists (select from identity.memberships m where m.id = p_member) then
        raise exception using errcode = 'RH032', message = 'no such member';
    end if;

    if p_action = 'insert' then
        about := jsonb_build_object('org_id', asker.org_id) || case when 'id' = any (key) then jsonb_build_object('id', app.uuid_v7()) else '{}' end;
    else
        about := app.row_read_by_caller(p_table::regclass, coalesce((select k from unnest(key) k where k <> 'org_id' limit 1), key[1]), p_row);
        if about is null then
            raise exception using errcode = 'RH032', message = 'no such row';
        end if;
    end if;

    begin
        select * into opened from identity.open_right_to_explain(p_member, sha256(convert_to(secret, 'UTF8')));
        enters := opened.org_id is not null;
        if enters then
            perform set_config('app.session', secret, true), set_config('app.org_id', opened.org_id::text, true), set_config('app.role', opened.role, true);
            for line in select d.* from app.decide_access(p_action, p_table, about, coalesce(moves.arguments, '{}')) d loop
                steps := steps || to_jsonb(line);
            end loop;
        end if;
        raise exception using errcode = 'RH098', message = 'asked, and undone';
    exception when sqlstate 'RH098' then
        null;
    end;
    perform audit.record(asker.org_id, 'access.explained', 'membership', p_member,
        jsonb_build_object('action', jsonb_build_array(null, p_action), 'resource', jsonb_build_array(null, p_table), 'row', jsonb_build_array(null, p_row)), null, false);

    if not enters then
        return query select false, 1, 'right', 'identity.memberships', 'R23: whoever cannot enter the organisation holds no right in it.', '{}'::text[], false, true;
        return;
    end if;
    verdict := (steps -> -1 ->> 'holds')::boolean
        or exists (select from jsonb_array_elements(steps) s
                    where s ->> 'kind' in ('trigger', 'constraint', 'function') and (s ->> 'decided')::boolean and s ->> 'clause' is not null and s ->> 'clause' <> all (rights));
    -- what refuses for the state of things is left out, and a function that was stopped by it looks like one that did its work
    return query
        select verdict, row_number() over (order by s.step)::integer, s.kind, s.object, s.rule,
               -- codes of the catalogue alone: what else a clause or a message says may be about a row
               array(select p.code from identity.permissions p
                      where s.clause like '%''' || p.code || '''%' or (s.clause = 'RH030' and s.detail ~ format('\m%s\M(?!\.)', replace(p.code, '.', '\.'))) order by p.code),
               case when s.kind = 'function' and s.clause is null then verdict else s.holds end,
               case when s.kind = 'function' and s.clause is null then verdict or s.decided else s.decided and s.holds = verdict end
          from jsonb_to_recordset(steps) as s (step integer, kind text, object text, clause text, holds boolean, decided boolean, rule text, detail text)
         where s.kind in ('grant', 'floor', 'policy') or (s.kind = 'function' and s.clause is null)
            or (s.kind in ('function', 'trigger') and s.clause = any (rights))
         order by s.step;
end $$;
comment on function app.explain_member_access(uuid, text, text, uuid) is 'HM-05, R3: org.roles, org.members.read, people.read and people.chart.read; yes or no for one row that the asker may read, with the rules that decided and no value. Recorded. RH030, RH032 (no such member or row for the asker), RH050.';

-- Invoker: answered by the policies of whoever's context it is. Null for no row, as for one that may not be read.
create function app.row_read_by_caller(p_table regclass, p_key name, p_row uuid) returns jsonb
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    readable text;
    found_row jsonb;
begin
    select string_agg(format('t.%I', a.attname), ', ' order by a.attnum) into readable
      from pg_attribute a where a.attrelid = p_table and a.attnum > 0 and not a.attisdropped and has_column_privilege(current_user, p_table, a.attnum, 'select');
    if readable is null or not has_column_privilege(current_user, p_table, p_key, 'select') then
        return null;
    end if;
    execute format('select to_jsonb(r) from (select %s from %s t where t.%I = $1 limit 1) r', readable, p_table, p_key) into found_row using p_row;
    return found_row;
end $$;
comment on function app.row_read_by_caller(regclass, name, uuid) is 'A row as the present caller may read it, by the part of its key that is not the organisation; null if there is none to be read.';
grant execute on function app.row_read_by_caller(regclass, name, uuid) to app_explainer;

alter function app.explain_member_access(uuid, text, text, uuid) owner to app_explainer;
grant execute on function app.explain_member_access(uuid, text, text, uuid) to app_api;
grant execute on function audit.record(uuid, text, text, uuid, jsonb, uuid, boolean) to app_explainer;   -- who asked about whom
