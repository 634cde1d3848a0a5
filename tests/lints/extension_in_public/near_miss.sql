create schema scratch;
alter extension btree_gist set schema scratch;
