//! R1: the id of another organisation's row, in any place of any request, is answered like an id that nothing has.

use harness::{Org, assert_no_foreign_byte, fingerprint, http::Http};
use reqwest::Method;
use uuid::Uuid;

use crate::operations::{Ids, Surprises, arrange, operations};

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
            let unknown = parts.placed(slot, Uuid::now_v7()).send(&http).await;
            let answer = parts.placed(slot, foreign).send(&http).await;
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
