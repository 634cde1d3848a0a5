-- Why a statement shows or writes a row, or does not: grants, floor, policies clause by clause, triggers, and what really happened when it
-- was tried and undone. It decides nothing: the outcome is the server's own, and an explanation that does not fit it says so.
-- Only app_explainer may call it. app_explainer is a member of app_api and never logs in: what binds requests binds it.

-- Tries one statement and undoes it, whatever came of it. What is nobody's right (locks, cancellation, read-only transactions) is not caught.
create function app.try_and_undo(p_statement text, p_row jsonb, p_arguments jsonb,
                                 out outcome text, out rows_touched bigint, out code text, out message text, out raised_by text, out broken text)
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    context text;
    relation text;
begin
    begin
        execute p_statement into rows_touched using p_row, p_arguments;
        set constraints all immediate;
        raise exception using errcode = 'RH099', message = 'tried, and undone';
    exception
        when sqlstate 'RH099' then
            outcome := case when rows_touched > 0 then 'done' else 'nothing' end;
        when others then
            get stacked diagnostics code = returned_sqlstate, message = message_text, context = pg_exception_context,
                broken = constraint_name, relation = table_name;
            if left(code, 2) in ('25', '40', '53', '54', '55', '57', '58', 'XX') or code in ('RH001', 'RH002', 'RH003', 'RH004', 'RH005') then
                raise;
            end if;
            outcome := 'refused';
            raised_by := (regexp_match(context, '^PL/pgSQL function ([^\n]+?\)) line'))[1];
            if raised_by like 'app.try_and_undo(%' then raised_by := null; end if;
            broken := coalesce(nullif(broken, ''), case when code = '23502' then 'not null' end);
            if broken is not null then broken := concat_ws(' of ', broken, nullif(relation, '')); end if;
            rows_touched := 0;
    end;
end $$;
comment on function app.try_and_undo(text, jsonb, jsonb) is 'Runs a statement in a subtransaction that is always undone: done, nothing (no row), or refused with code, message, the function that raised it and the constraint.';

-- One phase of a statement: every floor and one permissive policy must hold for the row as it was, or as it becomes.
create function app.policies_decide(p_table regclass, p_command "char", p_check boolean, p_row jsonb, p_phase text)
    returns table (kind text, object text, clause text, holds boolean, decided boolean, rule text, detail text)
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    policy record;
    split record;
    floor_fails boolean := false;
    any_permissive boolean := false;
    granted boolean := false;
    whole boolean;
    told boolean;
    answers boolean[];
    results record;
    steps jsonb := '[]';
    step jsonb;
begin
    for policy in
        select p.polname, p.polpermissive, obj_description(p.oid, 'pg_policy') as rule,
               case when p_check then coalesce(pg_get_expr(p.polwithcheck, p.polrelid), pg_get_expr(p.polqual, p.polrelid)) else pg_get_expr(p.polqual, p.polrelid) end as expression
          from pg_policy p
         where p.polrelid = p_table and p.polcmd in ('*', p_command)
           and exists (select from unnest(p.polroles) r where case when r = 0 then true else pg_has_role(current_user, r, 'usage') end)
         order by p.polpermissive, p.polname
    loop
        any_permissive := any_permissive or policy.polpermissive;
        whole := app.clause_holds(p_table, p_row, policy.expression);
        floor_fails := floor_fails or (not policy.polpermissive and not whole);
        select * into split from app.clauses_of(policy.expression);
        told := false;
        for results in select c.clause, app.clause_holds(p_table, p_row, c.clause) as holds from unnest(split.clauses) with ordinality as c (clause, place) order by c.place loop
            steps := steps || jsonb_build_object(
                'kind', case when policy.polpermissive then 'policy' else 'floor' end,
                'object', format('%s on %s', policy.polname, p_table), 'clause', regexp_replace(results.clause, '\s+', ' ', 'g'), 'holds', results.holds, 'rule', policy.rule,
                'permissive', policy.polpermissive, 'whole', whole, 'joined_by', split.joined_by,
                -- a floor that fails, the first alternative of the first policy that holds, or all that fail together
                'decides', case when not policy.polpermissive then not whole and not results.holds
                                when whole then results.holds and not granted and (split.joined_by = 'and' or not told)
                                else not results.holds end,
                'detail', concat_ws('; ', p_phase, app.values_seen(p_table, p_row, results.clause)));
            told := told or results.holds;
        end loop;
        granted := granted or (policy.polpermissive and whole);
    end loop;
    for step in select s from jsonb_array_elements(steps) with ordinality as e (s, place) order by e.place loop
        return query select step ->> 'kind', step ->> 'object', step ->> 'clause', (step ->> 'holds')::boolean,
            (step ->> 'decides')::boolean and case when floor_fails then not (step ->> 'permissive')::boolean
                                                   when granted then (step ->> 'whole')::boolean
                                                   else true end,
            step ->> 'rule', step ->> 'detail';
    end loop;
    if not any_permissive then
        return query select 'policy', p_table::text, null::text, false, not floor_fails, null::text,
            concat_ws('; ', p_phase, format('no policy lets a request %s', case p_command when 'r' then 'read' when 'a' then 'insert' when 'w' then 'update' else 'delete' end));
    end if;
    return query select 'verdict', p_table::text, p_phase, granted and not floor_fails, false, null::text, null::text;
end $$;
comment on function app.policies_decide(regclass, "char", boolean, jsonb, text) is 'The policies of one command for one row, clause by clause, and a last line of kind verdict: every floor, and one permissive policy.';

create function app.primary_key_of(p_table regclass) returns name[]
    language sql stable set search_path = pg_catalog, pg_temp
as $$
    select array_agg(a.attname order by k.place)
      from pg_index i cross join unnest(i.indkey::smallint[]) with ordinality as k (number, place)
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number
     where i.indrelid = p_table and i.indisprimary
$$;
comment on function app.primary_key_of(regclass) is 'The columns of a table''s primary key, in order.';

-- Grants, and the statement to try. p_row is the row as it is, or the row to insert; p_arguments what an update sets.
create function app.grants_decide(p_can text, p_table regclass, p_row jsonb, p_arguments jsonb, out statement text, out holds boolean, out steps jsonb)
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    key constant name[] := app.primary_key_of(p_table);
    home constant name := (select n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = p_table);
    columns name[];
    readable name[];
    withheld name[];
    allowed name[];
    condition text;
begin
    holds := has_schema_privilege(current_user, home, 'usage');
    steps := jsonb_build_array(jsonb_build_object('kind', 'grant', 'object', format('schema %I', home), 'clause', 'usage', 'holds', holds));
    if not holds then return; end if;
    select coalesce(array_agg(a.attname order by a.attnum) filter (where has_column_privilege(current_user, p_table, a.attnum, 'select')), '{}'),
           coalesce(array_agg(a.attname order by a.attnum) filter (where not has_column_privilege(current_user, p_table, a.attnum, 'select')), '{}'),
           coalesce(array_agg(a.attname order by a.attnum) filter (where p_can in ('insert', 'update') and has_column_privilege(current_user, p_table, a.attnum, p_can)), '{}')
      into readable, withheld, allowed
      from pg_attribute a where a.attrelid = p_table and a.attnum > 0 and not a.attisdropped;
    if p_can <> 'insert' and p_row is not null then
        -- a row whose key may not be read is told by what may
        condition := (select string_agg(format('t.%1$I is not distinct from k.%1$I', c), ' and ') from unnest(case when key <@ readable then key else readable end) c);
    end if;
    if p_can = 'read' then
        holds := cardinality(readable) > 0;
        steps := steps || jsonb_build_object('kind', 'grant', 'object', p_table::text, 'clause', format('select (%s)', array_to_string(readable, ', ')), 'holds', holds,
            'detail', case when cardinality(withheld) > 0 then format('withheld: %s', array_to_string(withheld, ', ')) end);
        statement := case when condition is null then format('select count(*) from (select from %s limit 1) t', p_table)
                          else format('select count(*) from %s t, jsonb_populate_record(null::%1$s, $1) k where %s', p_table, condition) end;
    elsif p_can = 'delete' then
        holds := has_table_privilege(current_user, p_table, 'delete');
        steps := steps || jsonb_build_object('kind', 'grant', 'object', p_table::text, 'clause', 'delete', 'holds', holds);
        statement := format('with d as (delete from %s t using jsonb_populate_record(null::%1$s, $1) k where %s returning 1) select count(*) from d', p_table, coalesce(condition, 'false'));
    else
        columns := array(select a.attname from pg_attribute a
                          where a.attrelid = p_table and a.attnum > 0 and not a.attisdropped
                            and case when p_can = 'insert' then p_row else p_arguments end ? a.attname::text order by a.attnum);
        if cardinality(columns) = 0 then columns := allowed[1:1]; end if;   -- an update that changes nothing
        holds := cardinality(columns) > 0 and columns <@ allowed;
        steps := steps || jsonb_build_object('kind', 'grant', 'object', p_table::text, 'clause', format('%s (%s)', p_can, array_to_string(allowed, ', ')), 'holds', holds,
            'detail', case when cardinality(columns) = 0 then format('no column may be set by a request')
                           when not holds then format('not granted: %s', (select string_agg(c, ', ') from unnest(columns) c where c <> all (allowed))) end);
        if cardinality(columns) = 0 then
            columns := key[1:1];
        end if;
        if p_can = 'insert' then
            statement := format('with i as (insert into %s (%s) select %s from jsonb_populate_record(null::%1$s, $1) k returning 1) select count(*) from i', p_table,
                (select string_agg(format('%I', c), ', ') from unnest(columns) c), (select string_agg(format('k.%I', c), ', ') from unnest(columns) c));
        else
            statement := format('with u as (update %1$s t set %2$s from jsonb_populate_record(null::%1$s, $1) k, jsonb_populate_record(null::%1$s, $2) a where %3$s returning 1) select count(*) from u', p_table,
                (select string_agg(format('%1$I = %2$s.%1$I', c, case when p_arguments ? c::text then 'a' else 't' end), ', ') from unnest(columns) c), coalesce(condition, 'false'));
        end if;
    end if;
end $$;
comment on function app.grants_decide(text, regclass, jsonb, jsonb) is 'What grants say about a statement on a table, and the statement to try.';

-- A transition takes its row as the first uuid that the arguments do not name; every other argument by name.
create function app.transition_statement(p_function regprocedure, p_row uuid, p_arguments jsonb, out statement text, out arguments jsonb, out lacking text)
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    f record;
    argument record;
    names text[] := '{}';
    types text[] := '{}';
begin
    select p.pronargs, p.pronargdefaults, p.proargnames, p.proretset, p.prorettype::regtype::text as gives into f from pg_proc p where p.oid = p_function;
    arguments := coalesce(p_arguments, '{}');
    for argument in
        select f.proargnames[t.place] as name, format_type(t.type, null) as type, t.place > f.pronargs - f.pronargdefaults as optional
          from pg_proc p cross join unnest(p.proargtypes::oid[]) with ordinality as t (type, place) where p.oid = p_function order by t.place
    loop
        if not arguments ? argument.name and argument.type = 'uuid' and p_row is not null then
            arguments := arguments || jsonb_build_object(argument.name, p_row);
            p_row := null;
        end if;
        if arguments ? argument.name then
            names := names || argument.name;
            types := types || argument.type;
        elsif not argument.optional then
            lacking := concat_ws(', ', lacking, format('%s %s', argument.name, argument.type));
        end if;
    end loop;
    -- a function that answers with null or no row did nothing: there was no such row or version for this caller
    statement := format('select count(%s) from %s%s(%s) f',
        case when f.proretset or f.gives = 'void' then '*' else 'f' end,
        case when cardinality(names) > 0 then format('jsonb_to_record($2) as a (%s), ', (select string_agg(format('%I %s', n, t), ', ') from unnest(names, types) as x (n, t))) else '' end,
        p_function::regproc, (select string_agg(format('%1$I => a.%1$I', n), ', ') from unnest(names) n));
end $$;
comment on function app.transition_statement(regprocedure, uuid, jsonb) is 'The call of a function with its arguments by name, and which it still needs.';

create function app.transition_named(p_name text, p_table text) returns regprocedure
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    function constant regprocedure := (
        select min(p.oid)::regprocedure
          from pg_proc p join pg_namespace n on n.oid = p.pronamespace
         where n.nspowner = 'app_owner'::regrole and p.prokind = 'f' and p.prorettype <> 'trigger'::regtype
           and n.nspname = case when strpos(p_name, '.') > 0 then split_part(p_name, '.', 1) else split_part(p_table, '.', 1) end
           and p.proname = case when strpos(p_name, '.') > 0 then split_part(p_name, '.', 2) else p_name end
        having count(*) = 1);
begin
    if function is null then
        raise exception using errcode = 'RH050', message = format('"%s" is neither read, insert, update, delete nor one function of the schema of %s', left(p_name, 100), p_table);
    end if;
    return function;
end $$;
comment on function app.transition_named(text, text) is 'The function of ours with this name, in the schema of the table unless it names one; RH050 if there is none or more than one.';

-- What a row to be inserted becomes by the defaults of its table.
create function app.with_defaults(p_table regclass, p_row jsonb) returns jsonb
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    missing record;
    value jsonb;
    whole jsonb := p_row;
begin
    for missing in
        select a.attname::text as name, pg_get_expr(d.adbin, d.adrelid) as expression
          from pg_attrdef d join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
         where d.adrelid = p_table and a.attgenerated = '' and not p_row ? a.attname::text
    loop
        execute format('select to_jsonb(%s)', missing.expression) into value;
        whole := whole || jsonb_build_object(missing.name, value);
    end loop;
    return whole;
end $$;
comment on function app.with_defaults(regclass, jsonb) is 'A row with the defaults of the columns that it does not name.';

-- The whole explanation for the present context. The last line, kind result, is what really happened.
create function app.decide_access(p_can text, p_table text, p_row jsonb, p_arguments jsonb default '{}')
    returns table (step integer, kind text, object text, clause text, holds boolean, decided boolean, rule text, detail text)
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    target constant regclass := to_regclass(p_table);
    verb constant boolean := p_can in ('read', 'insert', 'update', 'delete');
    function regprocedure;
    called_owner text;
    called_rule text;
    executable boolean;
    granted record;
    called record;
    tried record;
    line record;
    phase record;
    expected boolean;   -- null where nothing but the attempt can tell
    answer boolean;
    trigger_name text;
begin
    step := 0;
    if target is null then
        raise exception using errcode = 'RH050', message = format('there is no table %s', left(p_table, 100));
    end if;
    if verb then
        select * into granted from app.grants_decide(p_can, target, p_row, p_arguments);
        for line in select s.* from jsonb_to_recordset(granted.steps) as s (kind text, object text, clause text, holds boolean, detail text) loop
            step := step + 1;
            return query select step, line.kind, line.object, line.clause, line.holds, not line.holds, null::text, line.detail;
        end loop;
        expected := granted.holds;
        if expected and not (select c.relrowsecurity from pg_class c where c.oid = target) then
            step := step + 1;
            return query select step, 'floor', p_table, null::text, true, true, null::text, 'this table has no row security';
        elsif expected and p_row is null then
            expected := null;
        elsif expected then
            for phase in
                select * from (values
                    (1, 'read',   'r', false, p_row, null),
                    (2, 'update', 'r', false, p_row, 'to find the row'),
                    (3, 'update', 'w', false, p_row, 'the row as it is'),
                    (4, 'update', 'w', true,  p_row || p_arguments, 'the row as it becomes'),
                    (5, 'update', 'r', false, p_row || p_arguments, 'to see the row as it becomes'),
                    (2, 'delete', 'r', false, p_row, 'to find the row'),
                    (3, 'delete', 'd', false, p_row, null),
                    (1, 'insert', 'a', true,  case when p_can = 'insert' then app.with_defaults(target, p_row) end, null)
                ) v (place, can, command, checks, shape, title) where v.can = p_can order by v.place
            loop
                for line in select * from app.policies_decide(target, phase.command::"char", phase.checks, phase.shape, phase.title) loop
                    if line.kind = 'verdict' then
                        expected := line.holds;
                    else
                        step := step + 1;
                        return query select step, line.kind, line.object, line.clause, line.holds, line.decided, line.rule, line.detail;
                    end if;
                end loop;
                exit when not expected;
            end loop;
        end if;
        if granted.statement is null then   -- no way into the schema
            granted.statement := format('select count(*) from %s', target);
        end if;
        select * into tried from app.try_and_undo(granted.statement, p_row, p_arguments);
    else
        function := app.transition_named(p_can, p_table);
        select case when p.prosecdef then p.proowner::regrole::text else 'its caller' end, obj_description(p.oid, 'pg_proc'), has_function_privilege(current_user, p.oid, 'execute')
          into called_owner, called_rule, executable from pg_proc p where p.oid = function;
        step := step + 1;
        return query select step, 'grant', function::text, 'execute', executable, not executable, null::text, null::text;
        expected := case when not executable then false end;
        select * into called from app.transition_statement(function,
            (select (p_row ->> k)::uuid from unnest(app.primary_key_of(target)) k where k <> 'org_id' or cardinality(app.primary_key_of(target)) = 1 limit 1), p_arguments);
        if called.lacking is not null then
            raise exception using errcode = 'RH050', message = format('%s needs %s', function::regproc, called.lacking), hint = 'Name them in the arguments.';
        end if;
        select * into tried from app.try_and_undo(called.statement, p_row, called.arguments);
        step := step + 1;
        return query select step, 'function', function::text, null::text, tried.outcome = 'done', tried.outcome <> 'refused', called_rule,
            format('runs as %s', called_owner) || case tried.outcome when 'done' then '; it did its work' when 'nothing' then '; it found no such row or version for this member' else '' end;
    end if;

    answer := tried.outcome = 'done';
    if tried.outcome = 'refused' and (expected is distinct from false or tried.code not in ('42501', 'RH011', 'RH010')) then
        trigger_name := (select string_agg(t.tgname || ' on ' || t.tgrelid::regclass, ', ' order by t.tgname)
                           from pg_trigger t where not t.tgisinternal and t.tgrelid = target and tried.raised_by = t.tgfoid::regprocedure::text);
        step := step + 1;
        return query select step, case when trigger_name is not null then 'trigger' when tried.broken is not null then 'constraint' else 'function' end,
            coalesce(trigger_name, tried.broken, tried.raised_by, function::text, p_table), tried.code, false, expected is distinct from false,
            (select obj_description(to_regprocedure(tried.raised_by), 'pg_proc')), concat_ws('; raised by ', tried.message, tried.raised_by);
    end if;
    step := step + 1;
    return query select step, 'result', p_table, p_can, answer, false, null::text,
        concat_ws('; ',
            case tried.outcome when 'done' then 'tried and undone: it works' when 'nothing' then 'tried and undone: no row' else format('tried and undone: refused with %s, %s', tried.code, tried.message) end,
            case when (expected and (tried.outcome = 'nothing' or tried.code = '42501')) or (expected is false and (answer or tried.code like '23%'))   -- policies are asked before constraints
                 then 'EXPLANATION AND OUTCOME DISAGREE: believe the outcome, and report this' end);
end $$;
comment on function app.decide_access(text, text, jsonb, jsonb) is 'Why the present caller may read, insert, update, delete or move a row, step by step; decided marks what gave a phase its answer; the last step is what happened when it was tried and undone. RH050 if the question makes no sense.';

grant execute on function app.decide_access(text, text, jsonb, jsonb), app.transition_statement(regprocedure, uuid, jsonb), app.transition_named(text, text),
    app.grants_decide(text, regclass, jsonb, jsonb), app.primary_key_of(regclass), app.policies_decide(regclass, "char", boolean, jsonb, text),
    app.try_and_undo(text, jsonb, jsonb), app.with_defaults(regclass, jsonb), app.clause_holds(regclass, jsonb, text), app.values_seen(regclass, jsonb, text),
    app.clauses_of(text), app.bare_expression(text), app.outer_parentheses(text), app.split_clauses(text, text) to app_explainer;
