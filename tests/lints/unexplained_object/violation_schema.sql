-- finds: schema scratch
create schema scratch;
