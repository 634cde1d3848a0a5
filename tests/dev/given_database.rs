//! `rowhouse dev` with DATABASE_URL: somebody else's server, on which nothing may be lost.

use std::time::Duration;

use cluster::{Cluster, Settings};
use rustix::process::Signal;

use crate::{
    process::{Running, free_port, rowhouse, run},
    site::{Dev, FIRST, STOP, Site, assert_no_password, path_text},
};

async fn server(site: &Site) -> Cluster {
    let mut settings = Settings::new(site.data().with_file_name("server"));
    settings.quiet = true;
    settings.extra_configuration = vec![("fsync".into(), "off".into())];
    Cluster::start(settings).await.expect("a server")
}

fn dev(site: &Site, url: &str, more: &[&str]) -> Dev {
    let port = free_port();
    let (data, port_text) = (path_text(&site.data()), port.to_string());
    let mut arguments = vec!["dev", "--data", &data, "--port", &port_text];
    arguments.extend(more);
    Dev { running: Running::start(rowhouse(&arguments).env("DATABASE_URL", url)), port }
}

#[tokio::test]
async fn a_given_database_is_filled_used_again_and_never_wiped() {
    let site = Site::empty();
    let server = server(&site).await;
    let postgres = harness::connect(&server.admin_url("postgres")).await;
    harness::run(&postgres, "create database given").await;
    let url = server.admin_url("given");

    let mut first = dev(&site, &url, &[]);
    first.ready(FIRST);
    let logins = first.logins();
    assert_eq!(logins.len(), 10);
    for login in &logins {
        assert!(first.sign_in(login).await.is_some(), "{login}");
    }
    let admin = harness::connect(&url).await;
    let people: i64 = harness::value(&admin, "select count(*) from people.employees").await;
    assert!((110..=130).contains(&people), "{people}");
    assert_no_password(&site.secrets(), &first.running.err());
    first.running.signal(Signal::TERM);
    assert_eq!(first.running.ends(STOP).0.code(), Some(0), "{}", first.running.err());
    assert_eq!(harness::value::<i32>(&postgres, "select 1").await, 1, "the server is not ours to stop");

    let mut second = dev(&site, &url, &[]);
    second.ready(Duration::from_secs(20));
    assert!(second.sign_in(&logins[0]).await.is_some(), "the same people");
    second.running.signal(Signal::INT);
    assert_eq!(second.running.ends(STOP).0.code(), Some(0));

    let fresh = dev(&site, &url, &["--fresh"]).running.finish(FIRST);
    fresh.assert_one_sentence(&["--fresh", "DATABASE_URL"]);
    assert_eq!(harness::value::<i64>(&admin, "select count(*) from people.employees").await, people, "nothing was deleted");

    // a database in which real people live
    harness::run(&admin, "select identity.found_organization(gen_random_uuid(), 'acme-gmbh', 'Acme', 'Europe/Berlin')").await;
    let refused = dev(&site, &url, &[]).running.finish(FIRST);
    refused.assert_one_sentence(&["acme-gmbh", "rowhouse serve"]);
    let diff = run(rowhouse(&["policies", "diff"]).env("DATABASE_URL", &url));
    assert_eq!(diff.code, Some(0), "{}{}", diff.out, diff.err);
    server.stop().await.expect("stopped");
}

#[tokio::test]
async fn an_address_that_cannot_be_used_ends_in_one_sentence_without_its_password() {
    let site = Site::empty();
    for (url, words) in [
        ("postgres://me:hunter2@127.0.0.1:1/x", &["me"][..]),
        ("postgres://me:hunter2@db.example.com/x", &["sslmode=require"][..]),
        ("not a url hunter2", &["PostgreSQL URL"][..]),
    ] {
        for arguments in [&["dev", "--port", "0"][..], &["migrate"][..], &["policies", "diff"][..]] {
            let data = path_text(&site.data());
            let said = run(rowhouse(arguments).args(["--data", &data]).env("DATABASE_URL", url));
            said.assert_one_sentence(words);
            assert!(!(said.err + &said.out).contains("hunter2"));
        }
    }
}
