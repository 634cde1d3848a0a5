//! Files that are too large, cut off, slow, or no CSV at all; and how much memory the largest takes.

use std::time::{Duration, Instant};

use futures_util::stream;
use harness::Person;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use crate::product::{HEADER, Product, eventually, hana, peak_mb};

const MEGABYTE: usize = 1024 * 1024;

/// The head of an upload as Hana, whose body is ours to send.
async fn begin(product: &Product, framing: &str) -> tokio::net::TcpStream {
    let mut stream = tokio::net::TcpStream::connect(product.http.address).await.expect("a connection");
    let token = product.http.token(hana());
    let head = format!("POST /imports HTTP/1.1\r\nhost: rowhouse\r\nauthorization: Bearer {token}\r\ncontent-type: text/csv\r\n{framing}\r\n\r\n");
    stream.write_all(head.as_bytes()).await.expect("sent");
    stream
}

async fn said(stream: &mut tokio::net::TcpStream, patience: Duration) -> String {
    let mut answer = vec![0; 4096];
    let read = tokio::time::timeout(patience, stream.read(&mut answer)).await.expect("an answer").unwrap_or(0);
    String::from_utf8_lossy(&answer[..read]).into_owned()
}

async fn newest(product: &Product) -> serde_json::Value {
    product.http.get(harness::north(Person::Ada), "/imports").await.json()["items"][0].clone()
}

#[tokio::test]
async fn a_body_announced_above_the_limit_is_refused_before_its_first_byte() {
    let product = Product::start().await;
    let mut stream = begin(&product, &format!("content-length: {}", 100 * MEGABYTE + 1)).await;
    assert!(said(&mut stream, Duration::from_secs(5)).await.starts_with("HTTP/1.1 413"), "nothing was sent");
    let mut stream = begin(&product, &format!("content-length: {}\r\nexpect: 100-continue", 100 * MEGABYTE)).await;
    assert!(said(&mut stream, Duration::from_secs(5)).await.starts_with("HTTP/1.1 100"), "control: the limit itself is asked for");
}

/// One row, again and again, to about so many bytes.
fn alike(row: &str, bytes: usize) -> reqwest::Body {
    let piece = row.repeat(MEGABYTE / row.len());
    let pieces = bytes / piece.len();
    let rows = (0..pieces).map(move |_| Ok::<_, std::io::Error>(piece.clone()));
    reqwest::Body::wrap_stream(stream::iter(std::iter::once(Ok(HEADER.to_owned())).chain(rows)))
}

/// A cell too few: each row is an error of its own, and long, so that the database is not what is waited for.
fn bad() -> String {
    format!("1,{},no address,,\n", "all alike bad ".repeat(100))
}

#[tokio::test]
async fn a_file_near_the_limit_is_accepted_in_little_memory_and_one_above_it_is_cut_off() {
    let product = Product::start().await;
    let path = product.queue("", alike("1,one,a@x.example,intern,2024-01-01,\n", MEGABYTE)).await; // what the first takes is not what a file takes
    assert_eq!(product.cancel(&path).await.status, 200);
    let before = peak_mb(std::process::id());
    let path = product.queue("", alike(&bad(), 95 * MEGABYTE)).await;
    let after = peak_mb(std::process::id());
    let import = product.import(&path).await;
    assert_eq!(import["state"], "queued", "{import}");
    assert!(import["bytes_received"].as_u64().expect("bytes") > 90 * MEGABYTE as u64, "{import}");
    // the client in this process has its own buffers
    assert!(after < before + 40, "from {before} to {after} MB for a file of 95");
    let above = product.upload("", alike(&bad(), 102 * MEGABYTE)).await;
    assert_eq!(above.outcome(), (413, "too_large".to_owned()));
    let failed = newest(&product).await;
    assert_eq!((&failed["state"], failed["failure"].is_string()), (&"failed".into(), true), "{failed}");
}

#[tokio::test]
async fn an_upload_that_is_cut_off_fails_and_its_rows_are_swept() {
    let product = Product::start().await;
    let mut stream = begin(&product, "content-length: 10000000").await;
    let rows = "1,one,a@x.example,intern,2024-01-01,\n".repeat(3_000);
    stream.write_all(format!("{HEADER}{rows}").as_bytes()).await.expect("sent");
    eventually("rows are staged", async || product.staged().await > 0).await;
    assert_eq!(newest(&product).await["state"], "receiving");
    drop(stream);
    eventually("it fails", async || newest(&product).await["state"] == "failed").await;
    assert!(newest(&product).await["failure"].as_str().expect("a sentence").contains("cut off"));
    let worker = product.http.db.login("app_worker").await;
    let swept: i64 = harness::value(&worker, "select lifecycle.sweep_imports()").await;
    assert!(swept > 0);
    assert_eq!(product.staged().await, 0);
}

#[tokio::test]
async fn an_upload_whose_process_died_is_failed_by_the_sweep_and_not_before_five_minutes() {
    let product = Product::start().await;
    let mut stream = begin(&product, "content-length: 10000000").await;
    stream.write_all(format!("{HEADER}{}", "1,one,a@x.example,intern,2024-01-01,\n".repeat(3_000)).as_bytes()).await.expect("sent");
    eventually("rows are staged", async || product.staged().await > 0).await;
    let worker = product.http.db.login("app_worker").await;
    harness::run(&worker, "select lifecycle.sweep_imports()").await;
    assert_eq!(newest(&product).await["state"], "receiving", "control: it is still received");
    assert!(product.staged().await > 0);
    // a process that died writes nothing any more: six minutes of silence
    let silent = "set session_replication_role = replica;
        update lifecycle.import_jobs set created_at = created_at - interval '6 minutes';
        update lifecycle.import_progress set touched_at = touched_at - interval '6 minutes';
        reset session_replication_role";
    harness::run(&product.admin, silent).await;
    harness::run(&worker, "select lifecycle.sweep_imports()").await;
    let import = newest(&product).await;
    assert_eq!((&import["state"], &import["phase"]), (&"failed".into(), &"finished".into()), "{import}");
    assert_eq!(product.staged().await, 0);
}

#[tokio::test]
async fn an_upload_that_falls_silent_is_cut_off() {
    let product = Product::start().await;
    let mut stream = begin(&product, "content-length: 10000000").await;
    stream.write_all(format!("{HEADER}1,one,a@x.example,intern,2024-01-01,\n").as_bytes()).await.expect("sent");
    let began = Instant::now();
    // it drips at first, and that is no reason
    for _ in 0..3 {
        tokio::time::sleep(Duration::from_secs(2)).await;
        stream.write_all(b"2").await.expect("it is still read");
    }
    let answer = said(&mut stream, Duration::from_secs(25)).await;
    assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
    assert!(began.elapsed() > Duration::from_secs(20), "fifteen seconds after the last byte: {:?}", began.elapsed());
    assert_eq!(newest(&product).await["state"], "failed");
    assert!(newest(&product).await["failure"].as_str().expect("a sentence").contains("took too long"));
}

#[tokio::test]
async fn what_is_no_csv_of_people_is_refused_in_a_sentence() {
    let product = Product::start().await;
    let noise: Vec<u8> = (0..200_000_u32).map(|at| u8::try_from(at.wrapping_mul(2_654_435_761) >> 24).expect("a byte")).collect();
    let utf16 = |mark: [u8; 2], order: fn(u16) -> [u8; 2]| -> Vec<u8> { mark.into_iter().chain(HEADER.encode_utf16().flat_map(order)).collect() };
    let columns = format!("employee_no,{}\n1\n", vec!["c"; 10_000].join(","));
    let refused: [(&str, Vec<u8>); 9] = [
        ("noise", noise),
        ("a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01".to_vec()),
        ("nothing", Vec::new()),
        ("blank lines", b"\r\n\r\n\n".to_vec()),
        ("one column of something else", b"name\nA\n".to_vec()),
        ("UTF-16, little end first", utf16([0xff, 0xfe], u16::to_le_bytes)),
        ("UTF-16, big end first", utf16([0xfe, 0xff], u16::to_be_bytes)),
        ("a header that is not UTF-8", b"employee_no,n\xe4me\n1,A\n".to_vec()),
        ("10,000 columns", columns.into_bytes()),
    ];
    for (what, file) in refused {
        let answer = product.upload("", file).await;
        assert_eq!(answer.outcome(), (422, "invalid_value".to_owned()), "{what}");
        assert!(answer.json()["detail"].as_str().is_some_and(|detail| detail.len() > 20), "{what}: {}", answer.text);
    }
    let cell = format!("{HEADER}1,{},a@x.example,intern,2024-01-01,\n", "x".repeat(5 * MEGABYTE));
    let answer = product.upload("", cell).await;
    assert_eq!(answer.outcome(), (422, "invalid_value".to_owned()), "a cell of 5 MB");
    assert!(answer.json()["detail"].as_str().expect("a sentence").contains("line 2"), "{}", answer.text);
    assert_eq!(newest(&product).await["state"], "failed", "the file with the cell was begun");
    assert_eq!(product.count("lifecycle.import_jobs").await, 1, "the others were not");
}

#[tokio::test]
async fn odd_files_that_are_csv_are_read_and_told_row_by_row() {
    let product = Product::start().await;
    let _worker = product.worker();
    for (what, file, created, told) in [
        ("only a header", HEADER.as_bytes().to_vec(), 0, vec![]),
        ("a header without its line ending", HEADER.trim_end().as_bytes().to_vec(), 0, vec![]),
        ("one column", b"employee_no\n1\n".to_vec(), 0, vec!["2 display_name missing", "2 employment_type missing", "2 hired_on missing"]),
        (
            "NUL and invalid bytes",
            [
                HEADER.as_bytes(),
                b"1,A\0B,a@x.example,intern,2024-01-01,\n2,C\xc3\x28,b@x.example,intern,2024-01-01,\n3,D,c@x.example,intern,2024-01-01,\n",
            ]
            .concat(),
            1,
            vec!["2 display_name nul_character", "3 display_name bad_encoding"],
        ),
    ] {
        let path = product.queue("?on_error=skip_rows", file).await;
        let import = product.over(&path).await;
        assert_eq!((&import["state"], &import["created"]), (&"done".into(), &created.into()), "{what}: {import} {:?}", product.errors(&path).await);
        let errors = product.errors(&path).await;
        for expected in &told {
            assert!(errors.contains(&(*expected).to_owned()), "{what}: {errors:?}");
        }
        assert_eq!(errors.is_empty(), told.is_empty(), "{what}: {errors:?}");
    }
}
