//! Clients that say nothing, little by little, or too many at once, and a server that is asked to stop.

use std::time::{Duration, Instant};

use api::Limits;
use harness::{
    Person,
    http::{Http, Setup},
    north,
};
use tokio::io::AsyncWriteExt as _;

use crate::raw::{connect, farewell, response, status};

/// Far from the usual five seconds, and far from nothing.
const SHORT: Duration = Duration::from_millis(400);

async fn with(limits: Limits) -> Http {
    Http::with(Setup { limits, ..Setup::default() }).await
}

fn short() -> Limits {
    Limits { first_byte: SHORT, headers: SHORT, ..Limits::default() }
}

const HEALTH: &[u8] = b"GET /healthz HTTP/1.1\r\nhost: rowhouse\r\n\r\n";

/// A POST whose body has been announced and asked for, and not sent: in flight for as long as we like.
async fn in_flight(http: &Http) -> tokio::net::TcpStream {
    let mut stream = connect(http.address).await;
    let head = b"POST /sessions HTTP/1.1\r\nhost: rowhouse\r\ncontent-type: application/json\r\ncontent-length: 40\r\nexpect: 100-continue\r\n\r\n";
    stream.write_all(head).await.expect("sent");
    let mut line = [0; 25];
    tokio::io::AsyncReadExt::read_exact(&mut stream, &mut line).await.expect("an invitation");
    assert_eq!(&line, b"HTTP/1.1 100 Continue\r\n\r\n");
    stream
}

const BODY: &[u8] = br#"{"email":"a@b.example","password":"xyz"}"#;

#[tokio::test]
async fn a_silent_connection_is_closed_after_the_first_byte_deadline() {
    let http = with(Limits { headers: Duration::from_secs(60), ..short() }).await;
    let began = Instant::now();
    let mut stream = connect(http.address).await;
    assert_eq!(farewell(&mut stream).await, "");
    let waited = began.elapsed();
    assert!(waited >= SHORT - Duration::from_millis(20) && waited < Duration::from_secs(10), "{waited:?}");
}

#[tokio::test]
async fn a_head_that_does_not_end_is_closed_after_its_deadline() {
    let http = with(Limits { first_byte: Duration::from_secs(60), ..short() }).await;
    for start in [&b"G"[..], b"GET /healthz HTTP/1.1\r\n", b"GET /healthz HTTP/1.1\r\nhost: rowhouse\r\nx-slow: "] {
        let began = Instant::now();
        let mut stream = connect(http.address).await;
        stream.write_all(start).await.expect("sent");
        let said = farewell(&mut stream).await;
        assert!(said.is_empty() || status(&said) == 408, "{said}");
        assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
    }
    // one byte at a time is no way around it
    let began = Instant::now();
    let mut stream = connect(http.address).await;
    let (mut reading, mut writing) = stream.split();
    let drip = async {
        for byte in b"GET /healthz HTTP/1.1\r\nx: ".iter().chain(std::iter::repeat(&b'y')) {
            if writing.write_all(&[*byte]).await.is_err() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let closed = async {
        let mut rest = Vec::new();
        let _ = tokio::io::AsyncReadExt::read_to_end(&mut reading, &mut rest).await;
    };
    tokio::select! {
        () = drip => {}
        () = closed => {}
        () = tokio::time::sleep(Duration::from_secs(10)) => panic!("a dripping head is still served"),
    }
    assert!(began.elapsed() >= SHORT / 2);
}

#[tokio::test]
async fn an_idle_connection_is_closed_between_requests_and_a_busy_one_is_not() {
    let http = with(short()).await;
    let mut stream = connect(http.address).await;
    for _ in 0..6 {
        stream.write_all(HEALTH).await.expect("sent");
        assert_eq!(status(&response(&mut stream).await), 200);
        tokio::time::sleep(SHORT / 4).await;
    }
    let began = Instant::now();
    let said = farewell(&mut stream).await;
    assert!(said.is_empty() || status(&said) == 408, "{said}");
    assert!(began.elapsed() < Duration::from_secs(10));
}

#[tokio::test]
async fn a_dripping_body_ends_with_a_problem() {
    let http = with(Limits::default()).await;
    let mut stream = in_flight(&http).await;
    let began = Instant::now();
    let (reading, mut writing) = stream.split();
    let mut reading = reading;
    let drip = async {
        for byte in BODY.iter().cycle().take(39) {
            if writing.write_all(&[*byte]).await.is_err() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(400)).await;
        }
        std::future::pending::<()>().await;
    };
    let mut answer = Vec::new();
    let receive = async {
        let mut buffer = [0; 4096];
        while let Ok(length @ 1..) = tokio::io::AsyncReadExt::read(&mut reading, &mut buffer).await {
            answer.extend_from_slice(&buffer[..length]);
            if answer.ends_with(b"}") {
                break;
            }
        }
    };
    tokio::select! {
        () = drip => {}
        () = receive => {}
        () = tokio::time::sleep(Duration::from_secs(25)) => panic!("a dripping body is still read"),
    }
    let answer = String::from_utf8_lossy(&answer).into_owned();
    assert_eq!(status(&answer), 400, "{answer}");
    assert!(answer.contains("\"malformed_request\"") && answer.contains("too long"), "{answer}");
    println!("cut off after {:?}", began.elapsed());
}

#[tokio::test]
async fn a_body_that_ends_early_is_a_problem_and_hurts_nobody_else() {
    let http = with(Limits::default()).await;
    let mut stream = in_flight(&http).await;
    stream.write_all(&BODY[..10]).await.expect("sent");
    stream.shutdown().await.expect("closed");
    let said = farewell(&mut stream).await;
    assert!(said.is_empty() || status(&said) == 400, "{said}");
    assert_eq!(http.get(north(Person::Pia), "/members/current").await.status, 200);
}

#[tokio::test]
async fn beyond_the_cap_a_connection_waits_until_another_one_ends() {
    let http = with(Limits { connections: 2, ..Limits::default() }).await;
    let mut open = Vec::new();
    for _ in 0..2 {
        let mut stream = connect(http.address).await;
        stream.write_all(HEALTH).await.expect("sent");
        assert_eq!(status(&response(&mut stream).await), 200);
        open.push(stream);
    }
    let mut third = connect(http.address).await;
    third.write_all(HEALTH).await.expect("sent");
    let early = tokio::time::timeout(Duration::from_millis(300), third.readable()).await;
    assert!(early.is_err(), "the third is not answered while two are served");
    drop(open.pop());
    assert_eq!(status(&response(&mut third).await), 200, "and is as soon as one has gone");
}

#[tokio::test]
async fn a_request_in_flight_is_finished_when_the_server_is_asked_to_stop() {
    let http = with(Limits::default()).await;
    let address = http.address;
    let mut stream = in_flight(&http).await;
    let stopping = tokio::spawn(http.stop());
    // the listener goes first
    let mut refused = false;
    for _ in 0..200 {
        if tokio::net::TcpStream::connect(address).await.is_err() {
            refused = true;
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert!(refused, "nobody new is let in");
    assert!(!stopping.is_finished(), "it waits for the request in flight");
    stream.write_all(BODY).await.expect("sent");
    let answer = response(&mut stream).await;
    assert!([401, 503].contains(&status(&answer)), "{answer}");
    assert!(answer.contains("problem+json"), "{answer}");
    tokio::time::timeout(Duration::from_secs(5), stopping).await.expect("it ends").expect("no panic").expect("an orderly end");
}

#[tokio::test]
async fn a_request_that_never_ends_is_cut_off_at_the_drain_deadline() {
    let http = with(Limits { drain: SHORT, ..Limits::default() }).await;
    let mut stream = in_flight(&http).await;
    let mut idle = connect(http.address).await;
    idle.write_all(HEALTH).await.expect("sent");
    assert_eq!(status(&response(&mut idle).await), 200);
    let began = Instant::now();
    http.stop().await.expect("an orderly end");
    let waited = began.elapsed();
    assert!(waited >= SHORT - Duration::from_millis(20) && waited < Duration::from_secs(5), "{waited:?}");
    assert_eq!(farewell(&mut idle).await, "", "an idle connection is closed at once");
    // the process would end here; the connection is nobody's any more
    let _ = stream.write_all(BODY).await;
}
