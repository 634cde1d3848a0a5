-- Not wrong, but each such edge is something to re-read when the other table changes. app.caller is the one everybody has.
create view catalog.lint_policy_reads_protected as
    select 'policy_reads_protected'::text as rule, 'logic'::text as category, 'info'::text as severity, f.object, f.detail, f.remedy
      from (
        select distinct n.object, format('It reads %s under the reader''s own policies there.', i.object) as detail, 'Carry what is needed on the row, or on the caller''s right.' as remedy
          from catalog.policy_nodes n join catalog.inventory_relations i on i.relation = n.reads
         where i.kind in ('r', 'p') and i.row_security and i.relation <> n.relation
      ) f;
comment on view catalog.lint_policy_reads_protected is 'A policy reads another table with row security: its meaning and its cost depend on that table''s policies too. Source: PostgreSQL manual, Row Security Policies.';
