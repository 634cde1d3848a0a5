use std::sync::Arc;

use auth::{CapabilitySecret, Claims, Cost, OrgToken, PasswordError, digest_of, random};
use chrono::{DateTime, Utc};
use poem::web::Data;
use poem_openapi::{
    ApiResponse, Enum, Object, OpenApi,
    param::{Path, Query},
    payload::Json,
    types::Example,
};
use store::datastore::sessions::{self, Credentials, ListSessions, Minted, Session};
use types::{Error, Problem, Role};
use uuid::Uuid;

use crate::{
    App,
    answers::Done,
    bearer::AccessToken,
    example,
    page::{Window, default_limit, page},
    problem::Refusal,
    text::Text,
};

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

impl From<RoleName> for Role {
    fn from(role: RoleName) -> Self {
        match role {
            RoleName::Admin => Self::Admin,
            RoleName::Hr => Self::Hr,
            RoleName::Manager => Self::Manager,
            RoleName::Ops => Self::Ops,
            RoleName::Employee => Self::Employee,
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

/// A refresh token, once.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct Refresh {
    /// From the answer that opened or last refreshed the session.
    #[oai(validator(max_length = 128))]
    refresh_token: Text,
}

impl Example for Refresh {
    fn example() -> Self {
        Self { refresh_token: Text("01900000000070008000000000000001.MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY".to_owned()) }
    }
}

/// Another organisation of the same account.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct Switch {
    /// Its slug; `list_account_organizations` has them.
    #[oai(validator(max_length = 63))]
    organization: Text,
}

impl Example for Switch {
    fn example() -> Self {
        Self { organization: Text("northgate".to_owned()) }
    }
}

/// A session with its tokens.
#[derive(Object)]
#[oai(example)]
pub(crate) struct OpenedSession {
    /// For `Authorization: Bearer ...`. Keep it in memory only.
    access_token: String,
    /// Always `Bearer`.
    token_type: String,
    /// When the access token expires: 15 minutes from now, or earlier if a permission runs out before.
    expires_at: DateTime<Utc>,
    /// For `refresh_session`, once; each answer brings the next one. Good for 30 days.
    refresh_token: String,
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
            refresh_token: Refresh::example().refresh_token.0,
            session_id: example::id(5),
            organization_id: example::id(1),
            member_id: example::id(6),
            role: RoleName::Hr,
        }
    }
}

#[derive(ApiResponse)]
pub(crate) enum SessionOpened {
    /// Signed in.
    #[oai(status = 201)]
    Created(Json<OpenedSession>),
}

/// A live session.
#[derive(Object)]
#[oai(example)]
pub(crate) struct LiveSession {
    id: Uuid,
    member_id: Uuid,
    created_at: DateTime<Utc>,
    /// The last moment it could live to, whatever is refreshed: 90 days after sign-in.
    expires_at: DateTime<Utc>,
    /// Whether this request belongs to it.
    current: bool,
}

impl Example for LiveSession {
    fn example() -> Self {
        Self { id: example::id(5), member_id: example::id(6), created_at: DateTime::UNIX_EPOCH, expires_at: DateTime::UNIX_EPOCH, current: true }
    }
}

page! {
    /// One page of live sessions.
    SessionPage of LiveSession
}

/// An organisation the account can switch to.
#[derive(Object)]
#[oai(example)]
pub(crate) struct AccountOrganization {
    id: Uuid,
    slug: String,
    name: String,
    member_id: Uuid,
    role: RoleName,
}

impl Example for AccountOrganization {
    fn example() -> Self {
        Self { id: example::id(1), slug: "brightwater".to_owned(), name: "Brightwater".to_owned(), member_id: example::id(6), role: RoleName::Hr }
    }
}

#[OpenApi(tag = "crate::Group::Sessions")]
impl Sessions {
    /// Sign in
    ///
    /// Every refusal is the same `invalid_credentials`: it never tells whether the address, the password or the organisation
    /// was wrong. `organization_required` comes only after the password was right.
    #[oai(path = "/sessions", method = "post", operation_id = "create_session")]
    async fn create_session(&self, app: Data<&Arc<App>>, body: Json<NewSession>) -> Result<SessionOpened, Refusal> {
        Ok(SessionOpened::Created(Json(sign_in(&app, body.0).await?)))
    }

    /// Refresh
    ///
    /// Turns a refresh token into a new access token and the next refresh token. Permissions and role are those of now. The
    /// same token again within 20 seconds gives the same successor (two tabs); later it ends the session, because then two
    /// parties hold what only one was given.
    #[oai(path = "/sessions/refresh", method = "post", operation_id = "refresh_session")]
    async fn refresh_session(&self, app: Data<&Arc<App>>, body: Json<Refresh>) -> Result<SessionOpened, Refusal> {
        let presented: OrgToken = body.0.refresh_token.0.parse().map_err(|_| Error::new(Problem::SessionEnded))?;
        let successor = app.successors.successor(&presented);
        let secret = CapabilitySecret::generate();
        let minted = Minted { capability_digest: secret.digest(), refresh_digest: successor.digest() };
        let refreshed = sessions::refresh(&app.store.sign_in, presented.org, presented.digest(), &minted).await?;
        Ok(SessionOpened::Created(Json(opened(&app, &refreshed.session, &secret, &successor)?)))
    }

    /// Switch organisation
    ///
    /// A sibling session in another organisation of the same account. The present one stays.
    #[oai(path = "/sessions/switch", method = "post", operation_id = "switch_session")]
    async fn switch_session(&self, app: Data<&Arc<App>>, caller: AccessToken, body: Json<Switch>) -> Result<SessionOpened, Refusal> {
        if body.0.organization.0.contains('\0') {
            return Err(Error::new(Problem::NotFound).into());
        }
        let secrets = Secrets::generate();
        let session = sessions::switch(&app.store.sign_in, &caller.0.context, &body.0.organization.0, &secrets.minted()).await?;
        Ok(SessionOpened::Created(Json(secrets.opened(&app, &session)?)))
    }

    /// List one's organisations
    ///
    /// Where the account behind this session could switch to, the present organisation included.
    #[oai(path = "/sessions/organizations", method = "get", operation_id = "list_account_organizations")]
    async fn list_account_organizations(&self, app: Data<&Arc<App>>, caller: AccessToken) -> Result<Json<Vec<AccountOrganization>>, Refusal> {
        let rows = sessions::organizations(&app.store.sign_in, &caller.0.context).await?;
        let shown = rows.into_iter().map(|row| {
            Ok(AccountOrganization { id: row.org_id, slug: row.slug, name: row.name, member_id: row.member_id, role: role(&row.member_role)? })
        });
        Ok(Json(shown.collect::<Result<_, Error>>()?))
    }

    /// List sessions
    ///
    /// One's own live sessions, newest first; of another member with `auth.sessions.manage`.
    #[oai(path = "/sessions", method = "get", operation_id = "list_sessions")]
    async fn list_sessions(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        /// Whose; absent for one's own.
        member_id: Query<Option<Uuid>>,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
        /// How many, 1-200.
        #[oai(default = "default_limit", validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<u32>,
    ) -> Result<Json<SessionPage>, Refusal> {
        let context = &caller.0.context;
        let window = Window::open(&app, context, "sessions", cursor.0.as_deref(), limit.0)?;
        let rows = sessions::list(&app.store.requests, context, member_id.0, window.after_id(), window.limit()).await?;
        let (rows, next_cursor) = window.cut(rows, |row| ("", row.id))?;
        Ok(Json(SessionPage { items: rows.into_iter().map(shown).collect(), next_cursor }))
    }

    /// Read one's session
    ///
    /// The session this request belongs to.
    #[oai(path = "/sessions/current", method = "get", operation_id = "read_session")]
    async fn read_session(&self, app: Data<&Arc<App>>, caller: AccessToken) -> Result<Json<LiveSession>, Refusal> {
        Ok(Json(shown(sessions::current(&app.store.requests, &caller.0.context).await?)))
    }

    /// Sign out
    ///
    /// Ends the caller's own session. Every right it gave ends with this statement, in every tab and process.
    #[oai(path = "/sessions/current", method = "delete", operation_id = "delete_session")]
    async fn delete_session(&self, app: Data<&Arc<App>>, caller: AccessToken) -> Result<Done, Refusal> {
        sessions::close(&app.store.requests, &caller.0.context).await?;
        Ok(Done::Done)
    }

    /// End a session
    ///
    /// One's own on another device, or anybody's with `auth.sessions.manage`. Its rights end with this statement.
    #[oai(path = "/sessions/:session_id", method = "delete", operation_id = "revoke_session")]
    async fn revoke_session(&self, app: Data<&Arc<App>>, caller: AccessToken, session_id: Path<Uuid>) -> Result<Done, Refusal> {
        sessions::revoke(&app.store.requests, &caller.0.context, session_id.0).await?;
        Ok(Done::Done)
    }
}

fn shown(row: ListSessions) -> LiveSession {
    LiveSession { id: row.id, member_id: row.member_id, created_at: row.created_at.into(), expires_at: row.expires_at.into(), current: row.current }
}

/// A role as the database spells it.
pub(crate) fn role(text: &str) -> Result<RoleName, Error> {
    text.parse::<Role>().map(Into::into).map_err(|error| Error::new(Problem::Internal).internal(error))
}

/// The secrets of a session to be.
pub(crate) struct Secrets {
    capability: CapabilitySecret,
    refresh: [u8; 32],
}

impl Secrets {
    pub(crate) fn generate() -> Self {
        Self { capability: CapabilitySecret::generate(), refresh: random() }
    }

    pub(crate) fn minted(&self) -> Minted {
        Minted { capability_digest: self.capability.digest(), refresh_digest: digest_of(&self.refresh) }
    }

    pub(crate) fn opened(&self, app: &App, session: &Session) -> Result<OpenedSession, Error> {
        opened(app, session, &self.capability, &OrgToken::with_secret(session.org, self.refresh))
    }
}

fn opened(app: &App, session: &Session, secret: &CapabilitySecret, refresh: &OrgToken) -> Result<OpenedSession, Error> {
    let claims = Claims::new(session.member, session.org, session.role, secret, Utc::now().timestamp(), session.token_expires_at.timestamp());
    let access_token = app.signing.sign(&claims).map_err(|error| Error::new(Problem::Internal).internal(error))?;
    Ok(OpenedSession {
        access_token,
        token_type: "Bearer".to_owned(),
        expires_at: session.token_expires_at,
        refresh_token: refresh.to_string(),
        session_id: session.id,
        organization_id: session.org,
        member_id: session.member,
        role: session.role.into(),
    })
}

/// The tag of a password. Its length is told to whoever signs in like any other mismatch.
pub(crate) async fn tag(app: &App, password: String, salt: Vec<u8>, cost: Cost) -> Result<[u8; 32], Error> {
    app.hasher.tag(password, salt, cost).await.map_err(|error| match error {
        PasswordError::Overloaded => Error::new(Problem::Overloaded),
        PasswordError::Length => Error::new(Problem::InvalidCredentials),
        PasswordError::Parameters => Error::new(Problem::Internal).internal(error),
    })
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
    let tag = tag(app, body.password.0, salt, cost).await?;
    let secrets = Secrets::generate();
    let credentials = Credentials { email: &body.email.0, tag: &tag, organization: body.organization.as_ref().map(|slug| slug.0.as_str()) };
    let session = sessions::open(&app.store.sign_in, &credentials, &secrets.minted()).await?;
    secrets.opened(app, &session)
}
