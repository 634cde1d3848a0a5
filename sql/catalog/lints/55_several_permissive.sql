-- They are ORed and all of them evaluated. One for each reason is easier to read; this only counts.
create view catalog.lint_several_permissive as
    select 'several_permissive'::text as rule, 'speed'::text as category, 'info'::text as severity, f.object, f.detail, f.remedy
      from (
        select i.object || ' to ' || r.role::regrole as object,
               format('%s policies decide about %s: %s.', count(*), case x.command when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' else 'delete' end, string_agg(p.polname, ', ' order by p.polname)) as detail,
               'One policy with its reasons ORed, where speed matters more than reading.' as remedy
          from pg_catalog.pg_policy p join catalog.inventory_relations i on i.relation = p.polrelid
         cross join lateral unnest(p.polroles) r (role) cross join (values ('r'), ('a'), ('w'), ('d')) x (command)
         where p.polpermissive and p.polcmd in ('*', x.command::"char") and r.role <> 0
         group by i.object, r.role, x.command having count(*) > 1
      ) f;
comment on view catalog.lint_several_permissive is 'A role has several permissive policies for one command on a table. Source: PostgreSQL manual, CREATE POLICY; splinter 0006.';
