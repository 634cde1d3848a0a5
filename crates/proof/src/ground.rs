//! A server to gather evidence on: a cluster of its own, or scratch databases of a server that somebody names.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::{SystemTime, UNIX_EPOCH},
};

use cluster::{Cluster, Settings};
use schema::Sources;
use store::{Server, connect};
use tokio::sync::Mutex;
use tokio_postgres::Client;

use crate::Failure;

/// Each cluster of a process has a folder of its own.
fn folder() -> String {
    static OPENED: AtomicUsize = AtomicUsize::new(0);
    match OPENED.fetch_add(1, Ordering::Relaxed) {
        0 => "rowhouse-evidence-".to_owned(),
        more => format!("rowhouse-evidence-{more}-"),
    }
}

/// The logins that evidence is gathered as; other roles are assumed.
pub(crate) const LOGINS: [&str; 5] = ["app_api", "app_auth", "app_worker", "app_platform", "app_auditor"];

/// A server with scratch databases on it. Nothing of it outlives [`Ground::clear`].
pub struct Ground {
    server: Server,
    /// Creates and drops databases, one at a time: two copies of one template would refuse each other.
    clerk: Mutex<Client>,
    prefix: String,
    made: AtomicUsize,
    /// Of the logins, where the cluster is ours.
    password: Option<String>,
    /// With the prefix of its folder.
    cluster: Option<(Cluster, String)>,
}

/// A database of a [`Ground`].
#[derive(Debug, Clone)]
pub struct Database {
    /// Its name.
    pub name: String,
}

/// How a runtime login is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Login {
    /// It connects with its own password.
    Itself,
    /// On somebody else's server, whose passwords nobody knows here: a superuser's connection becomes it with SET SESSION
    /// AUTHORIZATION before the first statement, with the settings of the charter.
    Assumed,
}

impl Ground {
    /// The server given, or a throwaway cluster with the roles of the embedded charter.
    ///
    /// # Errors
    /// No superuser, no binaries, no connection.
    pub async fn open(server: Option<Server>) -> Result<Ground, Failure> {
        let seconds = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        let prefix = format!("rowhouse_evidence_{seconds}_{}", std::process::id());
        match server {
            Some(server) => {
                let clerk = connect(&server).await?;
                let ready = clerk.query_one("select (select rolsuper from pg_catalog.pg_roles where rolname = current_user) and exists (select from pg_catalog.pg_roles where rolname = 'app_api')", &[]).await?;
                if !ready.get::<_, bool>(0) {
                    return Err("DATABASE_URL has to be a superuser's, on a server that `rowhouse migrate` has given its roles".to_owned().into());
                }
                drop_abandoned(&clerk).await?;
                Ok(Ground { server, clerk: Mutex::new(clerk), prefix, made: AtomicUsize::new(0), password: None, cluster: None })
            }
            None => {
                let folder = folder();
                let cluster = Cluster::start(Settings::throwaway(&folder)).await?;
                let server = Server::from_url(&cluster.admin_url("postgres"))?;
                let clerk = connect(&server).await?;
                let ground = Ground {
                    server,
                    clerk: Mutex::new(clerk),
                    prefix,
                    made: AtomicUsize::new(0),
                    password: Some(format!("evidence {}", uuid::Uuid::new_v4())),
                    cluster: Some((cluster, folder)),
                };
                ground.make_roles().await?;
                Ok(ground)
            }
        }
    }

    /// Roles belong to the server: they are made once, by migrating a database that is dropped again.
    async fn make_roles(&self) -> Result<(), Failure> {
        let database = self.empty().await?;
        let mut admin = self.admin(&database).await?;
        schema::migrate(&mut admin).await?;
        for login in LOGINS {
            let password = self.password.as_deref().unwrap_or_default();
            admin.batch_execute(&format!("alter role {login} password '{password}'")).await?;
        }
        drop(admin);
        self.discard(&database).await
    }

    /// Whether the cluster is this process's own.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.cluster.is_some()
    }

    fn name(&self) -> Database {
        Database { name: format!("{}_{}", self.prefix, self.made.fetch_add(1, Ordering::Relaxed)) }
    }

    async fn empty(&self) -> Result<Database, Failure> {
        let database = self.name();
        self.clerk.lock().await.batch_execute(&format!("create database {} template template0", database.name)).await?;
        Ok(database)
    }

    /// A database with structure and policies of `sources`.
    ///
    /// # Errors
    /// The server refused a file.
    pub async fn build(&self, sources: &Sources) -> Result<Database, Failure> {
        let database = self.empty().await?;
        let mut admin = self.admin(&database).await?;
        schema::build(&mut admin, sources).await?;
        Ok(database)
    }

    /// A copy; nobody may be connected to the original. Grants on the database itself are not copied by PostgreSQL: they are made
    /// again from the original's.
    ///
    /// # Errors
    /// The server refused.
    pub async fn copy(&self, original: &Database) -> Result<Database, Failure> {
        let copy = self.name();
        let clerk = self.clerk.lock().await;
        clerk.batch_execute(&format!("create database {} template {} strategy file_copy", copy.name, original.name)).await?;
        let grants: String = clerk
            .query_one(
                "select coalesce(string_agg(format('grant %s on database %I to %s;', g.privilege_type, $2::text,
                            case when g.grantee = 0 then 'public' else g.grantee::regrole::text end), ' '), '')
                   from pg_catalog.pg_database d cross join pg_catalog.aclexplode(coalesce(d.datacl, pg_catalog.acldefault('d', d.datdba))) g
                  where d.datname = $1 and g.grantee <> d.datdba",
                &[&original.name, &copy.name],
            )
            .await?
            .get(0);
        clerk.batch_execute(&format!("revoke all on database {} from public; {grants}", copy.name)).await?;
        Ok(copy)
    }

    /// Drops it, whoever is connected.
    ///
    /// # Errors
    /// The server refused.
    pub async fn discard(&self, database: &Database) -> Result<(), Failure> {
        self.clerk.lock().await.batch_execute(&format!("drop database if exists {} with (force)", database.name)).await?;
        Ok(())
    }

    /// A superuser's connection: to build and to look, never to prove.
    ///
    /// # Errors
    /// No connection.
    pub async fn admin(&self, database: &Database) -> Result<Client, Failure> {
        Ok(connect(&self.server.database(&database.name)).await?)
    }

    /// A runtime login's connection, verified to be one that cannot step around row security.
    ///
    /// # Errors
    /// No connection, or a login that proves nothing.
    pub async fn login(&self, database: &Database, role: &str) -> Result<(Client, Login), Failure> {
        let server = self.server.database(&database.name);
        let (client, login) = match &self.password {
            Some(password) => (connect(&server.login(role, password)).await?, Login::Itself),
            None => {
                let client = connect(&server).await?;
                client.batch_execute(&format!("set session authorization {role}; set search_path = pg_catalog")).await?;
                (client, Login::Assumed)
            }
        };
        let faults = schema::login_faults(&client, role).await?;
        if let Some(fault) = faults.first() {
            return Err(format!("{fault}: nothing can be proven as it").into());
        }
        Ok((client, login))
    }

    /// A role that cannot log in, assumed by a superuser's connection: to see what the functions it owns could reach.
    ///
    /// # Errors
    /// No connection.
    pub async fn owner(&self, database: &Database, role: &str) -> Result<Client, Failure> {
        let client = self.admin(database).await?;
        client.batch_execute(&format!("set session authorization {role}; set search_path = pg_catalog")).await?;
        Ok(client)
    }

    /// Waits until nobody is connected, so that it can be copied.
    ///
    /// # Errors
    /// Somebody stays.
    pub async fn settle(&self, database: &Database) -> Result<(), Failure> {
        for _ in 0..200 {
            let others: i64 = self
                .clerk
                .lock()
                .await
                .query_one("select count(*) from pg_catalog.pg_stat_activity where datname = $1", &[&database.name])
                .await?
                .get(0);
            if others == 0 {
                return Ok(());
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        Err(format!("somebody stays connected to {}", database.name).into())
    }

    /// What the report says about where it was made.
    ///
    /// # Errors
    /// The server refused.
    pub async fn describe(&self) -> Result<String, Failure> {
        let version: String = self.clerk.lock().await.query_one("select 'PostgreSQL ' || current_setting('server_version')", &[]).await?.get(0);
        let place = if self.is_own() { "a throwaway cluster" } else { "scratch databases of the server in DATABASE_URL" };
        Ok(format!("{version}, {place}"))
    }

    /// Leaves nothing behind.
    ///
    /// # Errors
    /// The server refused, or does not stop.
    pub async fn clear(self) -> Result<(), Failure> {
        if let Some((cluster, prefix)) = self.cluster {
            let folder = Settings::throwaway_folder(&prefix);
            cluster.stop().await?;
            let _ = std::fs::remove_dir_all(folder);
            return Ok(());
        }
        let clerk = self.clerk.into_inner();
        let ours = clerk.query("select datname::text from pg_catalog.pg_database where starts_with(datname, $1)", &[&self.prefix]).await?;
        for row in ours {
            clerk.batch_execute(&format!("drop database if exists {} with (force)", row.get::<_, String>(0))).await?;
        }
        Ok(())
    }
}

/// Databases carry the second of their making, so that what a killed run left behind can be told from a live one.
async fn drop_abandoned(clerk: &Client) -> Result<(), Failure> {
    let abandoned = clerk
        .query(
            "select datname::text from pg_catalog.pg_database
              where datname ~ '^rowhouse_evidence_[0-9]+_[0-9]+_[0-9]+$' and split_part(datname, '_', 3)::bigint < extract(epoch from now()) - 7200",
            &[],
        )
        .await?;
    for row in abandoned {
        clerk.batch_execute(&format!("drop database if exists {} with (force)", row.get::<_, String>(0))).await?;
    }
    Ok(())
}
