//! The employment tier and the private tier.

use harness::{Arena, Member, Org, Person, commit, enter, names, north, run, south, who};

use Person::{Ada, Alan, Dora, Gwen, Hana, Hugo, Lena, Lew, Marc, Mona, Nora, Omar, Pia, Ravi, Rita, Sid};

/// Whose employment a person reads.
fn employment(person: Person) -> Vec<Person> {
    match person {
        Ada | Alan | Hana | Hugo => Person::employees().collect(),
        Mona => vec![Mona, Rita, Ravi],
        Rita => vec![Rita, Sid],
        Marc => vec![Marc, Ravi], // by the acting line; the dotted one over Rita gives nothing
        Dora => vec![],
        other => vec![other], // Nora has the role and no line, Lena a line and not the role
    }
}

/// Whose private record a person reads.
/// Directly, and by the function that records a reading of somebody else's.
fn private(person: Person) -> Vec<Person> {
    match person {
        Dora => vec![],
        other => vec![other],
    }
}

fn private_by_function(person: Person) -> Vec<Person> {
    match person {
        Hana | Hugo => Person::employees().collect(),
        other => private(other),
    }
}

/// Which lines a person sees, by number.
fn lines(person: Person) -> Vec<u8> {
    match person {
        Ada | Alan | Hana | Hugo | Omar => (1..=10).collect(),
        Mona => vec![1, 2, 5, 6, 9], // her own, and all of Rita's and Ravi's
        Rita => vec![1, 3, 6],
        Marc => vec![2, 5, 10],
        Ravi => vec![2, 5],
        Sid => vec![3],
        Pia => vec![7, 8],
        Lew => vec![4],
        _ => vec![],
    }
}

async fn assert_each(sql: &str, expected: impl Fn(Person) -> std::collections::BTreeSet<String>) {
    let arena = Arena::open("app_api").await;
    for person in Person::members() {
        enter(&arena.client, north(person)).await;
        assert_eq!(who(&arena.client, sql).await, expected(person), "{person}: {sql}");
        commit(&arena.client).await;
    }
}

#[tokio::test]
async fn r01_r02_employment_is_read_by_oneself_the_manager_in_force_hr_and_admin() {
    assert_each("select employee_id from people.employment_records", |person| names(employment(person))).await;
}

#[tokio::test]
async fn r03_the_private_tier_is_read_by_oneself_and_by_hr_on_record_never_by_manager_or_admin() {
    assert_each("select employee_id from people.employee_private", |person| names(private(person))).await;
    assert_each("select p.employee_id from people.employees e cross join lateral people.read_private(e.id) p", |person| {
        names(private_by_function(person))
    })
    .await;
}

#[tokio::test]
async fn reporting_lines_are_read_by_whom_they_concern_and_by_those_who_keep_the_chart() {
    assert_each("select id from people.reporting_lines", |person| lines(person).iter().map(|number| format!("line {number}")).collect()).await;
}

#[tokio::test]
async fn r02_report_ids_are_the_reports_of_today_and_nobody_elses() {
    assert_each("select unnest(app.report_ids())", |person| match person {
        Ada => names([Mona, Marc]),
        Mona => names([Rita, Ravi]),
        Rita => names([Sid]),
        Marc => names([Ravi]),
        _ => names([]),
    })
    .await;
}

#[tokio::test]
async fn r02_role_and_line_count_together_and_neither_alone() {
    let arena = Arena::open("app_api").await;
    let sql = "select employee_id from people.employment_records";
    let change_role = async |person: Person, role: &str| {
        enter(&arena.client, north(Ada)).await;
        run(&arena.client, &format!("select identity.set_member_role('{}', '{role}')", north(person).id())).await;
        commit(&arena.client).await;
    };
    let seen_as = async |person: Person, role: &str| {
        let member = north(person);
        let auth = arena.db.login("app_auth").await;
        let secret = format!("{member} as {role} {}", uuid::Uuid::new_v4());
        harness::sign_in(&auth, member, &secret).await.expect("a session");
        run(&arena.client, "begin").await;
        run(&arena.client, &format!("select app.enter('{secret}', '{}', '{role}')", member.org.id())).await;
        let seen = who(&arena.client, sql).await;
        commit(&arena.client).await;
        seen
    };
    // Lena gets the role to her line, and loses it again
    change_role(Lena, "manager").await;
    assert_eq!(seen_as(Lena, "manager").await, names([Lena, Lew]));
    change_role(Lena, "ops").await;
    assert_eq!(seen_as(Lena, "ops").await, names([Lena]));
    // Nora gets a line to her role
    assert_eq!(seen_as(Nora, "manager").await, names([Nora]));
    enter(&arena.client, north(Hana)).await;
    run(
        &arena.client,
        &format!(
            "insert into people.reporting_lines (org_id, id, employee_id, manager_id, kind, valid)
             values ('{}', gen_random_uuid(), '{}', '{}', 'primary', '[2020-01-01,)')",
            Org::North.id(),
            north(Omar).employee(),
            north(Nora).employee()
        ),
    )
    .await;
    commit(&arena.client).await;
    assert_eq!(seen_as(Nora, "manager").await, names([Nora, Omar]));
    // Mona keeps her lines and loses the role
    change_role(Mona, "employee").await;
    assert_eq!(seen_as(Mona, "employee").await, names([Mona]));
}

#[tokio::test]
async fn r05_ops_see_no_employment_and_no_private_row_but_their_own() {
    let arena = Arena::entered(north(Omar)).await;
    assert_eq!(who(&arena.client, "select employee_id from people.employment_records").await, names([Omar]));
    assert_eq!(who(&arena.client, "select employee_id from people.employee_private").await, names([Omar]));
    // but that they became their employee's member
    assert!(who(&arena.client, "select id from audit.log where action <> 'employee.linked'").await.is_empty());
    assert_eq!(who(&arena.client, "select id from identity.memberships").await, names([Omar]));
}

#[tokio::test]
async fn r19_whoever_has_left_keeps_rows_that_only_the_people_team_sees() {
    let arena = Arena::open("app_api").await;
    for (person, directory, employment) in [(Ada, true, true), (Hana, true, true), (Mona, false, false), (Pia, false, false), (Omar, false, false)] {
        enter(&arena.client, north(person)).await;
        let gwen = Gwen.to_string();
        assert_eq!(who(&arena.client, "select id from people.employees").await.contains(&gwen), directory, "{person}");
        assert_eq!(who(&arena.client, "select employee_id from people.employment_records").await.contains(&gwen), employment, "{person}");
        commit(&arena.client).await;
    }
    let auth = arena.db.login("app_auth").await;
    assert_eq!(harness::sign_in(&auth, north(Gwen), "a secret").await.unwrap_err().code, "RH040");
}

#[tokio::test]
async fn the_twin_in_the_other_organisation_sees_the_mirror_image() {
    let arena = Arena::open("app_api").await;
    for person in Person::members() {
        for (sql, expected) in [
            ("select employee_id from people.employment_records", employment(person)),
            ("select employee_id from people.employee_private", private(person)),
        ] {
            enter(&arena.client, south(person)).await;
            let expected = expected.into_iter().map(|person| Member { org: Org::South, person }.employee()).collect();
            assert_eq!(harness::ids(&arena.client, sql).await, expected, "{person}: {sql}");
            commit(&arena.client).await;
        }
    }
}
