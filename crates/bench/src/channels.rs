//! Whether time tells a hidden row from an absent one: the same request about one and about the other, in turns, so that whatever
//! else the machine does meets both. Everything else about the two is compared by `cargo test -p tests --test side_channels`.

use std::time::{Duration, Instant};

use serde::Serialize;
use store::connect;
use tokio_postgres::{Client, Statement};
use types::Role;
use uuid::Uuid;

use crate::{
    Channels, Failure, compare,
    kept::{Ask, Kept},
    load, progress,
    scratch::Scratch,
    start,
    stats::{Picks, median, percentile},
    world::{Caller, Share, World},
};

/// Pairs before anything is measured: plans become generic after five.
const WARM_UP: usize = 25;
/// Samples drawn from the measured pairs for the interval.
const RESAMPLES: usize = 400;
const PASSWORD: &str = "correct horse battery staple";

#[derive(Serialize)]
struct Report {
    environment: String,
    method: String,
    lines: Vec<Line>,
}

/// One request about two kinds of rows.
#[derive(Serialize)]
struct Line {
    what: &'static str,
    /// Median, microseconds.
    hidden_us: f64,
    /// Median, microseconds.
    absent_us: f64,
    /// Of the medians, with the interval in which it lies with 95 % confidence (bootstrap over the pairs).
    ratio: f64,
    ratio_low: f64,
    ratio_high: f64,
    /// How often a hidden row's answer took longer than an absent one's; 0.5 tells nothing.
    slower: f64,
    /// Whether the interval leaves 1 out.
    told: bool,
}

/// Which rows the first of two requests is about. The second is about a neighbour in every index, which is no row.
#[derive(Clone, Copy)]
enum Rows {
    /// Another organisation's employees, members or departments.
    Foreign(fn(&crate::world::Org) -> &[Uuid]),
    /// Colleagues, of whom the caller sees the directory tier alone.
    Colleagues,
    /// No rows either: what the method finds where there is nothing to find.
    None,
    /// The caller's own: what the method finds where there is something.
    Own,
}

/// How a request is sent.
enum Carrier {
    /// Its path has `{}` for the id.
    Http(Kept, Ask, &'static str, Option<&'static str>, u16),
    /// In the caller's transaction, undone each time.
    Sql(Client, Statement),
}

impl Carrier {
    async fn send(&mut self, id: Uuid) -> Result<Duration, Failure> {
        match self {
            Self::Http(kept, ask, path, body, expected) => {
                let (status, took) = kept.send(ask, &path.replace("{}", &id.to_string()), *body).await?;
                if status != *expected && *expected != 0 {
                    return Err(format!("{} {path} answered {status}, not {expected}", ask.method).into());
                }
                Ok(took)
            }
            Self::Sql(client, statement) => {
                client.batch_execute("savepoint asking").await?;
                let sent = Instant::now();
                let _ = client.query(&*statement, &[&id]).await; // a refusal is an answer too
                let took = sent.elapsed();
                client.batch_execute("rollback to asking; release asking").await?;
                Ok(took)
            }
        }
    }
}

/// Measures and prints.
pub(crate) async fn run(options: &Channels) -> Result<(), Failure> {
    let binary = start::binary(options.binary.clone())?;
    let scratch = Scratch::create(true).await?;
    let outcome = measure(&scratch, &binary, options.pairs as usize).await;
    let removed = scratch.remove().await;
    let report = outcome?;
    removed?;
    compare::print(options.format, &report, render)
}

async fn measure(scratch: &Scratch, binary: &std::path::Path, pairs: usize) -> Result<Report, Failure> {
    let world = World::generate();
    load::load(&scratch.admin().await?, &world).await?;
    let key = auth::generate_signing_key();
    let (_serving, port) = start::serve(scratch, binary, &key).await?;
    let mut picks = Picks::new(5);
    let (first, mut lines) = (Share { number: 0, of: 1 }, Vec::new());
    let (employee, admin) = (world.caller(Role::Employee, first, &mut picks), world.caller(Role::Admin, first, &mut picks));
    let ask = |method, caller: Caller<'_>, role| {
        Ok::<_, Failure>(Ask { method, token: Some(start::token(&key, caller, role)?), if_match: Some("\"1-1\"") })
    };
    let employees: Rows = Rows::Foreign(|org| &org.employees);
    let members: Rows = Rows::Foreign(|org| &org.members);
    let departments: Rows = Rows::Foreign(|org| &org.departments);
    let endpoints = [
        ("control: absent twice, GET /employees/{id}", Rows::None, "GET", "/employees/{}", None, employee, Role::Employee, 404),
        ("control: one's own, GET /employees/{id}", Rows::Own, "GET", "/employees/{}", None, employee, Role::Employee, 0),
        ("elsewhere, GET /employees/{id}", employees, "GET", "/employees/{}", None, employee, Role::Employee, 404),
        ("colleague's, GET /employees/{id}/employment", Rows::Colleagues, "GET", "/employees/{}/employment", None, employee, Role::Employee, 404),
        ("colleague's, GET /employees/{id}/private", Rows::Colleagues, "GET", "/employees/{}/private", None, employee, Role::Employee, 404),
        (
            "elsewhere, PATCH /employees/{id} by an admin",
            employees,
            "PATCH",
            "/employees/{}",
            Some("{\"work_phone\":\"+49 30 1234567\"}"),
            admin,
            Role::Admin,
            404,
        ),
        ("elsewhere, POST /members/{id}/suspend by an admin", members, "POST", "/members/{}/suspend", None, admin, Role::Admin, 404),
        ("elsewhere, GET /departments/{id}", departments, "GET", "/departments/{}", None, employee, Role::Employee, 404),
    ];
    let statements = [
        (
            "control: absent twice, select an employee",
            Rows::None,
            "select display_name from people.employees where id = $1",
            employee,
            Role::Employee,
        ),
        ("elsewhere, select an employee", employees, "select display_name from people.employees where id = $1", employee, Role::Employee),
        (
            "colleague's, select an employment record",
            Rows::Colleagues,
            "select legal_name from people.employment_records where employee_id = $1",
            employee,
            Role::Employee,
        ),
        ("colleague's, people.read_private", Rows::Colleagues, "select birth_date from people.read_private($1)", employee, Role::Employee),
        ("elsewhere, update an employee as an admin", employees, "update people.employees set work_phone = '1' where id = $1", admin, Role::Admin),
        ("elsewhere, identity.suspend_member as an admin", members, "select identity.suspend_member($1)", admin, Role::Admin),
        (
            "elsewhere, a reference to a department as an admin",
            departments,
            "insert into people.departments (org_id, id, name, parent_id) select c.org_id, gen_random_uuid(), 'New', $1 from app.caller c",
            admin,
            Role::Admin,
        ),
    ];
    let bar = progress::bar(endpoints.len() + statements.len() + 1, "measuring");
    for (what, rows, method, path, body, caller, role, status) in endpoints {
        let mut carrier = Carrier::Http(Kept::open(port).await?, ask(method, caller, role)?, path, body, status);
        let ids = pairs_of(rows, &world, caller, pairs, &mut picks);
        lines.push(take_turns(what, &mut carrier, &ids).await.map_err(|error| format!("{what}: {error}"))?);
        bar.inc(1);
    }
    for (what, rows, sql, caller, role) in statements {
        let client = connect(&scratch.login("app_api", scratch.database())?).await?;
        client.batch_execute("begin").await?;
        client.query("select app.enter($1, $2, $3)", &[&caller.right().as_str(), &caller.org.id, &role.as_str()]).await?;
        let statement = client.prepare(sql).await?;
        let mut carrier = Carrier::Sql(client, statement);
        let ids = pairs_of(rows, &world, caller, pairs, &mut picks);
        lines.push(take_turns(what, &mut carrier, &ids).await.map_err(|error| format!("{what}: {error}"))?);
        bar.inc(1);
    }
    lines.push(sign_in(port, (pairs / 10).max(20)).await?);
    bar.finish_and_clear();
    let method = format!(
        "{} organisations of {} employees; {pairs} pairs for each line, in turns; over HTTP on one kept connection, SQL in one transaction",
        crate::world::ORGANIZATIONS,
        crate::world::EMPLOYEES
    );
    Ok(Report { environment: scratch.describe().await?, method, lines })
}

/// Ids to ask about, and beside each one that nothing has and that lies next to it in every index.
fn pairs_of(rows: Rows, world: &World, caller: Caller<'_>, count: usize, picks: &mut Picks) -> Vec<(Uuid, Uuid)> {
    let beside = |id: Uuid, by: u128| Uuid::from_u128(id.as_u128() ^ by);
    (0..count + WARM_UP)
        .map(|_| {
            let elsewhere = &world.orgs[(caller.org_at + 1 + picks.below(world.orgs.len() - 1)) % world.orgs.len()];
            let hidden = match rows {
                Rows::Foreign(of) => of(elsewhere)[picks.below(of(elsewhere).len())],
                // the first fifty lead or have rights of their own; the rest are colleagues like any other
                Rows::Colleagues => caller.org.employees[50 + picks.below(caller.org.employees.len() - 50)],
                Rows::None => beside(elsewhere.employees[picks.below(elsewhere.employees.len())], 0xaaaa),
                Rows::Own => caller.employee(),
            };
            (hidden, beside(hidden, 0x5555))
        })
        .collect()
}

async fn take_turns(what: &'static str, carrier: &mut Carrier, ids: &[(Uuid, Uuid)]) -> Result<Line, Failure> {
    let mut pairs = Vec::new();
    for (turn, (hidden, absent)) in ids.iter().enumerate() {
        // neither always follows the other
        let pair = if turn % 2 == 0 {
            let hidden = carrier.send(*hidden).await?;
            (hidden, carrier.send(*absent).await?)
        } else {
            let absent = carrier.send(*absent).await?;
            (carrier.send(*hidden).await?, absent)
        };
        if turn >= WARM_UP {
            pairs.push((pair.0.as_secs_f64() * 1e6, pair.1.as_secs_f64() * 1e6));
        }
    }
    Ok(line(what, &pairs))
}

/// A wrong password for an address with an account, against an address nobody has.
async fn sign_in(port: u16, pairs: usize) -> Result<Line, Failure> {
    let mut kept = Kept::open(port).await?;
    let post = Ask { method: "POST", ..Ask::default() };
    let founding = format!(
        "{{\"name\":\"Bench\",\"slug\":\"bench-channels\",\"timezone\":\"UTC\",\"admin\":{{\"name\":\"Bench\",\"email\":\"known@bench.example\",\"password\":\"{PASSWORD}\"}}}}"
    );
    let (status, _) = kept.send(&post, "/organizations", Some(&founding)).await?;
    if status != 201 {
        return Err(format!("signing up answered {status}").into());
    }
    let mut measured = Vec::new();
    for turn in 0..pairs + 2 {
        let mut took = [0.0; 2];
        for at in [turn % 2, 1 - turn % 2] {
            let email = ["known", "nobody"][at];
            let body = format!("{{\"email\":\"{email}@bench.example\",\"password\":\"quite another password\"}}");
            let (status, time) = kept.send(&post, "/sessions", Some(&body)).await?;
            if status != 401 {
                return Err(format!("a wrong password answered {status}").into());
            }
            took[at] = time.as_secs_f64() * 1e6;
        }
        if turn >= 2 {
            measured.push((took[0], took[1]));
        }
    }
    Ok(line("an account, POST /sessions with a wrong password", &measured))
}

fn line(what: &'static str, pairs: &[(f64, f64)]) -> Line {
    let medians = |pairs: &[(f64, f64)]| {
        let (hidden, absent): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
        (median(&hidden), median(&absent))
    };
    let (hidden_us, absent_us) = medians(pairs);
    let mut picks = Picks::new(11);
    let ratios: Vec<f64> = (0..RESAMPLES)
        .map(|_| {
            let drawn: Vec<(f64, f64)> = pairs.iter().map(|_| pairs[picks.below(pairs.len())]).collect();
            let (hidden, absent) = medians(&drawn);
            hidden / absent
        })
        .collect();
    let (ratio_low, ratio_high) = (percentile(&ratios, 0.025), percentile(&ratios, 0.975));
    Line {
        what,
        hidden_us,
        absent_us,
        ratio: hidden_us / absent_us,
        ratio_low,
        ratio_high,
        slower: slower(pairs),
        told: ratio_low > 1.0 || ratio_high < 1.0,
    }
}

/// The share of all combinations in which the first is the greater; ties count half.
#[expect(clippy::cast_precision_loss, reason = "counts are small")]
fn slower(pairs: &[(f64, f64)]) -> f64 {
    let mut absent: Vec<f64> = pairs.iter().map(|pair| pair.1).collect();
    absent.sort_by(f64::total_cmp);
    let sum: usize =
        pairs.iter().map(|(hidden, _)| absent.partition_point(|value| value < hidden) + absent.partition_point(|value| value <= hidden)).sum();
    sum as f64 / 2.0 / (pairs.len() * absent.len()) as f64
}

fn render(report: &Report) -> String {
    let mut text = format!(
        "{}\n{}\n\n{:<52} {:>9} {:>9} {:>7}  {:<15} {:>7}\n",
        report.environment, report.method, "", "hidden us", "absent us", "ratio", "95 %", "slower"
    );
    for line in &report.lines {
        text += &format!(
            "{:<52} {:>9.0} {:>9.0} {:>7.3}  {:.3} - {:.3}   {:>7.3}{}\n",
            line.what,
            line.hidden_us,
            line.absent_us,
            line.ratio,
            line.ratio_low,
            line.ratio_high,
            line.slower,
            if line.told { "  told" } else { "" }
        );
    }
    text + "\nslower: how often an answer about a hidden row took longer than one about an absent row; 0.5 tells nothing.\n"
}

#[cfg(test)]
mod tests {
    use super::{line, slower};

    #[test]
    fn equal_times_tell_nothing_and_different_ones_are_told() {
        let noise = |at: u32| f64::from(100 + at * 7 % 13);
        let same: Vec<(f64, f64)> = (0..200).map(|at| (noise(at), noise(at + 5))).collect();
        let apart: Vec<(f64, f64)> = (0..200).map(|at| (noise(at) + 20.0, noise(at))).collect();
        assert!(!line("same", &same).told);
        assert!(line("apart", &apart).told);
    }

    #[test]
    fn a_half_is_slower_where_nothing_differs_and_all_where_everything_does() {
        assert!((slower(&[(1.0, 1.0), (2.0, 2.0)]) - 0.5).abs() < f64::EPSILON);
        assert!((slower(&[(3.0, 1.0), (4.0, 2.0)]) - 1.0).abs() < f64::EPSILON);
    }
}
