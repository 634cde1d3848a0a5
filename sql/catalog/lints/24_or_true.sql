-- What stands beside it no longer matters. A constant or a comparison of a constant with itself, at any depth.
create view catalog.lint_or_true as
    select 'or_true'::text as rule, 'logic'::text as category, 'error'::text as severity, f.object, f.detail, f.remedy
      from (
        with nodes as materialized (
            select * from catalog.policy_nodes
        ), selfsame as materialized (   -- a constant compared with itself
            select p.object, p.clause, p.node
              from nodes p join nodes k on k.object = p.object and k.clause = p.clause and k.parent = p.node
             where p.kind = 'OPEXPR'
             group by p.object, p.clause, p.node
            having count(*) = 2 and bool_and(k.kind = 'CONST') and count(distinct k.scalars ->> 'constvalue') = 1
        )
        select distinct a.object, format('Its %s clause is true whatever the row is.', a.clause) as detail, 'Take the arm away.' as remedy
          from nodes o join nodes a on a.object = o.object and a.clause = o.clause and a.parent = o.node
         where o.kind = 'BOOLEXPR' and o.scalars ->> 'boolop' = 'or'
           and (a.kind = 'CONST' and a.scalars ->> 'constvalue' like '1 [ 1 %'
                or exists (select from selfsame s where s.object = a.object and s.clause = a.clause and s.node = a.node))
      ) f;
comment on view catalog.lint_or_true is 'An OR in a policy has an arm that is always true. Source: OWASP, SQL Injection (the tautology is the same one).';
