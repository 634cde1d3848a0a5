-- In a definer function current_user is its owner; in a pool everybody is the same login.
create view catalog.lint_current_user_compared as
    select 'current_user_compared'::text as rule, 'logic'::text as category, 'error'::text as severity, f.object, f.detail, f.remedy
      from (
        with nodes as materialized (
            select * from catalog.policy_nodes
        )
        select distinct v.object, 'The database role does not say who is calling.' as detail, 'Compare with app.caller.' as remedy
          from nodes v
         where v.kind = 'SQLVALUEFUNCTION' and v.scalars ->> 'op' in ('9', '10', '11', '12')
           and exists (select from nodes o join nodes c on c.object = o.object and c.clause = o.clause and c.of_own_row and o.node < c.node and c.closes < o.closes
                        where o.object = v.object and o.clause = v.clause and o.kind in ('OPEXPR', 'SCALARARRAYOPEXPR', 'DISTINCTEXPR') and o.node < v.node and v.closes < o.closes)
      ) f;
comment on view catalog.lint_current_user_compared is 'A policy compares a column with current_user, session_user or current_role. Source: PostgreSQL manual, System Information Functions; CVE-2024-10976 (plans kept across a change of role).';
