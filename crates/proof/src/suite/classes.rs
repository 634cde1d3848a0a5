//! Classes of rows: what a row is to an actor. The words of the intent's column `rows`, worked out on the model.

use uuid::Uuid;

use super::{actors::Actor, goals};
use crate::world::{Kind, Org, PARTS, PEOPLE, Setup, TASKS, World};

/// One thing that rows of several tables are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target {
    /// Where.
    pub org: usize,
    /// Place in the organisation's list.
    pub place: usize,
    /// Second place, where it takes two: the member of a group.
    pub second: usize,
}

/// Kinds of targets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// Nothing in particular: the organisation the actor is in.
    Here,
    /// An account.
    Account,
    /// An organisation.
    Organization,
    /// A membership.
    Member,
    /// A session; two a member, of which the second has ended.
    Session,
    /// A group.
    Group,
    /// A member in a group.
    GroupMember,
    /// A permission of a group.
    GroupPermission,
    /// An override.
    Override,
    /// A limit to a site.
    SiteLimit,
    /// A delegation.
    Delegation,
    /// An invitation.
    Invitation,
    /// A person.
    Employee,
    /// A person with a private row.
    Private,
    /// A person with an employment record.
    Record,
    /// Nothing in particular: whoever asks.
    Myself,
    /// Nothing in particular: how many imports are under way.
    Importing,
    /// The one row of a table of the deployment.
    Deployment,
    /// A reporting line.
    Line,
    /// A department.
    Department,
    /// A position.
    Position,
    /// A site.
    Site,
    /// An audit entry.
    Entry,
    /// An import.
    Import,
    /// A rating scale.
    Scale,
    /// A level of a rating scale: the second place.
    Level,
    /// A review template.
    Template,
    /// A question of a review template: the second place.
    Question,
    /// A review cycle.
    Cycle,
    /// Somebody who takes part in a review cycle: the second place.
    Participant,
    /// A review that somebody writes: the places of the participant and of theirs.
    Assignment,
    /// Somebody who takes part, to whoever may decide about them.
    Decision,
    /// What is typed of it and not submitted.
    Draft,
    /// What was submitted of it.
    Review,
    /// An answer of that: the place of the review, and which of its two.
    Answer,
    /// A review that somebody writes, to whoever may propose a grade beside it.
    Grading,
    /// The grade that is proposed beside it.
    Proposal,
    /// Somebody who is left out of a cycle.
    Exclusion,
    /// Somebody who was told their grade.
    Grade,
    /// A review, to whoever may be told of it with the grade.
    Told,
    /// A cycle, to whoever may release its grades.
    Release,
    /// A cycle, to whoever may compare its grades.
    Comparing,
    /// A session in which they are compared.
    Calibration,
    /// That the cycle went back from there.
    Return,
    /// A grade that was moved.
    Move,
    /// Somebody of a cycle with a session, to whoever may move their grade.
    Moving,
    /// A grade that was settled on.
    Settled,
    /// Somebody who takes part, to whoever may say what goes with the grade they settled on.
    Noting,
    /// Somebody who takes part, to whoever may prepare to tell them.
    Preparing,
    /// That a grade was read, and what was answered.
    Acknowledgement,
    /// A grade, to whoever may acknowledge it.
    Acknowledging,
    /// That a grade was told wrongly.
    Correction,
    /// A grade, to whoever may ask for its correction.
    Correcting,
    /// A correction, to whoever may answer it.
    Answering,
    /// A cycle, to whoever may close it.
    Closing,
    /// A goal.
    Goal,
    /// A key result of it.
    KeyResult,
    /// What was said about it on the way.
    GoalUpdate,
    /// What was asked for of it, and the answer: which of the two.
    GoalChange,
    /// What was asked for, to whoever may answer.
    Ask,
    /// An employee, to whoever may be of their team.
    Teammate,
    /// The job of the worker who asks.
    Claim,
}

impl Family {
    /// By its name in `calls.csv`.
    #[must_use]
    pub fn named(name: &str) -> Option<Family> {
        Some(match name {
            "here" => Family::Here,
            "account" => Family::Account,
            "organization" => Family::Organization,
            "member" => Family::Member,
            "session" => Family::Session,
            "group" => Family::Group,
            "group member" => Family::GroupMember,
            "group permission" => Family::GroupPermission,
            "override" => Family::Override,
            "delegation" => Family::Delegation,
            "invitation" => Family::Invitation,
            "employee" => Family::Employee,
            "private" => Family::Private,
            "record" => Family::Record,
            "myself" => Family::Myself,
            "importing" => Family::Importing,
            "department" => Family::Department,
            "position" => Family::Position,
            "site" => Family::Site,
            "line" => Family::Line,
            "import" => Family::Import,
            "scale" => Family::Scale,
            "template" => Family::Template,
            "cycle" => Family::Cycle,
            "participant" => Family::Participant,
            "assignment" => Family::Assignment,
            "decision" => Family::Decision,
            "draft" => Family::Draft,
            "review" => Family::Review,
            "answer" => Family::Answer,
            "grading" => Family::Grading,
            "release" => Family::Release,
            "told" => Family::Told,
            "grade" => Family::Grade,
            "comparing" => Family::Comparing,
            "calibration" => Family::Calibration,
            "moving" => Family::Moving,
            "noting" => Family::Noting,
            "preparing" => Family::Preparing,
            "acknowledging" => Family::Acknowledging,
            "correcting" => Family::Correcting,
            "answering" => Family::Answering,
            "closing" => Family::Closing,
            "goal" => Family::Goal,
            "key result" => Family::KeyResult,
            "ask" => Family::Ask,
            "teammate" => Family::Teammate,
            "claim" => Family::Claim,
            _ => return None,
        })
    }

    /// The targets whose rows a table or view holds; `None` for one whose rows are nobody's to read.
    #[must_use]
    pub fn of(object: &str) -> Option<Family> {
        Some(match object {
            "identity.users" => Family::Account,
            "identity.organizations" | "identity.org_settings" => Family::Organization,
            "identity.memberships" | "identity.member_directory" | "identity.member_accounts" => Family::Member,
            "identity.sessions" => Family::Session,
            "identity.groups" => Family::Group,
            "identity.group_members" => Family::GroupMember,
            "identity.group_permissions" => Family::GroupPermission,
            "identity.permission_overrides" => Family::Override,
            "identity.membership_sites" => Family::SiteLimit,
            "identity.delegations" => Family::Delegation,
            "identity.invitations" => Family::Invitation,
            "people.employees" | "people.employment_events" => Family::Employee,
            "people.employment_records" => Family::Record,
            "platform.deployment" => Family::Deployment,
            "people.employee_private" => Family::Private,
            "people.reporting_lines" => Family::Line,
            "people.departments" => Family::Department,
            "people.positions" => Family::Position,
            "people.sites" => Family::Site,
            "performance.rating_scales" => Family::Scale,
            "performance.rating_levels" => Family::Level,
            "performance.review_templates" => Family::Template,
            "performance.review_questions" => Family::Question,
            "performance.review_cycles" => Family::Cycle,
            "performance.cycle_participants" | "performance.participant_reviewers" => Family::Participant,
            "performance.review_assignments" => Family::Assignment,
            "performance.review_drafts" => Family::Draft,
            "performance.reviews" => Family::Review,
            "performance.review_answers" => Family::Answer,
            "performance.participant_exclusions" => Family::Exclusion,
            "performance.proposed_grades" => Family::Proposal,
            "performance.released_grades" => Family::Grade,
            "performance.calibration_sessions" => Family::Calibration,
            "performance.calibration_returns" => Family::Return,
            "performance.calibration_entries" => Family::Move,
            "performance.calibrated_grades" => Family::Settled,
            "performance.grade_acknowledgements" => Family::Acknowledgement,
            "performance.grade_corrections" => Family::Correction,
            "performance.goals" => Family::Goal,
            "performance.key_results" => Family::KeyResult,
            "performance.goal_updates" => Family::GoalUpdate,
            "performance.goal_changes" => Family::GoalChange,
            "audit.log" | "audit.payloads" => Family::Entry,
            "lifecycle.import_jobs" | "lifecycle.import_progress" | "lifecycle.import_rows" | "lifecycle.import_errors" => Family::Import,
            _ => return None,
        })
    }

    /// Every target in the world.
    #[must_use]
    pub fn targets(self, world: &World) -> Vec<Target> {
        let mut targets = Vec::new();
        for (org, content) in world.orgs.iter().enumerate() {
            let count = match self {
                Family::Deployment => usize::from(org == 0),
                Family::Here | Family::Organization | Family::Claim | Family::Myself | Family::Importing => 1,
                Family::Account | Family::Member => content.members.len(),
                Family::Session => content.members.len() * 2,
                Family::Group => content.groups.len(),
                Family::Override => content.overrides.len(),
                Family::SiteLimit => content.site_limits.len(),
                Family::Delegation => content.delegations.len(),
                Family::Invitation => content.invitations.len(),
                Family::Employee | Family::Private | Family::Record | Family::Teammate => content.employees.len(),
                Family::Line => content.lines.len(),
                Family::Department => content.departments.len(),
                Family::Position => content.positions,
                Family::Site => content.sites,
                Family::Entry => content.entries.len(),
                Family::Import => content.imports.len(),
                Family::Scale => content.scales.len(),
                Family::Template => content.templates.len(),
                Family::Cycle | Family::Release | Family::Comparing | Family::Closing | Family::Calibration | Family::Return => content.cycles.len(),
                Family::Goal | Family::KeyResult | Family::GoalUpdate | Family::Ask => content.goals.len(),
                Family::Participant
                | Family::Decision
                | Family::Exclusion
                | Family::Grade
                | Family::Acknowledgement
                | Family::Acknowledging
                | Family::Correction
                | Family::Correcting
                | Family::Answering
                | Family::Move
                | Family::Moving
                | Family::Settled
                | Family::Noting
                | Family::Preparing => {
                    for (place, one) in content.cycles.iter().enumerate() {
                        let these = (0..one.participants.len()).filter(|second| match self {
                            Family::Exclusion => one.participants[*second].fate == "left out",
                            Family::Grade | Family::Acknowledging | Family::Correcting => one.participants[*second].fate == "told",
                            Family::Acknowledgement => one.participants[*second].is_acknowledged(),
                            Family::Correction | Family::Answering => one.participants[*second].has_correction(),
                            Family::Move => one.participants[*second].moved && !one.session.is_empty(),
                            Family::Moving => !one.session.is_empty(),
                            Family::Settled => !one.participants[*second].settled.is_empty(),
                            Family::Noting => one.state == "calibration" || !one.session.is_empty(),
                            _ => true,
                        });
                        targets.extend(these.map(|second| Target { org, place, second }));
                        // of a grade that was corrected there is a second version, PEOPLE after the first
                        let again =
                            (0..one.participants.len()).filter(|second| self == Family::Grade && one.participants[*second].since == "corrected");
                        targets.extend(again.map(|second| Target { org, place, second: PEOPLE + second }));
                    }
                    0
                }
                Family::Assignment | Family::Draft | Family::Review | Family::Answer | Family::Grading | Family::Proposal | Family::Told => {
                    for place in content.assignments() {
                        let Some((cycle, part, one)) = content.assignment(place) else { continue };
                        let (participant, slot) = (place / TASKS, place % TASKS);
                        match self {
                            Family::Draft if !one.has_draft() => {}
                            Family::Proposal if !part.proposed || one.slot != 1 => {}
                            Family::Review | Family::Answer | Family::Told if !one.has_review() => {}
                            Family::Answer => {
                                let answers = content.asked(cycle, one.kind).len();
                                targets.extend((0..answers).map(|second| Target { org, place, second }));
                            }
                            _ => targets.push(Target { org, place: participant, second: slot }),
                        }
                    }
                    0
                }
                Family::GoalChange => {
                    for (place, one) in content.goals.iter().enumerate() {
                        targets.extend((0..one.changes()).map(|second| Target { org, place, second }));
                    }
                    0
                }
                Family::Level | Family::Question => {
                    let whole = if self == Family::Level { &content.scales } else { &content.templates };
                    for (place, one) in whole.iter().enumerate() {
                        targets.extend((0..one.parts).map(|second| Target { org, place, second }));
                    }
                    0
                }
                Family::GroupMember | Family::GroupPermission => {
                    for (place, group) in content.groups.iter().enumerate() {
                        let within = if self == Family::GroupMember { group.members.clone() } else { (0..group.permissions.len()).collect() };
                        targets.extend(within.into_iter().map(|second| Target { org, place, second }));
                    }
                    0
                }
            };
            let all = (0..count).filter(|place| match self {
                Family::Private => content.employees[*place].private,
                Family::Record => content.employees[*place].name != super::cast::UNRECORDED,
                Family::GoalUpdate => content.goals[*place].has_update(),
                Family::Ask => content.goals[*place].ask().is_some(),
                Family::Calibration => !content.cycles[*place].session.is_empty(),
                Family::Return => content.cycles[*place].session == "set_aside",
                _ => true,
            });
            targets.extend(all.map(|place| Target { org, place, second: 0 }));
        }
        targets
    }

    /// The id that stands for `{id}` in a call.
    #[must_use]
    pub fn id(self, world: &World, target: Target) -> Uuid {
        let kind = match self {
            Family::Here | Family::Organization | Family::Myself | Family::Importing | Family::Deployment => Kind::Org,
            Family::Account => Kind::Account,
            Family::Member => Kind::Member,
            Family::Session => Kind::Session,
            Family::Group | Family::GroupPermission => Kind::Group,
            Family::GroupMember => return world.id(target.org, Kind::Member, target.second),
            Family::Override => Kind::Override,
            Family::SiteLimit => return world.id(target.org, Kind::Member, world.orgs[target.org].site_limits[target.place].0),
            Family::Delegation => Kind::Delegation,
            Family::Invitation => Kind::Invitation,
            Family::Employee | Family::Private | Family::Record | Family::Teammate => Kind::Employee,
            Family::Line => Kind::Line,
            Family::Department => Kind::Department,
            Family::Position => Kind::Position,
            Family::Site => Kind::Site,
            Family::Entry => Kind::Entry,
            Family::Import => Kind::Import,
            Family::Scale => Kind::Scale,
            Family::Template => Kind::Template,
            Family::Level => return world.id(target.org, Kind::Level, target.place * PARTS + target.second),
            Family::Question => return world.id(target.org, Kind::Question, target.place * PARTS + target.second),
            Family::Cycle | Family::Release | Family::Comparing | Family::Closing => Kind::Cycle,
            Family::Calibration | Family::Return => Kind::Calibration,
            Family::Move => return world.id(target.org, Kind::Move, target.place * PEOPLE + target.second),
            Family::Participant | Family::Decision | Family::Exclusion | Family::Moving | Family::Settled | Family::Noting | Family::Preparing => {
                return world.id(target.org, Kind::Participant, target.place * PEOPLE + target.second);
            }
            Family::Grade if target.second >= PEOPLE => {
                return world.id(target.org, Kind::Corrected, target.place * PEOPLE + target.second - PEOPLE);
            }
            Family::Grade | Family::Acknowledgement | Family::Acknowledging | Family::Correcting => {
                return world.id(target.org, Kind::Grade, target.place * PEOPLE + target.second);
            }
            Family::Correction | Family::Answering => return world.id(target.org, Kind::Correction, target.place * PEOPLE + target.second),
            Family::Assignment | Family::Draft | Family::Grading | Family::Proposal => {
                return world.id(target.org, Kind::Assignment, target.place * TASKS + target.second);
            }
            Family::Review | Family::Told => return world.id(target.org, Kind::Review, target.place * TASKS + target.second),
            Family::Answer => return world.id(target.org, Kind::Answer, target.place * 2 + target.second),
            Family::Goal => Kind::Goal,
            Family::KeyResult => Kind::KeyResult,
            Family::GoalUpdate => Kind::GoalUpdate,
            Family::GoalChange | Family::Ask => return world.id(target.org, Kind::GoalChange, target.place * 2 + target.second),
            Family::Claim => Kind::Job,
        };
        world.id(target.org, kind, target.place)
    }
}

/// The key of a target's row in a table, as the witness writes it.
#[must_use]
pub fn key(world: &World, object: &str, target: Target) -> String {
    let org = world.org_id(target.org);
    let content = &world.orgs[target.org];
    let id = |kind, place| world.id(target.org, kind, place);
    match object {
        "platform.deployment" => "true".to_owned(),
        "identity.users" => id(Kind::Account, target.place).to_string(),
        "identity.organizations" | "identity.org_settings" => org.to_string(),
        "identity.group_members" => format!("{org}/{}/{}", id(Kind::Group, target.place), id(Kind::Member, target.second)),
        "identity.group_permissions" => {
            format!("{org}/{}/{}", id(Kind::Group, target.place), content.groups[target.place].permissions[target.second])
        }
        "identity.membership_sites" => {
            let (member, site) = content.site_limits[target.place];
            format!("{org}/{}/{}", id(Kind::Member, member), id(Kind::Site, site))
        }
        "people.employment_events" => format!("{org}/{}", id(Kind::Event, target.place)),
        "lifecycle.import_rows" => format!("{org}/{}/2", id(Kind::Import, target.place)),
        "lifecycle.import_errors" => format!("{org}/{}/3/employee_no/missing", id(Kind::Import, target.place)),
        _ => {
            let family = Family::of(object).unwrap_or(Family::Here);
            format!("{org}/{}", family.id(world, target))
        }
    }
}

/// What the target is to the actor.
#[must_use]
pub fn class(world: &World, actor: &Actor, family: Family, target: Target) -> String {
    if family == Family::Claim {
        return claim(world, actor);
    }
    if family == Family::Invitation && actor.column == "auth" {
        return bearer(&world.orgs[target.org], target);
    }
    if family == Family::Account && ["auth", "platform"].contains(&actor.column) {
        return account_of_nobody(&world.orgs[target.org], target);
    }
    if family == Family::Deployment {
        return "the one row".to_owned();
    }
    if family == Family::Organization && actor.column == "platform" {
        return format!("an organisation that is {}", world.orgs[target.org].state);
    }
    if family == Family::Here && target.org == actor.org {
        return "one's own".to_owned();
    }
    if target.org != actor.org || actor.member.is_none() && actor.job.is_none() {
        return "another organisation's".to_owned();
    }
    let org = &world.orgs[actor.org];
    let me = actor.member;
    let mine = |member: usize| Some(member) == me;
    match family {
        Family::Here | Family::Organization | Family::Claim | Family::Deployment => "one's own".to_owned(),
        Family::Myself => if me.is_some_and(|me| org.members[me].employee.is_some()) { "an employee" } else { "no employee" }.to_owned(),
        Family::Importing => {
            let under_way = org.imports.iter().filter(|import| ["receiving", "queued", "running"].contains(&import.state)).count();
            if under_way < 3 { "room for another import" } else { "three imports under way" }.to_owned()
        }
        Family::Account => if mine(target.place) { "one's own" } else { "a fellow's" }.to_owned(),
        Family::Member => member(org, me, target.place),
        Family::Session => {
            let (of, ended) = (target.place % org.members.len(), target.place >= org.members.len());
            let over = ended || org.members[of].state != "active" || org.members[of].account_suspended;
            format!("{}{}", if mine(of) { "one's own" } else { "another's" }, if over { ", ended" } else { "" })
        }
        Family::Group => {
            if me.is_some_and(|me| org.groups[target.place].members.contains(&me)) { "one is in it" } else { "one is not in it" }.to_owned()
        }
        Family::GroupMember => {
            let whose = if mine(target.second) { "oneself" } else { "another" };
            let carries = if org.groups[target.place].permissions.is_empty() { "" } else { ", with rights" };
            format!("{whose}{carries}")
        }
        Family::GroupPermission => {
            if me.is_some_and(|me| org.groups[target.place].members.contains(&me)) { "of a group one is in" } else { "of another group" }.to_owned()
        }
        Family::Override => permission_override(org, me, target.place),
        Family::SiteLimit => if mine(org.site_limits[target.place].0) { "one's own" } else { "another's" }.to_owned(),
        Family::Delegation => {
            let one = &org.delegations[target.place];
            let whose = if mine(one.from) {
                "from oneself"
            } else if mine(one.to) {
                "to oneself"
            } else {
                "others'"
            };
            format!("{whose}{}", if one.ended { ", ended" } else { "" })
        }
        Family::Invitation => {
            let one = &org.invitations[target.place];
            let high = matches!(one.role, types::Role::Admin | types::Role::Hr);
            match one.state {
                "open" | "expired" if high => "open, of an admin or hr",
                "open" | "expired" => "open",
                _ => "over",
            }
            .to_owned()
        }
        Family::Employee | Family::Private | Family::Record => person(org, me, target.place),
        Family::Line => person(org, me, org.lines[target.place].employee),
        Family::Department => {
            let used = org.employees.iter().any(|one| one.department == Some(target.place)) || org.departments.contains(&Some(target.place));
            if used { "in use" } else { "not in use" }.to_owned()
        }
        Family::Position => if org.employees.iter().any(|one| one.position == Some(target.place)) { "in use" } else { "not in use" }.to_owned(),
        Family::Site => {
            let used =
                org.employees.iter().any(|one| one.site == Some(target.place)) || org.site_limits.iter().any(|(_, site)| *site == target.place);
            if used { "in use" } else { "not in use" }.to_owned()
        }
        Family::Import => {
            let one = &org.imports[target.place];
            let state = match one.state {
                "receiving" => "receiving",
                "queued" | "running" => "under way",
                _ => "over",
            };
            format!("{}, {state}", if mine(one.by) { "one's own" } else { "another's" })
        }
        Family::Scale => setup(&org.scales[target.place], 2, in_use(org, |_, scale| scale == target.place)),
        Family::Template => setup(&org.templates[target.place], 1, in_use(org, |template, _| template == target.place)),
        Family::Level => format!("of {}", setup(&org.scales[target.place], 0, false)),
        Family::Question => format!("of {}", setup(&org.templates[target.place], 0, false)),
        Family::Cycle => cycle(org, me, target.place),
        Family::Participant => participant(org, me, target),
        Family::Decision => {
            let (cycle, own) = (&org.cycles[target.place], me.and_then(|me| org.members[me].employee));
            let one = cycle.participants[target.second];
            let decides = own.is_some() && own == one.reviewer && cycle.is_open();
            match (decides, !cycle.blind || one.decided == "submitted") {
                (true, true) => "of whom one decides about",
                (true, false) => "of whom one decides about, unread as yet",
                (false, _) => "another's",
            }
            .to_owned()
        }
        Family::Assignment => assignment(org, me, target.place * TASKS + target.second),
        Family::Draft => {
            let author = org.assignment(target.place * TASKS + target.second).map(|(_, _, one)| one.author);
            if author.is_some() && author == me.and_then(|me| org.members[me].employee) { "one's own" } else { "another's" }.to_owned()
        }
        Family::Review => review(org, me, target.place * TASKS + target.second),
        Family::Answer => match review(org, me, target.place).as_str() {
            "of whom one decides about" | "of one's people, told" if target.second == 1 => "for hr alone, of whom one decides about".to_owned(),
            "about oneself, by another, told" if target.second == 1 => "about oneself, by another".to_owned(),
            other => other.to_owned(),
        },
        Family::Grading => grading(org, me, target.place * TASKS + target.second),
        Family::Proposal => match grading(org, me, target.place * TASKS + target.second).as_str() {
            "about oneself, by another" => "about oneself, by another",
            "another's" if org.cycles[target.place / PEOPLE].state == "cancelled" => "another's, withheld",
            "another's" => "another's",
            _ => "one's own",
        }
        .to_owned(),
        Family::Exclusion => match relation(org, me, org.cycles[target.place].participants[target.second]) {
            "one's own" => "one's own",
            _ => "another's",
        }
        .to_owned(),
        Family::Grade | Family::Acknowledgement => relation(org, me, org.cycles[target.place].participants[target.second % PEOPLE]).to_owned(),
        Family::Acknowledging | Family::Correction | Family::Correcting | Family::Answering => since(org, me, family, target),
        Family::Closing => if org.cycles[target.place].state == "released" { "one that is released" } else { "one that is not released" }.to_owned(),
        Family::Told => {
            let (cycle, part, one) = org.assignment(target.place * TASKS + target.second).expect("targets are reviews");
            let told = cycle.is_open() && part.fate == "told" && one.slot == 1;
            if told && relation(org, me, part) != "another's" { "that goes with a grade one knows" } else { "any other" }.to_owned()
        }
        Family::Release => release(org, me, target.place),
        Family::Comparing => comparing(org, me, target.place),
        Family::Calibration => calibration(org, target.place),
        Family::Return => "of a cycle that went back".to_owned(),
        Family::Move | Family::Settled | Family::Noting | Family::Moving | Family::Preparing => compared(org, me, family, target).to_owned(),
        Family::Goal | Family::KeyResult => goals::goal(org, me, target.place),
        Family::GoalUpdate => goals::update(org, me, target.place),
        Family::GoalChange => goals::change(org, me, target.place),
        Family::Ask => goals::ask(org, me, target.place),
        Family::Teammate => if goals::is_teammate(org, me, target.place) { "of one's team" } else { "of another team" }.to_owned(),
        Family::Entry => entry(org, me, target.place),
    }
}

/// What a part in a cycle is to a member: their own, that of somebody who reports to them, of somebody they decide about.
fn relation(org: &Org, me: Option<usize>, one: crate::world::Participant) -> &'static str {
    let own = me.and_then(|me| org.members[me].employee);
    if own == Some(one.employee) {
        "one's own"
    } else if ["a report", "a report of whom one stands in for"].contains(&person(org, me, one.employee).as_str()) {
        "a report's"
    } else if own.is_some() && own == one.reviewer {
        "of whom one decides about"
    } else {
        "another's"
    }
}

fn participant(org: &Org, me: Option<usize>, target: Target) -> String {
    let cycle = &org.cycles[target.place];
    let whose = relation(org, me, cycle.participants[target.second]);
    match (cycle.state, cycle.participants[target.second].fate) {
        ("active" | "calibration", "") => whose.to_owned(),
        (state, fate) if cycle.is_open() => {
            let whose = if ["one's own", "another's"].contains(&whose) { whose } else { "of one's people" };
            format!("{whose}, {}", if ["released", "closed"].contains(&state) { "over" } else { fate })
        }
        (state, _) => format!("{}, {state}", if whose == "one's own" { whose } else { "another's" }),
    }
}

/// What a review that somebody writes is to a member: who writes it of whom, and how far it is.
fn assignment(org: &Org, me: Option<usize>, place: usize) -> String {
    let (cycle, part, one) = org.assignment(place).expect("targets are assignments");
    let own = me.and_then(|me| org.members[me].employee);
    let writes = own == Some(one.author);
    let whose = match relation(org, me, part) {
        _ if writes => "one's own",
        "one's own" => return "about oneself, by another".to_owned(),
        "another's" => "another's",
        _ => "of one's people",
    };
    let state = match (cycle.state, one.state) {
        _ if cycle.is_open() && writes && part.is_settled() && one.has_draft() => "settled, with a draft",
        _ if cycle.is_open() && part.is_settled() => "settled",
        ("calibration", "submitted") => "settled",
        ("active", "submitted") if writes && cycle.due && one.kind == "self" => "submitted, due before today",
        ("active", "submitted") if writes && one.kind == "manager" && (cycle.due || cycle.blind) => "submitted, not to be reopened by its author",
        ("active" | "calibration", "reassigned") => "handed over",
        ("active" | "calibration", state) => state,
        _ if writes => return format!("one's own, cancelled{}", if one.has_draft() { ", with a draft" } else { "" }),
        _ => return "another's, cancelled".to_owned(),
    };
    format!("{whose}, {state}")
}

/// What a submitted review is to a member.
fn review(org: &Org, me: Option<usize>, place: usize) -> String {
    let (cycle, part, one) = org.assignment(place).expect("targets are reviews");
    let own = me.and_then(|me| org.members[me].employee);
    let told = one.slot == 1 && part.fate == "told";
    if own == Some(one.author) {
        "one's own"
    } else if own == Some(part.employee) {
        if told { "about oneself, by another, told" } else { "about oneself, by another" }
    } else if one.state == "reopened" || cycle.state == "cancelled" {
        "another's, withheld"
    } else if told && relation(org, me, part) != "another's" {
        "of one's people, told"
    } else if one.kind == "self" && own.is_some() && own == part.reviewer && (!cycle.blind || part.decided == "submitted") {
        "of whom one decides about"
    } else {
        "another's"
    }
    .to_owned()
}

/// What a review is to whoever may propose a grade beside it.
fn grading(org: &Org, me: Option<usize>, place: usize) -> String {
    let (cycle, part, one) = org.assignment(place).expect("targets are reviews");
    let own = me.and_then(|me| org.members[me].employee);
    if own == Some(one.author) {
        let compared = cycle.state == "calibration" && one.state == "submitted" && part.proposed;
        let open = ["active", "calibration"].contains(&cycle.state) && !compared;
        let over = !open || part.fate == "told" || ["reassigned", "withdrawn"].contains(&one.state);
        match (one.kind, over) {
            ("self", _) => "of oneself",
            (_, true) => "one's own, over",
            _ => "one's own, under way",
        }
    } else if own == Some(part.employee) {
        "about oneself, by another"
    } else {
        "another's"
    }
    .to_owned()
}

/// What a cycle is to whoever may release its grades: their own is another's to release.
fn release(org: &Org, me: Option<usize>, place: usize) -> String {
    let cycle = &org.cycles[place];
    let own = me.and_then(|me| org.members[me].employee);
    let mut left = cycle.participants.iter().filter(|part| !part.is_settled() && Some(part.employee) != own).peekable();
    if !["active", "calibration"].contains(&cycle.state) {
        "one that is not under way"
    } else if cycle.calibrate && cycle.state == "active" {
        "one that is calibrated"
    } else if cycle.session == "open" {
        "one with an open session"
    } else if left.peek().is_none() {
        "one with nobody left"
    } else if left.any(|part| !part.is_graded() || cycle.calibrate && !part.is_confirmed()) {
        "one that lacks a grade"
    } else if cycle.calibrate && cycle.participants.iter().any(|part| Some(part.employee) != own && part.settled == "shown") {
        "one that nobody is prepared for"
    } else {
        "one that is ready"
    }
    .to_owned()
}

/// What a cycle is to whoever may compare its grades: their own is another's to compare.
fn comparing(org: &Org, me: Option<usize>, place: usize) -> String {
    let cycle = &org.cycles[place];
    let own = me.and_then(|me| org.members[me].employee);
    let left: Vec<_> = cycle.participants.iter().filter(|part| !part.is_settled() && Some(part.employee) != own).collect();
    let graded = left.iter().all(|part| part.is_graded());
    let some_shown = if left.iter().any(|part| part.was_shown()) { ", some shown" } else { "" };
    match cycle.state {
        "active" if cycle.calibrate && graded => "one that is ready to be compared".to_owned(),
        "active" if cycle.calibrate => "one that lacks a grade".to_owned(),
        "calibration" if !graded => format!("in calibration, lacking a grade{some_shown}"),
        "calibration" if left.iter().all(|part| part.is_confirmed()) => format!("in calibration, settled on{some_shown}"),
        "calibration" => format!("in calibration, to settle on{some_shown}"),
        _ => "one that is not compared".to_owned(),
    }
}

/// What a session is.
fn calibration(org: &Org, place: usize) -> String {
    let cycle = &org.cycles[place];
    match (cycle.state, cycle.session) {
        ("calibration", state) => state,
        _ => "of a cycle that went back",
    }
    .to_owned()
}

/// What somebody's grade is to whoever compares it, or prepares to tell it.
fn compared(org: &Org, me: Option<usize>, family: Family, target: Target) -> &'static str {
    let cycle = &org.cycles[target.place];
    let part = cycle.participants[target.second];
    let own = me.and_then(|me| org.members[me].employee);
    let decides = own.is_some() && own == part.reviewer && ["calibration", "released", "closed"].contains(&cycle.state);
    let current = cycle.state == "calibration";
    match family {
        Family::Preparing if decides => "of whom one decides about",
        Family::Preparing => "another's",
        Family::Noting | Family::Moving if !current => "of a cycle that is not compared",
        Family::Moving if cycle.session != "open" => "in a session that is over",
        _ if own == Some(part.employee) => "about oneself",
        Family::Settled if decides && part.is_confirmed() && part.was_shown() => "of whom one decides about, shown",
        Family::Move | Family::Settled => "about another",
        Family::Noting if part.settled.is_empty() => "not settled on",
        Family::Noting => "settled on",
        _ if part.is_settled() => "left out or told",
        _ if !part.is_graded() => "without a grade",
        _ => "about another",
    }
}

/// What a grade that somebody was told is to a member: to acknowledge, to correct; and what its correction is.
fn since(org: &Org, me: Option<usize>, family: Family, target: Target) -> String {
    let cycle = &org.cycles[target.place];
    let part = cycle.participants[target.second];
    let whose = relation(org, me, part);
    let state = match (family, part.since) {
        (Family::Acknowledging, "corrected") => ", corrected",
        (Family::Acknowledging, _) if cycle.state == "closed" => ", over",
        (Family::Acknowledging, "read") => ", read",
        (Family::Acknowledging, "answered") => ", answered",
        (Family::Correcting, "asked") => ", asked already",
        (Family::Correcting, "corrected") | (Family::Answering, "corrected") => ", corrected",
        _ => "",
    };
    match family {
        Family::Acknowledging if whose == "one's own" => format!("{whose}{state}"),
        Family::Acknowledging => if whose == "another's" { whose } else { "of one's people" }.to_owned(),
        _ if whose == "one's own" => "about oneself".to_owned(),
        Family::Answering if part.asked_by.is_some() && part.asked_by == me => format!("asked by oneself{state}"),
        Family::Answering => format!("asked by another{state}"),
        _ => format!("about another{state}"),
    }
}

/// What a cycle is by its state, and whether one has a part in it.
fn cycle(org: &Org, me: Option<usize>, place: usize) -> String {
    let one = &org.cycles[place];
    match one.state {
        "draft" if org.goals.iter().any(|goal| goal.cycle == Some(place)) => "a draft that goals are linked to",
        "draft" if one.participants.is_empty() => "an incomplete draft",
        "draft" => "a draft",
        "cancelled" => "a cancelled one",
        "closed" if one.participants.iter().any(|part| relation(org, me, *part) != "another's") => "a closed one with a part in it",
        "closed" => "a closed one",
        "calibration" if one.participants.iter().any(|part| relation(org, me, *part) != "another's") => "one in calibration with a part in it",
        "calibration" => "one in calibration",
        _ if one.participants.iter().any(|part| part.fate == "told") => {
            match one.participants.iter().all(|part| relation(org, me, *part) == "another's") {
                true => "one with grades told",
                false => "one with grades told, with a part in it",
            }
        }
        _ if one.participants.iter().any(|part| relation(org, me, *part) != "another's") => "an active one with a part in it",
        _ => "an active one",
    }
    .to_owned()
}

/// Whether an active cycle is built on it.
fn in_use(org: &Org, on: impl Fn(usize, usize) -> bool) -> bool {
    org.cycles.iter().any(|cycle| cycle.is_open() && cycle.built_on.is_some_and(|(template, scale)| on(template, scale)))
}

/// What a scale or template is by its state, and whether it could be published.
fn setup(one: &Setup, least: usize, in_use: bool) -> String {
    match one.state {
        "published" if in_use => "one that an active cycle uses",
        "draft" if one.parts < least => "an incomplete draft",
        "draft" => "a draft",
        "published" => "a published one",
        _ => "an archived one",
    }
    .to_owned()
}

fn member(org: &Org, me: Option<usize>, place: usize) -> String {
    let one = &org.members[place];
    if Some(place) == me {
        return "oneself".to_owned();
    }
    let admins = org.members.iter().filter(|one| one.role == types::Role::Admin && one.state == "active").count();
    if one.role == types::Role::Admin && one.state == "active" && admins == 1 {
        return "the last admin".to_owned();
    }
    one.state.to_owned()
}

fn permission_override(org: &Org, me: Option<usize>, place: usize) -> String {
    let one = &org.overrides[place];
    let hr_only = ["people.private.read", "people.private.write"].contains(&one.permission.as_str());
    let state = match one.state {
        "requested" if one.expires.is_some_and(|days| days <= 0) && one.by != me => "request that has run out",
        "requested" => "request",
        "active" if one.allow && hr_only => "hr-only allowance",
        "active" => "standing one",
        _ => "one that is over",
    };
    let whose = if Some(one.member) == me { "one's own" } else { "another's" };
    let asked = if one.state == "requested" && me.is_some() && one.by == me { ", asked for by oneself" } else { "" };
    format!("{whose} {state}{asked}")
}

/// What an employee is to a member: the relations of the rules R1, R2, R16 and R18.
pub(super) fn person(org: &Org, me: Option<usize>, employee: usize) -> String {
    let Some(me) = me else { return "a colleague".to_owned() };
    let caller = &org.members[me];
    if caller.employee == Some(employee) {
        return "one's own".to_owned();
    }
    let manages = |member: usize| {
        let one = &org.members[member];
        one.state == "active" && matches!(one.role, types::Role::Admin | types::Role::Hr | types::Role::Manager)
    };
    let limits = |member: usize| org.site_limits.iter().filter(|(limited, _)| *limited == member).map(|(_, site)| *site).collect::<Vec<_>>();
    let within = |member: usize| {
        let limits = limits(member);
        limits.is_empty() || org.employees[employee].site.is_some_and(|site| limits.contains(&site))
    };
    let line = |manager: Option<usize>, fits: &dyn Fn(&crate::world::Line) -> bool| {
        manager.is_some_and(|manager| org.lines.iter().any(|line| line.employee == employee && line.manager == manager && fits(line)))
    };
    let in_force = |line: &crate::world::Line| line.kind != "dotted" && line.from <= 0 && line.until.is_none_or(|day| day > 0);
    if line(caller.employee, &in_force) {
        return if !manages(me) {
            "a report without the role of a manager"
        } else if within(me) {
            "a report"
        } else {
            "a report at a site elsewhere"
        }
        .to_owned();
    }
    for one in org.delegations.iter().filter(|one| one.to == me && line(org.members[one.from].employee, &in_force)) {
        let stands = !one.ended && one.report_reads && one.first_day <= 0 && one.day_after > 0;
        if stands && manages(me) && manages(one.from) && within(me) && within(one.from) {
            return "a report of whom one stands in for".to_owned();
        }
    }
    let limited = !limits(me).is_empty();
    let left = org.employees[employee].left;
    let place = match (limited, within(me)) {
        (false, _) => "",
        (true, true) => " at one's site",
        (true, false) => " at a site elsewhere",
    };
    if left {
        return format!("somebody who has left{place}");
    }
    let before = |line: &crate::world::Line| line.kind != "dotted" && line.until.is_some_and(|day| day <= 0);
    let coming = |line: &crate::world::Line| line.kind != "dotted" && line.from > 0;
    let dotted = |line: &crate::world::Line| line.kind == "dotted";
    let below = org.lines.iter().any(|upper| Some(upper.manager) == caller.employee && in_force(upper) && line(Some(upper.employee), &in_force));
    let delegated = org.delegations.iter().any(|one| one.to == me && line(org.members[one.from].employee, &in_force));
    let class = if line(caller.employee, &before) {
        "a report of the past"
    } else if line(caller.employee, &coming) {
        "a report still to come"
    } else if line(caller.employee, &dotted) {
        "a dotted report"
    } else if below {
        "a report's report"
    } else if delegated {
        "a report of whom one does not stand in for now"
    } else {
        "a colleague"
    };
    if limited { format!("a colleague{place}") } else { class.to_owned() }
}

fn entry(org: &Org, me: Option<usize>, place: usize) -> String {
    let one = &org.entries[place];
    let own = me.and_then(|me| org.members[me].employee);
    let about_me = own.is_some() && one.about == (Kind::Employee, own.unwrap_or_default());
    let of_me = |employee: usize| own == Some(employee);
    let untold = match (one.entity, one.about) {
        ("participant_reviewer" | "participant_exclusion" | "calibrated_grade" | "calibration_entry", (Kind::Participant | Kind::Move, place)) => {
            of_me(org.cycles[place / PEOPLE].participants[place % PEOPLE].employee)
        }
        ("grade_correction", (_, place)) => of_me(org.cycles[place / PEOPLE].participants[place % PEOPLE].employee),
        ("review_assignment" | "review" | "proposed_grade", (_, place)) => {
            org.assignment(place).is_some_and(|(_, part, one)| one.kind != "self" && of_me(part.employee))
        }
        _ => false,
    };
    match one.action {
        _ if untold => "what others write or decide about oneself",
        "employee_private.read" | "employee.linked" if about_me => "access to oneself",
        "employee.exported" if own.is_some() => "an export of people, for an employee",
        "employee.exported" => "an export of people, for whoever is no employee",
        _ => "about something else",
    }
    .to_owned()
}

/// What a worker's claim is for.
fn claim(world: &World, actor: &Actor) -> String {
    let Some(job) = actor.job else { return "no claim".to_owned() };
    let org = &world.orgs[actor.org];
    let one = &org.jobs[job];
    if one.kind != "import_people" {
        return "another kind of job".to_owned();
    }
    let over = org.imports.iter().any(|import| import.job == Some(job) && import.state == "done");
    let may = matches!(org.members[one.by].role, types::Role::Admin | types::Role::Hr);
    match (over, may) {
        (true, _) => "an import that is over",
        (false, true) => "an import",
        (false, false) => "an import of somebody who may not any more",
    }
    .to_owned()
}

/// What an account is to a login that acts before there is a caller.
fn account_of_nobody(org: &Org, target: Target) -> String {
    let one = &org.members[target.place];
    if one.account_suspended { "a suspended account".to_owned() } else { format!("a member who is {}", one.state) }
}

/// What an invitation is worth to who holds its token.
fn bearer(org: &Org, target: Target) -> String {
    let one = &org.invitations[target.place];
    if org.state == "closing" {
        return "of a closing organisation".to_owned();
    }
    if one.state != "open" {
        return format!("token that is {}", one.state);
    }
    let by = &org.members[one.by];
    if by.state != "active" {
        return "of somebody who invites nobody any more".to_owned();
    }
    let high = matches!(one.role, types::Role::Admin | types::Role::Hr);
    if high && by.role != types::Role::Admin {
        return "beyond what its maker may give".to_owned();
    }
    "a good token".to_owned()
}
