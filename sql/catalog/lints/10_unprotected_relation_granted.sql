-- Row security does not exist on the first two, and a partition's parent protects only whoever goes through the parent.
create view catalog.lint_unprotected_relation_granted as
    select 'unprotected_relation_granted'::text as rule, 'bypass'::text as category, 'error'::text as severity, f.object, f.detail, f.remedy
      from (
        select g.object || ' to ' || g.grantee_name as object,
               case g.kind when 'm' then 'A materialised view holds what its owner saw and has no row security.'
                           when 'f' then 'A foreign table has no row security here.'
                           else 'A partition addressed by its own name does not pass its parent''s policies.' end as detail,
               format('revoke all on %s from %s;', g.object, g.grantee_name) as remedy
          from catalog.inventory_grants g join catalog.inventory_relations i on i.relation = g.relation
         where g.to_login and (g.kind in ('m', 'f') or i.is_partition)
         group by g.object, g.grantee_name, g.kind
      ) f;
comment on view catalog.lint_unprotected_relation_granted is 'A materialised view, a foreign table or a single partition is granted to a login. Source: PostgreSQL manual, Row Security Policies and Table Partitioning; splinter 0016 and 0017 (neither looks at partitions).';
