-- finds: _100_append_only on audit.log
alter table audit.log enable trigger _100_append_only;
