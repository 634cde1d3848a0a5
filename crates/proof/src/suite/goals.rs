//! Classes of goals, and of what was said and asked for about them: what a goal is to an actor.

use super::classes::person;
use crate::world::{Goal, Line, Org};

fn own(org: &Org, me: Option<usize>) -> Option<usize> {
    me.and_then(|me| org.members[me].employee)
}

fn is_report(org: &Org, me: Option<usize>, employee: usize) -> bool {
    ["a report", "a report of whom one stands in for"].contains(&person(org, me, employee).as_str())
}

/// Whether both report to the same manager today; oneself among them, for whoever reports to somebody.
pub(super) fn is_teammate(org: &Org, me: Option<usize>, employee: usize) -> bool {
    let leader = |of: usize| {
        let holds = |line: &&Line| line.employee == of && line.kind == "primary" && line.from <= 0 && line.until.is_none_or(|day| day > 0);
        org.lines.iter().find(holds).map(|line| line.manager)
    };
    own(org, me).and_then(leader).is_some_and(|manager| leader(employee) == Some(manager))
}

fn stage(one: &Goal) -> &'static str {
    match one.state {
        "draft" => "draft",
        _ if one.is_under_way() => "under way",
        _ => "over",
    }
}

/// What a goal is to a member: whose, how far, and how widely its owner shows it.
pub(super) fn goal(org: &Org, me: Option<usize>, place: usize) -> String {
    let one = &org.goals[place];
    let stage = stage(one);
    if own(org, me) == Some(one.owner) {
        let linked = one.cycle.is_some_and(|cycle| org.cycles[cycle].state == "active");
        let below = org.goals.iter().any(|other| other.parent == Some(place));
        let more = match stage {
            "draft" if below => ", with others below",
            "under way" if linked => " in an active cycle",
            _ => "",
        };
        return format!("one's own, {stage}{more}");
    }
    if is_report(org, me, one.owner) {
        return format!("a report's, {stage}");
    }
    let whose = match one.visibility {
        _ if stage == "draft" => return "another's, draft".to_owned(),
        "private" => return "another's, private".to_owned(),
        "org" => "everybody's",
        _ if is_teammate(org, me, one.owner) => "a teammate's",
        _ => "another team's",
    };
    format!("{whose}{}", if stage == "over" { ", over" } else { "" })
}

/// What an update is to a member: on whose goal, and whether they wrote it.
pub(super) fn update(org: &Org, me: Option<usize>, place: usize) -> String {
    let one = &org.goals[place];
    let mine = own(org, me);
    if mine == Some(one.owner) {
        "on one's own"
    } else if is_report(org, me, one.owner) {
        "on a report's"
    } else if mine == Some(one.commented_by()) {
        "by oneself"
    } else {
        match one.visibility {
            "private" => "on another's, private",
            "org" => "on everybody's",
            _ => "on a team's",
        }
    }
    .to_owned()
}

/// What a change that somebody asked for, or its answer, is to a member.
pub(super) fn change(org: &Org, me: Option<usize>, place: usize) -> String {
    let one = &org.goals[place];
    if own(org, me) == Some(one.owner) {
        "of one's own"
    } else if is_report(org, me, one.owner) {
        "of a report's"
    } else if one.visibility == "private" {
        "of another's, private"
    } else {
        "of another's"
    }
    .to_owned()
}

/// What is asked for, to whoever would answer it.
pub(super) fn ask(org: &Org, me: Option<usize>, place: usize) -> String {
    let one = &org.goals[place];
    let (by, answer) = one.ask().expect("targets are asked for");
    let mine = own(org, me);
    let whose = match change(org, me, place).as_str() {
        "of one's own" if by == one.owner => "asked by oneself",
        "of one's own" => "asked by one's manager",
        "of a report's" if by == one.owner => "asked by a report",
        "of a report's" if mine == Some(by) => "asked of a report",
        "of a report's" => "asked of a report by another",
        other => return other.to_owned(),
    };
    let state = match stage(one) {
        _ if !answer.is_empty() => ", answered",
        "over" => ", the goal over",
        _ => "",
    };
    format!("{whose}{state}")
}
