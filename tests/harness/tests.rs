//! The harness itself: that it is quick, that the world is as announced, and that it refuses to prove anything as a superuser.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test ends at the first surprise")]

use std::time::{Duration, Instant};

use harness::{Database, Org, Person, enter, names, north, value, who};

/// Prints the time from nothing to an entered context; 50 ms is the goal on a machine with a core to spare. Nothing is asserted
/// about it: on a loaded machine every bound measures the neighbours.
#[tokio::test]
async fn databases_are_handed_out_one_after_another() {
    drop(Database::fresh().await);
    let (mut times, mut names) = (Vec::new(), std::collections::BTreeSet::new());
    for _ in 0..27 {
        let began = Instant::now();
        let db = Database::fresh().await;
        let client = db.login("app_api").await;
        enter(&client, north(Person::Ada)).await;
        times.push(began.elapsed());
        assert!(names.insert(db.name().to_owned()), "{} was handed out twice", db.name());
    }
    times.sort();
    println!("from nothing to an entered context: median {:?}, quickest {:?}", times[times.len() / 2], times[0]);
}

#[tokio::test]
async fn the_world_has_the_announced_people_twice() {
    let db = Database::fresh().await;
    let admin = db.admin().await;
    let employees = who(&admin, &format!("select id from people.employees where org_id = '{}'", Org::North.id())).await;
    assert_eq!(employees, names(Person::employees()));
    let members = who(&admin, &format!("select id from identity.memberships where org_id = '{}' and state = 'active'", Org::North.id())).await;
    assert_eq!(members, names(Person::members()));
    for table in ["people.employees", "people.employment_records", "people.employee_private", "people.reporting_lines", "identity.memberships"] {
        let twins: bool = value(
            &admin,
            &format!(
                "select count(*) filter (where org_id = '{}') = count(*) filter (where org_id = '{}') and count(*) > 0 from {table}",
                Org::North.id(),
                Org::South.id()
            ),
        )
        .await;
        assert!(twins, "{table}");
    }
}

#[tokio::test]
async fn every_text_of_the_south_carries_its_canary() {
    let db = Database::fresh().await;
    let admin = db.admin().await;
    let columns = harness::strings(
        &admin,
        "select format('%s.%I', t.table_name, a.attname)
           from catalog.tables t join pg_attribute a on a.attrelid = t.table_name::regclass
          where a.atttypid = 'text'::regtype and a.attnum > 0 and t.table_name ~ '^people|^identity.(organizations|memberships)'
            and a.attname not in ('state', 'role', 'kind', 'region', 'timezone', 'employment_type')",
    )
    .await;
    assert!(columns.len() > 10, "{columns:?}");
    for column in columns {
        let (table, column) = column.rsplit_once('.').unwrap();
        for org in Org::BOTH {
            let sql = format!("select bool_and({column} ilike '%{}%') from {table} where org_id = '{}'", org.token(), org.id());
            assert_eq!(value::<Option<bool>>(&admin, &sql).await, Some(true), "{table}.{column} in {org:?}");
        }
    }
}

#[tokio::test]
async fn everybody_announced_as_a_member_can_enter() {
    let db = Database::fresh().await;
    let client = db.login("app_api").await;
    for person in Person::members() {
        enter(&client, north(person)).await;
        assert_eq!(value::<String>(&client, "select role from app.caller").await, person.role());
        harness::commit(&client).await;
    }
}

#[tokio::test]
async fn a_fresh_database_is_what_the_files_say() {
    let db = Database::fresh().await;
    let client = db.login("app_api").await;
    schema::check(&client).await.expect("a clone has the template's protection");
}

#[tokio::test]
async fn a_superuser_cannot_take_part_in_an_isolation_test() {
    let db = Database::fresh().await;
    let admin = db.admin().await;
    let outcome = tokio::spawn(async move { harness::assert_runtime_login(&admin, "app_api").await }).await;
    assert!(outcome.expect_err("a refusal").is_panic());
    harness::assert_runtime_login(&db.login("app_api").await, "app_api").await;
}

#[tokio::test]
async fn a_test_sees_nothing_of_another_tests_writes_and_its_database_goes() {
    let one = Database::fresh().await;
    let other = Database::fresh().await;
    harness::run(&one.admin().await, "create table public.mine ()").await;
    assert_eq!(value::<Option<String>>(&other.admin().await, "select to_regclass('public.mine')::text").await, None);
    let name = one.name().to_owned();
    drop(one);
    let admin = other.admin().await;
    let gone = format!("select not exists (select from pg_database where datname = '{name}')");
    for _ in 0..200 {
        if value(&admin, &gone).await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("{name} is still there");
}
