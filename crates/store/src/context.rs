use types::{OrgId, RequestId, Role};

/// Who a request says it is: the claims of a verified token. The database decides whether a live right stands behind them.
#[derive(Clone)]
pub struct Context {
    pub(crate) secret: String,
    pub(crate) org: OrgId,
    pub(crate) org_text: String,
    pub(crate) role: Role,
    pub(crate) request_text: String,
}

impl Context {
    /// From a token's claims and the id of this request, which every audit entry will carry.
    pub fn new(secret: String, org: OrgId, role: Role, request: RequestId) -> Self {
        Self { secret, org, org_text: org.to_string(), role, request_text: request.to_string() }
    }

    /// The organisation the request claims.
    pub const fn org(&self) -> OrgId {
        self.org
    }
}
