//! The accept loop. Slow or silent clients are cut off by deadlines on each stage, and the number of connections is capped:
//! poem's own listener has neither.

use std::{future::Future, io, net::SocketAddr, sync::Arc, time::Duration};

use http_body_util::combinators::BoxBody;
use hyper::body::{Bytes, Incoming};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::{conn::auto, graceful::GracefulShutdown},
};
use poem::{
    Addr, Endpoint,
    http::uri::Scheme,
    web::{LocalAddr, RemoteAddr},
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Semaphore,
};

/// What one client may take.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Connections at once; more wait in the kernel's queue.
    pub connections: usize,
    /// For the first byte of a connection.
    pub first_byte: Duration,
    /// For the head of each request, and between requests of one connection.
    pub headers: Duration,
    /// For requests in flight when the server is asked to stop.
    pub drain: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { connections: 1024, first_byte: Duration::from_secs(5), headers: Duration::from_secs(5), drain: Duration::from_secs(10) }
    }
}

/// Serves until `stop` resolves, then finishes what is in flight.
///
/// # Errors
/// The listener itself failed; a connection's failure ends that connection only.
pub async fn serve<E>(listener: TcpListener, endpoint: E, limits: Limits, stop: impl Future<Output = ()>) -> io::Result<()>
where
    E: Endpoint + 'static,
{
    let endpoint = Arc::new(endpoint);
    let slots = Arc::new(Semaphore::new(limits.connections));
    let graceful = GracefulShutdown::new();
    let local = listener.local_addr()?;
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(limits.headers).max_buf_size(64 * 1024);
    builder
        .http2()
        .timer(TokioTimer::new())
        .keep_alive_interval(Some(Duration::from_secs(20)))
        .max_header_list_size(32 * 1024)
        .max_concurrent_streams(64);
    let builder = Arc::new(builder);
    let mut stop = std::pin::pin!(stop);

    loop {
        let slot = tokio::select! {
            slot = Arc::clone(&slots).acquire_owned() => slot,
            () = &mut stop => break,
        };
        let (stream, remote) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(connection) => connection,
                Err(error) => {
                    // out of descriptors, or the client left already: neither ends the server
                    tracing::warn!(%error, "a connection could not be accepted");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
            () = &mut stop => break,
        };
        let endpoint = Arc::clone(&endpoint);
        let builder = Arc::clone(&builder);
        let watcher = graceful.watcher();
        tokio::spawn(async move {
            let _slot = slot;
            if !speaks_within(&stream, limits.first_byte).await {
                return;
            }
            let _ = stream.set_nodelay(true);
            let service = hyper::service::service_fn(move |request: hyper::Request<Incoming>| answer(Arc::clone(&endpoint), request, local, remote));
            let connection = builder.serve_connection(TokioIo::new(stream), service).into_owned();
            if let Err(error) = watcher.watch(connection).await {
                tracing::debug!(%error, "a connection ended early");
            }
        });
    }
    drop(listener);
    if tokio::time::timeout(limits.drain, graceful.shutdown()).await.is_err() {
        tracing::warn!("requests in flight were cut off after {:?}", limits.drain);
    }
    Ok(())
}

/// Before the protocol is even known there is nothing to time out but this.
async fn speaks_within(stream: &TcpStream, patience: Duration) -> bool {
    let mut byte = [0];
    matches!(tokio::time::timeout(patience, stream.peek(&mut byte)).await, Ok(Ok(1..)))
}

async fn answer<E: Endpoint>(
    endpoint: Arc<E>,
    request: hyper::Request<Incoming>,
    local: SocketAddr,
    remote: SocketAddr,
) -> Result<hyper::Response<BoxBody<Bytes, io::Error>>, std::convert::Infallible> {
    let request = poem::Request::from((request, LocalAddr(Addr::from(local)), RemoteAddr(Addr::from(remote)), Scheme::HTTP));
    Ok(endpoint.get_response(request).await.into())
}
