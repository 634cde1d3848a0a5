//! What the rules of `sql/catalog/lints` find, as a report.

use serde::Serialize;
use serde_json::{Value, json};
use tokio_postgres::Client;

use crate::Failure;

/// One finding of one rule.
#[derive(Debug, Clone, Serialize)]
pub struct Lint {
    /// Name of the rule.
    pub rule: String,
    /// bypass, logic, channels, speed or hygiene.
    pub category: String,
    /// error, warning or info.
    pub severity: String,
    /// What it is about.
    pub object: String,
    /// What is wrong.
    pub detail: String,
    /// What mends it.
    pub remedy: String,
    /// Why it stands all the same, if somebody said so and that has not run out.
    pub suppressed_because: Option<String>,
}

/// A rule.
#[derive(Debug, Clone, Serialize)]
pub struct Rule {
    /// Its name.
    pub rule: String,
    /// Its page.
    pub documentation: String,
}

/// Everything the rules find in one database.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// The rules there are.
    pub rules: Vec<Rule>,
    /// What they find, suppressed findings included.
    pub lints: Vec<Lint>,
}

/// Asks `catalog.lints`: the same answers as in psql.
///
/// # Errors
/// The database is not migrated to this version.
pub async fn lint(client: &Client) -> Result<Report, Failure> {
    let rows = client.query("select rule, documentation from catalog.lint_rules order by rule", &[]).await?;
    let rules = rows.iter().map(|row| Rule { rule: row.get(0), documentation: row.get(1) }).collect();
    let rows = client
        .query(
            "select rule, category, severity, object, detail, remedy, suppressed_because from catalog.lints order by severity, rule, object, detail",
            &[],
        )
        .await?;
    let lints = rows
        .iter()
        .map(|row| Lint {
            rule: row.get(0),
            category: row.get(1),
            severity: row.get(2),
            object: row.get(3),
            detail: row.get(4),
            remedy: row.get(5),
            suppressed_because: row.get(6),
        })
        .collect();
    Ok(Report { rules, lints })
}

impl Report {
    /// Errors and warnings that nobody gave a reason for.
    #[must_use]
    pub fn standing(&self) -> Vec<&Lint> {
        self.lints.iter().filter(|lint| lint.suppressed_because.is_none() && lint.severity != "info").collect()
    }

    /// SARIF 2.1.0, as code hosts read it.
    #[must_use]
    pub fn sarif(&self) -> Value {
        let level = |severity: &str| match severity {
            "error" => "error",
            "warning" => "warning",
            _ => "note",
        };
        let results: Vec<Value> = self
            .lints
            .iter()
            .map(|lint| {
                let mut result = json!({
                    "ruleId": lint.rule,
                    "level": level(&lint.severity),
                    "message": {"text": format!("{}: {} Mend it so: {}", lint.object, lint.detail, lint.remedy)},
                    "locations": [{"logicalLocations": [{"fullyQualifiedName": lint.object, "kind": "object"}]}],
                });
                if let Some(because) = &lint.suppressed_because {
                    result["suppressions"] = json!([{"kind": "external", "justification": because}]);
                }
                result
            })
            .collect();
        let rules: Vec<Value> = self.rules.iter().map(|rule| json!({"id": rule.rule, "helpUri": rule.documentation})).collect();
        json!({
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{"tool": {"driver": {"name": "rowhouse policies lint", "version": env!("CARGO_PKG_VERSION"), "rules": rules}}, "results": results}],
        })
    }
}
