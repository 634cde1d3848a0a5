//! The state machines as pictures and tables, from `tests/policies/transitions/transitions.csv`.

use std::fmt::Write as _;

use crate::Failure;

const HEAD: &str = "# What moves to which state, and by whom\n
Drawn from `tests/policies/transitions/transitions.csv` by `cargo run -p generate`. `cargo test -p tests --test transitions` tries every transition
from every state as every member of an organisation, and finds what is said here and nothing else: whoever may is refused with `RH031` from any
other state, everybody else with `RH030`, `RH032` or `RH039`, and the state stays what it was. No request role may write a state; the functions
named here do (`policies/performance`).

\"By\" is a permission, or what somebody is to the row. Who is meant by whom, and what opens with each step: docs/performance.md.
";

struct Line {
    from: String,
    transition: String,
    to: String,
    by: String,
    rule: String,
}

/// Markdown with one picture and one table for each machine, in the order of the file.
pub(crate) fn drawn(table: &str) -> Result<String, Failure> {
    let mut machines: Vec<(String, Vec<Line>)> = Vec::new();
    for record in csv::Reader::from_reader(table.as_bytes()).records() {
        let record = record?;
        let field = |place: usize| record.get(place).unwrap_or_default().to_owned();
        let line = Line { from: field(1), transition: field(2), to: field(3), by: field(4), rule: field(5) };
        match machines.last_mut() {
            Some((machine, lines)) if *machine == field(0) => lines.push(line),
            _ => machines.push((field(0), vec![line])),
        }
    }
    let mut text = HEAD.to_owned();
    for (machine, lines) in &machines {
        write!(text, "\n## {}\n\n{}\n{}", machine.replace('_', " "), picture(lines), rows(lines))?;
    }
    Ok(text)
}

/// A Mermaid state diagram; transitions between the same two states share an arrow, and what stays where it is has none.
fn picture(lines: &[Line]) -> String {
    let node = |state: &str| if state == "gone" { "[*]".to_owned() } else { state.to_owned() };
    let mut arrows: Vec<(String, String, Vec<&str>)> = Vec::new();
    for line in lines.iter().filter(|line| line.from != line.to) {
        let (from, to) = (node(&line.from), node(&line.to));
        let name = line.transition.split(" (").next().unwrap_or_default();
        match arrows.iter_mut().find(|(a, b, _)| *a == from && *b == to) {
            Some((_, _, names)) if names.contains(&name) => {}
            Some((_, _, names)) => names.push(name),
            None => arrows.push((from, to, vec![name])),
        }
    }
    let arrows: String = arrows.iter().map(|(from, to, names)| format!("    {from} --> {to}: {}\n", names.join(", "))).collect();
    format!("```mermaid\nstateDiagram-v2\n{arrows}```\n")
}

fn rows(lines: &[Line]) -> String {
    let head = "| From | By `performance.` | To | By | Rule |\n|---|---|---|---|---|\n";
    let rows = lines.iter().map(|line| {
        let who = line.by.split(' ').map(|word| if word.contains('.') { format!("`{word}`") } else { word.to_owned() }).collect::<Vec<_>>().join(" ");
        let to = if line.from == line.to { format!("{} (stays)", line.to) } else { line.to.clone() };
        format!("| {} | `{}` | {to} | {who} | {} |\n", line.from, line.transition, line.rule)
    });
    format!("{head}{}", rows.collect::<String>())
}
