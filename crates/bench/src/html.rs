//! A comparison as one page that opens from disk: no script, no font, no request.

use std::fmt::Write as _;

use crate::report::{Line, Report, Score, Verdict};

const STYLE: &str = "body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:62rem;padding:0 1rem;color:#1b1f24;background:#fff}
h1{font-size:1.4rem}h2{font-size:1.05rem;margin:2rem 0 .3rem}p{margin:.3rem 0}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}td,th{padding:.2rem .6rem;text-align:right;border-bottom:1px solid #d8dee4}
td:first-child,th:first-child{text-align:left}.hit{color:#0a5c2b}.missed{color:#a4161a;font-weight:600}svg{display:block}
@media(prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}td,th{border-color:#30363d}.hit{color:#56d364}.missed{color:#ff7b72}}";

/// Pixels of the longest bar.
const WIDTH: f64 = 260.0;

/// The whole page.
pub(crate) fn render(report: &Report) -> String {
    let mut out = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Rowhouse: what the kernel costs</title><style>{STYLE}</style>
<h1>What the kernel costs</h1><p>{}</p><p>{}</p>
<p>Hand: one session lookup and every filter written out, without row security. Kernel: the same answers through row security. Store: the kernel with all of the storage layer. Ratios are medians of the rounds' ratios against hand.</p>",
        escape(&report.environment),
        escape(&report.method)
    );
    for line in &report.operations {
        let _ = write!(out, "<h2>{}</h2>", escape(line.label.trim()));
        table(&mut out, line);
    }
    let _ = write!(out, "<h2>Plans</h2><p>Generic plans of {} pairs of statement and role, as the request login.</p>", report.plans.len());
    let bad: Vec<_> = report.plans.iter().filter(|plan| !plan.faults.is_empty()).collect();
    if bad.is_empty() {
        out.push_str("<p class=\"hit\">Every table of people is reached through an index led by org_id.</p>");
    } else {
        out.push_str("<table><tr><th>statement</th><th>role</th><th>not led by org_id</th></tr>");
        for plan in bad {
            let _ = write!(
                out,
                "<tr><td>{}</td><td>{}</td><td class=\"missed\">{}</td></tr>",
                escape(&plan.statement),
                plan.role,
                escape(&plan.faults.join("; "))
            );
        }
        out.push_str("</table>");
    }
    out.push_str("</html>\n");
    out
}

fn table(out: &mut String, line: &Line) {
    let slowest = line.scores.iter().map(|score| score.latency_median).fold(1.0, f64::max);
    let fastest = line.scores.iter().map(|score| score.throughput).fold(1.0, f64::max);
    out.push_str(
        "<table><tr><th></th><th>median, 1 client</th><th></th><th>p99</th><th>ratio</th><th>p10</th><th>4 clients</th><th></th><th>ratio</th></tr>",
    );
    for (at, score) in line.scores.iter().enumerate() {
        let _ = write!(
            out,
            "<tr><td>{}</td><td>{:.0} µs</td><td>{}</td><td>{:.0} µs</td><td>{}</td><td>{}</td><td>{:.0}/s</td><td>{}</td><td>{}</td></tr>",
            escape(&score.contestant),
            score.latency_median,
            bar(score.latency_median / slowest, colour(score)),
            score.latency_p99,
            ratio(at, score.latency_ratio, score.latency_verdict(line), Some(line.latency_goal)),
            format_args!("{:.0} µs ({:.2})", score.latency_quiet, score.latency_quiet_ratio),
            score.throughput,
            bar(score.throughput / fastest, colour(score)),
            ratio(at, score.throughput_ratio, score.throughput_verdict(line), line.throughput_goal),
        );
    }
    out.push_str("</table>");
}

fn colour(score: &Score) -> &'static str {
    if score.contestant.starts_with("hand") {
        "#8b949e"
    } else if score.contestant == "store" {
        "#bf8700"
    } else {
        "#1f6feb"
    }
}

fn bar(share: f64, colour: &str) -> String {
    let width = share * WIDTH / 2.0;
    format!(
        "<svg width=\"{}\" height=\"12\" role=\"img\" aria-hidden=\"true\"><rect width=\"{width:.1}\" height=\"12\" rx=\"2\" fill=\"{colour}\"/></svg>",
        WIDTH / 2.0
    )
}

fn ratio(at: usize, value: f64, verdict: Verdict, goal: Option<f64>) -> String {
    match (at, verdict, goal) {
        (0, _, _) => String::new(),
        (_, Verdict::None, _) | (_, _, None) => format!("{value:.2}"),
        (_, verdict, Some(goal)) => format!("<span class=\"{0}\">{value:.2}</span> (goal {goal:.2}, {0})", verdict.word()),
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn text_cannot_become_markup() {
        assert_eq!(escape("<b>&"), "&lt;b&gt;&amp;");
    }
}
