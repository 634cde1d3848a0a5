//! `rowhouse check`, `rowhouse health` and `rowhouse migrate --login-passwords`: a server as an operator sets one up, and each
//! thing that can be wrong with it.

use std::{fs, os::unix::fs::PermissionsExt as _, os::unix::net::UnixDatagram, path::PathBuf, time::Duration};

use cluster::{Cluster, Settings};
use rustix::process::Signal;
use serde_json::Value;
use tempfile::TempDir;

use crate::{
    process::{Running, Said, free_port, rowhouse, run},
    site::{STOP, Site},
};

const LOGINS: [(&str, &str); 3] =
    [("ROWHOUSE_API_DATABASE_URL", "app_api"), ("ROWHOUSE_AUTH_DATABASE_URL", "app_auth"), ("ROWHOUSE_WORKER_DATABASE_URL", "app_worker")];
/// What a server may be blamed for here that is nobody's doing: which PostgreSQL the machine has.
const TOLERATED: [&str; 1] = ["server.version"];
const HBA: [&str; 5] = ["hba.readable", "hba.trust", "hba.weak", "hba.superuser", "hba.cleartext"];

/// A migrated server of its own, with its secrets in files.
struct Installation {
    cluster: Cluster,
    secrets: TempDir,
    environment: Vec<(String, String)>,
    _site: Site,
}

struct Report {
    code: Option<i32>,
    verdict: String,
    findings: Vec<(String, String, String)>,
}

impl Report {
    fn of(said: &Said) -> Report {
        let report: Value = serde_json::from_str(&said.out).unwrap_or_else(|error| panic!("{error}: {}{}", said.out, said.err));
        let text = |value: &Value| value.as_str().expect("text").to_owned();
        let findings = report["findings"].as_array().expect("findings");
        for finding in findings {
            assert_eq!(finding["level"] == "ok", finding["action"].is_null(), "what is not ok says what to do: {finding}");
        }
        let mut ids: Vec<&str> = findings.iter().map(|finding| finding["id"].as_str().expect("an id")).collect();
        ids.sort_unstable();
        let whole = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), whole, "an id stands for one thing");
        Report {
            code: said.code,
            verdict: text(&report["verdict"]),
            findings: findings.iter().map(|finding| (text(&finding["id"]), text(&finding["level"]), text(&finding["seen"]))).collect(),
        }
    }

    fn level(&self, id: &str) -> &str {
        &self.findings.iter().find(|(known, ..)| known == id).unwrap_or_else(|| panic!("no finding {id}: {:?}", self.findings)).1
    }

    /// Fails unless exactly these findings are at this level.
    fn assert_only(&self, level: &str, ids: &[&str]) {
        let mut found: Vec<&str> =
            self.findings.iter().filter(|(id, at, _)| at == level && !TOLERATED.contains(&&**id)).map(|(id, ..)| &**id).collect();
        found.sort_unstable();
        let mut ids = ids.to_vec();
        ids.sort_unstable();
        assert_eq!(found, ids, "{:?}", self.findings);
    }
}

impl Installation {
    /// With the server's own log, pg_hba.conf and settings, and logins that `migrate --login-passwords` let in.
    async fn new() -> Installation {
        Installation::with(&[]).await
    }

    async fn with(extra: &[(&str, &str)]) -> Installation {
        let site = Site::empty();
        let mut settings = Settings::new(site.data().with_file_name("server"));
        settings.quiet = true;
        settings.extra_configuration = extra.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let cluster = Cluster::start(settings).await.expect("a server");
        let postgres = harness::connect(&cluster.admin_url("postgres")).await;
        for sql in ["create database rowhouse", "revoke connect, temporary on database postgres, template1 from public"] {
            postgres.batch_execute(sql).await.expect(sql);
        }
        let secrets = tempfile::tempdir().expect("a folder");
        let mut installation = Installation { secrets, environment: Vec::new(), cluster, _site: site };
        let key = run(&mut rowhouse(&["keygen"])).out;
        installation.put("ROWHOUSE_SIGNING_KEY", &key);
        for (name, role) in LOGINS {
            installation.put(name, &installation.url(role));
        }
        installation.put("DATABASE_URL", &installation.cluster.admin_url("rowhouse"));
        let migrated = run(rowhouse(&["migrate", "--login-passwords"]).envs(installation.environment.clone()));
        assert_eq!(migrated.code, Some(0), "{}", migrated.err);
        installation.assert_discreet(&migrated);
        for (_, role) in LOGINS {
            assert!(migrated.out.contains(&format!("password  {role}")), "{}", migrated.out);
        }
        installation
    }

    fn password(role: &str) -> String {
        format!("only-for-the-tests-of-{role}")
    }

    fn url(&self, role: &str) -> String {
        self.cluster.url(role, &Self::password(role), "rowhouse")
    }

    fn file(&self, name: &str) -> PathBuf {
        self.secrets.path().join(name)
    }

    /// Writes a secret into a file that only this account reads, and names it in the environment.
    fn put(&mut self, name: &str, value: &str) {
        let file = self.file(name);
        fs::write(&file, value).expect("a file");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o400)).expect("a mode");
        self.environment.retain(|(known, _)| !known.starts_with(name));
        self.environment.push((format!("{name}_FILE"), file.to_str().expect("text").to_owned()));
    }

    fn assert_discreet(&self, said: &Said) {
        let everything = said.out.clone() + &said.err;
        assert!(!everything.contains("only-for-the-tests-of") && !everything.contains("hunter2"), "{everything}");
        let key = fs::read_to_string(self.file("ROWHOUSE_SIGNING_KEY")).expect("the key");
        assert!(!everything.contains(key.trim()), "{everything}");
    }

    fn check_with(&self, arguments: &[&str], change: impl Fn(&mut Vec<(String, String)>)) -> Report {
        let mut environment = self.environment.clone();
        change(&mut environment);
        let said = run(rowhouse(&["check", "--format", "json"]).args(arguments).envs(environment.clone()));
        self.assert_discreet(&said);
        let report = Report::of(&said);
        // the text for people ends the same way and names the same things
        let text = run(rowhouse(&["check"]).args(arguments).envs(environment));
        self.assert_discreet(&text);
        assert_eq!(text.code, report.code, "{}", text.out);
        for (id, ..) in &report.findings {
            assert!(text.out.contains(id), "{id} is missing: {}", text.out);
        }
        report
    }

    fn check(&self) -> Report {
        self.check_with(&[], |_| {})
    }

    async fn admin(&self, sql: &str) {
        harness::connect(&self.cluster.admin_url("rowhouse")).await.batch_execute(sql).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    }

    /// Replaces pg_hba.conf; the superuser of the socket stays let in.
    async fn access(&self, lines: &str) {
        let text = format!("local all all scram-sha-256\n{lines}\n");
        fs::write(self.cluster.data_dir().join("pg_hba.conf"), text).expect("pg_hba.conf");
        self.admin("select pg_reload_conf()").await;
    }
}

#[tokio::test]
async fn a_server_that_is_set_up_well_passes_and_what_only_a_superuser_sees_is_never_called_ok() {
    let installation = Installation::new().await;
    let report = installation.check();
    assert_eq!(report.code, Some(0), "{:?}", report.findings);
    report.assert_only("error", &[]);
    report.assert_only("warning", &[]);
    report.assert_only("not_checked", &[]);
    for id in
        HBA.into_iter().chain(["passwords.stored", "schema", "login.app_api", "login.superuser", "same_database", "signing_key", "bind", "passwords"])
    {
        assert_eq!(report.level(id), "ok", "{id}");
    }

    let unprivileged = installation.check_with(&[], |environment| environment.retain(|(name, _)| name != "DATABASE_URL_FILE"));
    assert_eq!(unprivileged.code, Some(0));
    let mut unseen = vec!["login.superuser", "passwords.stored"];
    unseen.extend(HBA);
    unprivileged.assert_only("not_checked", &unseen);
    // a superuser's URL that is none
    let lesser = installation.url("app_api");
    let unprivileged = installation.check_with(&[], |environment| {
        environment.retain(|(name, _)| name != "DATABASE_URL_FILE");
        environment.push(("DATABASE_URL".into(), lesser.clone()));
    });
    for id in HBA.into_iter().chain(["login.superuser", "passwords.stored"]) {
        assert_eq!(unprivileged.level(id), "not_checked", "{id}");
    }

    let open = installation.check_with(&["--bind", "0.0.0.0"], |_| {});
    assert_eq!((open.code, open.verdict.as_str()), (Some(0), "warning"));
    open.assert_only("warning", &["bind"]);
    let proxied = installation.check_with(&["--bind", "0.0.0.0", "--behind-tls-proxy"], |_| {});
    proxied.assert_only("warning", &[]);
    let greedy = installation.check_with(&["--pool", "400"], |_| {});
    assert_eq!(greedy.code, Some(1));
    greedy.assert_only("error", &["server.connections"]);
    let nonsense = run(rowhouse(&["check", "--bind", "nowhere"]).envs(installation.environment.clone()));
    assert_eq!(nonsense.code, Some(2), "{}", nonsense.err);
}

#[tokio::test]
async fn each_way_of_letting_the_wrong_people_in_is_found() {
    let installation = Installation::new().await;
    for (lines, errors, warnings) in [
        ("host all all 127.0.0.1/32 scram-sha-256\nhost all all ::1/128 scram-sha-256", &[][..], &[][..]),
        ("host all all 127.0.0.1/32 trust", &["hba.trust"], &[]),
        ("host rowhouse app_api 127.0.0.1/32 md5", &["hba.weak"], &[]),
        ("host rowhouse app_api 127.0.0.1/32 password", &["hba.weak"], &[]),
        ("host rowhouse app_api 127.0.0.1/32 nonsense", &["hba.readable"], &[]),
        // the server listens on the loopback alone, without TLS: open lines are one setting away from being doors
        ("hostssl all all 10.0.0.0/8 scram-sha-256", &[], &["hba.readable", "hba.superuser"]),
        ("hostssl rowhouse app_api 10.0.0.0/8 scram-sha-256", &[], &["hba.readable"]),
        ("host rowhouse app_api 10.0.0.0/8 scram-sha-256", &[], &["hba.cleartext"]),
        ("host all all 127.0.0.1/0 scram-sha-256", &[], &["hba.superuser", "hba.cleartext"]),
        ("host all all all reject", &[], &[]),
    ] {
        installation.access(lines).await;
        let report = installation.check();
        report.assert_only("error", errors);
        report.assert_only("warning", warnings);
        assert_eq!(report.code, Some(i32::from(!errors.is_empty())), "{lines}");
    }
    let superuser: String = harness::value(&harness::connect(&installation.cluster.admin_url("rowhouse")).await, "select current_user::text").await;
    installation.access(&format!("host all {superuser} all reject\nhostssl all all 10.0.0.0/8 scram-sha-256")).await;
    installation.check().assert_only("warning", &["hba.readable"]);
    installation.access(&format!("hostssl all all 10.0.0.0/8 scram-sha-256\nhost all {superuser} all reject")).await;
    installation.check().assert_only("warning", &["hba.readable", "hba.superuser"]);
}

#[tokio::test]
async fn a_server_that_other_machines_reach_makes_doors_of_open_lines() {
    let installation = Installation::with(&[("listen_addresses", "0.0.0.0")]).await;
    let report = installation.check();
    report.assert_only("error", &["server.ssl"]);
    report.assert_only("warning", &["server.listen_addresses"]);
    // a net that no machine is in
    installation.access("host all all 192.0.2.0/24 scram-sha-256").await;
    let report = installation.check();
    report.assert_only("error", &["server.ssl", "hba.superuser", "hba.cleartext"]);
    assert_eq!((report.code, report.verdict.as_str()), (Some(1), "error"));
}

#[tokio::test]
async fn settings_superusers_and_passwords_that_weaken_the_server_are_found() {
    let installation = Installation::new().await;
    let md5 = "alter role app_platform password 'md5e1a5a4fd2b1a4b6f9e0f7e3f2a0c4d11'";
    let config = installation.cluster.data_dir().join("rowhouse.conf");
    let original = fs::read_to_string(&config).expect("the configuration");
    for (setting, errors, warnings) in [
        ("fsync = off", &["server.durability"][..], &[][..]),
        ("full_page_writes = off", &["server.durability"], &[]),
        ("password_encryption = md5", &["server.password_encryption"], &[]),
        ("log_parameter_max_length_on_error = -1", &["server.log_values"], &[]),
        ("log_parameter_max_length = -1", &[], &["server.log_values"]),
        ("log_parameter_max_length = -1\nlog_statement = mod", &["server.log_values"], &[]),
        ("log_parameter_max_length = 64\nlog_min_duration_statement = 100", &["server.log_values"], &[]),
        ("log_statement = all", &[], &[]),
    ] {
        fs::write(&config, format!("{original}\n{setting}\n")).expect("a setting");
        installation.admin("select pg_reload_conf()").await;
        tokio::time::sleep(Duration::from_millis(200)).await;
        let report = installation.check();
        report.assert_only("error", errors);
        report.assert_only("warning", warnings);
        assert_eq!(report.code, Some(i32::from(!errors.is_empty())), "{setting}");
    }
    fs::write(&config, &original).expect("no setting");
    installation.admin("select pg_reload_conf()").await;
    tokio::time::sleep(Duration::from_millis(200)).await;

    for (change, back, level, ids) in [
        ("create role second_king superuser login", "drop role second_king", "warning", &["server.superusers"][..]),
        (
            "grant connect on database postgres to app_worker",
            "revoke connect on database postgres from app_worker",
            "warning",
            &["server.other_databases"][..],
        ),
        (md5, "alter role app_platform password null", "error", &["passwords.stored"][..]),
        (
            "alter table people.employees no force row level security",
            "alter table people.employees force row level security",
            "error",
            &["schema"][..],
        ),
        (
            "grant temporary on database rowhouse to app_auth",
            "revoke temporary on database rowhouse from app_auth",
            "error",
            &["login.app_auth", "schema"],
        ),
    ] {
        installation.admin(change).await;
        let report = installation.check();
        report.assert_only(level, ids);
        assert_eq!(report.code, Some(i32::from(level == "error")), "{change}");
        installation.admin(back).await;
    }
    installation.check().assert_only("error", &[]);
}

#[tokio::test]
async fn secrets_that_are_missing_readable_shared_or_garbage_are_found() {
    let mut installation = Installation::new().await;
    for (id, name) in [
        ("secret.signing_key", "ROWHOUSE_SIGNING_KEY"),
        ("secret.api_database_url", "ROWHOUSE_API_DATABASE_URL"),
        ("secret.auth_database_url", "ROWHOUSE_AUTH_DATABASE_URL"),
        ("secret.worker_database_url", "ROWHOUSE_WORKER_DATABASE_URL"),
        ("secret.database_url", "DATABASE_URL"),
    ] {
        for mode in [0o440, 0o404, 0o644, 0o420] {
            fs::set_permissions(installation.file(name), fs::Permissions::from_mode(mode)).expect("a mode");
            let report = installation.check();
            report.assert_only("error", &[id]);
            assert_eq!(report.code, Some(1));
        }
        fs::set_permissions(installation.file(name), fs::Permissions::from_mode(0o400)).expect("a mode");
        if name != "DATABASE_URL" {
            let report = installation.check_with(&[], |environment| environment.retain(|(known, _)| !known.starts_with(name)));
            report.assert_only("error", &[id]);
            assert_eq!(report.code, Some(1));
        }
        let nowhere = installation.check_with(&[], |environment| {
            environment.retain(|(known, _)| !known.starts_with(name));
            environment.push((format!("{name}_FILE"), "/nowhere/at/all".into()));
        });
        assert_eq!(nowhere.level(id), "error", "{name}");
    }
    // what systemd hands a service may be readable for a group that is the mask of its access list
    fs::set_permissions(installation.file("ROWHOUSE_SIGNING_KEY"), fs::Permissions::from_mode(0o440)).expect("a mode");
    let folder = installation.secrets.path().to_str().expect("text").to_owned();
    installation.check_with(&[], |environment| environment.push(("CREDENTIALS_DIRECTORY".into(), folder.clone()))).assert_only("error", &[]);
    fs::set_permissions(installation.file("ROWHOUSE_SIGNING_KEY"), fs::Permissions::from_mode(0o400)).expect("a mode");

    let set = |name: &'static str, value: &'static str| {
        move |environment: &mut Vec<(String, String)>| {
            environment.retain(|(known, _)| !known.starts_with(name));
            environment.push((name.to_owned(), value.to_owned()));
        }
    };
    let report = installation.check_with(&[], set("ROWHOUSE_SIGNING_KEY", "bm90IGEga2V5"));
    report.assert_only("error", &["signing_key"]);
    for url in ["not a url hunter2", "postgres://app_api:hunter2@db.example.com/rowhouse"] {
        let report = installation.check_with(&[], set("ROWHOUSE_API_DATABASE_URL", url));
        report.assert_only("error", &["url.app_api"]);
        assert_eq!((report.code, report.level("login.app_api")), (Some(1), "not_checked"));
    }
    // a superuser where the request login belongs
    let superuser = installation.cluster.admin_url("rowhouse");
    let report = installation.check_with(&[], |environment| {
        environment.retain(|(known, _)| !known.starts_with("ROWHOUSE_API_DATABASE_URL"));
        environment.push(("ROWHOUSE_API_DATABASE_URL".into(), superuser.clone()));
    });
    report.assert_only("error", &["login.app_api", "passwords"]);

    // one password for two logins, set as an operator would
    let shared = installation.url("app_auth").replace(&Installation::password("app_auth"), &Installation::password("app_api"));
    installation.put("ROWHOUSE_AUTH_DATABASE_URL", &shared);
    let migrated = run(rowhouse(&["migrate", "--login-passwords"]).envs(installation.environment.clone()));
    assert_eq!(migrated.code, Some(0), "{}", migrated.err);
    installation.check().assert_only("error", &["passwords"]);
    // swapped logins and absent passwords are refused before anything is set
    installation.put("ROWHOUSE_AUTH_DATABASE_URL", &installation.url("app_api"));
    run(rowhouse(&["migrate", "--login-passwords"]).envs(installation.environment.clone()))
        .assert_one_sentence(&["ROWHOUSE_AUTH_DATABASE_URL", "app_auth"]);
    installation.put("ROWHOUSE_AUTH_DATABASE_URL", "postgres://app_auth@localhost/rowhouse");
    run(rowhouse(&["migrate", "--login-passwords"]).envs(installation.environment.clone())).assert_one_sentence(&["no password"]);
}

#[tokio::test]
async fn a_database_that_is_not_migrated_and_a_server_that_is_down_are_found() {
    let installation = Installation::new().await;
    let postgres = harness::connect(&installation.cluster.admin_url("postgres")).await;
    for sql in ["create database bare", "revoke all on database bare from public", "grant connect on database bare to app_api, app_auth, app_worker"]
    {
        postgres.batch_execute(sql).await.expect(sql);
    }
    let bare = installation.check_with(&[], |environment| {
        environment.clear();
        let key = fs::read_to_string(installation.file("ROWHOUSE_SIGNING_KEY")).expect("the key");
        environment.push(("ROWHOUSE_SIGNING_KEY".into(), key));
        for (name, role) in LOGINS {
            environment.push((name.into(), installation.cluster.url(role, &Installation::password(role), "bare")));
        }
    });
    bare.assert_only("error", &["schema"]);
    assert_eq!(bare.code, Some(1));

    let elsewhere = installation.check_with(&[], |environment| {
        environment.retain(|(name, _)| !name.starts_with("ROWHOUSE_WORKER_DATABASE_URL"));
        environment
            .push(("ROWHOUSE_WORKER_DATABASE_URL".into(), installation.cluster.url("app_worker", &Installation::password("app_worker"), "bare")));
    });
    elsewhere.assert_only("error", &["same_database"]);

    let Installation { cluster, secrets, environment, _site } = installation;
    cluster.stop().await.expect("stopped");
    let said = run(rowhouse(&["check", "--format", "json"]).envs(environment));
    let down = Report::of(&said);
    assert_eq!((down.code, down.verdict.as_str()), (Some(2), "incomplete"), "{}", said.err);
    down.assert_only("error", &["login.app_api", "login.app_auth", "login.app_worker", "login.superuser"]);
    assert_eq!(down.level("server.durability"), "not_checked");
    assert_eq!(down.level("schema"), "not_checked");
    drop(secrets);
}

#[tokio::test]
async fn systemd_is_told_when_it_serves_and_health_follows_the_server() {
    let installation = Installation::new().await;
    let (port, folder) = (free_port().to_string(), tempfile::tempdir().expect("a folder"));
    let probe = || run(&mut rowhouse(&["health", "--port", &port, "--bind", "0.0.0.0"]));
    probe().assert_one_sentence(&[&port, "rowhouse serve"]);

    let socket = folder.path().join("notify");
    let systemd = UnixDatagram::bind(&socket).expect("a socket");
    systemd.set_read_timeout(Some(Duration::from_secs(20))).expect("a limit");
    let hear = || {
        let mut buffer = [0; 64];
        let length = systemd.recv(&mut buffer).expect("a message");
        String::from_utf8_lossy(&buffer[..length]).into_owned()
    };
    let mut serving = Running::start(rowhouse(&["serve", "--port", &port]).envs(installation.environment.clone()).env("NOTIFY_SOCKET", &socket));
    assert_eq!(hear(), "READY=1");
    serving.says("listens", Duration::from_secs(5));
    let healthy = probe();
    assert_eq!((healthy.code, healthy.out.trim()), (Some(0), "ready"), "{}", healthy.err);
    serving.signal(Signal::TERM);
    assert_eq!(hear(), "STOPPING=1");
    let said = serving.finish(STOP);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert_ne!(probe().code, Some(0));

    // the API runs, its database does not
    let mut serving = Running::start(rowhouse(&["serve", "--port", &port]).envs(installation.environment.clone()));
    serving.says("listens", Duration::from_secs(20));
    let Installation { cluster, .. } = installation;
    cluster.stop().await.expect("stopped");
    probe().assert_one_sentence(&["503"]);
    // a manager that cannot be told is an error, not a service that never starts
    serving.signal(Signal::TERM);
    serving.finish(STOP);
}
