//! Keyset pages: so many items in a fixed order, and a sealed cursor to the ones after.

use store::Context;
use types::{Error, Problem};
use uuid::Uuid;

use crate::App;

/// Items on a page unless the client says otherwise.
pub(crate) fn default_limit() -> u32 {
    50
}

/// Which page was asked for.
pub(crate) struct Window<'a> {
    app: &'a App,
    context: &'a Context,
    collection: &'static str,
    wanted: usize,
    /// The sort key and id of the last row before it.
    pub(crate) after: Option<(String, Uuid)>,
}

impl<'a> Window<'a> {
    /// Opens the cursor of a collection; `of` joins what else the order depends on, so that a cursor fits only its own query.
    pub(crate) fn open(app: &'a App, context: &'a Context, collection: &'static str, cursor: Option<&str>, limit: u32) -> Result<Self, Error> {
        let after = cursor.map(|cursor| app.cursors.open(context.org(), collection, cursor)).transpose()?;
        if let Some((name, _)) = &after
            && name.contains('\0')
        {
            return Err(Problem::InvalidCursor.into());
        }
        Ok(Self { app, context, collection, wanted: usize::try_from(limit).unwrap_or(usize::MAX), after })
    }

    /// The id of the last row before the page, where ids are the order.
    pub(crate) fn after_id(&self) -> Option<Uuid> {
        self.after.as_ref().map(|(_, id)| *id)
    }

    /// Rows to ask for: one more than wanted tells whether there is a next page.
    pub(crate) fn limit(&self) -> i64 {
        i64::try_from(self.wanted).unwrap_or(i64::MAX).saturating_add(1)
    }

    /// Cuts the extra row off and seals where the next page begins.
    pub(crate) fn cut<T>(&self, mut rows: Vec<T>, key: impl Fn(&T) -> (&str, Uuid)) -> Result<(Vec<T>, Option<String>), Error> {
        let more = rows.len() > self.wanted;
        rows.truncate(self.wanted);
        let next = match rows.last() {
            Some(last) if more => {
                let (name, id) = key(last);
                Some(self.app.cursors.seal(self.context.org(), self.collection, name, id)?)
            }
            _ => None,
        };
        Ok((rows, next))
    }
}

/// A page type of the contract.
macro_rules! page {
    ($(#[$doc:meta])* $name:ident of $item:ident) => {
        $(#[$doc])*
        #[derive(poem_openapi::Object)]
        #[oai(example)]
        pub(crate) struct $name {
            items: Vec<$item>,
            /// Pass as `cursor` for the next page; absent on the last.
            #[oai(skip_serializing_if_is_none)]
            next_cursor: Option<String>,
        }

        impl poem_openapi::types::Example for $name {
            fn example() -> Self {
                Self { items: vec![$item::example()], next_cursor: Some("eyJjb2xsZWN0aW9uIjoiIn0".to_owned()) }
            }
        }
    };
}
pub(crate) use page;
