//! Random organisations: everything the database's own invariants allow, and as much as possible on the edge of what they allow.
//! Rows are loaded without triggers, so what a trigger or constraint would refuse is left out here.

use proptest::{
    collection::vec,
    option::{of, weighted},
    prelude::*,
    sample::{select, subsequence},
};
use types::Role;

use super::model::{
    HR_ONLY, PERMISSIONS,
    chart::{closes_circle, second_primary},
};
use crate::world::{
    Cycle, Delegation, Employee, Entry, Goal, Group, Import, Invitation, Job, Kind, Line, Member, Org, Override, PARTS, PEOPLE, Participant, Setup,
    World,
};

/// A place in a list that may be shorter or longer after shrinking: taken modulo its length.
type Place = u8;

type MemberDraft = (Role, &'static str, Option<Place>, bool);
type EmployeeDraft = (bool, Option<Place>, Option<Place>, Option<Place>, bool);
type LineDraft = (Place, Place, &'static str, i32, Option<i32>);
type DelegationDraft = (Place, Place, bool, i32, i32, bool);
type OverrideDraft = (Place, &'static str, bool, &'static str, Option<i32>, Option<Place>);
type GroupDraft = (Vec<Place>, Vec<&'static str>);
type EntryDraft = ((&'static str, &'static str, Kind), Place);

type SetupDraft = (&'static str, usize);
type PartDraft =
    (Place, Option<Place>, (&'static str, &'static str), Option<Place>, (bool, &'static str), ((bool, &'static str), (&'static str, Option<Place>)));
type CycleDraft = (&'static str, Option<(Place, Place)>, (bool, bool, bool, bool), &'static str, Vec<PartDraft>);
type GoalDraft = (Place, (&'static str, &'static str), (Option<Place>, Option<Place>), Place, Option<(bool, &'static str)>);

#[derive(Debug, Clone)]
struct Draft {
    state: &'static str,
    timezone: &'static str,
    sites: usize,
    departments: Vec<Option<Place>>,
    positions: usize,
    members: Vec<MemberDraft>,
    employees: Vec<EmployeeDraft>,
    lines: Vec<LineDraft>,
    delegations: Vec<DelegationDraft>,
    overrides: Vec<OverrideDraft>,
    groups: Vec<GroupDraft>,
    site_limits: Vec<(Place, Place)>,
    invitations: Vec<(Role, &'static str, Place)>,
    imports: Vec<(Place, &'static str)>,
    entries: Vec<EntryDraft>,
    scales: Vec<SetupDraft>,
    templates: Vec<SetupDraft>,
    cycles: Vec<CycleDraft>,
    goals: Vec<GoalDraft>,
}

/// What is written down, as the audit writes it: action, entity, and what kind of row it is about.
const WRITTEN_DOWN: [(&str, &str, Kind); 48] = [
    ("employee_private.read", "employee_private", Kind::Employee),
    ("employee.linked", "employee", Kind::Employee),
    ("employee.exported", "employee", Kind::Org),
    ("employee.exported", "employee", Kind::Department),
    ("employee.exported", "employee", Kind::Site),
    ("employee.updated", "employee", Kind::Employee),
    ("employee_private.updated", "employee_private", Kind::Employee),
    ("employment_record.updated", "employment_record", Kind::Employee),
    ("reporting_line.created", "reporting_line", Kind::Line),
    ("membership.updated", "membership", Kind::Member),
    ("session.created", "session", Kind::Session),
    ("permission_override.created", "permission_override", Kind::Override),
    ("delegation.created", "delegation", Kind::Delegation),
    ("invitation.created", "invitation", Kind::Invitation),
    ("import_job.created", "import_job", Kind::Import),
    ("group.created", "group", Kind::Group),
    ("group_member.created", "group_member", Kind::Member),
    ("group_permission.created", "group_permission", Kind::Group),
    ("membership_site.created", "membership_site", Kind::Member),
    ("organization.updated", "organization", Kind::Org),
    ("org_settings.updated", "org_settings", Kind::Org),
    ("site.created", "site", Kind::Site),
    ("department.created", "department", Kind::Department),
    ("position.created", "position", Kind::Position),
    ("rating_scale.created", "rating_scale", Kind::Scale),
    ("rating_level.created", "rating_level", Kind::Scale),
    ("review_template.created", "review_template", Kind::Template),
    ("review_question.created", "review_question", Kind::Template),
    ("review_cycle.created", "review_cycle", Kind::Cycle),
    ("cycle_participant.created", "cycle_participant", Kind::Participant),
    ("participant_reviewer.created", "participant_reviewer", Kind::Participant),
    ("review_assignment.created", "review_assignment", Kind::Assignment),
    ("review.created", "review", Kind::Review),
    ("participant_exclusion.created", "participant_exclusion", Kind::Participant),
    ("proposed_grade.created", "proposed_grade", Kind::Assignment),
    ("released_grade.created", "released_grade", Kind::Grade),
    ("grade_correction.created", "grade_correction", Kind::Correction),
    ("grade_acknowledgement.created", "grade_acknowledgement", Kind::Grade),
    ("calibration_session.created", "calibration_session", Kind::Calibration),
    ("calibration_return.created", "calibration_return", Kind::Calibration),
    ("calibration_entry.created", "calibration_entry", Kind::Move),
    ("calibrated_grade.created", "calibrated_grade", Kind::Participant),
    ("goal.created", "goal", Kind::Goal),
    ("key_result.created", "key_result", Kind::Goal),
    ("goal_update.created", "goal_update", Kind::GoalUpdate),
    ("goal_change.created", "goal_change", Kind::GoalChange),
    ("employee.deleted", "employee", Kind::Nothing),
    ("group.deleted", "group", Kind::Nothing),
];

/// Two organisations, one of them closing now and then. Serials are the caller's.
pub(super) fn worlds() -> impl Strategy<Value = World> {
    (organisation(), organisation()).prop_map(|(first, second)| World { serial: 0, orgs: vec![made(&first, "Acme"), made(&second, "Globex")] })
}

/// Boxed throughout: nested by value, the tree of this would not fit on a thread's stack.
fn organisation() -> BoxedStrategy<Draft> {
    let place = || (0..24_u8).boxed();
    // the edges of today first, so that shrinking leads to them
    let first_day = || select(vec![0, -1, 1, -30, 30]);
    let member = (
        // many who see only whom they manage: whoever sees everything hides what lines and sites decide
        prop_oneof![3 => Just(Role::Employee), 5 => Just(Role::Manager), 2 => Just(Role::Ops), 2 => Just(Role::Hr), 2 => Just(Role::Admin)],
        prop_oneof![14 => Just("active"), 1 => Just("suspended"), 1 => Just("left"), 1 => Just("invited")],
        weighted(0.8, place()),
        proptest::bool::weighted(0.05),
    )
        .boxed();
    let employee = (proptest::bool::weighted(0.1), weighted(0.7, place()), of(place()), of(place()), proptest::bool::weighted(0.8)).boxed();
    let line = (place(), place(), select(vec!["primary", "acting", "dotted"]), first_day(), weighted(0.6, select(vec![1, 2, 30, 400]))).boxed();
    let delegation = (
        place(),
        place(),
        proptest::bool::weighted(0.8),
        select(vec![0, -1, 0, -1, 1, -30, 30]),
        select(vec![1, 2, 30, 366, 366]),
        proptest::bool::weighted(0.3),
    )
        .boxed();
    let one_override = (
        place(),
        select(PERMISSIONS.to_vec()),
        any::<bool>(),
        prop_oneof![6 => Just("active"), 2 => Just("requested"), 1 => Just("rejected"), 1 => Just("revoked")],
        select(vec![None, Some(1), Some(30), Some(-1)]),
        of(place()),
    )
        .boxed();
    let given: Vec<&str> = PERMISSIONS.iter().filter(|permission| !HR_ONLY.contains(permission)).copied().collect();
    let group = (vec(place(), 0..4), subsequence(given, 0..4)).boxed();
    let invitation = (select(Role::ALL.to_vec()), select(vec!["open", "accepted", "revoked", "expired"]), place()).boxed();
    let import = (place(), select(vec!["receiving", "queued", "running", "done", "failed", "cancelled"])).boxed();
    // published ones have what they need; drafts may lack it
    let setup = |least: usize| {
        prop_oneof![(Just("draft"), 0..4_usize), (select(vec!["published", "archived"]), least..4)]
            .prop_map(|(state, parts)| (state, parts.min(PARTS - 1)))
            .boxed()
    };
    let far = || select(vec!["assigned", "draft", "submitted", "submitted", "reopened"]);
    let fate = || (proptest::bool::weighted(0.8), select(vec!["", "", "", "told", "left out"]));
    let settled = select(vec!["", "confirmed", "confirmed", "shown", "prepared", "prepared", "open again", "taken back"]);
    let compared = (proptest::bool::weighted(0.4), settled);
    let since = (select(vec!["", "read", "answered", "asked", "asked", "corrected"]), of(place()));
    let part = (place(), of(place()), (far(), far()), weighted(0.3, place()), fate(), (compared, since)).boxed();
    let cycle = (
        select(vec!["active", "active", "active", "calibration", "calibration", "released", "closed", "draft", "cancelled"]),
        of((place(), place())),
        (proptest::bool::weighted(0.4), proptest::bool::weighted(0.3), proptest::bool::weighted(0.3), proptest::bool::weighted(0.5)),
        select(vec!["", "open", "locked", "locked", "set_aside"]),
        vec(part, 0..5),
    )
        .boxed();
    let goal = (
        place(),
        (
            select(vec!["org", "team", "private"]),
            select(vec!["draft", "draft", "active", "on_track", "at_risk", "achieved", "missed", "dropped", "closed"]),
        ),
        (of(place()), of(place())),
        place(),
        of((any::<bool>(), select(vec!["", "", "accepted", "refused", "withdrawn"]))),
    )
        .boxed();
    // what refers to others comes first: it is shrunk first, towards the beginnings of lists that are shortened after it
    (
        (
            some((select(WRITTEN_DOWN.to_vec()), place()).boxed(), 8),
            some(import, 3),
            some(invitation, 2),
            some((place(), place()).boxed(), 5),
            some(group, 2),
            some(one_override, 5),
            some(delegation, 5),
            some(line, 14),
        ),
        (
            (some(setup(2), 3), some(setup(1), 3), some(cycle, 3), some(goal, 6)),
            (employee.clone(), some(employee, 8)),
            (member.clone(), member.clone(), some(member, 8)),
            0..2_usize,
            vec(of(place()), 0..3),
            0..3_usize,
            prop_oneof![9 => Just("active"), 1 => Just("closing")],
            select(vec!["UTC", "Pacific/Kiritimati", "Etc/GMT+12"]),
        ),
    )
        .prop_map(|(referring, (setups, employees, members, positions, departments, sites, state, timezone))| {
            let (entries, imports, invitations, site_limits, groups, overrides, delegations, lines) = referring;
            let employees = [vec![employees.0], employees.1].concat();
            let members = [vec![members.0, members.1], members.2].concat();
            Draft {
                state,
                timezone,
                sites,
                departments,
                positions,
                members,
                employees,
                lines,
                delegations,
                overrides,
                groups,
                site_limits,
                invitations,
                imports,
                entries,
                scales: setups.0,
                templates: setups.1,
                cycles: setups.2,
                goals: setups.3,
            }
        })
        .boxed()
}

/// A list that is shrunk to an empty one at once where that still shows the same.
fn some<T: std::fmt::Debug + 'static>(one: BoxedStrategy<T>, most: usize) -> BoxedStrategy<Vec<T>> {
    weighted(0.9, vec(one, 1..=most)).prop_map(Option::unwrap_or_default).boxed()
}

/// The place in a list of this length; none in an empty one.
fn at(place: Place, length: usize) -> Option<usize> {
    (length > 0).then(|| usize::from(place) % length)
}

fn made(draft: &Draft, name: &str) -> Org {
    let mut org = Org::empty(name, draft.timezone);
    org.state = draft.state;
    org.sites = draft.sites;
    org.positions = draft.positions;
    // a department lies below an earlier one: no circles
    org.departments = draft.departments.iter().enumerate().map(|(place, parent)| parent.and_then(|parent| at(parent, place))).collect();
    for (place, &(left, site, department, position, private)) in draft.employees.iter().enumerate() {
        org.employees.push(Employee {
            name: format!("{name} person {place}"),
            left,
            site: site.and_then(|site| at(site, org.sites)),
            department: department.and_then(|department| at(department, org.departments.len())),
            position: position.and_then(|position| at(position, org.positions)),
            private,
        });
    }
    let setups = |drafts: &[SetupDraft]| drafts.iter().map(|&(state, parts)| Setup { state, parts }).collect();
    (org.scales, org.templates) = (setups(&draft.scales), setups(&draft.templates));
    cycles(draft, &mut org);
    members(draft, &mut org);
    chart(draft, &mut org);
    rights(draft, &mut org);
    goals(draft, &mut org);
    history(draft, &mut org);
    org
}

fn members(draft: &Draft, org: &mut Org) {
    for (place, &(role, state, employee, account_suspended)) in draft.members.iter().enumerate() {
        let employee = employee.and_then(|employee| at(employee, org.employees.len()));
        // one member an employee, but for those who have left
        let employee = employee.filter(|own| org.members.iter().all(|other| other.employee != Some(*own) || other.state == "left"));
        org.members.push(Member { name: format!("{} member {place} ({role})", org.name), role, state, employee, account_suspended });
    }
}

fn cycles(draft: &Draft, org: &mut Org) {
    for &(state, built_on, (blind, due, calibrate, by_group), session, ref parts) in &draft.cycles {
        let built_on = built_on.and_then(|(template, scale)| at(template, org.templates.len()).zip(at(scale, org.scales.len())));
        let mut participants: Vec<Participant> = Vec::new();
        let graded = built_on.is_some_and(|(_, scale)| org.scales[scale].parts > 0);
        // only what is compared, or was, has sessions
        let fits: &[&str] = match state {
            "calibration" => &["open", "locked", "set_aside"],
            "active" | "cancelled" => &["set_aside"],
            "released" | "closed" => &["locked"],
            _ => &[],
        };
        let (calibrate, session) = (calibrate || state == "calibration", if fits.contains(&session) { session } else { "" });
        let movable = !session.is_empty() && built_on.is_some_and(|(_, scale)| org.scales[scale].parts > 1);
        for &(employee, reviewer, (own, decided), before, (proposed, fate), ((moved, settled), (since, asked_by))) in parts.iter().take(PEOPLE - 1) {
            let Some(employee) = at(employee, org.employees.len()) else { continue };
            let reviewer = reviewer.and_then(|reviewer| at(reviewer, org.employees.len())).filter(|reviewer| *reviewer != employee);
            // a cycle under way had a template; what is handed over has a new author
            let (own, decided) = if state == "draft" || built_on.is_none() { ("", "") } else { (own, decided) };
            let before = before.filter(|_| !decided.is_empty() && reviewer.is_some()).and_then(|before| at(before, org.employees.len()));
            let before = before.filter(|before| *before != employee && Some(*before) != reviewer);
            // grades come from the scale and go with a review; only of a cycle under way somebody is told or left out
            let proposed = proposed && graded && !decided.is_empty() && reviewer.is_some();
            let under_way = ["active", "calibration", "released", "closed"].contains(&state);
            let told = graded && reviewer.is_some() && decided == "submitted";
            let fate = if under_way && !own.is_empty() && (told || fate != "told") { fate } else { "" };
            let written = |far: &'static str| if fate == "left out" && far != "submitted" { "withdrawn" } else { far };
            let (own, decided) = (written(own), written(decided));
            if participants.iter().all(|other| other.employee != employee) {
                let settled = if graded && (!session.is_empty() || state == "calibration") { settled } else { "" };
                let two_levels = built_on.is_some_and(|(_, scale)| org.scales[scale].parts > 1);
                // of whom a second member can confirm it
                let correctable = two_levels && org.members.len() > 1;
                let since = if fate == "told" && (correctable || !["asked", "corrected"].contains(&since)) { since } else { "" };
                let asked_by = asked_by.filter(|_| ["asked", "corrected"].contains(&since)).and_then(|member| at(member, org.members.len()));
                let moved = moved && movable;
                participants.push(Participant { employee, reviewer, own, decided, before, proposed, moved, settled, fate, since, asked_by });
            }
        }
        org.cycles.push(Cycle { state, built_on, blind, due, calibrate, session, by_group, participants });
    }
}

/// Two in three of these, where there are any; the others of all.
fn mostly(place: Place, these: &[usize], all: usize) -> Option<usize> {
    let one = if place.is_multiple_of(3) { None } else { at(place / 3, these.len()).map(|place| these[place]) };
    one.or_else(|| at(place, all))
}

/// Whom lines and delegations give something.
fn leads(member: &Member) -> bool {
    member.state == "active" && !matches!(member.role, Role::Employee | Role::Ops)
}

fn chart(draft: &Draft, org: &mut Org) {
    let leading: Vec<usize> = org.members.iter().filter(|member| leads(member)).filter_map(|member| member.employee).collect();
    for &(employee, manager, kind, from, length) in &draft.lines {
        let (Some(employee), Some(manager)) = (at(employee, org.employees.len()), mostly(manager, &leading, org.employees.len())) else { continue };
        let days = (from, length.map(|length| from + length));
        // lines stop when somebody leaves, on both sides
        let ends = days.1.is_some_and(|until| until <= 0);
        let someone_left = org.employees[employee].left || org.employees[manager].left;
        let refused = employee == manager
            || (someone_left && !ends)
            || (kind == "primary" && second_primary(&org.lines, employee, days))
            || (kind != "dotted" && closes_circle(&org.lines, employee, manager, days));
        if !refused {
            org.lines.push(Line { employee, manager, kind, from, until: days.1 });
        }
    }
}

fn rights(draft: &Draft, org: &mut Org) {
    let gone = |org: &Org, member: usize| org.members[member].state == "left";
    // of whom somebody reports to, and to a manager, who sees little else: other delegations decide about nobody
    let in_force = |line: &Line| line.kind != "dotted" && line.from <= 0 && line.until.is_none_or(|day| day > 0);
    let has_reports = |employee: usize| org.lines.iter().any(|line| line.manager == employee && in_force(line));
    let such = |is: &dyn Fn(&Member) -> bool| (0..org.members.len()).filter(|member| is(&org.members[*member])).collect::<Vec<_>>();
    let leading = such(&|member| leads(member) && member.employee.is_some_and(has_reports));
    let managing = such(&|member| member.state == "active" && member.role == Role::Manager);
    for &(from, to, report_reads, first_day, length, ended) in &draft.delegations {
        let Some(from) = mostly(from, &leading, org.members.len()) else { continue };
        let others: Vec<usize> = managing.iter().copied().filter(|member| *member != from).collect();
        let Some(to) = mostly(to, &others, org.members.len()) else { continue };
        if from != to {
            let ended = ended || gone(org, from) || gone(org, to);
            org.delegations.push(Delegation { from, to, report_reads, first_day, day_after: first_day + length, ended });
        }
    }
    for &(member, permission, allow, state, expires, by) in &draft.overrides {
        let Some(member) = at(member, org.members.len()) else { continue };
        let by = by.and_then(|by| at(by, org.members.len())).filter(|by| *by != member);
        let state = if gone(org, member) && ["active", "requested"].contains(&state) { "revoked" } else { state };
        org.overrides.push(Override { member, permission: permission.to_owned(), allow, state, expires, by });
    }
    for (members, permissions) in &draft.groups {
        let mut members: Vec<usize> =
            members.iter().filter_map(|member| at(*member, org.members.len())).filter(|member| !gone(org, *member)).collect();
        members.sort_unstable();
        members.dedup();
        org.groups.push(Group { members, permissions: permissions.iter().map(|permission| (*permission).to_owned()).collect() });
    }
    for &(member, site) in &draft.site_limits {
        let limit = at(member, org.members.len()).zip(at(site, org.sites));
        org.site_limits.extend(limit.filter(|limit| !org.site_limits.contains(limit)));
    }
}

fn goals(draft: &Draft, org: &mut Org) {
    // of whom somebody manages or shares a manager with, and of whoever can sign in
    let led: Vec<usize> = org.lines.iter().map(|line| line.employee).collect();
    for (place, &(owner, (visibility, state), (parent, cycle), beside, asked)) in draft.goals.iter().enumerate() {
        let Some(owner) = mostly(owner, &led, org.employees.len()) else { continue };
        let leaders: Vec<usize> = org.lines.iter().filter(|line| line.employee == owner).map(|line| line.manager).collect();
        let beside = mostly(beside, &leaders, org.employees.len()).filter(|beside| *beside != owner);
        org.goals.push(Goal {
            owner,
            // a goal lies below an earlier one: no circles
            parent: parent.and_then(|parent| at(parent, org.goals.len().min(place))),
            cycle: cycle.and_then(|cycle| at(cycle, org.cycles.len())),
            visibility,
            state,
            beside,
            asked: asked.filter(|_| state != "draft" && beside.is_some()),
        });
    }
}

fn history(draft: &Draft, org: &mut Org) {
    for &(role, state, by) in &draft.invitations {
        let by = at(by, org.members.len()).unwrap_or_default();
        org.invitations.push(Invitation { role, state, by, employee: None });
    }
    for &(by, state) in &draft.imports {
        let by = at(by, org.members.len()).unwrap_or_default();
        let job = (state == "queued").then(|| {
            org.jobs.push(Job { kind: "import_people", state: "queued", by, employee: None });
            org.jobs.len() - 1
        });
        org.imports.push(Import { by, state, job });
    }
    for &((action, entity, kind), place) in &draft.entries {
        let length = match kind {
            Kind::Employee => org.employees.len(),
            Kind::Department => org.departments.len(),
            Kind::Site => org.sites,
            Kind::Position => org.positions,
            Kind::Line => org.lines.len(),
            Kind::Member => org.members.len(),
            Kind::Session => org.members.len() * 2,
            Kind::Override => org.overrides.len(),
            Kind::Delegation => org.delegations.len(),
            Kind::Invitation => org.invitations.len(),
            Kind::Import => org.imports.len(),
            Kind::Group => org.groups.len(),
            Kind::Scale => org.scales.len(),
            Kind::Template => org.templates.len(),
            Kind::Cycle | Kind::Calibration => org.cycles.len(),
            Kind::Goal | Kind::GoalUpdate => org.goals.len(),
            Kind::GoalChange => org.goals.len() * 2,
            // those of the first cycle
            Kind::Participant | Kind::Grade | Kind::Correction | Kind::Move => org.cycles.first().map_or(0, |cycle| cycle.participants.len()),
            Kind::Assignment | Kind::Review => org.assignments().len(),
            _ => 1,
        };
        if let Some(place) = at(place, length) {
            let place = if matches!(kind, Kind::Assignment | Kind::Review) { org.assignments()[place] } else { place };
            if kind == Kind::Grade && org.cycles[0].participants[place].fate != "told"
                || entity == "grade_acknowledgement" && !org.cycles[0].participants[place].is_acknowledged()
                || kind == Kind::Correction && !org.cycles[0].participants[place].has_correction()
                || kind == Kind::Move && !org.cycles[0].participants[place].moved
                || kind == Kind::Calibration && org.cycles[place].session.is_empty()
            {
                continue;
            }
            if kind == Kind::Review && org.assignment(place).is_some_and(|(_, _, one)| !one.has_review()) {
                continue;
            }
            // of what is not there, no entry
            if kind == Kind::GoalUpdate && !org.goals[place].has_update() || kind == Kind::GoalChange && place % 2 >= org.goals[place / 2].changes() {
                continue;
            }
            org.entries.push(Entry { action, entity, about: (kind, place) });
        }
    }
}
