//! Every operation of the committed contract as a request that would succeed: its example, with the ids of one organisation.

use std::collections::BTreeMap;

use harness::{
    Member, Org, Person,
    http::{Answer, Http, contract},
    line, site,
};
use reqwest::{Method, RequestBuilder};
use serde_json::{Map, Value, json};
use uuid::Uuid;

/// People as CSV.
const FILE: &str = "employee_no,display_name,legal_name,employment_type,hired_on\r\nN1,New,New,intern,2030-01-01\r\n";

/// A parameter or a field of a body.
#[derive(Debug, Clone)]
pub(crate) struct Slot {
    pub(crate) name: String,
    /// `path`, `query`, `header`, or `body`.
    pub(crate) place: String,
    /// With references followed.
    pub(crate) schema: Value,
    pub(crate) required: bool,
}

impl Slot {
    pub(crate) fn is(&self, format: &str) -> bool {
        self.schema["format"] == format || self.schema["items"]["format"] == format
    }

    /// Text that people write: no id, date or word of a closed list.
    pub(crate) fn is_text(&self) -> bool {
        self.schema["type"] == "string" && self.schema["enum"].is_null() && (self.schema["format"].is_null() || self.is("password"))
    }
}

/// An operation of the contract.
#[derive(Debug, Clone)]
pub(crate) struct Operation {
    pub(crate) id: String,
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) protected: bool,
    pub(crate) slots: Vec<Slot>,
    pub(crate) statuses: Vec<u16>,
    example: Value,
}

impl Operation {
    pub(crate) fn slots(&self, place: &str) -> impl Iterator<Item = &Slot> {
        self.slots.iter().filter(move |slot| slot.place == place)
    }

    pub(crate) fn has_body(&self) -> bool {
        self.example.is_object()
    }
}

/// What went wrong in a walk over every operation: told together at its end, because the first alone says little.
#[derive(Default)]
pub(crate) struct Surprises(Vec<String>);

impl Surprises {
    pub(crate) fn unless(&mut self, fine: bool, told: impl FnOnce() -> String) {
        if !fine {
            self.0.push(told());
        }
    }

    /// An answer that the contract does not list for the operation, or a failure of ours.
    pub(crate) fn undocumented(&mut self, operation: &Operation, answer: &Answer, case: &str) {
        let fine = operation.statuses.contains(&answer.status) && (answer.status < 500 || answer.status == 503);
        self.unless(fine, || format!("{}: {case:.100}: answers {}: {:.300}", operation.id, answer.status, answer.text));
    }

    pub(crate) fn assert_none(&self) {
        assert!(self.0.is_empty(), "{} surprises:\n{}", self.0.len(), self.0.join("\n"));
    }
}

/// All of them.
pub(crate) fn operations() -> Vec<Operation> {
    let contract = contract();
    let mut found = Vec::new();
    for (path, methods) in contract["paths"].as_object().expect("paths") {
        for (method, said) in methods.as_object().expect("operations") {
            let mut slots: Vec<Slot> = said["parameters"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|parameter| Slot {
                    name: parameter["name"].as_str().expect("a name").to_owned(),
                    place: parameter["in"].as_str().expect("a place").to_owned(),
                    schema: resolved(&contract, &parameter["schema"]),
                    required: parameter["required"] == true,
                })
                .collect();
            let media = said["requestBody"]["content"].as_object().and_then(|content| content.values().next());
            if let Some(media) = media {
                let schema = resolved(&contract, &media["schema"]);
                for (name, field) in schema["properties"].as_object().into_iter().flatten() {
                    let required = schema["required"].as_array().is_some_and(|names| names.contains(&json!(name)));
                    slots.push(Slot { name: name.clone(), place: "body".to_owned(), schema: resolved(&contract, field), required });
                }
            }
            found.push(Operation {
                id: said["operationId"].as_str().expect("an id").to_owned(),
                method: Method::from_bytes(method.to_uppercase().as_bytes()).expect("a method"),
                path: path.clone(),
                protected: said["security"].as_array().is_some_and(|schemes| !schemes.is_empty()),
                slots,
                statuses: said["responses"].as_object().expect("responses").keys().map(|status| status.parse().expect("a status")).collect(),
                example: media.map(|media| media["example"].clone()).unwrap_or_default(),
            });
        }
    }
    assert!(found.len() >= 96, "{}", found.len());
    found
}

fn resolved(contract: &Value, schema: &Value) -> Value {
    let inner = if schema["$ref"].is_string() { schema } else { &schema["allOf"][0] };
    match inner["$ref"].as_str() {
        Some(reference) => resolved(contract, contract.pointer(reference.trim_start_matches('#')).expect("a schema")),
        None => schema.clone(),
    }
}

/// A request in parts, so that a test can replace one of them.
#[derive(Debug, Clone)]
pub(crate) struct Parts {
    pub(crate) method: Method,
    template: String,
    pub(crate) path: BTreeMap<String, String>,
    pub(crate) query: BTreeMap<String, String>,
    pub(crate) body: Option<Map<String, Value>>,
    pub(crate) if_match: Option<String>,
    /// A file instead of JSON.
    csv: Option<&'static str>,
    pub(crate) caller: Option<Member>,
}

impl Parts {
    pub(crate) fn uri(&self) -> String {
        let mut uri = self.template.clone();
        for (name, value) in &self.path {
            uri = uri.replace(&format!("{{{name}}}"), value);
        }
        let query: Vec<String> = self.query.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if query.is_empty() { uri } else { format!("{uri}?{}", query.join("&")) }
    }

    pub(crate) fn request(&self, http: &Http) -> RequestBuilder {
        let mut request = http.request(self.method.clone(), &self.uri());
        if let Some(caller) = self.caller {
            request = request.bearer_auth(http.token(caller));
        }
        if let Some(etag) = &self.if_match {
            request = request.header("if-match", etag);
        }
        request
    }

    pub(crate) async fn send(&self, http: &Http) -> Answer {
        let request = self.request(http);
        Answer::of(match (&self.body, self.csv) {
            (Some(body), _) => request.json(body),
            (None, Some(file)) => request.header("content-type", "text/csv").body(file),
            (None, None) => request,
        })
        .await
    }

    /// With other bytes for a body, sent as JSON.
    pub(crate) async fn send_raw(&self, http: &Http, body: Vec<u8>) -> Answer {
        Answer::of(self.request(http).header("content-type", "application/json").body(body)).await
    }

    /// With an id in one of its places.
    pub(crate) fn placed(&self, slot: &Slot, id: Uuid) -> Parts {
        let mut other = self.clone();
        match slot.place.as_str() {
            "path" => {
                other.path.insert(slot.name.clone(), id.to_string());
            }
            "query" => {
                other.query.insert(slot.name.clone(), id.to_string());
                if slot.name == "entity_id" {
                    other.query.insert("entity".to_owned(), "employee".to_owned());
                }
            }
            _ => {
                let id = if slot.schema["type"] == "array" { json!([id]) } else { json!(id) };
                return self.with(&slot.name, id);
            }
        }
        other
    }

    pub(crate) fn with(&self, field: &str, value: Value) -> Parts {
        let mut other = self.clone();
        other.body.get_or_insert_default().insert(field.to_owned(), value);
        other
    }
}

/// What an organisation has besides its fixtures.
pub(crate) struct Ids {
    org: Org,
    group: Uuid,
    delegation: Uuid,
    invitation: Uuid,
    invitation_token: String,
    overriding: Uuid,
    entry: Uuid,
    import: Uuid,
}

impl Ids {
    /// Makes them, the same in each organisation.
    pub(crate) async fn prepare(http: &Http, org: Org) -> Ids {
        let by = |person| Member { org, person };
        let (ada, word) = (by(Person::Ada), org.token());
        let group = http.post(ada, "/groups", &json!({ "name": format!("Stewards {word}"), "description": word })).await.expect(201).id();
        http.put(ada, &format!("/groups/{group}/members/{}", by(Person::Lew).id()), &json!({})).await.refused_never();
        http.put(ada, &format!("/groups/{group}/permissions/people.read"), &json!({})).await.refused_never();
        let delegation = json!({
            "to_member_id": by(Person::Marc).id(), "approvals": true, "report_reads": true, "first_day": "2030-01-01", "last_day": "2030-01-05",
        });
        let delegation = http.post(by(Person::Ada), "/delegations", &delegation).await.expect(201).id();
        let invitation = json!({ "email": format!("new@{word}.example"), "role": "employee" });
        let invitation = http.post(ada, "/invitations", &invitation).await.expect(201).json();
        let overriding = json!({
            "member_id": by(Person::Omar).id(), "permission": "people.private.read", "effect": "allow", "reason": format!("Reason {word}"),
        });
        let overriding = http.post(ada, "/permission_overrides", &overriding).await.expect(201).id();
        // no worker runs here: it stays queued
        let import = http.request(Method::POST, "/imports").bearer_auth(http.token(ada)).header("content-type", "text/csv").body(FILE);
        let import = Answer::of(import).await.expect(202).id();
        let admin = http.db.admin().await;
        let entry = admin.query_one("select id from audit.log where org_id = $1 order by id limit 1", &[&org.id()]).await.expect("an entry").get(0);
        Ids {
            org,
            group,
            delegation,
            invitation: serde_json::from_value(invitation["invitation"]["id"].clone()).expect("an id"),
            invitation_token: invitation["token"].as_str().expect("a token").to_owned(),
            overriding,
            entry,
            import,
        }
    }

    /// The id that belongs into a slot of an operation.
    pub(crate) fn of(&self, operation: &str, slot: &str) -> Option<Uuid> {
        let member = |person| Member { org: self.org, person };
        Some(match (operation, slot) {
            ("add_participants", "department_ids") => self.org.department(2),
            ("list_goals" | "create_goal" | "update_goal", "parent_id") => self.org.goal(3),
            ("list_goals" | "create_goal" | "update_goal", "review_cycle_id") => self.org.review_cycle(1),
            ("update_goal" | "delete_goal" | "activate_goal", "goal_id") => self.org.goal(2),
            ("conclude_goal" | "withdraw_goal_change", "goal_id") => self.org.goal(3),
            (_, "goal_id") => self.org.goal(1),
            (_, "key_result_id") => self.org.key_result(1),
            ("withdraw_goal_change", "goal_change_id") => self.org.goal_change(2),
            (_, "goal_change_id") => self.org.goal_change(1),
            (_, "owner_id") => member(Person::Rita).employee(),
            ("delete_department", "department_id") | (_, "parent_id") => self.org.department(1),
            ("add_group_member", "member_id") => member(Person::Pia).id(),
            ("remove_group_member", "member_id") => member(Person::Lew).id(),
            ("update_member_employee" | "create_invitation", "employee_id") => member(Person::Nemo).employee(),
            ("reinstate_employee", "employee_id") => member(Person::Gwen).employee(),
            (_, "department_id") => self.org.department(3),
            (_, "position_id") => self.org.position(2),
            (_, "site_id" | "site_ids") => site(self.org, 2),
            (_, "employee_id" | "employee_ids") => member(Person::Rita).employee(),
            (_, "manager_id" | "reviewer_id") => member(Person::Marc).employee(),
            (_, "root_id") => member(Person::Mona).employee(),
            (_, "to_member_id") => member(Person::Marc).id(),
            (_, "actor_id") => member(Person::Ada).id(),
            (_, "member_id") => member(Person::Pia).id(),
            (_, "session_id") => member(Person::Pia).session(),
            (_, "line_id") => line(self.org, 1),
            (_, "group_id") => self.group,
            (_, "delegation_id") => self.delegation,
            (_, "invitation_id") => self.invitation,
            (_, "override_id") => self.overriding,
            (_, "entry_id") => self.entry,
            (_, "import_id") => self.import,
            ("withdraw_rating_scale" | "archive_rating_scale", _) => self.org.rating_scale(1),
            ("withdraw_review_template" | "archive_review_template", _) => self.org.review_template(1),
            (_, "rating_scale_id") => self.org.rating_scale(2),
            (_, "review_template_id") => self.org.review_template(2),
            ("start_calibration", "review_cycle_id") => self.org.review_cycle(5),
            (
                "resume_review_cycle"
                | "open_calibration_session"
                | "list_calibration_sessions"
                | "list_calibration_entries"
                | "list_calibration_grid"
                | "read_grade_distribution"
                | "confirm_grades"
                | "preview_grades"
                | "list_calibrated_grades",
                "review_cycle_id",
            ) => self.org.review_cycle(4),
            ("move_grade", "participant_id") => self.org.participant(11),
            ("list_calibration_entries" | "read_calibrated_grade" | "note_calibrated_grade", "participant_id") => self.org.participant(10),
            ("list_calibrated_grades", "subject_id") => member(Person::Lew).employee(),
            ("move_grade", "to_level_id") => self.org.rating_level(2),
            ("move_grade", "from_level_id") => self.org.rating_level(1),
            ("confirm_grades" | "preview_grades", "department_ids") => self.org.department(1),
            ("acknowledge_released_grade" | "ask_grade_correction", "released_grade_id") => self.org.released_grade(1),
            ("close_review_cycle" | "list_grade_corrections", "review_cycle_id") => self.org.review_cycle(6),
            ("list_grade_corrections", "subject_id") => member(Person::Pia).employee(),
            ("ask_grade_correction", "level_id") => self.org.rating_level(2),
            ("withdraw_grade_correction", "grade_correction_id") => self.org.grade_correction(2),
            (_, "grade_correction_id") => self.org.grade_correction(1),
            (_, "calibration_session_id") => self.org.calibration_session(1),
            (_, "calibration_entry_id") => self.org.calibration_entry(1),
            ("release_grades", "department_ids") => self.org.department(1),
            ("release_grades" | "include_participant" | "list_proposed_grades" | "list_released_grades", "review_cycle_id") => {
                self.org.review_cycle(3)
            }
            ("include_participant", "participant_id") => self.org.participant(9),
            ("exclude_participant", "participant_id") => self.org.participant(1),
            (
                "read_review_cycle" | "read_review_cycle_progress" | "exclude_participant" | "list_participants" | "list_review_assignments",
                "review_cycle_id",
            ) => self.org.review_cycle(1),
            (_, "review_cycle_id") => self.org.review_cycle(2),
            ("list_reviews" | "list_review_assignments", "participant_id") => self.org.participant(1),
            (_, "participant_id") => self.org.participant(5),
            ("read_proposed_grade" | "propose_grade", "review_assignment_id") => self.org.review_assignment(12),
            ("list_proposed_grades" | "list_released_grades", "subject_id") => member(Person::Pia).employee(),
            ("list_proposed_grades", "author_id") => member(Person::Lena).employee(),
            (_, "level_id") => self.org.rating_level(1),
            (_, "released_grade_id") => self.org.released_grade(1),
            ("save_review_draft", "question_id") => return None,
            ("read_review_draft" | "save_review_draft" | "discard_review_draft" | "submit_review", "review_assignment_id") => {
                self.org.review_assignment(2)
            }
            (_, "review_assignment_id") => self.org.review_assignment(1),
            (_, "review_id") => self.org.review(1),
            (_, "author_id" | "subject_id") => member(Person::Rita).employee(),
            (_, "template_id") => self.org.review_template(1),
            (_, "scale_id") => self.org.rating_scale(1),
            (_, "entity_id" | "row_id") => member(Person::Rita).employee(),
            _ => return None,
        })
    }

    /// Who may call an operation.
    pub(crate) fn caller(&self, operation: &str) -> Member {
        let person = match operation {
            "read_private_record" | "create_private_record" | "update_private_record" => Person::Hana,
            "approve_permission_override" | "reject_permission_override" => Person::Hana,
            "switch_session" => Person::Dora,
            "conclude_goal" | "accept_goal_change" | "refuse_goal_change" | "withdraw_goal_change" => Person::Mona,
            _ if operation.contains("goal") || operation == "record_key_result" => Person::Rita,
            "read_review_draft" | "save_review_draft" | "discard_review_draft" | "submit_review" => Person::Mona,
            "read_proposed_grade" | "propose_grade" => Person::Marc,
            "acknowledge_released_grade" => Person::Pia,
            "list_review_assignments" | "read_review_assignment" | "reopen_review" | "list_reviews" | "read_review" => Person::Hana,
            _ if ["rating_scale", "review_template", "review_cycle", "participant", "set_reviewer", "_grade", "grade_correction", "calibration"]
                .iter()
                .any(|word| operation.contains(word)) =>
            {
                Person::Hana
            }
            _ => Person::Ada,
        };
        Member { org: self.org, person }
    }

    /// A request that the contract's example describes, about things of this organisation.
    pub(crate) async fn request(&self, http: &Http, operation: &Operation) -> Parts {
        let caller = operation.protected.then(|| self.caller(&operation.id));
        let mut path = BTreeMap::new();
        for slot in operation.slots("path") {
            let value = if slot.name == "permission" {
                if operation.method == Method::PUT { "people.write" } else { "people.read" }.to_owned()
            } else {
                self.of(&operation.id, &slot.name).unwrap_or_else(|| panic!("no id for {} of {}", slot.name, operation.id)).to_string()
            };
            path.insert(slot.name.clone(), value);
        }
        let mut body = operation.example.as_object().cloned();
        for (name, value) in body.iter_mut().flatten() {
            let id = operation.slots("body").any(|slot| slot.name == *name && slot.is("uuid")).then(|| self.of(&operation.id, name)).flatten();
            match id {
                Some(id) if value.is_array() => *value = json!([id]),
                Some(id) => *value = json!(id),
                None => {}
            }
        }
        if let Some(body) = &mut body {
            self.fit(http, &operation.id, body).await;
        }
        let mut parts = Parts {
            method: operation.method.clone(),
            template: operation.path.clone(),
            path,
            query: self.question(&operation.id),
            body,
            if_match: None,
            csv: None,
            caller,
        };
        if operation.id == "create_import" {
            parts.csv = Some(FILE);
        }
        if operation.slots("header").any(|slot| slot.name == "If-Match") {
            let caller = caller.expect("a caller");
            let path = match operation.id.as_str() {
                "update_own_profile" => format!("/employees/{}", caller.employee()),
                "submit_review" => format!("/review_assignments/{}/draft", self.org.review_assignment(2)),
                "record_key_result" => format!("/goals/{}", self.org.goal(1)),
                // a step of something that has its version at its own path
                id if operation.method == Method::POST || id == "note_calibrated_grade" => parts.uri().rsplit_once('/').expect("a path").0.to_owned(),
                _ => parts.uri(),
            };
            parts.if_match = http.get(caller, &path).await.header("etag").map(str::to_owned);
        }
        parts
    }

    /// Query parameters that an operation cannot do without.
    fn question(&self, operation: &str) -> BTreeMap<String, String> {
        if operation != "explain_access" {
            return BTreeMap::new();
        }
        let row = Member { org: self.org, person: Person::Rita }.employee().to_string();
        [("action", "read".to_owned()), ("resource", "people.employees".to_owned()), ("row_id", row)]
            .map(|(name, value)| (name.to_owned(), value))
            .into()
    }

    /// Where the example cannot know the world.
    async fn fit(&self, http: &Http, operation: &str, body: &mut Map<String, Value>) {
        let known = Member { org: self.org, person: Person::Sid };
        if operation == "preview_grades" {
            // of everybody in a department somebody is not settled on
            body.remove("department_ids");
        }
        let mut set = |name: &str, value: Value| body.insert(name.to_owned(), value);
        match operation {
            "preview_grades" => {
                set("employee_ids", json!([Member { org: self.org, person: Person::Lew }.employee()]));
            }
            "create_delegation" => {
                set("first_day", json!("2031-01-01"));
                set("last_day", json!("2031-01-02"));
            }
            "create_reporting_line" => {
                set("kind", json!("dotted"));
                set("replace_current", json!(false));
            }
            "update_reporting_line" => {
                set("last_day", json!("2040-01-01"));
            }
            "leave_employee" => {
                set("last_day", json!("2024-01-01"));
            }
            "accept_invitation" | "lookup_invitation" => {
                set("token", json!(self.invitation_token));
            }
            "create_session" => {
                http.set_password(known).await;
                set("email", json!(known.email()));
                set("organization", json!(self.org.token()));
            }
            "refresh_session" => {
                http.set_password(known).await;
                let opened = http.sign_in(&json!({ "email": known.email(), "password": harness::http::PASSWORD })).await.expect(201).json();
                set("refresh_token", opened["refresh_token"].clone());
            }
            "switch_session" => {
                set("organization", json!(self.org.other().token()));
            }
            "save_review_draft" => {
                let template = format!("/review_templates/{}", self.org.review_template(3));
                let asked = http.get(Member { org: self.org, person: Person::Mona }, &template).await.json();
                let asked = asked["questions"].as_array().and_then(|all| all.iter().find(|one| one["audience"] == "manager")).cloned();
                set("answers", json!([{ "question_id": asked.expect("a question of managers")["id"], "answer": "Went well" }]));
            }
            "create_employee" => {
                set("hired_on", json!("2026-01-01"));
            }
            _ => {}
        }
    }
}

/// What has to have happened before, for the example to succeed.
pub(crate) async fn arrange(http: &Http, org: Org, operation: &Operation, ids: &Ids) {
    let ada = Member { org, person: Person::Ada };
    let pia = Member { org, person: Person::Pia };
    let admin = http.db.admin().await;
    match operation.id.as_str() {
        // answered and asked anew each time
        "ask_goal_change" | "refuse_goal_change" => {
            let fresh = [1, 2].map(|number| format!("'{}'", org.goal_change(number))).join(", ");
            let again = format!(
                "set session_replication_role = replica; delete from performance.goal_changes where org_id = '{}' and id not in ({fresh}); reset session_replication_role",
                org.id()
            );
            admin.batch_execute(&again).await.expect("as in the beginning");
        }
        "resume_member" => assert_eq!(http.post(ada, &format!("/members/{}/suspend", pia.id()), &Value::Null).await.status, 200),
        "reopen_organization" => assert_eq!(http.post(ada, "/organizations/current/close", &Value::Null).await.status, 204),
        "create_private_record" => {
            let sql = format!(
                "set session_replication_role = replica; delete from people.employee_private where employee_id = '{}'",
                ids.of("", "employee_id").expect("an id")
            );
            harness::run(&admin, &sql).await;
        }
        // compared, but for the grade that is moved, and nothing shown
        "start_calibration" | "resume_review_cycle" | "move_grade" => {
            let (org_id, [four, five]) = (org.id(), [4, 5].map(|number| org.review_cycle(number)));
            let sql = format!(
                "set session_replication_role = replica;
                 update performance.review_cycles set state = case id when '{four}' then 'calibration' else 'active' end where id in ('{four}', '{five}');
                 update performance.calibration_sessions set state = 'open' where org_id = '{org_id}';
                 delete from performance.calibration_entries where org_id = '{org_id}' and participant_id = '{nora}';
                 delete from performance.calibrated_grades where org_id = '{org_id}' and participant_id = '{nora}';
                 update performance.calibrated_grades set confirmed = true, previewed_on = null where org_id = '{org_id}'",
                nora = org.participant(11)
            );
            harness::run(&admin, &sql).await;
        }
        "preview_grades" => {
            let sql = format!(
                "set session_replication_role = replica; update performance.calibrated_grades set confirmed = true, previewed_on = null where org_id = '{}'",
                org.id()
            );
            harness::run(&admin, &sql).await;
        }
        // told, corrected by nobody, and the cycle as it was
        "acknowledge_released_grade"
        | "close_review_cycle"
        | "ask_grade_correction"
        | "confirm_grade_correction"
        | "refuse_grade_correction"
        | "withdraw_grade_correction" => {
            let (org_id, grade) = (org.id(), org.released_grade(1));
            let sql = format!(
                "set session_replication_role = replica;
                 delete from performance.released_grades where org_id = '{org_id}' and version > 1;
                 delete from performance.grade_corrections where org_id = '{org_id}' and grade_id = '{grade}';
                 delete from performance.grade_acknowledgements where org_id = '{org_id}' and grade_id = '{grade}';
                 update performance.grade_corrections set state = 'asked', answered_by = null where org_id = '{org_id}' and state <> 'asked';
                 update performance.review_cycles set state = 'released' where org_id = '{org_id}' and id = '{}'",
                org.review_cycle(6)
            );
            harness::run(&admin, &sql).await;
        }
        "lock_calibration_session" => {
            let sql = format!(
                "set session_replication_role = replica; update performance.calibration_sessions set state = 'open' where org_id = '{}'",
                org.id()
            );
            harness::run(&admin, &sql).await;
        }
        "cancel_review_cycle" => {
            let sql = format!(
                "set session_replication_role = replica; update performance.review_cycles set state = 'draft', cancel_reason = null where id = '{}'",
                org.review_cycle(2)
            );
            harness::run(&admin, &sql).await;
        }
        "reopen_review" => {
            let id = org.review_assignment(1);
            let sql = format!(
                "set session_replication_role = replica; update performance.review_assignments set state = 'submitted' where id = '{id}';
                 delete from performance.review_drafts where assignment_id = '{id}'"
            );
            harness::run(&admin, &sql).await;
        }
        "delete_department" | "delete_position" | "delete_site" => {
            let sql = "set session_replication_role = replica; update people.employees set department_id = null, position_id = null, site_id = null;
                       update people.departments set parent_id = null";
            harness::run(&admin, sql).await;
        }
        _ => {}
    }
}

/// Reads better than a status where a fixture must not fail.
trait Never {
    fn refused_never(&self);
}

impl Never for Answer {
    fn refused_never(&self) {
        assert!(self.status < 400, "{}", self.text);
    }
}
