//! LISTEN and NOTIFY are statements nobody can revoke: what matters is that nothing of ours travels there.

use std::{future::poll_fn, time::Duration};

use harness::{Arena, Person, commit, enter, north, refusal, run, south};
use tokio::{sync::mpsc, time::timeout};
use tokio_postgres::{AsyncMessage, Client, NoTls};

use crate::shadowing::leaves_residue;

/// A connection whose notifications can be read.
async fn listener(url: &str) -> (Client, mpsc::UnboundedReceiver<String>) {
    let (client, mut connection) = tokio_postgres::connect(url, NoTls).await.expect("a connection");
    let (heard, messages) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Some(Ok(message)) = poll_fn(|context| connection.poll_message(context)).await {
            if let AsyncMessage::Notification(note) = message {
                let _ = heard.send(format!("{} {}", note.channel(), note.payload()));
            }
        }
    });
    (client, messages)
}

#[tokio::test]
async fn a_listener_hears_nothing_of_what_another_organisation_does() {
    let arena = Arena::open("app_api").await;
    let (ear, mut heard) = listener(&arena.db.url("app_api")).await;
    for channel in ["audit", "outbox", "jobs", "lifecycle", "\"people.employees\"", "rowhouse", "events", "probe"] {
        run(&ear, &format!("listen {channel}")).await;
    }
    enter(&arena.client, south(Person::Ada)).await;
    run(
        &arena.client,
        &format!(
            "update people.employees set work_phone = '+1 southcanary';
             update identity.organizations set name = 'Renamed southcanary';
             select identity.set_member_role('{}', 'ops')",
            south(Person::Pia).id()
        ),
    )
    .await;
    commit(&arena.client).await;
    let told: i64 = harness::value(
        &arena.admin,
        "select count(*) from pg_proc p join pg_namespace n on n.oid = p.pronamespace
          where n.nspowner = 'app_owner'::regrole and p.prosrc ~* '\\m(notify|pg_notify)\\M'",
    )
    .await;
    assert_eq!(told, 0, "no function of ours notifies");

    // the control comes last: notifications arrive in order, so nothing came before it
    run(&arena.client, "notify probe, 'control'").await;
    let first = timeout(Duration::from_secs(10), heard.recv()).await.expect("the control arrives");
    assert_eq!(first.as_deref(), Some("probe control"));
    assert!(heard.try_recv().is_err());
}

#[tokio::test]
async fn a_listener_left_on_a_connection_is_found_by_the_residue_check() {
    let arena = Arena::open("app_api").await;
    assert!(!leaves_residue(&arena.client).await);
    run(&arena.client, "listen anything").await;
    assert!(leaves_residue(&arena.client).await);
    run(&arena.client, "unlisten *").await;
    assert!(!leaves_residue(&arena.client).await);
    assert_eq!(refusal(&arena.client, "select pg_notify('anything', 'payload')").await.code, "42501");

    enter(&arena.client, north(Person::Pia)).await;
    run(&arena.client, "listen anything").await;
    harness::rollback(&arena.client).await;
    assert!(!leaves_residue(&arena.client).await, "a rolled back LISTEN leaves none");
}
