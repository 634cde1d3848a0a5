//! Who reads whom: by a line in force and the role, within one's sites, and as a stand-in for the dates of an absence.

use std::collections::BTreeSet;

use harness::{Arena, Member, Org, Person, north, site, south};
use uuid::Uuid;

use crate::steps::{act, refused, seen, set};

const REPORTS: &str = "select r.employee_id from app.reports() r";

async fn reports(arena: &Arena, member: Member) -> BTreeSet<String> {
    let by_function = seen(&arena.client, member, REPORTS).await;
    let by_policy = seen(&arena.client, member, "select employee_id from people.employment_records").await;
    if !["admin", "hr"].contains(&member.role()) {
        let mut expected = by_function.clone();
        expected.insert(harness::label(member.employee()));
        assert_eq!(by_policy, expected, "{member}: what the policies show is what the function says, and oneself");
    }
    by_function
}

/// From one member to another, by days from the organisation's today.
fn delegate(id: Uuid, to: Member, approvals: bool, reads: bool, first: i32, last: i32) -> String {
    format!("select identity.delegate('{id}', '{}', {approvals}, {reads}, app.today() + {first}, app.today() + {last})", to.id())
}

#[tokio::test]
async fn r2_a_site_limit_narrows_reports_and_never_widens_them() {
    let arena = Arena::open("app_api").await;
    let (ada, mona) = (north(Person::Ada), north(Person::Mona));
    assert_eq!(reports(&arena, mona).await, set(["ravi", "rita"]));
    let (one, two) = (site(Org::North, 1), site(Org::North, 2));
    act(&arena.client, ada, &format!("update people.employees set site_id = '{two}' where id = '{}'", north(Person::Ravi).employee())).await;
    let limit = |sites: &str| format!("select identity.limit_to_sites('{}', array[{sites}]::uuid[])", mona.id());
    for (sites, expected) in [
        (format!("'{one}'"), set(["rita"])),
        (format!("'{two}'"), set(["ravi"])),
        (format!("'{one}', '{two}'"), set(["ravi", "rita"])),
        (String::new(), set(["ravi", "rita"])),
    ] {
        act(&arena.client, ada, &limit(&sites)).await;
        assert_eq!(reports(&arena, mona).await, expected, "limited to {sites}");
    }
    act(&arena.client, ada, &format!("update people.employees set site_id = null where id = '{}'", north(Person::Ravi).employee())).await;
    act(&arena.client, ada, &limit(&format!("'{one}'"))).await;
    assert_eq!(reports(&arena, mona).await, set(["rita"]), "who is at no site is at none of hers");
    assert_eq!(refused(&arena.client, ada, &limit(&format!("'{}'", site(Org::South, 1)))).await, "23503");
}

#[tokio::test]
async fn hy16_whoever_reads_the_chart_within_sites_reads_the_lines_of_the_people_there() {
    let arena = Arena::open("app_api").await;
    let (ada, omar) = (north(Person::Ada), north(Person::Omar));
    let lines = "select id from people.reporting_lines";
    let all = seen(&arena.client, omar, lines).await;
    assert_eq!(all.len(), 10);
    let two = site(Org::North, 2);
    act(&arena.client, ada, &format!("update people.employees set site_id = '{two}' where id = '{}'", north(Person::Sid).employee())).await;
    act(&arena.client, ada, &format!("select identity.limit_to_sites('{}', array['{two}'::uuid])", omar.id())).await;
    assert_eq!(seen(&arena.client, omar, lines).await, set(["line 3"]));
}

#[tokio::test]
async fn r18_a_stand_in_reads_the_delegators_reports_on_the_days_of_the_delegation() {
    let arena = Arena::open("app_api").await;
    let (mona, nora) = (north(Person::Mona), north(Person::Nora));
    // Nora is limited to the site of everybody here
    for (first, last, expected) in [(0, 0, set(["ravi", "rita"])), (-3, 3, set(["ravi", "rita"])), (1, 5, set([])), (-5, -1, set([]))] {
        let id = Uuid::new_v4();
        assert_eq!(reports(&arena, nora).await, set([]));
        act(&arena.client, mona, &delegate(id, nora, false, true, first, last)).await;
        assert_eq!(reports(&arena, nora).await, expected, "from {first} to {last}");
        act(&arena.client, mona, &format!("select identity.end_delegation('{id}')")).await;
        assert_eq!(reports(&arena, nora).await, set([]), "ended");
        assert_eq!(refused(&arena.client, mona, &format!("select identity.end_delegation('{id}')")).await, "RH031");
    }
    assert_eq!(reports(&arena, south(Person::Nora)).await, BTreeSet::new(), "her twin is nobody's stand-in");
}

#[tokio::test]
async fn r18_a_stand_in_is_a_manager_too_never_reads_themselves_and_hands_nothing_on() {
    let arena = Arena::open("app_api").await;
    let (ada, mona, nora, marc, rita) = (north(Person::Ada), north(Person::Mona), north(Person::Nora), north(Person::Marc), north(Person::Rita));
    let before = seen(&arena.client, rita, "select employee_id from people.employment_records").await;
    assert_eq!(before, set(["rita", "sid"]));
    act(&arena.client, mona, &delegate(Uuid::new_v4(), rita, true, true, 0, 9)).await;
    assert_eq!(reports(&arena, rita).await, set(["ravi", "sid"]), "Mona's reports without Rita herself");
    for person in [Person::Pia, Person::Omar, Person::Lena] {
        act(&arena.client, mona, &delegate(Uuid::new_v4(), north(person), true, true, 0, 9)).await;
        assert_eq!(reports(&arena, north(person)).await, set([]), "{person} has not the role of a manager");
    }
    act(&arena.client, mona, &delegate(Uuid::new_v4(), marc, true, false, 0, 9)).await;
    assert_eq!(reports(&arena, marc).await, set(["ravi"]), "approvals alone give no reading: his own acting line");
    act(&arena.client, mona, &delegate(Uuid::new_v4(), nora, true, true, 0, 9)).await;
    act(&arena.client, nora, &delegate(Uuid::new_v4(), marc, true, true, 0, 9)).await;
    assert_eq!(reports(&arena, nora).await, set(["ravi", "rita"]), "control");
    assert_eq!(reports(&arena, marc).await, set(["ravi"]), "what was delegated to Nora is not hers to delegate");
    act(&arena.client, mona, &delegate(Uuid::new_v4(), ada, false, true, 0, 9)).await;
    assert_eq!(reports(&arena, ada).await, set(["marc", "mona", "ravi", "rita"]));
}

#[tokio::test]
async fn r18_a_delegation_gives_no_more_than_the_delegator_sees() {
    let arena = Arena::open("app_api").await;
    let (ada, mona, marc) = (north(Person::Ada), north(Person::Mona), north(Person::Marc));
    let (one, two) = (site(Org::North, 1), site(Org::North, 2));
    act(&arena.client, mona, &delegate(Uuid::new_v4(), marc, false, true, 0, 9)).await;
    act(&arena.client, ada, &format!("update people.employees set site_id = '{two}' where id = '{}'", north(Person::Rita).employee())).await;
    assert_eq!(reports(&arena, marc).await, set(["ravi", "rita"]), "control: without a limit");
    act(&arena.client, ada, &format!("select identity.limit_to_sites('{}', array['{one}'::uuid])", mona.id())).await;
    assert_eq!(reports(&arena, mona).await, set(["ravi"]));
    assert_eq!(reports(&arena, marc).await, set(["ravi"]), "Mona does not read Rita now, nor does who stands in for her");
}

#[tokio::test]
async fn r18_a_delegation_ends_with_what_it_rests_on() {
    let mona = north(Person::Mona).id();
    for act_of_ada in [
        format!("select identity.set_member_role('{mona}', 'employee')"),
        format!("select identity.set_member_role('{mona}', 'ops')"),
        format!("select identity.suspend_member('{mona}')"),
        format!("select identity.remove_member('{mona}')"),
        format!("select identity.link_member('{mona}', null)"),
        format!("select people.leave('{}', app.today() - 1, false)", north(Person::Mona).employee()),
    ] {
        let arena = Arena::open("app_api").await;
        act(&arena.client, north(Person::Mona), &delegate(Uuid::new_v4(), north(Person::Nora), false, true, 0, 9)).await;
        assert_eq!(reports(&arena, north(Person::Nora)).await, set(["ravi", "rita"]), "control");
        act(&arena.client, north(Person::Ada), &act_of_ada).await;
        assert_eq!(reports(&arena, north(Person::Nora)).await, set([]), "{act_of_ada}");
    }
}

#[tokio::test]
async fn r18_who_delegates_what_to_whom_is_their_own_to_say() {
    let arena = Arena::open("app_api").await;
    let (mona, nora, pia) = (north(Person::Mona), north(Person::Nora), north(Person::Pia));
    let id = Org::North.unused(1);
    assert_eq!(refused(&arena.client, pia, &delegate(id, nora, true, true, 0, 1)).await, "RH030");
    assert_eq!(refused(&arena.client, mona, &delegate(id, mona, true, true, 0, 1)).await, "RH033");
    assert_eq!(refused(&arena.client, mona, &delegate(id, south(Person::Nora), true, true, 0, 1)).await, "RH032");
    assert_eq!(refused(&arena.client, mona, &delegate(id, north(Person::Gwen), true, true, 0, 1)).await, "RH032");
    assert_eq!(refused(&arena.client, mona, &delegate(id, nora, true, true, 1, 0)).await, "RH050");
    assert_eq!(refused(&arena.client, mona, &delegate(id, nora, false, false, 0, 1)).await, "23514");
    assert_eq!(refused(&arena.client, mona, &delegate(id, nora, true, true, 0, 366)).await, "23514");
    act(&arena.client, mona, &delegate(id, nora, true, true, 0, 365)).await;
    let rows = "select id from identity.delegations where id <> '";
    let all = format!("{rows}{}'", Org::North.delegation());
    for (person, sees) in
        [(Person::Mona, true), (Person::Nora, true), (Person::Hana, true), (Person::Ada, true), (Person::Marc, false), (Person::Ravi, false)]
    {
        assert_eq!(seen(&arena.client, north(person), &all).await.len(), usize::from(sees), "{person}");
    }
    let end = format!("select identity.end_delegation('{id}')");
    assert_eq!(refused(&arena.client, nora, &end).await, "RH030", "the stand-in");
    assert_eq!(refused(&arena.client, north(Person::Marc), &end).await, "RH032", "a stranger does not learn of it");
    assert_eq!(refused(&arena.client, south(Person::Ada), &end).await, "RH032");
    act(&arena.client, north(Person::Hana), &end).await;
    assert_eq!(reports(&arena, nora).await, set([]));
}

#[tokio::test]
async fn r16_a_day_begins_where_the_organisation_is() {
    let arena = Arena::open("app_api").await;
    let (ada, mona, nora) = (north(Person::Ada), north(Person::Mona), north(Person::Nora));
    act(&arena.client, mona, &delegate(Uuid::new_v4(), nora, false, true, 0, 0)).await;
    let zone = |name: &str| format!("update identity.org_settings set timezone = '{name}'");
    let mut days = BTreeSet::new();
    for name in ["Pacific/Kiritimati", "Europe/Berlin", "Pacific/Pago_Pago"] {
        act(&arena.client, ada, &zone(name)).await;
        days.insert(reports(&arena, nora).await);
    }
    assert_eq!(days, BTreeSet::from([set([]), set(["ravi", "rita"])]), "25 hours apart, it is another day in one of them");
    act(&arena.client, ada, &zone("Europe/Berlin")).await;
    harness::enter(&arena.client, nora).await;
    for session_zone in ["Pacific/Kiritimati", "Pacific/Pago_Pago"] {
        harness::run(&arena.client, &format!("set local timezone = '{session_zone}'")).await;
        assert_eq!(harness::who(&arena.client, REPORTS).await, set(["ravi", "rita"]), "the caller's own clock moves nothing");
    }
    harness::rollback(&arena.client).await;
}
