//! Errors, plans, keys and conflicts say nothing about rows one cannot see.

use harness::{Arena, Org, Person, Refusal, enter, line, north, refusal, run, south, strings, value};
use uuid::Uuid;

/// A refusal with every id in it made equal, so that two can be compared for anything else they say.
fn without_ids(refusal: &Refusal, ids: &[Uuid]) -> (String, String, String) {
    let blank = |text: &str| ids.iter().fold(text.to_owned(), |text, id| text.replace(&id.to_string(), "ID"));
    (refusal.code.clone(), blank(&refusal.message), blank(&refusal.detail))
}

#[tokio::test]
async fn a_predicate_that_fails_on_hidden_rows_never_meets_them() {
    let arena = Arena::entered(north(Person::Pia)).await;
    for table in [
        "people.employees where 1 / (case when display_name ilike '%$%' then 0 else 1 end) = 1",
        "people.employment_records where 1 / (case when legal_name ilike '%$%' then 0 else 1 end) = 1",
        "people.employee_private where 1 / (case when home_address ilike '%$%' then 0 else 1 end) = 1",
        "identity.organizations where 1 / (case when name ilike '%$%' then 0 else 1 end) = 1",
    ] {
        let probe = |token: &str| format!("select count(*) from {}", table.replace('$', token));
        run(&arena.client, &probe(Org::South.token())).await;
        assert_eq!(refusal(&arena.client, &probe(Org::North.token())).await.code, "22012", "control: it does meet one's own: {table}");
    }
    // inside the organisation too: only the own record is met, colleagues' are not
    run(&arena.client, "select count(*) from people.employment_records where 1 / (case when legal_name like '%Omar%' then 0 else 1 end) = 1").await;
}

#[tokio::test]
async fn a_cast_error_quotes_ones_own_row_at_most() {
    let arena = Arena::entered(north(Person::Pia)).await;
    for sql in [
        "select count(*) from people.employment_records where legal_name::integer > 0",
        "select legal_name::integer from people.employment_records order by employee_no desc",
        "select count(*) from people.employee_private where home_address::uuid is not null",
        "select name::date from identity.memberships",
        "select name::jsonb from identity.organizations",
    ] {
        let refusal = refusal(&arena.client, sql).await;
        let text = format!("{} {} {}", refusal.message, refusal.detail, refusal.context);
        assert!(refusal.code.starts_with("22"), "{sql}: {refusal:?}");
        harness::assert_no_foreign_byte(&text, Org::North);
        for colleague in Person::ALL.into_iter().filter(|person| *person != Person::Pia) {
            assert!(!text.contains(&format!("{colleague:?} ")), "{sql}: {text}");
        }
    }
}

#[tokio::test]
async fn a_plan_contains_no_value_of_another_organisation() {
    let arena = Arena::entered(north(Person::Ada)).await;
    for table in arena.tables.clone().iter().filter(|table| !table.readable.is_empty()) {
        let columns = table.readable.join(", ");
        for options in ["verbose", "analyze, verbose, buffers", "analyze, format json"] {
            let sql = format!("explain ({options}) select {columns} from {} order by {}", table.name, table.readable[0]);
            let rows = arena.client.simple_query(&sql).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
            harness::assert_no_foreign_byte(&format!("{rows:?}"), Org::North);
        }
    }
}

#[tokio::test]
async fn the_same_names_and_even_the_same_ids_are_free_in_every_organisation() {
    let arena = Arena::entered(north(Person::Ada)).await;
    let twin = south(Person::Rita);
    let south_department = Org::South.department(2);
    run(
        &arena.client,
        &format!(
            "insert into people.departments (org_id, id, name) values ('{org}', '{south_department}', 'Engineering {token}');
             insert into people.sites (org_id, id, name, timezone) values ('{org}', '{}', 'Berlin {token}', 'UTC');
             insert into people.positions (org_id, id, title) values ('{org}', '{}', 'Engineer {token}');
             insert into people.employees (org_id, id, display_name, work_email) values ('{org}', '{twin}', 'Rita {token}', 'work.6@{token}.example');
             insert into people.employment_records (org_id, employee_id, employee_no, legal_name, employment_type, hired_on)
             values ('{org}', '{twin}', 'E-{token}-6', 'x', 'intern', '2020-01-01')",
            harness::site(Org::South, 1),
            Org::South.position(1),
            org = Org::North.id(),
            token = Org::South.token(),
            twin = twin.employee(),
        ),
    )
    .await;
    // nothing to conflict with either: the row is simply new
    let added = format!(
        "insert into people.departments (org_id, id, name) values ('{}', '{}', 'Operations {}') on conflict do nothing returning id",
        Org::North.id(),
        Org::South.department(3),
        Org::South.token()
    );
    assert_eq!(harness::ids(&arena.client, &added).await, [Org::South.department(3)].into());
    assert_eq!(refusal(&arena.client, &added.replace(" on conflict do nothing", "")).await.code, "23505", "control: one's own name is taken");
}

#[tokio::test]
async fn a_reference_to_a_foreign_row_answers_exactly_like_one_to_no_row() {
    let arena = Arena::entered(north(Person::Ada)).await;
    let nobody = Uuid::from_u128(0x1234_5678_0000_7000_8000_0000_0000_0001);
    let home = Org::North.id();
    let rita = north(Person::Rita).employee();
    let new_line =
        format!("insert into people.reporting_lines (org_id, id, employee_id, manager_id, kind, valid) values ('{home}', gen_random_uuid(), ");
    let references = [
        (format!("update people.employees set department_id = '$' where id = '{rita}'"), Org::South.department(1), Org::North.department(3)),
        (format!("update people.employees set site_id = '$' where id = '{rita}'"), harness::site(Org::South, 1), harness::site(Org::North, 2)),
        (format!("update people.employees set position_id = '$' where id = '{rita}'"), Org::South.position(1), Org::North.position(2)),
        (
            format!(
                "insert into people.departments (org_id, id, parent_id, name) values ('{home}', gen_random_uuid(), '$', gen_random_uuid()::text)"
            ),
            Org::South.department(1),
            Org::North.department(1),
        ),
        (format!("{new_line} '{rita}', '$', 'dotted', '[2020-01-01,2020-02-01)')"), south(Person::Mona).employee(), north(Person::Nora).employee()),
        (format!("{new_line} '$', '{rita}', 'acting', '[2020-01-01,2020-02-01)')"), south(Person::Pia).employee(), north(Person::Omar).employee()),
    ];
    for (sql, foreign, own) in references {
        let to = |id: Uuid| sql.replace('$', &id.to_string());
        let hidden = refusal(&arena.client, &to(foreign)).await;
        let missing = refusal(&arena.client, &to(nobody)).await;
        assert_eq!(hidden.code, "23503", "{sql}");
        assert_eq!(without_ids(&hidden, &[foreign, nobody]), without_ids(&missing, &[foreign, nobody]), "{sql}");
        run(&arena.client, &to(own)).await;
    }
}

#[tokio::test]
async fn functions_answer_for_a_foreign_id_exactly_as_for_no_id() {
    let arena = Arena::entered(north(Person::Ada)).await;
    let nobody = Uuid::from_u128(0x1234_5678_0000_7000_8000_0000_0000_0001);
    for (call, foreign, code) in [
        ("select identity.suspend_member('$')", south(Person::Pia).id(), "RH032"),
        ("select identity.resume_member('$')", south(Person::Pia).id(), "RH032"),
        ("select identity.remove_member('$')", south(Person::Pia).id(), "RH032"),
        ("select identity.set_member_role('$', 'hr')", south(Person::Pia).id(), "RH032"),
        ("select identity.revoke_session('$')", south(Person::Pia).session(), "RH032"),
        ("select app.enter('guess', '$', 'admin')", Org::South.id(), "RH001"),
        ("insert into people.sites (org_id, id, name, timezone) values ('$', gen_random_uuid(), 'x', 'UTC')", Org::South.id(), "RH011"),
    ] {
        let hidden = refusal(&arena.client, &call.replace('$', &foreign.to_string())).await;
        let missing = refusal(&arena.client, &call.replace('$', &nobody.to_string())).await;
        assert_eq!(hidden.code, code, "{call}");
        assert_eq!(without_ids(&hidden, &[foreign, nobody]), without_ids(&missing, &[foreign, nobody]), "{call}");
    }
    let answer = async |org: Uuid| value::<Option<String>>(&arena.client, &format!("select app.refusal('guess', '{org}', 'admin')")).await;
    assert_eq!(answer(Org::South.id()).await, answer(nobody).await);
    run(&arena.client, &format!("select identity.suspend_member('{}')", north(Person::Pia).id())).await;
}

#[tokio::test]
async fn writes_to_hidden_and_to_missing_rows_are_the_same_nothing() {
    let arena = Arena::open("app_api").await;
    enter(&arena.client, north(Person::Ada)).await;
    let writes = [
        format!("update people.employees set display_name = 'x' where id = '{}'", south(Person::Rita).employee()),
        format!("update people.employees set display_name = 'x' where org_id = '{}'", Org::South.id()),
        format!("delete from people.departments where org_id = '{}'", Org::South.id()),
        format!("update people.reporting_lines set valid = '[2020-01-01,2020-01-02)' where id = '{}'", line(Org::South, 1)),
        format!("update identity.organizations set name = 'x' where org_id = '{}'", Org::South.id()),
        "update people.employees set display_name = 'x' where id = gen_random_uuid()".to_owned(),
    ];
    let before = harness::fingerprint(&arena.admin, Org::South).await;
    for sql in &writes {
        assert_eq!(arena.client.execute(sql, &[]).await.expect("no error"), 0, "{sql}");
    }
    arena.commit().await;
    assert_eq!(before, harness::fingerprint(&arena.admin, Org::South).await);
    assert!(strings(&arena.client, "select display_name from people.employees").await.is_empty());
}
