-- A setting is what its session says. Those who may read one are listed: the context itself, which checks the secret behind it,
-- and what asks for the isolation of a transaction or writes down a request id.
create view catalog.lint_setting_decides as
    select 'setting_decides'::text as rule, 'logic'::text as category, 'error'::text as severity, f.object, f.detail, f.remedy
      from (
        with looked_at (object) as (
            values
                ('live_right on identity.capabilities'),                            -- the right behind the claims: proved by its secret
                ('app.refusal(text,uuid,text)'),                                    -- why there is none
                ('identity.effective_permissions(uuid,uuid)'),                      -- refuses an old snapshot
                ('identity.open_right_to_explain(uuid,bytea)'),                     -- as live_right
                ('audit.record(uuid,text,text,uuid,jsonb,uuid,boolean)')            -- writes the request id down
        ), reading as (
            select n.object
              from catalog.policy_nodes n join pg_catalog.pg_proc f on f.oid = n.calls and f.proname = 'current_setting' and f.pronamespace = 'pg_catalog'::regnamespace
            union
            select i.object from catalog.inventory_relations i
             where i.ours and i.kind in ('v', 'm') and i.object not like 'catalog.%' and pg_catalog.pg_get_viewdef(i.relation) ~* '\mcurrent_setting\M'
            union
            select r.object from catalog.inventory_routines r
             where r.ours and r.object not like 'catalog.%'
               and (catalog.source_words(r.source) ~ '\mcurrent_setting\M' or pg_catalog.pg_get_function_sqlbody(r.routine) ~* '\mcurrent_setting\M')
        )
        select r.object, 'It reads a setting, and whoever runs a statement sets it.' as detail, 'Ask app.caller, which proves who is asking.' as remedy
          from reading r where r.object not in (select l.object from looked_at l)
      ) f;
comment on view catalog.lint_setting_decides is 'A policy, view or function decides by a setting that its caller chooses. Source: docs/kernel.md; CWE-807.';
