//! What a DBA, or an attacker with the API's own password, sees in `psql`.

use std::process::{Command, Stdio};

use rustix::process::Signal;

use crate::site::{FIRST, Site};

fn psql(connection: &str, sql: &str) -> String {
    let said = Command::new("psql")
        .args(["-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=0", "-d", connection, "-c", sql])
        .stdin(Stdio::null())
        .output()
        .expect("psql");
    String::from_utf8_lossy(&said.stdout).into_owned() + &String::from_utf8_lossy(&said.stderr)
}

#[tokio::test]
async fn r01_psql_as_the_runtime_login_counts_nothing_without_a_right_and_with_every_setting_forged() {
    if Command::new("psql").arg("--version").stdout(Stdio::null()).status().is_err() {
        println!("no psql here");
        return;
    }
    let site = Site::used();
    let mut dev = site.start(&[]);
    dev.ready(FIRST);
    // rights to forge: somebody of each organisation is signed in
    for login in [&dev.logins()[0], &dev.logins()[6]] {
        assert!(dev.sign_in(login).await.is_some());
    }
    let out = dev.running.out();
    let printed = out.lines().find_map(|line| line.trim().strip_prefix("psql \"")).expect("the printed psql line").trim_end_matches('"').to_owned();
    assert_eq!(psql(&printed, "select current_user").trim(), "app_api");

    let admin = site.admin().await;
    let tables = harness::strings(&admin, "select table_name from catalog.tables where table_name <> 'platform.applied_policies'").await;
    assert!(tables.len() > 12, "{tables:?}");
    let forged = harness::strings(
        &admin,
        "select format('set app.org_id = %L; set app.role = ''admin''; set app.session = %L; set app.member_id = %L; set app.request_id = %L;',
                       o.org_id, encode(c.hash, 'hex'), c.member_id, c.session_id)
           from identity.organizations o join identity.capabilities c on c.org_id = o.org_id order by o.slug",
    )
    .await;
    assert!(forged.len() >= 2, "somebody is signed in");
    let mut situations = vec![String::new()];
    situations.extend(forged.into_iter().take(3));
    situations.push("set row_security = off;".to_owned());
    for situation in &situations {
        let (mut zero, mut refused) = (0, 0);
        for table in &tables {
            let said = psql(&printed, &format!("{situation} select count(*) from {table}"));
            match said.trim() {
                "0" => zero += 1,
                text if text.contains("permission denied") || text.contains("row-level security") => refused += 1,
                text => panic!("{situation} {table}: {text}"),
            }
        }
        println!("{situation:.40}: {zero} count 0, {refused} refuse");
        assert!(refused > 0 && zero + refused == tables.len());
    }
    let total: i64 = harness::value(&admin, "select count(*) from people.employees").await;
    assert!(total > 100, "positive control: there is something to see");
    for attempt in [
        "set role app_owner",
        "set session authorization app_owner",
        "alter table people.employees disable row level security",
        "create temp table t ()",
    ] {
        assert!(psql(&printed, attempt).contains("ERROR"), "{attempt}");
    }
    dev.stop(Signal::TERM, &site);
}
