//! One large organisation among many, with years of review cycles: every grade of a closed cycle is told, one cycle is ready to be
//! released, and one is being compared. Made by the server itself, as a superuser with triggers off: no row crosses the wire.

use std::fmt::Write as _;

use auth::CapabilitySecret;
use tokio_postgres::Client;
use types::Role;
use uuid::Uuid;

use crate::{Failure, progress};

/// People of the large organisation.
const PEOPLE: u32 = 10_000;
/// People of each other one.
const OTHERS: u32 = 50;
/// Whose grades the ready cycle tells.
pub(crate) const TO_RELEASE: u32 = 5_000;
/// Who takes part in the cycle that is being compared.
pub(crate) const TO_COMPARE: u32 = 1_000;

/// How much there is around what is measured.
#[derive(Clone, Copy)]
pub(crate) struct Scale {
    /// Organisations, the large one among them.
    pub(crate) organizations: u32,
    /// Cycles of each; the last two of the large one are the ready one and the one that is being compared.
    pub(crate) cycles: u32,
}

/// A member of the large organisation who asks.
pub(crate) struct Asker {
    pub(crate) role: Role,
    pub(crate) secret: CapabilitySecret,
    /// Their place in the chart: who reports to person n is 10 n + 1 to 10 n + 10.
    pub(crate) person: u32,
}

/// What is asked about.
pub(crate) struct Large {
    pub(crate) hr: Asker,
    pub(crate) manager: Asker,
    pub(crate) subject: Asker,
    scale: Scale,
}

/// What an id is of.
#[derive(Clone, Copy)]
pub(crate) enum Of {
    Org = 1,
    Employee,
    Cycle,
    Grade,
}

impl Large {
    /// The large organisation is the first.
    pub(crate) fn org() -> Uuid {
        id(Of::Org, 0)
    }

    pub(crate) fn employee(person: u32) -> Uuid {
        id(Of::Employee, u64::from(person))
    }

    /// The newest cycle in which everybody was told.
    pub(crate) fn told(&self) -> Uuid {
        id(Of::Cycle, u64::from(self.scale.cycles) - 3)
    }

    pub(crate) fn ready(&self) -> Uuid {
        id(Of::Cycle, u64::from(self.scale.cycles) - 2)
    }

    pub(crate) fn compared(&self) -> Uuid {
        id(Of::Cycle, u64::from(self.scale.cycles) - 1)
    }

    /// What the subject was told in the newest cycle.
    pub(crate) fn grade(&self) -> Uuid {
        id(Of::Grade, (u64::from(self.scale.cycles) - 3) * u64::from(PEOPLE) + u64::from(self.subject.person))
    }
}

/// As `pg_temp.id(kind, 0, n)` below makes it.
fn id(of: Of, n: u64) -> Uuid {
    Uuid::from_u128(((of as u128) << 112) | (0x7000_8000 << 32) | u128::from(n))
}

const FUNCTIONS: &str = "
create function pg_temp.id(kind integer, org integer, n bigint) returns uuid language sql immutable
as $$ select (lpad(to_hex(kind), 4, '0') || lpad(to_hex(org), 4, '0') || '0000' || '0000' || '70008000'::text || lpad(to_hex(n), 8, '0'))::uuid $$;";

/// `{o}` is the organisation's number, `{p}` its people, `{c}` its cycles. Kinds: 1 organisation, 2 employee, 3 cycle, 4 grade, 5 participant,
/// 6 self review, 7 manager review, 8 and 9 what was submitted, 10 scale, 11 level, 12 template, 13 question, 14 department, 15 line, 16 answer.
const ORGANIZATION: &str = "
insert into identity.organizations (org_id, slug, name) values (pg_temp.id(1, {o}, 0), 'org-{o}', 'Organisation {o}');
insert into identity.org_settings (org_id, timezone) values (pg_temp.id(1, {o}, 0), 'Europe/Berlin');
insert into people.departments (org_id, id, name) select pg_temp.id(1, {o}, 0), pg_temp.id(14, {o}, d), 'Department ' || d from generate_series(0, 19) d;
insert into people.employees (org_id, id, display_name, department_id)
select pg_temp.id(1, {o}, 0), pg_temp.id(2, {o}, n), 'Person ' || n, pg_temp.id(14, {o}, n % 20) from generate_series(0, {p} - 1) n;
insert into people.employment_records (org_id, employee_id, employee_no, legal_name, employment_type, hired_on)
select pg_temp.id(1, {o}, 0), pg_temp.id(2, {o}, n), 'P' || n, 'Person ' || n, 'permanent', '2015-01-01' from generate_series(0, {p} - 1) n;
insert into people.reporting_lines (org_id, id, employee_id, manager_id, kind, valid)
select pg_temp.id(1, {o}, 0), pg_temp.id(15, {o}, n), pg_temp.id(2, {o}, n), pg_temp.id(2, {o}, (n - 1) / 10), 'primary', '[2015-01-01,)'
  from generate_series(1, {p} - 1) n;
insert into performance.rating_scales (org_id, id, name, state) values (pg_temp.id(1, {o}, 0), pg_temp.id(10, {o}, 0), 'Five steps', 'published');
insert into performance.rating_levels (org_id, id, scale_id, rank, label)
select pg_temp.id(1, {o}, 0), pg_temp.id(11, {o}, l), pg_temp.id(10, {o}, 0), l + 1, 'Level ' || l from generate_series(0, 4) l;
insert into performance.review_templates (org_id, id, name, state) values (pg_temp.id(1, {o}, 0), pg_temp.id(12, {o}, 0), 'Year', 'published');
insert into performance.review_questions (org_id, id, template_id, rank, audience, kind, prompt, required, shared_with_subject, hr_only)
select pg_temp.id(1, {o}, 0), pg_temp.id(13, {o}, q), pg_temp.id(12, {o}, 0), q + 1, case q when 0 then 'self' else 'manager' end, 'text', 'What went well?', true,
       true, false
  from generate_series(0, 1) q;";

/// One cycle `{y}` of an organisation, in `{state}`, with its first `{n}` people.
const CYCLE: &str = "
insert into performance.review_cycles (org_id, id, name, kind, state, first_day, last_day, template_id, scale_id, calibrate, blind_self, peer_mode, peer_min,
                                       nomination_mode, release_mode, preview_days, self_due, peer_due, manager_due)
values (pg_temp.id(1, {o}, 0), pg_temp.id(3, {o}, {y}), 'Cycle {y}', 'annual', '{state}', '2020-01-01', '2020-12-31', pg_temp.id(12, {o}, 0), pg_temp.id(10, {o}, 0),
        '{state}' = 'calibration', false, 'manager_sees', 3, 'employee_then_manager', 'by_group', 0, '2021-01-10', '2021-01-20', '2021-01-31');
insert into performance.cycle_participants (org_id, id, cycle_id, employee_id)
select pg_temp.id(1, {o}, 0), pg_temp.id(5, {o}, {y} * {p}::bigint + n), pg_temp.id(3, {o}, {y}), pg_temp.id(2, {o}, n) from generate_series(0, {n} - 1) n;
insert into performance.participant_reviewers (org_id, participant_id, employee_id, reviewer_id, manager_at_start, department_at_start)
select pg_temp.id(1, {o}, 0), pg_temp.id(5, {o}, {y} * {p}::bigint + n), pg_temp.id(2, {o}, n), pg_temp.id(2, {o}, greatest(n - 1, 0) / 10 + case n when 0 then 1 else 0 end),
       pg_temp.id(2, {o}, greatest(n - 1, 0) / 10), 'Department ' || n % 20
  from generate_series(0, {n} - 1) n;
insert into performance.review_assignments (org_id, id, participant_id, subject_id, author_id, kind, state)
select pg_temp.id(1, {o}, 0), pg_temp.id(k.kind, {o}, {y} * {p}::bigint + n), pg_temp.id(5, {o}, {y} * {p}::bigint + n), pg_temp.id(2, {o}, n),
       pg_temp.id(2, {o}, case k.kind when 6 then n else greatest(n - 1, 0) / 10 + case n when 0 then 1 else 0 end end), k.name, 'submitted'
  from generate_series(0, {n} - 1) n cross join (values (6, 'self'), (7, 'manager')) k (kind, name);
insert into performance.reviews (org_id, id, assignment_id, participant_id, subject_id, author_id, kind, version)
select a.org_id, pg_temp.id(case a.kind when 'self' then 8 else 9 end, {o}, {y} * {p}::bigint + n), a.id, a.participant_id, a.subject_id, a.author_id, a.kind, 1
  from generate_series(0, {n} - 1) n
  join performance.review_assignments a on a.org_id = pg_temp.id(1, {o}, 0) and a.participant_id = pg_temp.id(5, {o}, {y} * {p}::bigint + n);
insert into performance.review_answers (org_id, id, review_id, question_id, participant_id, subject_id, author_id, kind, answer, hr_only, shared_with_subject)
select r.org_id, pg_temp.id(16, {o}, ({y} * {p}::bigint + n) * 2 + case r.kind when 'self' then 0 else 1 end), r.id,
       pg_temp.id(13, {o}, case r.kind when 'self' then 0 else 1 end), r.participant_id, r.subject_id, r.author_id, r.kind,
       'Kept what was promised, and taught a new colleague how.', false, true
  from generate_series(0, {n} - 1) n
  join performance.reviews r on r.org_id = pg_temp.id(1, {o}, 0) and r.participant_id = pg_temp.id(5, {o}, {y} * {p}::bigint + n);
insert into performance.proposed_grades (org_id, assignment_id, participant_id, subject_id, author_id, level_id)
select a.org_id, a.id, a.participant_id, a.subject_id, a.author_id, pg_temp.id(11, {o}, n % 5)
  from generate_series(0, {n} - 1) n
  join performance.review_assignments a on a.org_id = pg_temp.id(1, {o}, 0) and a.id = pg_temp.id(7, {o}, {y} * {p}::bigint + n);
insert into performance.released_grades (org_id, id, participant_id, subject_id, level_id, review_id)
select pg_temp.id(1, {o}, 0), pg_temp.id(4, {o}, {y} * {p}::bigint + n), pg_temp.id(5, {o}, {y} * {p}::bigint + n), pg_temp.id(2, {o}, n),
       pg_temp.id(11, {o}, n % 5), pg_temp.id(9, {o}, {y} * {p}::bigint + n)
  from generate_series(0, {n} - 1) n where '{state}' = 'closed';";

/// What is compared: one session, and every third grade moved.
const COMPARED: &str = "
insert into performance.calibration_sessions (org_id, id, cycle_id, name) values (pg_temp.id(1, 0, 0), pg_temp.id(17, 0, 0), pg_temp.id(3, 0, {y}), 'Everybody');
insert into performance.calibration_entries (org_id, id, session_id, cycle_id, participant_id, subject_id, step, from_id, to_id, rationale)
select pg_temp.id(1, 0, 0), pg_temp.id(18, 0, n), pg_temp.id(17, 0, 0), pg_temp.id(3, 0, {y}), pg_temp.id(5, 0, {y} * {p}::bigint + n), pg_temp.id(2, 0, n), 1,
       pg_temp.id(11, 0, n % 5), pg_temp.id(11, 0, (n + 1) % 5), 'Beside the others'
  from generate_series(0, {n} - 1, 3) n;";

/// Writes everything and lets the planner know.
pub(crate) async fn load(client: &Client, scale: Scale) -> Result<Large, Failure> {
    let bar = progress::bar((scale.organizations + 1) as usize * scale.cycles as usize, "generating");
    client.batch_execute(FUNCTIONS).await?;
    client.batch_execute("set session_replication_role = replica; set synchronous_commit = off").await?;
    for org in 0..scale.organizations {
        let people = if org == 0 { PEOPLE } else { OTHERS };
        let filled = |text: &str, cycle: u32, state: &str, count: u32| {
            [("{o}", org.to_string()), ("{p}", people.to_string()), ("{y}", cycle.to_string()), ("{n}", count.to_string())]
                .iter()
                .fold(text.replace("{state}", state), |text, (name, value)| text.replace(name, value))
        };
        client.batch_execute(&filled(ORGANIZATION, 0, "", 0)).await?;
        for cycle in 0..scale.cycles {
            let (state, count) = match scale.cycles - cycle {
                1 if org == 0 => ("calibration", TO_COMPARE),
                2 if org == 0 => ("active", TO_RELEASE),
                _ => ("closed", people),
            };
            client.batch_execute(&filled(CYCLE, cycle, state, count)).await?;
            if state == "calibration" {
                client.batch_execute(&filled(COMPARED, cycle, state, count)).await?;
            }
            bar.inc(1);
        }
    }
    let large = Large {
        hr: Asker { role: Role::Hr, secret: CapabilitySecret::generate(), person: PEOPLE - 1 },
        manager: Asker { role: Role::Manager, secret: CapabilitySecret::generate(), person: 3 },
        subject: Asker { role: Role::Employee, secret: CapabilitySecret::generate(), person: 700 },
        scale,
    };
    for asker in [&large.hr, &large.manager, &large.subject] {
        client.batch_execute(&admitted(asker)).await?;
    }
    client.batch_execute("set session_replication_role = origin").await?;
    bar.set_message("vacuum, analyze");
    client.batch_execute("vacuum (analyze)").await?;
    bar.finish_and_clear();
    Ok(large)
}

/// A member with a session and a right.
fn admitted(asker: &Asker) -> String {
    let digest = asker.secret.digest().iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    });
    let (n, role) = (asker.person, asker.role.as_str());
    format!(
        "insert into identity.users (id, email, name) values (pg_temp.id(19, 0, {n}), 'p{n}@org-0.example', 'Person {n}');
         insert into identity.memberships (org_id, id, user_id, employee_id, name, role, joined_at)
         values (pg_temp.id(1, 0, 0), pg_temp.id(20, 0, {n}), pg_temp.id(19, 0, {n}), pg_temp.id(2, 0, {n}), 'Person {n}', '{role}', '2015-01-01');
         insert into identity.sessions (org_id, id, member_id, login_id, expires_at)
         values (pg_temp.id(1, 0, 0), pg_temp.id(21, 0, {n}), pg_temp.id(20, 0, {n}), gen_random_uuid(), '2099-01-01');
         insert into identity.capabilities (org_id, hash, kind, role, session_id, member_id, user_id, employee_id, expires_at, permissions)
         values (pg_temp.id(1, 0, 0), '\\x{digest}', 'member', '{role}', pg_temp.id(21, 0, {n}), pg_temp.id(20, 0, {n}), pg_temp.id(19, 0, {n}),
                 pg_temp.id(2, 0, {n}), '2099-01-01', array(select r.permission from identity.role_permissions r where r.role = '{role}' order by 1));"
    )
}
