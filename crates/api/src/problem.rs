//! RFC 9457 problems: one shape, a closed list of codes, one place where a problem becomes a status.

use std::borrow::Cow;

use poem::{
    IntoResponse, Response,
    http::{StatusCode, header},
};
use poem_openapi::{
    ApiResponse, Object,
    payload::Json,
    registry::{MetaSchema, MetaSchemaRef, Registry},
    types::{ParseError, ParseFromJSON, ParseResult, ToJSON, Type},
};
use types::{Error, Problem, RequestId};

use crate::request;

/// The HTTP status of a problem.
pub(crate) const fn status(problem: Problem) -> StatusCode {
    match problem {
        Problem::Unauthenticated
        | Problem::SessionEnded
        | Problem::TokenExpired
        | Problem::RoleChanged
        | Problem::OrganizationGone
        | Problem::InvalidCredentials => StatusCode::UNAUTHORIZED,
        Problem::Forbidden | Problem::OwnMembership | Problem::OwnReview | Problem::HrOnlyPermission | Problem::SignUpClosed | Problem::LastAdmin => {
            StatusCode::FORBIDDEN
        }
        Problem::NotFound | Problem::UnknownPath => StatusCode::NOT_FOUND,
        Problem::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
        Problem::OrganizationClosing
        | Problem::WrongState
        | Problem::HistoryFixed
        | Problem::AlreadyExists
        | Problem::AlreadyMember
        | Problem::Incomplete
        | Problem::StillInUse
        | Problem::PeriodOverlap
        | Problem::OrganizationRequired => StatusCode::CONFLICT,
        Problem::UnknownReference
        | Problem::UnknownPermission
        | Problem::IdempotencyClash
        | Problem::ReportingCycle
        | Problem::DepartmentCycle
        | Problem::GoalCircle
        | Problem::UnknownTimezone
        | Problem::InvalidValue => StatusCode::UNPROCESSABLE_ENTITY,
        Problem::MalformedRequest | Problem::InvalidCursor => StatusCode::BAD_REQUEST,
        Problem::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Problem::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Problem::VersionMismatch => StatusCode::PRECONDITION_FAILED,
        Problem::PreconditionRequired => StatusCode::PRECONDITION_REQUIRED,
        Problem::Overloaded | Problem::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        Problem::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// The code of a problem: a closed enum in the document.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ProblemCode(Problem);

impl Type for ProblemCode {
    const IS_REQUIRED: bool = true;
    type RawValueType = Self;
    type RawElementValueType = Self;

    fn name() -> Cow<'static, str> {
        "ProblemCode".into()
    }

    fn schema_ref() -> MetaSchemaRef {
        MetaSchemaRef::Reference(Self::name().into_owned())
    }

    fn register(registry: &mut Registry) {
        registry.create_schema::<Self, _>(Self::name().into_owned(), |_| MetaSchema {
            description: Some("What went wrong. Clients branch on this and on nothing else."),
            enum_items: Problem::ALL.iter().map(|problem| problem.id().into()).collect(),
            ..MetaSchema::new("string")
        });
    }

    fn as_raw_value(&self) -> Option<&Self::RawValueType> {
        Some(self)
    }

    fn raw_element_iter<'a>(&'a self) -> Box<dyn Iterator<Item = &'a Self::RawElementValueType> + 'a> {
        Box::new(std::iter::once(self))
    }
}

impl ToJSON for ProblemCode {
    fn to_json(&self) -> Option<serde_json::Value> {
        Some(self.0.id().into())
    }
}

impl ParseFromJSON for ProblemCode {
    fn parse_from_json(value: Option<serde_json::Value>) -> ParseResult<Self> {
        let id = value.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default();
        let known = Problem::ALL.iter().find(|problem| problem.id() == id);
        known.map(|problem| Self(*problem)).ok_or_else(|| ParseError::custom("unknown problem code"))
    }
}

/// An RFC 9457 problem. `application/problem+json`.
#[derive(Debug, Object)]
#[oai(rename = "Problem")]
pub(crate) struct ProblemBody {
    /// A URI of this kind of problem: `urn:rowhouse:problem:` and the code.
    #[oai(rename = "type")]
    kind: String,
    /// One sentence, the same for every problem of this code.
    title: String,
    /// The HTTP status again.
    status: u16,
    code: ProblemCode,
    /// What happened this time, if there is more to say.
    #[oai(skip_serializing_if_is_none)]
    detail: Option<String>,
    /// The id of this request; it is also in the `X-Request-Id` header, in our log and in the audit entries it caused.
    request_id: String,
}

impl ProblemBody {
    pub(crate) fn new(error: &Error, request: RequestId) -> Self {
        Self {
            kind: format!("urn:rowhouse:problem:{}", error.problem.id()),
            title: error.problem.title().to_owned(),
            status: status(error.problem).as_u16(),
            code: ProblemCode(error.problem),
            detail: error.detail.clone(),
            request_id: request.to_string(),
        }
    }
}

/// Logs what only we may read, once, at the boundary.
pub(crate) fn log(error: &Error, request: RequestId) {
    let internal = error.internal_text().unwrap_or("-");
    if status(error.problem).is_server_error() {
        tracing::error!(request_id = %request, code = error.problem.id(), internal, "request {request} failed: {}", error.problem.id());
    } else {
        tracing::debug!(request_id = %request, code = error.problem.id(), internal, "request {request} was refused: {}", error.problem.id());
    }
}

/// A problem as a plain response, for everything that never reached an operation.
pub(crate) fn response(error: &Error, request: RequestId) -> Response {
    log(error, request);
    let body = ProblemBody::new(error, request);
    let mut response = Json(body).into_response();
    response.set_status(status(error.problem));
    set_headers(&mut response, error.problem);
    response
}

fn set_headers(response: &mut Response, problem: Problem) {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static("application/problem+json"));
    match status(problem) {
        StatusCode::UNAUTHORIZED => {
            headers.insert(header::WWW_AUTHENTICATE, header::HeaderValue::from_static("Bearer"));
        }
        StatusCode::SERVICE_UNAVAILABLE => {
            headers.insert(header::RETRY_AFTER, header::HeaderValue::from_static("1"));
        }
        _ => {}
    }
}

macro_rules! refusals {
    ($($(#[$doc:meta])* $variant:ident = $status:literal),* $(,)?) => {
        /// Every way an operation refuses.
        #[derive(ApiResponse)]
        pub(crate) enum Refusal {
            $(
                $(#[$doc])*
                #[oai(status = $status, content_type = "application/problem+json")]
                $variant(Json<ProblemBody>),
            )*
        }

        impl From<Error> for Refusal {
            fn from(error: Error) -> Self {
                let request = request::id();
                log(&error, request);
                let body = Json(ProblemBody::new(&error, request));
                match status(error.problem).as_u16() {
                    $($status => Self::$variant(body),)*
                    _ => Self::Internal(body),
                }
            }
        }
    };
}

refusals! {
    /// The request could not be understood.
    Malformed = 400,
    /// No live right.
    Unauthorized = 401,
    /// Visible, but not yours to do.
    Forbidden = 403,
    /// Absent, or invisible to you.
    NotFound = 404,
    /// Not in the present state.
    Conflict = 409,
    /// Changed meanwhile.
    PreconditionFailed = 412,
    /// The body is too large.
    TooLarge = 413,
    /// Not a content type of this operation.
    UnsupportedMediaType = 415,
    /// A value breaks a rule.
    Unprocessable = 422,
    /// `If-Match` is missing.
    PreconditionRequired = 428,
    /// A fault of ours.
    Internal = 500,
    /// Busy or down for a moment: repeat after `Retry-After` seconds.
    Unavailable = 503,
}
