//! Rules that hold for every table, policy and function there is, read from the catalog.

use harness::{Database, strings};

/// Rights themselves: found by the digest of a secret, before there is a caller, so no floor can stand on them.
const WITHOUT_FLOOR: &str = "'identity.capabilities', 'identity.ended_rights'";
const FLOOR: &str = "(org_id = ( SELECT c.org_id\n   FROM app.caller c))";

/// Each query lists what breaks the rule.
async fn assert_none(rule: &str, sql: &str) {
    let db = Database::fresh().await;
    let broken = strings(&db.admin().await, sql).await;
    assert!(broken.is_empty(), "{rule}: {broken:#?}");
}

/// The same for a rule that must be shown to find something: `control` breaks it in a transaction that is rolled back.
async fn assert_none_and_found_if_broken(rule: &str, sql: &str, control: &str) {
    let db = Database::fresh().await;
    let admin = db.admin().await;
    let broken = strings(&admin, sql).await;
    assert!(broken.is_empty(), "{rule}: {broken:#?}");
    harness::run(&admin, &format!("begin; {control}")).await;
    assert!(!strings(&admin, sql).await.is_empty(), "{rule}: the query does not find {control}");
}

#[tokio::test]
async fn every_table_has_forced_row_security() {
    let sql = "select table_name from catalog.tables where not (row_security and forced) and table_name <> 'platform.migration_history'";
    assert_none_and_found_if_broken("forced", sql, "alter table people.sites no force row level security").await;
    // the one without holds names of migrations, and no login has a grant on it
    assert_none(
        "history",
        "select roles_with_a_grant from catalog.tables where table_name = 'platform.migration_history' and roles_with_a_grant is not null",
    )
    .await;
}

#[tokio::test]
async fn every_tenant_table_stands_on_the_same_restrictive_floor() {
    let sql = format!(
        "select t.table_name from catalog.tables t
           join pg_attribute a on a.attrelid = t.table_name::regclass and a.attname = 'org_id'
          where t.table_name not in ({WITHOUT_FLOOR})
            and not exists (
                select from pg_policy p
                 where p.polrelid = a.attrelid and p.polname = 'tenant' and not p.polpermissive and p.polcmd = '*'
                   and (select array_agg(r::regrole::text order by r::regrole::text) from unnest(p.polroles) r) = '{{app_api,app_kernel,app_transition,app_worker}}'
                   and pg_get_expr(p.polqual, p.polrelid) = '{FLOOR}' and pg_get_expr(p.polwithcheck, p.polrelid) = '{FLOOR}')"
    );
    assert_none_and_found_if_broken("floor", &sql, "alter policy tenant on people.sites using (true)").await;
}

#[tokio::test]
async fn only_the_owners_of_sign_in_and_registration_pass_the_floor() {
    let sql = "select p.table_name || ': ' || p.policy from catalog.policies p
                where p.mode = 'permissive' and p.roles ~ '(public|app_auth|app_platform|app_auditor|app_owner)' and p.table_name not in ('platform.applied_policies', 'platform.deployment', 'platform.evidence_runs')";
    assert_none_and_found_if_broken("who is named", sql, "create policy stray on people.sites for select using (true)").await;
    let unconditional = "select p.table_name || ': ' || p.policy from catalog.policies p
                where p.mode = 'permissive' and p.roles ~ '(app_api|app_worker|app_kernel|app_transition)' and (p.using_expression = 'true' or p.check_expression = 'true')";
    assert_none_and_found_if_broken("true", unconditional, "create policy stray on people.sites for select to app_api using (true)").await;
}

#[tokio::test]
async fn every_key_of_a_tenant_table_is_led_by_the_organisation() {
    let sql = "select i.indexrelid::regclass::text from pg_index i
                 join catalog.tables t on t.table_name::regclass = i.indrelid
                 join pg_attribute o on o.attrelid = i.indrelid and o.attname = 'org_id'
                where i.indisunique and i.indkey[0] <> o.attnum
                  and i.indexrelid <> 'identity.organizations_slug_key'::regclass";
    assert_none_and_found_if_broken("led by org_id", sql, "create unique index stray on people.sites (name)").await;
    let keyless = "select t.table_name from catalog.tables t
                    where not exists (select from pg_constraint k where k.conrelid = t.table_name::regclass and k.contype = 'p')";
    assert_none("primary key", keyless).await;
    let exclusions = "select k.conname::text from pg_constraint k join pg_attribute o on o.attrelid = k.conrelid and o.attname = 'org_id'
                       where k.contype = 'x' and k.conkey[1] <> o.attnum";
    assert_none("exclusion", exclusions).await;
}

#[tokio::test]
async fn every_reference_between_tenant_tables_carries_the_organisation() {
    let sql = "select k.conrelid::regclass || ': ' || pg_get_constraintdef(k.oid) from pg_constraint k
                 join pg_attribute o on o.attrelid = k.conrelid and o.attname = 'org_id'
                 join pg_attribute f on f.attrelid = k.confrelid and f.attname = 'org_id'
                where k.contype = 'f' and not (k.conkey[1] = o.attnum and k.confkey[1] = f.attnum)";
    assert_none_and_found_if_broken(
        "composite",
        sql,
        "alter table people.sites add constraint stray foreign key (created_by, org_id) references identity.memberships (id, org_id) not valid",
    )
    .await
}

#[tokio::test]
async fn references_to_global_rows_are_named_here() {
    let db = Database::fresh().await;
    let global = strings(
        &db.admin().await,
        "select k.conrelid::regclass || ' -> ' || k.confrelid::regclass from pg_constraint k
           join pg_attribute o on o.attrelid = k.conrelid and o.attname = 'org_id'
          where k.contype = 'f' and not exists (select from pg_attribute f where f.attrelid = k.confrelid and f.attname = 'org_id')",
    )
    .await;
    assert_eq!(global, ["identity.memberships -> identity.users"]);
}

#[tokio::test]
async fn nothing_is_granted_to_public() {
    let sql = "select p.object from catalog.protection() p where p.kind = 'grant' and p.object like '% to PUBLIC:%'
                  and p.object !~ '^ROUTINE extensions\\.' and p.object <> 'LANGUAGE sql to PUBLIC: USAGE'"; // where nobody may create, it is nothing
    assert_none_and_found_if_broken("public", sql, "grant select on people.sites to public").await;
}

#[tokio::test]
async fn every_definer_function_pins_its_search_path_up_to_pg_temp() {
    let sql = "select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                where n.nspowner = 'app_owner'::regrole and p.prosecdef
                  and not coalesce(p.proconfig, '{}') @> '{\"search_path=pg_catalog, pg_temp\"}'";
    assert_none_and_found_if_broken("pinned", sql, "alter function app.role() set search_path = people, pg_catalog").await;
    // and so does every function that runs as its caller inside a trigger or a policy
    let any = "select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                where n.nspowner = 'app_owner'::regrole and n.nspname <> 'extensions' and p.proconfig is null";
    assert_none_and_found_if_broken("pinned", any, "alter function app.stamp_version() reset search_path").await;
}

#[tokio::test]
async fn no_definer_function_builds_sql_from_text() {
    let sql = "select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                where n.nspowner = 'app_owner'::regrole and p.prosecdef and p.prosrc ~* '\\mexecute\\M'";
    assert_none_and_found_if_broken(
        "dynamic SQL",
        sql,
        "create function app.stray() returns void language plpgsql security definer as $$ begin execute 'select 1'; end $$",
    )
    .await;
}

#[tokio::test]
async fn every_table_policy_view_and_definer_function_says_what_it_is_for() {
    let sql = "select 'table ' || table_name from catalog.tables where purpose is null and table_name <> 'platform.migration_history'
               union all select 'policy ' || policy || ' on ' || table_name from catalog.policies where rule is null
               union all select 'function ' || function from catalog.definer_functions where purpose is null
               union all select 'view ' || c.oid::regclass from pg_class c join pg_namespace n on n.oid = c.relnamespace
                          where n.nspowner = 'app_owner'::regrole and c.relkind = 'v' and obj_description(c.oid, 'pg_class') is null
               union all select 'schema ' || n.nspname from pg_namespace n where n.nspowner = 'app_owner'::regrole and obj_description(n.oid, 'pg_namespace') is null";
    assert_none_and_found_if_broken("comment", sql, "create policy stray on people.sites using (true)").await;
}

#[tokio::test]
async fn no_login_owns_anything_and_no_owner_logs_in() {
    let sql = "select r.rolname || ' owns ' || count(*) from pg_shdepend d join pg_roles r on r.oid = d.refobjid
                where d.refclassid = 'pg_authid'::regclass and d.deptype = 'o' and r.rolcanlogin and r.rolname like 'app\\_%' group by r.rolname";
    assert_none_and_found_if_broken("owner", sql, "alter table people.sites owner to app_api").await;
    // one owner inherits, and cannot log in: what explains a request is bound by what binds requests
    let members = "select m.member::regrole::text from pg_auth_members m
                    where (m.member::regrole::text like 'app\\_%' or m.roleid::regrole::text like 'app\\_%')
                      and (m.member::regrole::text || ' of ' || m.roleid::regrole::text <> 'app_explainer of app_api' or m.admin_option)";
    assert_none("member", members).await;
    assert_none("drift", "select object from catalog.role_drift").await;
}

#[tokio::test]
async fn views_read_as_whoever_asks_except_those_for_dbas() {
    let sql = "select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspowner = 'app_owner'::regrole and c.relkind in ('v', 'm') and n.nspname <> 'catalog'
                  -- two of three columns for whoever may not see the row: they read as app_kernel, inside the floor
                  and c.oid::regclass::text || ' ' || c.relowner::regrole not in ('identity.member_directory app_kernel', 'identity.member_accounts app_kernel')
                  and (c.relkind = 'm' or not coalesce(c.reloptions, '{}') @> '{security_invoker=true}')";
    assert_none_and_found_if_broken("invoker", sql, "create view people.stray as select 1 as one").await;
}

#[tokio::test]
async fn foreign_keys_that_would_delete_across_tables_are_named_here() {
    let db = Database::fresh().await;
    let cascading = strings(
        &db.admin().await,
        "select k.conrelid::regclass || ' with ' || k.confrelid::regclass from pg_constraint k
           join catalog.tables t on t.table_name::regclass = k.conrelid
          where k.contype = 'f' and k.confdeltype in ('c', 'n', 'd') order by 1",
    )
    .await;
    assert_eq!(
        cascading,
        [
            "identity.capabilities with identity.memberships",
            "identity.capabilities with identity.organizations",
            "identity.capabilities with identity.sessions",
            "identity.capabilities with lifecycle.jobs",
            "identity.ended_rights with identity.organizations",
            "identity.group_members with identity.groups",
            "identity.group_members with identity.memberships",
            "identity.group_permissions with identity.groups",
            "identity.idempotency_keys with identity.memberships",
            "identity.idempotency_keys with identity.organizations",
            "identity.membership_sites with identity.memberships",
            "identity.password_credentials with identity.users",
            "identity.refresh_tokens with identity.organizations",
            "identity.refresh_tokens with identity.sessions",
            "identity.sessions with identity.memberships",
        ]
    );
}
