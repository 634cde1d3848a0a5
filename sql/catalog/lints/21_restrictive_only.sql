-- Restrictive policies only take away; without a permissive one there is nothing to take from.
create view catalog.lint_restrictive_only as
    select 'restrictive_only'::text as rule, 'logic'::text as category, 'warning'::text as severity, f.object, f.detail, f.remedy
      from (
        select i.object, 'Restrictive policies alone let nothing through.' as detail, format('create policy ... on %s for select to ... using (...);', i.object) as remedy
          from catalog.inventory_relations i join pg_catalog.pg_policy p on p.polrelid = i.relation
         where i.row_security
         group by i.object having not bool_or(p.polpermissive)
      ) f;
comment on view catalog.lint_restrictive_only is 'A table has restrictive policies and no permissive one, so nobody sees a row. Source: PostgreSQL manual, CREATE POLICY (at least one permissive policy is needed).';
