//! Keys, references, conflicts, cascades and sequences: what PostgreSQL checks below row security tells nothing of other rows.

use std::collections::BTreeSet;

use harness::{Arena, Org, Person, Table, fingerprint, north, run, strings, value};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::raw_sql::{Outcome, outcome};

/// Unique indexes that do not begin with the organisation, each with its reason.
const GLOBAL: [(&str, &str); 8] = [
    ("identity.organizations_slug_key", "slugs are public: they stand in addresses, and sign-up says which are taken"),
    ("identity.users_pkey", "accounts belong to people, who may be in several organisations; ids are random"),
    ("identity.users_email_key", "one account for one address; only the registrar's functions insert"),
    ("identity.password_credentials_pkey", "one for each account"),
    ("platform.applied_policies_pkey", "operators'"),
    ("platform.deployment_pkey", "operators'"),
    ("platform.evidence_runs_pkey", "operators'"),
    ("platform.migration_history_pkey", "operators'"),
];

#[tokio::test]
async fn every_unique_key_begins_with_the_organisation_or_is_global_for_a_reason() {
    let arena = Arena::open("app_api").await;
    let others: BTreeSet<String> = strings(
        &arena.client,
        "select format('%s.%s', n.nspname, c.relname)
           from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
           join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
          where n.nspowner = 'app_owner'::regrole and (i.indisunique or i.indisexclusion) and a.attname <> 'org_id'",
    )
    .await
    .into_iter()
    .collect();
    let expected: BTreeSet<String> = GLOBAL.into_iter().map(|(name, _)| name.to_owned()).collect();
    assert_eq!(others, expected);
    let led: i64 = value(
        &arena.client,
        "select count(*) from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
           join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
          where n.nspowner = 'app_owner'::regrole and (i.indisunique or i.indisexclusion) and a.attname = 'org_id'",
    )
    .await;
    assert!(led >= 40, "{led}");
}

#[tokio::test]
async fn every_reference_between_tables_of_organisations_carries_the_organisation_on_both_sides() {
    let arena = Arena::open("app_api").await;
    let unbound = strings(
        &arena.client,
        "select c.conrelid::regclass || ' ' || c.conname from pg_constraint c
          where c.contype = 'f' and exists (select from pg_attribute a where a.attrelid = c.confrelid and a.attname = 'org_id')
            and not exists (select from unnest(c.conkey, c.confkey) k (here, there)
                              join pg_attribute h on h.attrelid = c.conrelid and h.attnum = k.here
                              join pg_attribute t on t.attrelid = c.confrelid and t.attnum = k.there
                             where h.attname = 'org_id' and t.attname = 'org_id')
          order by 1",
    )
    .await;
    assert!(unbound.is_empty(), "a check or a cascade would cross organisations: {unbound:?}");
    let cascades: i64 = value(&arena.client, "select count(*) from pg_constraint where contype = 'f' and confdeltype <> 'a'").await;
    assert!(cascades >= 5, "control: there are cascades: {cascades}");
}

#[tokio::test]
async fn no_sequence_counts_the_rows_of_everybody() {
    let arena = Arena::open("app_api").await;
    let counters: i64 = value(
        &arena.client,
        "select (select count(*) from pg_class where relkind = 'S') + (select count(*) from pg_attribute where attidentity <> '')",
    )
    .await;
    assert_eq!(counters, 0);
}

/// A new row like one there is: another id where it has one, and names nobody has.
async fn like_one_of(arena: &Arena, table: &Table, org: Org) -> Option<Map<String, Value>> {
    let sql = format!("select to_jsonb(t)::text from {} t where t.org_id = '{}' order by 1 limit 1", table.name, org.id());
    let sample = strings(&arena.admin, &sql).await.into_iter().next()?;
    let mut row: Map<String, Value> = serde_json::from_str(&sample).expect("a row");
    row.retain(|column, _| table.insertable.contains(column));
    for (column, value) in &mut row {
        match column.as_str() {
            "org_id" => *value = json!(Org::North.id()),
            "id" => *value = json!(Uuid::now_v7()),
            "name" | "title" | "employee_no" | "display_name" => *value = json!(format!("New {}", Uuid::now_v7())),
            "work_email" => *value = json!(format!("{}@new.example", Uuid::now_v7())),
            "valid" => *value = json!("[2001-01-01,2001-02-01)"),
            "kind" => *value = json!("dotted"),
            _ => {}
        }
    }
    Some(row)
}

fn insert(table: &Table, row: &Map<String, Value>, ending: &str) -> String {
    let columns = row.keys().cloned().collect::<Vec<_>>().join(", ");
    let values = row.keys().map(|column| format!("r.{column}")).collect::<Vec<_>>().join(", ");
    format!(
        "insert into {name} ({columns}) select {values} from jsonb_populate_record(null::{name}, $json${}$json$) r {ending}",
        json!(row),
        name = table.name
    )
}

#[tokio::test]
async fn a_reference_to_a_row_elsewhere_ends_like_one_to_no_row_in_every_table_that_takes_any() {
    let arena = Arena::entered(north(Person::Ada)).await;
    let (mut references, mut controls) = (0, 0);
    for table in arena.tables.iter().filter(|table| table.tenant) {
        let keys = strings(
            &arena.admin,
            &format!(
                "select distinct a.attname || ' ' || c.confrelid::regclass::text from pg_constraint c, unnest(c.conkey) k join pg_attribute a on a.attnum = k
                  where c.contype = 'f' and c.conrelid = '{0}'::regclass and a.attrelid = '{0}'::regclass and a.atttypid = 'uuid'::regtype and a.attname <> 'org_id'
                  order by 1",
                table.name
            ),
        )
        .await;
        for key in keys {
            let (column, parent) = key.split_once(' ').expect("two words");
            if !table.insertable.iter().any(|name| name == column) && !table.updatable.iter().any(|name| name == column) {
                continue;
            }
            let row = like_one_of(&arena, table, Org::North).await.unwrap_or_else(|| panic!("{} has no row to copy", table.name));
            let foreign: Uuid = value(&arena.admin, &format!("select max(id::text)::uuid from {parent} where org_id = '{}'", Org::South.id())).await;
            let own: Uuid = value(&arena.admin, &format!("select max(id::text)::uuid from {parent} where org_id = '{}'", Org::North.id())).await;
            let nobody = Uuid::now_v7();
            let set = async |id: Uuid, ending: &str| {
                let mut row = row.clone();
                row.insert(column.to_owned(), json!(id));
                let sql = insert(table, &row, ending);
                outcome(&arena.client, &sql, &[foreign, nobody]).await
            };
            for ending in ["", "on conflict do nothing", "returning 1"] {
                let (hidden, absent) = (set(foreign, ending).await, set(nobody, ending).await);
                assert!(matches!(&absent, Outcome::Refused(..)), "{} {column}: {absent:?}", table.name);
                assert_eq!(hidden, absent, "{} {column} {ending}", table.name);
                references += 1;
            }
            controls += usize::from(matches!(set(own, "").await, Outcome::Done(..)));
        }
    }
    println!("references: {references} pairs, {controls} controls");
    assert!(references >= 24 && controls >= 6, "{references} {controls}");
}

#[tokio::test]
async fn an_id_that_is_taken_elsewhere_is_as_free_as_any_and_a_row_elsewhere_conflicts_with_nothing() {
    let arena = Arena::entered(north(Person::Ada)).await;
    let (mut free, mut refused) = (0, 0);
    for table in arena.tables.iter().filter(|table| table.tenant && !table.insertable.is_empty()) {
        let Some(row) = like_one_of(&arena, table, Org::North).await else { panic!("{} has no row to copy", table.name) };
        let Some(foreign) = strings(
            &arena.admin,
            &format!("select to_jsonb(t)::text from {} t where t.org_id = '{}' order by 1 limit 1", table.name, Org::South.id()),
        )
        .await
        .into_iter()
        .next() else {
            panic!("{} has no row of the other organisation", table.name)
        };
        let foreign: Map<String, Value> = serde_json::from_str(&foreign).expect("a row");
        let nobody = Uuid::now_v7();
        for ending in ["", "on conflict do nothing", "on conflict do nothing returning 1"] {
            // under one's own organisation, with an id that is somebody's elsewhere
            if row.contains_key("id") {
                let taken = Uuid::parse_str(foreign["id"].as_str().expect("an id")).expect("an id");
                let with = async |id: Uuid| {
                    let mut row = row.clone();
                    row.insert("id".to_owned(), json!(id));
                    outcome(&arena.client, &insert(table, &row, ending), &[taken, nobody]).await
                };
                let (hidden, absent) = (with(taken).await, with(nobody).await);
                assert!(matches!(&absent, Outcome::Done(_, 1)), "control: {}: {absent:?}", table.name);
                assert_eq!(hidden, absent, "{} {ending}", table.name);
                free += 1;
            }
            // into the other organisation: over a row there is, and beside all of them
            let mut there = foreign.clone();
            there.retain(|column, _| table.insertable.contains(column));
            let mut beside = there.clone();
            for (column, value) in &mut beside {
                match value.as_str().map(Uuid::parse_str) {
                    Some(Ok(_)) if column != "org_id" => *value = json!(nobody),
                    Some(Err(_)) if ["name", "title", "employee_no", "display_name"].contains(&column.as_str()) => *value = json!("New"),
                    _ => {}
                }
            }
            let over = outcome(&arena.client, &insert(table, &there, ending), &[]).await;
            assert_eq!(over, outcome(&arena.client, &insert(table, &beside, ending), &[]).await, "{} {ending}", table.name);
            assert!(matches!(&over, Outcome::Refused(code, ..) if ["RH011", "42501"].contains(&code.as_str())), "{}: {over:?}", table.name);
            refused += 1;
        }
    }
    println!("conflicts: {free} free ids, {refused} rows elsewhere");
    assert!(free >= 15 && refused >= 24, "{free} {refused}");
}

#[tokio::test]
async fn deleting_a_row_takes_none_of_another_organisation_with_it_even_under_the_same_id() {
    let arena = Arena::open("app_api").await;
    let twins = [
        ("people.departments", Org::South.department(2)),
        ("people.positions", Org::South.position(1)),
        ("people.sites", harness::site(Org::South, 1)),
    ];
    // the same ids on this side, without anything that hangs on them
    harness::enter(&arena.client, north(Person::Ada)).await;
    for (name, id) in twins {
        let table = arena.tables.iter().find(|table| table.name == name).expect("a table");
        let mut row = like_one_of(&arena, table, Org::North).await.expect("a row");
        row.insert("id".to_owned(), json!(id));
        run(&arena.client, &insert(table, &row, "")).await;
    }
    let group = harness::Org::South.group();
    run(&arena.client, &format!("insert into identity.groups (org_id, id, name) values ('{}', '{group}', 'Twin')", Org::North.id())).await;
    run(
        &arena.client,
        &format!(
            "insert into identity.group_members (org_id, group_id, member_id) values ('{}', '{group}', '{}')",
            Org::North.id(),
            north(Person::Lew).id()
        ),
    )
    .await;
    arena.commit().await;
    let before = fingerprint(&arena.admin, Org::South).await;
    harness::enter(&arena.client, north(Person::Ada)).await;
    for (name, id) in twins {
        assert_eq!(arena.client.execute(&format!("delete from {name} where id = '{id}'"), &[]).await.expect(name), 1, "control: {name}");
    }
    run(&arena.client, &format!("select identity.remove_group('{group}', 1)")).await;
    assert!(
        strings(&arena.client, &format!("select member_id::text from identity.group_members where group_id = '{group}'")).await.is_empty(),
        "control: a cascade"
    );
    arena.commit().await;
    assert_eq!(before, fingerprint(&arena.admin, Org::South).await);
}
