-- What changed, apart from who and when: an envelope may be read where its payload may not (T8). No login reads payloads
-- directly: reading them re-checks the right to the entity, and comes with the audit endpoints.

alter table audit.payloads enable row level security;
alter table audit.payloads force row level security;

create policy tenant on audit.payloads as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on audit.payloads is 'R1: the floor; every permissive policy is ANDed with it.';
create policy write_by_trigger on audit.payloads for insert to app_scribe with check (true);
comment on policy write_by_trigger on audit.payloads is 'HY-23: the audit triggers insert.';

grant insert on audit.payloads to app_scribe;
-- NOTE: no SELECT for any login, no UPDATE or DELETE for anyone: blanking comes with the erasure function, which will be
-- the one exception that this trigger names.
create trigger _100_append_only before update or delete on audit.payloads for each row execute function app.reject_change();
create trigger _110_append_only before truncate on audit.payloads for each statement execute function app.reject_change();
alter table audit.payloads enable always trigger _100_append_only;
alter table audit.payloads enable always trigger _110_append_only;
