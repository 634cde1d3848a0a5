//! The performance module at size: its own statements through row security, beside the same ones with every filter written out by hand and
//! none of it, in turns; and how much longer each takes than among a tenth of the data.

mod data;

use std::time::Instant;

use serde::Serialize;
use store::connect;
use tokio_postgres::Client;
use types::Role;
use uuid::Uuid;

use self::data::{Asker, Large, Scale, TO_COMPARE, TO_RELEASE};
use crate::{
    Failure, Format, compare,
    operation::Argument,
    pipeline::Pipeline,
    progress,
    scratch::Scratch,
    statements::{Statements, numbered, texts},
    stats::median,
};

const GRADES: &str = include_str!("../../../sql/queries/performance/grades.sql");
const CALIBRATION: &str = include_str!("../../../sql/queries/performance/calibration.sql");

const WHOLE: Scale = Scale { organizations: 200, cycles: 40 };
const TENTH: Scale = Scale { organizations: 20, cycles: 6 };

/// Rounds; in each every contestant has a slice of tries.
const ROUNDS: usize = 7;

/// Whom the caller answers for, as an application without policies finds them.
const ANSWERED_FOR: &str = "(select x.id from performance.cycle_participants x
         where x.org_id = :org and x.cycle_id = :cycle_id
           and (x.employee_id = :me
                or x.employee_id in (select l.employee_id from identity.org_settings z join people.reporting_lines l on l.org_id = z.org_id
                                      where z.org_id = :org and l.manager_id = :me and l.kind in ('primary', 'acting')
                                        and l.valid @> (statement_timestamp() at time zone z.timezone)::date)
                or exists (select from performance.participant_reviewers w where w.org_id = x.org_id and w.participant_id = x.id and w.reviewer_id = :me)))";

/// What is compared.
struct Operation {
    key: &'static str,
    label: &'static str,
    file: &'static str,
    statement: &'static str,
    /// What hand-written code puts in the place of what in the statement.
    by_hand: (&'static str, String),
    /// Tries of a slice.
    tries: usize,
    /// Rows that have to come back.
    rows: usize,
}

fn operations() -> [Operation; 4] {
    [
        Operation {
            key: "read_grade",
            label: "point read of one's own grade, as employee",
            file: GRADES,
            statement: "read_released",
            by_hand: ("where g.id = :id", "where g.org_id = :org and g.id = :id and g.subject_id = :me".to_owned()),
            tries: 200,
            rows: 1,
        },
        Operation {
            key: "team_grades",
            label: "grades of one's team in a cycle, as manager",
            file: GRADES,
            statement: "list_released",
            by_hand: (
                "where (:cycle_id::uuid is null or x.cycle_id = :cycle_id)",
                format!("where g.org_id = :org and g.participant_id in {ANSWERED_FOR}"),
            ),
            tries: 40,
            rows: 11,
        },
        Operation {
            key: "cycle_progress",
            label: "progress of a cycle of 10,000, as hr",
            file: GRADES,
            statement: "cycle_progress",
            by_hand: ("where y.id = :id", "where y.org_id = :org and y.id = :id and (x.id is null or x.employee_id <> :me)".to_owned()),
            tries: 4,
            rows: 1,
        },
        Operation {
            key: "calibration_grid",
            label: "calibration grid of 1,000, as hr",
            file: CALIBRATION,
            statement: "list_grid",
            by_hand: (
                "where x.cycle_id = :cycle_id and exists (select from app.caller q where 'calibration.read' = any (q.permissions))",
                "where x.org_id = :org and x.cycle_id = :cycle_id and x.employee_id <> :me".to_owned(),
            ),
            tries: 8,
            rows: TO_COMPARE as usize,
        },
    ]
}

/// What was measured.
#[derive(Serialize)]
pub(crate) struct Report {
    environment: String,
    method: String,
    operations: Vec<Line>,
    release: Release,
}

/// One operation; times are medians in milliseconds.
#[derive(Serialize)]
struct Line {
    operation: &'static str,
    label: &'static str,
    kernel_ms: f64,
    hand_ms: f64,
    /// By rounds: 1 is equal, 2 takes twice as long.
    ratio: f64,
    /// The goal for it.
    ratio_goal: f64,
    /// Against a tenth of the data, the result being of the same size.
    growth: f64,
}

/// Telling 5,000 people their grades in one transaction, rolled back; milliseconds.
#[derive(Serialize)]
struct Release {
    people: u32,
    kernel_ms: f64,
    /// The same rows, with an audit entry each, into tables without policies and triggers.
    hand_ms: f64,
    goal_ms: f64,
    growth: f64,
}

/// Measures a tenth and the whole, and prints.
pub(crate) async fn run(format: Format, quick: bool) -> Result<(), Failure> {
    let rounds = if quick { 2 } else { ROUNDS };
    let tenth = at_scale(TENTH, rounds).await?;
    let whole = at_scale(WHOLE, rounds).await?;
    let operations =
        whole.lines.iter().zip(&tenth.lines).map(|(whole, tenth)| Line { growth: whole.kernel_ms / tenth.kernel_ms, ..*whole }).collect();
    let method = format!(
        "{} and {} rounds; one client; a request is one round trip from BEGIN to the answer of COMMIT; {} reviews in {} organisations, one of 10,000 \
         people with {} cycles, against {} in {} with {}",
        "medians of taking turns", rounds, whole.reviews, WHOLE.organizations, WHOLE.cycles, tenth.reviews, TENTH.organizations, TENTH.cycles
    );
    let release = Release { growth: whole.release.kernel_ms / tenth.release.kernel_ms, ..whole.release };
    compare::print(format, &Report { environment: whole.environment, method, operations, release }, render)
}

/// What one size of the data showed.
struct Measured {
    environment: String,
    reviews: i64,
    lines: Vec<Line>,
    release: Release,
}

async fn at_scale(scale: Scale, rounds: usize) -> Result<Measured, Failure> {
    let scratch = Scratch::create(true).await?;
    let outcome = measure(&scratch, scale, rounds).await;
    scratch.remove().await?;
    outcome
}

async fn measure(scratch: &Scratch, scale: Scale, rounds: usize) -> Result<Measured, Failure> {
    let admin = scratch.admin().await?;
    let large = data::load(&admin, scale).await?;
    admin.batch_execute("checkpoint").await?;
    let reviews = admin.query_one("select count(*) from performance.reviews", &[]).await?.get(0);
    let operations = operations();
    let bar = progress::bar(operations.len() * rounds + 3, "measuring");
    let mut lines = Vec::new();
    for operation in &operations {
        lines.push(take_turns(scratch, &large, operation, rounds, &bar).await?);
    }
    let release = release(scratch, &admin, &large, &bar).await?;
    bar.finish_and_clear();
    Ok(Measured { environment: scratch.describe().await?, reviews, lines, release })
}

fn asker<'a>(large: &'a Large, operation: &Operation) -> &'a Asker {
    match operation.key {
        "read_grade" => &large.subject,
        "team_grades" => &large.manager,
        _ => &large.hr,
    }
}

async fn take_turns(scratch: &Scratch, large: &Large, operation: &Operation, rounds: usize, bar: &indicatif::ProgressBar) -> Result<Line, Failure> {
    let text = texts(operation.file).remove(operation.statement).ok_or_else(|| format!("sql/queries has no statement {}", operation.statement))?;
    let (find, filters) = &operation.by_hand;
    if !text.contains(find) {
        return Err(format!("{} does not say \"{find}\" any more: what is written by hand has to follow", operation.statement).into());
    }
    let by_hand = numbered(&text.replacen(find, filters, 1));
    let kernel =
        Pipeline::reading(connect(&scratch.login("app_api", scratch.database())?).await?, &Statements::committed(), &numbered(&text)).await?;
    let hand = Pipeline::reading_by_hand(connect(scratch.unbound()).await?, &by_hand).await?;
    let asker = asker(large, operation);
    let mut times: [Vec<f64>; 2] = [Vec::new(), Vec::new()];
    for round in 0..=rounds {
        for turn in 0..2 {
            let at = (turn + round) % 2;
            let pipeline = [&kernel, &hand][at];
            let mut slice = Vec::new();
            for _ in 0..operation.tries {
                let (opener, statement) = pipeline.parameters();
                let (opener, statement) = (arguments(opener, asker, large, operation), arguments(statement, asker, large, operation));
                let (rows, took) = pipeline.send(&opener, &statement).await?;
                if rows.len() != operation.rows {
                    return Err(format!("{}: {} rows came back, {} were expected", operation.key, rows.len(), operation.rows).into());
                }
                slice.push(took.as_secs_f64() * 1e3);
            }
            // plans become generic after five: the first round is not counted
            if round > 0 {
                times[at].push(median(&slice));
            }
        }
        bar.inc(u64::from(round > 0));
    }
    let ratios: Vec<f64> = times[0].iter().zip(&times[1]).map(|(kernel, hand)| kernel / hand).collect();
    Ok(Line {
        operation: operation.key,
        label: operation.label,
        kernel_ms: median(&times[0]),
        hand_ms: median(&times[1]),
        ratio: median(&ratios),
        ratio_goal: 1.15,
        growth: 1.0,
    })
}

fn arguments(names: &[String], asker: &Asker, large: &Large, operation: &Operation) -> Vec<Argument> {
    names
        .iter()
        .map(|name| -> Argument {
            match name.as_str() {
                "secret" => Box::new(asker.secret.as_str().to_owned()),
                "org_id" => Box::new(Large::org().to_string()),
                "role" => Box::new(asker.role.as_str()),
                "request_id" => Box::new(Uuid::now_v7().to_string()),
                "org" => Box::new(Large::org()),
                "hash" => Box::new(asker.secret.digest().to_vec()),
                "me" => Box::new(Large::employee(asker.person)),
                "id" if operation.key == "read_grade" => Box::new(large.grade()),
                "id" => Box::new(large.told()),
                "cycle_id" if operation.key == "calibration_grid" => Box::new(large.compared()),
                "cycle_id" => Box::new(large.told()),
                "page_size" => Box::new(i64::from(TO_COMPARE)),
                _ => Box::new(None::<Uuid>),
            }
        })
        .collect()
}

/// Rows and audit entries that a release makes, by hand.
const BY_HAND: &str = "
create schema hand;
create table hand.released_grades (like performance.released_grades including all);
create table hand.log (like audit.log including all);
create table hand.payloads (like audit.payloads including all);
insert into hand.released_grades select * from performance.released_grades;
analyze hand.released_grades";

const RELEASE_BY_HAND: &str = "
with told as (
    insert into hand.released_grades (org_id, id, participant_id, subject_id, level_id, review_id)
    select x.org_id, app.uuid_v7(), x.id, x.employee_id, g.level_id, r.id
      from performance.cycle_participants x
      join performance.review_assignments a on a.org_id = x.org_id and a.participant_id = x.id and a.kind = 'manager' and a.state = 'submitted'
      join performance.proposed_grades g on g.org_id = a.org_id and g.assignment_id = a.id
      join performance.reviews r on r.org_id = a.org_id and r.assignment_id = a.id
     where x.org_id = $1 and x.cycle_id = $2
       and not exists (select from hand.released_grades d where d.org_id = x.org_id and d.participant_id = x.id)
    returning *
), salted as (
    select t.org_id, t.id, t.subject_id, app.uuid_v7() as entry_id, uuid_send(gen_random_uuid()) as salt, to_jsonb(t) as diff from told t
), entry as (
    insert into hand.log (org_id, id, actor_kind, actor_id, action, entity, entity_id, payload_sha256)
    select s.org_id, s.entry_id, 'member', s.subject_id, 'released_grade.created', 'released_grade', s.id, sha256(s.salt || convert_to(s.diff::text, 'UTF8'))
      from salted s
)
insert into hand.payloads (org_id, entry_id, salt, diff) select s.org_id, s.entry_id, s.salt, s.diff from salted s";

async fn release(scratch: &Scratch, admin: &Client, large: &Large, bar: &indicatif::ProgressBar) -> Result<Release, Failure> {
    admin.batch_execute(BY_HAND).await?;
    let kernel = connect(&scratch.login("app_api", scratch.database())?).await?;
    let opener = Statements::committed().get("open_context")?.sql.clone();
    let (org, ready) = (Large::org(), large.ready());
    let mut times: [Vec<f64>; 2] = [Vec::new(), Vec::new()];
    for _ in 0..3 {
        kernel.batch_execute("begin").await?;
        let (secret, org_text, role) = (large.hr.secret.as_str().to_owned(), org.to_string(), Role::Hr.as_str());
        kernel.query_one(&opener, &[&secret, &org_text, &role, &Uuid::now_v7().to_string()]).await?;
        let began = Instant::now();
        let told: i64 = kernel.query_one("select performance.release_grades($1, 1, '{}')", &[&ready]).await?.get(0);
        times[0].push(began.elapsed().as_secs_f64() * 1e3);
        kernel.batch_execute("rollback; reset all").await?;
        admin.batch_execute("begin").await?;
        let began = Instant::now();
        let written = admin.execute(RELEASE_BY_HAND, &[&org, &ready]).await?;
        times[1].push(began.elapsed().as_secs_f64() * 1e3);
        admin.batch_execute("rollback").await?;
        if told != i64::from(TO_RELEASE) || written != u64::from(TO_RELEASE) {
            return Err(format!("{told} people were told through the kernel, {written} by hand, instead of {TO_RELEASE}").into());
        }
        bar.inc(1);
    }
    Ok(Release { people: TO_RELEASE, kernel_ms: median(&times[0]), hand_ms: median(&times[1]), goal_ms: 5000.0, growth: 1.0 })
}

fn render(report: &Report) -> String {
    use std::fmt::Write as _;
    let verdict = |hit: bool| if hit { "hit" } else { "missed" };
    let mut out = format!("{}\n{}\n\n", report.environment, report.method);
    let _ = writeln!(out, "{:<48} {:>10} {:>10} {:>7} {:>6} {:<7} {:>7}", "operation", "kernel ms", "hand ms", "ratio", "goal", "", "growth");
    for line in &report.operations {
        let _ = writeln!(
            out,
            "{:<48} {:>10.2} {:>10.2} {:>7.2} {:>6.2} {:<7} {:>7.2}",
            line.label,
            line.kernel_ms,
            line.hand_ms,
            line.ratio,
            line.ratio_goal,
            verdict(line.ratio <= line.ratio_goal),
            line.growth
        );
    }
    let release = &report.release;
    let _ = writeln!(
        out,
        "\nRelease of {} grades: {:.0} ms ({} the goal of {:.0} ms); the rows and their audit by hand {:.0} ms; growth {:.2}.",
        release.people,
        release.kernel_ms,
        if release.kernel_ms <= release.goal_ms { "within" } else { "missing" },
        release.goal_ms,
        release.hand_ms,
        release.growth
    );
    let _ = writeln!(out, "ratio: against hand, median of the rounds' ratios. growth: against a tenth of the data, with results of the same size.");
    out
}
