-- finds: extension btree_gist
alter extension btree_gist set schema public;
