//! Which columns a request may supply or change: everything else is the database's.

use harness::{Arena, Org, Person, enter, north, refusal, run, strings, value};

/// Columns that the request pool may set in an UPDATE. A new one is a decision, made here.
const UPDATABLE: &[&str] = &[
    "identity.groups: name, description",
    "identity.org_settings: timezone, week_start",
    "identity.organizations: name",
    "people.departments: parent_id, name",
    "people.employee_private: birth_date, home_address, private_email, private_phone, emergency_contact",
    "people.employees: display_name, work_email, work_phone, department_id, position_id, site_id",
    "people.employment_records: employee_no, legal_name, employment_type, hired_on",
    "people.positions: title",
    "people.reporting_lines: valid",
    "people.sites: name, timezone",
];

/// And those it may supply in an INSERT.
const INSERTABLE: &[&str] = &[
    "identity.group_members: org_id, group_id, member_id",
    "identity.group_permissions: org_id, group_id, permission",
    "identity.groups: org_id, id, name, description",
    "people.departments: org_id, id, parent_id, name",
    "people.employees: org_id, id, display_name, work_email, work_phone, department_id, position_id, site_id",
    "people.employment_records: org_id, employee_id, employee_no, legal_name, employment_type, hired_on",
    "people.positions: org_id, id, title",
    "people.reporting_lines: org_id, id, employee_id, manager_id, kind, valid",
    "people.sites: org_id, id, name, timezone",
];

#[tokio::test]
async fn the_request_pool_may_write_exactly_the_columns_listed_here() {
    let arena = Arena::open("app_api").await;
    let listed = |columns: fn(&harness::Table) -> &Vec<String>| -> Vec<String> {
        let with_any = arena.tables.iter().filter(|table| !columns(table).is_empty());
        with_any.map(|table| format!("{}: {}", table.name, columns(table).join(", "))).collect()
    };
    assert_eq!(listed(|table| &table.updatable), UPDATABLE);
    assert_eq!(listed(|table| &table.insertable), INSERTABLE);
}

#[tokio::test]
async fn no_statement_sets_a_state_an_id_a_version_or_an_author() {
    let arena = Arena::entered(north(Person::Ada)).await;
    for table in arena.tables.iter().filter(|table| table.tenant) {
        for column in table.readable.iter().filter(|column| !table.updatable.contains(column)) {
            let sql = format!("update {} set {column} = {column}", table.name);
            assert_eq!(refusal(&arena.client, &sql).await.code, "42501", "{sql}");
        }
    }
    for sql in [
        "update people.employees set state = 'left'",
        "update identity.memberships set role = 'admin'",
        "update identity.organizations set state = 'active', purge_after = null",
        "update people.employment_records set ended_on = '2020-01-01'",
        "update identity.sessions set expires_at = 'infinity'",
    ] {
        assert_eq!(refusal(&arena.client, sql).await.code, "42501", "{sql}");
    }
}

#[tokio::test]
async fn an_insert_cannot_supply_what_the_database_stamps() {
    let arena = Arena::entered(north(Person::Ada)).await;
    for (column, text) in [
        ("created_by", format!("'{}'", north(Person::Pia).id())),
        ("created_at", "'2000-01-01'".to_owned()),
        ("row_version", "42".to_owned()),
        ("state", "'left'".to_owned()),
    ] {
        let sql = format!(
            "insert into people.employees (org_id, id, display_name, {column}) values ('{}', gen_random_uuid(), 'x', {text})",
            Org::North.id()
        );
        assert_eq!(refusal(&arena.client, &sql).await.code, "42501", "{column}");
    }
}

#[tokio::test]
async fn author_and_version_are_stamped_whatever_role_writes() {
    let arena = Arena::open("app_api").await;
    enter(&arena.client, north(Person::Hana)).await;
    let id = Org::North.unused(1);
    run(&arena.client, &format!("insert into people.positions (org_id, id, title) values ('{}', '{id}', 'New')", Org::North.id())).await;
    harness::commit(&arena.client).await;
    enter(&arena.client, north(Person::Ada)).await;
    run(&arena.client, "update people.positions set title = title || '!'").await;
    harness::commit(&arena.client).await;
    let row = arena.admin.query_one("select created_by, row_version from people.positions where id = $1", &[&id]).await.expect("the row");
    assert_eq!((row.get::<_, uuid::Uuid>(0), row.get::<_, i64>(1)), (north(Person::Hana).id(), 2));

    // even a superuser inside the organisation cannot write somebody else's name under a row
    enter(&arena.admin, north(Person::Ada)).await;
    let forged = Org::North.unused(2);
    run(
        &arena.admin,
        &format!(
            "insert into people.positions (org_id, id, title, created_by, row_version) values ('{}', '{forged}', 'Forged', '{}', 99)",
            Org::North.id(),
            north(Person::Pia).id()
        ),
    )
    .await;
    let row = arena.admin.query_one("select created_by, row_version from people.positions where id = $1", &[&forged]).await.expect("the row");
    assert_eq!((row.get::<_, uuid::Uuid>(0), row.get::<_, i64>(1)), (north(Person::Ada).id(), 1));
}

#[tokio::test]
async fn an_unknown_time_zone_is_refused_with_its_code() {
    let arena = Arena::entered(north(Person::Ada)).await;
    for zone in
        ["", "Mars/Olympus", "CET", "EST5EDT", "+02:00", "UTC+3", "utc", "Europe/Berlin'", "<+03>-3", "localtime", "posix/Europe/Berlin", "Factory"]
    {
        for sql in ["update identity.org_settings set timezone = $1", "update people.sites set timezone = $1"] {
            let refused = harness::refusal_with(&arena.client, sql, &[&zone]).await;
            assert_eq!(refused.code, "RH020", "{zone}: {}", refused.message);
        }
    }
    for zone in ["UTC", "Europe/Lisbon", "America/Argentina/Buenos_Aires", "Pacific/Kiritimati", "Etc/GMT+12"] {
        arena.client.execute("update identity.org_settings set timezone = $1", &[&zone]).await.expect(zone);
        arena.client.execute("update people.sites set timezone = $1", &[&zone]).await.expect(zone);
    }
}

#[tokio::test]
async fn ids_made_by_the_database_are_version_7_in_order() {
    let arena = Arena::open("app_api").await;
    let ids = strings(&arena.client, "select app.uuid_v7()::text from generate_series(1, 50)").await;
    for id in &ids {
        let id: uuid::Uuid = id.parse().unwrap();
        assert_eq!((id.get_version_num(), id.get_variant()), (7, uuid::Variant::RFC4122));
    }
    let first: String = value(&arena.client, "select app.uuid_v7()::text").await;
    tokio::time::sleep(std::time::Duration::from_millis(3)).await;
    assert!(first < value::<String>(&arena.client, "select app.uuid_v7()::text").await);
}
