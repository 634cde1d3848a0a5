-- The error then depends on who used the connection before: measured. Policies by their trees, functions by the words of their
-- source.
create view catalog.lint_setting_cast as
    select 'setting_cast'::text as rule, 'logic'::text as category, 'error'::text as severity, f.object, f.detail, f.remedy
      from (
        with nodes as materialized (
            select * from catalog.policy_nodes
        )
        select distinct n.object, 'An empty setting is an error in the middle of a policy.' as detail, $$nullif(current_setting('...', true), '')::...$$ as remedy
          from nodes n
          join nodes a on a.object = n.object and a.clause = n.clause and a.parent = n.node and a.kind = 'FUNCEXPR'
          join pg_catalog.pg_proc f on f.oid = a.calls and f.proname = 'current_setting' and f.pronamespace = 'pg_catalog'::regnamespace
         where n.kind = 'COERCEVIAIO' or n.kind = 'FUNCEXPR' and n.scalars ->> 'funcformat' in ('1', '2')
        union all
        select r.object, 'An empty setting is an error in the middle of the function.', $$nullif(current_setting('...', true), '')::...$$
          from catalog.inventory_routines r
         where r.ours and r.source ~* 'current_setting' and catalog.source_words(r.source) ~ '\mcurrent_setting \( '' (, \w+ )?\) :: (?!text\M)'
      ) f;
comment on view catalog.lint_setting_cast is 'A setting is cast without nullif(..., ''''): after a transaction that set it, it is an empty string, not null. Source: PostgreSQL manual, Customized Options; measured: a placeholder is '''' after the transaction that set it.';
