//! Starts that go well, and settings that are respected.

mod support;

use cluster::Cluster;
use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::time::{Duration, Instant};
use support::*;

#[tokio::test(flavor = "multi_thread")]
async fn a_first_start_makes_a_private_cluster_that_takes_passwords_only() {
    let folder = folder();
    let root = folder.path().join("data");
    let cluster = start(&root).await;
    let client = admin(&cluster).await;
    for (setting, expected) in [
        ("data_checksums", "on"),
        ("server_encoding", "UTF8"),
        ("password_encryption", "scram-sha-256"),
        ("listen_addresses", "127.0.0.1"),
        ("log_parameter_max_length", "0"),
        ("log_parameter_max_length_on_error", "0"),
        ("max_connections", "100"),
    ] {
        assert_eq!(value(&client, &format!("show {setting}")).await, expected, "{setting}");
    }
    let collation = "select datcollate::text from pg_database where datname = 'postgres'";
    assert_eq!(value(&client, collation).await, "C");
    let others = "select count(*)::text from pg_hba_file_rules
        where auth_method <> 'scram-sha-256' or 'replication' = any(database)";
    assert_eq!(value(&client, others).await, "0");
    let rules = "select count(*)::text from pg_hba_file_rules";
    assert_eq!(value(&client, rules).await, "3");

    let wrong = cluster.url("rowhouse_admin", "wrong", "postgres");
    assert!(tokio_postgres::connect(&wrong, tokio_postgres::NoTls).await.is_err());
    client.batch_execute("create role app login password 'p@ss/w?rd'").await.expect("a role");
    for url in [cluster.url("app", "p@ss/w?rd", "postgres"), cluster.tcp_url("app", "p@ss/w?rd", "postgres")] {
        assert_eq!(value(&connect(&url).await, "select current_user::text").await, "app");
    }

    let password = root.join("cluster/password");
    assert_eq!(fs::metadata(&password).expect("the password").mode() & 0o777, 0o600);
    let socket_mode = fs::metadata(cluster.socket_dir()).expect("the socket folder").mode();
    assert_eq!(socket_mode & 0o777, 0o700);
    let base = names_in(&root.join("cluster"));
    assert!(!base.iter().any(|name| name.contains("new-") || name.contains("pwfile")), "{base:?}");
    assert!(cluster.log_file().starts_with(root.canonicalize().expect("the root")));
    assert!(cluster.binaries().major >= 15);
    let full = value(&client, "show server_version").await;
    assert_eq!(full, cluster.binaries().version);
    cluster.stop().await.expect("a stop");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_server_has_a_session_and_an_unprivileged_account_of_its_own() {
    let folder = folder();
    let cluster = start(folder.path()).await;
    let pid = cluster.postmaster_pid();
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).expect("the server's state");
    let after_name: Vec<&str> = stat.rsplit(") ").next().unwrap_or_default().split(' ').collect();
    assert_eq!(after_name[3], pid.to_string(), "it leads its own session");
    let status = fs::read_to_string(format!("/proc/{pid}/status")).expect("the server's state");
    let line = |name: &str| {
        let line = status.lines().find(|line| line.starts_with(name)).unwrap_or_default();
        line[name.len()..].split_whitespace().collect::<Vec<_>>()
    };
    assert!(line("Uid:").iter().all(|uid| *uid != "0"), "{status}");
    if is_root() {
        assert!(line("Gid:").iter().all(|gid| *gid != "0"), "{status}");
        assert!(line("Groups:").is_empty(), "{status}");
        let environment = fs::read(format!("/proc/{pid}/environ")).expect("its environment");
        let environment = String::from_utf8_lossy(&environment).replace('\0', " ");
        assert!(!environment.contains("CARGO") && !environment.contains("/root"), "{environment}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_start_keeps_data_password_and_port_and_is_quick() {
    let folder = folder();
    let cluster = start(folder.path()).await;
    leave_trace(&cluster).await;
    let (url, port) = (cluster.admin_url("postgres"), cluster.port());
    let began = Instant::now();
    cluster.stop().await.expect("a stop");
    let stopped = began.elapsed();
    let began = Instant::now();
    let cluster = start(folder.path()).await;
    let took = began.elapsed();
    println!("stop took {stopped:?}, second start took {took:?}");
    assert!(took < Duration::from_secs(3), "{took:?}");
    assert_eq!((cluster.admin_url("postgres"), cluster.port()), (url, port));
    assert_eq!(traces(&cluster).await, "2");
    cluster.stop().await.expect("a stop");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dropped_cluster_leaves_nothing_running() {
    let folder = folder();
    let cluster = start(folder.path()).await;
    let (pid, data) = (cluster.postmaster_pid(), cluster.data_dir());
    drop(cluster);
    assert!(!alive(pid));
    assert_eq!(processes_on(&data), Vec::<i32>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_start_given_up_halfway_leaves_neither_processes_nor_files() {
    let folder = folder();
    let base = folder.path().join("cluster");
    let starting = tokio::spawn(Cluster::start(settings(folder.path())));
    eventually("initdb", Duration::from_secs(10), || {
        !processes_on(&base).is_empty() && names_in(&base).iter().any(|name| name.starts_with("data.new-"))
    })
    .await;
    starting.abort();
    assert!(starting.await.is_err_and(|error| error.is_cancelled()));
    let left = names_in(&base);
    assert!(!left.iter().any(|name| name.contains("new-") || name.contains("pwfile")), "{left:?}");
    eventually("the end of initdb", Duration::from_secs(5), || processes_on(&base).is_empty()).await;
    start(folder.path()).await.stop().await.expect("a stop");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_taken_explicit_port_is_refused_in_one_sentence() {
    let folder = folder();
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("its address").port();
    let mut settings = settings(folder.path());
    settings.port = Some(port);
    let error = refused(settings.clone()).await;
    assert_eq!(error.code(), "CL-PORT-TAKEN");
    assert!(error.to_string().contains(&port.to_string()));
    assert!(!folder.path().join("cluster/data").exists(), "it was refused before initdb");
    drop(taken);
    let cluster = Cluster::start(settings).await.expect("the port is free now");
    assert_eq!(cluster.port(), port);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recorded_port_that_was_taken_meanwhile_is_replaced() {
    let folder = folder();
    let cluster = start(folder.path()).await;
    let port = cluster.port();
    cluster.stop().await.expect("a stop");
    let _taken = TcpListener::bind(("127.0.0.1", port)).expect("the port");
    let cluster = start(folder.path()).await;
    assert_ne!(cluster.port(), port);
    let other = cluster.port();
    cluster.stop().await.expect("a stop");
    assert_eq!(start(folder.path()).await.port(), other, "the new one is kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_start_beside_the_first_names_its_process() {
    let folder = folder();
    let mut holder = Holder::spawn(folder.path());
    let postmaster = holder.postmaster();
    let error = refused(settings(folder.path())).await;
    assert_eq!(error.code(), "CL-LOCKED");
    let text = error.to_string();
    assert!(text.contains(&format!("process {}", holder.pid())) && text.contains("--data"), "{text}");
    assert!(alive(postmaster), "the first is not disturbed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_path_too_long_for_a_socket_gets_a_short_private_folder() {
    let folder = folder();
    let root = folder.path().join("a long name ".repeat(10)).join("it's, \"quoted\"");
    let cluster = start(&root).await;
    leave_trace(&cluster).await;
    let socket = cluster.socket_dir().to_path_buf();
    assert!(!socket.starts_with(folder.path()), "{}", socket.display());
    let metadata = fs::metadata(&socket).expect("the socket folder");
    assert_eq!(metadata.mode() & 0o777, 0o700);
    let recorded = fs::read_to_string(root.join("cluster/socket-folder")).expect("a record");
    assert_eq!(recorded.trim(), socket.to_string_lossy());
    cluster.stop().await.expect("a stop");
    assert!(!socket.exists(), "it is removed with the server");
    let cluster = start(&root).await;
    assert_ne!(cluster.socket_dir(), socket, "the name cannot be foreseen");
    assert_eq!(traces(&cluster).await, "2");
    cluster.stop().await.expect("a stop");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_closed_to_the_servers_account_moves_the_cluster_elsewhere() {
    if !is_root() {
        println!("skipped: only root switches to another account");
        return;
    }
    let folder = folder();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700)).expect("a mode");
    let root = folder.path().join("data");
    let cluster = start(&root).await;
    leave_trace(&cluster).await;
    let data = cluster.data_dir();
    assert!(data.starts_with("/var/lib/rowhouse"), "{}", data.display());
    let base = data.parent().expect("its parent").to_path_buf();
    let record = fs::read_to_string(root.join("location")).expect("a record");
    assert_eq!(record.trim(), base.to_string_lossy());
    cluster.stop().await.expect("a stop");

    // opened later: the data stays where it is
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("a mode");
    let cluster = start(&root).await;
    assert_eq!(cluster.data_dir(), data);
    assert_eq!(traces(&cluster).await, "2");
    cluster.stop().await.expect("a stop");

    // moved with its folder
    let moved = folder.path().join("moved");
    fs::rename(&root, &moved).expect("a move");
    let cluster = start(&moved).await;
    assert_eq!(traces(&cluster).await, "2");
    cluster.stop().await.expect("a stop");

    let mut fresh = settings(&moved);
    fresh.fresh = true;
    let cluster = Cluster::start(fresh).await.expect("a fresh cluster");
    assert!(!base.exists(), "fresh removes it");
    assert!(cluster.data_dir().starts_with(folder.path()), "the folder is open now");
    cluster.stop().await.expect("a stop");
}

#[tokio::test(flavor = "multi_thread")]
async fn holds_a_cluster_when_asked_to() {
    hold().await;
}
