//! An import that ends before its end: cancelled, or whoever asked lost the right, in each phase; and how many there may be.

use harness::{Person, north};
use serde_json::Value;
use tokio_postgres::Client;

use crate::{
    process::Running,
    product::{Product, chain, eventually, hana},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Queued,
    Checking,
    Writing,
}

const PHASES: [Phase; 3] = [Phase::Queued, Phase::Checking, Phase::Writing];

/// An import that stands still in a phase, and what goes on with it.
async fn halted(product: &Product, phase: Phase) -> (String, Option<(Running, Client)>) {
    if phase == Phase::Queued {
        return (product.queue("", chain(200)).await, None);
    }
    let worker = product.worker();
    // the check compares with who is there; writing begins with whom to write, and goes on with lines
    let held = if phase == Phase::Checking {
        product.hold("people.employment_records", "access exclusive").await
    } else {
        product.hold("people.reporting_lines", "share row exclusive").await
    };
    let path = product.queue("", chain(200)).await;
    product.waiting_worker().await;
    let during = product.import(&path).await;
    assert_eq!(during["phase"], if phase == Phase::Checking { "checking" } else { "writing" }, "{during}");
    (path, Some((worker, held)))
}

/// Lets it go on, and waits for its end.
async fn go_on(product: &Product, path: &str, halted: Option<(Running, Client)>) -> Value {
    let worker = match halted {
        Some((worker, held)) => {
            drop(held);
            worker
        }
        None => product.worker(),
    };
    let import = product.over(path).await;
    eventually("its rows are gone", async || product.staged().await == 0).await;
    drop(worker);
    import
}

async fn assert_nothing_written(product: &Product, situation: &str) {
    assert_eq!(product.count("people.employment_records where employee_no like 'W%'").await, 0, "{situation}");
    assert_eq!(product.count("people.employees where display_name like 'Worker %'").await, 0, "{situation}");
}

#[tokio::test]
async fn an_import_that_is_cancelled_in_any_phase_writes_nothing() {
    for phase in PHASES {
        let product = Product::start().await;
        let (path, halted) = halted(&product, phase).await;
        let cancelled = product.cancel(&path).await;
        assert_eq!((cancelled.status, &cancelled.json()["state"]), (200, &"cancelled".into()), "{phase:?}: {}", cancelled.text);
        assert_eq!(product.cancel(&path).await.outcome(), (409, "wrong_state".to_owned()), "{phase:?}: once");
        let import = go_on(&product, &path, halted).await;
        assert_eq!(import["state"], "cancelled", "{phase:?}: {import}");
        assert_eq!((&import["created"], &import["rows_written"]), (&0.into(), &0.into()), "{phase:?}: {import}");
        assert_nothing_written(&product, &format!("{phase:?}")).await;
        // the positive control: the same file, left alone
        let _worker = product.worker();
        let path = product.queue("", chain(200)).await;
        assert_eq!(product.over(&path).await["created"], 200, "{phase:?}");
        assert_eq!(product.cancel(&path).await.outcome(), (409, "wrong_state".to_owned()), "{phase:?}: not when it is over");
    }
}

/// Each of these ends Hana's right to import.
fn endings() -> [(&'static str, String); 3] {
    let id = hana().id();
    [
        ("suspension", format!("select identity.suspend_member('{id}')")),
        ("role change", format!("select identity.set_member_role('{id}', 'employee')")),
        ("override", format!("select identity.override_permission(gen_random_uuid(), '{id}', 'people.lines.write', 'deny', 'meanwhile', null)")),
    ]
}

#[tokio::test]
async fn r23_a_right_that_ends_in_any_phase_writes_nothing_and_says_so() {
    for phase in PHASES {
        for (name, sql) in endings() {
            let product = Product::start().await;
            let (path, halted) = halted(&product, phase).await;
            product.as_ada(&sql).await;
            let import = go_on(&product, &path, halted).await;
            let situation = format!("{name} while {phase:?}: {import}");
            assert_eq!(import["state"], "failed", "{situation}");
            assert_eq!(import["failure"], "Whoever asked for this import may no longer import people.", "{situation}");
            assert_eq!((&import["created"], &import["updated"], &import["rows_written"]), (&0.into(), &0.into(), &0.into()), "{situation}");
            assert_nothing_written(&product, &situation).await;
        }
    }
}

#[tokio::test]
async fn three_imports_of_an_organisation_are_under_way_at_once_and_no_fourth() {
    let product = Product::start().await;
    let mut paths = Vec::new();
    for _ in 0..3 {
        paths.push(product.queue("", chain(2)).await);
    }
    let fourth = product.upload("", chain(2)).await;
    assert_eq!(fourth.outcome(), (409, "wrong_state".to_owned()), "{}", fourth.text);
    let south = product.http.request(reqwest::Method::POST, "/imports").bearer_auth(product.http.token(harness::south(Person::Hana)));
    let south = harness::http::Answer::of(south.header("content-type", "text/csv").body(chain(2))).await;
    assert_eq!(south.status, 202, "the other organisation has three of its own: {}", south.text);
    assert_eq!(product.cancel(&paths[0]).await.status, 200);
    product.queue("", chain(2)).await;
    assert_eq!(product.http.get(north(Person::Ada), "/imports").await.json()["items"].as_array().map(Vec::len), Some(4));
}
