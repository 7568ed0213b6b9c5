//! The examples in the help of each command work, in a binder that has whom they name.

mod desk;

use desk::Desk;

/// What has to be done before an example that begins so.
const BEFORE: &[(&str, &str)] = &[
    ("tickler add ", "rm -r binder"),
    (
        "tickler attach",
        "mkdir scans; for paper in offer.pdf scan0001.pdf scans/1.jpg minutes.txt; do
         echo $paper > $paper; done",
    ),
    (
        "tickler attach ivanov --remove",
        "tickler attach ivanov offer.pdf scan0001.pdf",
    ),
    ("tickler config --manager ben --new", "rm -r binder"),
    ("tickler deal jul", "tickler move sidorova --on jul"),
    ("tickler draft ivanov", "tickler config me.name Anna"),
    ("tickler draft ivanov", "tickler draft --new"),
    (
        "tickler draft ivanov --accepted",
        "tickler draft ivanov offer --item 'Shelf; 85'",
    ),
    (
        "tickler file --sheet",
        "echo 'ivanov r fri Wants an offer' > marks.txt",
    ),
    ("tickler file \"Olga", "tickler forget petrova --yes"),
    ("tickler form ivanov", "tickler form --new needs"),
    ("tickler stats --form needs", "tickler form --new needs"),
    (
        "tickler handover anna --back",
        "tickler handover anna --to ben --until 2024-07-01 --yes",
    ),
    (
        "tickler import",
        "printf 'Name,Phone\\nJonas,1\\n' > contacts.csv; printf 'Name,Handy,Internal\\nOna,1,x\\n' > old.csv;
         printf 'BEGIN:VCARD\\nVERSION:3.0\\nFN:Ona\\nEND:VCARD\\n' > phone.vcf",
    ),
    (
        "tickler note ivanov - <",
        "echo 'What was said' > minutes.txt",
    ),
    (
        "tickler show ivanov --open",
        "echo offer | tickler attach ivanov - --name offer.pdf",
    ),
    (
        "tickler reach ivanov --mail thank-you",
        "tickler draft --new",
    ),
    ("tickler reopen", "tickler close ivanov --won"),
    ("tickler undo", "tickler note ivanov 'Likes tea'"),
    ("tickler undo --redo", "tickler undo"),
];

/// A binder that has whom the examples name, and what they are about.
fn desk() -> Desk {
    let lines = [
        "tickler add 'Olga Petrova' --on 2024-06-20",
        "tickler config --manager ben --new",
        "tickler config --manager boris --new",
        "tickler config --manager chen --new",
        "tickler add 'Maria Sidorova' --on jun",
        "tickler add 'Ivan Ivanov' --phone '+370 600 12345' --email ivan@romashka.example --source fair --every 6w \
         --on 2024-06-13",
        "tickler note ivanov 'Late again' --kind complaint",
        "tickler promise ivanov 'Send the estimate' --by fri",
        "tickler --as boris note ivanov 'Ask for Vera' --for anna",
    ];
    // An editor in which nothing is changed.
    Desk::after(&lines).with("EDITOR", "true")
}

/// The commands, as the help of the program lists them.
fn commands(help: &str) -> Vec<&str> {
    let (_, groups) = help.split_once("The day:").expect("groups");
    let (groups, _) = groups.split_once("Everywhere:").expect("groups");
    let rows = groups.lines().filter(|line| line.starts_with("  "));
    rows.filter_map(|row| row.split_whitespace().next())
        .collect()
}

/// The examples in the help of a command, without what is said beside them.
fn examples(help: &str) -> Vec<&str> {
    let lines = help
        .lines()
        .skip_while(|line| *line != "Examples:")
        .skip(1)
        .take_while(|line| !line.is_empty());
    let examples = lines.map(|line| {
        // One that is too long for the screen would go on in a line of its own.
        assert!(line.starts_with("  tickler "), "{line}");
        line.trim_start().split("  ").next().unwrap_or_default()
    });
    examples.collect()
}

#[test]
fn a_paragraph_below_the_flags_goes_on_as_far_as_the_screen_is_wide() {
    let width = 100;
    let desk = Desk::new().with("COLUMNS", &width.to_string());
    for command in commands(&desk.answer("tickler --help")) {
        let help = desk.answer(&format!("tickler {command} --help"));
        let (_, below) = help.split_once("\nEverywhere:\n").expect("flags");
        let is_prose = |line: &str| !line.is_empty() && !line.starts_with(' ');
        for (line, next) in below.lines().zip(below.lines().skip(1)) {
            let word = next.split(' ').next().unwrap_or_default();
            let has_room = line.chars().count() + 1 + word.chars().count() <= width;
            let is_broken = is_prose(line) && is_prose(next) && has_room;
            assert!(!is_broken, "{command}: {line}");
        }
    }
}

#[test]
fn each_example_in_the_help_of_each_command_works() {
    let template = desk();
    let help = template.answer("tickler --help");
    for command in commands(&help) {
        let help = template.answer(&format!("tickler {command} --help"));
        let examples = examples(&help);
        let shells = command == "completions";
        assert!(shells || (2..=7).contains(&examples.len()), "{command}");
        // What is written for the whole machine is not tried.
        let tried = examples.iter().filter(|line| !line.contains(" /usr/"));
        for example in tried.copied() {
            let desk = Desk::new().with("EDITOR", "true");
            let desk = desk.with("TICKLER_TODAY", "2024-06-13 09:30");
            let desk = desk.with("TICKLER_NOTIFIER", "true");
            let desk = desk.with("TICKLER_SENDMAIL", "true");
            let desk = desk.with("TICKLER_ME_NAME", "Anna Sand");
            let desk = desk.with("TICKLER_ME_EMAIL", "anna@acme.example");
            let desk = desk.with("TICKLER_OPENER", "true");
            let from = template.store();
            desk.answer(&format!("cp -r '{}' binder", from.display()));
            for (_, line) in BEFORE.iter().filter(|(of, _)| example.starts_with(of)) {
                desk.answer(line);
            }
            let asks = ["tickler forget ivan-ivanov", "tickler form ivanov needs"];
            let needs_a_person = command == "work" || asks.contains(&example);
            let output = desk.output(example);
            let expected = if needs_a_person { 4 } else { 0 };
            assert_eq!(
                output.status.code(),
                Some(expected),
                "{example}: {output:?}"
            );
        }
    }
}
