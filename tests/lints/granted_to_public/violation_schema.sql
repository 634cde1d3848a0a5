-- finds: schema public
grant usage on schema public to public;
