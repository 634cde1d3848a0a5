drop schema scratch;
