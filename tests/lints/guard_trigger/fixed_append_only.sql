alter table audit.log enable always trigger _100_append_only;
