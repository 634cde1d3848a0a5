-- PostgreSQL asks SELECT policies only of statements that read a column: a bare DELETE reaches every row the DELETE policy
-- names. Measured, docs/kernel.md.
create view catalog.lint_blind_write as
    select 'blind_write'::text as rule, 'logic'::text as category, 'error'::text as severity, f.object, f.detail, f.remedy
      from (
        with parts as materialized (
            select * from catalog.policy_parts p where p.permissive and p.clause = 'using'
        ), clauses as (
            select p.*, r.role from parts p cross join lateral unnest(p.roles) r (role) where p.joined_by is null
        )
        select w.object, format('%s may %s rows that none of its SELECT policies shows.', w.role::regrole, case w.command when 'w' then 'update' else 'delete' end) as detail,
               'Let a SELECT policy show at least these rows, or AND the SELECT condition to this one.' as remedy
          from clauses w
         where w.command in ('w', 'd') and w.role <> 0
           and exists (select from catalog.inventory_grants g where g.relation = w.relation and g.grantee in (w.role, 0) and g.privilege = case w.command when 'w' then 'UPDATE' else 'DELETE' end)
           -- a check of false: it locks rows and writes none
           and not exists (select from catalog.policy_parts c where c.object = w.object and c.clause = 'check' and c.joined_by is null and c.constant = 'false')
           and not exists (
                select from clauses r
                 where r.relation = w.relation and r.role in (w.role, 0) and r.command in ('r', '*')
                   and (r.holds_always
                        or exists (   -- the whole SELECT clause, or one of its ORed arms, is a part of what this clause demands
                            select from parts s join parts u on u.said = s.said
                             where s.object = r.object and (s.joined_by is null or s.joined_by = 'or')
                               and u.object = w.object and (u.joined_by is null or u.joined_by = 'and'))))
      ) f;
comment on view catalog.lint_blind_write is 'A role may update or delete rows that no SELECT policy of its own lets it see. Source: PostgreSQL manual, CREATE POLICY (Policies Applied by Command Type); measured, see docs/kernel.md.';
