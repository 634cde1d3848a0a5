//! A file of people as a company sends one: the same bytes for the same arguments, managers before and after their people, and
//! rows that are wrong in every way a person gets them wrong.

use std::io::{self, Write};

use crate::stats::Picks;

const FIRST: [&str; 24] = [
    "Amara", "Bjørn", "Chiara", "Dmitri", "Elif", "Farid", "Greta", "Hana", "Inês", "Jonas", "Katya", "Łucja", "Mina", "Noor", "Oskar", "Priya",
    "Quinn", "Rosa", "Sven", "Tala", "Umut", "Vera", "Wen", "Zoë",
];
const LAST: [&str; 20] = [
    "Adler",
    "Brandt",
    "Costa",
    "Dubois",
    "Eriksen",
    "Ferrari",
    "García",
    "Haddad",
    "Ivanova",
    "Jansen",
    "Kowalska",
    "Lindqvist",
    "Moreira",
    "Nowak",
    "O'Brien",
    "Pereira",
    "Quist",
    "Reuter",
    "Schäfer",
    "Teixeira",
];
const POSITIONS: [&str; 12] =
    ["Engineer", "Senior engineer", "Nurse", "Driver", "Clerk", "Accountant", "Team lead", "Planner", "Technician", "Buyer", "Analyst", "Cook"];
const KINDS: [&str; 4] = ["permanent", "permanent", "fixed_term", "contractor"];
const DEPARTMENTS: usize = 400;
/// People below one manager.
const SPAN: usize = 8;

/// What is wrong with a row.
#[derive(Clone, Copy)]
enum Fault {
    Date,
    Address,
    Kind,
    Missing,
    Manager,
    Oneself,
    Site,
    Cells,
}

const FAULTS: [Fault; 8] = [Fault::Date, Fault::Address, Fault::Kind, Fault::Missing, Fault::Manager, Fault::Oneself, Fault::Site, Fault::Cells];

/// What a file is made of.
#[derive(Clone, Copy)]
pub(crate) struct Company {
    /// Rows after the header.
    pub(crate) rows: usize,
    /// The share of rows that are wrong, 0-1. They stand at the ends of the chart, so that nobody's manager is refused.
    pub(crate) bad: f64,
}

impl Company {
    /// Writes the file.
    pub(crate) fn write(self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(b"employee_no,display_name,work_email,work_phone,department,position,site,employment_type,hired_on,manager\r\n")?;
        let mut picks = Picks::new(11);
        let mut order: Vec<usize> = (0..self.rows).collect();
        for at in (1..order.len()).rev() {
            order.swap(at, picks.below(at + 1));
        }
        // only who manages nobody: beyond the last manager's place in the chart
        let leaves = self.rows - self.managers();
        #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of some rows")]
        let bad = ((self.rows as f64 * self.bad).round() as usize).min(leaves);
        for person in order {
            let fault = (person >= self.rows - bad).then(|| FAULTS[person % FAULTS.len()]);
            line(out, person, fault)?;
        }
        Ok(())
    }

    fn managers(self) -> usize {
        self.rows.saturating_sub(2) / SPAN + 1
    }
}

fn number(person: usize) -> String {
    format!("E{person:06}")
}

fn address(person: usize) -> String {
    format!("e{person}@people.example")
}

fn line(out: &mut impl Write, person: usize, fault: Option<Fault>) -> io::Result<()> {
    let mut picks = Picks::new(person as u64 + 1);
    picks.below(1);
    let name = format!("{} {}", FIRST[picks.below(FIRST.len())], LAST[picks.below(LAST.len())]);
    let mut cells = [
        number(person),
        name,
        address(person),
        format!("'+49 30 {person:07}"),
        format!("Department {}", person / SPAN % DEPARTMENTS),
        POSITIONS[picks.below(POSITIONS.len())].to_owned(),
        String::new(),
        KINDS[picks.below(KINDS.len())].to_owned(),
        format!("{}-{:02}-{:02}", 1995 + picks.below(30), 1 + picks.below(12), 1 + picks.below(28)),
        // a chart of SPAN at most below each, its head without a manager; a third by address
        match person {
            0 => String::new(),
            _ if person.is_multiple_of(3) => address((person - 1) / SPAN),
            _ => number((person - 1) / SPAN),
        },
    ];
    match fault {
        None | Some(Fault::Cells) => {}
        Some(Fault::Date) => "31.02.2024".clone_into(&mut cells[8]),
        Some(Fault::Address) => "no address".clone_into(&mut cells[2]),
        Some(Fault::Kind) => "volunteer".clone_into(&mut cells[7]),
        Some(Fault::Missing) => cells[1].clear(),
        Some(Fault::Manager) => "nobody@people.example".clone_into(&mut cells[9]),
        Some(Fault::Oneself) => cells[9] = number(person),
        Some(Fault::Site) => "Atlantis".clone_into(&mut cells[6]),
    }
    let short = matches!(fault, Some(Fault::Cells));
    writeln!(out, "{}\r", cells[..cells.len() - usize::from(short)].join(","))
}

#[cfg(test)]
mod tests {
    use super::Company;

    fn file(rows: usize, bad: f64) -> String {
        let mut out = Vec::new();
        Company { rows, bad }.write(&mut out).expect("memory");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn the_same_arguments_give_the_same_file() {
        assert_eq!(file(500, 0.1), file(500, 0.1));
        assert_eq!(file(500, 0.1).lines().count(), 501);
        assert_ne!(file(500, 0.1), file(500, 0.0));
    }

    #[test]
    fn who_manages_somebody_has_a_good_row() {
        let (good, bad) = (file(900, 0.0), file(900, 1.0));
        let changed: Vec<&str> = good.lines().filter(|line| !bad.contains(line)).collect();
        let managers: Vec<&str> = good.lines().skip(1).filter_map(|line| line.rsplit(',').next()).collect();
        assert!(changed.len() > 700, "control: {} rows are bad", changed.len());
        for line in changed {
            let mut cells = line.split(',');
            let (number, address) = (cells.next().expect("a number"), cells.nth(1).expect("an address"));
            assert!(!managers.contains(&number) && !managers.contains(&address), "{line} manages somebody");
        }
    }
}
