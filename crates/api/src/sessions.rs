use std::sync::Arc;

use auth::{CapabilitySecret, Claims, Cost, PasswordError};
use chrono::{DateTime, Utc};
use poem::web::Data;
use poem_openapi::{ApiResponse, Enum, Object, OpenApi, payload::Json, types::Example};
use store::datastore::sessions::{self, Credentials};
use types::{Error, Problem, Role};
use uuid::Uuid;

use crate::{App, bearer::AccessToken, problem::Refusal, request::ThisRequest, text::Text};

pub(crate) struct Sessions;

/// What a member is in their organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "lowercase", rename = "Role")]
pub(crate) enum RoleName {
    Admin,
    Hr,
    Manager,
    Ops,
    Employee,
}

impl From<Role> for RoleName {
    fn from(role: Role) -> Self {
        match role {
            Role::Admin => Self::Admin,
            Role::Hr => Self::Hr,
            Role::Manager => Self::Manager,
            Role::Ops => Self::Ops,
            Role::Employee => Self::Employee,
        }
    }
}

/// E-mail address and password.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct NewSession {
    /// The account's address; case does not matter.
    #[oai(validator(max_length = 254))]
    email: Text,
    /// 1-1,024 bytes.
    password: poem_openapi::types::Password,
    /// The organisation's slug. Needed only by accounts that belong to several.
    #[oai(skip_serializing_if_is_none, validator(max_length = 63))]
    organization: Option<Text>,
}

impl Example for NewSession {
    fn example() -> Self {
        Self {
            email: Text("grace@brightwater.example".to_owned()),
            password: poem_openapi::types::Password("correct horse battery staple".to_owned()),
            organization: Some(Text("brightwater".to_owned())),
        }
    }
}

/// A session and its first access token.
#[derive(Object)]
#[oai(example)]
pub(crate) struct OpenedSession {
    /// For `Authorization: Bearer ...`. Keep it in memory only.
    access_token: String,
    /// Always `Bearer`.
    token_type: String,
    /// When the access token expires: 15 minutes from now.
    expires_at: DateTime<Utc>,
    session_id: Uuid,
    organization_id: Uuid,
    member_id: Uuid,
    role: RoleName,
}

impl Example for OpenedSession {
    fn example() -> Self {
        Self {
            access_token: "eyJ0eXAiOiJKV1QiLCJhbGciOiJFZERTQSJ9.e30.c2ln".to_owned(),
            token_type: "Bearer".to_owned(),
            expires_at: DateTime::UNIX_EPOCH,
            session_id: Uuid::nil(),
            organization_id: Uuid::nil(),
            member_id: Uuid::nil(),
            role: RoleName::Hr,
        }
    }
}

#[derive(ApiResponse)]
enum SessionOpened {
    /// Signed in.
    #[oai(status = 201)]
    Created(Json<OpenedSession>),
}

#[derive(ApiResponse)]
enum SessionEnded {
    /// Signed out; the access token is worthless from now on.
    #[oai(status = 204)]
    Ended,
}

#[OpenApi(tag = "crate::Group::Sessions")]
impl Sessions {
    /// Sign in
    ///
    /// Every refusal is the same `invalid_credentials`: it never tells whether the address, the password or the organisation
    /// was wrong. `organization_required` comes only after the password was right.
    #[oai(path = "/sessions", method = "post", operation_id = "create_session")]
    async fn create_session(&self, app: Data<&Arc<App>>, request: Data<&ThisRequest>, body: Json<NewSession>) -> Result<SessionOpened, Refusal> {
        match sign_in(&app, body.0).await {
            Ok(opened) => Ok(SessionOpened::Created(Json(opened))),
            Err(error) => Err(Refusal::new(&error, request.0.0)),
        }
    }

    /// Sign out
    ///
    /// Ends the caller's own session. Every right it gave ends with this statement, in every tab and process.
    #[oai(path = "/sessions/current", method = "delete", operation_id = "delete_session")]
    async fn delete_session(&self, app: Data<&Arc<App>>, request: Data<&ThisRequest>, caller: AccessToken) -> Result<SessionEnded, Refusal> {
        sessions::close(&app.store.requests, &caller.0.context).await.map(|()| SessionEnded::Ended).map_err(|error| Refusal::new(&error, request.0.0))
    }
}

async fn sign_in(app: &App, body: NewSession) -> Result<OpenedSession, Error> {
    if body.email.0.contains('\0') || body.organization.as_ref().is_some_and(|slug| slug.0.contains('\0')) {
        return Err(Problem::InvalidCredentials.into());
    }
    let challenge = sessions::challenge(&app.store.sign_in, &body.email.0).await?;
    // an unknown address costs the same statements and the same hash as a wrong password
    let (salt, cost) = match challenge {
        Some(known) => (known.salt, Cost { memory_kib: known.memory_kib, iterations: known.iterations, parallelism: known.parallelism }),
        None => app.hasher.decoy(&body.email.0),
    };
    let tag = app.hasher.tag(body.password.0, salt, cost).await.map_err(|error| match error {
        PasswordError::Overloaded => Error::new(Problem::Overloaded),
        PasswordError::Length => Error::new(Problem::InvalidCredentials),
        PasswordError::Parameters => Error::new(Problem::Internal).internal(error),
    })?;
    let secret = CapabilitySecret::generate();
    let session = sessions::open(
        &app.store.sign_in,
        &Credentials {
            email: &body.email.0,
            tag: &tag,
            organization: body.organization.as_ref().map(|slug| slug.0.as_str()),
            capability_digest: secret.digest(),
        },
    )
    .await?;
    let claims = Claims::new(session.member, session.org, session.role, &secret, Utc::now().timestamp(), session.token_expires_at.timestamp());
    let access_token = app.signing.sign(&claims).map_err(|error| Error::new(Problem::Internal).internal(error))?;
    Ok(OpenedSession {
        access_token,
        token_type: "Bearer".to_owned(),
        expires_at: session.token_expires_at,
        session_id: session.id,
        organization_id: session.org,
        member_id: session.member,
        role: session.role.into(),
    })
}
