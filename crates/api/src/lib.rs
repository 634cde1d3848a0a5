//! The HTTP contract. A thin layer: it authenticates, opens a request context, calls one function of `store` and shapes the
//! answer. Who may see or do what is decided by the database; nothing here can widen it.

mod bearer;
mod csv_file;
mod cursor;
mod docs;
mod employees;
mod errors;
mod etag;
mod exports;
mod health;
mod imports;
mod listener;
mod members;
mod problem;
mod request;
mod sessions;
mod text;
mod upload;

use std::sync::Arc;

use auth::{Hasher, SigningKey};
use poem::{Endpoint, EndpointExt as _, Route};
use poem_openapi::{OpenApiService, Tags};
use store::Store;

pub use cursor::CursorKey;
pub use errors::errors_document;
pub use listener::{Limits, serve};

/// What every request needs.
pub struct App {
    /// Pools of the request and the sign-in login.
    pub store: Store,
    /// Signs and verifies access tokens.
    pub signing: SigningKey,
    /// Computes Argon2id tags.
    pub hasher: Hasher,
    /// Seals page cursors.
    pub cursors: CursorKey,
}

/// Groups of operations in the document.
#[derive(Tags)]
enum Group {
    /// For restarts and load balancers.
    Health,
    /// Signing in and out.
    Sessions,
    /// Who is in an organisation.
    Members,
    /// Who HR rows are about.
    Employees,
    /// People from and to CSV.
    Imports,
}

type Resources = (health::Health, sessions::Sessions, members::Members, employees::Employees, imports::Imports, exports::Exports);

fn service() -> OpenApiService<Resources, ()> {
    OpenApiService::new(
        (health::Health, sessions::Sessions, members::Members, employees::Employees, imports::Imports, exports::Exports),
        "Rowhouse",
        env!("CARGO_PKG_VERSION"),
    )
    .description(
        "People operations in which the database itself decides who may see and do what. \
         What you may not see does not exist for you: it answers 404, exactly like something absent. \
         Every failure is an RFC 9457 problem with a stable `code`.",
    )
}

/// The OpenAPI document, pretty-printed, as it is committed.
pub fn openapi_document() -> String {
    let mut text = service().spec();
    text.push('\n');
    text
}

/// The whole HTTP surface: the API, `/openapi.json`, `/docs`, and problems for everything else.
pub fn endpoint(app: Arc<App>) -> impl Endpoint {
    let service = service();
    let document = service.spec();
    let docs = docs::page(&service.swagger_ui_html());
    Route::new().at("/openapi.json", docs::document(document)).at("/docs", docs).nest("/", service).data(app).around(request::problems_and_limits)
}
