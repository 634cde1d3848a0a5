-- A floor that was commented out for an afternoon looks like this for years. Read from the tree: the clause, or every arm of it.
create view catalog.lint_restrictive_noop as
    select 'restrictive_noop'::text as rule, 'logic'::text as category, 'error'::text as severity, f.object, f.detail, f.remedy
      from (
        with nodes as materialized (
            select * from catalog.policy_nodes
        )
        select distinct n.object, format('Its %s clause lets every row through.', n.clause) as detail, format('drop policy %I on %s;', n.policy, n.table_name) as remedy
          from nodes n
         where not n.permissive and n.parent is null
           and (n.kind = 'CONST' and n.scalars ->> 'constvalue' like '1 [ 1 %'
                or n.kind = 'BOOLEXPR' and n.scalars ->> 'boolop' = 'or'
                   and exists (select from nodes a where a.object = n.object and a.clause = n.clause and a.parent = n.node and a.kind = 'CONST' and a.scalars ->> 'constvalue' like '1 [ 1 %')
                or n.kind = 'NULLTEST' and n.scalars ->> 'nulltesttype' = '1'
                   and exists (select from nodes a join pg_catalog.pg_attribute c on c.attrelid = a.relation and c.attname = a.own_column and c.attnotnull
                                where a.object = n.object and a.clause = n.clause and a.parent = n.node))
      ) f;
comment on view catalog.lint_restrictive_noop is 'A restrictive policy''s clause is always true: it restricts nothing. Source: PostgreSQL manual, CREATE POLICY (RESTRICTIVE).';
