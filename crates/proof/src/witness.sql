-- Tells what a statement really did, whoever ran it and whatever it was allowed to see: statement triggers on every table write down
-- the keys of the rows that were written. Only in scratch databases that evidence is gathered in.

create schema witness;
create unlogged table witness.written (at bigint generated always as identity primary key, what text not null);

-- Run with the rights of whoever calls: each statement in a subtransaction that is always undone.
-- written: '<table> <insert|update|delete> <key>', keys as in witness.key.
create function witness.attempt(p_statements text[])
    returns table (place integer, state text, message text, raised_in text, returned text[], affected bigint, written text[])
    language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    statement text;
    mark bigint;   -- where this statement's rows begin: those of the statements before are undone, but still lie in the table
begin
    place := 0;
    foreach statement in array p_statements loop
        place := place + 1;
        state := null; message := null; raised_in := null; returned := null; affected := null; written := null;
        mark := witness.mark();
        begin
            if statement ~* '^\s*(select|with)\M' then
                execute 'select array_agg(x.v::text) from (' || statement || ') x (v)' into returned;
                affected := coalesce(array_length(returned, 1), 0);
            elsif statement ~* '\mreturning\M' then
                execute 'with x (v) as (' || statement || ') select array_agg(x.v::text) from x' into returned;
                affected := coalesce(array_length(returned, 1), 0);
            else
                execute statement;
                get diagnostics affected = row_count;
            end if;
            written := witness.take(mark);
            raise exception sqlstate 'WT000';
        exception
            when sqlstate 'WT000' then null;
            when others then
                get stacked diagnostics state = returned_sqlstate, message = message_text, raised_in = pg_exception_context;
                returned := null; affected := null; written := null;
        end;
        return next;
    end loop;
end $$;

create function witness.mark() returns bigint
    language sql security definer set search_path = pg_catalog, pg_temp
as $$ select nextval(pg_get_serial_sequence('witness.written', 'at')) $$;

create function witness.take(p_mark bigint) returns text[]
    language sql security definer set search_path = pg_catalog, pg_temp set enable_seqscan = off
as $$ select coalesce(array_agg(w.what order by w.what collate "C"), '{}') from witness.written w where w.at > p_mark $$;

-- The expression that names a row of a table: its primary key, parts joined by '/'.
create function witness.key(p_table regclass, p_row text) returns text
    language sql stable set search_path = pg_catalog, pg_temp
as $$
    select string_agg(format('%s.%I::text', p_row, a.attname), ' || ''/'' || ' order by k.place)
      from pg_index i cross join unnest(i.indkey::smallint[]) with ordinality k (attnum, place)
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
     where i.indrelid = p_table and i.indisprimary
$$;

do $install$
declare
    watched record;
    told constant text := 'create function witness.%1$I() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $t$
begin
    if tg_op = ''TRUNCATE'' then
        insert into witness.written (what) values (''%2$s truncate *'');
    else
        insert into witness.written (what) select ''%2$s '' || lower(tg_op) || '' '' || %3$s from rows r;
        if tg_op = ''UPDATE'' then   -- and which of them are other rows now than before
            insert into witness.written (what)
            select ''%2$s changed '' || k.key from (select %3$s as key, to_jsonb(r) - ''row_version'' as present from rows r) k
             where k.present not in (select to_jsonb(b) - ''row_version'' from before b);
        end if;
    end if;
    return null;
end $t$';
begin
    for watched in
        select c.oid::regclass as name, n.nspname || '_' || c.relname as stem, n.nspname || '.' || c.relname as written, witness.key(c.oid, 'r') as key
          from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
         where c.relkind = 'r' and n.nspowner = 'app_owner'::regrole and exists (select from pg_catalog.pg_index i where i.indrelid = c.oid and i.indisprimary)
    loop
        execute format(told, watched.stem, watched.written, watched.key);
        execute format('create trigger zz_witness_insert after insert on %s referencing new table as rows for each statement execute function witness.%I()', watched.name, watched.stem);
        execute format('create trigger zz_witness_update after update on %s referencing new table as rows old table as before for each statement execute function witness.%I()', watched.name, watched.stem);
        execute format('create trigger zz_witness_delete after delete on %s referencing old table as rows for each statement execute function witness.%I()', watched.name, watched.stem);
        execute format('create trigger zz_witness_truncate after truncate on %s for each statement execute function witness.%I()', watched.name, watched.stem);
    end loop;
end $install$;

grant usage on schema witness to public;

-- Values for statements that name no column and no row: different for each row, so that no unique key stops them, and the same
-- ones in every run.
create sequence witness.days;
create function witness.some_day() returns daterange
    language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$ select daterange(d, d + 1) from (select date '1900-01-01' + (nextval('witness.days') % 30000)::integer) x (d) $$;

-- Who the audit says it was.
create function witness.audit_entry() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    insert into witness.written (what)
    select 'entry ' || r.org_id || ' ' || r.entity || ' by ' || r.actor_kind || ' ' || coalesce(r.actor_id::text, '-') || coalesce(' for ' || r.on_behalf_of, '') from rows r;
    return null;
end $$;
create trigger zz_witness_entry after insert on audit.log referencing new table as rows for each statement execute function witness.audit_entry();
