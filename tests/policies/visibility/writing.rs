//! Who may write what they see.

use harness::{Arena, Org, Person, Refusal, enter, names, north, rollback, who};

use Person::{Ada, Hana, Mona, Omar, Pia};

const ROLES: [Person; 5] = [Ada, Hana, Mona, Omar, Pia];

/// What became of a write: whose rows it changed, or the SQLSTATE of its refusal.
async fn outcome(arena: &Arena, person: Person, sql: &str) -> Result<std::collections::BTreeSet<String>, String> {
    enter(&arena.client, north(person)).await;
    let before = snapshot(arena).await;
    let outcome = match arena.client.execute(sql, &[]).await {
        Ok(_) => {
            harness::commit(&arena.client).await;
            let after = snapshot(arena).await;
            Ok(after.difference(&before).map(|row| row.split(' ').next().unwrap_or_default().to_owned()).collect())
        }
        Err(error) => Err(Refusal::from(&error).code),
    };
    let _ = arena.client.batch_execute("rollback").await;
    outcome
}

/// Person and version of every people row of both organisations; a blind update leaves its traces here.
async fn snapshot(arena: &Arena) -> std::collections::BTreeSet<String> {
    let mut rows = std::collections::BTreeSet::new();
    for (table, key) in [
        ("people.employees", "id"),
        ("people.employment_records", "employee_id"),
        ("people.employee_private", "employee_id"),
        ("people.reporting_lines", "id"),
        ("people.departments", "id"),
        ("people.positions", "id"),
        ("people.sites", "id"),
        ("identity.org_settings", "org_id"),
        ("identity.organizations", "org_id"),
    ] {
        let sql = format!("select {key}, '{table} ' || row_version from {table}");
        for row in arena.admin.query(&sql, &[]).await.expect("rows") {
            rows.insert(format!("{} {}", harness::label(row.get(0)).replace(' ', "-"), row.get::<_, String>(1)));
        }
    }
    rows
}

#[tokio::test]
async fn r01_blind_updates_reach_exactly_the_rows_of_the_role() {
    let everybody = || Ok(names(Person::employees()));
    let nobody = || Ok(names([]));
    let arena = Arena::open("app_api").await;
    for person in ROLES {
        let people_team = matches!(person, Ada | Hana);
        let expected = if people_team { everybody() } else { nobody() };
        assert_eq!(outcome(&arena, person, "update people.employees set work_phone = '+1 23'").await, expected, "{person}");
        assert_eq!(outcome(&arena, person, "update people.employment_records set hired_on = '2019-01-01'").await, expected, "{person}");
        // hr's way to the private tier of others is a function, which is recorded
        assert_eq!(outcome(&arena, person, "update people.employee_private set private_phone = '+1 23'").await, Ok(names([person])), "{person}");
        let lines = outcome(&arena, person, "update people.reporting_lines set valid = valid").await;
        assert_eq!(lines.map(|changed| changed.len()), Ok(if people_team { 10 } else { 0 }), "{person}");
        for (table, column, count) in [("departments", "name", 3), ("positions", "title", 2), ("sites", "name", 2)] {
            let changed = outcome(&arena, person, &format!("update people.{table} set {column} = {column}")).await;
            assert_eq!(changed.map(|changed| changed.len()), Ok(if people_team { count } else { 0 }), "{person}: {table}");
        }
        for sql in ["update identity.org_settings set week_start = 0", "update identity.organizations set name = 'New northcanary'"] {
            let changed = outcome(&arena, person, sql).await;
            assert_eq!(changed.map(|changed| changed.len()), Ok(usize::from(person == Ada)), "{person}: {sql}");
        }
    }
}

#[tokio::test]
async fn blind_deletes_are_refused_or_reach_only_unused_rows_of_ones_own() {
    let arena = Arena::open("app_api").await;
    for person in ROLES {
        enter(&arena.client, north(person)).await;
        for table in arena.tables.iter().filter(|table| table.tenant && !table.deletable) {
            assert_eq!(harness::refusal(&arena.client, &format!("delete from {}", table.name)).await.code, "42501", "{person}: {}", table.name);
        }
        for table in ["people.departments", "people.positions", "people.sites"] {
            let sql = format!("delete from {table}");
            match person {
                // rows in use are protected by their references: 23503, from PostgreSQL 18 on 23001
                Ada | Hana => {
                    let code = harness::refusal(&arena.client, &sql).await.code;
                    assert!(["23503", "23001"].contains(&code.as_str()), "{person}: {table}: {code}");
                }
                _ => assert_eq!(arena.client.execute(&sql, &[]).await.expect("nothing"), 0, "{person}: {table}"),
            }
        }
        rollback(&arena.client).await;
    }
    enter(&arena.client, north(Ada)).await;
    let unused = format!("delete from people.departments where id = '{}'", Org::North.department(3));
    assert_eq!(arena.client.execute(&unused, &[]).await.expect("a delete"), 1, "control");
    let left = who(&arena.client, "select id from people.departments").await;
    assert_eq!(left, ["department 1".to_owned(), "department 2".to_owned()].into());
}

#[tokio::test]
async fn hy16_new_rows_come_from_the_people_team_alone() {
    let arena = Arena::open("app_api").await;
    let org = Org::North.id();
    let inserts = [
        ("employees", format!("insert into people.employees (org_id, id, display_name) values ('{org}', gen_random_uuid(), 'New')")),
        ("departments", format!("insert into people.departments (org_id, id, name) values ('{org}', gen_random_uuid(), 'New')")),
        ("positions", format!("insert into people.positions (org_id, id, title) values ('{org}', gen_random_uuid(), 'New')")),
        ("sites", format!("insert into people.sites (org_id, id, name, timezone) values ('{org}', gen_random_uuid(), 'New', 'UTC')")),
        (
            "reporting_lines",
            format!(
                "insert into people.reporting_lines (org_id, id, employee_id, manager_id, kind, valid) values ('{org}', gen_random_uuid(), '{}', '{}', 'dotted', '[2020-01-01,)')",
                north(Omar).employee(),
                north(Mona).employee()
            ),
        ),
    ];
    for person in ROLES {
        for (table, sql) in &inserts {
            enter(&arena.client, north(person)).await;
            let outcome = arena.client.execute(sql, &[]).await.map_err(|error| Refusal::from(&error).code);
            let expected = if matches!(person, Ada | Hana) { Ok(1) } else { Err("42501".to_owned()) };
            assert_eq!(outcome, expected, "{person}: {table}");
            rollback(&arena.client).await;
        }
    }
}

#[tokio::test]
async fn r03_private_records_are_opened_by_hr_and_by_no_admin() {
    let arena = Arena::open("app_api").await;
    for person in ROLES {
        enter(&arena.client, north(Ada)).await;
        let id = uuid::Uuid::new_v4();
        harness::run(
            &arena.client,
            &format!("insert into people.employees (org_id, id, display_name) values ('{}', '{id}', 'New')", Org::North.id()),
        )
        .await;
        harness::commit(&arena.client).await;
        enter(&arena.client, north(person)).await;
        let direct = format!("insert into people.employee_private (org_id, employee_id) values ('{}', '{id}')", Org::North.id());
        assert_eq!(harness::refusal(&arena.client, &direct).await.code, "42501", "{person}");
        let opened = format!("select people.keep_private('{id}', null, '{{}}')");
        let outcome = arena.client.query(&opened, &[]).await.map(|rows| rows.len()).map_err(|error| Refusal::from(&error).code);
        assert_eq!(outcome, if person == Hana { Ok(1) } else { Err("RH030".to_owned()) }, "{person}");
        rollback(&arena.client).await;
    }
}

#[tokio::test]
async fn insert_returning_and_on_conflict_work_for_who_may_write() {
    let arena = Arena::entered(north(Hana)).await;
    let sql = format!(
        "insert into people.sites (org_id, id, name, timezone) values ('{}', '{}', 'Berlin northcanary', 'Europe/Berlin')
         on conflict (org_id, name) do update set timezone = excluded.timezone returning id",
        Org::North.id(),
        Org::North.unused(1)
    );
    assert_eq!(who(&arena.client, &sql).await, ["site 1".to_owned()].into());
    let sql = format!(
        "insert into people.employees (org_id, id, display_name) values ('{}', '{}', 'New') returning id",
        Org::North.id(),
        Org::North.unused(2)
    );
    assert_eq!(harness::ids(&arena.client, &sql).await, [Org::North.unused(2)].into());
}
