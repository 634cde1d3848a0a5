--! replay : (resource_id?)
-- Null: the first time; the key is taken in this transaction.
select app.replay(:key, :request_sha256) as resource_id;

--! remember : (resource_id?)
select app.remember(:key, :resource_id) as resource_id;
