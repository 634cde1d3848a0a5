-- Two different questions: `policies diff` (is this database what the files say?) and `policies compare` (what did a change permit?).

alter table platform.evidence_runs drop constraint evidence_runs_kind_check;
alter table platform.evidence_runs add constraint evidence_runs_kind_check check (kind in ('test', 'lint', 'oracle', 'mutate', 'compare', 'diff'));
