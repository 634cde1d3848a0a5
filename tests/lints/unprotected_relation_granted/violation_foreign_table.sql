-- finds: people.scratch to PUBLIC
create foreign data wrapper scratch;
create server scratch foreign data wrapper scratch;
create foreign table people.scratch (id uuid) server scratch;
grant select on people.scratch to public;
