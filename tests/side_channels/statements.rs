//! What one request sent to PostgreSQL, read from the server's own log.

use std::{
    fs::File,
    io::{Read as _, Seek as _, SeekFrom},
    time::Duration,
};

use harness::{
    Database,
    http::{Answer, Http, Setup},
};
use tokio_postgres::Client;

/// The pool's sessions that still do something: the residue check leaves behind the answer, and only a refused right is explained
/// after it.
const BUSY: &str = "select count(*) from pg_stat_activity
                     where datname = current_database() and usename in ('app_api', 'app_auth') and application_name <> 'onlooker'
                       and (state <> 'idle' or query not like '%connection_residue%' and query not like '%app.refusal%')";

/// Everything an answer can be told by, and what it took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Footprint {
    /// Status, headers and body, without request id, date and the id that was asked for.
    pub(crate) answer: String,
    /// Texts of the statements, in their order.
    pub(crate) statements: Vec<String>,
    /// Argon2id computations.
    pub(crate) hashes: u64,
}

/// An API whose statements are written down.
pub(crate) struct Observed {
    pub(crate) http: Http,
    admin: Client,
}

impl Observed {
    /// One connection to a pool, so that statements of two requests never mix.
    pub(crate) async fn start() -> Observed {
        let http = Http::with(Setup { pool: 1, ..Setup::default() }).await;
        let admin = http.db.admin().await;
        harness::run(&admin, &format!("alter database {} set log_statement = 'all'", http.db.name())).await;
        Observed { http, admin }
    }

    /// Sends a request about some id and tells all there is to see.
    pub(crate) async fn footprint(&self, id: &str, request: impl Future<Output = Answer>) -> (Footprint, Answer) {
        self.settle().await;
        let (from, hashed) = (log_length(), self.http.app.hasher.computed());
        let answer = request.await;
        self.settle().await;
        let hashes = self.http.app.hasher.computed() - hashed;
        let blank = |text: String| text.replace(id, "(id)");
        let footprint = Footprint { answer: blank(answer.fingerprint()), statements: statements(&self.http.db, from), hashes };
        (footprint, answer)
    }

    /// A connection of the request pool's login for looking on; what it does belongs to no request.
    pub(crate) async fn onlooker(&self) -> Client {
        let client = self.http.db.login("app_api").await;
        harness::run(&client, "set application_name = 'onlooker'").await;
        client
    }

    async fn settle(&self) {
        for _ in 0..2000 {
            let busy: i64 = harness::value(&self.admin, BUSY).await;
            if busy == 0 {
                return;
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        let left = harness::strings(&self.admin, "select state || ': ' || query from pg_stat_activity where datname = current_database()").await;
        panic!("a connection of a pool never came to rest: {left:?}");
    }
}

fn log_length() -> u64 {
    std::fs::metadata(Database::server_log()).expect("the server's log").len()
}

/// Statements of the pools in this database, without the driver's names for them.
fn statements(db: &Database, from: u64) -> Vec<String> {
    let mut file = File::open(Database::server_log()).expect("the server's log");
    assert!(file.metadata().expect("its length").len() >= from, "the log was rotated in the middle of a request");
    file.seek(SeekFrom::Start(from)).expect("a position");
    let mut text = Vec::new();
    file.read_to_end(&mut text).expect("the log");
    let text = String::from_utf8_lossy(&text).replace("\n\t", "\n ");
    let (api, auth) = (format!("app_api@{} LOG:  ", db.name()), format!("app_auth@{} LOG:  ", db.name()));
    let mut found: Vec<String> = Vec::new();
    let mut ours = false;
    for line in text.lines() {
        if line.starts_with(' ') {
            if let (true, Some(last)) = (ours, found.last_mut()) {
                last.push_str(line);
            }
            continue;
        }
        let said = line.split_once(&api).or_else(|| line.split_once(&auth)).map(|(_, said)| said);
        let statement =
            said.and_then(|said| said.strip_prefix("statement: ").or_else(|| said.strip_prefix("execute ")?.split_once(": ").map(|(_, text)| text)));
        ours = statement.is_some();
        found.extend(statement.map(str::to_owned));
    }
    found
}

#[tokio::test]
async fn the_log_tells_every_statement_of_a_request_and_of_no_other() {
    use harness::{Person, north};
    let observed = Observed::start().await;
    let read = async |person: Person| {
        let path = format!("/employees/{}", north(person).employee());
        observed.footprint("-", observed.http.get(north(Person::Ada), &path)).await.0
    };
    read(Person::Rita).await;
    let (first, again) = (read(Person::Rita).await, read(Person::Rita).await);
    assert_eq!(first, again);
    let begins = |statement: &str| first.statements.iter().filter(|text| text.starts_with(statement)).count();
    assert_eq!((begins("begin isolation level read committed read only"), begins("select app.connection_residue")), (1, 1), "{first:?}");
    assert!(first.statements.iter().any(|text| text.contains("people.employees")), "{first:?}");
    assert_ne!(first, read(Person::Pia).await, "control: another row is another answer");
    let (signed_in, _) = observed.footprint("-", observed.http.sign_in(&serde_json::json!({ "email": "a@b.example", "password": "x" }))).await;
    assert_eq!(signed_in.hashes, 1);
}
