-- Functions ask too, but a CHECK holds against the next function. Its tree must compare the two columns.
create view catalog.lint_self_approval as
    select 'self_approval'::text as rule, 'logic'::text as category, 'error'::text as severity, f.object, f.detail, f.remedy
      from (
        with deciders as (
            select i.relation, i.object, a.attname, a.attnum
              from catalog.inventory_relations i join pg_catalog.pg_attribute a on a.attrelid = i.relation and not a.attisdropped
             where i.ours and i.kind in ('r', 'p') and a.attname ~ '^(approved|decided|confirmed|countersigned|released|granted)_by$|^(approver|decider)(_id)?$'
        ), checks as (
            select k.conrelid, k.conbin::text as said, row_number() over (order by k.oid) as tree from pg_catalog.pg_constraint k where k.contype = 'c' and k.conrelid in (select d.relation from deciders d)
        ), nodes as materialized (
            select n.* from catalog.expression_nodes((select array_agg(c.said order by c.tree) from checks c)) n
        )
        select d.object || '.' || d.attname as object, 'Nothing in the table keeps people from deciding about themselves.' as detail,
               format('alter table %s add check (%I is distinct from <subject>);', d.object, d.attname) as remedy
          from deciders d
         where not exists (
                select from checks c
                  join nodes o on o.tree = c.tree and (o.kind = 'DISTINCTEXPR' or o.kind = 'OPEXPR' and (select p.oprname from pg_catalog.pg_operator p where p.oid = (o.scalars ->> 'opno')::oid) = '<>')
                  join nodes x on x.tree = o.tree and x.parent = o.node and x.kind = 'VAR' and (x.scalars ->> 'varattno')::smallint = d.attnum
                  join nodes y on y.tree = o.tree and y.parent = o.node and y.kind = 'VAR' and y.node <> x.node
                  join pg_catalog.pg_attribute a on a.attrelid = d.relation and a.attnum = (y.scalars ->> 'varattno')::smallint
                 where c.conrelid = d.relation and a.attname ~ '^(member|employee|subject|user|requester|author|owner)(_id)?$|^(created|requested|proposed|opened|submitted)_by$')
      ) f;
comment on view catalog.lint_self_approval is 'A table records who approved or decided something, and no CHECK keeps that person from being its subject or author. Source: R20, R21; NIST SP 800-53 AC-5 (separation of duties).';
