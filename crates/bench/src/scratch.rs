//! The database that is measured: in a cluster of its own, or in a scratch database of the server that DATABASE_URL names.

use store::{Server, connect};
use tokio_postgres::Client;

use crate::{Failure, progress, variant::Variant};

const DATABASE: &str = "rowhouse_bench";
/// Logins that get a password in a cluster of our own.
const LOGINS: [&str; 3] = ["app_api", "app_auth", "app_worker"];

/// A migrated database that is dropped at the end.
pub(crate) struct Scratch {
    admin: Server,
    maintenance: Server,
    /// The passwords of `LOGINS`; none on somebody else's server, whose logins stay as they are.
    password: Option<String>,
    databases: Vec<String>,
    // dropped in this order: the server ends before its folder goes
    cluster: Option<cluster::Cluster>,
    _folder: Option<tempfile::TempDir>,
}

impl Scratch {
    /// Starts what is needed and migrates. The disk's latency would hide the kernel's, so commits of the bench do not wait
    /// for it (`synchronous_commit = off`, the same for every contestant).
    pub(crate) async fn create(own_cluster: bool) -> Result<Self, Failure> {
        let url = std::env::var("DATABASE_URL").ok().filter(|url| !url.is_empty() && !own_cluster);
        let mut scratch = match url {
            Some(url) => {
                let maintenance = Server::from_url(&url)?;
                Self { admin: maintenance.database(DATABASE), maintenance, password: None, databases: Vec::new(), cluster: None, _folder: None }
            }
            None => {
                let folder = tempfile::Builder::new().prefix("rowhouse-bench-").tempdir()?;
                let mut settings = cluster::Settings::new(folder.path());
                settings.extra_configuration = [("synchronous_commit", "off"), ("max_wal_size", "4GB"), ("shared_buffers", "256MB")]
                    .map(|(name, value)| (name.to_owned(), value.to_owned()))
                    .to_vec();
                let cluster = cluster::Cluster::start(settings).await?;
                let maintenance = Server::from_url(&cluster.admin_url("postgres"))?;
                Self {
                    admin: maintenance.database(DATABASE),
                    maintenance,
                    password: Some(auth::CapabilitySecret::generate().as_str().to_owned()),
                    databases: Vec::new(),
                    cluster: Some(cluster),
                    _folder: Some(folder),
                }
            }
        };
        scratch.create_database(DATABASE, None).await?;
        let mut client = scratch.admin().await?;
        schema::migrate(&mut client).await?;
        if let Some(password) = &scratch.password {
            for login in LOGINS {
                client.batch_execute(&format!("alter role {login} password '{password}'")).await?;
            }
        }
        Ok(scratch)
    }

    /// A superuser's connection to the measured database.
    pub(crate) async fn admin(&self) -> Result<Client, Failure> {
        Ok(connect(&self.admin).await?)
    }

    /// The superuser, whom row security does not bind: what an application without it would log in as.
    pub(crate) fn unbound(&self) -> &Server {
        &self.admin
    }

    /// A runtime login. On somebody else's server, where no password is known or changed, the superuser acts as that role:
    /// the same policies, plans and triggers.
    pub(crate) fn login(&self, role: &str, database: &str) -> Result<Server, Failure> {
        let server = self.admin.database(database);
        match &self.password {
            Some(password) => Ok(server.login(role, password)),
            None => Ok(Server::from_url(&format!("{} options='-c role={role} -c search_path=pg_catalog'", server.conninfo()))?),
        }
    }

    /// The same as a URL, for a program that is given one.
    pub(crate) fn login_url(&self, role: &str) -> Result<String, Failure> {
        match (&self.cluster, &self.password) {
            (Some(cluster), Some(password)) => Ok(cluster.url(role, password, DATABASE)),
            _ => Err("only a cluster of the bench's own has logins with known passwords".into()),
        }
    }

    /// The database with the kernel as it is.
    pub(crate) fn database(&self) -> &'static str {
        DATABASE
    }

    /// A copy of the database with a changed kernel; nobody may be connected to the original.
    pub(crate) async fn with_variant(&mut self, variant: &Variant) -> Result<String, Failure> {
        let name = format!("{DATABASE}_{}", self.databases.len());
        self.create_database(&name, Some(DATABASE)).await?;
        let client = connect(&self.admin.database(&name)).await?;
        client.batch_execute(&variant.sql).await.map_err(|error| format!("{}: {}", variant.name, crate::explained(&error)))?;
        client.batch_execute("analyze").await?;
        Ok(name)
    }

    async fn create_database(&mut self, name: &str, template: Option<&str>) -> Result<(), Failure> {
        let client = connect(&self.maintenance).await?;
        client.batch_execute(&format!("drop database if exists {name} with (force)")).await?;
        let source = template.map(|source| format!(" template {source}")).unwrap_or_default();
        client.batch_execute(&format!("create database {name}{source}")).await?;
        self.databases.push(name.to_owned());
        Ok(())
    }

    /// What the report says about where it was made.
    pub(crate) async fn describe(&self) -> Result<String, Failure> {
        let row = self
            .admin()
            .await?
            .query_one(
                "select 'PostgreSQL ' || current_setting('server_version') || ', synchronous_commit ' || current_setting('synchronous_commit')",
                &[],
            )
            .await?;
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Ok(format!("{}, {cores} cores shared by server and clients", row.get::<_, String>(0)))
    }

    /// Leaves nothing behind.
    pub(crate) async fn remove(self) -> Result<(), Failure> {
        if let Some(cluster) = self.cluster {
            return Ok(cluster.stop().await?);
        }
        let bar = progress::bar(self.databases.len(), "dropping");
        let client = connect(&self.maintenance).await?;
        for name in &self.databases {
            client.batch_execute(&format!("drop database if exists {name} with (force)")).await?;
            bar.inc(1);
        }
        bar.finish_and_clear();
        Ok(())
    }
}
