//! One private cluster per test process, a template database with the world in it, and spare copies of it.
//!
//! Each test runs on a runtime of its own, so the cluster lives on a thread of its own, and connections belong to the tests.

use std::{path::Path, sync::OnceLock, thread};

use cluster::{Cluster, Settings};
use tokio::{
    runtime,
    sync::{mpsc, oneshot},
    task::JoinHandle,
};
use tokio_postgres::{Client, Config, NoTls};

use crate::world::{self, Org};

const TEMPLATE: &str = "rowhouse_template";
const FOLDER: &str = "rowhouse-tests-";
/// Copies made before they are asked for, while tests compute.
const SPARES: usize = 4;

/// Every login of the suite signs in with this.
const PASSWORD: &str = "only for tests";
/// What SCRAM stores for it, with one round instead of 4096: unoptimised builds spend a tenth of a second on those, per login.
const VERIFIER: &str =
    "SCRAM-SHA-256$1:cm93aG91c2UgdGVzdHMhIQ==$+nF5cJ2Zxa2vZA5JobR7Dp/NC9yq5s9BMJ1db/8H03E=:AvOeM32bwp2dS2Er17xe6shVj+U0ssG0osy2k1VO03c=";
const LOGINS: [&str; 5] = ["app_api", "app_auth", "app_worker", "app_platform", "app_auditor"];

static SERVER: OnceLock<Server> = OnceLock::new();

pub(crate) struct Server {
    cluster: Cluster,
    superuser: String,
    orders: mpsc::UnboundedSender<Order>,
}

pub(crate) enum Order {
    /// A copy of the template, or an empty database.
    Make(Kind, oneshot::Sender<String>),
    Drop(String),
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    World,
    Empty,
}

impl Server {
    pub(crate) fn running() -> &'static Server {
        SERVER.get_or_init(|| {
            let (ready, started) = std::sync::mpsc::channel();
            thread::Builder::new()
                .name("test cluster".into())
                .spawn(move || {
                    let runtime = runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
                    runtime.block_on(async {
                        let cluster = start().await;
                        let superuser = superuser(&cluster).await;
                        prepare(&cluster, &superuser).await;
                        let clerk = Clerk::open(&cluster, &superuser).await;
                        let (orders, inbox) = mpsc::unbounded_channel();
                        let server = Server { cluster, superuser, orders };
                        ready.send(server).unwrap_or_else(|_| panic!("nobody waits for the cluster"));
                        clerk.serve(inbox).await;
                    });
                })
                .expect("a thread");
            started.recv().expect("the test cluster starts; the reason is above")
        })
    }

    pub(crate) fn url(&self, role: &str, database: &str) -> String {
        self.cluster.url(role, PASSWORD, database)
    }

    pub(crate) fn log_file(&self) -> &Path {
        self.cluster.log_file()
    }

    pub(crate) fn admin_url(&self, database: &str) -> String {
        self.url(&self.superuser, database)
    }

    pub(crate) async fn make(&self, kind: Kind) -> String {
        let (made, name) = oneshot::channel();
        assert!(self.orders.send(Order::Make(kind, made)).is_ok(), "the thread of the test cluster has ended");
        name.await.expect("a database; the reason is above")
    }

    pub(crate) fn discard(&self, name: String) {
        // after the end of that thread the cluster is gone too
        let _ = self.orders.send(Order::Drop(name));
    }
}

async fn start() -> Cluster {
    Cluster::start(Settings::throwaway(FOLDER)).await.unwrap_or_else(|error| panic!("the test cluster does not start: {error}"))
}

/// Gives the superuser the suite's password, for the sake of its one round, and tells the name.
async fn superuser(cluster: &Cluster) -> String {
    let url = cluster.admin_url("postgres");
    let client = connect(&url).await;
    let config: Config = url.parse().expect("an address");
    let name = config.get_user().expect("a superuser").to_owned();
    client.batch_execute(&format!("alter role {name} password '{VERIFIER}'")).await.expect("a password");
    name
}

async fn prepare(cluster: &Cluster, superuser: &str) {
    let postgres = connect(&cluster.url(superuser, PASSWORD, "postgres")).await;
    postgres.batch_execute(&format!("create database {TEMPLATE}")).await.expect("a template database");
    let url = cluster.url(superuser, PASSWORD, TEMPLATE);
    let (mut client, connection) = tokio_postgres::connect(&url, NoTls).await.expect("a connection");
    let connection: JoinHandle<_> = tokio::spawn(connection);
    schema::migrate(&mut client).await.unwrap_or_else(|error| panic!("the template does not migrate: {error}"));
    for login in LOGINS {
        client.batch_execute(&format!("alter role {login} password '{VERIFIER}'")).await.expect("a password");
    }
    for org in Org::BOTH {
        client.batch_execute(&world::sql(org)).await.unwrap_or_else(|error| panic!("fixtures/world.sql, {org:?}: {error:?}"));
    }
    client.batch_execute("analyze").await.expect("statistics");
    drop(client);
    // a template with a visitor cannot be copied
    let _ = connection.await;
    postgres.batch_execute(&format!("alter database {TEMPLATE} with allow_connections false is_template true")).await.expect("a closed template");
}

/// Makes and drops databases, one at a time, on the cluster's own thread.
struct Clerk {
    admin: Client,
    /// Grants of the template, PUBLIC's included, with a placeholder for the name: PostgreSQL copies everything but those.
    grants: String,
    spares: Vec<String>,
    made: usize,
}

impl Clerk {
    async fn open(cluster: &Cluster, superuser: &str) -> Clerk {
        let admin = connect(&cluster.url(superuser, PASSWORD, "postgres")).await;
        let grants = admin
            .query_one(
                "select coalesce(string_agg(format('grant %s on database :database to %s;', g.privilege_type,
                            case when g.grantee = 0 then 'public' else g.grantee::regrole::text end), ' '), '')
                   from pg_database d cross join aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) g
                  where d.datname = $1 and g.grantee <> d.datdba",
                &[&TEMPLATE],
            )
            .await
            .expect("grants of the template")
            .get(0);
        Clerk { admin, grants, spares: Vec::new(), made: 0 }
    }

    async fn serve(mut self, mut inbox: mpsc::UnboundedReceiver<Order>) {
        loop {
            let order = match inbox.try_recv() {
                Ok(order) => order,
                Err(_) if self.spares.len() < SPARES => {
                    let spare = self.copy().await;
                    self.spares.push(spare);
                    continue;
                }
                Err(_) => match inbox.recv().await {
                    Some(order) => order,
                    None => return,
                },
            };
            match order {
                Order::Make(Kind::World, made) => {
                    let database = match self.spares.pop() {
                        Some(spare) => spare,
                        None => self.copy().await,
                    };
                    let _ = made.send(database);
                }
                Order::Make(Kind::Empty, made) => {
                    let name = self.name();
                    self.execute(&format!("create database {name} template template0")).await;
                    let _ = made.send(name);
                }
                Order::Drop(name) => self.execute(&format!("drop database if exists {name} with (force)")).await,
            }
        }
    }

    fn name(&mut self) -> String {
        self.made += 1;
        format!("test_{}", self.made)
    }

    /// Copying the files takes as long as logging each page (without fsync the checkpoint is cheap) and leaves no log behind.
    async fn copy(&mut self) -> String {
        let name = self.name();
        self.execute(&format!("create database {name} template {TEMPLATE} strategy file_copy")).await;
        let grants = self.grants.replace(":database", &name);
        self.execute(&format!("revoke all on database {name} from public; {grants}")).await;
        name
    }

    async fn execute(&self, sql: &str) {
        self.admin.batch_execute(sql).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    }
}

/// A connection on the runtime of the calling test.
pub async fn connect(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.unwrap_or_else(|error| panic!("no connection: {error:?}"));
    tokio::spawn(connection);
    client
}

/// The name of a database with nothing in it, on the process's cluster. It goes with the cluster.
pub async fn empty_database() -> crate::Database {
    crate::Database::of(Kind::Empty).await
}
