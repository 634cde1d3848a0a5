-- A privilege nobody granted: it is in no permission, ends with no membership and is found by no reading of roles.
create view catalog.lint_literal_tenant as
    select 'literal_tenant'::text as rule, 'logic'::text as category, 'error'::text as severity, f.object, f.detail, f.remedy
      from (
        select distinct n.object, 'It names ' || catalog.constant_text(n.scalars) || '.' as detail, 'Compare with the caller, or with a column that says who is meant.' as remedy
          from catalog.policy_nodes n
         where n.kind = 'CONST' and catalog.constant_text(n.scalars) ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
      ) f;
comment on view catalog.lint_literal_tenant is 'A policy compares with the id of one organisation, person or row written into it. Source: R1.';
