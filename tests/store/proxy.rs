//! A wire between a pool and PostgreSQL that counts round trips, is slow on purpose, and can be cut.

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64, AtomicUsize, Ordering},
    },
    time::Duration,
};

use harness::Database;
use store::{Pool, PoolKind, Server};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream, UnixStream},
    sync::watch,
    task::JoinHandle,
};
use tokio_postgres::{Config, config::Host};

/// What leaves within this time leaves together.
const BURST: Duration = Duration::from_millis(3);
/// First eight bytes of a CancelRequest: it travels on a connection of its own and is no round trip of a request.
const CANCEL_REQUEST: [u8; 8] = [0, 0, 0, 16, 4, 210, 22, 46];
const WHOLE: i64 = i64::MAX;

struct Wire {
    bursts: AtomicUsize,
    /// Milliseconds before an answer is passed on.
    delay: AtomicU64,
    /// Bytes of answers that still get through.
    passes: AtomicI64,
    /// Changes when every connection is to break.
    severed: watch::Sender<u64>,
}

/// A listener on the loopback in front of the test cluster's socket.
pub(crate) struct Proxy {
    port: u16,
    wire: Arc<Wire>,
    accepting: JoinHandle<()>,
    database: String,
    password: String,
}

impl Proxy {
    pub(crate) async fn before(db: &Database) -> Proxy {
        let config: Config = db.url("app_api").parse().expect("an address");
        let [Host::Unix(folder)] = config.get_hosts() else {
            panic!("the test cluster listens on a socket");
        };
        let socket = folder.join(format!(".s.PGSQL.{}", config.get_ports()[0]));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("its address").port();
        let wire =
            Arc::new(Wire { bursts: AtomicUsize::new(0), delay: AtomicU64::new(0), passes: AtomicI64::new(WHOLE), severed: watch::Sender::new(0) });
        let accepting = tokio::spawn(accept(listener, socket, Arc::clone(&wire)));
        Proxy {
            port,
            wire,
            accepting,
            database: db.name().to_owned(),
            password: String::from_utf8(config.get_password().expect("a password").to_vec()).expect("text"),
        }
    }

    /// A pool whose connections run through here.
    pub(crate) fn pool(&self, kind: PoolKind, limit: usize) -> Pool {
        let url = format!("host=127.0.0.1 port={} dbname={} user={} password='{}'", self.port, self.database, kind.role(), self.password);
        Pool::new(&Server::from_url(&url).expect("an address"), kind, limit).expect("a pool")
    }

    /// How often the client side spoke and waited while `work` ran.
    pub(crate) async fn round_trips<T>(&self, work: impl Future<Output = T>) -> (T, usize) {
        let before = self.wire.bursts.load(Ordering::SeqCst);
        let outcome = work.await;
        (outcome, self.wire.bursts.load(Ordering::SeqCst) - before)
    }

    /// Each answer is late by this many milliseconds.
    pub(crate) fn delay(&self, milliseconds: u64) {
        self.wire.delay.store(milliseconds, Ordering::SeqCst);
    }

    /// Cuts the connection after this many more bytes of answers; later connections are whole again.
    pub(crate) fn cut_after(&self, bytes: i64) {
        self.wire.passes.store(bytes, Ordering::SeqCst);
    }

    /// No cut is waiting any more; tells whether it happened.
    pub(crate) fn was_cut(&self) -> bool {
        self.wire.passes.swap(WHOLE, Ordering::SeqCst) == WHOLE
    }

    /// Breaks every connection there is.
    pub(crate) fn sever(&self) {
        self.wire.severed.send_modify(|times| *times += 1);
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn accept(listener: TcpListener, socket: PathBuf, wire: Arc<Wire>) {
    while let Ok((client, _)) = listener.accept().await {
        let Ok(server) = UnixStream::connect(&socket).await else {
            continue;
        };
        tokio::spawn(carry(client, server, Arc::clone(&wire)));
    }
}

async fn carry(mut client: TcpStream, mut server: UnixStream, wire: Arc<Wire>) {
    let _ = client.set_nodelay(true);
    let mut severed = wire.severed.subscribe();
    let (mut from_client, mut to_client) = client.split();
    let (mut from_server, mut to_server) = server.split();
    let asking = async {
        let mut buffer = vec![0; 1 << 16];
        loop {
            let mut length = from_client.read(&mut buffer).await?;
            if length == 0 {
                return to_server.shutdown().await;
            }
            let _ = tokio::time::timeout(BURST, async {
                while length < buffer.len() {
                    match from_client.read(&mut buffer[length..]).await {
                        Ok(0) | Err(_) => break,
                        Ok(more) => length += more,
                    }
                }
            })
            .await;
            if !buffer[..length].starts_with(&CANCEL_REQUEST) {
                wire.bursts.fetch_add(1, Ordering::SeqCst);
            }
            to_server.write_all(&buffer[..length]).await?;
        }
    };
    let answering = async {
        let mut buffer = vec![0; 1 << 16];
        loop {
            let length = from_server.read(&mut buffer).await?;
            if length == 0 {
                return to_client.shutdown().await;
            }
            tokio::time::sleep(Duration::from_millis(wire.delay.load(Ordering::SeqCst))).await;
            let left = wire.passes.load(Ordering::SeqCst);
            let size = i64::try_from(length).expect("small");
            if left <= size && left != WHOLE {
                wire.passes.store(WHOLE, Ordering::SeqCst);
                to_client.write_all(&buffer[..usize::try_from(left).unwrap_or(0)]).await?;
                return Err(std::io::ErrorKind::ConnectionReset.into());
            }
            if left != WHOLE {
                wire.passes.fetch_sub(size, Ordering::SeqCst);
            }
            to_client.write_all(&buffer[..length]).await?;
        }
    };
    // when one side is done or broken, both are closed
    tokio::select! {
        _ = asking => {}
        _ = answering => {}
        _ = severed.changed() => {}
    }
}
