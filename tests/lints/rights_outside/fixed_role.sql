alter role scratch_stranger nobypassrls;
