-- Every such node, not any of them: one wrapped call does not excuse the bare one beside it. Measured: 9,109 ms against 13 ms on
-- a million rows.
create view catalog.lint_context_per_row as
    select 'context_per_row'::text as rule, 'speed'::text as category, 'warning'::text as severity, f.object, f.detail, f.remedy
      from (
        select distinct n.object, format('%s is asked for each row.', coalesce(catalog.routine_name(n.calls), catalog.relation_name(n.reads))) as detail, '... = (select ... from app.caller c)' as remedy
          from catalog.policy_nodes n where n.of_context and not n.runs_once
      ) f;
comment on view catalog.lint_context_per_row is 'A policy asks for the caller outside an uncorrelated sub-select, so the question is asked for every row. Source: PostgreSQL manual, EXPLAIN (InitPlan); measured, docs/kernel.md; splinter 0003 (which is content with one wrapped call).';
