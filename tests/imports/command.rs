//! `rowhouse import` and `rowhouse export`: files, exit codes, and what is printed.

use std::{fs, path::PathBuf, process::Command, time::Duration};

use harness::{Org, Person, http::PASSWORD};
use rustix::process::Signal;
use tempfile::TempDir;

use crate::{
    process::{Running, Said, rowhouse},
    product::{HEADER, Product, chain, hana},
};

const LONG: Duration = Duration::from_secs(60);

struct Desk {
    product: Product,
    folder: TempDir,
}

impl Desk {
    async fn new() -> Desk {
        let product = Product::start().await;
        product.http.set_password(hana()).await;
        Desk { product, folder: tempfile::tempdir().expect("a folder") }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        fs::write(self.path(name), text).expect("a file");
        self.path(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = rowhouse(arguments);
        command.args(["--url", &format!("http://{}", self.product.http.address), "--email", &hana().email()]);
        command.env("ROWHOUSE_PASSWORD", PASSWORD).current_dir(self.folder.path());
        command
    }

    async fn run(&self, arguments: &[&str]) -> Said {
        let command = self.command(arguments);
        finish(command).await
    }
}

/// The command works while this process serves it.
async fn finish(mut command: Command) -> Said {
    let said = tokio::task::spawn_blocking(move || Running::start(&mut command).finish(LONG)).await.expect("it ends");
    assert!(!said.out.contains(PASSWORD) && !said.err.contains(PASSWORD) && !said.err.contains("panicked"), "{}{}", said.out, said.err);
    said
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_imported_and_reported_with_its_errors() {
    let desk = Desk::new().await;
    let _worker = desk.product.worker();
    desk.file("good.csv", &chain(40));
    let good = desk.run(&["import", "good.csv"]).await;
    assert_eq!(good.code, Some(0), "{}{}", good.out, good.err);
    assert!(good.out.starts_with("good.csv: done. 40 rows received, 40 added, 0 changed, 0 unchanged, 0 with errors."), "{}", good.out);
    assert_eq!(good.err, "", "no bar where there is no terminal");

    let bad: String = (0..30).map(|at| format!("Z{at},=cmd,nope{at},permanent,2024-01-01,\n")).collect();
    desk.file("bad.csv", &format!("Key,{}{bad}", HEADER.split_once(',').expect("a comma").1));
    let unmapped = desk.run(&["import", "bad.csv"]).await;
    assert_eq!(unmapped.code, Some(1));
    assert!(unmapped.err.contains("No column holds employee numbers"), "{}", unmapped.err);
    let refused = desk.run(&["import", "bad.csv", "--map", "Key=employee_no", "--errors", "errors.csv"]).await;
    assert_eq!(refused.code, Some(1), "{}{}", refused.out, refused.err);
    assert!(refused.out.contains("bad.csv: failed, nothing is written. 30 rows received, 0 added"), "{}", refused.out);
    assert_eq!(refused.out.lines().filter(|line| line.starts_with("line ")).count(), 20, "{}", refused.out);
    assert!(refused.out.contains("and 10 more errors\n"), "{}", refused.out);
    let errors = fs::read_to_string(desk.path("errors.csv")).expect("the errors");
    assert_eq!(errors.lines().count(), 31, "{errors}");
    assert!(errors.contains("\r\n2,work_email,bad_email,"), "{errors}");

    let json = desk.run(&["import", "bad.csv", "--map", "Key=employee_no", "--dry-run", "--format", "json"]).await;
    let report: serde_json::Value = serde_json::from_str(&json.out).unwrap_or_else(|error| panic!("{error}: {}", json.out));
    assert_eq!((json.code, &report["import"]["state"], &report["import"]["failed"]), (Some(1), &"done".into(), &30.into()), "{report}");
    assert_eq!(report["errors"].as_array().map(Vec::len), Some(20));

    let mixed = format!("{HEADER}Q1,A,q1@x.example,intern,2024-01-01,\nQ2,B,nope,intern,2024-01-01,\n");
    let mut piped = desk.command(&["import", "-", "--skip-bad-rows", "--organization", Org::North.token()]);
    piped.stdin(fs::File::open(desk.file("mixed.csv", &mixed)).expect("a file"));
    let piped = finish(piped).await;
    assert_eq!(piped.code, Some(1), "{}{}", piped.out, piped.err);
    assert!(piped.out.contains("1 added") && piped.out.contains("1 with errors"), "{}", piped.out);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stops_it_before_it_begins_exits_2_with_a_sentence() {
    let desk = Desk::new().await;
    desk.file("good.csv", &chain(2));
    let case = async |change: &dyn Fn(&mut Command), words: &[&str]| {
        let mut command = desk.command(&["import", "good.csv"]);
        change(&mut command);
        let said = finish(command).await;
        assert_eq!(said.code, Some(2), "{words:?}: {}", said.err);
        said.assert_one_sentence(words);
    };
    case(
        &|c| {
            c.env_remove("ROWHOUSE_PASSWORD");
        },
        &["ROWHOUSE_PASSWORD", "ROWHOUSE_PASSWORD_FILE"],
    )
    .await;
    case(
        &|c| {
            c.env("ROWHOUSE_PASSWORD", "wrong");
        },
        &["password"],
    )
    .await;
    for (arguments, words) in [
        (["import", "good.csv", "--url", "http://127.0.0.1:1"], ["nothing answers", "--url"]),
        (["import", "good.csv", "--url", "http://people.example"], ["in the clear", "https://"]),
    ] {
        let mut command = rowhouse(&arguments);
        command.args(["--email", &hana().email()]).env("ROWHOUSE_PASSWORD", PASSWORD).current_dir(desk.folder.path());
        let said = finish(command).await;
        assert_eq!(said.code, Some(2), "{}", said.err);
        said.assert_one_sentence(&words);
    }
    let missing = desk.run(&["import", "missing.csv"]).await;
    assert_eq!(missing.code, Some(2));
    missing.assert_one_sentence(&["missing.csv"]);
    assert_eq!(desk.run(&["import", "good.csv", "--shoe-size"]).await.code, Some(2));
    assert_eq!(desk.product.count("lifecycle.import_jobs").await, 0);

    // the positive control, with the password from a file
    let _worker = desk.product.worker();
    let secret = desk.file("password", &format!("{PASSWORD}\n"));
    let mut command = desk.command(&["import", "good.csv"]);
    command.env_remove("ROWHOUSE_PASSWORD").env("ROWHOUSE_PASSWORD_FILE", secret);
    let said = finish(command).await;
    assert_eq!(said.code, Some(0), "{}{}", said.out, said.err);
}

#[tokio::test(flavor = "multi_thread")]
async fn ctrl_c_cancels_the_import_on_the_server() {
    let desk = Desk::new().await;
    desk.file("good.csv", &chain(100));
    let importing = Running::start(&mut desk.command(&["import", "good.csv"]));
    crate::product::eventually("it is queued", async || desk.product.count("lifecycle.import_jobs where state = 'queued'").await == 1).await;
    tokio::time::sleep(Duration::from_millis(500)).await; // until the answer has arrived
    importing.signal(Signal::INT);
    let said = tokio::task::spawn_blocking(move || importing.finish(LONG)).await.expect("it ends");
    assert_eq!(said.code, Some(1), "{}{}", said.out, said.err);
    assert!(said.err.contains("cancelling the import on the server"), "{}", said.err);
    assert!(said.out.contains("cancelled, nothing is written"), "{}", said.out);
    assert_eq!(desk.product.count("lifecycle.import_jobs where state = 'cancelled'").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_is_a_private_file_or_none() {
    let desk = Desk::new().await;
    let said = desk.run(&["export", "people.csv"]).await;
    assert_eq!(said.code, Some(0), "{}", said.err);
    let text = fs::read_to_string(desk.path("people.csv")).expect("the export");
    assert_eq!(text.lines().count(), 1 + Person::employees().count());
    let rights = std::os::unix::fs::PermissionsExt::mode(&fs::metadata(desk.path("people.csv")).expect("the export").permissions());
    assert_eq!(rights & 0o777, 0o600);
    let site = harness::site(Org::North, 2).to_string();
    assert_eq!(desk.run(&["export", "site.csv", "--site", &site]).await.code, Some(0));
    assert_eq!(fs::read_to_string(desk.path("site.csv")).expect("the export").lines().count(), 1);

    // the right is gone: what stood there stays, and nothing is half there
    let command = desk.command(&["export", "people.csv"]);
    let denied = format!("select identity.override_permission(gen_random_uuid(), '{}', 'people.export', 'deny', 'no more', null)", hana().id());
    desk.product.as_ada(&denied).await;
    let said = finish(command).await;
    assert_eq!(said.code, Some(1), "{}{}", said.out, said.err);
    assert_eq!(said.sentences().len(), 1, "{}", said.err);
    assert_eq!(fs::read_to_string(desk.path("people.csv")).expect("the earlier export"), text);
    assert!(!desk.path("people.csv.partial").exists());
}
