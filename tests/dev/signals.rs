//! Ctrl-C and SIGTERM stop everything, at any moment.

use std::time::Duration;

use rustix::process::Signal;

use crate::site::{FIRST, STOP, Site};

#[tokio::test]
async fn sigint_sigterm_and_sighup_stop_everything_with_exit_code_0() {
    let site = Site::used();
    for signal in [Signal::INT, Signal::TERM, Signal::HUP] {
        let mut dev = site.start(&[]);
        dev.ready(FIRST);
        let login = dev.logins().remove(0);
        assert!(dev.sign_in(&login).await.is_some(), "positive control");
        dev.stop(signal, &site);
    }
}

#[tokio::test]
async fn a_signal_during_a_start_stops_everything_too() {
    let site = Site::empty();
    for (milliseconds, signal) in [(30, Signal::INT), (400, Signal::TERM), (1300, Signal::INT), (2600, Signal::TERM)] {
        let mut dev = site.start(&[]);
        std::thread::sleep(Duration::from_millis(milliseconds));
        assert!(dev.running.runs(), "{}", dev.running.err());
        dev.running.signal(signal);
        let (status, took) = dev.running.ends(STOP);
        println!("{signal:?} after {milliseconds} ms: {status}, {took:?}");
        assert_eq!(status.code(), Some(0), "{signal:?} after {milliseconds} ms: {}", dev.running.err());
        site.falls_silent(Duration::from_secs(2));
    }
}

#[tokio::test]
async fn repeated_signals_change_nothing() {
    let site = Site::used();
    let mut dev = site.start(&[]);
    dev.ready(FIRST);
    for _ in 0..3 {
        dev.running.signal(Signal::INT);
    }
    let (status, _) = dev.running.ends(STOP);
    assert_eq!(status.code(), Some(0), "{}", dev.running.err());
    site.falls_silent(Duration::from_secs(2));
}
