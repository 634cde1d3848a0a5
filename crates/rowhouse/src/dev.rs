//! `rowhouse dev`: everything a newcomer needs, in one process that leaves nothing running behind.

use std::{
    fmt::Write as _,
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
    process::ExitCode,
    time::{Duration, Instant},
};

use cluster::{Cluster, Settings};
use store::{Server, connect};
use tokio::sync::watch;

use crate::{
    Failure, admin, demo, output,
    secrets::DevSecrets,
    serve::{self, Servers},
};

const DATABASE: &str = "rowhouse";
/// Filled under this name and renamed when complete: a kill half-way never leaves half a demo.
const UNFINISHED: &str = "rowhouse_unfinished";

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Port of the API.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Where the cluster, its log and the made-up secrets live.
    #[arg(long, default_value = ".rowhouse")]
    data: PathBuf,
    /// Delete what is in --data and start over.
    #[arg(long)]
    fresh: bool,
    /// Folder with `postgres` and `initdb`; otherwise PATH, `pg_config` and the usual places are searched.
    #[arg(long, env = "ROWHOUSE_POSTGRES_BIN")]
    postgres: Option<PathBuf>,
    /// Use this server (as a superuser) instead of starting one.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    database_url: Option<String>,
}

pub(crate) async fn run(options: Options) -> Result<ExitCode, Failure> {
    let stop = serve::stop_signal()?;
    let started = Instant::now();
    // before anything is started or deleted: the most likely obstacle
    let listener = serve::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, options.port))).await?;
    let mut stopping = stop.clone();
    match &options.database_url {
        Some(url) => {
            let work = async {
                let secrets = DevSecrets::load(&options.data, false)?;
                let admin = prepare_given(url, options.fresh, &secrets).await?;
                serve_demo(listener, &admin, &secrets, options.port, started, stop.clone()).await
            };
            or_stopped(work, &mut stopping).await
        }
        None => {
            let mut starting = Box::pin(start_cluster(&options));
            let cluster = tokio::select! {
                cluster = &mut starting => cluster?,
                _ = stopping.wait_for(|stop| *stop) => return Ok(ExitCode::SUCCESS),
            };
            drop(starting);
            let outcome = with_cluster(cluster, &options, listener, started, stop, stopping).await;
            admin::forget(&options.data);
            outcome
        }
    }
}

/// Runs `work`, or stops as soon as a signal says so.
async fn or_stopped(work: impl Future<Output = Result<(), Failure>>, stopping: &mut watch::Receiver<bool>) -> Result<ExitCode, Failure> {
    let mut work = std::pin::pin!(work);
    tokio::select! {
        outcome = &mut work => return outcome.map(|()| ExitCode::SUCCESS),
        _ = stopping.wait_for(|stop| *stop) => {}
    }
    // the listener drains within its own deadline; whatever was still being prepared is given up
    match tokio::time::timeout(Duration::from_secs(12), work).await {
        Ok(outcome) => outcome.map(|()| ExitCode::SUCCESS),
        Err(_) => Ok(ExitCode::SUCCESS),
    }
}

async fn start_cluster(options: &Options) -> Result<Cluster, Failure> {
    Ok(Cluster::start(Settings { fresh: options.fresh, binaries: options.postgres.clone(), ..Settings::new(&options.data) }).await?)
}

/// Serves on our own cluster, and starts PostgreSQL again should it die underneath.
async fn with_cluster(
    cluster: Cluster,
    options: &Options,
    listener: tokio::net::TcpListener,
    started: Instant,
    stop: watch::Receiver<bool>,
    mut stopping: watch::Receiver<bool>,
) -> Result<ExitCode, Failure> {
    let secrets = DevSecrets::load(&options.data, options.fresh)?;
    let admin_url = cluster.admin_url(DATABASE);
    admin::record(&options.data, &admin_url)?;
    let postgres = Server::from_url(&cluster.admin_url("postgres"))?;
    let prepared = or_cancelled(prepare_own(&postgres, &secrets), &mut stopping).await;
    let admin = match prepared {
        Ok(Some(admin)) => admin,
        Ok(None) => {
            cluster.stop().await?;
            return Ok(ExitCode::SUCCESS);
        }
        Err(failure) => {
            cluster.stop().await?;
            return Err(failure);
        }
    };
    let serving = serve_demo(listener, &admin, &secrets, options.port, started, stop);
    let mut serving = std::pin::pin!(serving);
    let mut running = Some(cluster);
    let outcome = loop {
        let died = async {
            match &running {
                Some(cluster) => cluster.died().await,
                None => std::future::pending().await,
            }
        };
        let reason = tokio::select! {
            outcome = &mut serving => break outcome,
            reason = died => reason,
        };
        tracing::warn!("PostgreSQL stopped: {reason}; starting it again");
        running = None;
        let again = Settings { binaries: options.postgres.clone(), ..Settings::new(&options.data) };
        match Cluster::start(again).await {
            Ok(cluster) => {
                tracing::info!("PostgreSQL runs again; nothing that was committed is lost");
                running = Some(cluster);
            }
            Err(error) => break Err(error.into()),
        }
    };
    if let Some(cluster) = running {
        cluster.stop().await?;
    }
    outcome.map(|()| ExitCode::SUCCESS)
}

async fn or_cancelled<T>(work: impl Future<Output = Result<T, Failure>>, stopping: &mut watch::Receiver<bool>) -> Result<Option<T>, Failure> {
    tokio::select! {
        outcome = work => outcome.map(Some),
        _ = stopping.wait_for(|stop| *stop) => Ok(None),
    }
}

/// Our own cluster: the database is filled under another name and renamed when it is whole.
async fn prepare_own(postgres: &Server, secrets: &DevSecrets) -> Result<Server, Failure> {
    let server = connect(postgres).await?;
    // what is taken from PUBLIC is taken per database: the runtime logins get into no other one
    server.batch_execute("revoke connect, temporary on database postgres, template1 from public").await?;
    let whole: bool = server.query_one("select exists (select from pg_catalog.pg_database where datname = $1)", &[&DATABASE]).await?.get(0);
    let admin = postgres.database(DATABASE);
    if whole && secrets.new {
        return Err("secrets.json is gone from the data folder, and with it the password of the demo accounts: start again with --fresh".into());
    }
    if whole {
        let mut client = connect(&admin).await?;
        schema::migrate(&mut client).await?;
        set_passwords(&client, secrets).await?;
        return Ok(admin);
    }
    server.batch_execute(&format!("drop database if exists {UNFINISHED} with (force)")).await?;
    server.batch_execute(&format!("create database {UNFINISHED} template template0")).await?;
    let unfinished = postgres.database(UNFINISHED);
    {
        let mut client = connect(&unfinished).await?;
        schema::migrate(&mut client).await?;
        set_passwords(&client, secrets).await?;
        demo::load(&unfinished, secrets).await?;
    }
    rename_when_idle(&server).await?;
    Ok(admin)
}

/// Connections that were just dropped may take a moment to leave the database.
async fn rename_when_idle(server: &tokio_postgres::Client) -> Result<(), Failure> {
    let mut attempt = 0;
    loop {
        match server.batch_execute(&format!("alter database {UNFINISHED} rename to {DATABASE}")).await {
            Ok(()) => return Ok(()),
            Err(error) if attempt >= 50 => return Err(error.into()),
            Err(_) => {
                attempt += 1;
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
    }
}

/// Somebody's server: nothing is dropped, and demo people only join a database that is empty or already a demo.
async fn prepare_given(url: &str, fresh: bool, secrets: &DevSecrets) -> Result<Server, Failure> {
    if fresh {
        return Err("--fresh deletes only what `rowhouse dev` made itself: with DATABASE_URL, give it an empty database instead".into());
    }
    let admin = Server::from_url(url)?;
    let mut client = connect(&admin).await?;
    schema::migrate(&mut client).await?;
    let present: Vec<String> =
        client.query("select o.slug from identity.organizations o order by o.slug", &[]).await?.iter().map(|row| row.get(0)).collect();
    if let Some(foreign) = present.iter().find(|slug| !demo::SLUGS.contains(&slug.as_str())) {
        return Err(format!(
            "this database holds the organisation \"{foreign}\", which is no demo: `rowhouse dev` will not touch it; use `rowhouse serve`"
        )
        .into());
    }
    if !present.is_empty() && secrets.new {
        return Err("the demo in this database was loaded from another data folder, which alone knows its password: use that folder with --data, or an empty database".into());
    }
    set_passwords(&client, secrets).await?;
    if present.is_empty() {
        demo::load(&admin, secrets).await?;
    } else if !demo::is_whole(&client).await? {
        return Err("the demo data in this database are incomplete (an earlier start was interrupted): give `rowhouse dev` an empty database".into());
    }
    Ok(admin)
}

/// The runtime logins get the passwords of this folder; they are generated, URL-safe words.
async fn set_passwords(client: &tokio_postgres::Client, secrets: &DevSecrets) -> Result<(), Failure> {
    for (login, password) in &secrets.logins {
        client.batch_execute(&format!("alter role {login} password '{password}'")).await?;
    }
    Ok(())
}

async fn serve_demo(
    listener: tokio::net::TcpListener,
    admin: &Server,
    secrets: &DevSecrets,
    port: u16,
    started: Instant,
    stop: watch::Receiver<bool>,
) -> Result<(), Failure> {
    let login = |role: &str| admin.login(role, secrets.password(role));
    let servers = Servers { requests: login("app_api"), sign_in: login("app_auth"), worker: login("app_worker") };
    let app = serve::app(&servers, &secrets.signing_key, 8)?;
    output::line(&welcome(port, secrets, &psql_line(&servers.requests), started));
    serve::serve(listener, app, &servers, stop).await
}

fn psql_line(server: &Server) -> String {
    format!("psql \"{}\"", server.conninfo())
}

/// What a newcomer can paste next.
fn welcome(port: u16, secrets: &DevSecrets, psql: &str, started: Instant) -> String {
    let base = format!("http://127.0.0.1:{port}");
    let mut text = format!(
        "\nRowhouse runs on {base} (ready in {:.1} s). Try every operation on {base}/docs, stop with Ctrl-C.\n\nSign in (each line puts an access token for 15 minutes into $TOKEN):\n",
        started.elapsed().as_secs_f32()
    );
    for account in demo::showcase() {
        let _ = writeln!(
            text,
            "  # {:<11} {:<8} {}\n  TOKEN=$(curl -fsS {base}/sessions -H 'content-type: application/json' -d '{{\"email\":\"{}\",\"password\":\"{}\"}}' | sed -E 's/.*\"access_token\":\"([^\"]*)\".*/\\1/')",
            account.organization, account.role, account.name, account.email, secrets.demo_password
        );
    }
    let _ = write!(
        text,
        "\nThen:  curl -s {base}/employees -H \"authorization: Bearer $TOKEN\"\nEveryone else in the two organisations signs in with the same password.\n\nThe database as the API's own login (sees nothing without a right;\nin there: begin; select app.enter('<cap>', '<org>', '<role>'); with these three claims of an access token):\n  {psql}\n"
    );
    text
}
