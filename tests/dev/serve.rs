//! `rowhouse serve` starts only where the database can hold what the API promises.

use std::time::Duration;

use harness::{Database, empty_database};
use rustix::process::Signal;

use crate::process::{Running, Said, rowhouse, run};

const SECRETS: [&str; 4] = ["ROWHOUSE_SIGNING_KEY", "ROWHOUSE_API_DATABASE_URL", "ROWHOUSE_AUTH_DATABASE_URL", "ROWHOUSE_WORKER_DATABASE_URL"];
/// The harness's password of every login, as it stands in an address.
const PASSWORD: [&str; 2] = ["only for tests", "only%20for%20tests"];

struct Environment(Vec<(String, String)>);

impl Environment {
    fn of(db: &Database) -> Environment {
        let key = run(&mut rowhouse(&["keygen"])).out.trim().to_owned();
        assert!(key.len() > 40);
        let values = [key, db.url("app_api"), db.url("app_auth"), db.url("app_worker")];
        Environment(SECRETS.iter().map(ToString::to_string).zip(values).collect())
    }

    fn with(mut self, name: &str, value: &str) -> Environment {
        self.0.retain(|(known, _)| known != name);
        self.0.push((name.to_owned(), value.to_owned()));
        self
    }

    fn without(mut self, name: &str) -> Environment {
        self.0.retain(|(known, _)| known != name);
        self
    }

    fn start(&self) -> Running {
        Running::start(rowhouse(&["serve", "--port", "0"]).envs(self.0.iter().cloned()))
    }

    /// Fails if it serves; its output must not hold a secret.
    fn refused(&self, words: &[&str]) -> Said {
        let said = self.start().finish(Duration::from_secs(20));
        said.assert_one_sentence(words);
        println!("{}", said.sentences()[0]);
        self.assert_discreet(&said);
        assert!(!said.out.contains("listens"), "{}", said.out);
        said
    }

    fn assert_discreet(&self, said: &Said) {
        let everything = said.out.clone() + &said.err;
        let key = self.0.iter().find(|(name, _)| name == SECRETS[0]).map(|(_, value)| value.as_str());
        for secret in PASSWORD.into_iter().chain(key).filter(|secret| !secret.is_empty()) {
            assert!(!everything.contains(secret), "{everything}");
        }
    }
}

/// Starts, answers, stops; gives what was said.
async fn assert_serves(environment: &Environment) -> Said {
    let mut serving = environment.start();
    serving.says("Rowhouse listens on http://", Duration::from_secs(20));
    serving.says(" ms)", Duration::from_secs(1));
    let out = serving.out();
    let address = out.split_once("http://").and_then(|(_, rest)| rest.split(' ').next()).expect("an address").to_owned();
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    for path in ["healthz", "readyz", "openapi.json", "docs"] {
        let answer = client.get(format!("http://{address}/{path}")).send().await.expect("an answer");
        assert_eq!(answer.status().as_u16(), 200, "{path}");
    }
    serving.signal(Signal::TERM);
    let said = serving.finish(Duration::from_secs(12));
    assert_eq!(said.code, Some(0), "{}", said.err);
    environment.assert_discreet(&said);
    println!("{}", said.out.trim());
    said
}

#[tokio::test]
async fn with_the_three_logins_of_migrate_it_serves_until_sigterm() {
    let db = Database::fresh().await;
    assert_serves(&Environment::of(&db)).await;
}

#[tokio::test]
async fn a_missing_secret_is_named_and_each_may_come_from_a_file() {
    let db = Database::fresh().await;
    let folder = tempfile::tempdir().expect("a folder");
    let mut from_files = Environment::of(&db);
    for name in SECRETS {
        Environment::of(&db).without(name).refused(&[name, &format!("{name}_FILE")]);
        Environment::of(&db).with(name, "").refused(&[name]);
        let missing = folder.path().join("missing");
        Environment::of(&db).without(name).with(&format!("{name}_FILE"), missing.to_str().expect("text")).refused(&[name, "missing"]);

        let file = folder.path().join(name);
        let value = &from_files.0.iter().find(|(known, _)| known == name).expect("set").1;
        std::fs::write(&file, format!("{value}\n")).expect("a file");
        from_files = from_files.without(name).with(&format!("{name}_FILE"), file.to_str().expect("text"));
    }
    assert_serves(&from_files).await;
    Environment::of(&db).with(SECRETS[0], "bm90IGEga2V5").refused(&["signing key"]);
}

#[tokio::test]
async fn a_login_that_could_step_around_row_security_is_refused() {
    let db = Database::fresh().await;
    for name in &SECRETS[1..] {
        Environment::of(&db).with(name, &db.admin_url()).refused(&["refusing to serve", "is a superuser"]);
    }
    // the right kind of login in the wrong place
    Environment::of(&db).with(SECRETS[1], &db.url("app_auth")).refused(&["is not app_api"]);
    Environment::of(&db).with(SECRETS[2], &db.url("app_api")).refused(&["is not app_auth"]);
    Environment::of(&db).with(SECRETS[3], &db.url("app_platform")).refused(&["is not app_worker"]);

    let admin = db.admin().await;
    for (attribute, fault) in [
        ("bypassrls", "has BYPASSRLS"),
        ("replication", "may replicate"),
        ("createrole", "may create roles"),
        ("createdb", "may create databases"),
        ("inherit in role pg_read_all_data", "is a member of another role"),
    ] {
        let role = format!("app_odd_{}", attribute.split(' ').next().unwrap_or_default());
        let sql = format!("create role {role} login {attribute} password 'only for tests'; grant connect on database {} to {role}", db.name());
        admin.batch_execute(&sql).await.expect("a role");
        Environment::of(&db).with(SECRETS[1], &db.url(&role)).refused(&[fault]);
        let sql = format!("drop owned by {role}; drop role {role}");
        admin.batch_execute(&sql).await.expect("no role");
    }
    admin.batch_execute("create table public.owned (); alter table public.owned owner to app_api").await.expect("a table");
    Environment::of(&db).refused(&["app_api", "owns objects"]);
    admin.batch_execute(&format!("drop table public.owned; grant temporary on database {} to app_auth", db.name())).await.expect("a grant");
    Environment::of(&db).refused(&["app_auth", "temporary tables"]);
    admin.batch_execute(&format!("revoke temporary on database {} from app_auth", db.name())).await.expect("no grant");
    assert_serves(&Environment::of(&db)).await;
}

#[tokio::test]
async fn an_unmigrated_a_drifted_and_another_versions_database_are_refused() {
    let empty = empty_database().await;
    let admin = empty.admin().await;
    // an empty database lets everybody do everything, which is refused first
    Environment::of(&empty).refused(&["refusing to serve"]);
    let sql = format!("revoke all on database {0} from public; grant connect on database {0} to app_api, app_auth, app_worker", empty.name());
    admin.batch_execute(&sql).await.expect("grants");
    Environment::of(&empty).refused(&["rowhouse migrate"]);

    let db = Database::fresh().await;
    let admin = db.admin().await;
    for (change, back) in [
        ("alter table people.employees no force row level security", "alter table people.employees force row level security"),
        ("create policy open_door on people.sites for select to app_api using (true)", "drop policy open_door on people.sites"),
        ("grant select on identity.ended_rights to app_api", "revoke select on identity.ended_rights from app_api"),
    ] {
        admin.batch_execute(change).await.expect("a change by hand");
        Environment::of(&db).refused(&["drifted", "rowhouse policies diff"]);
        admin.batch_execute(back).await.expect("undone");
    }
    assert_serves(&Environment::of(&db)).await;
    admin.batch_execute("update platform.applied_policies set files_sha256 = sha256('another version')").await.expect("another digest");
    Environment::of(&db).refused(&["another version"]);
}

#[tokio::test]
async fn a_remote_server_without_tls_and_a_server_that_is_not_there_are_refused() {
    let db = Database::fresh().await;
    Environment::of(&db).with(SECRETS[1], "postgres://app_api:hunter2@db.example.com/rowhouse").refused(&[SECRETS[1], "sslmode=require"]);
    let gone = Environment::of(&db).with(SECRETS[2], "postgres://app_auth:hunter2@127.0.0.1:1/rowhouse").refused(&["app_auth"]);
    assert!(!gone.err.contains("hunter2"));
    let wrong = db.url("app_api").replace(PASSWORD[1], "hunter2").replace(PASSWORD[0], "hunter2");
    let wrong = Environment::of(&db).with(SECRETS[1], &wrong).refused(&["app_api"]);
    assert!(!wrong.err.contains("hunter2"));
}
