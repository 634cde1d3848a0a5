-- Row security is not applied to what a publication sends; a subscriber gets every organisation's rows.
create view catalog.lint_published_tenant_table as
    select 'published_tenant_table'::text as rule, 'channels'::text as category, 'error'::text as severity, f.object, f.detail, f.remedy
      from (
        select p.pubname || ': ' || i.object as object, case when p.puballtables then 'FOR ALL TABLES sends every organisation''s rows.' else 'It sends every organisation''s rows.' end as detail,
               case when p.puballtables then format('drop publication %I;', p.pubname) else format('alter publication %I drop table %s;', p.pubname, i.object) end as remedy
          from pg_catalog.pg_publication p join catalog.inventory_relations i on i.kind in ('r', 'p')
         where (i.tenant or i.ours and i.row_security)
           and (p.puballtables
                or exists (select from pg_catalog.pg_publication_rel r where r.prpubid = p.oid and r.prrelid = i.relation)
                or exists (select from pg_catalog.pg_publication_namespace s join pg_catalog.pg_class c on c.relnamespace = s.pnnspid where s.pnpubid = p.oid and c.oid = i.relation))
      ) f;
comment on view catalog.lint_published_tenant_table is 'A tenant table is published for logical replication. Source: PostgreSQL manual, Logical Replication (row security is not applied on the publisher).';
