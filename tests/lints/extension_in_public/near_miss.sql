create schema scratch;
alter extension btree_gist set schema scratch;
create table scratch.things (id uuid);
