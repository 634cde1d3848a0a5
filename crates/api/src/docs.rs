//! `/docs` and `/openapi.json`, served from this binary: no outside request, no script that is not named in the policy.

use std::fmt::Write as _;

use aws_lc_rs::digest;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use poem::{Endpoint, IntoResponse as _, Response, endpoint::make_sync, http::header, web::Html};

/// The bar in which a newcomer signs in.
const BAR: &str = include_str!("../assets/docs.html");
const STYLE: &str = include_str!("../assets/docs.css");
const SCRIPT: &str = include_str!("../assets/docs.js");

/// The page on which one signs in and tries every operation.
pub(crate) fn page(html: &str) -> impl Endpoint<Output = Response> + use<> {
    let html = with_bar(html);
    let policy = content_security_policy(&html);
    make_sync(move |_| {
        let mut response = Html(html.clone()).into_response();
        if let Ok(value) = header::HeaderValue::from_str(&policy) {
            response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, value);
        }
        response
    })
}

/// The tool's page with a language, a scale for telephones and our bar. Our script comes before the tool's own, which it wraps.
fn with_bar(html: &str) -> String {
    let head = "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n    <link rel=\"icon\" href=\"data:,\">\n    <title>Rowhouse API</title>";
    let body = format!("</head>\n<body>\n<style>\n{STYLE}</style>\n{BAR}<script>\n{SCRIPT}</script>\n<main>");
    html.replace("\r\n", "\n")
        .replacen("<html charset=\"UTF-8\">", "<!doctype html>\n<html lang=\"en\">", 1)
        .replacen("<title>Swagger UI</title>", head, 1)
        .replacen("</head>\n<body>", &body, 1) // the tool's script speaks of <body>, too
        .replacen("<div id=\"ui\"></div>", "<div id=\"ui\" tabindex=\"-1\"></div></main>", 1)
        .trim_start()
        .to_owned()
}

/// The contract.
pub(crate) fn document(json: String) -> impl Endpoint<Output = Response> {
    make_sync(move |_| Response::builder().content_type("application/json").header(header::CACHE_CONTROL, "no-cache").body(json.clone()))
}

/// Allows exactly the scripts that are in the page, by their digests; styles are inline by the tool's design.
fn content_security_policy(html: &str) -> String {
    let mut policy = "default-src 'none'; connect-src 'self'; img-src 'self' data:; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; script-src".to_owned();
    for script in scripts(html) {
        let digest = digest::digest(&digest::SHA256, script.as_bytes());
        let _ = write!(policy, " 'sha256-{}'", STANDARD.encode(digest.as_ref()));
    }
    policy
}

/// The inline scripts, as a browser delimits them: from the end of the opening tag to the next closing one, whatever stands between.
fn scripts(html: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some((body, after)) =
        rest.split_once("<script").and_then(|(_, tag)| tag.split_once('>')).and_then(|(_, script)| script.split_once("</script>"))
    {
        found.push(body);
        rest = after;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_is_where_the_page_of_this_version_of_the_tool_takes_it() {
        let html = poem_openapi::OpenApiService::new((), "A title", "1").swagger_ui_html();
        let page = with_bar(&html);
        assert!(page.starts_with("<!doctype html>\n<html lang=\"en\">"), "{:.80}", page);
        assert!(page.contains("<title>Rowhouse API</title>") && page.contains("name=\"viewport\""));
        let at = |text: &str| page.rfind(text).unwrap_or_else(|| panic!("no {text}"));
        let order = ["</head>", BAR, SCRIPT, "<main>", "<div id=\"ui\" tabindex=\"-1\"></div></main>", "SwaggerUIBundle({"].map(at);
        assert!(order.is_sorted(), "{order:?}");
        assert_eq!(scripts(&page).len(), scripts(&html).len() + 1);
    }

    #[test]
    fn a_script_that_speaks_of_script_tags_is_still_one_script() {
        assert_eq!(scripts("<p><script a=1>x('<script>')</script><b><script>y</script>"), ["x('<script>')", "y"]);
    }
}
