//! Ways in which a database could protect less than the rules say, one at a time.

pub(crate) struct Mutant {
    pub(crate) name: &'static str,
    /// Where it may show first; anywhere if empty.
    pub(crate) shows_in: &'static [&'static str],
    pub(crate) seed: u64,
    change: Change,
}

enum Change {
    /// A statement.
    Sql(&'static str),
    /// In the text of a function: this, and what stands there instead. Not finding it fails.
    Function(&'static str, &'static str, &'static str),
}

impl Mutant {
    pub(crate) fn sql(&self) -> String {
        match self.change {
            Change::Sql(sql) => sql.to_owned(),
            Change::Function(function, old, new) => format!(
                "do $mutant$ declare was text := pg_catalog.pg_get_functiondef('{function}'::regproc); mutated text := replace(was, $old${old}$old$, $new${new}$new$); \
                 begin assert was <> mutated, 'nothing to change'; execute mutated; end $mutant$"
            ),
        }
    }
}

/// Where seeing more people shows: the tier itself, its history, lines, and what the audit tells of them.
const REPORTS: &[&str] = &[
    "people.employment_records select",
    "people.employment_events select",
    "people.reporting_lines select",
    "people.reporting_lines update",
    "audit.payloads select",
    "performance.review_cycles select",
    "performance.cycle_participants select",
    "performance.participant_reviewers select",
    "performance.review_assignments select",
    "performance.reviews select",
    "performance.review_answers select",
    "performance.released_grades select",
    "performance.grade_acknowledgements select",
    "performance.grade_corrections select",
    "performance.acknowledge_grade",
    "performance.ask_correction",
    "performance.answer_correction",
    "performance.close_cycle",
    "performance.calibration_sessions select",
    "performance.calibration_returns select",
    "performance.calibration_entries select",
    "performance.calibrated_grades select",
    "performance.start_calibration",
    "performance.resume_cycle",
    "performance.open_session",
    "performance.lock_session",
    "performance.move_grade",
    "performance.confirm_grades",
    "performance.preview_grades",
    "performance.note_grade",
    "performance.goals select",
    "performance.key_results select",
    "performance.goal_updates select",
    "performance.goal_changes select",
    "performance.open_goal",
    "performance.keep_goal",
    "performance.remove_goal",
    "performance.activate_goal",
    "performance.conclude_goal",
    "performance.record_key_result",
    "performance.add_goal_update",
    "performance.ask_goal_change",
    "performance.answer_goal_change",
];

pub(crate) const ALL: [Mutant; 9] = [
    Mutant {
        name: "people do not read their own private tier",
        shows_in: &["people.employee_private select", "people.employee_private update", "audit.payloads select"],
        seed: 1,
        change: Change::Sql("drop policy read_own on people.employee_private"),
    },
    Mutant {
        name: "the floor of sites is gone",
        shows_in: &["people.sites select"],
        seed: 2,
        change: Change::Sql("alter policy tenant on people.sites using (true)"),
    },
    Mutant { name: "lines give rights on any day", shows_in: REPORTS, seed: 3, change: Change::Function("app.reports", "and l.valid @> today ", "") },
    Mutant {
        name: "the line is enough, whatever the role",
        shows_in: REPORTS,
        seed: 5,
        change: Change::Function("app.reports", "where c.role in ('manager', 'hr', 'admin')", ""),
    },
    Mutant {
        name: "sites do not limit",
        shows_in: REPORTS,
        seed: 6,
        change: Change::Function("app.reports", "(coalesce(caller.site_ids, a.site_ids) is null", "(true"),
    },
    Mutant {
        name: "a stand-in goes on after its end",
        shows_in: REPORTS,
        seed: 7,
        change: Change::Function("app.reports", "and d.ended_at is null ", ""),
    },
    Mutant {
        name: "deny does not beat allow",
        shows_in: &[],
        seed: 8,
        change: Change::Function("identity.effective_permissions", "where s.effect = 'deny'", "where false"),
    },
    Mutant {
        name: "people change their own membership",
        shows_in: &[
            "identity.limit_to_sites",
            "identity.link_member",
            "identity.remove_member",
            "identity.resume_member",
            "identity.set_member_role",
            "identity.suspend_member",
        ],
        seed: 10,
        change: Change::Function("identity.member_to_change", "target.id = caller.member_id", "false"),
    },
    Mutant {
        name: "how a line is refused tells who may not draw what the chart looks like",
        shows_in: &["people.reporting_lines insert"],
        seed: 12,
        change: Change::Function("people.reject_reporting_cycle", "where not 'people.lines.write' = any (c.permissions)", "where false"),
    },
];
