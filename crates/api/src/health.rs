use std::sync::Arc;

use poem::web::Data;
use poem_openapi::{ApiResponse, Object, OpenApi, payload::Json};

use crate::{
    App,
    problem::{ProblemBody, log},
    request,
};

pub(crate) struct Health;

/// The process runs.
#[derive(Object)]
#[oai(example)]
pub(crate) struct Alive {
    /// Always `ok`.
    status: String,
    /// Of this build.
    version: String,
}

impl poem_openapi::types::Example for Alive {
    fn example() -> Self {
        Self { status: "ok".to_owned(), version: "0.1.0".to_owned() }
    }
}

/// The database answers on both pools.
#[derive(Object)]
#[oai(example)]
pub(crate) struct Ready {
    /// Always `ready`.
    status: String,
    /// Open connections of the request pool.
    connections: u32,
}

impl poem_openapi::types::Example for Ready {
    fn example() -> Self {
        Self { status: "ready".to_owned(), connections: 2 }
    }
}

#[derive(ApiResponse)]
enum Readiness {
    /// Requests will be answered.
    #[oai(status = 200)]
    Ready(Json<Ready>),
    /// Not now: `overloaded`, `unavailable`.
    #[oai(status = 503, content_type = "application/problem+json")]
    NotReady(Json<ProblemBody>),
}

#[OpenApi(tag = "crate::Group::Health")]
impl Health {
    /// Is the process alive?
    ///
    /// Touches nothing; for restarts.
    #[oai(path = "/healthz", method = "get", operation_id = "read_health")]
    async fn read_health(&self) -> Json<Alive> {
        Json(Alive { status: "ok".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() })
    }

    /// Can requests be answered?
    ///
    /// Asks the database over both pools; for load balancers.
    #[oai(path = "/readyz", method = "get", operation_id = "read_readiness")]
    async fn read_readiness(&self, app: Data<&Arc<App>>) -> Readiness {
        let (requests, sign_in) = tokio::join!(app.store.requests.ready(), app.store.sign_in.ready());
        match requests.and_then(|health| sign_in.map(|_| health)) {
            Ok(health) => Readiness::Ready(Json(Ready { status: "ready".to_owned(), connections: u32::try_from(health.open).unwrap_or(u32::MAX) })),
            Err(error) => {
                log(&error, request::id());
                Readiness::NotReady(Json(ProblemBody::new(&error, request::id())))
            }
        }
    }
}
