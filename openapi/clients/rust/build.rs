//! Generates the client from the committed document; what comes out is in `OUT_DIR`, never in the repository.

use std::{env, error::Error, fmt::Write as _, fs, path::PathBuf};

use progenitor_impl::{GenerationSettings, Generator, HooksMode, InterfaceStyle};
use serde_json::{Map, Value};

const DOCUMENT: &str = "../../rowhouse.json";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={DOCUMENT}");
    let mut document: Value = serde_json::from_str(&fs::read_to_string(DOCUMENT)?)?;
    let uploads = make_readable(&mut document);
    let mut settings = GenerationSettings::new();
    settings.with_interface(InterfaceStyle::Builder).with_hooks(HooksMode::Expected).with_inner_type(syn::parse_str("crate::Session")?);
    let tokens = Generator::new(&settings).generate_tokens(&serde_json::from_value(document)?)?;
    let mut code = prettyplease::unparse(&syn::parse2(tokens)?);
    write!(code, "/// Operations that upload something other than JSON, and its media type.\npub const UPLOADS: &[(&str, &str)] = &{uploads:?};\n")?;
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("client.rs"), code)?;
    Ok(())
}

/// What this generator cannot read is told differently: a problem is JSON, an upload of text is bytes whose media type the
/// client sets itself (returned here by operation), and an operation has one kind of success.
fn make_readable(document: &mut Value) -> Vec<(String, String)> {
    let mut uploads = Vec::new();
    let Some(paths) = document["paths"].as_object_mut() else { return uploads };
    for operation in paths.values_mut().filter_map(Value::as_object_mut).flat_map(Map::values_mut) {
        let id = operation["operationId"].as_str().unwrap_or_default().to_owned();
        if let Some(content) = operation.pointer_mut("/requestBody/content").and_then(Value::as_object_mut)
            && let Some(media_type) = content.keys().find(|media_type| media_type.starts_with("text/")).cloned()
        {
            content.clear();
            content.insert("application/octet-stream".to_owned(), serde_json::json!({ "schema": { "type": "string", "format": "binary" } }));
            uploads.push((id.clone(), media_type));
        }
        let Some(responses) = operation.get_mut("responses").and_then(Value::as_object_mut) else { continue };
        for content in responses.values_mut().filter_map(|response| response.get_mut("content")).filter_map(Value::as_object_mut) {
            if let Some(problem) = content.remove("application/problem+json") {
                content.insert("application/json".to_owned(), problem);
            }
        }
        let schema = |response: &Value| response.get("content").cloned();
        let successes: Vec<String> = responses.keys().filter(|status| status.starts_with('2')).cloned().collect();
        let first = successes.first().and_then(|status| schema(&responses[status]));
        for status in successes.iter().skip(1).filter(|status| schema(&responses[*status]) != first).cloned().collect::<Vec<_>>() {
            println!("cargo::warning={id} answers {status} with something of its own, which this client reports as unexpected");
            responses.remove(&status);
        }
    }
    uploads
}
