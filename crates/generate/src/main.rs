//! Regenerates the committed artefacts: queries, schema.sql, the OpenAPI document.
fn main() {}
