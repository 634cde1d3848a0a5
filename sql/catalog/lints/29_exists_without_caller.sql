-- It then depends on the other table's policies alone, for as long as they stay as they are. Bound = the caller inside it, or
-- ANDed with it.
create view catalog.lint_exists_without_caller as
    select 'exists_without_caller'::text as rule, 'logic'::text as category, 'warning'::text as severity, f.object, f.detail, f.remedy
      from (
        with nodes as materialized (
            select * from catalog.policy_nodes
        )
        select distinct s.object, 'Whether the row shows depends only on what the other table''s policies show.' as detail, 'Name the caller in it, or AND it with a comparison that does.' as remedy
          from nodes s
         where s.kind = 'SUBLINK' and s.scalars ->> 'subLinkType' in ('0', '1', '2') and s.permissive
           and exists (select from nodes r where r.object = s.object and r.clause = s.clause and r.reads is not null and not r.of_context and s.node < r.node and r.closes < s.closes)
           and not exists (select from nodes c where c.object = s.object and c.clause = s.clause and c.of_context and s.node < c.node and c.closes < s.closes)
           and not exists (
                select from nodes c
                 where c.object = s.object and c.clause = s.clause and c.of_context
                   and (select b.scalars ->> 'boolop' from nodes b
                         where b.object = s.object and b.clause = s.clause and b.kind = 'BOOLEXPR' and b.node < s.node and s.closes < b.closes and b.node < c.node and c.closes < b.closes
                         order by b.node desc limit 1) = 'and')
      ) f;
comment on view catalog.lint_exists_without_caller is 'An EXISTS or IN in a policy looks at another table and nothing ties it to the caller. Source: docs/kernel.md; PostgreSQL manual, Row Security Policies (sub-selects in policies).';
