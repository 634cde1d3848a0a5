-- finds: people.scratch
create table people.scratch (id uuid);
