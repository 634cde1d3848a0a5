//! What HR sets up before a review cycle: rating scales and review templates (NA-02, HY-01).

use types::Role;

use super::{
    Caller,
    sight::{Seeing, numbered},
    tables::{Expected, Probe, fresh},
};
use crate::world::{Kind, Org, PARTS, Setup};

/// Published ones are what people are reviewed by: every member reads them. Drafts are for admins and whoever manages cycles.
pub(super) fn reads(caller: &Caller<'_>, one: &Setup) -> bool {
    one.state != "draft" || caller.role() == Role::Admin || caller.may("performance.cycles.manage")
}

fn setups(org: &Org, kind: Kind) -> &[Setup] {
    if kind == Kind::Scale { &org.scales } else { &org.templates }
}

pub(super) fn see(seeing: &mut Seeing<'_>) {
    for (whole, parts, kind, part) in [
        ("performance.rating_scales", "performance.rating_levels", Kind::Scale, Kind::Level),
        ("performance.review_templates", "performance.review_questions", Kind::Template, Kind::Question),
    ] {
        seeing.table(
            whole,
            "id",
            move |world, at| numbered(world, at, kind, setups(&world.orgs[at], kind).len()),
            move |caller, place| reads(caller, &setups(caller.org(), kind)[place]),
        );
        seeing.table(
            parts,
            "id",
            move |world, at| {
                let all = setups(&world.orgs[at], kind).iter().enumerate();
                all.flat_map(|(place, one)| (0..one.parts).map(move |second| (place, world.id(at, part, place * PARTS + second).to_string())))
                    .collect()
            },
            move |caller, place| reads(caller, &setups(caller.org(), kind)[place]),
        );
    }
}

/// Drawing up, changing, publishing, withdrawing, archiving and removing.
pub(super) fn probes(caller: &Caller<'_>, probes: &mut Vec<Probe>) {
    let (may, closing, org_id) = (caller.may("performance.cycles.manage"), caller.is_closing(), caller.org_id());
    let new = fresh(caller.world, 7);
    for (operation, table) in [("performance.keep_scale", "performance.rating_scales"), ("performance.keep_template", "performance.review_templates")]
    {
        probes.push(Probe {
            operation,
            row: "a new one".to_owned(),
            sql: format!("select {operation}('{new}', null, '{{\"name\": \"New\"}}')"),
            expected: Expected::unless(&[(!may, "RH030"), (closing, "RH010")], format!("{table} insert {org_id}/{new}")),
        });
    }
    for (at, org) in caller.world.orgs.iter().enumerate() {
        for (kind, table, least, operations) in [
            (
                Kind::Scale,
                "performance.rating_scales",
                2,
                [
                    "performance.keep_scale",
                    "performance.remove_scale",
                    "performance.publish_scale",
                    "performance.withdraw_scale",
                    "performance.archive_scale",
                ],
            ),
            (
                Kind::Template,
                "performance.review_templates",
                1,
                [
                    "performance.keep_template",
                    "performance.remove_template",
                    "performance.publish_template",
                    "performance.withdraw_template",
                    "performance.archive_template",
                ],
            ),
        ] {
            for (place, one) in setups(org, kind).iter().enumerate() {
                let id = caller.world.id(at, kind, place);
                let here = at == caller.at;
                let [keep, remove, publish, withdraw, archive] = operations;
                let (draft, published) = (one.state == "draft", one.state == "published");
                // NA-14: what people are being reviewed by does not change
                let on = |cycle: &crate::world::Cycle| {
                    cycle.built_on.map(|(template, scale)| if kind == Kind::Scale { scale } else { template }) == Some(place)
                };
                let used = org.cycles.iter().any(|cycle| cycle.is_open() && on(cycle));
                let referred_to = org.cycles.iter().any(on);
                for (operation, verb, wrong, lacking) in [
                    (keep, "update", !draft, false),
                    (remove, "delete", !draft, false),
                    (publish, "update", published, one.parts < least),
                    (withdraw, "update", draft || used, false),
                    (archive, "update", !published, false),
                ] {
                    let changes = if operation == keep { ", '{\"description\": \"told anew\"}'" } else { "" };
                    let mut reasons =
                        vec![(!may, "RH030"), (!here, "RH032"), (here && wrong, "RH031"), (here && lacking, "RH038"), (closing, "RH010")];
                    // which one depends on the server's version
                    let stays = here && operation == remove && referred_to;
                    reasons.extend([(stays, "23001"), (stays, "23503")]);
                    probes.push(Probe {
                        operation,
                        row: id.to_string(),
                        sql: format!("select {operation}('{id}', 1{changes})"),
                        expected: Expected::unless(&reasons, format!("{table} {verb} {org_id}/{id}")),
                    });
                    // somebody else was first: nothing happens, and it is told
                    probes.push(Probe {
                        operation,
                        row: format!("{id}, of another version"),
                        sql: format!("select {operation}('{id}', 7{changes})"),
                        expected: Expected::refused(&[(!may, "RH030"), (!here, "RH032")]).unwrap_or(Expected::Answers("null")),
                    });
                }
            }
        }
    }
}
