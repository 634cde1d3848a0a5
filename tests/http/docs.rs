//! `/docs` works without the internet, and runs exactly the scripts that its own policy names.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use harness::http::{Answer, Http};
use reqwest::Method;
use sha2::{Digest as _, Sha256};

/// The opening tag and the content of every script, as a browser delimits them.
fn scripts(html: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find("<script") {
        let (tag, after) = rest[start..].split_once('>').expect("a whole tag");
        let (body, after) = after.split_once("</script").expect("a closing tag");
        found.push((tag, body));
        rest = after;
    }
    found
}

/// The page without the content of its scripts and styles.
fn markup(html: &str) -> String {
    let mut text = html.to_owned();
    for (_, body) in scripts(html).into_iter().filter(|(_, body)| !body.is_empty()) {
        text = text.replace(body, "");
    }
    while let Some((before, after)) = text.split_once("<style").map(|(before, after)| (before.to_owned(), after.to_owned())) {
        let (_, after) = after.split_once("</style>").expect("a closing tag");
        text = before + after;
    }
    text
}

async fn page() -> Answer {
    let http = Http::start().await;
    Answer::of(http.request(Method::GET, "/docs")).await
}

#[tokio::test]
async fn every_script_of_the_page_is_named_by_its_digest_and_no_other_may_run() {
    let page = page().await;
    assert_eq!(page.status, 200);
    assert!(page.header("content-type").is_some_and(|kind| kind.starts_with("text/html")));
    let policy = page.header("content-security-policy").expect("a policy").to_owned();
    let directive = policy.split(';').map(str::trim).find_map(|directive| directive.strip_prefix("script-src ")).expect("script-src");
    let mut allowed: Vec<&str> = directive.split(' ').collect();
    // a browser reads CR LF as LF before it computes the digest
    assert!(!page.text.contains('\r'), "line ends that a browser would rewrite");
    let scripts = scripts(&page.text);
    assert!(!scripts.is_empty());
    let mut digests: Vec<String> = scripts.iter().map(|(_, body)| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(body.as_bytes())))).collect();
    allowed.sort_unstable();
    digests.sort_unstable();
    assert_eq!(allowed, digests);
    assert!(!directive.contains("unsafe"), "{directive}");
    assert!(policy.starts_with("default-src 'none'") && policy.contains("connect-src 'self'") && !policy.contains("http"), "{policy}");
}

#[tokio::test]
async fn the_page_loads_nothing_from_anywhere_else() {
    let page = page().await;
    assert!(scripts(&page.text).iter().all(|(tag, _)| !tag.contains("src=")), "every script is inline");
    let markup = markup(&page.text);
    for attribute in ["src=", "href=", "action="] {
        for (at, _) in markup.match_indices(attribute) {
            let value = markup[at + attribute.len()..].trim_start_matches(['"', '\'']);
            assert!(!value.starts_with("http") && !value.starts_with("//"), "{:.100}", &markup[at..]);
        }
    }
    assert!(!markup.contains("@import") && !markup.contains("url(http"), "no outside style or font");
}

#[tokio::test]
async fn inline_event_handlers_would_not_run_and_there_are_none() {
    let page = page().await;
    let markup = markup(&page.text);
    for handler in [" onload=", " onclick=", " onerror=", "javascript:"] {
        assert!(!markup.contains(handler), "{handler}");
    }
}
