//! Leaving: now, or when the last day is over; then sign-in, rights and lines end together, and history stays.

use harness::{Arena, Member, Org, Person, begin, commit, digest, enter, enter_with, line, north, refusal, rollback, run, sign_in, strings, value};
use uuid::Uuid;

use crate::steps::{act, as_if, ask, refused, seen, set};

fn leave(who: Member, days: i32, at_once: bool) -> String {
    format!("select people.leave('{}', app.today() + ({days}), {at_once})", who.employee())
}

/// State of the employee, of the membership, and how many rights are left.
async fn standing(arena: &Arena, who: Member) -> (String, String, i64) {
    let sql = "select e.state, m.state, (select count(*) from identity.capabilities c where c.org_id = m.org_id and c.member_id = m.id)
                 from people.employees e join identity.memberships m on m.org_id = e.org_id and m.employee_id = e.id where e.id = $1";
    let row = arena.admin.query_one(sql, &[&who.employee()]).await.expect("a row");
    (row.get(0), row.get(1), row.get(2))
}

fn gone() -> (String, String, i64) {
    ("left".to_owned(), "left".to_owned(), 0)
}

fn there() -> (String, String, i64) {
    ("active".to_owned(), "active".to_owned(), 1)
}

#[tokio::test]
async fn r19_a_past_last_day_or_today_at_once_ends_everything_in_the_next_statement() {
    for (days, at_once) in [(-1, false), (-1, true), (0, true), (-300, false)] {
        let arena = Arena::open("app_api").await;
        let auth = arena.db.login("app_auth").await;
        let (hana, mona) = (north(Person::Hana), north(Person::Mona));
        let open = arena.another().await;
        enter(&open, mona).await;
        assert_eq!(value::<i64>(&open, "select count(*) from app.caller").await, 1, "control");
        enter(&arena.client, hana).await;
        assert_eq!(value::<String>(&arena.client, &leave(mona, days, at_once)).await, "left");
        commit(&arena.client).await;
        assert_eq!(value::<i64>(&open, "select count(*) from people.employees").await, 0, "in a transaction that was open");
        rollback(&open).await;
        assert_eq!(enter_with(&open, mona, &mona.secret()).await.unwrap_err().code, "RH001");
        assert_eq!(sign_in(&auth, mona, "again").await.unwrap_err().code, "RH040");
        let refresh = format!(
            "select reused from identity.refresh_session('{}', sha256({}), sha256('n'), sha256('x'))",
            Org::North.id(),
            digest(&mona.secret())
        );
        assert_eq!(refusal(&auth, &refresh).await.code, "RH001");
        assert_eq!(standing(&arena, mona).await, gone());
        let reason: String = value(&arena.admin, &format!("select end_reason from identity.sessions where id = '{}'", mona.session())).await;
        assert_eq!(reason, "member_left");
        let jobs: i64 = value(&arena.admin, "select count(*) from lifecycle.jobs where kind = 'end_employment'").await;
        assert_eq!(jobs, 0);
    }
}

#[tokio::test]
async fn r19_lines_stop_with_the_last_day_on_both_sides_and_past_ones_stay() {
    let arena = Arena::open("app_api").await;
    let (hana, mona) = (north(Person::Hana), north(Person::Mona));
    let count = "select count(*) from people.reporting_lines where org_id = '$' and '#' in (employee_id, manager_id) and (upper_inf(valid) or upper(valid) > (now() at time zone 'Europe/Berlin')::date - 9)"
        .replace('$', &Org::North.id().to_string())
        .replace('#', &mona.employee().to_string());
    assert_eq!(value::<i64>(&arena.admin, &count).await, 4, "control: lines 1, 2, 8 and 9");
    act(&arena.client, hana, &leave(mona, -10, false)).await;
    assert_eq!(value::<i64>(&arena.admin, &count).await, 0);
    let cut = format!(
        "select l.id::text from people.reporting_lines l where l.org_id = '{}' and '{}' in (l.employee_id, l.manager_id)
            and upper(l.valid) = (now() at time zone 'Europe/Berlin')::date - 9 order by 1",
        Org::North.id(),
        mona.employee()
    );
    let expected: Vec<String> = [1, 2, 9].map(|number| line(Org::North, number).to_string()).to_vec();
    assert_eq!(strings(&arena.admin, &cut).await, expected, "the line still to come is gone, the others end with the last day");
    let others: i64 =
        value(&arena.admin, &format!("select count(*) from people.reporting_lines where org_id = '{}' and row_version = 1", Org::North.id())).await;
    assert_eq!(others, 6, "no other line was touched");
}

#[tokio::test]
async fn r19_a_later_last_day_queues_a_job_that_ends_it_when_the_day_is_over() {
    let arena = Arena::open("app_api").await;
    let worker = arena.db.login("app_worker").await;
    let (hana, pia) = (north(Person::Hana), north(Person::Pia));
    for days in [0, 3] {
        assert_eq!(ask::<String>(&arena.client, hana, &leave(pia, days, false)).await, "leaving", "in {days} days");
    }
    assert_eq!(refused(&arena.client, hana, &leave(pia, 1, true)).await, "RH050", "not at once before the day");
    act(&arena.client, hana, &leave(pia, 0, false)).await;
    assert_eq!(standing(&arena, pia).await, there(), "until the last day is over");
    let due: bool = value(
        &arena.admin,
        &format!(
            "select j.run_after = (((now() at time zone 'Europe/Berlin')::date + 1)::timestamp at time zone 'Europe/Berlin') and j.requested_by = '{}'
                and j.arguments = jsonb_build_object('employee_id', '{}') from lifecycle.jobs j where j.kind = 'end_employment'",
            hana.id(),
            pia.employee()
        ),
    )
    .await;
    assert!(due, "one job, due at midnight where the organisation is");
    assert_eq!(work(&arena, &worker).await, None, "not due yet");
    tomorrow(&arena).await;
    assert_eq!(work(&arena, &worker).await.as_deref(), Some("left"));
    assert_eq!(standing(&arena, pia).await, gone());
    assert_eq!(work(&arena, &worker).await, None, "done");
}

/// Moves what waits, and the recorded last days, a day back: as if it were tomorrow.
async fn tomorrow(arena: &Arena) {
    as_if(&arena.admin, "update lifecycle.jobs set run_after = run_after - interval '1 day' where kind = 'end_employment'; update people.employment_records set ended_on = ended_on - 1 where ended_on > '2026-01-01'").await;
}

/// Claims the due job, acts as it, and says what it did.
async fn work(arena: &Arena, worker: &tokio_postgres::Client) -> Option<String> {
    let secret = Uuid::new_v4().to_string();
    let claim = format!("select org_id, job_id from lifecycle.claim_job(array['end_employment'], '1 minute', {})", digest(&secret));
    let row = worker.query_opt(&claim, &[]).await.expect("a claim")?;
    let (org, job): (Uuid, Uuid) = (row.get(0), row.get(1));
    begin(worker).await;
    run(worker, &format!("select app.enter_job('{job}', '{org}', '{secret}')")).await;
    let done: String = value(worker, "select people.end_due_employment()").await;
    commit(worker).await;
    run(worker, &format!("select lifecycle.finish_job('{org}', '{job}', '{secret}', null)")).await;
    let actor: i64 = value(&arena.admin, &format!("select count(*) from audit.log where actor_kind = 'job' and actor_id = '{job}'")).await;
    assert_eq!(actor > 0, done == "left", "the job is the actor of what it ended");
    Some(done)
}

#[tokio::test]
async fn r19_the_job_does_nothing_once_the_leaving_was_taken_back_or_put_off() {
    let arena = Arena::open("app_api").await;
    let worker = arena.db.login("app_worker").await;
    let (hana, pia, ravi) = (north(Person::Hana), north(Person::Pia), north(Person::Ravi));
    act(&arena.client, hana, &leave(pia, 0, false)).await;
    act(&arena.client, hana, &format!("select people.reinstate('{}')", pia.employee())).await;
    tomorrow(&arena).await;
    assert_eq!(work(&arena, &worker).await.as_deref(), Some("nothing"));
    assert_eq!(standing(&arena, pia).await, there());
    act(&arena.client, hana, &leave(ravi, 0, false)).await;
    act(&arena.client, hana, &leave(ravi, 2, false)).await;
    tomorrow(&arena).await;
    assert_eq!(work(&arena, &worker).await.as_deref(), Some("nothing"), "the job of the first day");
    assert_eq!(standing(&arena, ravi).await, there());
    assert_eq!(work(&arena, &worker).await, None);
    tomorrow(&arena).await;
    tomorrow(&arena).await;
    assert_eq!(work(&arena, &worker).await.as_deref(), Some("left"), "the job of the later one");
    assert_eq!(standing(&arena, ravi).await, gone());
}

#[tokio::test]
async fn r19_only_the_claimed_job_of_that_kind_ends_an_employment() {
    let arena = Arena::open("app_api").await;
    let worker = arena.db.login("app_worker").await;
    let (hana, pia) = (north(Person::Hana), north(Person::Pia));
    act(&arena.client, hana, &leave(pia, 0, false)).await;
    tomorrow(&arena).await;
    assert_eq!(refusal(&worker, "select people.end_due_employment()").await.code, "RH006", "without a claim");
    assert_eq!(refused(&arena.client, hana, "select people.end_due_employment()").await, "42501", "nor does a request");
    let claim = format!("select org_id, job_id from lifecycle.claim_job(array['export_people'], '1 minute', {})", digest("other"));
    let row = worker.query_one(&claim, &[]).await.expect("another job");
    begin(&worker).await;
    run(&worker, &format!("select app.enter_job('{}', '{}', 'other')", row.get::<_, Uuid>(1), row.get::<_, Uuid>(0))).await;
    assert_eq!(refusal(&worker, "select people.end_due_employment()").await.code, "RH006", "a job of another kind");
    rollback(&worker).await;
    assert_eq!(standing(&arena, pia).await, there());
}

#[tokio::test]
async fn r19_leaving_and_coming_back_are_history() {
    let arena = Arena::open("app_api").await;
    let auth = arena.db.login("app_auth").await;
    let (hana, pia) = (north(Person::Hana), north(Person::Pia));
    act(&arena.client, hana, &leave(pia, -2, false)).await;
    assert_eq!(refused(&arena.client, hana, &leave(pia, -2, false)).await, "RH031", "left already");
    assert_eq!(seen(&arena.client, north(Person::Ravi), "select id from people.employees where display_name like 'Pia%'").await, set([]));
    assert_eq!(seen(&arena.client, hana, "select id from people.employees where display_name like 'Pia%'").await, set(["pia"]));
    act(&arena.client, hana, &format!("select people.reinstate('{}')", pia.employee())).await;
    assert_eq!(refused(&arena.client, hana, &format!("select people.reinstate('{}')", pia.employee())).await, "RH031");
    let history = format!(
        "select kind || ' ' || (happened_on - (now() at time zone 'Europe/Berlin')::date) from people.employment_events where employee_id = '{}' and kind <> 'joined' order by id",
        pia.employee()
    );
    assert_eq!(strings(&arena.admin, &history).await, ["left -2", "reinstated 0"]);
    assert_eq!(standing(&arena, pia).await, ("active".to_owned(), "left".to_owned(), 0), "the membership does not come back by itself");
    assert_eq!(sign_in(&auth, pia, "again").await.unwrap_err().code, "RH040");
}

#[tokio::test]
async fn r19_what_cannot_be_is_refused() {
    let arena = Arena::open("app_api").await;
    let hana = north(Person::Hana);
    assert_eq!(refused(&arena.client, hana, &leave(hana, -1, false)).await, "RH033");
    assert_eq!(refused(&arena.client, hana, &format!("select people.reinstate('{}')", hana.employee())).await, "RH033");
    assert_eq!(refused(&arena.client, hana, &leave(north(Person::Pia), -9000, false)).await, "RH050", "before the day of hiring");
    for missing in [Org::North.unused(1), harness::south(Person::Pia).employee()] {
        assert_eq!(refused(&arena.client, hana, &format!("select people.leave('{missing}', app.today(), true)")).await, "RH032");
        assert_eq!(refused(&arena.client, hana, &format!("select people.reinstate('{missing}')")).await, "RH032");
    }
    assert_eq!(refused(&arena.client, hana, &format!("select people.reinstate('{}')", north(Person::Pia).employee())).await, "RH031", "not leaving");
    assert_eq!(ask::<String>(&arena.client, hana, &leave(north(Person::Nemo), -1, false)).await, "left", "control: one without a membership");
}

#[tokio::test]
async fn r19_who_comes_back_by_invitation_brings_nothing_along() {
    let arena = Arena::open("app_api").await;
    let auth = arena.db.login("app_auth").await;
    let (ada, hana, ravi, pia) = (north(Person::Ada), north(Person::Hana), north(Person::Ravi), north(Person::Pia));
    let delegation = Org::North.unused(3);
    act(&arena.client, ada, &crate::steps::deny(ravi, "org.close")).await;
    act(&arena.client, ada, &format!("select identity.limit_to_sites('{}', array['{}'::uuid])", ravi.id(), harness::site(Org::North, 1))).await;
    act(&arena.client, ada, &crate::steps::allow(ravi, "org.roles")).await;
    act(&arena.client, ada, &crate::steps::group(Org::North.id(), Org::North.unused(1), &["org.members"], &[ravi])).await;
    act(&arena.client, ada, &crate::steps::override_as(Org::North.unused(2), ravi, "people.private.read", "allow")).await;
    act(
        &arena.client,
        north(Person::Mona),
        &format!("select identity.delegate('{delegation}', '{}', true, true, app.today(), app.today() + 9)", ravi.id()),
    )
    .await;
    assert_eq!(crate::steps::held(&arena.client, ravi).await, set(["org.members", "org.roles"]), "control");
    act(&arena.client, ada, &format!("select identity.remove_member('{}')", ravi.id())).await;
    let left: String = value(
        &arena.admin,
        &format!(
            "select concat_ws(' ', (select count(*) from identity.group_members where member_id = '{0}'),
                    (select count(*) from identity.permission_overrides where member_id = '{0}' and state in ('active', 'requested') and effect = 'allow'),
                    (select count(*) from identity.permission_overrides where member_id = '{0}' and state = 'active' and effect = 'deny'),
                    (select count(*) from identity.delegations where '{0}' in (from_member_id, to_member_id) and ended_at is null),
                    (select count(*) from identity.membership_sites where member_id = '{0}'))",
            ravi.id()
        ),
    )
    .await;
    assert_eq!(left, "0 0 1 0 1", "groups, permissions given, denials, delegations, site limits: what narrows stays");
    act(&arena.client, hana, &format!("select identity.invite(gen_random_uuid(), '{}', 'employee', null, sha256('back'))", ravi.email())).await;
    let accept = "select member_id from identity.accept_invitation($1, sha256('back'), 'Ravi', '\\x00112233445566778899aabbccddeeff', 8192, 1, 1, $2, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), sha256('back again'), null)";
    let row = auth.query_one(accept, &[&Org::North.id(), &ravi.tag()]).await.expect("he is back");
    assert_eq!(row.get::<_, Uuid>(0), ravi.id());
    assert_eq!(crate::steps::held_with(&arena.client, ravi, "back again").await, set([]), "hr, who may only invite, gave him nothing");
    act(&arena.client, ada, &crate::steps::allow(pia, "audit.read")).await;
    assert_eq!(crate::steps::held(&arena.client, pia).await, set(["audit.read"]), "control: nobody else's were touched");
}

/// Coming back under another address is no second membership of the same person.
#[tokio::test]
async fn r19_who_comes_back_under_another_address_is_the_same_employee() {
    let arena = Arena::open("app_api").await;
    let sid = north(Person::Sid);
    let hana = north(Person::Hana);
    let invite =
        format!("select identity.invite(gen_random_uuid(), 'sid@elsewhere.example', 'employee', '{}', {})", sid.employee(), harness::digest("t"));
    let accept = format!(
        "select member_id from identity.accept_invitation('{}', {}, 'Sid', '\\x00112233445566778899aabbccddeeff', 8192, 1, 1, 'tag', gen_random_uuid(),
            gen_random_uuid(), gen_random_uuid(), {}, null)",
        Org::North.id(),
        harness::digest("t"),
        harness::digest("new")
    );
    let auth = arena.db.login("app_auth").await;
    act(&arena.client, hana, &invite).await;
    assert_eq!(harness::refusal(&auth, &accept).await.code, "23505", "control: while the first is there");
    act(&arena.client, hana, &format!("select people.leave('{}', '2026-01-31', true)", sid.employee())).await;
    act(&arena.client, hana, &format!("select people.reinstate('{}')", sid.employee())).await;
    harness::run(&auth, &accept).await;
    harness::begin(&arena.client).await;
    harness::run(&arena.client, &format!("select app.enter('new', '{}', 'employee')", Org::North.id())).await;
    assert_eq!(harness::who(&arena.client, "select employee_id from people.employment_records").await, crate::steps::set(["sid"]));
}

/// R34: what falls due while the organisation closes waits for it to reopen.
#[tokio::test]
async fn r34_no_job_of_a_closing_organisation_is_claimed_until_it_reopens() {
    let arena = Arena::open("app_api").await;
    let worker = arena.db.login("app_worker").await;
    let claim = |secret: &str| {
        format!(
            "select job_id from lifecycle.claim_job(array['export_people'], '1 minute', {}) where org_id = '{}'",
            harness::digest(secret),
            Org::North.id()
        )
    };
    crate::steps::as_if(&arena.admin, &format!("delete from lifecycle.jobs where org_id = '{}'", Org::South.id())).await;
    act(&arena.client, north(Person::Ada), "select identity.close_organization()").await;
    assert!(harness::ids(&worker, &claim("one")).await.is_empty());
    act(&arena.client, north(Person::Ada), "select identity.cancel_closing()").await;
    assert_eq!(harness::ids(&worker, &claim("two")).await.len(), 1, "control");
}
