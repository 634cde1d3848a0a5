-- That a cycle went back from calibration to active, and why. For whoever calibrates: reviewers see that they may write again, and no more.

alter table performance.calibration_returns enable row level security;
alter table performance.calibration_returns force row level security;

create policy tenant on performance.calibration_returns as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on performance.calibration_returns is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_all on performance.calibration_returns for select to app_api
    using (org_id = (select c.org_id from app.caller c where 'calibration.read' = any (c.permissions)));
comment on policy read_all on performance.calibration_returns is 'R9: with calibration.read.';
create policy add on performance.calibration_returns for insert to app_transition with check (id is not null);
comment on policy add on performance.calibration_returns is 'NA-15: the functions of the module, inside the floor.';

grant select on performance.calibration_returns to app_api;
grant insert (org_id, id, cycle_id, reason) on performance.calibration_returns to app_transition;
-- NOTE: no write for any login, and neither UPDATE nor DELETE for anyone: what was said stays.

call app.guard('performance.calibration_returns');
create trigger _250_append_only before update or delete on performance.calibration_returns for each row execute function app.reject_change();
create trigger _260_append_only before truncate on performance.calibration_returns for each statement execute function app.reject_change();
call audit.watch('performance.calibration_returns', 'calibration_return');
