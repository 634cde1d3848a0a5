//! R1 below row security: not even owners and superusers write another organisation's row from inside one.

use harness::{Arena, Org, Person, enter, fingerprint, north, refusal, rollback, run, strings};

#[tokio::test]
async fn rh011_a_superuser_inside_one_organisation_writes_no_row_of_another() {
    let arena = Arena::open("app_api").await;
    let guarded = strings(&arena.admin, "select table_name from catalog.tables where rejects_foreign_org order by 1").await;
    let tenant: Vec<&str> = arena.tables.iter().filter(|table| table.tenant).map(|table| table.name.as_str()).collect();
    let unguarded: Vec<&str> = tenant.into_iter().filter(|table| !guarded.contains(&(*table).to_owned())).collect();
    // written by triggers and sign-in alone, where there is no caller to compare with
    assert_eq!(
        unguarded,
        ["audit.log", "audit.payloads", "identity.capabilities", "identity.ended_rights", "identity.refresh_tokens", "lifecycle.jobs"]
    );
    let before = fingerprint(&arena.admin, Org::South).await;
    for context in [None, Some(north(Person::Ada))] {
        for table in &guarded {
            match context {
                Some(member) => enter(&arena.admin, member).await,
                None => run(&arena.admin, "begin").await,
            }
            let touch = format!("update {table} set org_id = org_id where org_id = '{}'", Org::South.id());
            assert_eq!(refusal(&arena.admin, &touch).await.code, "RH011", "{table}, {context:?}");
            let capture = format!("update {table} set org_id = '{}' where org_id = '{}'", Org::South.id(), Org::North.id());
            assert_eq!(refusal(&arena.admin, &capture).await.code, "RH011", "{table}, {context:?}");
            if table != "identity.organizations" {
                let copy = format!("insert into {table} select * from {table} where org_id = '{}' limit 1", Org::South.id());
                assert_eq!(refusal(&arena.admin, &copy).await.code, "RH011", "{table}, {context:?}");
            }
            rollback(&arena.admin).await;
        }
    }
    assert_eq!(before, fingerprint(&arena.admin, Org::South).await);
    enter(&arena.admin, north(Person::Ada)).await;
    let own = format!("update people.sites set name = name where org_id = '{}'", Org::North.id());
    assert_eq!(arena.admin.execute(&own, &[]).await.expect("a write"), 2, "control: its own it writes");
}

#[tokio::test]
async fn the_owners_of_functions_reach_no_other_organisation_either() {
    let arena = Arena::open("app_api").await;
    for (owner, sql, at_home) in [
        ("app_transition", "update identity.memberships set state = state", 16),
        ("app_transition", "update identity.organizations set state = state", 1),
        ("app_transition", "update identity.sessions set ended_at = ended_at", 16),
    ] {
        let before = fingerprint(&arena.admin, Org::South).await;
        for (member, reached) in [(None, 0), (Some(north(Person::Ada)), at_home)] {
            match member {
                Some(member) => enter(&arena.admin, member).await,
                None => run(&arena.admin, "begin").await,
            }
            run(&arena.admin, &format!("set local role {owner}")).await;
            assert_eq!(arena.admin.execute(sql, &[]).await.expect("no error"), reached, "{owner}, {member:?}: {sql}");
            run(&arena.admin, "commit").await;
        }
        assert_eq!(before, fingerprint(&arena.admin, Org::South).await, "{owner}: {sql}");
    }
    for owner in ["app_owner", "app_kernel", "app_scribe"] {
        enter(&arena.admin, north(Person::Ada)).await;
        run(&arena.admin, &format!("set local role {owner}")).await;
        for table in arena.tables.iter().filter(|table| table.tenant) {
            if owner == "app_owner" {
                // owns the tables and sees no row: FORCE, and no policy names it
                let seen = arena.admin.query(&format!("select org_id from {}", table.name), &[]).await.expect("no error");
                assert!(seen.is_empty(), "{}", table.name);
            } else if let Ok(seen) = {
                run(&arena.admin, "savepoint reading").await;
                let seen = arena.admin.query(&format!("select org_id from {}", table.name), &[]).await;
                run(&arena.admin, "rollback to reading").await;
                seen
            } {
                assert!(seen.iter().all(|row| row.get::<_, uuid::Uuid>(0) == Org::North.id()), "{owner}: {}", table.name);
            }
        }
        rollback(&arena.admin).await;
    }
}

#[tokio::test]
async fn foreign_keys_tie_no_row_to_another_organisation_even_with_triggers_off() {
    let arena = Arena::open("app_api").await;
    let crossings = [
        format!("update people.employees set department_id = '{}' where org_id = '{}'", Org::South.department(1), Org::North.id()),
        format!("update people.departments set parent_id = '{}' where org_id = '{}'", Org::South.department(1), Org::North.id()),
        format!(
            "update identity.memberships set employee_id = '{}' where id = '{}'",
            harness::south(Person::Pia).employee(),
            north(Person::Dora).id()
        ),
        format!("update identity.sessions set member_id = '{}' where org_id = '{}'", harness::south(Person::Pia).id(), Org::North.id()),
    ];
    for sql in crossings {
        // our guards off, PostgreSQL's own foreign keys on
        run(&arena.admin, "begin").await;
        let table = sql.split(' ').nth(1).unwrap();
        run(&arena.admin, &format!("alter table {table} disable trigger user")).await;
        assert_eq!(refusal(&arena.admin, &sql).await.code, "23503", "{sql}");
        rollback(&arena.admin).await;
    }
}
