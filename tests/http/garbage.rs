//! Whatever arrives, the answer is a problem of the closed list below 500, and the server goes on.

use std::fmt::Write as _;

use harness::{
    Person,
    http::{Answer, Http},
    north,
};
use reqwest::Method;
use serde_json::{Value, json};

use crate::raw::{exchange, status};

async fn assert_still_serves(http: &Http, after: &str) {
    assert_eq!(http.get(north(Person::Pia), "/members/current").await.status, 200, "after {after}");
}

/// A request with a body as bytes, as a member who may edit.
fn head(http: &Http, method: &str, path: &str, more: &str) -> String {
    let token = http.token(north(Person::Ada));
    format!("{method} {path} HTTP/1.1\r\nhost: rowhouse\r\nauthorization: Bearer {token}\r\nconnection: close\r\n{more}\r\n")
}

fn bodies() -> Vec<(&'static str, &'static str, String)> {
    let rita = format!("/employees/{}", north(Person::Rita).employee());
    vec![("POST", "/sessions", "/sessions".to_owned()), ("PATCH", "/employees/{id}", rita)]
}

#[tokio::test]
async fn a_body_over_the_limit_is_too_large_announced_or_not() {
    let http = Http::start().await;
    let big = "x".repeat(2 << 20);
    for (method, name, path) in bodies() {
        let announced =
            head(&http, method, &path, &format!("content-type: application/json\r\nif-match: \"1-1\"\r\ncontent-length: {}\r\n", big.len()));
        let mut chunked = head(&http, method, &path, "content-type: application/json\r\nif-match: \"1-1\"\r\ntransfer-encoding: chunked\r\n");
        for chunk in big.as_bytes().chunks(64 << 10) {
            let _ = write!(chunked, "{:x}\r\n{}\r\n", chunk.len(), String::from_utf8_lossy(chunk));
        }
        chunked.push_str("0\r\n\r\n");
        for (how, request) in [("announced", announced + &big), ("chunked", chunked)] {
            let answer = exchange(http.address, request.as_bytes()).await;
            assert_eq!(status(&answer), 413, "{name}, {how}: {answer:.300}");
            assert!(answer.contains("\"too_large\"") && answer.contains("x-request-id"), "{answer}");
        }
        assert_still_serves(&http, "two MiB").await;
    }
    // announced and never sent: the answer does not wait for it
    let huge = head(&http, "POST", "/sessions", "content-type: application/json\r\ncontent-length: 99999999999\r\n");
    assert_eq!(status(&exchange(http.address, huge.as_bytes()).await), 413);
    let just_fits = json!({ "email": "a@b.example", "password": "x".repeat((1 << 20) - 100) });
    assert_eq!(http.sign_in(&just_fits).await.status, 401, "positive control: a body within the limit is read");
}

#[tokio::test]
async fn a_body_that_is_no_json_of_this_operation_is_malformed() {
    let http = Http::start().await;
    let deep = "[".repeat(100_000);
    let deep_objects = "{\"a\":".repeat(100_000);
    let deep_value = format!("{{\"display_name\":{}1{}}}", "[".repeat(50_000), "]".repeat(50_000));
    let texts: [&[u8]; 22] = [
        b"",
        b" ",
        b"{",
        b"}",
        b"null",
        b"[]",
        b"\"text\"",
        b"{}{}",
        b"{\"display_name\":}",
        b"{'display_name':'x'}",
        b"{\"display_name\":\"\xff\xfe\"}",
        b"\xff\xfe\x00",
        b"\xef\xbb\xbf{}x",
        b"{\"display_name\":\"\\ud800\"}",
        b"{\"email\":\"\\ud800\",\"password\":\"x\"}",
        b"{\"a\":NaN}",
        b"{\"a\":1e999999}",
        b"<xml/>",
        b"display_name=x",
        deep.as_bytes(),
        deep_objects.as_bytes(),
        deep_value.as_bytes(),
    ];
    for (method, name, path) in bodies() {
        for text in texts {
            let more = format!("content-type: application/json\r\nif-match: \"1-1\"\r\ncontent-length: {}\r\n", text.len());
            let request = [head(&http, method, &path, &more).as_bytes(), text].concat();
            let answer = exchange(http.address, &request).await;
            let shown = String::from_utf8_lossy(&text[..text.len().min(30)]);
            assert_eq!(status(&answer), 400, "{name}: {shown}: {answer:.400}");
            assert!(answer.contains("\"malformed_request\""), "{name}: {shown}: {answer}");
        }
        assert_still_serves(&http, name).await;
    }
}

#[tokio::test]
async fn a_refused_body_is_not_repeated_at_length() {
    let http = Http::start().await;
    let secret = "hunter2".repeat(1000);
    for body in [json!({ "email": 5, "password": secret }), json!({ "email": "a@b.example", "password": secret, "extra": secret }), json!([secret])] {
        let answer = http.sign_in(&body).await;
        assert!(answer.text.len() < 1000 && !answer.text.contains("hunter2"), "{}", answer.text);
    }
}

#[tokio::test]
async fn other_methods_and_paths_have_their_own_codes() {
    let http = Http::start().await;
    let token = http.token(north(Person::Ada));
    let rita = format!("/employees/{}", north(Person::Rita).employee());
    let send = async |method: Method, path: &str| Answer::of(http.request(method, path).bearer_auth(&token)).await.outcome();
    for (method, path) in [
        (Method::PUT, "/employees"),
        (Method::DELETE, &rita),
        (Method::PUT, &rita),
        (Method::PATCH, "/sessions"),
        (Method::PUT, "/sessions/current"),
        (Method::POST, "/healthz"),
        (Method::OPTIONS, "/employees"),
        (Method::TRACE, "/employees"),
        (Method::from_bytes(b"BREW").unwrap(), "/employees"),
    ] {
        assert_eq!(send(method.clone(), path).await, (405, "method_not_allowed".to_owned()), "{method} {path}");
    }
    for path in ["/", "/nowhere", "/employees/", "/employees/1/2/3", "//", "/..%2f..%2fetc/passwd", "/%00", "/employees%00", "/docs/x", "/Employees"]
    {
        let (status, code) = send(Method::GET, path).await;
        assert_eq!(status, 404, "{path}: {code}");
        assert!(["unknown_path", "not_found"].contains(&code.as_str()), "{path}: {code}");
    }
    assert_eq!(send(Method::GET, "/nowhere").await.1, "unknown_path");
    assert_eq!(send(Method::GET, "/employees/%ff").await, (400, "malformed_request".to_owned()), "a path that is no UTF-8");
    assert_eq!(send(Method::GET, &rita).await.0, 200, "positive control");
}

#[tokio::test]
async fn ids_and_parameters_of_any_content_never_break_the_server() {
    let http = Http::start().await;
    let long = "a".repeat(10_000);
    let strings = ["%00", "%ff%fe", "%F0%9F%8C%8D", "'%3B%20select%201%20--", "%22", "..", "%2e%2e%2f", "*", "%25", "\u{661}", long.as_str()];
    for text in strings {
        for path in [
            format!("/employees/{text}"),
            format!("/employees?cursor={text}"),
            format!("/employees?limit={text}"),
            format!("/employees?department_id={text}"),
            format!("/employees?site_id={text}&site_id={text}"),
        ] {
            let answer = http.get(north(Person::Ada), &path).await;
            assert!([400, 404].contains(&answer.status), "{path:.60}: {}", answer.status);
        }
        let unknown = http.get(north(Person::Ada), &format!("/employees?{text}={text}&limit=1")).await;
        assert_eq!(unknown.status, 200, "unknown parameters are ignored: {text:.20}");
    }
    assert_still_serves(&http, "odd ids").await;
}

#[tokio::test]
async fn headers_of_any_content_never_break_the_server() {
    let http = Http::start().await;
    let rita = format!("/employees/{}", north(Person::Rita).employee());
    for (name, value) in [
        ("if-none-match", &b"\xff\xfe"[..]),
        ("if-match", b"\xff"),
        ("authorization", b"Bearer \xff\xfe"),
        ("content-type", b"\xff"),
        ("content-length", b"-1"),
        ("content-length", b"1, 2"),
        ("transfer-encoding", b"identity, nonsense"),
        ("host", b"\xff"),
        ("x-request-id", b"\xff"),
        ("expect", b"the unexpected"),
    ] {
        let start = head(&http, "PATCH", &rita, "");
        let request = [start.trim_end().as_bytes(), b"\r\n", name.as_bytes(), b": ", value, b"\r\n\r\n"].concat();
        let answer = exchange(http.address, &request).await;
        assert!((400..500).contains(&status(&answer)), "{name}: {answer}");
    }
    for size in [20 << 10, 60 << 10, 300 << 10] {
        let request = head(&http, "GET", &rita, &format!("x-long: {}\r\n", "x".repeat(size)));
        let answer = exchange(http.address, request.as_bytes()).await;
        let status = status(&answer);
        assert!(status == 200 || (400..500).contains(&status) || answer.is_empty(), "{size}: {answer:.200}");
    }
    let many: String = (0..500).map(|number| format!("x-{number}: y\r\n")).collect();
    let answer = exchange(http.address, head(&http, "GET", &rita, &many).as_bytes()).await;
    assert!((400..500).contains(&status(&answer)), "{answer:.200}");
    for request in [
        &b"\0\0\0\0\r\n\r\n"[..],
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET /\0 HTTP/1.1\r\nhost: x\r\n\r\n",
    ] {
        let answer = exchange(http.address, request).await;
        assert!(answer.is_empty() || status(&answer) < 500, "{answer:.200}");
    }
    assert_still_serves(&http, "odd headers").await;
}

#[tokio::test]
async fn sign_in_with_strange_values_is_refused_below_500() {
    let http = Http::start().await;
    let strange: [Value; 9] = [
        json!("\0"),
        json!("\u{fffe}\u{202e}"),
        json!("a".repeat(254)),
        json!("a".repeat(255)),
        json!("İ@example.com"),
        json!("'; drop table identity.users; --"),
        json!("\\"),
        json!(""),
        json!("%s%n"),
    ];
    for value in strange {
        for body in [
            json!({ "email": value, "password": "x" }),
            json!({ "email": "a@b.example", "password": value }),
            json!({ "email": "a@b.example", "password": "x", "organization": value }),
        ] {
            let answer = http.sign_in(&body).await;
            assert!([400, 401].contains(&answer.status), "{body}: {} {}", answer.status, answer.text);
        }
    }
    assert_still_serves(&http, "strange sign-ins").await;
}
