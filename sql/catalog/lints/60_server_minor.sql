-- Row security itself had holes; the list says which release of each major closed the last one.
create view catalog.fixed_releases as
    select * from (values
        (15, 14, 'CVE-2025-8713 (statistics show hidden rows); CVE-2024-10976, CVE-2024-4317, CVE-2023-39418 and CVE-2023-2455 before it'),
        (16, 10, 'CVE-2025-8713; CVE-2024-10976, CVE-2024-4317'),
        (17, 6,  'CVE-2025-8713; CVE-2024-10976'),
        (18, 0,  'began with all of them')
    ) t (major, minor, because);
comment on view catalog.fixed_releases is 'The first release of each major that has every fix row security relies on. Source: postgresql.org, Security Information.';

create view catalog.lint_server_minor as
    select 'server_minor'::text as rule, 'hygiene'::text as category, 'error'::text as severity, f.object, f.detail, f.remedy
      from (
        select 'server' as object, format('PostgreSQL %s is older than %s.%s.', current_setting('server_version'), f.major, f.minor) as detail, format('Upgrade to %s.%s or newer.', f.major, f.minor) as remedy
          from catalog.fixed_releases f
         where f.major = current_setting('server_version_num')::integer / 10000 and f.minor > current_setting('server_version_num')::integer % 10000
      ) f;
comment on view catalog.lint_server_minor is 'The server is older than the release that mended the known holes in row security. Source: CVE-2023-2455, CVE-2023-39418, CVE-2024-10976, CVE-2025-8713; postgresql.org, Security Information.';
