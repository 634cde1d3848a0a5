//! What a careful application does without row security: one look at the session by its key, then the statement with every
//! filter of the policies written out for the caller's role. Updates go to copies of the tables without policies and
//! triggers, with the same keys, checks, indexes and references, and write their audit entry themselves.

use tokio_postgres::Client;
use types::Role;

use crate::{
    Failure,
    operation::{Kind, Operation},
    statements::{Statement, numbered},
};

const SESSION: &str = "select c.member_id, c.employee_id from identity.capabilities c
 where c.org_id = :org and c.hash = :hash and c.role = :role and c.expires_at > statement_timestamp()";

const EMPLOYEE: &str = "select e.id, e.display_name, e.work_email, e.work_phone, e.state, e.row_version";

const JOINED: &str = "
  left join people.departments d on d.org_id = e.org_id and d.id = e.department_id
  left join people.positions p on p.org_id = e.org_id and p.id = e.position_id
  left join people.sites s on s.org_id = e.org_id and s.id = e.site_id";

const JOINED_COLUMNS: &str = "e.department_id, d.name as department_name, e.position_id, p.title as position_title, e.site_id, s.name as site_name";

/// What `app.report_ids()` answers, as a sub-select.
const REPORTS: &str = "array(
        select l.employee_id from identity.org_settings z join people.reporting_lines l on l.org_id = z.org_id
         where z.org_id = :org and l.manager_id = :me and l.kind in ('primary', 'acting')
           and l.valid @> (statement_timestamp() at time zone z.timezone)::date)";

const SET: &str = "display_name  = case when :set_display_name then :display_name else e.display_name end,
       work_email    = case when :set_work_email then :work_email else e.work_email end,
       work_phone    = case when :set_work_phone then :work_phone else e.work_phone end,
       department_id = case when :set_department_id then :department_id else e.department_id end,
       position_id   = case when :set_position_id then :position_id else e.position_id end,
       site_id       = case when :set_site_id then :site_id else e.site_id end,
       row_version   = e.row_version + 1";

const WRITABLE: &str = "exists (select from identity.organizations o where o.org_id = :org and o.state <> 'closing')";

const TABLES: &str = "
create schema hand;
create table hand.employees (like people.employees including all);
create table hand.log (like audit.log including all);
create table hand.payloads (like audit.payloads including all);
insert into hand.employees select * from people.employees;
do $$
declare
    key record;
begin
    for key in
        select format('alter table hand.%I add %s', c.relname, replace(pg_get_constraintdef(k.oid), 'audit.log', 'hand.log')) as command
          from pg_constraint k join pg_class c on c.oid = k.conrelid
         where k.contype = 'f' and k.conrelid in ('people.employees'::regclass, 'audit.log'::regclass, 'audit.payloads'::regclass)
    loop
        execute key.command;
    end loop;
end $$;
analyze hand.employees";

/// Makes the copies that hand-written updates go to.
pub(crate) async fn prepare(admin: &Client) -> Result<(), Failure> {
    admin.batch_execute(TABLES).await?;
    admin.batch_execute("vacuum hand.employees").await?;
    Ok(())
}

/// The look at the session.
pub(crate) fn session() -> Statement {
    numbered(SESSION)
}

/// The statement with every filter written out.
pub(crate) fn statement(operation: &Operation, audited: bool) -> Statement {
    // leavers are seen by admin and hr alone
    let active = if matches!(operation.role, Role::Admin | Role::Hr) { "" } else { " and e.state = 'active'" };
    let reports = if operation.hand_looks_up_reports { REPORTS } else { ":reports" };
    numbered(&match operation.kind {
        Kind::Directory => format!("{EMPLOYEE}\n  from people.employees e\n where e.org_id = :org and e.id = :id{active}"),
        Kind::Read => {
            let tier = match operation.role {
                Role::Admin | Role::Hr => String::new(),
                Role::Manager => format!(" and (r.employee_id = :me or r.employee_id = any ({reports}))"),
                Role::Ops | Role::Employee => " and r.employee_id = :me".to_owned(),
            };
            format!(
                "{EMPLOYEE}, {JOINED_COLUMNS},
       r.employee_no, r.legal_name, r.employment_type, r.hired_on, r.ended_on, r.row_version as employment_version
  from people.employees e{JOINED}
  left join people.employment_records r on r.org_id = e.org_id and r.employee_id = e.id{tier}
 where e.org_id = :org and e.id = :id{active}"
            )
        }
        Kind::List => format!(
            "{EMPLOYEE}, {JOINED_COLUMNS}
  from people.employees e{JOINED}
 where e.org_id = :org{active}
 order by e.display_name, e.id
 limit :page_size"
        ),
        Kind::Team => format!(
            "select r.employee_id, r.employee_no, r.legal_name, r.employment_type, r.hired_on, r.row_version, e.display_name
  from people.employment_records r
  join people.employees e on e.org_id = r.org_id and e.id = r.employee_id
 where r.org_id = :org and r.employee_id = any ({reports}){active}
 order by e.display_name, e.id
 limit :page_size"
        ),
        Kind::Update if !audited => {
            format!(
                "update hand.employees e set {SET}\n where e.org_id = :org and e.id = :id and e.row_version = :row_version and {WRITABLE}\nreturning e.row_version"
            )
        }
        Kind::Update => format!(
            "with before as (
    select e.org_id, e.id, e.work_phone from hand.employees e
     where e.org_id = :org and e.id = :id and e.row_version = :row_version and {WRITABLE}
       for update
), after as (
    update hand.employees e set {SET} from before b where e.org_id = b.org_id and e.id = b.id
    returning e.org_id, e.id, e.row_version, jsonb_build_object('work_phone', jsonb_build_array(b.work_phone, e.work_phone)) as diff
), entry as (
    insert into hand.log (org_id, id, actor_kind, actor_id, action, entity, entity_id, payload_sha256, request_id)
    select a.org_id, :entry, 'member', :actor, 'employee.changed', 'employee', a.id, sha256(:salt || convert_to(a.diff::text, 'UTF8')), :request
      from after a
), payload as (
    insert into hand.payloads (org_id, entry_id, salt, diff) select a.org_id, :entry, :salt, a.diff from after a
)
select a.row_version from after a"
        ),
    })
}
