-- NOTIFY reaches every session that listens on the database, whoever it is; LISTEN needs no right. Read from the words of the
-- source.
create view catalog.lint_notify_payload as
    select 'notify_payload'::text as rule, 'channels'::text as category, 'warning'::text as severity, f.object, f.detail, f.remedy
      from (
        select r.object, 'Every login may LISTEN and reads what it sends.' as detail, 'Send an empty payload, and let the listener read what is new through row security.' as remedy
          from (select i.object, i.source from catalog.inventory_routines i where i.source ~* 'notify' offset 0) r
         cross join lateral (select catalog.source_words(r.source) as words) w
         where w.words ~ '\mpg_notify \( (?!'' , '' \))' or w.words ~ '\mnotify \w+ , [^'']'
      ) f;
comment on view catalog.lint_notify_payload is 'A function sends something other than a literal in a notification. Source: PostgreSQL manual, NOTIFY; R1.';
