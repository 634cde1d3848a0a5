--: ImportRow(failure?, received_at?, started_at?, finished_at?, created_by?, requested_by_name?)

--! open_import
select lifecycle.open_import(:id, :dry_run, :on_error, :delimiter, :fields, :ignored_headers) as id;

--! stage_import_rows
select lifecycle.stage_import_rows(:import_id, :bytes, :rows, :errors) as staged;

--! submit_import
select lifecycle.submit_import(:import_id, :bytes) as job_id;

--! abort_import
select lifecycle.abort_import(:import_id, :failure) as state;

--! cancel_import
select lifecycle.cancel_import(:import_id) as state;

--! read_import : ImportRow
select j.id, j.state, p.phase, j.dry_run, j.on_error, j.delimiter, j.fields, j.ignored_headers, j.failure,
       p.bytes_received, p.rows_received, p.rows_checked, p.rows_written, p.rows_created, p.rows_updated, p.rows_unchanged, p.rows_failed, p.errors,
       j.created_at, j.received_at, j.started_at, j.finished_at, j.created_by, m.name as requested_by_name
  from lifecycle.import_jobs j
  join lifecycle.import_progress p on p.org_id = j.org_id and p.import_id = j.id
  left join identity.memberships m on m.org_id = j.org_id and m.id = j.created_by
 where j.id = :id;

--! list_imports (before?) : ImportRow
-- Newest first; ids are in the order of time.
select j.id, j.state, p.phase, j.dry_run, j.on_error, j.delimiter, j.fields, j.ignored_headers, j.failure,
       p.bytes_received, p.rows_received, p.rows_checked, p.rows_written, p.rows_created, p.rows_updated, p.rows_unchanged, p.rows_failed, p.errors,
       j.created_at, j.received_at, j.started_at, j.finished_at, j.created_by, m.name as requested_by_name
  from lifecycle.import_jobs j
  join lifecycle.import_progress p on p.org_id = j.org_id and p.import_id = j.id
  left join identity.memberships m on m.org_id = j.org_id and m.id = j.created_by
 where (:before::uuid is null or j.id < :before)
 order by j.id desc
 limit :page_size;

--! list_import_errors : (value?)
select e.line, e.field, e.reason, e.message, e.value
  from lifecycle.import_errors e
 where e.import_id = :import_id and (e.line, e.field, e.reason) > (:after_line, :after_field, :after_reason)
 order by e.line, e.field, e.reason
 limit :page_size;

--! start_import
select lifecycle.start_import() as started;

--! check_import_values : (upto?)
select lifecycle.check_import_values(:after_line, :row_limit) as upto;

--! match_import_rows : (done?)
select lifecycle.match_import_rows()::text as done;

--! judge_import
select lifecycle.judge_import() as verdict;

--! write_import_structure
select lifecycle.write_import_structure() as added;

--! write_import_people : (upto?)
select lifecycle.write_import_people(:after_line, :row_limit) as upto;

--! end_import_lines
select lifecycle.end_import_lines() as ended;

--! write_import_lines : (next_line?, refused_line?)
select next_line, refused_line from lifecycle.write_import_lines(:before_line, :row_limit);

--! finish_import
select lifecycle.finish_import() as state;

--! report_import
select lifecycle.report_import(:rows_written) as goes_on;

--! refuse_import_row
select lifecycle.refuse_import_row(:line) as line;

--! fail_import
select lifecycle.fail_import(:failure) as state;

--! discard_import_rows
select lifecycle.discard_import_rows(:row_limit) as gone;

--! sweep_imports
select lifecycle.sweep_imports(:row_limit) as swept;
