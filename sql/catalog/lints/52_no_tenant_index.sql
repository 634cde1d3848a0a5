-- The floor gives org_id; what the relation adds must be in the same index or the whole organisation is read.
create view catalog.lint_no_tenant_index as
    select 'no_tenant_index'::text as rule, 'speed'::text as category, 'warning'::text as severity, f.object, f.detail, f.remedy
      from (
        with nodes as materialized (
            select * from catalog.policy_nodes
        ), compared as (   -- columns of the row that are compared with a sub-select in one row comparison
            select distinct n.object, n.table_name, n.relation, v.own_column
              from nodes n
              join nodes v on v.object = n.object and v.clause = n.clause and v.of_own_row and n.node < v.node and v.closes < n.closes
             where n.kind = 'SUBLINK' and n.scalars ->> 'subLinkType' in ('2', '3') and n.clause = 'using' and n.command in ('r', '*', 'w', 'd') and n.permissive
               and n.roles && (select array_agg(l.role) from catalog.inventory_logins l)
               and exists (select from nodes t where t.object = n.object and t.clause = n.clause and t.parent = n.node and t.field = 'testexpr' and t.node <= v.node and v.closes <= t.closes)
               and v.own_column <> 'org_id'
        )
        select c.object, format('No index of %s begins with org_id and %s.', c.table_name, c.own_column) as detail, format('create index on %s (org_id, %I);', c.table_name, c.own_column) as remedy
          from compared c join catalog.inventory_relations i on i.relation = c.relation and i.tenant
         where not exists (
                select from pg_catalog.pg_index x
                 where x.indrelid = c.relation and x.indisvalid
                   and (x.indpred is null or pg_catalog.pg_get_expr(x.indpred, x.indrelid) = format('(%I IS NOT NULL)', c.own_column))
                   and (select array_agg(a.attname::text order by a.attname) from pg_catalog.pg_attribute a where a.attrelid = c.relation and a.attnum in (x.indkey[0], x.indkey[1]))
                     = (select array_agg(s order by s) from unnest(array['org_id', c.own_column]) s))
      ) f;
comment on view catalog.lint_no_tenant_index is 'A policy for a login finds rows by org_id and another column, and no index begins with both. Source: PostgreSQL manual, Multicolumn Indexes; docs/kernel.md.';
