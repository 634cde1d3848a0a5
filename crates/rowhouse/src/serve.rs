//! `rowhouse serve`: production. Refuses to start wherever the database could not hold what the API promises.

use std::{
    net::{IpAddr, SocketAddr},
    process::ExitCode,
    sync::Arc,
    time::{Duration, Instant},
};

use api::{App, CursorKey, Limits};
use auth::{Hasher, SigningKey, SuccessorKey};
use store::{Pool, PoolKind, Server, Store, connect};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
    sync::watch,
};

use crate::{
    Failure, notify, output,
    secrets::{self, Secret},
};

const SWEEP_EVERY: Duration = Duration::from_secs(60);

/// The name of each login's database URL in the environment.
pub(crate) const LOGINS: [(&str, PoolKind); 3] = [
    ("ROWHOUSE_API_DATABASE_URL", PoolKind::Requests),
    ("ROWHOUSE_AUTH_DATABASE_URL", PoolKind::SignIn),
    ("ROWHOUSE_WORKER_DATABASE_URL", PoolKind::Worker),
];

/// Where the API listens.
#[derive(clap::Args)]
pub(crate) struct Listen {
    /// Address to listen on.
    #[arg(long, env = "ROWHOUSE_BIND", default_value = "127.0.0.1")]
    pub(crate) bind: IpAddr,
    /// Port to listen on.
    #[arg(long, env = "ROWHOUSE_PORT", default_value_t = 8080)]
    pub(crate) port: u16,
}

#[derive(clap::Args)]
#[command(after_help = SECRETS)]
pub(crate) struct Options {
    #[command(flatten)]
    pub(crate) listen: Listen,
    /// Connections of the request pool.
    #[arg(long, env = "ROWHOUSE_POOL", default_value_t = 16, value_parser = clap::value_parser!(u16).range(1..=500))]
    pub(crate) pool: u16,
}

impl Options {
    /// Connections of the sign-in pool.
    pub(crate) fn sign_in_pool(pool: usize) -> usize {
        (pool / 4).max(2)
    }
}

/// Said below the options, because secrets are no options: a command line is seen by everybody on the machine.
const SECRETS: &str = "Secrets, each in the environment or in the file that the name with _FILE behind it names:
  ROWHOUSE_SIGNING_KEY          the key that signs access tokens (`rowhouse keygen`)
  ROWHOUSE_API_DATABASE_URL     the database URL of the login app_api
  ROWHOUSE_AUTH_DATABASE_URL    the database URL of the login app_auth
  ROWHOUSE_WORKER_DATABASE_URL  the database URL of the login app_worker";

/// The signing key, as [`SECRETS`] says.
pub(crate) fn signing_key() -> Result<Secret, Failure> {
    secrets::required("ROWHOUSE_SIGNING_KEY", "the Ed25519 key that signs access tokens; `rowhouse keygen` makes one")
}

/// A login's database URL, as [`SECRETS`] says.
pub(crate) fn login_url(name: &str, kind: PoolKind) -> Result<Secret, Failure> {
    secrets::required(name, &format!("the database URL of the login {}", kind.role()))
}

/// The servers of the three pools a serving process holds.
pub(crate) struct Servers {
    pub(crate) requests: Server,
    pub(crate) sign_in: Server,
    pub(crate) worker: Server,
}

pub(crate) async fn run(options: Options) -> Result<ExitCode, Failure> {
    let started = Instant::now();
    let login = |(name, kind)| -> Result<Server, Failure> {
        let url = login_url(name, kind)?;
        Ok(Server::from_url(&url.value).map_err(|error| format!("{name}: {error}"))?)
    };
    let signing_key = signing_key()?.value;
    let [requests, sign_in, worker] = LOGINS;
    let servers = Servers { requests: login(requests)?, sign_in: login(sign_in)?, worker: login(worker)? };
    tokio::try_join!(
        inspect(&servers.requests, PoolKind::Requests),
        inspect(&servers.sign_in, PoolKind::SignIn),
        inspect(&servers.worker, PoolKind::Worker),
    )?;
    let listener = bind(SocketAddr::new(options.listen.bind, options.listen.port)).await?;
    let address = listener.local_addr()?;
    let stop = stop_signal()?;
    let app = app(&servers, &signing_key, usize::from(options.pool))?;
    output::line(&format!("Rowhouse listens on http://{address} ({} ms).", started.elapsed().as_millis()));
    notify::ready()?;
    let mut stopping = stop.clone();
    tokio::spawn(async move {
        if stopping.wait_for(|stop| *stop).await.is_ok()
            && let Err(error) = notify::stopping()
        {
            tracing::warn!("{error}");
        }
    });
    serve(listener, app, &servers, stop).await?;
    Ok(ExitCode::SUCCESS)
}

/// Everything about a login and its database that would let a request step around row security.
async fn inspect(server: &Server, kind: PoolKind) -> Result<(), Failure> {
    let client = connect(server).await?;
    let faults = schema::login_faults(&client, kind.role()).await?;
    if !faults.is_empty() {
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        return Err(format!("refusing to serve: {}. Use the login {} that `rowhouse migrate` made.", faults.join("; "), kind.role()).into());
    }
    if kind == PoolKind::Requests {
        schema::check(&client).await?;
    }
    Ok(())
}

/// What every request needs, with pools that open their connections on demand.
pub(crate) fn app(servers: &Servers, signing_key: &str, pool: usize) -> Result<Arc<App>, Failure> {
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    Ok(Arc::new(App {
        store: Store {
            requests: Pool::new(&servers.requests, PoolKind::Requests, pool)?,
            sign_in: Pool::new(&servers.sign_in, PoolKind::SignIn, Options::sign_in_pool(pool))?,
        },
        signing: SigningKey::from_base64(signing_key)?,
        hasher: Hasher::new(cores.max(2)),
        cursors: CursorKey::derive(signing_key.trim().as_bytes()),
        successors: SuccessorKey::derive(signing_key.trim().as_bytes()),
    }))
}

/// Serves until told to stop, sweeping rights that ran out meanwhile.
pub(crate) async fn serve(listener: TcpListener, app: Arc<App>, servers: &Servers, mut stop: watch::Receiver<bool>) -> Result<(), Failure> {
    // one connection to sweep with, and three for a job: writing, progress beside it, the lease
    let worker = Pool::new(&servers.worker, PoolKind::Worker, 4)?;
    let working = tokio::spawn(crate::worker::run(worker.clone(), stop.clone()));
    let sweeping_imports = tokio::spawn(crate::worker::sweep(worker.clone()));
    let sweeper = tokio::spawn(async move {
        loop {
            tokio::time::sleep(SWEEP_EVERY).await;
            if let Err(error) = store::datastore::rights::sweep(&worker).await {
                tracing::warn!(internal = error.internal_text().unwrap_or("-"), "rights that ran out could not be swept: {error}");
            }
        }
    });
    let stopped = async move {
        let _ = stop.wait_for(|stop| *stop).await;
    };
    let outcome = api::serve(listener, api::endpoint(app), Limits::default(), stopped).await;
    sweeper.abort();
    sweeping_imports.abort();
    let _ = working.await;
    outcome.map_err(Into::into)
}

/// Binds, or says in one sentence why not.
pub(crate) async fn bind(address: SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.map_err(|error| {
        if error.kind() == std::io::ErrorKind::AddrInUse {
            format!("port {} is taken by another program: stop it, or choose another with --port", address.port()).into()
        } else {
            format!("cannot listen on {address}: {error}").into()
        }
    })
}

/// Becomes true on the first Ctrl-C or SIGTERM.
pub(crate) fn stop_signal() -> Result<watch::Receiver<bool>, Failure> {
    let (told, stop) = watch::channel(false);
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    let mut hangup = signal(SignalKind::hangup())?;
    tokio::spawn(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
            _ = hangup.recv() => {}
        }
        let _ = told.send(true);
        // a second signal while stopping changes nothing: everything ends within its deadline
        std::future::pending::<()>().await;
    });
    Ok(stop)
}
