-- What has happened to the protection: drift that the database itself can tell, who is connected past it, and when the evidence was last made.

-- Invoker: platform tables are read under the policies of whoever asks.
create view catalog.drift with (security_invoker) as
    select 'catalog' as kind, 'this database' as object,
           format('what protects it is not what it was when its policies were applied at %s', a.applied_at) as drift,
           'rowhouse policies diff shows each difference, rowhouse migrate mends it' as mend
      from platform.applied_policies a where a.catalog_sha256 is distinct from catalog.protection_sha256()
    union all
    select 'server', 'this database', format('policies were applied on PostgreSQL %s, this is %s', a.server_major, current_setting('server_version')), 'rowhouse migrate'
      from platform.applied_policies a where a.server_major <> current_setting('server_version_num')::integer / 10000
    union all
    select 'catalog', 'this database', 'no run of rowhouse migrate is recorded', 'rowhouse migrate'
     where not exists (select from platform.applied_policies)
    union all
    select 'role', d.object, d.definition, d.undo from catalog.role_drift d;
comment on view catalog.drift is 'Whether the catalog still has the digest of the last rowhouse migrate, and the roles their charter; empty is right. Which fact differs: rowhouse policies diff.';

create view catalog.evidence_runs with (security_invoker) as
    select r.kind, r.outcome, r.finished_at, r.finished_at - r.started_at as took, r.figures, r.version,
           r.files_sha256 is not distinct from (select a.files_sha256 from platform.applied_policies a) as judged_these_files,
           row_number() over (partition by r.kind order by r.finished_at desc, r.id) = 1 as latest, r.recorded_at
      from platform.evidence_runs r
     order by r.finished_at desc, r.id;
comment on view catalog.evidence_runs is 'Recorded runs of tests, lints, oracle, mutations, comparisons of versions and drift (diff), newest first; judged_these_files is false for evidence about other migrations or policies than those applied here.';

-- Names and counts alone; pg_stat_activity itself would show statements.
create function catalog.count_connections() returns table (login text, connections bigint)
    language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select r.rolname::text, count(*)
      from pg_stat_get_activity(null) s join pg_roles r on r.oid = s.usesysid
     where s.datid = (select d.oid from pg_database d where d.datname = current_database())
     group by 1
$$;
comment on function catalog.count_connections() is 'Connections to this database by login: no statement, no address.';
alter function catalog.count_connections() owner to app_owner;
grant execute on function pg_catalog.pg_stat_get_activity(integer) to app_owner;
grant execute on function catalog.count_connections() to app_auditor, app_platform;

create view catalog.connected_logins as
    select s.login, s.connections, r.rolsuper as superuser, r.rolsuper or r.rolbypassrls as passes_row_security,
           exists (select from catalog.role_charter() c where c.role_name = s.login) as in_charter
      from catalog.count_connections() s left join pg_catalog.pg_roles r on r.rolname = s.login
     order by 4 desc, 1;
comment on view catalog.connected_logins is 'Who is connected to this database now: windows that pass row security come first. Runtime logins are in the charter, and nobody else should be here but for maintenance.';

grant select on catalog.drift, catalog.evidence_runs, catalog.connected_logins to app_auditor, app_platform;
