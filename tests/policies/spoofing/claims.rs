//! Settings are claims, and claims alone are worth nothing.

use harness::{Arena, Member, Org, Person, begin, commit, enter, enter_claiming, names, north, refusal, rollback, run, south, strings, value, who};

/// SQL that makes the four settings of a context, for one transaction or for the session.
fn claims(secret: &str, org: &str, role: &str, transaction_only: bool) -> String {
    [("app.session", secret), ("app.org_id", org), ("app.role", role), ("app.request_id", "")]
        .map(|(name, text)| format!("select set_config('{name}', '{text}', {transaction_only});"))
        .join(" ")
}

#[tokio::test]
async fn without_a_context_no_table_shows_or_takes_a_row() {
    let arena = Arena::open("app_api").await;
    arena.assert_powerless("autocommit, no context").await;
    begin(&arena.client).await;
    arena.assert_powerless("a transaction, no context").await;
    arena.assert_front_door_works().await;
}

#[tokio::test]
async fn r01_forged_settings_open_no_organisation() {
    let arena = Arena::open("app_api").await;
    for org in Org::BOTH {
        for role in ["admin", "hr", "manager", "ops", "employee", "worker"] {
            begin(&arena.client).await;
            run(&arena.client, &claims("a guess", &org.id().to_string(), role, true)).await;
            harness::assert_sees_nothing(&arena.client, &arena.tables, &format!("forged {role} of {org:?}")).await;
            rollback(&arena.client).await;
        }
    }
    begin(&arena.client).await;
    run(&arena.client, &claims("a guess", &Org::South.id().to_string(), "admin", true)).await;
    arena.assert_powerless("forged admin of the south").await;
    arena.assert_front_door_works().await;
}

#[tokio::test]
async fn r01_settings_forged_for_the_whole_session_or_under_invented_names_open_nothing() {
    let arena = Arena::open("app_api").await;
    run(&arena.client, &claims("a guess", &Org::South.id().to_string(), "admin", false)).await;
    for name in ["member_id", "user_id", "employee_id", "kind", "bypass", "session_id"] {
        run(&arena.client, &format!("set app.{name} = '{}'", south(Person::Ada).id())).await;
    }
    arena.assert_powerless("session-wide forgery").await;
    arena.assert_front_door_works().await;
}

#[tokio::test]
async fn r01_an_entered_context_pointed_at_another_organisation_is_no_context() {
    let arena = Arena::entered(north(Person::Ada)).await;
    assert_eq!(who(&arena.client, "select id from people.employees").await, names(Person::employees()));
    run(&arena.client, &format!("select set_config('app.org_id', '{}', true)", Org::South.id())).await;
    arena.assert_powerless("the north's secret with the south's id").await;
    arena.assert_front_door_works().await;
}

#[tokio::test]
async fn r23_a_higher_role_in_the_claim_is_no_right_at_all() {
    let arena = Arena::open("app_api").await;
    for role in ["admin", "hr", "manager", "ops"] {
        begin(&arena.client).await;
        let refusal = enter_claiming(&arena.client, north(Person::Pia), role).await.unwrap_err();
        assert_eq!(refusal.code, "RH003", "{role}");
        rollback(&arena.client).await;

        enter(&arena.client, north(Person::Pia)).await;
        let own = who(&arena.client, "select employee_id from people.employment_records").await;
        assert_eq!(own, names([Person::Pia]));
        run(&arena.client, &format!("select set_config('app.role', '{role}', true)")).await;
        arena.assert_powerless(&format!("an employee who claims {role}")).await;
    }
    arena.assert_front_door_works().await;
}

#[tokio::test]
async fn a_context_ends_with_its_transaction_and_leaves_no_secret_behind() {
    let arena = Arena::entered(north(Person::Ada)).await;
    let secret = value::<String>(&arena.client, "select current_setting('app.session')").await;
    assert_eq!(secret, north(Person::Ada).secret());
    commit(&arena.client).await;
    for setting in ["app.session", "app.org_id", "app.role", "app.request_id"] {
        let left: String = value(&arena.client, &format!("select coalesce(current_setting('{setting}', true), '')")).await;
        assert_eq!(left, "", "{setting}");
    }
    arena.assert_powerless("right after another member's transaction").await;

    enter(&arena.client, north(Person::Ada)).await;
    rollback(&arena.client).await;
    arena.assert_powerless("right after another member's rollback").await;
    arena.assert_front_door_works().await;
}

#[tokio::test]
async fn a_replayed_context_without_its_secret_finds_nothing() {
    let arena = Arena::entered(north(Person::Ada)).await;
    let replay = [("org_id", "app.org_id"), ("role", "app.role")];
    let mut seen = Vec::new();
    for (_, setting) in replay {
        let text: String = value(&arena.client, &format!("select current_setting('{setting}')")).await;
        seen.push(format!("select set_config('{setting}', '{text}', true);"));
    }
    commit(&arena.client).await;
    begin(&arena.client).await;
    run(&arena.client, &seen.join(" ")).await;
    arena.assert_powerless("organisation and role of the transaction before").await;
    arena.assert_front_door_works().await;
}

#[tokio::test]
async fn r01_a_capability_of_one_organisation_is_unknown_in_the_other() {
    let arena = Arena::open("app_api").await;
    let foreign = south(Person::Ada).secret();
    begin(&arena.client).await;
    let refusal = refusal(&arena.client, &format!("select app.enter('{foreign}', '{}', 'admin')", Org::North.id())).await;
    assert_eq!(refusal.code, "RH001");
    run(&arena.client, &claims(&foreign, &Org::North.id().to_string(), "admin", true)).await;
    arena.assert_powerless("the south's secret with the north's id").await;

    enter(&arena.client, south(Person::Ada)).await;
    let names: Vec<String> = strings(&arena.client, "select display_name from people.employees").await;
    assert_eq!(names.len(), Person::employees().count());
    assert!(names.iter().all(|name| name.ends_with(Org::South.token())), "{names:?}");
    rollback(&arena.client).await;
    arena.assert_front_door_works().await;
}

#[tokio::test]
async fn empty_and_malformed_settings_are_an_error_or_nothing() {
    let arena = Arena::open("app_api").await;
    let home = Org::North.id().to_string();
    let secret = north(Person::Ada).secret();
    let long = "x".repeat(1 << 20);
    let forgeries = [
        (secret.as_str(), "", "admin"),
        (secret.as_str(), " ", "admin"),
        (secret.as_str(), "null", "admin"),
        (secret.as_str(), "not a uuid", "admin"),
        (secret.as_str(), "00000000-0000-0000-0000-000000000000", "admin"),
        (secret.as_str(), "%", "admin"),
        (secret.as_str(), long.as_str(), "admin"),
        (secret.as_str(), home.as_str(), ""),
        (secret.as_str(), home.as_str(), "ADMIN"),
        (secret.as_str(), home.as_str(), "admin "),
        (secret.as_str(), home.as_str(), "%"),
        ("", home.as_str(), "admin"),
        (" ", home.as_str(), "admin"),
        (long.as_str(), home.as_str(), "admin"),
        ("\\x00", home.as_str(), "admin"),
    ];
    for (secret, org, role) in forgeries {
        begin(&arena.client).await;
        run(&arena.client, &claims(secret, org, role, true)).await;
        let situation = format!("session of {} bytes, {:.40}, {role}", secret.len(), org);
        harness::assert_sees_nothing(&arena.client, &arena.tables, &situation).await;
        rollback(&arena.client).await;
    }
    begin(&arena.client).await;
    run(&arena.client, &claims(&secret, "not a uuid", "admin", true)).await;
    arena.assert_powerless("a malformed organisation").await;
    arena.assert_front_door_works().await;
}

#[tokio::test]
async fn own_settings_left_on_the_session_give_the_next_member_their_own_rows_and_no_others() {
    let arena = Arena::open("app_api").await;
    let pia = north(Person::Pia);
    run(&arena.client, &claims(&pia.secret(), &Org::North.id().to_string(), "employee", false)).await;
    // what was left behind is the leaver's own right, no more
    let own = who(&arena.client, "select employee_id from people.employee_private").await;
    assert_eq!(own, names([Person::Pia]));
    for member in [north(Person::Omar), south(Person::Omar)] {
        assert_only_own_private_row(&arena, member).await;
    }
}

async fn assert_only_own_private_row(arena: &Arena, member: Member) {
    enter(&arena.client, member).await;
    let seen = harness::ids(&arena.client, "select employee_id from people.employee_private").await;
    assert_eq!(seen, [member.employee()].into());
    commit(&arena.client).await;
}
