-- Who can do what to which table, directly and through functions, in words. Grants and policies are facts of the catalog; what a function
-- reaches is read from its text: it names a table there, or a function that does.

create view catalog.functions_reaching_tables as
    with recursive ours as (
        select p.oid, p.oid::regprocedure::text as function, p.prosecdef, p.proowner, p.prosrc, n.nspname || '.' || p.proname as name
          from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
         where n.nspowner = (select r.oid from pg_catalog.pg_roles r where r.rolname = 'app_owner') and n.nspname not in ('catalog', 'extensions') and p.prokind = 'f'
    ), named as (   -- the tables a text names, by what it does to them
        select f.oid, t.table_name, o.operation
          from ours f cross join catalog.tables t
         cross join lateral (values
            ('read',   '(?<!delete\s)\m(from|join|using|,)\s+' || t.table_name || '\M'),
            ('insert', '\minsert\s+into\s+' || t.table_name || '\M'),
            ('update', '\mupdate\s+' || t.table_name || '\M'),
            ('delete', '\mdelete\s+from\s+' || t.table_name || '\M')) o (operation, pattern)
         where strpos(f.prosrc, t.table_name) > 0 and f.prosrc ~ o.pattern
    ), calls as (
        select f.oid as caller, g.oid as called
          from ours f join ours g on g.oid <> f.oid and strpos(f.prosrc, g.name || '(') > 0 and f.prosrc ~ ('\m' || replace(g.name, '.', '\.') || '\(')
    ), reaches (oid, through, table_name, operation) as (
        select n.oid, n.oid, n.table_name, n.operation from named n
        union
        select c.caller, r.through, r.table_name, r.operation from reaches r join calls c on c.called = r.oid
    )
    select f.function, f.oid as function_oid, r.table_name, r.operation,
           (select g.proowner::regrole::text from ours g where g.oid = r.through) as acts_as,
           nullif(r.through::regprocedure::text, f.function) as through
      from (select distinct x.oid, x.through, x.table_name, x.operation from reaches x) r join ours f on f.oid = r.oid
     where (select g.prosecdef from ours g where g.oid = r.through) or f.prosecdef;
comment on view catalog.functions_reaching_tables is 'Which definer function reads or writes which table, itself or through another: by its text, so a table named only in dynamic SQL does not show (none of ours does that in a definer function).';

create view catalog.access as
    with roles as (
        select r.oid, r.rolname::text as role_name from pg_catalog.pg_roles r where not r.rolsuper and r.rolname !~ '^pg_'
    ), tables as (
        select c.oid, t.table_name, t.tenant_floor, t.row_security
          from catalog.tables t join pg_catalog.pg_namespace n on n.nspname = split_part(t.table_name, '.', 1)
          join pg_catalog.pg_class c on c.relnamespace = n.oid and c.relname = split_part(t.table_name, '.', 2)   -- by name: a reader who may not enter the schema cannot cast
    ), operations (operation, privilege, command) as (
        values ('read', 'select', 'r'::"char"), ('insert', 'insert', 'a'), ('update', 'update', 'w'), ('delete', 'delete', 'd')
    ), rights as (
        select r.role_name, t.table_name, t.tenant_floor, t.row_security, o.operation,
               case when o.operation = 'delete' then null else
                   array(select a.attname::text from pg_catalog.pg_attribute a
                          where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped and pg_catalog.has_column_privilege(r.oid, t.oid, a.attnum, o.privilege) order by a.attnum) end as columns,
               array(select a.attname::text from pg_catalog.pg_attribute a
                      where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped and o.operation <> 'delete'
                        and not pg_catalog.has_column_privilege(r.oid, t.oid, a.attnum, o.privilege) order by a.attnum) as withheld,
               case when o.operation = 'delete' then pg_catalog.has_table_privilege(r.oid, t.oid, 'delete')
                    else pg_catalog.has_any_column_privilege(r.oid, t.oid, o.privilege) end as granted,
               array(select p.polname || coalesce(': ' || pg_catalog.obj_description(p.oid, 'pg_policy'), '') from pg_catalog.pg_policy p
                      where p.polrelid = t.oid and p.polpermissive and p.polcmd in ('*', o.command)
                        and exists (select from unnest(p.polroles) u where case when u = 0 then true else pg_catalog.pg_has_role(r.oid, u, 'usage') end) order by 1) as policies,
               array(select distinct f.function || ' as ' || f.acts_as || coalesce(' through ' || f.through, '') from catalog.functions_reaching_tables f
                      where f.table_name = t.table_name and f.operation = o.operation and pg_catalog.has_function_privilege(r.oid, f.function_oid, 'execute')
                        and f.acts_as <> r.role_name order by 1) as functions
          from roles r cross join tables t cross join operations o
    )
    select x.role_name, x.table_name, x.operation, x.granted as by_grant, coalesce(x.columns, '{}') as columns, x.withheld, x.policies, x.functions,
           concat_ws('; ',
               case when not x.granted then null
                    when not x.row_security then format('may %s every row (no row security)', x.operation)
                    when x.policies = '{}' then format('holds a grant to %s, and no policy that shows it a row', x.operation)
                    else format('may %s %s of the rows that %s', x.operation,
                                case when x.operation = 'delete' then 'any' when x.withheld = '{}' then 'every column' else array_to_string(x.columns, ', ') end,
                                array_to_string(x.policies, ', or that '))
                         || case when x.tenant_floor then ' - in the caller''s organisation alone' else '' end end,
               case when x.functions <> '{}' then format('may have it done by %s', array_to_string(x.functions, ', ')) end) as in_words
      from rights x
     where x.granted or x.functions <> '{}'
     order by 1, 2, 3;
comment on view catalog.access is 'HM-05, R1: who can read, insert, update or delete in which table: columns granted and withheld, the policies that choose the rows with their rules, and definer functions that do it for them. Superusers are not listed: they can do everything.';

-- Tables that no organisation's floor protects: each must say why.
create view catalog.tables_without_floor as
    select t.table_name, d.reason, d.reason is not null and (t.roles_with_a_grant is null or t.forced) as by_design, t.roles_with_a_grant
      from catalog.tables t
      left join (values
        ('identity.capabilities',         'is what the floor looks up: a row is visible to who holds its secret'),
        ('identity.ended_rights',         'found by the digest of a secret, for sign-in functions alone'),
        ('identity.users',                'accounts are global; one sees one''s own'),
        ('identity.password_credentials', 'accounts are global; for sign-in functions alone'),
        ('platform.applied_policies',     'operators; no tenant data'),
        ('platform.deployment',           'operators; no tenant data'),
        ('platform.evidence_runs',        'operators; no tenant data'),
        ('platform.migration_history',    'names of migrations; no grant to any login')
      ) d (table_name, reason) on d.table_name = t.table_name
     where not t.tenant_floor
     order by d.reason is not null, 1;
comment on view catalog.tables_without_floor is 'R1: tables without the tenant floor, and why; a line that is not by design is a hole.';

grant select on catalog.functions_reaching_tables, catalog.access, catalog.tables_without_floor to app_auditor, app_platform;
