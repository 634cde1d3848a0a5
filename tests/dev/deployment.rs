//! compose.yaml, the Dockerfile and the systemd unit say nothing that the binary does not understand.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use crate::process::{rowhouse, run};

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the repository").to_path_buf()
}

fn read(path: &str) -> String {
    let text = fs::read_to_string(repository().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    // comments may speak of anything
    text.lines().filter(|line| !line.trim_start().starts_with('#')).map(|line| format!("{line}\n")).collect()
}

const FILES: [&str; 3] = ["compose.yaml", "crates/rowhouse/deploy/Dockerfile", "crates/rowhouse/deploy/rowhouse.service"];

fn help(command: &str) -> String {
    let said = run(&mut rowhouse(&[command, "--help"]));
    assert_eq!(said.code, Some(0), "`rowhouse {command}` is no command: {}", said.err);
    said.out
}

/// Names of settings in a text; compose's own variables, which stand in `${...}`, apart.
fn settings(text: &str) -> BTreeSet<String> {
    let word = |c: char| c.is_ascii_uppercase() || c == '_';
    let mut names = BTreeSet::new();
    for (at, _) in text.match_indices("ROWHOUSE_").chain(text.match_indices("DATABASE_URL")) {
        if text[..at].ends_with(word) || text[..at].ends_with("${") {
            continue;
        }
        let name: String = text[at..].chars().take_while(|c| word(*c)).collect();
        names.insert(name);
    }
    names
}

/// `command:` lines of compose, ExecStart of the unit and the Dockerfile's own, as words.
fn commands(file: &str, text: &str) -> Vec<Vec<String>> {
    let words = |list: &str| -> Vec<String> { list.split([',', ' ', '"']).filter(|word| !word.is_empty()).map(str::to_owned).collect() };
    text.lines()
        .filter_map(|line| {
            let line = line.trim();
            if let Some(list) = line.strip_prefix("command: [") {
                let list = words(list.trim_end_matches(']'));
                // the object store's
                return (list[0] != "server").then_some(list);
            }
            if let Some(rest) = line.strip_prefix("ExecStart=/usr/local/bin/rowhouse ") {
                return Some(words(rest));
            }
            let list = line.split_once("CMD [").filter(|_| file.ends_with("Dockerfile"))?.1;
            Some(words(list.trim_end_matches(']')).into_iter().filter(|word| word != "/usr/local/bin/rowhouse").collect())
        })
        .collect()
}

#[test]
fn every_setting_command_and_flag_is_one_that_the_binary_knows() {
    let known: String = ["serve", "check", "migrate"].map(help).concat();
    assert!(!known.contains("ROWHOUSE_NO_SUCH_SETTING"), "control: an unknown name is not found");
    let (mut named, mut run) = (0, 0);
    for file in FILES {
        let text = read(file);
        for name in settings(&text) {
            let name = name.strip_suffix("_FILE").unwrap_or(&name);
            assert!(
                known.contains(&format!("{name} ")) || known.contains(&format!("{name}=")) || known.contains(&format!("{name}]")),
                "{file}: {name}"
            );
            named += 1;
        }
        for words in commands(file, &text) {
            let help = help(&words[0]);
            for flag in &words[1..] {
                assert!(help.contains(flag.as_str()), "{file}: `rowhouse {}` has no {flag}", words[0]);
            }
            run += 1;
        }
    }
    println!("{named} settings, {run} commands");
    assert!(named >= 12 && run >= 6, "{named} settings, {run} commands: the files are no longer read right");
}

#[test]
fn every_path_that_the_image_is_built_from_exists_and_reaches_the_builder() {
    let ignore = read(".dockerignore");
    let admitted: Vec<&str> = ignore.lines().filter_map(|line| line.strip_prefix('!')).collect();
    assert!(ignore.lines().any(|line| line == "*"), "everything else stays out");
    let mut copied = Vec::new();
    let dockerfile = read(FILES[1]);
    for line in dockerfile.lines().filter_map(|line| line.strip_prefix("COPY ")).filter(|line| !line.starts_with("--from")) {
        let words: Vec<&str> = line.split(' ').collect();
        let (_, sources) = words.split_last().expect("a target");
        for source in sources {
            assert!(repository().join(source).exists(), "{source} is copied into the image and does not exist");
            assert!(admitted.contains(source), "{source} is copied into the image and kept out by .dockerignore");
            copied.push((*source).to_owned());
        }
    }
    // what cargo needs to read the workspace at all, and what the binary embeds
    for needed in ["Cargo.toml", "Cargo.lock", "crates", "tests", "sql", "policies"] {
        assert!(copied.iter().any(|source| source == needed), "{needed} is not copied");
    }
    for line in read(FILES[0]).lines().filter_map(|line| line.trim().strip_prefix("- ./")) {
        let path = line.split(':').next().expect("a path");
        assert!(repository().join(path).is_file(), "compose.yaml mounts {path}, which does not exist");
    }
}

#[test]
fn services_run_without_rights_they_do_not_need_and_only_the_api_is_published() {
    let compose = read(FILES[0]);
    assert_eq!(compose.matches("ports:").count(), 1);
    assert!(compose.contains("ports: [\"${ROWHOUSE_PUBLISH:-127.0.0.1:8080}:8080\"]"), "published to this machine unless told otherwise");
    let services = compose.split_once("\nservices:\n").expect("services").1.split_once("\nnetworks:\n").expect("networks").0;
    let names: Vec<&str> = services.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   ") && line.ends_with(':')).collect();
    assert_eq!(names.len(), 6, "{names:?}");
    let hardened = ["*hardened", "*rowhouse", "*once"].iter().map(|anchor| services.matches(anchor).count()).sum::<usize>();
    assert_eq!(hardened, names.len(), "every service starts from the hardened ones");
    for word in ["read_only: true", "cap_drop: [ALL]", "no-new-privileges:true"] {
        assert!(compose.contains(word), "{word}");
    }
    for image in compose.lines().filter_map(|line| line.trim().strip_prefix("image: ")) {
        let tag = image.rsplit_once(':').expect("a tag").1;
        assert!(tag != "latest" && tag.contains('.'), "{image} is not pinned");
    }
}
