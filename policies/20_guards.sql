-- Guards every tenant table shares. Row security filters; these refuse, with a code, what a filter would silently skip.
-- Trigger names carry their order: _100_writable, _200_same_org, _300_stamp, _400_... of the table's own, _900_audit
-- and _910_audit, and _950_end_rights after them, because the audit still needs the actor.

-- Time-ordered ids (RFC 9562, version 7): 48 bits of unix milliseconds, then random bits.
create function app.uuid_v7() returns uuid
    language sql volatile parallel safe set search_path = pg_catalog, pg_temp
as $$
    select encode(
        set_bit(set_bit(
            overlay(uuid_send(gen_random_uuid()) placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
            52, 1), 53, 1), 'hex')::uuid
$$;
comment on function app.uuid_v7() is 'RFC 9562 version 7. Not for ids where order would unmask a person (R13).';

-- R34: an organisation that is closing is read-only, with its own code: a policy would turn the write into a silent 404.
create function app.assert_writable() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    org_state text;
begin
    select o.state into org_state from app.caller c join identity.organizations o on o.org_id = c.org_id;
    if org_state = 'closing' then
        raise exception using errcode = 'RH010', message = 'this organisation is closing: it can be read and exported, not changed',
            hint = 'An admin can cancel the closure.';
    end if;
    return null;
end $$;
comment on function app.assert_writable() is 'R34: statement trigger of every tenant table; RH010 while the caller''s organisation is closing.';
alter function app.assert_writable() owner to app_kernel;

-- R1: no write may tie a row to an organisation the caller is not in, whoever executes it: owners of definer functions and
-- superusers included; it answers as for a row that does not exist. Then R34 once more, row by row.
-- The trigger's WHEN exempts the two owners that act before there is a caller: sign-in, and the founding of organisations.
-- Definer, so that a superuser is judged by the context too instead of seeing every right there is.
create function app.reject_foreign_org() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    row_org constant uuid := case when tg_op = 'DELETE' then old.org_id else new.org_id end;
    org_state text;
begin
    select o.state into org_state from app.caller c join identity.organizations o on o.org_id = c.org_id where c.org_id = row_org;
    if not found then
        raise exception using errcode = 'RH011', message = 'no such row in this organisation',
            hint = 'Maintenance outside any organisation needs session_replication_role = replica.';
    end if;
    -- once more for each row: a statement may set its context after its statement trigger has run
    if org_state = 'closing' and tg_table_schema || '.' || tg_table_name not in ('identity.sessions', 'identity.organizations') then
        raise exception using errcode = 'RH010', message = 'this organisation is closing: it can be read and exported, not changed',
            hint = 'An admin can cancel the closure.';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
alter function app.reject_foreign_org() owner to app_kernel;
comment on function app.reject_foreign_org() is 'R1, R34: cross-tenant guard of every tenant table; RH011, the same answer as for a missing row; RH010 while the organisation is closing.';

-- Version for ETag / If-Match, and authorship; neither can be supplied by the caller.
create function app.stamp() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if tg_op = 'INSERT' then
        new.row_version := 1;
        new.created_at := statement_timestamp();
        new.created_by := (select c.member_id from app.caller c);
    else
        new.row_version := old.row_version + 1;
    end if;
    return new;
end $$;
alter function app.stamp() owner to app_kernel;
comment on function app.stamp() is 'row_version, created_at and created_by of a row; whatever the statement supplied is replaced.';

create function app.stamp_version() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    new.row_version := case when tg_op = 'INSERT' then 1 else old.row_version + 1 end;
    return new;
end $$;
comment on function app.stamp_version() is 'row_version alone, for rows without an author.';

-- History is append-only for everyone, owners and superusers included; corrections are new rows.
create function app.reject_change() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception using errcode = 'RH012', message = format('%s.%s is append-only: %s refused', tg_table_schema, tg_table_name, lower(tg_op));
end $$;
comment on function app.reject_change() is 'Refuses UPDATE, DELETE and TRUNCATE of history with RH012.';

-- An IANA zone name the server knows: dates that open and close visibility are computed in it.
create function app.assert_timezone() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    perform statement_timestamp() at time zone new.timezone;
    if new.timezone !~ '^(UTC|[A-Z][A-Za-z0-9_+-]*(/[A-Z][A-Za-z0-9_+-]*){1,2})$' then
        raise invalid_parameter_value;   -- abbreviations and POSIX offsets have no daylight-saving rules
    end if;
    return new;
exception when invalid_parameter_value then
    raise exception using errcode = 'RH020', message = format('unknown time zone "%s"', left(new.timezone, 60)), hint = 'Use an IANA name such as Europe/Berlin.';
end $$;
comment on function app.assert_timezone() is 'RH020 unless the zone is an IANA name the server knows.';

-- The three shared guards of a tenant table, in one line of its file.
create procedure app.guard(p_table regclass, p_authored boolean default true)
    language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    execute format('create trigger _100_writable before insert or update or delete on %s for each statement execute function app.assert_writable()', p_table);
    execute format('create trigger _200_same_org before insert or update or delete on %s for each row when (current_user not in (''app_signin'', ''app_registrar'')) execute function app.reject_foreign_org()', p_table);
    execute format('create trigger _300_stamp before insert or update on %s for each row execute function app.%I()',
        p_table, case when p_authored then 'stamp' else 'stamp_version' end);
end $$;
comment on procedure app.guard(regclass, boolean) is 'Called by the files in policies/: creates _100_writable, _200_same_org and _300_stamp on a tenant table.';

grant execute on function app.uuid_v7() to app_api, app_worker, app_transition, app_signin, app_registrar, app_scribe;
