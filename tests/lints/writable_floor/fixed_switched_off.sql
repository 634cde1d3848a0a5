alter table people.sites enable trigger _100_writable;
