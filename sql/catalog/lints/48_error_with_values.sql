-- Error texts go to logs, to monitoring and to callers who may not see the row. Read from the words of each RAISE, up to its
-- semicolon.
create view catalog.lint_error_with_values as
    select 'error_with_values'::text as rule, 'channels'::text as category, 'warning'::text as severity, f.object, f.detail, f.remedy
      from (
        select r.object, format('A RAISE of it says %s.', string_agg(distinct v.said, ', ' order by v.said)) as detail, 'Say what is wrong, not with which value; the caller knows what it sent.' as remedy
          from catalog.inventory_routines r
         cross join lateral regexp_matches(catalog.source_words(r.source), '\mraise (?:exception|notice|warning|info|log|debug)\M([^;]*);', 'g') s (words)
         cross join lateral (select m[1] || '.' || m[2] as said from regexp_matches(s.words[1], '\m(\w+) \. (\w+)\M(?! \()', 'g') m where m[1] not in ('pg_catalog', 'app', 'identity', 'people', 'performance', 'audit', 'lifecycle', 'platform', 'catalog')) v
         where r.ours
         group by r.object
      ) f;
comment on view catalog.lint_error_with_values is 'A function raises an error whose text holds values of a row. Source: CWE-209; OWASP ASVS 7.4.1.';
