//! Two demo organisations of about sixty people each. They come in through the front door: operators found them, an admin and
//! an hr member add everybody as the API's own login, so policies, guards and audit see all of it.

use auth::{CapabilitySecret, Hasher};
use chrono::{Days, Months, NaiveDate, Utc};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Value, json};
use store::{
    Context, Pool, PoolKind, Server,
    datastore::{
        calibration,
        demo::{self, Rows},
        goals, grades,
        provisioning::{self, NewMember, NewOrganization},
        review_cycles,
        review_setup::{self, Step, Which},
        reviews::{self, Wanted},
        sessions::{self, Credentials, Minted},
    },
};
use types::{Error, OrgId, Problem, Role};
use uuid::Uuid;

use crate::{Failure, secrets::DevSecrets};

/// The demo organisations, and no others.
pub(crate) const SLUGS: [&str; 2] = ["brightwater", "northgate"];

struct Blueprint {
    slug: &'static str,
    name: &'static str,
    timezone: &'static str,
    sites: [(&'static str, &'static str); 3],
    first_names: [&'static str; 20],
    last_names: [&'static str; 20],
}

const BLUEPRINTS: [Blueprint; 2] = [
    Blueprint {
        slug: SLUGS[0],
        name: "Brightwater",
        timezone: "Europe/Berlin",
        sites: [("Berlin", "Europe/Berlin"), ("Lisbon", "Europe/Lisbon"), ("Kraków", "Europe/Warsaw")],
        first_names: [
            "Ada", "Grace", "Mika", "Olu", "Petra", "Jonas", "Leila", "Tomás", "Ewa", "Noah", "Inês", "Karl", "Zofia", "Ravi", "Hanne", "Mateo",
            "Aylin", "Bruno", "Signe", "Yusuf",
        ],
        last_names: [
            "Adler",
            "Brandt",
            "Costa",
            "Dąbrowski",
            "Ekström",
            "Fischer",
            "Gomes",
            "Hoffmann",
            "Ibrahim",
            "Jansen",
            "Kowalska",
            "Lindqvist",
            "Moreira",
            "Nowak",
            "Okafor",
            "Pereira",
            "Reuter",
            "Schäfer",
            "Teixeira",
            "Vogel",
        ],
    },
    Blueprint {
        slug: SLUGS[1],
        name: "Northgate Logistics",
        timezone: "America/New_York",
        sites: [("Albany", "America/New_York"), ("Denver", "America/Denver"), ("Oakland", "America/Los_Angeles")],
        first_names: [
            "Amara", "Ben", "Carmen", "Dylan", "Esther", "Frank", "Gita", "Hugo", "Iris", "Jamal", "Kate", "Luis", "Maya", "Nate", "Opal", "Priya",
            "Quinn", "Rosa", "Sam", "Tess",
        ],
        last_names: [
            "Abbott", "Bishop", "Chavez", "Dawson", "Ellis", "Foster", "Grant", "Hayes", "Irwin", "Jensen", "Keller", "Lopez", "Mendez", "Nguyen",
            "Ortiz", "Palmer", "Reyes", "Stone", "Turner", "Walsh",
        ],
    },
];

/// Five departments below the company, each with a head, two team leads and eight or nine people: four levels.
const DEPARTMENTS: [(&str, &str, &str, &str); 5] = [
    ("Engineering", "Head of Engineering", "Engineering lead", "Engineer"),
    ("Operations", "Head of Operations", "Shift lead", "Coordinator"),
    ("Sales", "Head of Sales", "Regional lead", "Account executive"),
    ("People", "Head of People", "People lead", "People partner"),
    ("Finance", "Head of Finance", "Controlling lead", "Accountant"),
];
const LEADS: usize = 2;
const STAFF_PER_LEAD: [usize; 5] = [5, 5, 4, 4, 4];

struct Person {
    id: Uuid,
    name: String,
    email: String,
    role: Role,
    department: usize,
    title: String,
    site: usize,
    manager: Option<usize>,
    hired_on: NaiveDate,
}

/// An account to show a newcomer.
pub(crate) struct Account {
    pub(crate) organization: &'static str,
    pub(crate) role: Role,
    pub(crate) name: String,
    pub(crate) email: String,
}

/// One account of each role in each organisation.
pub(crate) fn showcase() -> Vec<Account> {
    let mut accounts = Vec::new();
    for blueprint in &BLUEPRINTS {
        let people = people(blueprint, Utc::now().date_naive());
        for role in Role::ALL {
            if let Some(person) = people.iter().find(|person| person.role == role) {
                accounts.push(Account { organization: blueprint.slug, role, name: person.name.clone(), email: person.email.clone() });
            }
        }
    }
    accounts
}

/// Whether an earlier start loaded everything.
pub(crate) async fn is_whole(client: &tokio_postgres::Client) -> Result<bool, Failure> {
    let today = Utc::now().date_naive();
    for blueprint in &BLUEPRINTS {
        let expected = i64::try_from(people(blueprint, today).len())?;
        let present: i64 = client
            .query_one(
                "select count(*) from identity.memberships m join identity.organizations o on o.org_id = m.org_id
                  where o.slug = $1 and m.employee_id is not null",
                &[&blueprint.slug],
            )
            .await?
            .get(0);
        if present < expected {
            return Ok(false);
        }
    }
    Ok(true)
}

fn people(blueprint: &Blueprint, today: NaiveDate) -> Vec<Person> {
    let mut people: Vec<Person> = Vec::new();
    let mut add = |role, department, title: String, manager| {
        let at = people.len();
        // every pair of a first and a last name occurs once: 20 x 20 pairs, walked along the diagonal
        let first = blueprint.first_names[at % 20];
        let last = blueprint.last_names[(at + at / 20 * 7) % 20];
        let months = u32::try_from(6 + at * 37 % 110).unwrap_or(6);
        people.push(Person {
            id: Uuid::now_v7(),
            name: format!("{first} {last}"),
            email: format!("{}.{}@{}.example", ascii(first), ascii(last), blueprint.slug),
            role,
            department,
            title,
            site: at % 3,
            manager,
            hired_on: today.checked_sub_months(Months::new(months)).unwrap_or(today),
        });
        at
    };
    let chief = add(Role::Admin, 0, "Managing director".to_owned(), None);
    for (department, (name, head, lead, staff)) in DEPARTMENTS.iter().enumerate() {
        let is_people = *name == "People";
        let head = add(if is_people { Role::Hr } else { Role::Manager }, department, (*head).to_owned(), Some(chief));
        for team in 0..LEADS {
            let lead = add(if is_people { Role::Hr } else { Role::Manager }, department, (*lead).to_owned(), Some(head));
            for member in 0..STAFF_PER_LEAD[department] {
                let role = match (*name, team, member) {
                    ("Operations", _, 0) => Role::Ops,
                    ("Engineering", 0, 0) => Role::Admin, // a second admin: nobody is the last one by accident
                    _ => Role::Employee,
                };
                add(role, department, (*staff).to_owned(), Some(lead));
            }
        }
    }
    people
}

/// Addresses in plain ASCII, as mail systems like them.
fn ascii(name: &str) -> String {
    name.chars()
        .map(|letter| match letter {
            'á' | 'ą' | 'ä' => 'a',
            'ê' => 'e',
            'ö' | 'ó' => 'o',
            other => other.to_ascii_lowercase(),
        })
        .collect()
}

fn rows(blueprint: &Blueprint, people: &[Person], today: NaiveDate) -> (Rows, Value) {
    let site_ids: Vec<Uuid> = blueprint.sites.iter().map(|_| Uuid::now_v7()).collect();
    let company = Uuid::now_v7();
    let department_ids: Vec<Uuid> = DEPARTMENTS.iter().map(|_| Uuid::now_v7()).collect();
    let mut departments = vec![json!({ "id": company, "parent_id": null, "name": blueprint.name })];
    departments.extend(DEPARTMENTS.iter().zip(&department_ids).map(|((name, ..), id)| json!({ "id": id, "parent_id": company, "name": name })));
    let mut titles: Vec<&str> = people.iter().map(|person| person.title.as_str()).collect();
    titles.sort_unstable();
    titles.dedup();
    let position_ids: Vec<(&str, Uuid)> = titles.iter().map(|title| (*title, Uuid::now_v7())).collect();
    let position = |title: &str| position_ids.iter().find(|(known, _)| *known == title).map(|(_, id)| *id);

    let line = |employee: &Person, manager: &Person, kind: &str, from: NaiveDate, until: Option<NaiveDate>| json!({ "id": Uuid::now_v7(), "employee_id": employee.id, "manager_id": manager.id, "kind": kind, "valid_from": from, "valid_until": until });
    let mut lines: Vec<Value> =
        people.iter().filter_map(|person| person.manager.map(|manager| line(person, &people[manager], "primary", person.hired_on, None))).collect();
    let leads: Vec<usize> =
        (0..people.len()).filter(|at| people.iter().any(|p| p.manager == Some(*at)) && people[*at].manager != Some(0) && *at != 0).collect();
    // dotted lines: the last report of every second team also works with the next team's lead
    for pair in leads.chunks_exact(2) {
        if let Some(report) = people.iter().rfind(|person| person.manager == Some(pair[0])) {
            lines.push(line(report, &people[pair[1]], "dotted", report.hired_on, None));
        }
    }
    // one lead is on leave: the neighbouring lead acts for the team, from last week for three months
    if let [away, acting, ..] = leads[..] {
        let from = today.checked_sub_days(Days::new(7)).unwrap_or(today);
        let until = today.checked_add_months(Months::new(3));
        for report in people.iter().filter(|person| person.manager == Some(away)) {
            lines.push(line(report, &people[acting], "acting", report.hired_on.max(from), until));
        }
    }

    let rows = Rows {
        sites: blueprint.sites.iter().zip(&site_ids).map(|((name, timezone), id)| json!({ "id": id, "name": name, "timezone": timezone })).collect(),
        departments: departments.into(),
        positions: position_ids.iter().map(|(title, id)| json!({ "id": id, "title": title })).collect(),
        employees: people
            .iter()
            .enumerate()
            .map(|(at, person)| {
                json!({
                    "id": person.id, "display_name": person.name, "work_email": person.email, "work_phone": format!("+1 555 01{at:02}"),
                    "department_id": department_ids[person.department], "position_id": position(&person.title), "site_id": site_ids[person.site],
                })
            })
            .collect(),
        employment_records: people
            .iter()
            .enumerate()
            .map(|(at, person)| {
                json!({
                    "employee_id": person.id, "employee_no": format!("{}", 1001 + at), "legal_name": person.name,
                    "employment_type": if at % 11 == 10 { "contractor" } else { "permanent" }, "hired_on": person.hired_on,
                })
            })
            .collect(),
        reporting_lines: lines.into(),
    };
    let private = people
        .iter()
        .enumerate()
        .map(|(at, person)| {
            let born = NaiveDate::from_ymd_opt(1962 + i32::try_from(at * 7 % 40).unwrap_or(0), 1 + u32::try_from(at % 12).unwrap_or(0), 1 + u32::try_from(at % 28).unwrap_or(0));
            json!({
                "employee_id": person.id, "birth_date": born, "home_address": format!("{} Example Street, {}", at + 1, blueprint.sites[person.site].0),
                "private_email": format!("{}@home.example", ascii(&person.name).replace(' ', ".")), "private_phone": format!("+1 555 02{at:02}"),
                "emergency_contact": "A relative, +1 555 0300",
            })
        })
        .collect();
    (rows, private)
}

/// Loads both organisations into a migrated, empty database.
pub(crate) async fn load(admin: &Server, secrets: &DevSecrets) -> Result<(), Failure> {
    let pool = |kind: PoolKind| Pool::new(&admin.login(kind.role(), secrets.password(kind.role())), kind, 4);
    let (requests, sign_in, platform) = (pool(PoolKind::Requests)?, pool(PoolKind::SignIn)?, pool(PoolKind::Platform)?);
    let today = Utc::now().date_naive();
    let total: usize = BLUEPRINTS.iter().map(|blueprint| people(blueprint, today).len()).sum();
    let progress = ProgressBar::new(total as u64)
        .with_style(ProgressStyle::with_template("Loading demo people  {wide_bar} {pos}/{len}").unwrap_or_else(|_| ProgressStyle::default_bar()));
    let hasher = Hasher::new(4);
    for blueprint in &BLUEPRINTS {
        load_one(blueprint, today, &requests, &sign_in, &platform, &hasher, &secrets.demo_password, &progress).await?;
    }
    progress.finish_and_clear();
    for pool in [requests, sign_in, platform] {
        pool.close();
    }
    Ok(())
}

#[expect(clippy::too_many_arguments, reason = "three pools and what both organisations share")]
async fn load_one(
    blueprint: &Blueprint,
    today: NaiveDate,
    requests: &Pool,
    sign_in: &Pool,
    platform: &Pool,
    hasher: &Hasher,
    password: &str,
    progress: &ProgressBar,
) -> Result<(), Failure> {
    let org = Uuid::now_v7();
    let people = people(blueprint, today);
    let organization = NewOrganization { id: org, slug: blueprint.slug, name: blueprint.name, timezone: blueprint.timezone };
    provisioning::found(platform, &organization).await.map_err(told)?;
    let admit = |person: usize, employee: bool| admit(platform, hasher, org, &people[person], employee, password);
    let first = |role| people.iter().position(|person| person.role == role).ok_or("the demo has nobody of this role");
    let (chief, hr) = (first(Role::Admin)?, first(Role::Hr)?);
    for person in [chief, hr] {
        admit(person, false).await?;
    }
    let (rows, private) = rows(blueprint, &people, today);
    let as_admin = context(sign_in, hasher, blueprint.slug, &people[chief], password).await?;
    demo::add_organization(requests, &as_admin, &rows).await.map_err(told)?;
    let as_hr = context(sign_in, hasher, blueprint.slug, &people[hr], password).await?;
    demo::add_private_records(requests, &as_hr, &private).await.map_err(told)?;
    set_up_reviews(requests, &as_hr, &people, today).await.map_err(told)?;
    stream::iter(0..people.len())
        .map(|person| async move {
            admit(person, true).await?;
            progress.inc(1);
            Ok::<_, Failure>(())
        })
        .buffer_unordered(4)
        .try_collect::<Vec<()>>()
        .await?;
    // the first manager's team writes: two have submitted, one is at it, and so is their manager
    let manager = first(Role::Manager)?;
    let team: Vec<usize> = people.iter().enumerate().filter(|(_, person)| person.manager == Some(manager)).map(|(at, _)| at).collect();
    let writers = team.iter().copied().take(3).zip([true, true, false]).chain([(manager, false)]);
    for (writer, submits) in writers {
        let writing = context(sign_in, hasher, blueprint.slug, &people[writer], password).await?;
        write_review(requests, &writing, people[writer].id, None, submits).await.map_err(told)?;
    }
    // admitting somebody as an employee ended the rights from before
    let as_hr = context(sign_in, hasher, blueprint.slug, &people[hr], password).await?;
    let as_manager = context(sign_in, hasher, blueprint.slug, &people[manager], password).await?;
    let member = *team.first().ok_or("the demo's first manager leads nobody")?;
    let team: Vec<Uuid> = team.into_iter().map(|at| people[at].id).collect();
    let reviewed = (&as_manager, people[manager].id);
    finish_cycle(requests, &as_hr, reviewed, &team, today).await.map_err(told)?;
    compare_cycle(requests, &as_hr, reviewed, &team, today).await.map_err(told)?;
    let as_member = context(sign_in, hasher, blueprint.slug, &people[member], password).await?;
    set_up_goals(requests, &as_manager, &as_member, today).await.map_err(told)
}

/// A cycle of the year before: the first manager wrote about everybody of their team, with a grade, everybody was told, and it is closed.
async fn finish_cycle(requests: &Pool, hr: &Context, manager: (&Context, Uuid), team: &[Uuid], today: NaiveDate) -> Result<(), Error> {
    let day = |months: u32| today.checked_sub_months(Months::new(months)).unwrap_or(today);
    let said = json!({
        "name": "Last year", "kind": "annual", "first_day": day(24), "last_day": day(12), "calibrate": false, "self_due": day(11), "peer_due": day(11),
        "manager_due": day(10),
    });
    let (cycle, _) = review_team(requests, hr, manager, team, said).await?;
    let version = review_cycles::read(requests, hr, cycle).await?.row_version;
    grades::release(requests, hr, cycle, version, &json!({})).await?;
    let version = review_cycles::read(requests, hr, cycle).await?.row_version;
    review_cycles::close(requests, hr, cycle, version).await
}

/// A cycle of the half year before, whose grades are being compared: the first was moved, and all but that one are settled on.
async fn compare_cycle(requests: &Pool, hr: &Context, manager: (&Context, Uuid), team: &[Uuid], today: NaiveDate) -> Result<(), Error> {
    let day = |months: u32| today.checked_sub_months(Months::new(months)).unwrap_or(today);
    let said = json!({
        "name": "Last half year", "kind": "mid_year", "first_day": day(8), "last_day": day(2), "calibrate": true, "self_due": day(1),
        "peer_due": day(1), "manager_due": day(1),
    });
    let (cycle, levels) = review_team(requests, hr, manager, team, said).await?;
    let version = review_cycles::read(requests, hr, cycle).await?.row_version;
    calibration::start(requests, hr, cycle, version).await?;
    let session = calibration::open(requests, hr, cycle, "Everybody", None).await?;
    let rows = calibration::grid(requests, hr, cycle, None, 200).await?;
    let (first, rest) = rows.split_first().ok_or(Problem::Internal)?;
    let from = first.current_id.ok_or(Problem::Internal)?;
    let to = *levels.iter().find(|level| **level != from).ok_or(Problem::Internal)?;
    let rationale = "Beside the others: what was said of the launch was said of the whole team.";
    let wish = calibration::Move { participant: first.participant_id, from, to, rationale };
    calibration::move_grade(requests, hr, session, &wish, None).await?;
    let settled: Vec<Uuid> = rest.iter().map(|row| row.subject_id).collect();
    calibration::confirm(requests, hr, cycle, &json!({ "employee_ids": settled })).await.map(drop)
}

/// A cycle in which a manager wrote about everybody of their team, with a grade; and the levels of its scale, lowest first.
async fn review_team(
    requests: &Pool,
    hr: &Context,
    (as_manager, manager): (&Context, Uuid),
    team: &[Uuid],
    mut said: Value,
) -> Result<(Uuid, Vec<Uuid>), Error> {
    let built_on = async |which| Ok::<_, Error>(review_setup::list(requests, hr, which, Some("published"), None, 1).await?.first().map(|one| one.id));
    said["scale_id"] = json!(built_on(Which::Scale).await?);
    said["template_id"] = json!(built_on(Which::Template).await?);
    let cycle = review_cycles::open(requests, hr, &said, None).await?;
    review_cycles::add_participants(requests, hr, cycle, &json!({ "employee_ids": team })).await?;
    review_cycles::activate(requests, hr, cycle, 1).await?;
    let mut scale: Vec<Uuid> = Vec::new();
    for (at, _) in team.iter().enumerate() {
        if let Some((assignment, levels)) = write_review(requests, as_manager, manager, Some(cycle), true).await? {
            scale = levels.as_array().into_iter().flatten().filter_map(|level| level["id"].as_str()?.parse().ok()).collect();
            let level = *scale.get(2 + at % 3).ok_or(Problem::Internal)?;
            grades::propose(requests, as_manager, assignment, 0, level, Some("Every goal of the year, and a new colleague well taught.")).await?;
        }
    }
    Ok((cycle, scale))
}

/// A manager's goal that everybody sees, below it one of somebody in their team, at risk and with a change that the manager has still to
/// decide about, and a private draft.
async fn set_up_goals(requests: &Pool, manager: &Context, member: &Context, today: NaiveDate) -> Result<(), Error> {
    let due = today.checked_add_months(Months::new(6)).unwrap_or(today);
    let measured = |title: &str, unit: &str, target: u32| json!([{ "title": title, "unit": unit, "start_value": 0, "target_value": target }]);
    let upper = json!({
        "title": "Customers hear from us the same day", "visibility": "org", "weight": 60, "due": due,
        "key_results": measured("First answers on the day", "%", 90),
    });
    let upper = goals::open(requests, manager, &upper, None).await?;
    goals::activate(requests, manager, upper, 1).await?;
    let own = json!({
        "title": "Answers for the twenty most frequent questions", "parent_id": upper, "weight": 40, "due": due,
        "key_results": measured("Answers written and agreed", "answers", 20),
    });
    let own = goals::open(requests, member, &own, None).await?;
    goals::activate(requests, member, own, 1).await?;
    let key_results = goals::read(requests, member, own).await?.key_results;
    let key_result: Uuid = serde_json::from_value(key_results[0]["id"].clone()).unwrap_or_default();
    goals::record(requests, member, own, key_result, 2, 7.0).await?;
    goals::comment(requests, member, own, "Seven are done; legal has not looked at the others yet.", Some("at_risk"), None).await?;
    goals::comment(requests, manager, own, "I will ask legal this week.", None, None).await?;
    let wish = json!({ "aim": "target", "key_result_id": key_result, "target_value": 15, "note": "The last five are hardly ever asked." });
    goals::ask(requests, member, own, &wish, None).await?;
    let draft = json!({ "title": "Learn to lead a workshop", "kind": "development", "visibility": "private" });
    goals::open(requests, member, &draft, None).await.map(drop)
}

/// What reviews are answered with: a published scale and template, and a template that is still being drawn up. A cycle under way for
/// everybody who has a manager, and a draft for all, which nobody has said yet who decides about the chief in.
async fn set_up_reviews(requests: &Pool, hr: &Context, people: &[Person], today: NaiveDate) -> Result<(), Error> {
    let levels = [
        ("Learning", "Needs help with much of the work."),
        ("Growing", "Does the work with some help."),
        ("Solid", "Does the work well, alone."),
        ("Strong", "Makes the work of others better."),
        ("Exceptional", "Changes what the work is."),
    ]
    .map(|(label, description)| json!({ "label": label, "description": description }));
    let question = |audience: &str, kind: &str, prompt: &str, weight: Option<u8>| json!({ "audience": audience, "kind": kind, "prompt": prompt, "required": kind == "rating", "weight": weight, "shared_with_subject": audience != "upward", "hr_only": false });
    let questions = [
        question("self", "text", "What are you proud of?", None),
        question("self", "rating", "How well did you reach your goals?", Some(50)),
        question("manager", "rating", "How well did they reach their goals?", Some(60)),
        question("manager", "rating", "How do they work with others?", Some(40)),
        question("manager", "text", "What should they work on next?", None),
        question("peer", "text", "What should they go on doing?", None),
        question("peer", "text", "What should they do differently?", None),
        question("upward", "rating", "How well do they support you?", Some(100)),
    ];
    let mut finished = Vec::new();
    for (which, said, published) in [
        (Which::Scale, json!({ "name": "Five steps", "description": "For grades and single ratings.", "levels": levels }), true),
        (Which::Template, json!({ "name": "Full circle", "description": "Self, manager, peers and reports.", "questions": questions }), true),
        (Which::Template, json!({ "name": "Probation", "questions": [questions[2]] }), false),
    ] {
        let id = review_setup::open(requests, hr, which, &said, None).await?;
        if published {
            review_setup::step(requests, hr, which, id, 1, Step::Publish).await?;
            finished.push(id);
        }
    }
    let day = |months: u32| today.checked_add_months(Months::new(months)).unwrap_or(today);
    let before = |months: u32| today.checked_sub_months(Months::new(months)).unwrap_or(today);
    let managed: Vec<Uuid> = people.iter().filter(|person| person.manager.is_some()).map(|person| person.id).collect();
    for (name, kind, first_day, last_day, who, active) in [
        ("This year", "annual", before(12), today, json!({ "employee_ids": managed }), true),
        ("Half-year", "mid_year", today, day(6), json!({}), false),
    ] {
        let said = json!({
            "name": name, "kind": kind, "first_day": first_day, "last_day": last_day, "scale_id": finished.first(), "template_id": finished.last(),
            "self_due": day(1), "peer_due": day(2), "manager_due": day(3),
        });
        let id = review_cycles::open(requests, hr, &said, None).await?;
        review_cycles::add_participants(requests, hr, id, &who).await?;
        if active {
            review_cycles::activate(requests, hr, id, 1).await?;
        }
    }
    Ok(())
}

/// Answers everything that the first review one has to write asks; gives which it was, and the levels of its scale.
async fn write_review(requests: &Pool, author: &Context, employee: Uuid, cycle: Option<Uuid>, submits: bool) -> Result<Option<(Uuid, Value)>, Error> {
    let wanted = Wanted { author: Some(employee), cycle, state: Some("assigned".to_owned()), ..Wanted::default() };
    let Some(assignment) = reviews::assignments(requests, author, &wanted, None, 1).await?.into_iter().next() else { return Ok(None) };
    let Some(cycle) = assignment.cycle_id else { return Ok(None) };
    let cycle = review_cycles::read(requests, author, cycle).await?;
    let (Some(template), Some(scale)) = (cycle.template_id, cycle.scale_id) else { return Ok(None) };
    let questions = review_setup::read(requests, author, Which::Template, template).await?.parts;
    let levels = review_setup::read(requests, author, Which::Scale, scale).await?.parts;
    let asked = questions.as_array().into_iter().flatten().filter(|question| question["audience"] == assignment.kind.as_str());
    let answers: Value = asked
        .map(|question| {
            let said = if question["kind"] == "rating" {
                json!({ "rating_id": levels[3]["id"], "answer": "More than last year." })
            } else {
                json!({ "answer": "The move to the new stock system, on the day we had promised and with nobody working late." })
            };
            (question["id"].as_str().unwrap_or_default().to_owned(), said)
        })
        .collect();
    let version = reviews::save(requests, author, assignment.id, 0, &answers).await?;
    if submits {
        reviews::submit(requests, author, assignment.id, version).await?;
    }
    Ok(Some((assignment.id, levels)))
}

async fn admit(platform: &Pool, hasher: &Hasher, org: OrgId, person: &Person, employee: bool, password: &str) -> Result<(), Failure> {
    let stored = hasher.store(password.to_owned()).await?;
    let member = NewMember {
        org,
        id: Uuid::now_v7(),
        email: &person.email,
        name: &person.name,
        role: person.role,
        employee: employee.then_some(person.id),
        salt: &stored.salt,
        cost: (stored.cost.memory_kib, stored.cost.iterations, stored.cost.parallelism),
        tag: &stored.tag,
    };
    provisioning::admit(platform, &member).await.map_err(told)
}

async fn context(sign_in: &Pool, hasher: &Hasher, organization: &str, person: &Person, password: &str) -> Result<Context, Failure> {
    let challenge = sessions::challenge(sign_in, &person.email).await.map_err(told)?.ok_or("a demo account that was just made is missing")?;
    let cost = auth::Cost { memory_kib: challenge.memory_kib, iterations: challenge.iterations, parallelism: challenge.parallelism };
    let tag = hasher.tag(password.to_owned(), challenge.salt, cost).await?;
    let secret = CapabilitySecret::generate();
    let credentials = Credentials { email: &person.email, tag: &tag, organization: Some(organization) };
    let minted = Minted { capability_digest: secret.digest(), refresh_digest: auth::digest_of(&auth::random()) }; // the loader needs no second token
    let session = sessions::open(sign_in, &credentials, &minted).await.map_err(told)?;
    Ok(Context::new(secret.as_str().to_owned(), session.org, session.role, Uuid::now_v7()))
}

/// At the terminal of a developer the internal text is the useful one.
fn told(error: types::Error) -> Failure {
    match error.internal_text() {
        Some(internal) => format!("loading the demo data failed: {error} ({internal})").into(),
        None => format!("loading the demo data failed: {error}").into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn each_organisation_has_about_sixty_people_on_four_levels_with_unique_addresses() {
        for blueprint in &BLUEPRINTS {
            let people = people(blueprint, NaiveDate::default());
            assert!((55..=65).contains(&people.len()), "{}", people.len());
            let addresses: HashSet<&str> = people.iter().map(|person| person.email.as_str()).collect();
            assert_eq!(addresses.len(), people.len());
            assert!(people.iter().all(|person| person.email.is_ascii()));
            let level = |mut at: usize| {
                let mut level = 1;
                while let Some(above) = people[at].manager {
                    at = above;
                    level += 1;
                }
                level
            };
            let levels: HashSet<usize> = (0..people.len()).map(level).collect();
            assert_eq!(levels, HashSet::from([1, 2, 3, 4]));
            for role in Role::ALL {
                assert!(people.iter().any(|person| person.role == role), "{role}");
            }
            let (rows, _) = rows(blueprint, &people, NaiveDate::from_ymd_opt(2030, 1, 1).expect("a date"));
            let kinds = |kind: &str| rows.reporting_lines.as_array().map_or(0, |lines| lines.iter().filter(|line| line["kind"] == kind).count());
            assert!(kinds("dotted") >= 3 && kinds("acting") >= 3, "{} dotted, {} acting", kinds("dotted"), kinds("acting"));
        }
    }
}
