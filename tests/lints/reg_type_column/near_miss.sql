create table people.scratch (org_id uuid not null, id uuid not null, watched text, kind regtype, primary key (org_id, id));
alter table people.scratch add column gone regclass;
alter table people.scratch drop column gone;
