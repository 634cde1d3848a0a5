-- Indexes as row security needs them: every look-up of a request carries org_id, so an index is of use to a policy if it leads there, and
-- a policy is of use to the server if its plan goes by an index of the organisation.

create view catalog.indexes as
    with indexes as (
        select i.indexrelid, i.indrelid, i.indisunique, i.indisprimary, i.indexrelid::regclass::text as index_name, i.indrelid::regclass::text as table_name,
               array(select pg_catalog.pg_get_indexdef(i.indexrelid, k, true) from generate_series(1, i.indnkeyatts) k order by k) as columns,
               pg_catalog.pg_get_expr(i.indpred, i.indrelid) as only_where
          from pg_catalog.pg_index i
          join pg_catalog.pg_class c on c.oid = i.indrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
         where n.nspowner = (select r.oid from pg_catalog.pg_roles r where r.rolname = 'app_owner') and c.relkind in ('r', 'p')
    ), led as (   -- what tells rows of one organisation apart
        select x.*, coalesce((select c from unnest(x.columns) with ordinality u (c, place) where c <> 'org_id' order by place limit 1), x.columns[1]) as first_column from indexes x
    )
    select x.table_name, x.index_name, x.columns, x.only_where, coalesce(x.columns[1] = 'org_id', false) as led_by_organisation,
           array(
               select 'constraint ' || k.conname from pg_catalog.pg_constraint k where k.conindid = x.indexrelid and k.contype in ('p', 'u', 'x')
               union all
               select 'uniqueness' where x.indisunique and not exists (select from pg_catalog.pg_constraint k where k.conindid = x.indexrelid)
               union all
               select 'foreign key ' || k.conname from pg_catalog.pg_constraint k
                where k.conrelid = x.indrelid and k.contype = 'f' and k.confrelid <> 'identity.organizations'::regclass   -- any key serves that one
                  and (select array_agg(a.attname::text) from unnest(k.conkey) u join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = u) <@ x.columns[1:cardinality(k.conkey)]
               union all
               select 'policy ' || p.polname from pg_catalog.pg_policy p
                where p.polrelid = x.indrelid and p.polname <> 'tenant'
                  and coalesce(pg_catalog.pg_get_expr(p.polqual, p.polrelid), '') || coalesce(pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid), '') ~ ('\m' || x.first_column || '\M')
                  and x.first_column <> 'org_id' and x.first_column ~ '^[a-z_]+$'
               union all
               select distinct 'function ' || f.oid::regprocedure from pg_catalog.pg_proc f join pg_catalog.pg_namespace n on n.oid = f.pronamespace
                where n.nspowner = (select r.oid from pg_catalog.pg_roles r where r.rolname = 'app_owner') and n.nspname <> 'catalog'
                  and strpos(f.prosrc, x.table_name) > 0 and case when x.first_column ~ '^[a-z_]+$' then f.prosrc ~ ('\m[a-z]\.' || x.first_column || '\s*(=|<|>|@>|in\M|between\M)') end
           ) as serves
      from led x
     order by 1, 2;
comment on view catalog.indexes is 'Every index with what it serves: constraints, foreign keys, policies that ask for its column, and functions whose text compares it.';

create view catalog.indexes_without_policy as
    select i.table_name, i.index_name, i.columns, i.only_where, i.led_by_organisation from catalog.indexes i where i.serves = '{}' order by 1, 2;
comment on view catalog.indexes_without_policy is 'Indexes that serve no policy, function, foreign key or uniqueness: there for a list''s order or filter, or for nothing. Check them against sql/queries before dropping one.';

-- The plan's shape and nothing of its rows: no estimate, no value. Planned as a request would be, without anybody's context.
create function app.plan_of_floor(p_table regclass, out access_path text, out index_name text, out by_organisation boolean)
    language plpgsql volatile set search_path = pg_catalog, pg_temp set enable_seqscan = off
as $$
declare
    plan json;
    nodes jsonb;
    floor_condition constant text := '\morg_id = (\$\d|\(InitPlan)';   -- as spelled up to PostgreSQL 16, and since
begin
    execute format('explain (format json, costs off) select from %s', p_table) into plan;
    nodes := jsonb_path_query_array(plan::jsonb, 'strict $.**?(@."Node Type" like_regex "Scan")');
    -- the scan of the table itself or of its index; the right is looked up by an init plan, on another relation
    select n ->> 'Node Type', n ->> 'Index Name', coalesce(n ->> 'Index Cond', '') ~ floor_condition
      into access_path, index_name, by_organisation
      from jsonb_array_elements(nodes) n
     where n ->> 'Relation Name' = (select c.relname from pg_class c where c.oid = p_table)
        or n ->> 'Index Name' in (select c.relname from pg_index i join pg_class c on c.oid = i.indexrelid where i.indrelid = p_table)
     order by coalesce(n ->> 'Index Cond', '') ~ floor_condition desc, n ->> 'Node Type' limit 1;
    by_organisation := coalesce(by_organisation, false);
end $$;
comment on function app.plan_of_floor(regclass) is 'How a request would read a whole table inside its floor: plan shape with sequential scans discouraged, not time.';
grant execute on function app.plan_of_floor(regclass) to app_explainer;

create function catalog.floor_plans() returns table (table_name text, access_path text, index_name text, by_organisation boolean)
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return query
        select c.oid::regclass::text, f.access_path, f.index_name, f.by_organisation
          from pg_class c join pg_policy p on p.polrelid = c.oid and p.polname = 'tenant' and not p.polpermissive
         cross join lateral app.plan_of_floor(c.oid::regclass) f
         where has_any_column_privilege(current_user, c.oid, 'select')
         order by 1;
end $$;
comment on function catalog.floor_plans() is 'R1: for every tenant table that a request may read, whether the floor is an index condition on org_id. Planned, never executed.';
alter function catalog.floor_plans() owner to app_explainer;
grant execute on function catalog.floor_plans() to app_auditor, app_platform;

create view catalog.tenant_index_plans as select * from catalog.floor_plans();
comment on view catalog.tenant_index_plans is 'Plan shape of every tenant table under its policies; by_organisation false is a policy that hides the organisation from the planner, or an index that is missing.';

grant select on catalog.indexes, catalog.indexes_without_policy, catalog.tenant_index_plans to app_auditor, app_platform;
