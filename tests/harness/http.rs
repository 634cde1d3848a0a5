//! The real API over a database of the world, in this process, on a port nobody else has; and a client that is not ours.

use std::{net::SocketAddr, sync::Arc};

use api::{App, CursorKey, Limits};
use auth::{Cost, Hasher, SigningKey, SuccessorKey, generate_signing_key};
use reqwest::{Method, RequestBuilder, header::HeaderMap};
use serde_json::Value;
use store::{Pool, PoolKind, Store};
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};

use crate::{Database, Member};

/// What everybody's password is after [`Http::set_password`].
pub const PASSWORD: &str = "correct horse battery staple";
/// Salt and cost that `fixtures/world.sql` gives every account.
const SALT: [u8; 16] = [0, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff];
const COST: Cost = Cost { memory_kib: 8192, iterations: 1, parallelism: 1 };

/// A serving API.
pub struct Http {
    /// Its database.
    pub db: Database,
    /// Where it listens.
    pub address: SocketAddr,
    /// What it serves with; the signing key signs what a test wants signed.
    pub app: Arc<App>,
    client: reqwest::Client,
    stop: Option<oneshot::Sender<()>>,
    serving: JoinHandle<std::io::Result<()>>,
}

/// How a server differs from the usual one.
pub struct Setup {
    /// Deadlines and the cap on connections.
    pub limits: Limits,
    /// Connections of each pool.
    pub pool: usize,
    /// Argon2id at once.
    pub hashes: usize,
}

impl Default for Setup {
    fn default() -> Setup {
        Setup { limits: Limits::default(), pool: 4, hashes: 8 }
    }
}

impl Http {
    /// A server on a database of its own.
    pub async fn start() -> Http {
        Http::with(Setup::default()).await
    }

    /// As [`Http::start`], arranged otherwise.
    pub async fn with(setup: Setup) -> Http {
        let db = Database::fresh().await;
        let pool = |kind: PoolKind| {
            let server = store::Server::from_url(&db.url(kind.role())).expect("the database's address");
            Pool::new(&server, kind, setup.pool).expect("a pool")
        };
        let key = generate_signing_key();
        let app = Arc::new(App {
            store: Store { requests: pool(PoolKind::Requests), sign_in: pool(PoolKind::SignIn) },
            signing: SigningKey::from_base64(&key).expect("a key"),
            hasher: Hasher::new(setup.hashes),
            cursors: CursorKey::derive(key.as_bytes()),
            successors: SuccessorKey::derive(key.as_bytes()),
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("its address");
        let (stop, stopped) = oneshot::channel();
        let endpoint = api::endpoint(Arc::clone(&app));
        let serving = tokio::spawn(api::serve(listener, endpoint, setup.limits, async move {
            let _ = stopped.await;
        }));
        let client = reqwest::Client::builder().no_proxy().build().expect("a client");
        Http { db, address, app, client, stop: Some(stop), serving }
    }

    /// Gives an account the suite's password.
    pub async fn set_password(&self, member: Member) {
        let tag = Hasher::new(1).tag(PASSWORD.to_owned(), SALT.to_vec(), COST).await.expect("a tag");
        let admin = self.db.admin().await;
        admin.batch_execute("set session_replication_role = replica").await.expect("maintenance");
        let changed = admin
            .execute(
                "update identity.password_credentials p set tag_sha256 = sha256($2)
                   from identity.users u where u.id = p.user_id and u.email = $1",
                &[&member.email(), &tag.as_slice()],
            )
            .await
            .expect("a password");
        assert_eq!(changed, 1, "{member} has one account");
    }

    /// An access token for the session that the fixtures opened.
    #[must_use]
    pub fn token(&self, member: Member) -> String {
        self.token_of(claims(member, 900))
    }

    /// A token over any claims, signed with the server's own key.
    #[must_use]
    pub fn token_of(&self, claims: Value) -> String {
        let claims: auth::Claims = serde_json::from_value(claims).expect("claims");
        self.app.signing.sign(&claims).expect("a token")
    }

    /// A request without credentials.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("http://{}{path}", self.address))
    }

    /// A request as a member, for headers and bodies of its own.
    pub fn by(&self, member: Member, method: Method, path: &str) -> RequestBuilder {
        self.request(method, path).bearer_auth(self.token(member))
    }

    /// POST as a member.
    pub async fn post(&self, member: Member, path: &str, body: &Value) -> Answer {
        Answer::of(self.by(member, Method::POST, path).json(body)).await
    }

    /// PUT as a member.
    pub async fn put(&self, member: Member, path: &str, body: &Value) -> Answer {
        Answer::of(self.by(member, Method::PUT, path).json(body)).await
    }

    /// DELETE as a member, with `If-Match` where given.
    pub async fn delete(&self, member: Member, path: &str, etag: Option<&str>) -> Answer {
        let request = self.by(member, Method::DELETE, path);
        Answer::of(if let Some(etag) = etag { request.header("if-match", etag) } else { request }).await
    }

    /// GET as a member, every page of a list: its items in order, and each cursor on the way.
    pub async fn walk(&self, member: Member, path: &str, limit: usize) -> (Vec<Value>, Vec<String>) {
        let (mut items, mut cursors) = (Vec::new(), Vec::new());
        let sign = if path.contains('?') { '&' } else { '?' };
        loop {
            let cursor = cursors.last().map(|cursor| format!("&cursor={cursor}")).unwrap_or_default();
            let page = self.get(member, &format!("{path}{sign}limit={limit}{cursor}")).await;
            assert_eq!(page.status, 200, "{path}: {}", page.text);
            let page = page.json();
            items.extend(page["items"].as_array().expect("items").iter().cloned());
            match page["next_cursor"].as_str() {
                Some(next) => cursors.push(next.to_owned()),
                None => return (items, cursors),
            }
        }
    }

    /// GET as a member.
    pub async fn get(&self, member: Member, path: &str) -> Answer {
        Answer::of(self.request(Method::GET, path).bearer_auth(self.token(member))).await
    }

    /// PATCH as a member, with `If-Match` where given.
    pub async fn patch(&self, member: Member, path: &str, etag: Option<&str>, body: &Value) -> Answer {
        let mut request = self.request(Method::PATCH, path).bearer_auth(self.token(member)).json(body);
        if let Some(etag) = etag {
            request = request.header("if-match", etag);
        }
        Answer::of(request).await
    }

    /// POST /sessions.
    pub async fn sign_in(&self, body: &Value) -> Answer {
        Answer::of(self.request(Method::POST, "/sessions").json(body)).await
    }

    /// Asks the server to stop; gives what it ended with.
    pub async fn stop(mut self) -> std::io::Result<()> {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        (&mut self.serving).await.expect("the server does not panic")
    }
}

impl Drop for Http {
    fn drop(&mut self) {
        self.app.store.requests.close();
        self.app.store.sign_in.close();
    }
}

/// Claims of the session that the fixtures opened for a member.
#[must_use]
pub fn claims(member: Member, expires_in: i64) -> Value {
    let now = chrono::Utc::now().timestamp();
    serde_json::json!({
        "iss": "rowhouse", "aud": "rowhouse-api", "sub": member.id(), "org": member.org.id(), "role": member.role(),
        "cap": member.secret(), "iat": now, "exp": now + expires_in,
    })
}

/// A response, read to its end.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Status.
    pub status: u16,
    /// Headers.
    pub headers: HeaderMap,
    /// Body.
    pub text: String,
}

impl Answer {
    /// Sends a request and reads the answer; fails on one that breaks a promise made for every answer.
    pub async fn of(request: RequestBuilder) -> Answer {
        let response = request.send().await.expect("an answer");
        let answer =
            Answer { status: response.status().as_u16(), headers: response.headers().clone(), text: response.text().await.expect("a whole body") };
        answer.assert_promises();
        answer
    }

    /// A header's text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().expect("printable"))
    }

    /// The version, for `If-Match`.
    #[must_use]
    pub fn etag(&self) -> String {
        self.header("etag").unwrap_or_else(|| panic!("no ETag: {self:?}")).to_owned()
    }

    /// The id of what was made or read.
    #[must_use]
    pub fn id(&self) -> uuid::Uuid {
        self.json()["id"].as_str().and_then(|id| uuid::Uuid::parse_str(id).ok()).unwrap_or_else(|| panic!("no id: {self:?}"))
    }

    /// Fails unless the answer has this status; gives it back.
    #[must_use]
    pub fn expect(self, status: u16) -> Answer {
        assert_eq!(self.status, status, "{}", self.text);
        self
    }

    /// Fails unless the answer is this problem.
    pub fn refused(&self, status: u16, code: &str) {
        assert_eq!(self.outcome(), (status, code.to_owned()), "{}", self.text);
    }

    /// The body as JSON.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    /// Status and code of a problem, or the status with an empty code.
    #[must_use]
    pub fn outcome(&self) -> (u16, String) {
        let code = if self.status < 400 { String::new() } else { self.json()["code"].as_str().expect("a code").to_owned() };
        (self.status, code)
    }

    /// Everything a client can tell an answer by, apart from its request id and the date.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let id = self.header("x-request-id").expect("a request id");
        let headers: Vec<String> =
            self.headers.iter().filter(|(name, _)| *name != "date").map(|(name, value)| format!("{name}: {value:?}")).collect();
        format!("{} {}\n{}", self.status, headers.join("\n"), self.text).replace(id, "(request)")
    }

    /// What holds for every answer: an id, the security headers, and problems of the closed list for every failure.
    pub fn assert_promises(&self) {
        let said = |name| self.header(name).unwrap_or_default();
        assert!(uuid::Uuid::parse_str(said("x-request-id")).is_ok(), "X-Request-Id: {self:?}");
        assert_eq!(said("x-content-type-options"), "nosniff");
        assert_eq!(said("x-frame-options"), "DENY");
        assert_eq!(said("referrer-policy"), "no-referrer");
        assert!(said("strict-transport-security").starts_with("max-age=31536000"), "{self:?}");
        assert!(said("content-security-policy").starts_with("default-src 'none'"), "{self:?}");
        if self.status < 400 {
            return;
        }
        assert_eq!(said("content-type"), "application/problem+json", "{self:?}");
        let problem = self.json();
        let code = problem["code"].as_str().expect("a code");
        assert!(codes().contains(&code.to_owned()), "{code} is not in the contract");
        assert_eq!(problem["status"], self.status, "{problem}");
        assert_eq!(problem["type"], format!("urn:rowhouse:problem:{code}"));
        assert_eq!(problem["request_id"], said("x-request-id"));
        assert!(problem["title"].as_str().is_some_and(|title| !title.is_empty()));
        assert_eq!(self.status == 401, self.headers.contains_key("www-authenticate"), "{self:?}");
        assert_eq!(self.status == 503, self.headers.contains_key("retry-after"), "{self:?}");
    }
}

/// The committed contract.
#[must_use]
pub fn contract() -> Value {
    serde_json::from_str(include_str!("../../openapi/rowhouse.json")).expect("the committed document is JSON")
}

/// The closed list of codes, from the committed contract.
#[must_use]
pub fn codes() -> Vec<String> {
    let listed = contract()["components"]["schemas"]["ProblemCode"]["enum"].clone();
    serde_json::from_value(listed).expect("a closed list")
}
