-- Whoever can mint need not steal. Read from the words of each function's source, followed through the functions it names;
-- plpgsql has no stored tree.
create view catalog.lint_request_pool_mints as
    select 'request_pool_mints'::text as rule, 'bypass'::text as category, 'error'::text as severity, f.object, f.detail, f.remedy
      from (
        with recursive sources as materialized (
            select r.routine, r.object, split_part(r.object, '(', 1) as name, catalog.source_words(r.source) as words, r.definer from catalog.inventory_routines r where r.ours
        ), makers (routine, name) as (
            select s.routine, s.name from sources s where s.words ~ '\minsert into identity \. capabilities\M'
            union
            select s.routine, s.name from makers m join sources s on s.words ~ ('\m' || replace(m.name, '.', ' \. ') || ' \(')
        )
        select m.object || ' to ' || x.grantee_name as object, 'It makes a right, or calls what makes one, and the request pool may execute it.' as detail,
               format('revoke all on routine %s from %s;', m.object, x.grantee_name) as remedy
          from (select distinct k.routine, s.object from makers k join sources s on s.routine = k.routine where s.definer) m
          join catalog.inventory_executors x on x.routine = m.routine and x.grantee_name in ('app_api', 'PUBLIC')
      ) f;
comment on view catalog.lint_request_pool_mints is 'The request pool''s login can execute a function that makes rights: one that inserts into identity.capabilities, itself or through others. Source: R23; docs/kernel.md, Owners and logins.';
