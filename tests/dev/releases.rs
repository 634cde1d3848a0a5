//! R10: `kill -9` of the postmaster and of the server while the grades of 5,000 people are released.

use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};
use tokio_postgres::Client;
use uuid::Uuid;

use crate::site::{Dev, FIRST, Site};

const PEOPLE: i64 = 5_000;

/// How often each is killed; more with `ROWHOUSE_KILLS`.
fn kills() -> usize {
    std::env::var("ROWHOUSE_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(4)
}

/// 5,000 more people in an organisation, whose reviews of one cycle are submitted with a grade.
async fn prepare(admin: &Client, slug: &str) -> Uuid {
    let (org, cycle) = (format!("(select org_id from identity.organizations where slug = '{slug}')"), Uuid::now_v7());
    let sql = format!(
        "begin;
         set local session_replication_role = replica;
         create temporary table crowd on commit drop as
             select gen_random_uuid() as employee, gen_random_uuid() as part, gen_random_uuid() as written, gen_random_uuid() as said, n
               from generate_series(1, {PEOPLE}) n;
         insert into people.employees (org_id, id, display_name) select {org}, employee, 'Somebody ' || n from crowd;
         insert into performance.review_cycles (org_id, id, name, kind, state, first_day, last_day, template_id, scale_id, calibrate, blind_self, peer_mode,
                                                peer_min, nomination_mode, release_mode, preview_days, manager_due)
         select {org}, '{cycle}', 'Of the crowd', 'annual', 'active', '2025-01-01', '2025-12-31', x.template_id, x.scale_id, false, false, 'hr_sees', 3, 'hr', 'all',
                0, '2026-01-31'
           from performance.review_cycles x where x.org_id = {org} and x.state = 'active' limit 1;
         insert into performance.cycle_participants (org_id, id, cycle_id, employee_id) select {org}, part, '{cycle}', employee from crowd;
         insert into performance.participant_reviewers (org_id, participant_id, employee_id) select {org}, part, employee from crowd;
         insert into performance.review_assignments (org_id, id, participant_id, subject_id, author_id, kind, state)
         select {org}, c.written, c.part, c.employee, e.id, 'manager', 'submitted'
           from crowd c cross join lateral (select x.id from people.employees x where x.org_id = {org} and x.id <> c.employee limit 1) e;
         insert into performance.reviews (org_id, id, assignment_id, participant_id, subject_id, author_id, kind, version)
         select a.org_id, c.said, a.id, a.participant_id, a.subject_id, a.author_id, a.kind, 1 from crowd c join performance.review_assignments a on a.id = c.written;
         insert into performance.proposed_grades (org_id, assignment_id, participant_id, subject_id, author_id, level_id)
         select a.org_id, a.id, a.participant_id, a.subject_id, a.author_id, l.id
           from crowd c join performance.review_assignments a on a.id = c.written
           cross join lateral (select x.id from performance.rating_levels x join performance.review_cycles y on y.org_id = x.org_id and y.scale_id = x.scale_id
                                where y.id = '{cycle}' order by x.rank limit 1) l;
         commit;
         analyze"
    );
    harness::run(admin, &sql).await;
    cycle
}

/// What is there after a crash: grades, entries of the audit about them, and whether the cycle says that it is released.
async fn found(admin: &Client, cycle: Uuid) -> (i64, i64, bool) {
    let sql = "select count(*), count(l.entity_id), (select y.state = 'released' from performance.review_cycles y where y.id = $1)
                 from performance.released_grades g
                 join performance.cycle_participants x on x.org_id = g.org_id and x.id = g.participant_id
                 left join (select distinct l.entity_id from audit.log l where l.entity = 'released_grade' and l.action = 'released_grade.created') l on l.entity_id = g.id
                where x.cycle_id = $1";
    let row = admin.query_one(sql, &[&cycle]).await.expect("what is there");
    (row.get(0), row.get(1), row.get(2))
}

/// Takes back what a release did, so that it can be tried again; what is in the audit stays there.
async fn take_back(admin: &Client, cycle: Uuid) {
    let sql = format!(
        "set session_replication_role = replica;
         delete from performance.released_grades g using performance.cycle_participants x where x.org_id = g.org_id and x.id = g.participant_id and x.cycle_id = '{cycle}';
         update performance.review_cycles set state = 'active', row_version = 1 where id = '{cycle}';
         set session_replication_role = origin"
    );
    harness::run(admin, &sql).await;
}

/// Asks for the release; the status of the answer, none while the server does not answer.
async fn release(port: u16, token: &str, cycle: Uuid) -> Option<(u16, Value)> {
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    let request = client.post(format!("http://127.0.0.1:{port}/review_cycles/{cycle}/release")).bearer_auth(token).header("if-match", "\"1\"");
    let answer = request.json(&json!({})).send().await.ok()?;
    Some((answer.status().as_u16(), answer.json().await.unwrap_or_default()))
}

/// Some moment of a release that takes so long, and a little after.
fn moment(took: Duration) -> Duration {
    let share = u32::try_from(Uuid::new_v4().as_u128() % 1_200).expect("small");
    took * share / 1_000
}

/// The token of one of the printed people of hr, and the slug of their organisation.
async fn signed_in(dev: &Dev, admin: &Client) -> (String, String) {
    let sql = "select u.email::text, o.slug
                 from identity.memberships m
                 join identity.users u on u.id = m.user_id
                 join identity.organizations o on o.org_id = m.org_id
                where m.role = 'hr' and m.state = 'active'";
    let of_hr = admin.query(sql, &[]).await.expect("people of hr");
    for login in dev.logins() {
        let slug = of_hr.iter().find(|row| login["email"] == row.get::<_, &str>(0)).map(|row| row.get(1));
        if let Some(slug) = slug {
            return (dev.sign_in(&login).await.expect("a token"), slug);
        }
    }
    panic!("none of the printed people is of hr: {}", dev.running.out());
}

#[tokio::test]
async fn r10_a_release_that_is_killed_half_way_told_everybody_or_nobody_and_every_release_is_audited() {
    let site = Site::used();
    let mut dev = site.start(&[]);
    dev.ready(FIRST);
    let (mut token, slug) = signed_in(&dev, &site.admin().await).await;
    let cycle = prepare(&site.admin().await, &slug).await;

    let began = Instant::now();
    assert_eq!(release(dev.port, &token, cycle).await, Some((200, json!({ "released": PEOPLE }))));
    let took = began.elapsed();
    println!("{PEOPLE} people told in {took:?}");
    assert_eq!(found(&site.admin().await, cycle).await, (PEOPLE, PEOPLE, true), "control");

    let (mut nobody, mut everybody) = (0, 0);
    for round in 0..kills() * 2 {
        take_back(&site.admin().await, cycle).await;
        let (port, asking) = (dev.port, token.clone());
        let asked = tokio::spawn(async move { release(port, &asking, cycle).await });
        tokio::time::sleep(moment(took)).await;
        if round % 2 == 0 {
            // dev starts another one
            let killed = site.postmaster();
            kill_process(Pid::from_raw(killed).expect("an id"), Signal::KILL).expect("it runs");
            let began = Instant::now();
            while !(site.any_postmaster().is_some_and(|postmaster| postmaster != killed) && dev.employees(&token).await.is_some()) {
                assert!(began.elapsed() < Duration::from_secs(30), "no answer: {}", dev.running.err());
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        } else {
            dev.running.signal(Signal::KILL);
            dev.running.ends(Duration::from_secs(10));
            site.falls_silent(Duration::from_secs(10));
            dev = site.start(&[]);
            dev.ready(FIRST);
            (token, _) = signed_in(&dev, &site.admin().await).await;
        }
        let answered = asked.await.expect("no panic");
        let (grades, entries, released) = found(&site.admin().await, cycle).await;
        assert!(grades == 0 || grades == PEOPLE, "round {round}: {grades} of {PEOPLE} were told");
        assert_eq!((entries, released), (grades, grades > 0), "round {round}: the audit, the cycle");
        assert!(answered.is_none_or(|answer| answer.0 != 200) || grades == PEOPLE, "round {round}: what was answered is so");
        if grades == 0 { nobody += 1 } else { everybody += 1 }
    }
    println!("killed {} times: {nobody} told nobody, {everybody} everybody", nobody + everybody);
    take_back(&site.admin().await, cycle).await;
    assert_eq!(release(dev.port, &token, cycle).await, Some((200, json!({ "released": PEOPLE }))), "and it still works");
    dev.stop(Signal::TERM, &site);
}
