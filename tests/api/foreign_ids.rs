//! R1: the id of another organisation's row, in any place of any request, is answered like an id that nothing has.

use harness::{Org, assert_no_foreign_byte, fingerprint, http::Http};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::operations::{Ids, Operation, Parts, Slot, Surprises, operations};

/// The request with an id in one of its places.
fn placed(parts: &Parts, slot: &Slot, id: Uuid) -> Parts {
    let mut other = parts.clone();
    match slot.place.as_str() {
        "path" => {
            other.path.insert(slot.name.clone(), id.to_string());
        }
        "query" => {
            other.query.insert(slot.name.clone(), id.to_string());
            if slot.name == "entity_id" {
                other.query.insert("entity".to_owned(), "employee".to_owned());
            }
        }
        _ => {
            let id = if slot.schema["type"] == "array" { json!([id]) } else { json!(id) };
            return parts.with(&slot.name, id);
        }
    }
    other
}

/// What has to have happened before, for the example to succeed.
pub(crate) async fn arrange(http: &Http, org: Org, operation: &Operation, ids: &Ids) {
    let ada = harness::Member { org, person: harness::Person::Ada };
    let pia = harness::Member { org, person: harness::Person::Pia };
    let admin = http.db.admin().await;
    match operation.id.as_str() {
        "resume_member" => assert_eq!(http.post(ada, &format!("/members/{}/suspend", pia.id()), &Value::Null).await.status, 200),
        "reopen_organization" => assert_eq!(http.post(ada, "/organizations/current/close", &Value::Null).await.status, 204),
        "create_private_record" => {
            let sql = format!(
                "set session_replication_role = replica; delete from people.employee_private where employee_id = '{}'",
                ids.of("", "employee_id").expect("an id")
            );
            harness::run(&admin, &sql).await;
        }
        "delete_department" | "delete_position" | "delete_site" => {
            let sql = "set session_replication_role = replica; update people.employees set department_id = null, position_id = null, site_id = null;
                       update people.departments set parent_id = null";
            harness::run(&admin, sql).await;
        }
        _ => {}
    }
}

#[tokio::test]
async fn r01_every_id_of_another_organisation_is_answered_like_one_of_nothing_and_writes_nothing() {
    let (mut count, mut positions, mut controls) = (0, 0, 0);
    let mut surprises = Surprises::default();
    for operation in operations() {
        count += 1;
        let http = Http::start().await;
        let (ids, away) = (Ids::prepare(&http, Org::North).await, Ids::prepare(&http, Org::South).await);
        for (org, ids) in [(Org::North, &ids), (Org::South, &away)] {
            arrange(&http, org, &operation, ids).await;
        }
        let parts = ids.request(&http, &operation).await;
        let admin = http.db.admin().await;
        let before = (fingerprint(&admin, Org::North).await, fingerprint(&admin, Org::South).await);
        for slot in operation.slots.iter().filter(|slot| slot.is("uuid")) {
            positions += 1;
            let foreign = away.of(&operation.id, &slot.name).unwrap_or_else(|| panic!("no id for {} of {}", slot.name, operation.id));
            let unknown = placed(&parts, slot, Uuid::now_v7()).send(&http).await;
            let answer = placed(&parts, slot, foreign).send(&http).await;
            let at = format!("{} at {}", operation.id, slot.name);
            assert_no_foreign_byte(&format!("{:?} {}", answer.headers, answer.text), Org::North);
            surprises.unless(answer.fingerprint() == unknown.fingerprint(), || {
                format!("{at}: {}\n  but for an unknown one {}", answer.fingerprint(), unknown.fingerprint())
            });
            surprises.undocumented(&operation, &answer, &at);
            let as_expected = match slot.place.as_str() {
                "path" => answer.outcome() == (404, "not_found".to_owned()),
                "body" => answer.status >= 400,
                // a filter finds nothing; the one row that a question is about is not there
                _ if operation.id == "explain_access" => answer.outcome() == (404, "not_found".to_owned()),
                _ => answer.status == 200,
            };
            surprises.unless(as_expected, || format!("{at}: {} {}", answer.status, answer.text));
            let after = (fingerprint(&admin, Org::North).await, fingerprint(&admin, Org::South).await);
            // an export writes that it was made, in the organisation of who made it
            let unharmed = if operation.id == "export_employees" { after.1 == before.1 } else { after == before };
            surprises.unless(unharmed, || format!("{at} wrote something"));
        }
        // with the organisation's own ids the same request succeeds, and a write of it is seen
        let own = parts.send(&http).await;
        surprises.unless(own.status < 400, || format!("positive control: {} {} {}", operation.id, own.status, own.text));
        surprises.undocumented(&operation, &own, "its example");
        let after = (fingerprint(&admin, Org::North).await, fingerprint(&admin, Org::South).await);
        if operation.id != "switch_session" {
            surprises.unless(after.1 == before.1, || format!("{} wrote into the other organisation", operation.id));
            assert_no_foreign_byte(&own.text, Org::North);
        }
        if operation.method != Method::GET && operation.protected && operation.id != "switch_session" {
            surprises.unless(after.0 != before.0, || format!("{} wrote nothing", operation.id));
            controls += 1;
        }
    }
    println!("foreign ids: {count} operations, {positions} positions, {controls} writes as positive controls");
    surprises.assert_none();
    assert!(positions >= 60 && controls >= 40, "{positions} {controls}");
}
