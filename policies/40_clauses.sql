-- Taking a policy apart: its clauses, whether each holds for a row, and what it saw. For policies/50_decisions.sql alone.
-- Everything here runs as whoever asks: a sub-select in a clause is answered by the asker's own policies, as it is in a query.

-- Cuts at one word where neither a parenthesis nor a quotation is open. The server deparses every AND and OR in parentheses.
create function app.split_clauses(p_expression text, p_word text) returns text[]
    language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
    depth integer := 0;
    quote text;
    started integer := 1;
    parts text[] := '{}';
    at integer := 1;
    letter text;
    letters constant text[] := string_to_array(p_expression, null);
    separator constant text[] := string_to_array(' ' || p_word || ' ', null);
begin
    while at <= cardinality(letters) loop
        letter := letters[at];
        if quote is not null then
            if letter = quote then quote := null; end if;   -- a doubled quote closes and opens again
        elsif letter in ('''', '"') then
            quote := letter;
        elsif letter = '(' then
            depth := depth + 1;
        elsif letter = ')' then
            depth := depth - 1;
        elsif depth = 0 and letter = ' ' and letters[at : at + cardinality(separator) - 1] = separator then
            parts := parts || btrim(array_to_string(letters[started : at - 1], ''));
            at := at + cardinality(separator) - 1;
            started := at;
        end if;
        at := at + 1;
    end loop;
    return parts || btrim(array_to_string(letters[started :], ''));
end $$;
comment on function app.split_clauses(text, text) is 'An expression of pg_get_expr cut at AND or OR outside parentheses and quotations.';

-- Every outermost "( SELECT ...)" of a clause, and an expression without the parentheses around all of it.
create function app.outer_parentheses(p_expression text) returns text[]
    language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
    depth integer := 0;
    quote text;
    opened integer;
    found text[] := '{}';
    letter text;
    at integer := 0;
    letters constant text[] := string_to_array(p_expression, null);
begin
    foreach letter in array letters loop
        at := at + 1;
        if quote is not null then
            if letter = quote then quote := null; end if;
        elsif letter in ('''', '"') then
            quote := letter;
        elsif letter = '(' then
            depth := depth + 1;
            if depth = 1 then opened := at; end if;
        elsif letter = ')' then
            depth := depth - 1;
            if depth = 0 then found := found || array_to_string(letters[opened : at], ''); end if;
        end if;
    end loop;
    return found;
end $$;
comment on function app.outer_parentheses(text) is 'The outermost parenthesised parts of an expression, in order.';

create function app.bare_expression(p_expression text) returns text
    language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
    bare text := btrim(p_expression);
    parts text[];
begin
    loop
        parts := app.outer_parentheses(bare);
        exit when cardinality(parts) <> 1 or parts[1] <> bare or bare ~ '^\(\s*SELECT\s';
        bare := btrim(substr(bare, 2, length(bare) - 2));
    end loop;
    return bare;
end $$;
comment on function app.bare_expression(text) is 'An expression without parentheses around all of it.';

-- The alternatives of a policy (any of them is enough), or its conditions (each must hold).
create function app.clauses_of(p_expression text, out joined_by text, out clauses text[])
    language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
    bare constant text := app.bare_expression(p_expression);
begin
    joined_by := 'or';
    clauses := app.split_clauses(bare, 'OR');
    if cardinality(clauses) = 1 then
        joined_by := 'and';
        clauses := app.split_clauses(bare, 'AND');
    end if;
end $$;
comment on function app.clauses_of(text) is 'The clauses of a policy expression and whether any (or) or all of them (and) must hold.';

-- The row comes as JSON because the member who is asked about may not see it; the clause comes from pg_policy and nowhere else.
create function app.clause_holds(p_table regclass, p_row jsonb, p_clause text) returns boolean
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    holds boolean;
begin
    execute format('select (%s)::boolean from jsonb_populate_record(null::%s, $1) %I',
                   p_clause, p_table, (select c.relname from pg_class c where c.oid = p_table)) into holds using p_row;
    return coalesce(holds, false);   -- null shows no row
end $$;
comment on function app.clause_holds(regclass, jsonb, text) is 'Whether a clause of a policy holds for a row, answered as whoever asks.';

create function app.values_seen(p_table regclass, p_row jsonb, p_clause text) returns text
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    seen text[];
    part text;
    inner_part text;
    open_parts text[] := array[p_clause];
    answer jsonb;
begin
    seen := array(select format('%s = %s', a.attname, coalesce(p_row ->> a.attname, 'null'))
                    from pg_attribute a
                   where a.attrelid = p_table and a.attnum > 0 and not a.attisdropped and p_clause ~ format('\m%s\M', a.attname) and p_row ? a.attname
                   order by a.attnum);
    while cardinality(open_parts) > 0 loop
        part := open_parts[1];
        open_parts := open_parts[2:];
        foreach inner_part in array app.outer_parentheses(part) loop
            if inner_part ~ '^\(\s*SELECT\s' then
                if inner_part ~ '^\(\s*SELECT\s+FROM\s' then   -- what EXISTS asks has no column
                    execute format('select to_jsonb(exists %s) from jsonb_populate_record(null::%s, $1) %I',
                                   inner_part, p_table, (select c.relname from pg_class c where c.oid = p_table)) into answer using p_row;
                else
                    execute format('select (select coalesce(jsonb_agg(to_jsonb(v)), ''[]'') from (select * from %s x limit 20) v) from jsonb_populate_record(null::%s, $1) %I',
                                   inner_part, p_table, (select c.relname from pg_class c where c.oid = p_table)) into answer using p_row;
                end if;
                seen := seen || format('%s gives %s', regexp_replace(inner_part, '\s+', ' ', 'g'), answer);
            elsif length(inner_part) > 2 then
                open_parts := open_parts || substr(inner_part, 2, length(inner_part) - 2);
            end if;
        end loop;
    end loop;
    return array_to_string(seen, '; ');
end $$;
comment on function app.values_seen(regclass, jsonb, text) is 'What a clause compares: the row''s columns that it names, and what its sub-selects give to whoever asks (the first twenty).';
