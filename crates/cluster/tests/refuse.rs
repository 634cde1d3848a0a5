//! What cannot work is refused in one sentence, and nothing is harmed.

mod support;

use cluster::{Cluster, find_binaries};
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::process::Command;
use support::*;

/// Programs that only know their version.
fn pretend_binaries(folder: &Path, major: u32) {
    open_folder(folder);
    for name in ["postgres", "initdb"] {
        let program = folder.join(name);
        let text = format!("#!/bin/sh\necho '{name} (PostgreSQL) {major}.1'\n");
        fs::write(&program, text).expect("a program");
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("a mode");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn data_of_another_major_version_is_refused_and_kept() {
    let folder = folder();
    let cluster = start(folder.path()).await;
    leave_trace(&cluster).await;
    let (data, major) = (cluster.data_dir(), cluster.binaries().major);
    cluster.stop().await.expect("a stop");

    let newer = folder.path().join("newer");
    pretend_binaries(&newer, major + 1);
    let mut with_newer = settings(folder.path());
    with_newer.binaries = Some(newer);
    let error = refused(with_newer).await;
    assert_eq!(error.code(), "CL-OTHER-MAJOR");
    let text = error.to_string();
    for part in [
        format!("PostgreSQL {major}"),
        format!("PostgreSQL {}", major + 1),
        data.display().to_string(),
        "--fresh".into(),
        "--data".into(),
        "ROWHOUSE_POSTGRES_BIN".into(),
    ] {
        assert!(text.contains(&part), "{part} is missing in: {text}");
    }

    let version_file = data.join("PG_VERSION");
    fs::write(&version_file, "11\n").expect("another version");
    assert_eq!(refused(settings(folder.path())).await.code(), "CL-OTHER-MAJOR");
    fs::write(&version_file, format!("{major}\n")).expect("the old version");
    assert_eq!(traces(&start(folder.path()).await).await, "2");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_foreign_folder_is_refused_and_not_even_fresh_touches_it() {
    let folder = folder();
    let foreign = folder.path().join("cluster");
    fs::create_dir_all(foreign.join("data")).expect("a folder");
    fs::write(foreign.join("data/thesis.txt"), "years of work").expect("a file");
    for fresh in [false, true] {
        let mut settings = settings(folder.path());
        settings.fresh = fresh;
        let error = refused(settings).await;
        assert_eq!(error.code(), "CL-FOREIGN-DIRECTORY");
        assert!(error.to_string().contains(&foreign.display().to_string()));
        let kept = fs::read_to_string(foreign.join("data/thesis.txt")).expect("the file");
        assert_eq!(kept, "years of work");
        assert_eq!(names_in(&foreign), ["data"], "nothing was added");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn damaged_data_is_refused_until_fresh_starts_over() {
    let folder = folder();
    let cluster = start(folder.path()).await;
    leave_trace(&cluster).await;
    let old_url = cluster.admin_url("postgres");
    let data = cluster.data_dir();
    cluster.stop().await.expect("a stop");
    fs::remove_file(data.join("PG_VERSION")).expect("damage");
    let secret_of_another_crate = folder.path().join("signing-key");
    fs::write(&secret_of_another_crate, "key").expect("a file");

    assert_eq!(refused(settings(folder.path())).await.code(), "CL-DAMAGED-DATA");
    assert!(data.join("base").exists(), "nothing was deleted");

    let mut fresh = settings(folder.path());
    fresh.fresh = true;
    let cluster = Cluster::start(fresh).await.expect("a fresh cluster");
    let tables = "select count(*)::text from pg_tables where tablename = 'trace'";
    assert_eq!(value(&admin(&cluster).await, tables).await, "0");
    assert_ne!(cluster.admin_url("postgres"), old_url, "the password is another");
    assert!(secret_of_another_crate.exists(), "only the cluster was wiped");
    cluster.stop().await.expect("a stop");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_password_is_named_before_the_server_starts() {
    let folder = folder();
    start(folder.path()).await.stop().await.expect("a stop");
    let file = folder.path().join("cluster/password");
    fs::remove_file(&file).expect("a loss");
    let error = refused(settings(folder.path())).await;
    assert_eq!(error.code(), "CL-NO-PASSWORD");
    assert!(error.to_string().contains(&file.display().to_string()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_does_not_start_shows_the_end_of_its_log() {
    let folder = folder();
    let mut wrong = settings(folder.path());
    wrong.extra_configuration.push(("no_such_setting".into(), "1".into()));
    let error = refused(wrong).await;
    assert_eq!(error.code(), "CL-START");
    let text = error.to_string();
    assert!(text.contains("no_such_setting") && text.contains("postgres.log"), "{text}");
    start(folder.path()).await.stop().await.expect("the next start is unharmed");
}

/// A small disk of its own, unmounted at the end.
struct SmallDisk<'a>(&'a Path);

impl<'a> SmallDisk<'a> {
    fn mount(folder: &'a Path, megabytes: u32) -> Option<SmallDisk<'a>> {
        if !is_root() {
            return None;
        }
        let options = format!("size={megabytes}m,mode=755");
        let mount = Command::new("mount").args(["-t", "tmpfs", "-o", &options, "tmpfs"]).arg(folder).status();
        mount.is_ok_and(|status| status.success()).then_some(SmallDisk(folder))
    }
}

impl Drop for SmallDisk<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0).status();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_named_and_nothing_half_made_stays() {
    let folder = folder();
    let Some(_disk) = SmallDisk::mount(folder.path(), 15) else {
        println!("skipped: mounting a small disk is not permitted here");
        return;
    };
    let error = refused(settings(folder.path())).await;
    assert_eq!(error.code(), "CL-DISK-FULL");
    assert!(error.to_string().contains(&folder.path().display().to_string()));
    let left = names_in(&folder.path().join("cluster"));
    assert!(left.iter().all(|name| !name.contains("data") && !name.contains("pwfile")), "{left:?}");
    assert_eq!(processes_on(folder.path()), Vec::<i32>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_filled_up_since_the_last_run_is_named_and_the_data_kept() {
    let folder = folder();
    let Some(_disk) = SmallDisk::mount(folder.path(), 100) else {
        println!("skipped: mounting a small disk is not permitted here");
        return;
    };
    let cluster = start(folder.path()).await;
    leave_trace(&cluster).await;
    cluster.stop().await.expect("a stop");
    let ballast = folder.path().join("ballast");
    let mut file = fs::File::create(&ballast).expect("a file");
    // stops at the end of the disk, which is the point
    let _ = std::io::copy(&mut std::io::repeat(1), &mut file);
    drop(file);
    let error = refused(settings(folder.path())).await;
    assert_eq!(error.code(), "CL-DISK-FULL");
    fs::remove_file(&ballast).expect("some space");
    let cluster = start(folder.path()).await;
    assert_eq!(traces(&cluster).await, "2");
    cluster.stop().await.expect("a stop");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_explicit_folder_without_binaries_is_an_error_and_no_fallback_is_taken() {
    let folder = folder();
    let error = find_binaries(Some(folder.path())).expect_err("an empty folder");
    assert_eq!(error.code(), "CL-BAD-BINARIES");
    let mut explicit = settings(&folder.path().join("root"));
    explicit.binaries = Some(folder.path().to_path_buf());
    assert_eq!(refused(explicit).await.code(), "CL-BAD-BINARIES");
    let found = find_binaries(None).expect("PostgreSQL is installed here");
    assert_eq!(find_binaries(Some(&found.folder)).expect("the same"), found);
}

#[tokio::test(flavor = "multi_thread")]
async fn binaries_that_the_servers_account_cannot_enter_are_refused() {
    if !is_root() {
        println!("skipped: only root switches to another account");
        return;
    }
    let folder = folder();
    let closed = folder.path().join("closed");
    pretend_binaries(&closed, 15);
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).expect("a mode");
    let mut settings = settings(&folder.path().join("root"));
    settings.binaries = Some(closed);
    let error = refused(settings).await;
    assert_eq!(error.code(), "CL-BAD-BINARIES");
    assert!(error.to_string().contains("account"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_of_existing_data_runs_the_server() {
    let folder = folder();
    start(folder.path()).await.stop().await.expect("a stop");
    let data = folder.path().join("cluster/data");
    if !is_root() {
        println!("skipped: only root can give the data away");
        return;
    }
    let nobody = 65534;
    for path in [data.clone(), folder.path().join("cluster/socket")] {
        let status = Command::new("chown").args(["-R", &format!("{nobody}:{nobody}")]).arg(path).status();
        assert!(status.is_ok_and(|status| status.success()));
    }
    let cluster = start(folder.path()).await;
    let process = fs::metadata(format!("/proc/{}", cluster.postmaster_pid())).expect("the server");
    assert_eq!(process.uid(), nobody);
    cluster.stop().await.expect("a stop");
}
