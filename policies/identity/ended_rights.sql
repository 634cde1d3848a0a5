-- Tombstones: why a right ended, until its token would have run out anyway. Read by app.refusal alone, by digest.

alter table identity.ended_rights enable row level security;
alter table identity.ended_rights force row level security;
create policy tombstones on identity.ended_rights for all to app_signin using (true) with check (true);
comment on policy tombstones on identity.ended_rights is 'R23: machinery of the sign-in owner; no login reads or writes it.';
grant select, insert, delete on identity.ended_rights to app_signin;

-- The one way a right ends. Takes part in the transaction of whatever ends it, so the very next statement finds nothing.
create function identity.end_rights(p_reason text, p_org uuid default null, p_member uuid default null, p_session uuid default null, p_user uuid default null) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if num_nonnulls(p_org, p_user) = 0 then
        raise exception using errcode = 'RH090', message = 'end_rights needs an organisation or an account';
    end if;
    with ended as (
        delete from identity.capabilities c
         where (p_org is null or c.org_id = p_org)
           and (p_member is null or c.member_id = p_member)
           and (p_session is null or c.session_id = p_session)
           and (p_user is null or c.user_id = p_user
                -- a job carries no account: it is found by the member it acts for
                or c.kind = 'job' and exists (select from identity.memberships m where m.org_id = c.org_id and m.id = c.member_id and m.user_id = p_user))
        returning c.org_id, c.hash, c.expires_at
    )
    insert into identity.ended_rights (org_id, hash, reason, expires_at)
    select e.org_id, e.hash, p_reason, e.expires_at from ended e
        on conflict (org_id, hash) do nothing;
    if p_reason in ('member_suspended', 'member_left', 'account_suspended', 'organization_purged') then
        update identity.sessions s
           set ended_at = statement_timestamp(), end_reason = p_reason
         where s.ended_at is null
           and (p_org is null or s.org_id = p_org)
           and (p_member is null or s.member_id = p_member)
           and (p_user is null or exists (select from identity.memberships m where m.org_id = s.org_id and m.id = s.member_id and m.user_id = p_user));
    end if;
end $$;
comment on function identity.end_rights(text, uuid, uuid, uuid, uuid) is 'R23: deletes the matching capabilities, leaves tombstones, and ends the sessions where the reason ends them too.';
alter function identity.end_rights(text, uuid, uuid, uuid, uuid) owner to app_signin;

-- Removes what has run out. Called by the worker every minute, in slices.
create function identity.sweep_expired(p_limit integer default 1000) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    swept bigint;
    more bigint;
begin
    delete from identity.capabilities c
     where (c.org_id, c.hash) in (select x.org_id, x.hash from identity.capabilities x where x.expires_at < statement_timestamp() - interval '1 minute' limit p_limit);
    get diagnostics swept = row_count;
    delete from identity.ended_rights r
     where (r.org_id, r.hash) in (select x.org_id, x.hash from identity.ended_rights x where x.expires_at < statement_timestamp() - interval '1 minute' limit p_limit);
    get diagnostics more = row_count;
    swept := swept + more;
    delete from identity.refresh_tokens t
     where (t.org_id, t.hash) in (select x.org_id, x.hash from identity.refresh_tokens x where x.expires_at < statement_timestamp() limit p_limit);
    get diagnostics more = row_count;
    swept := swept + more;
    delete from identity.idempotency_keys k
     where (k.org_id, k.member_id, k.key) in (select x.org_id, x.member_id, x.key from identity.idempotency_keys x where x.created_at < statement_timestamp() - interval '1 day' limit p_limit);
    get diagnostics more = row_count;
    return swept + more;
end $$;
comment on function identity.sweep_expired(integer) is 'Deletes up to p_limit each of capabilities and tombstones that ran out over a minute ago, refresh tokens that ran out, and idempotency keys of yesterday; returns how many.';
alter function identity.sweep_expired(integer) owner to app_signin;
grant execute on function identity.sweep_expired(integer) to app_worker;
