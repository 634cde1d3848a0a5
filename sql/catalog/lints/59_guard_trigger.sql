-- Guards fire in the order of their names. They fire for ORIGIN, because maintenance by a superuser steps over them with
-- session_replication_role; what keeps history append-only fires ALWAYS.
create view catalog.lint_guard_trigger as
    select 'guard_trigger'::text as rule, 'hygiene'::text as category, 'error'::text as severity, f.object, f.detail, f.remedy
      from (
        with expected (name, routine) as (
            values ('_100_writable', 'app.assert_writable()'), ('_200_same_org', 'app.reject_foreign_org()'), ('_300_stamp', null)
        ), triggers as (
            select t.tgname::text as name, t.tgrelid, t.tgenabled, t.tgtype, i.object, catalog.routine_name(t.tgfoid) as routine
              from pg_catalog.pg_trigger t join catalog.inventory_relations i on i.relation = t.tgrelid
             where not t.tgisinternal and i.ours
        ), guarded as (
            select distinct t.tgrelid, t.object from triggers t where t.routine in ('app.assert_writable()', 'app.reject_foreign_org()', 'app.stamp()', 'app.stamp_version()')
        )
        select e.name || ' on ' || g.object as object, 'This guard is missing beside the others.' as detail, format('call app.guard(%L);', g.object) as remedy
          from guarded g cross join expected e
         where not exists (select from triggers t where t.tgrelid = g.tgrelid and t.name = e.name and (t.routine = e.routine or e.routine is null and t.routine in ('app.stamp()', 'app.stamp_version()')))
        union all
        select t.name || ' on ' || t.object, case when t.tgenabled = 'D' then 'It is switched off.' else 'It fires only on a replica.' end, format('alter table %s enable trigger %I;', t.object, t.name)
          from triggers t where t.tgenabled in ('D', 'R')
        union all
        select t.name || ' on ' || t.object, 'History can be changed while session_replication_role is replica.', format('alter table %s enable always trigger %I;', t.object, t.name)
          from triggers t where t.routine = 'app.reject_change()' and t.tgenabled <> 'A' and t.object like 'audit.%'
        union all
        select t.name || ' on ' || t.object, 'Its name does not begin with its place in the order, so it may fire before the guards.', format('alter trigger %I on %s rename to _400_...;', t.name, t.object)
          from triggers t where t.name !~ '^_[1-9][0-9]{2}_[a-z]'
        union all
        select t.name || ' on ' || t.object, 'A trigger that changes rows fires after the guard that judged them.', format('alter trigger %I on %s rename to _1.._...;', t.name, t.object)
          from triggers t
         where t.tgtype & 3 = 3 and t.name > '_900' and exists (select from guarded g where g.tgrelid = t.tgrelid)
        union all
        select 'foreign key ' || k.conname || ' on ' || i.object, 'The triggers that keep it are switched off.', format('alter table %s enable trigger all;', i.object)
          from pg_catalog.pg_trigger t join pg_catalog.pg_constraint k on k.oid = t.tgconstraint join catalog.inventory_relations i on i.relation = t.tgrelid
         where t.tgisinternal and t.tgenabled in ('D', 'R') and i.ours
         group by k.conname, i.object
      ) f;
comment on view catalog.lint_guard_trigger is 'A guard of a tenant table is missing, switched off, of another function, or out of the order of names. Source: R1, R34; PostgreSQL manual, Overview of Trigger Behavior (alphabetical order).';
