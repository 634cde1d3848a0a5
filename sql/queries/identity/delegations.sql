--: Delegation(ended_at?)

--! list_delegations (after_id?) : Delegation
select d.id, d.from_member_id, d.to_member_id, d.approvals, d.report_reads, lower(d.valid) as first_day, (upper(d.valid) - 1) as last_day, d.ended_at, d.row_version,
       d.ended_at is null and d.valid @> app.today() as in_force
  from identity.delegations d
 where :after_id::uuid is null or d.id < :after_id
 order by d.id desc
 limit :page_size;

--! read_delegation : Delegation
select d.id, d.from_member_id, d.to_member_id, d.approvals, d.report_reads, lower(d.valid) as first_day, (upper(d.valid) - 1) as last_day, d.ended_at, d.row_version,
       d.ended_at is null and d.valid @> app.today() as in_force
  from identity.delegations d
 where d.id = :id;

--! delegate : (done?)
select identity.delegate(:id, :to_member_id, :approvals, :report_reads, :first_day, :last_day)::text as done;

--! end_delegation : (row_version?)
select identity.end_delegation(:id) as row_version;
