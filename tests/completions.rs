//! Completion in the real shells: what stands on the line after the Tab key.

mod desk;

use desk::Desk;

/// A desk with clients whose names can be found by a later word.
fn desk() -> Desk {
    let mut desk = Desk::after(&[
        "tickler add 'Jonas Petraitis' --on 2024-06-20",
        "tickler add 'Сергей Бондарь' --on 2024-06-20",
        "tickler add 'Ona Jonaitė' --on jul",
        "tickler config --manager boris --new",
        "tickler --as boris add 'Cecilia Ruiz'",
        "tickler draft --new",
        "tickler form --new needs",
    ]);
    // Else a shell takes other letters than ASCII for bytes.
    desk.set("LC_ALL", "C.UTF-8");
    desk
}

/// What is typed before the Tab key, and what stands there after it.
const TYPED: [(&str, &str); 18] = [
    ("tickler show petr", "tickler show jonas-petraitis"),
    ("tickler show Серг", "tickler show sergei-bondar"),
    ("tickler show ceci", "tickler show cecilia-ruiz"),
    ("tickler handover bo", "tickler handover boris"),
    (
        "tickler file jonas-petraitis --on tom",
        "tickler file jonas-petraitis --on tomorrow",
    ),
    ("tickler list --stage off", "tickler list --stage offer"),
    ("tickler config cap", "tickler config capacity"),
    ("tickler draft petr foll", "tickler draft petr follow-up"),
    ("tickler print divi", "tickler print dividers"),
    ("tickler print petr", "tickler print jonas-petraitis"),
    ("tickler stats --form ne", "tickler stats --form needs"),
    (
        "tickler form petr needs --set tend",
        "tickler form petr needs --set tender=",
    ),
    ("tickler reop", "tickler reopen"),
    ("tickler review yest", "tickler review yesterday"),
    ("tickler deal ju", "tickler deal jul"),
    (
        "tickler edit jonas-petraitis --zone Europe/Vil",
        "tickler edit jonas-petraitis --zone Europe/Vilnius",
    ),
    (
        "tickler edit petr --unset comp",
        "tickler edit petr --unset company",
    ),
    (
        "tickler list --group dis",
        "tickler list --group dissatisfied",
    ),
];

/// What is more than a word to a shell where it is not quoted, and what tickler is told then.
const QUOTED: [(&str, &str); 7] = [
    ("tickler list --stage fir", "<list><--stage><first contact>"),
    (
        "tickler list --stage 'fir",
        "<list><--stage><first contact>",
    ),
    (
        "tickler list --stage run",
        "<list><--stage><run$(touch RUN)>",
    ),
    ("tickler attach petr my", "<attach><petr><my offer.pdf>"),
    (
        r"tickler attach petr my\ of",
        "<attach><petr><my offer.pdf>",
    ),
    (
        "tickler attach petr \"my of",
        "<attach><petr><my offer.pdf>",
    ),
    ("tickler attach petr ~/Off", "<attach><petr><home/Offers"),
];

fn is_here(shell: &str) -> bool {
    let run = std::process::Command::new(shell)
        .args(["-c", "exit 0"])
        .status();
    let is_here = run.is_ok_and(|status| status.success());
    if !is_here {
        desk::skipped(&format!("completion in {shell}: it is not here"));
    }
    is_here
}

/// Types at an interactive shell, with the Tab key behind each.
fn typed_at(desk: &Desk, shell: &str, start: &str, typed: &[(&str, &str)]) {
    let lines = typed.iter().map(|(typed, _)| format!("{typed}\t\n"));
    let keys = format!("{start}\n{}exit\n", lines.collect::<String>());
    let screen = desk.at_terminal(&format!("TERM=xterm exec {shell}"), &keys);
    for (typed, expected) in typed {
        assert!(screen.contains(expected), "{typed}: {screen}");
    }
}

/// Types what has to be quoted.
fn quoted_at(shell: &str, start: &str) {
    let desk = desk();
    desk.answer("tickler config stages 'first contact,run$(touch RUN)'");
    desk.answer("touch 'my offer.pdf'; mkdir -p ~/Offers");
    let told =
        r#"tickler() { if [ $1 = -- ]; then command tickler "$@"; else printf '<%s>' "$@"; fi; }"#;
    let start = format!("{start}; set +x; {told}");
    typed_at(&desk, shell, &start, &QUOTED);
    desk.answer("test ! -e RUN");
}

// What it runs is told too: it shows no line that is typed ahead.
const BASH: &str = "source <(tickler completions bash); set -x";
const ZSH: &str = "autoload -U compinit; compinit -u -D; source <(tickler completions zsh)";

#[test]
fn bash_completes_clients_by_any_word_managers_dates_and_settings() {
    if is_here("bash") {
        typed_at(&desk(), "bash --norc -i", BASH, &TYPED);
    }
}

#[test]
fn zsh_does() {
    if is_here("zsh") {
        typed_at(&desk(), "zsh -f -i", ZSH, &TYPED);
    }
}

#[test]
fn bash_is_offered_words_as_it_reads_them() {
    if is_here("bash") {
        quoted_at("bash --norc -i", BASH);
    }
}

#[test]
fn zsh_is_too() {
    if is_here("zsh") {
        quoted_at("zsh -f -i", ZSH);
    }
}

#[test]
fn zsh_does_at_the_first_tab_where_a_package_has_put_the_script() {
    if !is_here("zsh") {
        return;
    }
    let start = "mkdir site; tickler completions zsh > site/_tickler; fpath=($PWD/site $fpath); \
                 autoload -U compinit; compinit -u -D";
    let keys = format!("{start}\ntickler reop\t\nexit\n");
    let screen = desk().at_terminal("TERM=xterm exec zsh -f -i", &keys);
    assert!(screen.contains("tickler reopen"), "{screen}");
}

#[test]
fn fish_does() {
    if !is_here("fish") {
        return;
    }
    let desk = desk();
    desk.answer("tickler config stages 'first contact,offer'; touch 'my offer.pdf'");
    // What it offers it quotes itself.
    for (typed, expected) in [
        (r"tickler attach petr my\\ of", "my offer.pdf"),
        (r#"tickler list --stage \"fir"#, "first contact"),
        ("tickler list --stage ", "first contact\noffer"),
    ] {
        let line = format!("fish -c \"tickler completions fish | source; complete -C '{typed}'\"");
        assert_eq!(desk.answer(&line), format!("{expected}\n"), "{typed}");
    }
    // Fish compares once more by itself, and knows of no other letters for the same name.
    let typed = TYPED.into_iter().filter(|(typed, _)| typed.is_ascii());
    for (typed, expected) in typed {
        let offered = desk.run(&format!(
            "fish -c \"tickler completions fish | source; complete -C '{typed}'\""
        ));
        let word = expected.rsplit(' ').next().expect("a word");
        let is_offered = offered
            .lines()
            .any(|line| line.split('\t').next() == Some(word));
        assert!(is_offered, "{typed}: {offered}");
    }
}

#[test]
fn what_a_terminal_would_obey_is_not_offered() {
    let desk = desk();
    let settings = r#"'{ "format": 1, "stages": ["red\u001b[31m", "two\nlines", "plain"] }'"#;
    desk.answer(&format!("printf '%s' {settings} > binder/binder.json"));
    desk.answer(
        "cp binder/managers/boris/someday/*.json binder/managers/boris/someday/\u{202e}.json",
    );
    let asked = "TICKLER_COMPLETE=fish tickler -- tickler";
    assert_eq!(desk.answer(&format!("{asked} list --stage ''")), "plain\n");
    let offered = desk.answer(&format!("{asked} --as boris assign ce"));
    assert_eq!(offered, "cecilia-ruiz\n");
    let offered = desk.answer(&format!("{asked} --as boris assign ''"));
    assert!(!offered.contains('\u{202e}'), "{offered}");
}

#[test]
fn of_more_than_anybody_looks_through_those_are_offered_whose_day_is_next() {
    let desk = desk();
    desk.answer("(echo Name; seq -f 'Zoe Many %.0f' 1100) > many.csv");
    desk.answer("tickler import many.csv --on 2030-01-02 --yes");
    let asked = "TICKLER_COMPLETE=fish tickler -- tickler show";
    let names = |typed: &str| -> Vec<String> {
        let offered = desk.answer(&format!("{asked} {typed}"));
        let names = offered.lines().filter(|line| !line.starts_with('-'));
        names.map(str::to_owned).collect()
    };
    let next = names("''");
    assert_eq!(next.len(), 1000);
    assert!(next.contains(&"jonas-petraitis".to_owned()), "{next:?}");
    assert_eq!(names("z").len(), 1100);
}

#[test]
fn a_broken_store_says_nothing_while_a_line_is_typed() {
    let desk = desk();
    desk.run("echo '{' > binder/binder.json");
    let asked = "TICKLER_COMPLETE=fish tickler -- tickler";
    assert_eq!(
        desk.run(&format!("{asked} show jo")),
        format!("$ {asked} show jo\n")
    );
    assert!(desk.run(&format!("{asked} sho")).contains("show"));
}
