//! The HTTP contract. A thin layer: it authenticates, opens a request context, calls one function of `store` and shapes the
//! answer. Who may see or do what is decided by the database; nothing here can widen it.

mod access;
mod access_explanations;
mod answers;
mod audit_entries;
mod bearer;
mod calibration;
mod contract;
mod csv_file;
mod cursor;
mod delegations;
mod departments;
mod docs;
mod employees;
mod employment;
mod errors;
mod etag;
mod example;
mod exports;
mod goals;
mod grade_corrections;
mod grades;
mod groups;
mod health;
mod imports;
mod invitations;
mod listener;
mod members;
mod organizations;
mod page;
mod password;
mod permissions;
mod positions;
mod private_records;
mod problem;
mod rating_scales;
mod repeat;
mod reporting_lines;
mod request;
mod review_cycles;
mod review_setup;
mod review_templates;
mod reviews;
mod sessions;
mod sites;
mod text;
mod upload;

use std::sync::Arc;

use auth::{Hasher, SigningKey, SuccessorKey};
use poem::{Endpoint, EndpointExt as _, Route};
use poem_openapi::{OpenApiService, Tags};
use store::Store;

pub use csv_file::write_cell;
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
    /// Derives what follows a refresh token.
    pub successors: SuccessorKey,
}

/// Groups of operations in the document.
#[derive(Tags)]
enum Group {
    /// For restarts and load balancers.
    Health,
    /// Signing in, refreshing, switching and signing out.
    Sessions,
    /// Sign-up, and the caller's organisation with its settings.
    Organizations,
    /// Who is in the organisation, as what, and limited to which sites.
    Members,
    /// Ways in, bound to one e-mail address.
    Invitations,
    /// Named sets of members that may carry permissions.
    Groups,
    /// The catalogue of permissions, and overrides for single members.
    Permissions,
    /// Stand-ins for the dates of an absence.
    Delegations,
    /// Who HR rows are about, in three tiers.
    Employees,
    /// Who reports to whom, and when.
    ReportingLines,
    /// The tree of departments.
    Departments,
    /// Job titles.
    Positions,
    /// Places of work.
    Sites,
    /// What grades and ratings are chosen from.
    RatingScales,
    /// What reviews ask, and who will read the answers.
    ReviewTemplates,
    /// Who is reviewed when, and who decides about whom.
    ReviewCycles,
    /// Who writes which review, what they have typed, and what they submitted.
    Reviews,
    /// Who is left out, which grades are proposed, and who is told theirs.
    Grades,
    /// What people want to achieve, how far it is, and what takes the consent of two.
    Goals,
    /// How grades are compared before they are told.
    Calibration,
    /// Who did what to what, and when.
    Audit,
    /// People from and to CSV.
    Imports,
}

type Resources = (
    health::Health,
    sessions::Sessions,
    organizations::Organizations,
    members::Members,
    invitations::Invitations,
    groups::Groups,
    (permissions::Permissions, access_explanations::AccessExplanations),
    delegations::Delegations,
    employees::Employees,
    employment::EmploymentOperations,
    private_records::PrivateRecords,
    reporting_lines::ReportingLines,
    departments::Departments,
    positions::Positions,
    (
        sites::Sites,
        (rating_scales::RatingScales, review_templates::ReviewTemplates),
        (review_cycles::ReviewCycles, reviews::Reviews, (grades::Grades, grade_corrections::GradeCorrections, calibration::Calibration)),
        goals::Goals,
    ),
    (audit_entries::AuditEntries, imports::Imports, exports::Exports),
);

fn service() -> OpenApiService<Resources, ()> {
    let resources = (
        health::Health,
        sessions::Sessions,
        organizations::Organizations,
        members::Members,
        invitations::Invitations,
        groups::Groups,
        (permissions::Permissions, access_explanations::AccessExplanations), // the framework takes sixteen
        delegations::Delegations,
        employees::Employees,
        employment::EmploymentOperations,
        private_records::PrivateRecords,
        reporting_lines::ReportingLines,
        departments::Departments,
        positions::Positions,
        (
            sites::Sites,
            (rating_scales::RatingScales, review_templates::ReviewTemplates),
            (review_cycles::ReviewCycles, reviews::Reviews, (grades::Grades, grade_corrections::GradeCorrections, calibration::Calibration)),
            goals::Goals,
        ),
        (audit_entries::AuditEntries, imports::Imports, exports::Exports),
    );
    OpenApiService::new(resources, "Rowhouse", env!("CARGO_PKG_VERSION")).description(
        "People operations in which the database itself decides who may see and do what. \
         What you may not see does not exist for you: it answers 404, exactly like something absent. \
         Every failure is an RFC 9457 problem with a stable `code`.",
    )
}

/// The OpenAPI document, pretty-printed, as it is committed.
pub fn openapi_document() -> String {
    contract::document(&service().spec())
}

/// The whole HTTP surface: the API, `/openapi.json`, `/docs`, and problems for everything else.
pub fn endpoint(app: Arc<App>) -> impl Endpoint {
    let service = service();
    let framework = service.spec();
    let document = contract::document(&framework).trim_end().to_owned();
    let docs = docs::page(&service.swagger_ui_html().replacen(&framework, &document, 1));
    Route::new().at("/openapi.json", docs::document(document)).at("/docs", docs).nest("/", service).data(app).around(request::problems_and_limits)
}
