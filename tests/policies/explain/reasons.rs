//! What decided is named: grant, floor, policy and clause, trigger, constraint; and an explanation that is wrong says so.

use harness::{Arena, Org, Person, fingerprint, north, run, south, strings, value};

use crate::told::{Step, explain};

fn deciding(steps: &[Step]) -> Vec<(&str, &str)> {
    steps.iter().filter(|step| step.decided).map(|step| (step.kind.as_str(), step.object.as_str())).collect()
}

#[tokio::test]
async fn each_kind_of_reason_is_named_with_what_it_saw() {
    let arena = Arena::open("app_api").await;
    let admin = &arena.admin;
    let rita = north(Person::Rita).employee().to_string();
    let records = "people.employment_records";

    let steps = explain(admin, north(Person::Mona), "read", records, Some(&rita), "{}").await.unwrap();
    assert_eq!(deciding(&steps), [("policy", "read_by_relation on people.employment_records")]);
    let decided = steps.iter().find(|step| step.decided).unwrap();
    assert!(decided.clause.contains("app.reports()") && decided.detail.contains(&rita), "{decided:?}");

    let steps = explain(admin, north(Person::Pia), "read", records, Some(&rita), "{}").await.unwrap();
    assert_eq!(deciding(&steps).len(), 3, "all three alternatives together say no: {steps:?}");

    let foreign = south(Person::Rita).employee().to_string();
    let steps = explain(admin, north(Person::Ada), "read", "people.employees", Some(&foreign), "{}").await.unwrap();
    assert_eq!(deciding(&steps), [("floor", "tenant on people.employees")]);

    let steps = explain(admin, north(Person::Hana), "update", "people.employees", Some(&rita), r#"{"state": "left"}"#).await.unwrap();
    assert_eq!(deciding(&steps), [("grant", "people.employees")]);
    assert!(steps.iter().any(|step| step.detail == "not granted: state"), "{steps:?}");

    let steps = explain(admin, north(Person::Hana), "delete", "people.departments", Some(&Org::North.department(2).to_string()), "{}").await.unwrap();
    assert_eq!(deciding(&steps), [("constraint", "employees_org_id_department_id_fkey of employees")]);

    let line = format!(
        r#"{{"employee_id": "{}", "manager_id": "{}", "kind": "primary", "valid": "[2040-01-01,)"}}"#,
        north(Person::Ada).employee(),
        north(Person::Mona).employee()
    );
    let steps = explain(admin, north(Person::Hana), "insert", "people.reporting_lines", None, &line).await.unwrap();
    assert_eq!(deciding(&steps), [("trigger", "_400_no_cycle on people.reporting_lines")]);
    assert!(steps.iter().any(|step| step.decided && step.clause == "RH021"), "{steps:?}");

    let steps = explain(admin, north(Person::Pia), "suspend_member", "identity.memberships", Some(&north(Person::Rita).id().to_string()), "{}")
        .await
        .unwrap();
    assert_eq!(deciding(&steps), [("function", "identity.member_to_change(uuid,text)")]);
    assert!(steps.iter().any(|step| step.decided && step.clause == "RH030" && step.detail.contains("org.members")), "{steps:?}");

    run(admin, &format!("set session_replication_role = replica; update identity.organizations set state = 'closing', closes_at = now(), purge_after = now() where org_id = '{}'; reset session_replication_role", Org::North.id())).await;
    let steps = explain(admin, north(Person::Hana), "update", "people.employees", Some(&rita), "{}").await.unwrap();
    assert_eq!(deciding(&steps), [("trigger", "_100_writable on people.employees")]);
}

#[tokio::test]
async fn an_explanation_that_does_not_fit_what_happened_says_so() {
    let arena = Arena::open("app_api").await;
    // answers differently the third time it is asked: by then the explanation has been given
    run(
        &arena.admin,
        "create sequence people.fickle; grant usage on people.fickle to app_api;
         create policy fickle on people.sites as restrictive for select to app_api using (nextval('people.fickle') >= 3)",
    )
    .await;
    let site = harness::site(Org::North, 1).to_string();
    let steps = explain(&arena.admin, north(Person::Ada), "read", "people.sites", Some(&site), "{}").await.unwrap();
    let result = steps.last().unwrap();
    assert!(result.holds && result.detail.contains("DISAGREE"), "{steps:#?}");
}

#[tokio::test]
async fn nothing_remains_of_a_question() {
    let arena = Arena::open("app_api").await;
    let admin = &arena.admin;
    let counted = "select jsonb_build_array((select count(*) from identity.capabilities), (select count(*) from identity.sessions), (select count(*) from audit.log), (select count(*) from identity.ended_rights))::text";
    let before: String = value(admin, counted).await;
    let prints = (fingerprint(admin, Org::North).await, fingerprint(admin, Org::South).await);
    run(admin, "begin").await;
    for (can, row, with) in
        [("read", Some(north(Person::Rita)), "{}"), ("update", Some(north(Person::Rita)), "{}"), ("insert", None, r#"{"display_name": "New"}"#)]
    {
        let row = row.map(|member| member.employee().to_string());
        let steps = explain(admin, north(Person::Hana), can, "people.employees", row.as_deref(), with).await.unwrap();
        assert!(steps.last().unwrap().holds, "control: {can} works: {steps:?}");
        let after = "select current_user::text union all select coalesce(nullif(current_setting('app.' || s, true), ''), '-') from unnest(array['session', 'org_id', 'role']) s";
        assert_eq!(strings(admin, after).await[1..], ["-", "-", "-"]);
        assert!(value::<bool>(admin, "select current_user = session_user").await);
    }
    run(admin, "commit").await;
    assert_eq!(before, value::<String>(admin, counted).await);
    assert_eq!(prints, (fingerprint(admin, Org::North).await, fingerprint(admin, Org::South).await));
}
