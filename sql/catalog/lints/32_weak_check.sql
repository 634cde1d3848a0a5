-- An UPDATE may then move a row to where its author could not have put it. Every ANDed part of USING must stand in WITH CHECK
-- too.
create view catalog.lint_weak_check as
    select 'weak_check'::text as rule, 'logic'::text as category, 'error'::text as severity, f.object, f.detail, f.remedy
      from (
        with parts as materialized (
            select * from catalog.policy_parts p where p.permissive and p.command in ('w', '*')
        ), whole as (
            select p.object, p.clause, p.kind, p.constant, p.node from parts p where p.joined_by is null
        )
        select distinct u.object, 'WITH CHECK does not repeat a condition of USING.' as detail, 'Leave WITH CHECK away, so that USING counts for both, or repeat every part.' as remedy
          from parts u
          join whole w on w.object = u.object and w.clause = 'check' and w.constant is distinct from 'false'
         where u.clause = 'using' and not u.holds_always
           -- what is ANDed counts part by part, anything else as a whole
           and (u.joined_by = 'and' or u.joined_by is null and not exists (select from parts x where x.object = u.object and x.clause = 'using' and x.joined_by = 'and'))
           and not exists (select from parts c where c.object = u.object and c.clause = 'check' and c.said = u.said and (c.joined_by is null or c.joined_by = 'and'))
      ) f;
comment on view catalog.lint_weak_check is 'A policy for writing checks new rows less strictly than it chooses old ones. Source: PostgreSQL manual, CREATE POLICY (WITH CHECK).';
