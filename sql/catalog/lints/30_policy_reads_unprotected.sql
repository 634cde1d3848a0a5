-- Whoever can write there, or fool it, decides who sees rows here.
create view catalog.lint_policy_reads_unprotected as
    select 'policy_reads_unprotected'::text as rule, 'logic'::text as category, 'error'::text as severity, f.object, f.detail, f.remedy
      from (
        select distinct n.object, format('It reads %s, which has no row security for whoever asks.', i.object) as detail, format('alter table %s enable row level security; or a view with security_invoker.', i.object) as remedy
          from catalog.policy_nodes n join catalog.inventory_relations i on i.relation = n.reads
         where i.kind in ('r', 'p') and not i.row_security or i.kind in ('m', 'f')
            or i.kind = 'v' and not coalesce(i.options, '{}') && array['security_invoker=true', 'security_invoker=on', 'security_invoker=1', 'security_invoker=yes']
      ) f;
comment on view catalog.lint_policy_reads_unprotected is 'A policy reads a table without row security, or a view that reads as its owner. Source: PostgreSQL manual, Row Security Policies.';
