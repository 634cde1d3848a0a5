-- The policies read as if they protected something.
create view catalog.lint_policy_without_rls as
    select 'policy_without_rls'::text as rule, 'bypass'::text as category, 'error'::text as severity, f.object, f.detail, f.remedy
      from (
        select i.object, count(*) || ' policies stand on this table and none of them is looked at.' as detail,
               format('alter table %s enable row level security;', i.object) as remedy
          from catalog.inventory_relations i join pg_catalog.pg_policy p on p.polrelid = i.relation
         where not i.row_security
         group by i.object
      ) f;
comment on view catalog.lint_policy_without_rls is 'A table has policies but row security is off, so none of them applies. Source: PostgreSQL manual, CREATE POLICY; splinter 0007.';
