//! A JSON string and nothing else: the framework's own `String` also takes numbers and truth values.

use std::borrow::Cow;

use poem_openapi::{
    registry::MetaSchemaRef,
    types::{MaybeUndefined, ParseError, ParseFromJSON, ParseResult, ToJSON, Type},
};
use serde_json::Value;
use types::{Error, Problem};

/// Text as it was typed.
#[derive(Debug, Clone)]
pub(crate) struct Text(pub(crate) String);

impl Type for Text {
    const IS_REQUIRED: bool = true;
    type RawValueType = String;
    type RawElementValueType = String;

    fn name() -> Cow<'static, str> {
        String::name()
    }

    fn schema_ref() -> MetaSchemaRef {
        String::schema_ref()
    }

    fn as_raw_value(&self) -> Option<&Self::RawValueType> {
        Some(&self.0)
    }

    fn raw_element_iter<'a>(&'a self) -> Box<dyn Iterator<Item = &'a Self::RawElementValueType> + 'a> {
        Box::new(std::iter::once(&self.0))
    }
}

impl ParseFromJSON for Text {
    fn parse_from_json(value: Option<Value>) -> ParseResult<Self> {
        match value {
            Some(Value::String(text)) => Ok(Self(text)),
            Some(_) => Err(ParseError::custom("this must be a string")),
            None => Err(ParseError::custom("this is required")),
        }
    }
}

impl ToJSON for Text {
    fn to_json(&self) -> Option<Value> {
        Some(Value::String(self.0.clone()))
    }
}

/// A field of a merge patch: absent, cleared, or set.
pub(crate) fn given<T>(field: MaybeUndefined<T>) -> Option<Option<T>> {
    match field {
        MaybeUndefined::Undefined => None,
        MaybeUndefined::Null => Some(None),
        MaybeUndefined::Value(value) => Some(Some(value)),
    }
}

/// As [`given`], for text.
pub(crate) fn given_text(field: MaybeUndefined<Text>) -> Option<Option<String>> {
    given(field).map(|value| value.map(|text| text.0))
}

/// A field that a merge patch may set and not clear.
pub(crate) fn uncleared<T>(name: &str, field: MaybeUndefined<T>) -> Result<Option<T>, Error> {
    match given(field) {
        None => Ok(None),
        Some(Some(value)) => Ok(Some(value)),
        Some(None) => Err(Error::new(Problem::InvalidValue).detail(format!("{name} cannot be cleared."))),
    }
}

/// As [`uncleared`], for text.
pub(crate) fn kept(name: &str, field: MaybeUndefined<Text>) -> Result<Option<String>, Error> {
    uncleared(name, field).map(|value| value.map(|text| text.0))
}

/// PostgreSQL has no NUL in text: nothing it could match exists.
pub(crate) fn no_nul(text: &str) -> Result<(), Error> {
    if text.contains('\0') { Err(Problem::NotFound.into()) } else { Ok(()) }
}
