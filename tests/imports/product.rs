//! The API in this process, and `rowhouse serve` beside it as the worker: started and stopped when a test wants it.

use std::{fmt::Write as _, time::Duration};

use harness::{
    Member, Org, Person, commit, enter,
    http::{Answer, Http},
    north, tables, value,
};
use reqwest::Method;
use serde_json::Value;
use tokio_postgres::Client;

use crate::process::{Running, rowhouse};

pub(crate) const HEADER: &str = "employee_no,display_name,work_email,employment_type,hired_on,manager\n";
/// Longer than any phase of these files takes, lease and queue included.
pub(crate) const PATIENCE: Duration = Duration::from_secs(40);

pub(crate) struct Product {
    pub(crate) http: Http,
    pub(crate) admin: Client,
}

impl Product {
    pub(crate) async fn start() -> Product {
        let http = Http::start().await;
        let admin = http.db.admin().await;
        // the fixtures' own import is in the way of counting
        let none = "begin; set local session_replication_role = replica; delete from lifecycle.import_errors; delete from lifecycle.import_rows;
            delete from lifecycle.import_progress; delete from lifecycle.import_jobs; commit";
        harness::run(&admin, none).await;
        Product { http, admin }
    }

    /// `rowhouse serve` on the same database.
    pub(crate) fn worker(&self) -> Running {
        let db = &self.http.db;
        let mut serving = Running::start(rowhouse(&["serve", "--port", "0"]).envs([
            ("ROWHOUSE_SIGNING_KEY", auth::generate_signing_key()),
            ("ROWHOUSE_API_DATABASE_URL", db.url("app_api")),
            ("ROWHOUSE_AUTH_DATABASE_URL", db.url("app_auth")),
            ("ROWHOUSE_WORKER_DATABASE_URL", db.url("app_worker")),
        ]));
        serving.says("Rowhouse listens on", Duration::from_secs(20));
        serving
    }

    pub(crate) async fn upload(&self, query: &str, body: impl Into<reqwest::Body>) -> Answer {
        let request = self.http.request(Method::POST, &format!("/imports{query}")).bearer_auth(self.http.token(north(Person::Hana)));
        Answer::of(request.header("content-type", "text/csv").body(body)).await
    }

    /// Uploads as Hana; gives where to ask for it.
    pub(crate) async fn queue(&self, query: &str, body: impl Into<reqwest::Body>) -> String {
        let accepted = self.upload(query, body).await;
        assert_eq!(accepted.status, 202, "{}", accepted.text);
        format!("/imports/{}", accepted.json()["id"].as_str().expect("an id"))
    }

    /// As Ada, who sees every import and loses no right in these tests.
    pub(crate) async fn import(&self, path: &str) -> Value {
        let answer = self.http.get(north(Person::Ada), path).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.json()
    }

    /// Waits until an import is over.
    pub(crate) async fn over(&self, path: &str) -> Value {
        let mut last = Value::Null;
        eventually("the import is over", async || {
            last = self.import(path).await;
            ["done", "failed", "cancelled"].contains(&last["state"].as_str().expect("a state"))
        })
        .await;
        last
    }

    pub(crate) async fn errors(&self, path: &str) -> Vec<String> {
        let page = self.http.get(north(Person::Ada), &format!("{path}/errors?limit=200")).await.json();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        page["items"].as_array().expect("items").iter().map(|e| format!("{} {} {}", e["line"], text(&e["field"]), text(&e["reason"]))).collect()
    }

    pub(crate) async fn cancel(&self, path: &str) -> Answer {
        Answer::of(self.http.request(Method::POST, &format!("{path}/cancel")).bearer_auth(self.http.token(north(Person::Hana)))).await
    }

    pub(crate) async fn count(&self, sql: &str) -> i64 {
        value(&self.admin, &format!("select count(*) from {sql}")).await
    }

    /// People of the north, and what is kept of them.
    pub(crate) async fn employees(&self) -> i64 {
        self.count(&format!("people.employees where org_id = '{}'", Org::North.id())).await
    }

    pub(crate) async fn staged(&self) -> i64 {
        self.count("lifecycle.import_rows").await
    }

    /// Every row of the north with its transaction, and the audit, but for what an import keeps of itself and its job.
    pub(crate) async fn fingerprint(&self) -> String {
        let mut parts = String::new();
        for table in tables(&self.admin, "app_api").await.into_iter().filter(|table| table.tenant) {
            // the queue and the job's right come and go with the import, whatever it does
            let own = table.name.starts_with("lifecycle.") || table.name == "identity.capabilities" || table.name == "identity.ended_rights";
            let only = match table.name.as_str() {
                "audit.log" => "t.entity <> 'import_job' and t.action <> 'employee.exported'",
                "audit.payloads" => {
                    "exists (select from audit.log l where l.org_id = t.org_id and l.id = t.entry_id and l.entity <> 'import_job' and l.action <> 'employee.exported')"
                }
                _ => "true",
            };
            if !own {
                let union = if parts.is_empty() { "" } else { " union all " };
                let _ = write!(
                    parts,
                    "{union}select '{0}' || t.xmin || t.ctid || t::text as line from {0} t where t.org_id = '{1}' and {only}",
                    table.name,
                    Org::North.id()
                );
            }
        }
        value(&self.admin, &format!("select md5(string_agg(line, '' order by line)) from ({parts}) everything")).await
    }

    /// A statement of Ada's.
    pub(crate) async fn as_ada(&self, sql: &str) {
        let ada = self.http.db.login("app_api").await;
        enter(&ada, north(Person::Ada)).await;
        harness::run(&ada, sql).await;
        commit(&ada).await;
    }

    /// Another connection that holds a table in a mode; whoever needs it otherwise waits until it is dropped.
    pub(crate) async fn hold(&self, table: &str, mode: &str) -> Client {
        let client = self.http.db.admin().await;
        harness::run(&client, &format!("begin; lock table {table} in {mode} mode")).await;
        client
    }

    /// Waits until a backend of the worker waits for a lock; gives its process id.
    pub(crate) async fn waiting_worker(&self) -> i32 {
        let mut pid = 0;
        eventually("the worker waits for a lock", async || {
            let row = self
                .admin
                .query_opt(
                    "select pid from pg_stat_activity where usename = 'app_worker' and datname = current_database() and wait_event_type = 'Lock' limit 1",
                    &[],
                )
                .await
                .expect("activity");
            pid = row.map_or(0, |row| row.get(0));
            pid != 0
        })
        .await;
        pid
    }
}

/// People who each report to the one before.
pub(crate) fn chain(rows: usize) -> String {
    let mut file = HEADER.to_owned();
    for at in 0..rows {
        // ten to a manager, so that the cycle guard has little to climb
        let manager = if at == 0 { String::new() } else { format!("W{}", (at - 1) / 10) };
        let _ = writeln!(file, "W{at},Worker {at},w{at}@x.example,permanent,2024-01-01,{manager}");
    }
    file
}

pub(crate) async fn eventually(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    let began = std::time::Instant::now();
    while !holds().await {
        assert!(began.elapsed() < PATIENCE, "not within {PATIENCE:?}: {what}");
        tokio::time::sleep(Duration::from_millis(30)).await;
    }
}

/// The highest resident memory of a process, in MB of 2^20 bytes.
pub(crate) fn peak_mb(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).expect("/proc");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("VmHWM");
    line.trim().split(' ').next().expect("kilobytes").parse::<u64>().expect("a number") / 1024
}

/// Hana in the north: hr, with every permission of an import.
pub(crate) fn hana() -> Member {
    north(Person::Hana)
}
