//! Everything a member does not see is taken away, and every reading operation of the contract answers as it did: what is hidden
//! has no part in lists, counts, pages or files.

use std::collections::BTreeMap;

use harness::{Org, Person, Table, enter, north, read_everything, rollback, run, tables};
use reqwest::Method;

use crate::{
    endpoints::by,
    operations::{Ids, operations},
    statements::{Footprint, Observed},
};

/// What is read for a member behind row security and so must stay: whose right it is, whom they manage, whose names they read.
const BEHIND: [&str; 8] = [
    "identity.capabilities",
    "identity.memberships",
    "identity.org_settings",
    "identity.organizations",
    "identity.refresh_tokens",
    "identity.users",
    "people.reporting_lines",
    "identity.delegations",
];

/// Takes away every row that the member does not see; gives how many.
async fn take_away(api: &tokio_postgres::Client, admin: &tokio_postgres::Client, everything: &[Table]) -> u64 {
    let mut taken = 0;
    let seen = read_everything(api, everything).await;
    let seen: BTreeMap<String, Vec<String>> = seen.into_iter().map(|(table, rows)| (table, rows.into_iter().collect())).collect();
    run(admin, "set session_replication_role = replica; alter table audit.log disable trigger user; alter table audit.payloads disable trigger user")
        .await;
    for table in everything.iter().filter(|table| table.tenant) {
        let foreign = format!("delete from {} where org_id = '{}'", table.name, Org::South.id());
        taken += admin.execute(&foreign, &[]).await.expect("maintenance");
        if BEHIND.contains(&table.name.as_str()) {
            continue;
        }
        let sql = if table.readable.is_empty() {
            format!("delete from {} where $1::text[] is not null", table.name)
        } else {
            let columns = table.readable.iter().map(|column| format!("t.{column}")).collect::<Vec<_>>().join(", ");
            format!("delete from {} t where (select to_jsonb(r)::text from (select {columns}) r) <> all ($1)", table.name)
        };
        let visible = seen.get(&table.name).cloned().unwrap_or_default();
        taken += admin.execute(&sql, &[&visible]).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    }
    run(admin, "set session_replication_role = origin").await;
    taken
}

/// Every reading operation with ids of one's own organisation, with and without filters.
async fn readings(observed: &Observed, ids: &Ids, caller: harness::Member) -> Vec<(String, Footprint)> {
    let mut found = Vec::new();
    for operation in operations().into_iter().filter(|operation| operation.method == Method::GET && operation.protected) {
        let plain = by(ids.request(&observed.http, &operation).await, caller);
        let mut requests = vec![(operation.id.clone(), plain.clone())];
        for slot in operation.slots("query").filter(|slot| slot.is("uuid")) {
            let id = ids.of(&operation.id, &slot.name).expect("an id");
            requests.push((format!("{} by {}", operation.id, slot.name), plain.placed(slot, id)));
        }
        for (name, request) in requests {
            found.push((name, observed.footprint("-", request.send(&observed.http)).await.0));
        }
    }
    found
}

#[tokio::test]
async fn every_reading_is_the_same_without_the_rows_one_does_not_see() {
    let mut compared = 0;
    for caller in [Person::Pia, Person::Mona, Person::Omar].map(north) {
        let observed = Observed::start().await;
        let http = &observed.http;
        let ids = Ids::prepare(http, Org::North).await;
        Ids::prepare(http, Org::South).await;
        let admin = http.db.admin().await;
        // settles what the first readings leave behind (an export is written down)
        readings(&observed, &ids, caller).await;
        let before = readings(&observed, &ids, caller).await;
        let api = observed.onlooker().await;
        enter(&api, caller).await;
        let everything = tables(&admin, "app_api").await;
        let taken = take_away(&api, &admin, &everything).await;
        rollback(&api).await;
        assert!(taken > 300, "{caller}: {taken}");
        let after = readings(&observed, &ids, caller).await;
        for ((name, before), (_, after)) in before.iter().zip(&after) {
            assert_eq!(before, after, "{name} by {caller}");
            compared += 1;
        }
        run(&admin, "set session_replication_role = replica; delete from identity.groups where name like 'Group %'").await;
        let less = readings(&observed, &ids, caller).await;
        let told: Vec<&String> = less.iter().zip(&after).filter(|(less, after)| less != after).map(|((name, _), _)| name).collect();
        assert_eq!(told, ["list_groups"], "control: one row that is seen is missed");
    }
    println!("readings without what is hidden: {compared}");
    assert!(compared >= 120, "{compared}");
}

/// What is recorded, and what the sign-in pool answers with one function.
const WRITING: [&str; 4] = ["export_employees", "read_private_record", "explain_access", "list_account_organizations"];

#[tokio::test]
async fn every_reading_runs_in_a_read_only_transaction_but_those_that_are_recorded() {
    let observed = Observed::start().await;
    let ids = Ids::prepare(&observed.http, Org::North).await;
    let mut writing = Vec::new();
    for (name, footprint) in readings(&observed, &ids, north(Person::Hana)).await {
        let begun: Vec<&String> = footprint.statements.iter().filter(|text| text.starts_with("begin")).collect();
        if begun.is_empty() || begun.iter().any(|begin| !begin.ends_with("read committed read only")) {
            writing.push(name.split(' ').next().expect("a name").to_owned());
        }
    }
    writing.dedup();
    assert_eq!(writing, WRITING);
}
