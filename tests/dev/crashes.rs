//! `kill -9` of the postmaster, and of `rowhouse dev` itself.

use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use crate::site::{FIRST, Site, assert_whole};

#[tokio::test]
async fn a_killed_postmaster_is_started_again_and_nothing_committed_is_lost() {
    let site = Site::used();
    let mut dev = site.start(&[]);
    dev.ready(FIRST);
    let login = dev.logins().remove(0);
    for round in 0..2 {
        let token = dev.sign_in(&login).await.expect("a token");
        let before = dev.employees(&token).await.expect("employees");
        let admin = site.admin().await;
        admin.batch_execute(&format!("create table public.kept_{round} ()")).await.expect("a committed change");
        let killed = site.postmaster();
        kill_process(Pid::from_raw(killed).expect("an id"), Signal::KILL).expect("it runs");
        let began = Instant::now();
        let after = loop {
            // the killed one's backends live on for a moment and may still answer
            let is_another = site.any_postmaster().is_some_and(|postmaster| postmaster != killed);
            if is_another && let Some(count) = dev.employees(&token).await {
                break count;
            }
            assert!(began.elapsed() < Duration::from_secs(10), "no answer: {}", dev.running.err());
            tokio::time::sleep(Duration::from_millis(50)).await;
        };
        println!("answers again after {:?}", began.elapsed());
        assert_eq!(after, before, "the same token sees the same people");
        assert!(dev.running.runs());
        let kept: bool = harness::value(&site.admin().await, &format!("select to_regclass('public.kept_{round}') is not null")).await;
        assert!(kept);
    }
    dev.stop(Signal::TERM, &site);
}

#[tokio::test]
async fn a_killed_dev_leaves_no_postgres_behind_and_the_next_start_works() {
    let site = Site::used();
    for _ in 0..2 {
        let mut dev = site.start(&[]);
        dev.ready(FIRST);
        let login = dev.logins().remove(0);
        assert!(dev.sign_in(&login).await.is_some());
        dev.running.signal(Signal::KILL);
        assert_eq!(dev.running.ends(Duration::from_secs(5)).0.code(), None);
        println!("silent after {:?}", site.falls_silent(Duration::from_secs(5)));
    }
    let mut dev = site.start(&[]);
    dev.ready(FIRST);
    assert_whole(&site).await;
    dev.stop(Signal::TERM, &site);
}

#[tokio::test]
async fn a_first_start_killed_at_any_moment_is_followed_by_a_whole_one() {
    let site = Site::empty();
    for milliseconds in [50, 350, 900, 1700, 2700, 4000] {
        let mut dev = site.start(&[]);
        std::thread::sleep(Duration::from_millis(milliseconds));
        assert!(dev.running.runs(), "{}", dev.running.err());
        dev.running.signal(Signal::KILL);
        dev.running.ends(Duration::from_secs(5));
        site.falls_silent(Duration::from_secs(5));
        println!("killed after {milliseconds} ms, having said {:?}", dev.running.out().lines().nth(1));
    }
    let mut dev = site.start(&[]);
    println!("whole after {:?} more", dev.ready(FIRST));
    assert_whole(&site).await;
    let logins = dev.logins();
    for login in &logins {
        assert!(dev.sign_in(login).await.is_some(), "{login}");
    }
    dev.stop(Signal::TERM, &site);
}
