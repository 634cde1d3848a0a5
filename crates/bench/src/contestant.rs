//! Who takes turns: hand-written code, the kernel's statements, the store with all of its layer, a changed kernel.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use store::{
    Context, Pool, PoolKind, Server,
    datastore::employees::{self, Filter, Patch},
};

use crate::{
    Failure,
    operation::{Kind, Operation, PAGE, Request},
    pipeline::Pipeline,
    statements::Statements,
    stats::{Picks, median, percentile},
    world::{Share, Versions, World},
};

/// Requests per connection before anything is measured: plans become generic after five.
const WARM_UP: usize = 25;

/// How a request is carried out.
pub(crate) enum Carrier {
    /// On connections of its own, one per client.
    Pipelines(Vec<Pipeline>),
    /// Through the store's pool.
    Store(Pool),
}

/// One way of carrying out an operation.
pub(crate) struct Contestant {
    pub(crate) name: String,
    carrier: Carrier,
    versions: Arc<Versions>,
}

/// What a slice of time showed.
#[derive(Clone, Copy)]
pub(crate) struct Slice {
    /// Microseconds.
    pub(crate) median: f64,
    /// Microseconds.
    pub(crate) p99: f64,
    /// Requests per second, all clients together.
    pub(crate) throughput: f64,
    /// The tenth percentile, microseconds: what a request takes when nothing else disturbs it.
    pub(crate) quiet: f64,
}

/// Who asks, and which of the clients this is.
#[derive(Clone, Copy)]
struct Client {
    operation: Operation,
    share: Share,
}

impl Contestant {
    /// Hand-written filters for up to `clients` clients.
    pub(crate) async fn by_hand(
        server: &Server,
        operation: &Operation,
        clients: usize,
        audited: bool,
        versions: &Arc<Versions>,
    ) -> Result<Self, Failure> {
        let mut pipelines = Vec::new();
        for _ in 0..clients {
            pipelines.push(Pipeline::by_hand(server, operation, audited).await?);
        }
        let name = if audited { "hand" } else { "hand, no audit" };
        Ok(Self { name: name.to_owned(), carrier: Carrier::Pipelines(pipelines), versions: Arc::clone(versions) })
    }

    /// The kernel's statements for up to `clients` clients.
    pub(crate) async fn kernel(
        name: &str,
        server: &Server,
        operation: &Operation,
        clients: usize,
        statements: &Statements,
        versions: &Arc<Versions>,
    ) -> Result<Self, Failure> {
        let mut pipelines = Vec::new();
        for _ in 0..clients {
            pipelines.push(Pipeline::through_kernel(server, operation, statements).await?);
        }
        Ok(Self { name: name.to_owned(), carrier: Carrier::Pipelines(pipelines), versions: Arc::clone(versions) })
    }

    /// The store, with room for the connections whose residue check is still on its way.
    pub(crate) fn store(server: &Server, clients: usize, versions: &Arc<Versions>) -> Result<Self, Failure> {
        let pool = Pool::new(server, PoolKind::Requests, clients * 2)?;
        Ok(Self { name: "store".to_owned(), carrier: Carrier::Store(pool), versions: Arc::clone(versions) })
    }

    /// Brings every connection to the plans it will keep.
    pub(crate) async fn warm_up(&mut self, operation: &Operation, world: &Arc<World>, clients: usize) -> Result<(), Failure> {
        let run = Run { operation: *operation, world: Arc::clone(world), clients, seed: 1 };
        self.slice(&run, Limit::Requests(WARM_UP * 2)).await.map(drop)
    }

    /// `clients` of them ask without pause until the limit.
    pub(crate) async fn slice(&mut self, run: &Run, limit: Limit) -> Result<Slice, Failure> {
        let began = Instant::now();
        let mut tasks = Vec::new();
        let mut idle = match &mut self.carrier {
            Carrier::Pipelines(pipelines) => pipelines.split_off(run.clients.min(pipelines.len())),
            Carrier::Store(_) => Vec::new(),
        };
        let mut busy: Vec<Option<Pipeline>> = match &mut self.carrier {
            Carrier::Pipelines(pipelines) => pipelines.drain(..).map(Some).collect(),
            Carrier::Store(_) => (0..run.clients).map(|_| None).collect(),
        };
        for (number, pipeline) in busy.drain(..).enumerate() {
            let client = Client { operation: run.operation, share: Share { number, of: run.clients } };
            let pool = match &self.carrier {
                Carrier::Store(pool) => Some(pool.clone()),
                Carrier::Pipelines(_) => None,
            };
            let (world, versions, mut picks) = (Arc::clone(&run.world), Arc::clone(&self.versions), Picks::new(run.seed * 64 + number as u64));
            tasks.push(tokio::spawn(async move {
                let mut latencies = Vec::new();
                while limit.allows(began, latencies.len()) {
                    let request = client.operation.request(&world, client.share, &mut picks);
                    let took = match (&pipeline, &pool) {
                        (Some(pipeline), _) => client.raw(pipeline, &request, &versions).await?,
                        (None, Some(pool)) => client.stored(pool, &request, &versions).await?,
                        (None, None) => return Err(Failure::from("a contestant has neither connection nor pool")),
                    };
                    latencies.push(took.as_secs_f64() * 1e6);
                }
                Ok((latencies, pipeline))
            }));
        }
        let mut latencies = Vec::new();
        for task in tasks {
            let (of_client, pipeline) = task.await??;
            latencies.extend(of_client);
            if let (Carrier::Pipelines(pipelines), Some(pipeline)) = (&mut self.carrier, pipeline) {
                pipelines.push(pipeline);
            }
        }
        let seconds = began.elapsed().as_secs_f64();
        if let Carrier::Pipelines(pipelines) = &mut self.carrier {
            pipelines.append(&mut idle);
        }
        #[expect(clippy::cast_precision_loss, reason = "far fewer than 2^52 requests")]
        let count = latencies.len() as f64;
        Ok(Slice { median: median(&latencies), p99: percentile(&latencies, 0.99), throughput: count / seconds, quiet: percentile(&latencies, 0.1) })
    }
}

/// What a slice runs.
pub(crate) struct Run {
    pub(crate) operation: Operation,
    pub(crate) world: Arc<World>,
    pub(crate) clients: usize,
    /// The same requests for every contestant of a round.
    pub(crate) seed: u64,
}

/// When a slice ends.
#[derive(Clone, Copy)]
pub(crate) enum Limit {
    Time(Duration),
    /// Of each client.
    Requests(usize),
}

impl Limit {
    fn allows(self, began: Instant, done: usize) -> bool {
        match self {
            Self::Time(time) => began.elapsed() < time,
            Self::Requests(count) => done < count,
        }
    }
}

impl Client {
    async fn raw(&self, pipeline: &Pipeline, request: &Request<'_>, versions: &Versions) -> Result<Duration, Failure> {
        let (opener, statement) = pipeline.parameters();
        let opener = request.arguments(opener, self.operation.role, versions);
        let statement = request.arguments(statement, self.operation.role, versions);
        let (rows, took) = pipeline.send(&opener, &statement).await?;
        if rows.is_empty() {
            return Err(format!("{}: no row came back", self.operation.key).into());
        }
        if self.operation.kind == Kind::Update {
            versions.advance(request.caller.org_at, request.target);
        }
        Ok(took)
    }

    async fn stored(&self, pool: &Pool, request: &Request<'_>, versions: &Versions) -> Result<Duration, Failure> {
        let began = Instant::now();
        let caller = request.caller;
        let context = Context::new(caller.right().as_str().to_owned(), caller.org.id, self.operation.role, request.id);
        match self.operation.kind {
            Kind::List => {
                employees::list(pool, &context, &Filter { limit: PAGE, ..Filter::default() }).await?;
            }
            Kind::Update => {
                let version = versions.current(caller.org_at, request.target);
                let patch = Patch { work_phone: Some(Some(Request::phone(version))), ..Patch::default() };
                employees::edit(pool, &context, request.employee(), version, &patch).await?;
                versions.advance(caller.org_at, request.target);
            }
            Kind::Read | Kind::Directory | Kind::Team => {
                employees::read(pool, &context, request.employee()).await?;
            }
        }
        Ok(began.elapsed())
    }
}
