//! Reports as pages that open from disk: no script, no font, no request; light, dark and on paper.

use std::fmt::Write as _;

use crate::{
    compare::{self, Direction},
    intent::COLUMNS,
    lint,
    matrix::Matrix,
    mutate, oracle as model,
    suite::{self, Finding},
};

const STYLE: &str = "
:root{--ink:#1b1f24;--paper:#fff;--line:#d0d7de;--soft:#f6f8fa;--good:#0a5c2b;--goodbg:#d7f0df;--bad:#a4161a;--badbg:#fde2e1;--dim:#57606a;--dimbg:#eaeef2;--warnbg:#fbf0d0;--warn:#6f4e00}
@media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--paper:#0d1117;--line:#30363d;--soft:#161b22;--good:#7ee2a0;--goodbg:#0f3a22;--bad:#ffa198;--badbg:#4a1414;--dim:#9aa4af;--dimbg:#21262d;--warnbg:#3d2f07;--warn:#f0cf7d}}
*{box-sizing:border-box}body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);margin:0 auto;max-width:80rem;padding:1rem}
h1{font-size:1.5rem;margin:.5rem 0}h2{font-size:1.15rem;margin:2rem 0 .4rem}h3{font-size:1rem;margin:1.2rem 0 .3rem}h4{font-size:.9rem;margin:.8rem 0 .2rem}
a{color:inherit}nav ul{display:flex;flex-wrap:wrap;gap:.3rem 1rem;list-style:none;padding:0;margin:.5rem 0}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.85rem}caption{text-align:left;color:var(--dim);padding:.2rem 0}
th,td{border:1px solid var(--line);padding:.2rem .45rem;text-align:left;vertical-align:top}th{background:var(--soft)}td.c{text-align:center;white-space:nowrap}
.allow{background:var(--goodbg);color:var(--good)}.hidden{background:var(--dimbg);color:var(--dim)}.refused{background:var(--warnbg);color:var(--warn)}
.heat1{background:#dbeafe55}.heat2{background:#93c5fd66}.heat3{background:#60a5fa66}.heat4{background:#3b82f677}.heat th{font-weight:400}
.good{color:var(--good);font-weight:600}.bad{color:var(--bad);font-weight:600}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:.6rem;margin:.8rem 0;padding:0;list-style:none}
.figures li{border:1px solid var(--line);border-radius:.4rem;padding:.5rem .7rem;background:var(--soft)}.figures b{display:block;font-size:1.3rem;overflow-wrap:anywhere}
pre{background:var(--soft);border:1px solid var(--line);padding:.5rem;overflow-x:auto;font-size:.8rem;white-space:pre-wrap;overflow-wrap:anywhere}
details{margin:.3rem 0}summary{cursor:pointer}code{font-size:.9em;overflow-wrap:anywhere}
@media print{body{max-width:none;font-size:10pt}details{display:block}nav{display:none}.scroll{overflow:visible}}";

/// A whole page around `body`.
#[must_use]
pub fn whole(title: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title}</title><style>{STYLE}</style></head>\n<body><main>\n<h1>{title}</h1>\n{body}\n</main></body></html>\n",
        title = escape(title)
    )
}

/// Text as HTML.
#[must_use]
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The matrix alone.
#[must_use]
pub fn matrix(matrix: &Matrix) -> String {
    whole("Who may do what: the intent", &(matrix_body(matrix, &|_| String::new()) + &findings(&matrix.findings)))
}

/// The whole on one screen: what share of an object's lines each role is allowed, each linked to its lines.
fn heat_map(matrix: &Matrix) -> String {
    let mut objects: Vec<(&str, &str)> = matrix.lines.iter().map(|line| (line.module.as_str(), line.object.as_str())).collect();
    objects.dedup(); // the lines of an object stand together
    let mut out = String::from(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"heat map\"><table class=\"heat\"><caption>Of an object's lines, how many allow something to the role; the darker, the more.</caption><thead><tr><th scope=\"col\">module</th><th scope=\"col\">object</th>",
    );
    for column in COLUMNS {
        let _ = write!(out, "<th scope=\"col\">{column}</th>");
    }
    out.push_str("</tr></thead><tbody>");
    for (module, object) in objects {
        let lines: Vec<_> = matrix.lines.iter().filter(|line| line.module == module && line.object == object).collect();
        let _ = write!(out, "<tr><td>{}</td><th scope=\"row\"><a href=\"#o-{0}-{1}\"><code>{1}</code></a></th>", escape(module), escape(object));
        for column in COLUMNS {
            let granted = lines.iter().filter(|line| line.cells.contains_key(column)).count();
            let allowed = lines.iter().filter(|line| line.cells.get(column).is_some_and(|cell| cell == "allow")).count();
            let heat = if granted == 0 { 0 } else { (allowed * 4).div_ceil(granted) };
            let text = if granted == 0 { "–".to_owned() } else { format!("{allowed}/{granted}") };
            let _ = write!(out, "<td class=\"c heat{heat}\">{text}</td>");
        }
        out.push_str("</tr>");
    }
    out.push_str("</tbody></table></div>");
    out
}

/// The matrix by module: one table an object, with what `drill` has to say of it.
#[must_use]
pub fn matrix_body(matrix: &Matrix, drill: &dyn Fn(&str) -> String) -> String {
    let mut out = format!(
        "<p>{} lines, {} cells. Written by hand from the rules; <code>rowhouse policies test</code> tries every one.</p>{}",
        matrix.lines.len(),
        matrix.cells,
        heat_map(matrix)
    );
    let mut module = "";
    let mut object = "";
    for line in &matrix.lines {
        if line.object != object || line.module != module {
            if !object.is_empty() {
                out.push_str("</tbody></table></div>");
            }
            if line.module != module {
                let _ = write!(out, "<h2 id=\"m-{0}\">{0}</h2>", escape(&line.module));
                module = &line.module;
            }
            object = &line.object;
            let _ = write!(
                out,
                "<h3 id=\"o-{2}-{0}\"><code>{0}</code></h3>{1}<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{2}: {0}\"><table><thead><tr><th scope=\"col\">operation</th><th scope=\"col\">rows</th>",
                escape(object),
                drill(object),
                escape(module)
            );
            for column in COLUMNS {
                let _ = write!(out, "<th scope=\"col\">{column}</th>");
            }
            out.push_str("<th scope=\"col\">opened by</th><th scope=\"col\">rule</th></tr></thead><tbody>");
        }
        let _ = write!(out, "<tr><td>{}</td><td title=\"{}\">{}</td>", escape(&line.operation), escape(&line.place), escape(&line.rows));
        for column in COLUMNS {
            match line.cells.get(column).map(String::as_str) {
                None => out.push_str("<td class=\"c\"><span aria-label=\"no grant\">–</span></td>"),
                Some(cell @ ("allow" | "hidden")) => {
                    let _ = write!(out, "<td class=\"c {cell}\">{cell}</td>");
                }
                Some(code) => {
                    let _ = write!(out, "<td class=\"c refused\">{}</td>", escape(code));
                }
            }
        }
        let _ = write!(out, "<td>{}</td><td>{}</td></tr>", escape(&line.opened_by), escape(&line.rule));
    }
    if !object.is_empty() {
        out.push_str("</tbody></table></div>");
    }
    out
}

/// Findings with what shows them.
#[must_use]
pub fn findings(findings: &[Finding]) -> String {
    if findings.is_empty() {
        return "<p class=\"good\">No finding.</p>".to_owned();
    }
    let mut out = format!("<p class=\"bad\">{} findings.</p>", findings.len());
    for finding in findings.iter().take(500) {
        let _ = write!(
            out,
            "<details><summary><b>{} {}</b> on “{}” by {}: expected {}, got {}</summary>{}<pre>{}</pre></details>",
            escape(&finding.operation),
            escape(&finding.object),
            escape(&finding.rows),
            escape(&finding.actor),
            escape(&finding.expected),
            escape(&finding.got),
            finding.decided_by.iter().map(|step| format!("<p>decided: {}</p>", escape(step))).collect::<String>(),
            escape(&finding.script)
        );
    }
    out
}

/// The suite's run.
#[must_use]
pub fn tests(report: &suite::Report) -> String {
    let figures = figures(&[
        ("cells", report.cells.to_string()),
        ("allowed, the rest refused or hidden", report.allowed.to_string()),
        ("statements", report.statements.to_string()),
        ("actors", report.actors.to_string()),
        ("layers tried with those behind them taken away", report.layers.to_string()),
        ("scenarios of several people", report.scenarios.to_string()),
        ("seconds", format!("{:.0}", report.seconds)),
    ]);
    format!("<p>{}</p>{figures}{}", escape(&report.server), findings(&report.findings))
}

/// The suite's run alone.
#[must_use]
pub fn test_page(report: &suite::Report) -> String {
    whole("Every cell of the intent, tried", &tests(report))
}

/// Numbers that are read first.
#[must_use]
pub fn figures(of: &[(&str, String)]) -> String {
    let items: String = of.iter().map(|(name, value)| format!("<li><b>{}</b>{}</li>", escape(value), escape(name))).collect();
    format!("<ul class=\"figures\">{items}</ul>")
}

/// The lints alone.
#[must_use]
pub fn lints(report: &lint::Report) -> String {
    whole("Lints of what protects the database", &lints_body(report))
}

/// The lints.
#[must_use]
pub fn lints_body(report: &lint::Report) -> String {
    let suppressed = report.lints.iter().filter(|lint| lint.suppressed_because.is_some()).count();
    let mut out = figures(&[
        ("rules", report.rules.len().to_string()),
        ("standing errors and warnings", report.standing().len().to_string()),
        ("suppressed with a reason", suppressed.to_string()),
    ]);
    out.push_str("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"table of lints\"><table><thead><tr><th scope=\"col\">severity</th><th scope=\"col\">rule</th><th scope=\"col\">object</th><th scope=\"col\">what</th><th scope=\"col\">why it stands, or what mends it</th></tr></thead><tbody>");
    for lint in &report.lints {
        let class = match (&lint.suppressed_because, lint.severity.as_str()) {
            (None, "error" | "warning") => "bad",
            _ => "",
        };
        let _ = write!(
            out,
            "<tr><td class=\"{class}\">{}</td><td>{}</td><td><code>{}</code></td><td>{}</td><td>{}</td></tr>",
            escape(&lint.severity),
            escape(&lint.rule),
            escape(&lint.object),
            escape(&lint.detail),
            escape(lint.suppressed_because.as_ref().unwrap_or(&lint.remedy))
        );
    }
    out.push_str("</tbody></table></div>");
    out
}

/// The oracle alone.
#[must_use]
pub fn oracle(report: &model::Report) -> String {
    whole("The database against an independent model", &oracle_body(report))
}

/// The oracle's run.
#[must_use]
pub fn oracle_body(report: &model::Report) -> String {
    let mut out = figures(&[
        ("decisions", report.decisions.to_string()),
        ("random worlds", report.worlds.to_string()),
        ("disagreements", report.disagreements.len().to_string()),
        ("seed", report.seed.to_string()),
        ("seconds", format!("{:.0}", report.seconds)),
    ]);
    if !report.disagreements.is_empty() {
        let _ = write!(out, "<pre>{}</pre>", escape(&model::text(report)));
    }
    out.push_str("<details><summary>Decisions by operation</summary><ul>");
    for (operation, count) in &report.operations {
        let _ = write!(out, "<li><code>{}</code> {count}</li>", escape(operation));
    }
    out.push_str("</ul></details>");
    out
}

/// The mutants alone.
#[must_use]
pub fn mutants(report: &mutate::Report) -> String {
    whole("Mutants of the protection, and the cell that killed each", &mutants_body(report))
}

/// The mutants.
#[must_use]
pub fn mutants_body(report: &mutate::Report) -> String {
    let (killed, survived, equivalent, stillborn) = report.score();
    let mut out = figures(&[
        ("mutants in all", report.mutants.to_string()),
        ("tried", report.trials.len().to_string()),
        ("killed by behaviour", killed.to_string()),
        ("survived", survived.to_string()),
        ("equivalent, with a reason", equivalent.to_string()),
        ("refused by the server", stillborn.to_string()),
        ("seconds", format!("{:.0}", report.seconds)),
    ]);
    out.push_str("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"table of mutants\"><table><thead><tr><th scope=\"col\">fate</th><th scope=\"col\">mutant</th><th scope=\"col\">what saw it</th></tr></thead><tbody>");
    for trial in &report.trials {
        let (class, fate, told) = match &trial.fate {
            mutate::Fate::Killed { by } => ("good", "killed", by.clone()),
            mutate::Fate::Survived => ("bad", "survived", trial.mutant.sql.clone()),
            mutate::Fate::Equivalent { because } => ("", "equivalent", because.clone()),
            mutate::Fate::Stillborn { message } => ("bad", "refused", message.clone()),
        };
        let _ = write!(out, "<tr><td class=\"{class}\">{fate}</td><td><code>{}</code></td><td>{}</td></tr>", escape(&trial.mutant.id), escape(&told));
    }
    out.push_str("</tbody></table></div>");
    out
}

/// A comparison of two versions.
#[must_use]
pub fn comparison(report: &compare::Report) -> String {
    let mut body = figures(&[
        ("questions asked of both", report.questions.to_string()),
        ("differences", report.changes.len().to_string()),
        ("more permissive without a changed line of intent", report.unintended().len().to_string()),
    ]);
    body.push_str("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"table of differences\"><table><thead><tr><th scope=\"col\">direction</th><th scope=\"col\">operation</th><th scope=\"col\">object</th><th scope=\"col\">role</th><th scope=\"col\">now possible</th><th scope=\"col\">no longer possible</th></tr></thead><tbody>");
    for change in &report.changes {
        let (class, word) = match change.direction {
            Direction::MorePermissive => ("bad", "more permissive"),
            Direction::LessPermissive => ("good", "less permissive"),
            Direction::Both => ("bad", "both"),
        };
        let _ = write!(
            body,
            "<tr><td class=\"{class}\">{word}{}</td><td>{}</td><td><code>{}</code></td><td>{}</td><td>{}</td><td>{}</td></tr>",
            if change.intended { "" } else { ", not in the intent" },
            escape(&change.operation),
            escape(&change.object),
            escape(&change.role),
            escape(change.gained.as_deref().unwrap_or_default()),
            escape(change.lost.as_deref().unwrap_or_default())
        );
    }
    body.push_str("</tbody></table></div>");
    whole(&format!("{} against {}", report.versions.0, report.versions.1), &body)
}

/// A live database against the files.
#[must_use]
pub fn drift(differences: &[schema::Difference]) -> String {
    let mut body = figures(&[("differences between the files and the database", differences.len().to_string())]);
    for difference in differences {
        let _ = write!(
            body,
            "<h2>{}: {}</h2><p>What somebody must have run:</p><pre>{}</pre><p>What mends it:</p><pre>{}</pre>",
            escape(&difference.kind),
            escape(&difference.object),
            escape(&difference.drift),
            escape(&difference.mend)
        );
    }
    whole("The live catalog against the files", &body)
}

/// Everything that was gathered, for one page.
pub struct Gathered {
    /// The server, the version of the binary and the digest of its files.
    pub about: Vec<(&'static str, String)>,
    /// The intent.
    pub matrix: Matrix,
    /// The suite.
    pub tests: suite::Report,
    /// The lints.
    pub lints: lint::Report,
    /// The oracle.
    pub oracle: model::Report,
    /// Mutants, if any were tried.
    pub mutants: Option<mutate::Report>,
    /// Policies by table, as the catalog has them: (table, policy, text, rule).
    pub policies: Vec<(String, String, String, String)>,
}

/// The page a reviewer begins with.
#[must_use]
pub fn report(gathered: &Gathered) -> String {
    let score = gathered.mutants.as_ref().map_or_else(
        || "not tried".to_owned(),
        |report| {
            let (killed, survived, _, _) = report.score();
            format!("{killed} of {}", killed + survived)
        },
    );
    let mut body = String::from("<p>Who can do what, tried for real, and what checks the check. Every figure says how to reproduce it.</p>");
    body.push_str("<nav aria-label=\"sections\"><ul>");
    for (id, name) in [
        ("matrix", "Matrix"),
        ("tests", "Suite"),
        ("oracle", "Oracle"),
        ("mutants", "Mutants"),
        ("lints", "Lints"),
        ("policies", "Policies"),
        ("about", "Versions"),
    ] {
        let _ = write!(body, "<li><a href=\"#{id}\">{name}</a></li>");
    }
    body.push_str("</ul></nav>");
    body.push_str(&figures(&[
        ("cells tried", gathered.tests.cells.to_string()),
        ("of them not as intended", gathered.tests.findings.len().to_string()),
        ("decisions compared with the model", gathered.oracle.decisions.to_string()),
        ("disagreements", gathered.oracle.disagreements.len().to_string()),
        ("mutants killed by behaviour", score),
        ("standing lints", gathered.lints.standing().len().to_string()),
    ]));
    let mut section = |id: &str, name: &str, how: &str, content: String| {
        let _ = write!(
            body,
            "<section aria-labelledby=\"{id}\"><h2 id=\"{id}\">{name}</h2><p>Reproduce: <code>{}</code></p>{content}</section>",
            escape(how)
        );
    };
    let drill = |object: &str| {
        let cells = gathered.tests.objects.get(object).copied().unwrap_or_default();
        let wrong = gathered.tests.findings.iter().filter(|finding| finding.object == object).count();
        let count = gathered.policies.iter().filter(|(table, ..)| table == object).count();
        let policies = if count == 0 { String::new() } else { format!(" · <a href=\"#p-{}\">its {count} policies</a>", escape(object)) };
        let name = escape(object);
        format!("<p>{cells} cells tried, {wrong} not as intended{policies} · again: <code>rowhouse policies test --only {name}</code></p>")
    };
    section("matrix", "Matrix", "rowhouse policies matrix", matrix_body(&gathered.matrix, &drill) + &findings(&gathered.matrix.findings));
    section("tests", "Suite", "rowhouse policies test", tests(&gathered.tests));
    section(
        "oracle",
        "Oracle",
        &format!("rowhouse policies oracle --decisions {} --seed {}", gathered.oracle.decisions, gathered.oracle.seed),
        oracle_body(&gathered.oracle),
    );
    let tried = gathered.mutants.as_ref().map_or_else(|| "<p>Not tried in this run.</p>".to_owned(), mutants_body);
    section("mutants", "Mutants", "rowhouse policies mutate", tried);
    section("lints", "Lints", "rowhouse policies lint --all", lints_body(&gathered.lints));
    let mut policies = String::new();
    let mut last = "";
    for (table, policy, text, rule) in &gathered.policies {
        if table != last {
            let module = gathered.matrix.lines.iter().find(|line| line.object == *table).map(|line| line.module.as_str());
            let name = format!("<code>{}</code>", escape(table));
            let linked = module.map_or(name.clone(), |module| format!("<a href=\"#o-{}-{}\">{name}</a>", escape(module), escape(table)));
            let _ = write!(policies, "<h3 id=\"p-{}\">{linked}</h3>", escape(table));
            last = table;
        }
        let _ = write!(policies, "<h4>{}</h4><p>{}</p><pre>{}</pre>", escape(policy), escape(rule), escape(text));
    }
    section("policies", "Policies", "select * from catalog.policies", policies);
    let about: String = gathered
        .about
        .iter()
        .map(|(name, value)| format!("<tr><th scope=\"row\">{}</th><td><code>{}</code></td></tr>", escape(name), escape(value)))
        .collect();
    section("about", "Versions and drift", "rowhouse policies diff", format!("<table><tbody>{about}</tbody></table>"));
    whole("Rowhouse: evidence about what protects the database", &body)
}
