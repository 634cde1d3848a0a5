-- A sequence has no row security and one counter for all: how many rows other organisations make can be read from it.
create view catalog.lint_sequence_granted as
    select 'sequence_granted'::text as rule, 'channels'::text as category, 'error'::text as severity, f.object, f.detail, f.remedy
      from (
        select g.object || ' to ' || g.grantee_name as object, 'It tells how much happens in all organisations together.' as detail, format('revoke all on sequence %s from %s;', g.object, g.grantee_name) as remedy
          from catalog.inventory_grants g where g.kind = 'S' and g.to_login
         group by g.object, g.grantee_name
      ) f;
comment on view catalog.lint_sequence_granted is 'A login may read or advance a sequence. Source: PostgreSQL manual, Sequence Functions; R7 and R13 (order unmasks).';
