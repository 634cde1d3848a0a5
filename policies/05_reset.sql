-- Everything the files after this one declare is dropped first, in the same transaction: a policy, grant, trigger, view or
-- function that no file declares cannot survive, and the files need no "if exists". Nobody sees the gap: the locks are held
-- until everything stands again. Tables, columns, constraints and indexes belong to sql/migrations and are not touched.
do $$
declare
    item record;
begin
    for item in
        select p.polname, p.polrelid::regclass as relation
          from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
         where n.nspowner = 'app_owner'::regrole order by 2::text, 1
    loop
        execute format('drop policy %I on %s', item.polname, item.relation);
    end loop;
    for item in
        select t.tgname, t.tgrelid::regclass as relation
          from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
         where n.nspowner = 'app_owner'::regrole and not t.tgisinternal order by 2::text, 1
    loop
        execute format('drop trigger %I on %s', item.tgname, item.relation);
    end loop;
    for item in
        -- as text, sorted by it: a name that a cascade has taken can still be said, its number cannot
        select c.oid::regclass::text as relation
          from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspowner = 'app_owner'::regrole and c.relkind = 'v' order by 1
    loop
        execute format('drop view if exists %s cascade', item.relation);   -- "if exists": an earlier cascade may have taken it
    end loop;
    for item in
        select p.oid::regprocedure as signature
          from pg_proc p join pg_namespace n on n.oid = p.pronamespace
         where n.nspowner = 'app_owner'::regrole
           and p.oid not in ('catalog.role_charter()'::regprocedure, 'catalog.role_memberships()'::regprocedure)
           and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
         order by 1::text
    loop
        execute format('drop routine if exists %s', item.signature);
    end loop;
    for item in
        select distinct c.oid::regclass as relation, case when g.grantee = 0 then 'public' else quote_ident(g.grantee::regrole::text) end as grantee
          from pg_class c join pg_namespace n on n.oid = c.relnamespace
          cross join lateral (
              select x.grantee from aclexplode(c.relacl) x
              union select x.grantee from pg_attribute a, aclexplode(a.attacl) x where a.attrelid = c.oid
          ) g
         where n.nspowner = 'app_owner'::regrole and g.grantee <> c.relowner order by 1, 2
    loop
        execute format('revoke all on %s from %s', item.relation, item.grantee);
    end loop;
end $$;
