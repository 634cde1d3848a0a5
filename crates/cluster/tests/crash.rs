//! Whatever is killed, nothing is left running and the next start recovers.

mod support;

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use support::*;

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_server_is_noticed_and_started_again_although_a_session_was_busy() {
    let folder = folder();
    let cluster = start(folder.path()).await;
    leave_trace(&cluster).await;
    let busy = admin(&cluster).await;
    let endless = tokio::spawn(async move {
        let _ = busy.batch_execute("select count(*) from generate_series(1, 100000000000)").await;
    });
    tokio::time::sleep(Duration::from_millis(300)).await;
    let data = cluster.data_dir();
    kill(cluster.postmaster_pid());
    let reason = tokio::time::timeout(Duration::from_secs(2), cluster.died()).await.expect("a notice");
    println!("{reason}");
    assert!(reason.to_string().contains("signal: 9"), "{reason}");
    drop(cluster);
    println!("left over: {:?}", processes_on(&data));
    let began = Instant::now();
    let cluster = start(folder.path()).await;
    println!("started again after {:?}", began.elapsed());
    assert_eq!(traces(&cluster).await, "2");
    endless.abort();
    cluster.stop().await.expect("a stop");
    assert_eq!(processes_on(&data), Vec::<i32>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn our_own_violent_death_ends_the_server_too() {
    let folder = folder();
    let mut holder = Holder::spawn(folder.path());
    let postmaster = holder.postmaster();
    assert!(alive(postmaster));
    holder.kill_hard();
    let took = eventually("the server's end", Duration::from_secs(5), || !alive(postmaster)).await;
    println!("the server ended {took:?} after its parent");
    let cluster = start(folder.path()).await;
    assert_eq!(traces(&cluster).await, "2");
    cluster.stop().await.expect("a stop");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_start_right_after_our_violent_death_waits_for_the_old_server() {
    let folder = folder();
    let mut holder = Holder::spawn(folder.path());
    holder.postmaster();
    holder.kill_hard();
    let cluster = start(folder.path()).await;
    assert_eq!(traces(&cluster).await, "2");
    cluster.stop().await.expect("a stop");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_death_of_everything_at_once_is_recovered_from() {
    let folder = folder();
    let mut holder = Holder::spawn(folder.path());
    holder.postmaster();
    let data = folder.path().join("cluster/data");
    // the server first, so that it cannot shut down in order
    for pid in processes_on(&data) {
        kill(pid);
    }
    holder.kill_hard();
    assert!(data.join("postmaster.pid").exists(), "the file is stale");
    let cluster = start(folder.path()).await;
    assert_eq!(traces(&cluster).await, "2");
    cluster.stop().await.expect("a stop");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stale_pid_file_that_names_a_stranger_is_removed_and_the_stranger_left_alone() {
    let folder = folder();
    let cluster = start(folder.path()).await;
    leave_trace(&cluster).await;
    let data = cluster.data_dir();
    cluster.stop().await.expect("a stop");
    // an ordinary user's PostgreSQL refuses to start beside a living process
    let mut stranger = Command::new("sleep").arg("60").spawn().expect("a stranger");
    let pid_file = data.join("postmaster.pid");
    fs::write(&pid_file, format!("{}\n{}\n", stranger.id(), data.display())).expect("a stale file");
    let cluster = start(folder.path()).await;
    assert_eq!(traces(&cluster).await, "2");
    assert!(stranger.try_wait().expect("its state").is_none(), "the stranger lives");
    stranger.kill().expect("a kill");
    stranger.wait().expect("its end");
    cluster.stop().await.expect("a stop");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_orphaned_server_is_stopped_before_the_start() {
    let folder = folder();
    let cluster = start(folder.path()).await;
    leave_trace(&cluster).await;
    let (data, program) = (cluster.data_dir(), cluster.binaries().folder.join("postgres"));
    let socket = cluster.socket_dir().to_path_buf();
    cluster.stop().await.expect("a stop");
    let owner = fs::metadata(&data).expect("the data folder");
    let mut command = Command::new(program);
    command.arg("-D").arg(&data).current_dir("/").stderr(Stdio::null()).env("LC_ALL", "C");
    if is_root() {
        command.uid(owner.uid()).gid(owner.gid());
    }
    let mut orphan = command.spawn().expect("a server nobody looks after");
    eventually("the orphan's start", Duration::from_secs(10), || {
        let text = fs::read_to_string(data.join("postmaster.pid")).unwrap_or_default();
        text.contains("ready") && !names_in(&socket).is_empty()
    })
    .await;
    let cluster = start(folder.path()).await;
    assert!(orphan.try_wait().expect("its state").is_some(), "the orphan has ended");
    assert_eq!(traces(&cluster).await, "2");
    cluster.stop().await.expect("a stop");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_death_during_the_first_start_leaves_nothing_half_made() {
    let folder = folder();
    let base = folder.path().join("cluster");
    let holder = Holder::spawn(folder.path());
    let half_made = || {
        let name = names_in(&base).into_iter().find(|name| name.starts_with("data.new-"));
        name.filter(|name| base.join(name).join("PG_VERSION").exists())
    };
    eventually("initdb", Duration::from_secs(20), || half_made().is_some()).await;
    holder.kill_hard();
    assert!(half_made().is_some() && !base.join("data").exists(), "it died halfway");
    let cluster = start(folder.path()).await;
    let left = names_in(&base);
    assert!(!left.iter().any(|name| name.contains("new-") || name.contains("pwfile")), "{left:?}");
    assert_eq!(value(&admin(&cluster).await, "select 'ok'").await, "ok");
    cluster.stop().await.expect("a stop");
}

#[tokio::test(flavor = "multi_thread")]
async fn holds_a_cluster_when_asked_to() {
    hold().await;
}
