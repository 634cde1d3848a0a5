//! Founding an organisation by sign-up: all of it or nothing, and nobody attaches one to somebody else's account.

use harness::{Arena, Org, Person, digest, north, refusal, run, value};
use uuid::Uuid;

/// Sign-up of an address with a tag, for a slug, minting a right for the secret; the organisation's id is fixed.
fn sign_up(email: &str, tag: &str, slug: &str, zone: &str, secret: &str) -> String {
    format!(
        "select member_role from identity.sign_up('{email}', 'New Person', '\\x00112233445566778899aabbccddeeff', 8192, 1, 1, convert_to('{tag}', 'UTF8'),
            '{}', '{slug}', 'New Organisation', '{zone}', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), {}, sha256('refresh'))",
        Org::North.unused(1),
        digest(secret)
    )
}

/// Accounts, credentials, organisations, memberships, sessions, rights: how many there are of each.
async fn census(arena: &Arena) -> Vec<i64> {
    let mut counts = Vec::new();
    for table in ["users", "password_credentials", "organizations", "org_settings", "memberships", "sessions", "capabilities", "refresh_tokens"] {
        counts.push(value(&arena.admin, &format!("select count(*) from identity.{table}")).await);
    }
    counts.push(value(&arena.admin, "select count(*) from audit.log").await);
    counts
}

#[tokio::test]
async fn hy08_sign_up_makes_an_organisation_with_its_first_admin_who_is_in() {
    let arena = Arena::open("app_api").await;
    let auth = arena.db.login("app_auth").await;
    assert_eq!(value::<String>(&auth, &sign_up("New@Example.org", "a tag", "new-one", "Europe/Berlin", "s")).await, "admin");
    run(&arena.client, &format!("begin; select app.enter('s', '{}', 'admin')", Org::North.unused(1))).await;
    let seen: Vec<String> = harness::strings(&arena.client, "select slug from identity.organizations").await;
    assert_eq!(seen, ["new-one"]);
    assert_eq!(value::<i64>(&arena.client, "select count(*) from people.employees").await, 0);
    assert_eq!(value::<String>(&arena.client, "select email from identity.users").await, "new@example.org");
}

#[tokio::test]
async fn hy08_a_refused_sign_up_leaves_nothing_half_written() {
    let arena = Arena::open("app_api").await;
    let auth = arena.db.login("app_auth").await;
    let pia = north(Person::Pia);
    let before = census(&arena).await;
    for (email, tag, slug, zone, code) in [
        ("new@example.org", "a tag", Org::North.token(), "Europe/Berlin", "23505"),
        (&pia.email(), "a wrong tag", "new-one", "Europe/Berlin", "RH040"),
        (&pia.email().to_uppercase(), "a wrong tag", "new-one", "Europe/Berlin", "RH040"),
        ("new@example.org", "a tag", "new-one", "Mars/Olympus", "RH020"),
        ("new@example.org", "a tag", "NOT A SLUG", "Europe/Berlin", "23514"),
        ("no address", "a tag", "new-one", "Europe/Berlin", "23514"),
        ("new\n@example.org", "a tag", "new-one", "Europe/Berlin", "23514"),
    ] {
        assert_eq!(refusal(&auth, &sign_up(email, tag, slug, zone, "s")).await.code, code, "{email} {slug} {zone}");
        assert_eq!(census(&arena).await, before, "{email} {slug} {zone}");
    }
    assert_eq!(value::<String>(&auth, &sign_up("new@example.org", "a tag", "new-one", "Europe/Berlin", "s")).await, "admin", "control");
}

#[tokio::test]
async fn hy08_the_holder_of_the_password_founds_another_with_the_same_account() {
    let arena = Arena::open("app_api").await;
    let auth = arena.db.login("app_auth").await;
    let pia = north(Person::Pia);
    let tag = String::from_utf8(pia.tag()).unwrap();
    assert_eq!(value::<String>(&auth, &sign_up(&pia.email(), &tag, "new-one", "Europe/Berlin", "s")).await, "admin");
    let accounts = format!("select count(*) from identity.users where email = '{}'", pia.email());
    assert_eq!(value::<i64>(&arena.admin, &accounts).await, 1);
    let stored: bool = value(&arena.admin, &format!("select p.tag_sha256 = sha256(convert_to('{tag}', 'UTF8')) from identity.password_credentials p join identity.users u on u.id = p.user_id where u.email = '{}'", pia.email())).await;
    assert!(stored, "and its password stays what it was");
    assert_eq!(crate::steps::held(&arena.client, pia).await, crate::steps::set([]), "being admin there is nothing here");
    let user: Uuid = value(&arena.admin, &format!("select id from identity.users where email = '{}'", north(Person::Ravi).email())).await;
    let platform = arena.db.login("app_platform").await;
    run(&platform, &format!("select identity.suspend_account('{user}')")).await;
    let suspended = sign_up(&north(Person::Ravi).email(), &String::from_utf8(north(Person::Ravi).tag()).unwrap(), "newer", "Europe/Berlin", "t");
    assert_eq!(refusal(&auth, &suspended).await.code, "RH040", "a suspended account founds nothing");
}

#[tokio::test]
async fn hy08_operators_close_sign_up_and_nobody_else_does() {
    let arena = Arena::open("app_api").await;
    let auth = arena.db.login("app_auth").await;
    let platform = arena.db.login("app_platform").await;
    let close = "update platform.deployment set sign_up = false";
    for login in ["app_api", "app_auth", "app_worker"] {
        assert_eq!(refusal(&arena.db.login(login).await, close).await.code, "42501", "{login}");
    }
    run(&platform, close).await;
    let before = census(&arena).await;
    assert_eq!(refusal(&auth, &sign_up("new@example.org", "a tag", "new-one", "UTC", "s")).await.code, "RH035");
    let pia = north(Person::Pia);
    let known = sign_up(&pia.email(), &String::from_utf8(pia.tag()).unwrap(), "new-one", "UTC", "s");
    assert_eq!(refusal(&auth, &known).await.code, "RH035", "for who has an account too");
    assert_eq!(census(&arena).await, before);
    run(&platform, "update platform.deployment set sign_up = true").await;
    assert_eq!(value::<String>(&auth, &sign_up("new@example.org", "a tag", "new-one", "UTC", "s")).await, "admin", "control");
}

/// A slug that is taken says the same whether the address has an account or not.
#[tokio::test]
async fn hy08_a_taken_slug_tells_nothing_about_the_address() {
    let arena = Arena::open("app_api").await;
    let auth = arena.db.login("app_auth").await;
    for email in ["nobody@nowhere.example", north(Person::Pia).email().as_str()] {
        let refused = refusal(&auth, &sign_up(email, "a guess", Org::South.token(), "UTC", "s")).await;
        assert_eq!(refused.code, "23505", "{email}");
    }
    assert_eq!(refusal(&auth, &sign_up(&north(Person::Pia).email(), "a guess", "new-one", "UTC", "s")).await.code, "RH040", "control");
}
