-- What holds for everything declared above. Runs last.
do $$
declare
    item record;
begin
    -- nothing is executable because a grant was forgotten to be taken away
    for item in
        select p.oid::regprocedure as signature
          from pg_proc p join pg_namespace n on n.oid = p.pronamespace
         where n.nspowner = 'app_owner'::regrole
           and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
    loop
        execute format('revoke all on routine %s from public', item.signature);
    end loop;
    -- nothing is owned by whoever happened to run the migration
    for item in
        select format('alter routine %s owner to app_owner', p.oid::regprocedure) as command
          from pg_proc p join pg_namespace n on n.oid = p.pronamespace
         where n.nspowner = 'app_owner'::regrole and p.proowner = current_user::regrole
           and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
        union all
        select format('alter %s %s owner to app_owner', case c.relkind when 'v' then 'view' else 'table' end, c.oid::regclass)
          from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspowner = 'app_owner'::regrole and c.relowner = current_user::regrole and c.relkind in ('r', 'p', 'v')
    loop
        execute item.command;
    end loop;
end $$;
