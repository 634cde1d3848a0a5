--! found_organization : (done?)
select identity.found_organization(:org_id, :slug, :name, :timezone)::text as done;

--! admit_member (employee_id?) : (done?)
select identity.admit_member(:org_id, :member_id, :email, :name, :role, :employee_id, :salt, :memory_kib, :iterations, :parallelism, :tag)::text as done;
