alter extension btree_gist set schema extensions;
