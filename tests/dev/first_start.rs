//! From nothing to people who sign in, and again.

use std::time::Duration;

use rustix::process::Signal;

use crate::{
    process::{free_port, rowhouse, run},
    site::{FIRST, Site, assert_no_password, assert_whole, path_text},
};

#[tokio::test]
async fn the_first_start_ends_in_sign_in_lines_that_all_work_and_the_second_is_quick() {
    let site = Site::empty();
    let mut dev = site.start(&[]);
    println!("first start: {:?}", dev.ready(FIRST));
    assert_whole(&site).await;
    let logins = dev.logins();
    assert_eq!(logins.len(), 10, "one of each role in each organisation: {}", dev.running.out());
    for login in &logins {
        let token = dev.sign_in(login).await.unwrap_or_else(|| panic!("{login} does not sign in"));
        assert!(dev.employees(&token).await.is_some_and(|count| count >= 55), "{login}");
    }
    let secrets = site.secrets();
    let printed = dev.running.out();
    let api = secrets["logins"]["app_api"].as_str().expect("a password");
    assert_eq!(printed.matches(api).count(), 1, "in the psql line alone");
    assert_no_password(&secrets, &printed.replace(api, ""));
    assert_no_password(&secrets, &dev.running.err());
    dev.stop(Signal::INT, &site);

    let mut again = site.start(&[]);
    let took = again.ready(Duration::from_secs(20));
    println!("second start: {took:?}");
    assert!(took < Duration::from_secs(3), "{took:?}");
    assert_eq!(again.logins(), logins, "the same people with the same password");
    assert!(again.sign_in(&logins[3]).await.is_some());
    again.stop(Signal::TERM, &site);
}

#[tokio::test]
async fn a_printed_line_pasted_into_a_shell_gives_a_token() {
    let shell = |line: &str| std::process::Command::new("sh").arg("-c").arg(line).output().expect("sh");
    if !shell("command -v curl").status.success() {
        println!("no curl here");
        return;
    }
    let site = Site::used();
    let mut dev = site.start(&[]);
    dev.ready(FIRST);
    let out = dev.running.out();
    let line = out.lines().find(|line| line.trim_start().starts_with("TOKEN=")).expect("a sign-in line");
    let then = out.lines().find_map(|line| line.trim().strip_prefix("Then:")).expect("what comes then");
    let said = shell(&format!("{line}\n{then}"));
    assert!(String::from_utf8_lossy(&said.stdout).contains("\"display_name\""), "{said:?}");
    dev.stop(Signal::INT, &site);
}

#[tokio::test]
async fn a_second_dev_beside_the_first_is_told_so_in_one_sentence_and_harms_nothing() {
    let site = Site::used();
    let mut first = site.start(&[]);
    first.ready(FIRST);
    let login = first.logins().remove(0);
    let token = first.sign_in(&login).await.expect("a token");
    for more in [&[][..], &["--fresh"][..]] {
        let second = site.start(more).running.finish(Duration::from_secs(20));
        second.assert_one_sentence(&[&first.running.id().to_string()]);
        println!("{}", second.sentences()[0]);
        assert!(first.running.runs());
        assert!(first.employees(&token).await.is_some_and(|count| count >= 55), "the first is unharmed");
    }
    assert_whole(&site).await;
    first.stop(Signal::TERM, &site);
}

#[tokio::test]
async fn a_taken_port_is_named_in_one_sentence_before_anything_is_started_or_deleted() {
    let site = Site::empty();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("its address").port().to_string();
    let data = path_text(&site.data());
    let refused = run(&mut rowhouse(&["dev", "--data", &data, "--port", &port]));
    refused.assert_one_sentence(&[&port, "--port"]);
    assert!(!site.data().exists(), "nothing was made");
    drop(taken);

    let nonsense = run(&mut rowhouse(&["dev", "--data", &data, "--port", "99999"]));
    assert_eq!(nonsense.code, Some(2));
    let missing = run(&mut rowhouse(&["policies", "diff", "--data", &data]));
    missing.assert_one_sentence(&["DATABASE_URL", "rowhouse dev"]);
    assert_ne!(free_port(), 0);
}

#[tokio::test]
async fn fresh_gives_another_database_and_other_passwords() {
    let site = Site::used();
    let before = site.secrets();
    let mut dev = site.start(&[]);
    dev.ready(FIRST);
    site.admin().await.batch_execute("create table public.from_before ()").await.expect("a trace");
    let login = dev.logins().remove(0);
    dev.stop(Signal::TERM, &site);

    let mut fresh = site.start(&["--fresh"]);
    fresh.ready(FIRST);
    assert_whole(&site).await;
    let gone: bool = harness::value(&site.admin().await, "select to_regclass('public.from_before') is null").await;
    assert!(gone, "the old database is gone");
    let after = site.secrets();
    assert_ne!(before["demo_password"], after["demo_password"]);
    for (name, password) in before["logins"].as_object().expect("logins") {
        assert_ne!(*password, after["logins"][name], "{name}");
    }
    assert!(fresh.sign_in(&login).await.is_none(), "the old password is worth nothing");
    assert!(fresh.sign_in(&fresh.logins()[0]).await.is_some());
    fresh.stop(Signal::INT, &site);
}
