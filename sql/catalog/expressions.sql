-- What a policy, a trigger's WHEN or a CHECK says, as rows: the server's own parse tree (pg_node_tree), read word by word as
-- PostgreSQL reads it back. Text search over deparsed SQL is fooled by aliases, spacing and literals; a tree is not.

-- One row a node. `node` and `closes` are the places of its braces, so "a is below b" is b.node < a.node and a.closes < b.closes.
-- Words end at a blank or a bracket, a backslash takes the next character as it is. A value may begin with a colon like a field
-- name does: in a run of such words the first is a field and the second its value.
create function catalog.expression_nodes(p_trees text[])
    returns table (tree integer, node integer, closes integer, parent integer, depth integer, kind text, field text, place integer, scalars jsonb)
    language sql immutable parallel safe rows 2000 cost 1000 set search_path = pg_catalog, pg_temp set jit = off set enable_nestloop = off
as $$
    with words as materialized (
        select t.tree::integer as tree, w.place::integer as at, w.word[1] as word
          from unnest(p_trees) with ordinality t (said, tree)
         cross join lateral regexp_matches(t.said, '[(){}]|(?:\\.|[^\s(){}\\])+', 'g') with ordinality w (word, place)
    ), measured as materialized (
        select w.tree, w.at, w.word, lead(w.word) over inside as next_word,
               sum(case w.word when '{' then 1 when '}' then -1 else 0 end) over inside + case w.word when '}' then 1 else 0 end as depth,
               w.word like ':%' and (w.at - coalesce(max(w.at) filter (where w.word not like ':%') over inside, 0)) % 2 = 1 as names_field
          from words w window inside as (partition by w.tree order by w.at)
    ), dull (fields) as materialized (
        values (array[':location', ':stmt_location', ':stmt_len', ':varcollid', ':vartypmod', ':opcollid', ':inputcollid', ':funccollid', ':constcollid', ':consttypmod', ':constlen',
                ':querySource', ':canSetTag', ':resultRelation', ':limitOption', ':override', ':resorigtbl', ':resorigcol', ':ressortgroupref', ':requiredPerms',
                ':checkAsUser', ':rellockmode', ':varnosyn', ':varattnosyn', ':subLinkId', ':commandType', ':inh', ':inFromCl'])
    ), telling as (   -- most fields of a node are null, false, or about where in a text it stood
        select m.tree, m.at, m.word, m.next_word, m.depth, m.names_field,
               lag(m.names_field) over inside as is_value, lag(m.word) over inside as last_word
          from measured m window inside as (partition by m.tree order by m.at)
    ), levels as (   -- a node stands at its own level as an owner and at its parent's as a value
        select t.tree, t.at, t.word, t.next_word, t.depth, t.names_field, t.word = '{' as opens, false as is_child
          from telling t cross join dull d
         where t.word not in ('(', ')') and t.last_word is distinct from '{'
           and not (t.names_field and (t.next_word in ('<>', 'false') or t.word = any (d.fields)))
           and not (t.is_value is true and (t.word in ('<>', 'false') or t.last_word = any (d.fields)))
        union all
        select m.tree, m.at, m.word, m.next_word, m.depth - 1, false, false, true from measured m where m.word = '{'
    ), owned as materialized (
        select l.tree, l.at, l.word, l.next_word, l.depth, l.names_field, l.opens, l.is_child,
               max(l.at) filter (where l.opens) over own as owner,
               max(l.at) filter (where l.names_field) over own as field_at
          from levels l window own as (partition by l.tree, l.depth order by l.at rows unbounded preceding)
    ), braces as (
        select m.tree, m.at, lead(m.at) over (partition by m.tree, m.depth order by m.at) as closes from measured m where m.word in ('{', '}')
    ), scalars as (
        select f.tree, f.owner, jsonb_object_agg(substr(f.name, 2), f.said) as scalars
          from (select o.tree, o.owner, n.word as name,
                       string_agg(regexp_replace(case when o.word ~ '^".*"$' then substr(o.word, 2, length(o.word) - 2) else o.word end, '\\(.)', '\1', 'g'), ' ' order by o.at) as said
                  from owned o join owned n on n.tree = o.tree and n.at = o.field_at and n.names_field
                 where not o.opens and not o.is_child and not o.names_field and o.word not in ('{', '}', '<>') and o.field_at > o.owner
                 group by o.tree, o.owner, n.word) f
         group by f.tree, f.owner
    )
    select c.tree, c.at, b.closes, c.owner, c.depth::integer + 1, c.next_word, substr(n.word, 2),
           row_number() over (partition by c.tree, c.owner, c.field_at order by c.at)::integer, coalesce(s.scalars, '{}')
      from owned c
      join braces b on b.tree = c.tree and b.at = c.at
      left join owned n on n.tree = c.tree and n.at = c.field_at and n.names_field and c.field_at > c.owner
      left join scalars s on s.tree = c.tree and s.owner = c.at
     where c.is_child
$$;
comment on function catalog.expression_nodes(text[]) is 'Texts of pg_node_tree as rows: which of them, kind of node, the field of its parent it hangs under, and its own plain fields. Source: src/backend/nodes/outfuncs.c and read.c.';

-- The bytes of a constant as text; null for null and for what is no text, name or uuid.
create function catalog.constant_text(p_scalars jsonb) returns text
    language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
    with bytes as (   -- written as signed characters
        select string_agg(lpad(to_hex((b::integer + 256) % 256), 2, '0'), '' order by place) as hex, count(*) as length
          from regexp_split_to_table(substring(p_scalars ->> 'constvalue' from '\[ ?(.*?) ?\]'), ' ') with ordinality x (b, place)
         where b <> ''
    )
    select case
        when p_scalars ->> 'constisnull' = 'true' or b.hex is null then null
        when p_scalars ->> 'consttype' in ('25', '1042', '1043') and get_bit(decode(left(b.hex, 2), 'hex'), 0) = 0 then convert_from(decode(substr(b.hex, 9), 'hex'), getdatabaseencoding())
        when p_scalars ->> 'consttype' in ('25', '1042', '1043') then convert_from(decode(substr(b.hex, 3), 'hex'), getdatabaseencoding())
        when p_scalars ->> 'consttype' in ('19', '705') then convert_from(decode(regexp_replace(b.hex, '(00)+$', ''), 'hex'), getdatabaseencoding())
        when p_scalars ->> 'consttype' = '2950' then b.hex::uuid::text
    end from bytes b
$$;
comment on function catalog.constant_text(jsonb) is 'What a CONST node of catalog.expression_nodes holds, if it is text, a name or a uuid.';

-- Names that do not depend on the reader's search_path.
create function catalog.relation_name(p_relation oid) returns text
    language sql stable parallel safe set search_path = pg_catalog, pg_temp
as $$ select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = p_relation $$;
comment on function catalog.relation_name(oid) is 'schema.name of a relation, whatever the search_path.';

create function catalog.routine_name(p_routine oid) returns text
    language sql stable parallel safe set search_path = pg_catalog, pg_temp
as $$ select case when p.pronamespace = 'pg_catalog'::regnamespace then 'pg_catalog.' else '' end || p.oid::regprocedure from pg_proc p where p.oid = p_routine $$;
comment on function catalog.routine_name(oid) is 'schema.name(argument types) of a routine, whatever the search_path.';

-- Source of a function as words, without comments and with every literal as one quote: for what no tree exists of (plpgsql).
create function catalog.source_words(p_source text) returns text
    language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
    select coalesce(string_agg(case when w.word[1] ~ '^([eE]?''|\$)' then '''' else lower(w.word[1]) end, ' ' order by w.place), '')
      from regexp_matches(p_source, '(--[^\n]*|/\*(?:[^*]|\*+[^*/])*\*+/|[eE]''(?:\\.|[^''\\])*''|''(?:[^'']|'''')*''|\$[A-Za-z_]*\$'
                                    '|"(?:[^"]|"")*"|[A-Za-z_][A-Za-z0-9_$]*|[0-9]+|::|:=|<>|!=|<=|>=|\S)', 'g') with ordinality w (word, place)
     where w.word[1] !~ '^(--|/\*)'
$$;
comment on function catalog.source_words(text) is 'Lower-case words of a function''s source, one blank between them; comments gone, every literal a single quote.';

-- Every node of every policy. Equal clauses are read once: most policies of this database repeat a few. Compiling the query would
-- take longer than running it.
create function catalog.policy_nodes()
    returns table (object text, relation regclass, table_name text, policy text, permissive boolean, command text, roles oid[], clause text,
                   node integer, closes integer, parent integer, depth integer, kind text, field text, place integer, scalars jsonb,
                   queries bigint, runs_once boolean, of_own_row boolean, own_column text, calls oid, reads oid, of_context boolean)
    language sql stable parallel safe rows 2000 cost 1000 set search_path = pg_catalog, pg_temp set jit = off set enable_nestloop = off
as $$
    with clauses as materialized (
        select p.polrelid, catalog.relation_name(p.polrelid) as table_name, p.polname::text as policy, p.polpermissive as permissive, p.polcmd::text as command, p.polroles as roles, x.clause,
               regexp_replace(x.tree, ' :(location|stmt_location|stmt_len) -?\d+', '', 'g') as said
          from pg_policy p cross join lateral (values ('using', p.polqual::text), ('check', p.polwithcheck::text)) x (clause, tree)
         where x.tree is not null
    ), trees as materialized (
        select s.said, row_number() over (order by s.said) as tree from (select distinct c.said from clauses c) s
    ), nodes as materialized (
        select n.tree, n.node, n.closes, n.parent, n.depth, n.kind, n.field, n.place, n.scalars
          from catalog.expression_nodes((select array_agg(t.said order by t.tree) from trees t)) n
    ), levels as materialized (   -- how many queries a node is inside of; 0 is the row that the policy judges
        select n.tree, n.node, n.closes, n.kind, n.parent, (n.scalars ->> 'varlevelsup')::integer as levels_up, count(q.node) as queries
          from nodes n left join nodes q on q.tree = n.tree and q.kind = 'QUERY' and q.node < n.node and n.closes < q.closes
         group by n.tree, n.node, n.closes, n.kind, n.parent, n.scalars
    ), once as materialized (   -- sub-selects that depend on nothing outside: planned as init plans, run once for a statement
        select s.tree, q.node, q.closes
          from levels s join levels q on q.tree = s.tree and q.parent = s.node and q.kind = 'QUERY'
          left join levels v on v.tree = s.tree and v.kind = 'VAR' and q.node < v.node and v.closes < q.closes and v.queries - v.levels_up <= s.queries
         where s.kind = 'SUBLINK' and v.tree is null
    ), described as materialized (
        select n.tree, n.node, n.closes, n.parent, n.depth, n.kind, n.field, n.place, n.scalars, l.queries,
               exists (select from once o where o.tree = n.tree and o.node <= n.node and n.closes <= o.closes) as runs_once,
               n.kind = 'VAR' and l.queries = l.levels_up and n.scalars ->> 'varno' = '1' as of_own_row
          from nodes n join levels l on (l.tree, l.node) = (n.tree, n.node)
    )
    select c.policy || ' on ' || c.table_name, c.polrelid::regclass, c.table_name, c.policy, c.permissive, c.command, c.roles, c.clause,
           d.node, d.closes, d.parent, d.depth, d.kind, d.field, d.place, d.scalars, d.queries, d.runs_once, d.of_own_row,
           case when d.of_own_row then (select a.attname::text from pg_attribute a where a.attrelid = c.polrelid and a.attnum = (d.scalars ->> 'varattno')::smallint) end,
           coalesce(d.scalars ->> 'funcid', d.scalars ->> 'opfuncid')::oid,
           case when d.kind in ('RTE', 'RANGETBLENTRY') then nullif(d.scalars ->> 'relid', '0')::oid end,
           coalesce(d.kind = 'FUNCEXPR' and (d.scalars ->> 'funcid')::oid in (
                select f.oid from pg_proc f join pg_namespace s on s.oid = f.pronamespace
                 where s.nspname = 'app' or s.nspname = 'pg_catalog' and f.proname = 'current_setting')
             or d.kind in ('RTE', 'RANGETBLENTRY') and (d.scalars ->> 'relid')::oid = to_regclass('app.caller'), false)
      from clauses c join trees t on t.said = c.said join described d on d.tree = t.tree
$$;
comment on function catalog.policy_nodes() is 'Every node of every policy''s expressions; as a view below.';

create view catalog.policy_nodes as select * from catalog.policy_nodes();
comment on view catalog.policy_nodes is 'Every node of every policy''s expressions: what it calls and reads, whether it names a column of the judged row, whether it asks for the caller (of_context), whether it runs once for a statement. Numbers in scalars are the server''s own.';

-- What a clause is made of at its top: itself, and each thing it ANDs or ORs, with its tree in a form that two clauses of one
-- table can be compared by.
create view catalog.policy_parts as
    with nodes as materialized (
        select * from catalog.policy_nodes
    ), tops as materialized (
        select w.object, w.relation, w.policy, w.permissive, w.command, w.roles, w.clause, w.node, w.closes, w.depth, w.kind, w.scalars, null::text as joined_by
          from nodes w where w.parent is null
        union all
        select p.object, p.relation, p.policy, p.permissive, p.command, p.roles, p.clause, p.node, p.closes, p.depth, p.kind, p.scalars, w.scalars ->> 'boolop'
          from nodes w join nodes p on p.object = w.object and p.clause = w.clause and p.parent = w.node
         where w.parent is null and w.kind = 'BOOLEXPR'
    )
    select t.object, t.relation, t.policy, t.permissive, t.command, t.roles, t.clause, t.node, t.kind, t.joined_by,
           case when t.kind = 'CONST' and t.scalars ->> 'constvalue' like '1 [ 1 %' then 'true' when t.kind = 'CONST' then 'false' end as constant,
           string_agg(concat(d.depth - t.depth, d.kind, case when d.node > t.node then d.field end, d.scalars), ' ' order by d.node) as said,
           -- true for every row: the constant, or a test of a NOT NULL column for null
           bool_or(t.kind = 'CONST' and t.scalars ->> 'constvalue' like '1 [ 1 %'
                   or t.kind = 'NULLTEST' and t.scalars ->> 'nulltesttype' = '1' and d.depth = t.depth + 1 and a.attnotnull is true) as holds_always
      from tops t join nodes d on d.object = t.object and d.clause = t.clause and d.node >= t.node and d.closes <= t.closes
      left join pg_catalog.pg_attribute a on a.attrelid = t.relation and a.attname = d.own_column
     group by t.object, t.relation, t.policy, t.permissive, t.command, t.roles, t.clause, t.node, t.kind, t.joined_by, t.scalars;
comment on view catalog.policy_parts is 'Each policy clause (joined_by null) and each part that it joins by and, or or not at its top; equal trees have equal said.';

grant execute on function catalog.expression_nodes(text[]), catalog.constant_text(jsonb), catalog.relation_name(oid), catalog.routine_name(oid),
    catalog.source_words(text), catalog.policy_nodes() to app_auditor, app_platform;
