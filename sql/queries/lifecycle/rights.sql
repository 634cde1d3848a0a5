--! sweep_expired
select identity.sweep_expired(:row_limit) as swept;
