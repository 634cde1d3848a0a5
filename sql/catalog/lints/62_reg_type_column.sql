-- The numbers differ in every database: a dump restores them by name at best, and pg_upgrade refuses most.
create view catalog.lint_reg_type_column as
    select 'reg_type_column'::text as rule, 'hygiene'::text as category, 'warning'::text as severity, f.object, f.detail, f.remedy
      from (
        select i.object || '.' || a.attname as object, format('%s cannot be carried over by pg_upgrade.', format_type(a.atttypid, null)) as detail, format('alter table %s alter column %I type text;', i.object, a.attname) as remedy
          from catalog.inventory_relations i join pg_catalog.pg_attribute a on a.attrelid = i.relation and a.attnum > 0 and not a.attisdropped
         where i.ours and i.kind in ('r', 'p')
           and a.atttypid in ('regcollation'::regtype, 'regconfig'::regtype, 'regdictionary'::regtype, 'regnamespace'::regtype, 'regoper'::regtype, 'regoperator'::regtype, 'regproc'::regtype, 'regprocedure'::regtype, 'regclass'::regtype)
      ) f;
comment on view catalog.lint_reg_type_column is 'A column has a type that names an object by number (regclass, regproc and their kin). Source: PostgreSQL manual, pg_upgrade (restrictions); splinter 0018.';
