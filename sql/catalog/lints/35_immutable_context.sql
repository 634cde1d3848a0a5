-- The planner may compute it once and keep the answer in a cached plan, for the next person on the connection.
create view catalog.lint_immutable_context as
    select 'immutable_context'::text as rule, 'logic'::text as category, 'error'::text as severity, f.object, f.detail, f.remedy
      from (
        select r.object, 'Its answer may be kept in a plan that outlives the caller.' as detail, format('alter function %s stable;', r.object) as remedy
          from catalog.inventory_routines r
         where r.volatility = 'i' and r.language in ('sql', 'plpgsql')
           and catalog.source_words(r.source) ~ '\m(current_setting \(|app \. (caller|org_id|member_id|role|reports|report_ids|today)\M|current_user|session_user|(clock|statement|transaction)_timestamp \(|now \(|current_date)'
      ) f;
comment on view catalog.lint_immutable_context is 'A function that reads a setting or the caller is marked IMMUTABLE. Source: PostgreSQL manual, Function Volatility Categories. plpgsql has no stored tree: read from the words of the source.';
