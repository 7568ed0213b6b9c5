//! How refusals are told to programs and on a terminal, and that the galleries leave none out.

mod desk;

use std::fs;
use std::path::{Path, PathBuf};

use desk::Desk;

#[test]
fn a_program_reads_them_as_json_whatever_the_exit_status() {
    let desk = Desk::new();
    desk.answer("tickler add 'Ivan Ivanov' --phone '+370 600 12345' --on fri");
    desk.answer("tickler add 'Ivana Petrova' --on fri");
    desk.refuses(
        r#"$ tickler --json
! {
!   "error": "no command was given",
!   "hint": "see which commands there are: tickler --help",
!   "candidates": []
! }
(2)
$ tickler --json show
! {
!   "error": "<CLIENT> is missing",
!   "hint": "see how it is said: tickler show --help",
!   "candidates": []
! }
(2)
$ tickler --json add Beta --on 'fri fri'
! {
!   "error": "\"fri fri\" is no date",
!   "hint": "a date is typed like fri or \"5 jul\"; in full it is year-month-day",
!   "candidates": []
! }
(2)
$ tickler --json show zzz
! {
!   "error": "no client fits \"zzz\"",
!   "hint": "see who there is: tickler list; or add a client: tickler add zzz",
!   "candidates": []
! }
(3)
$ tickler --json show ivan
! {
!   "error": "\"ivan\" fits 2 clients",
!   "hint": "type more of the name, or one of these as it stands, such as ivan-ivanov",
!   "candidates": [
!     {
!       "client": "ivan-ivanov",
!       "name": "Ivan Ivanov",
!       "company": null,
!       "phone": "+370 600 12345"
!     },
!     {
!       "client": "ivana-petrova",
!       "name": "Ivana Petrova",
!       "company": null,
!       "phone": null
!     }
!   ]
! }
(4)
"#,
    );
    desk.write("binder.json", "{ \"capacity\": 0 }");
    desk.refuses(
        r#"$ tickler --json today
! {
!   "error": "binder/binder.json: line 1, column 15: `capacity` must be a number from 1 to 10000",
!   "hint": "nothing was changed in it; mend it in an editor: `$EDITOR binder/binder.json`",
!   "candidates": []
! }
(1)
"#,
    );
}

#[test]
fn names_do_not_paint_the_screen_nor_turn_it_around() {
    let desk = Desk::new();
    desk.answer(r#"tickler add "$(printf 'Eve \033[31m\342\200\256live')" --on fri"#);
    desk.answer("tickler add 'Eve Adams' --on fri");
    desk.refuses(
        r#"$ tickler show eve
! error: "eve" fits 2 clients
!   eve-31mlive  Eve ␛[31m<U+202E>live
!   eve-adams  Eve Adams
! hint: type more of the name, or one of these as it stands, such as eve-31mlive
(4)
$ tickler --json show eve
! {
!   "error": "\"eve\" fits 2 clients",
!   "hint": "type more of the name, or one of these as it stands, such as eve-31mlive",
!   "candidates": [
!     {
!       "client": "eve-31mlive",
!       "name": "Eve \u001b[31m\u202elive",
!       "company": null,
!       "phone": null
!     },
!     {
!       "client": "eve-adams",
!       "name": "Eve Adams",
!       "company": null,
!       "phone": null
!     }
!   ]
! }
(4)
$ tickler add "$(printf 'Eve \033[31m\342\200\256live')"
! error: "Eve ␛[31m<U+202E>live" seems to be in the binder already
!   eve-31mlive  Eve ␛[31m<U+202E>live
! hint: look first: tickler show eve-31mlive; if it is another client: tickler add NAME --anyway
(4)
$ tickler show "$(printf 'x\033]0;title\007')"
! error: no client fits "x␛]0;title␇"
! hint: see who there is: tickler list; or add a client: tickler add NAME
(3)
$ tickler add Beta --on "$(printf 'fri\033[2J')"
! error: "fri␛[2J" is no date
! hint: a date is typed like fri or "5 jul"; in full it is year-month-day
(2)
$ tickler --as "$(printf '\033[31m')" today
! error: --as: "␛[31m" can't be a manager's name: the manager's folder is called so
! hint: letters, digits, - and _ do, at most 64 of them, but no name that Windows keeps for itself, such as con: --as anna
(2)
$ tickler "$(printf '\342\200\256yadot')"
! error: there is no command "<U+202E>yadot"
! hint: see which commands there are: tickler --help
(2)
$ tickler list --sort "$(printf '\342\200\256due')"
! error: invalid value '<U+202E>due' for '--sort <KEY>' [possible values: due, name, company, stage, last]
! hint: a similar value exists: 'due'; see how it is said: tickler list --help
(2)
$ tickler config "$(printf '\302\233key')"
! error: there is no "<U+009B>key"
! hint: there are manager, capacity, quota_new, work_week, holidays, layout, dated_months, front_days, stages, occasions_ahead, left, dir, editor, pager, opener, notifier, sendmail, color and me.name
(2)
"#,
    );
}

/// The files in which the words of the refusals are: `refusal.rs`, and one for each topic.
fn files_of_words() -> Vec<PathBuf> {
    let files = fs::read_dir("src/binder").expect("the binder");
    let files = files.map(|item| item.expect("an item of it").path());
    let is_one = |path: &PathBuf| path.to_string_lossy().ends_with("refusal.rs");
    files.filter(is_one).collect()
}

#[test]
fn every_refusal_is_shown_in_a_gallery() {
    let galleries = galleries();
    let mut missing = Vec::new();
    for file in files_of_words() {
        let source = fs::read_to_string(&file).expect("a source file");
        let (_, behind) = source.split_once("pub enum ").expect("an enum");
        let (name, _) = behind.split_once(" {").expect("its name");
        let variants = variants(&source, name);
        assert!(variants.len() > 1, "{}: {variants:?}", file.display());
        let prefix = if name == "Refusal" {
            "Refusal::"
        } else {
            "Self::"
        };
        let words = words_of(&source, name, prefix);
        for variant in variants.into_iter().filter(|variant| is_said(variant)) {
            // What it says word for word, of whatever it is said.
            let said: Vec<&String> = words
                .iter()
                .filter(|(of, _)| *of == variant)
                .map(|(_, words)| words)
                .collect();
            let is_shown = |words: &&String| galleries.iter().any(|line| line.contains(*words));
            if said.is_empty() || !said.iter().all(is_shown) {
                missing.push(format!("{variant}: {said:?}"));
            }
        }
    }
    // Said by the words of another enum or refusal, and by those of a file that is no calendar or no
    // template.
    missing.retain(|one| {
        ![
            "On:",
            "PassedUntil:",
            "PassedDay:",
            "BadTemplate:",
            "BadRows:",
            "NotACalendar:",
        ]
        .iter()
        .any(|of| one.starts_with(of))
    });
    assert!(missing.is_empty(), "no gallery shows {missing:#?}");
}

/// Whether anything but the enum itself and its words names the variant: those of a command that is
/// still to come are said by nobody.
fn is_said(variant: &str) -> bool {
    let mut own = files_of_words();
    own.extend(["refusal_kind", "way_out"].map(|name| format!("src/binder/{name}.rs").into()));
    let named = format!("Refusal::{variant}");
    let others = sources(Path::new("src")).into_iter();
    others.filter(|path| !own.contains(path)).any(|path| {
        let text = fs::read_to_string(path).expect("a source file");
        let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
        text.split(&named).skip(1).any(ends)
    })
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let items = fs::read_dir(folder).expect("a folder of sources");
    items
        .map(|item| item.expect("an item of it").path())
        .flat_map(|path| {
            if path.is_dir() {
                sources(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

/// What stands behind `! error: ` in all galleries.
fn galleries() -> Vec<String> {
    let tests = fs::read_dir("tests").expect("the tests");
    let names = tests.map(|item| item.expect("a test").path());
    names
        .filter(|path| path.to_string_lossy().contains("refusals"))
        .flat_map(|path| {
            let text = fs::read_to_string(path).expect("a test");
            let text = text.replace("\\\"", "\"").replace("\\\n", "");
            let errors = text.lines().filter_map(|line| line.split_once("! error: "));
            errors.map(|(_, said)| said.to_owned()).collect::<Vec<_>>()
        })
        .collect()
}

/// The names of an enum's variants.
fn variants(source: &str, name: &str) -> Vec<String> {
    let beginning = format!("pub enum {name} {{");
    let (_, body) = source.split_once(&beginning).expect("the enum");
    let (body, _) = body.split_once("\n}").expect("its end");
    let is_variant =
        |line: &&str| line.starts_with("    ") && line[4..].starts_with(char::is_uppercase);
    let name = |line: &str| line.trim().trim_end_matches([' ', '{', ',']).to_owned();
    body.lines()
        .filter(is_variant)
        .map(|line| {
            let name = name(line);
            name.split('(').next().unwrap_or_default().to_owned()
        })
        .collect()
}

/// For each arm of `Display` its variant with the longest piece of text in it that is always said.
fn words_of(source: &str, name: &str, prefix: &str) -> Vec<(String, String)> {
    let (_, display) = source
        .rsplit_once(&format!("impl fmt::Display for {name} "))
        .expect("its words");
    let (display, _) = display.split_once("\n}").expect("their end");
    let display = display.replace("\\\"", "\u{1}");
    let mut words = Vec::new();
    for arm in display.split(prefix).skip(1) {
        let name: String = arm.chars().take_while(|c| c.is_alphanumeric()).collect();
        let texts = arm.split('"').skip(1).step_by(2);
        let pieces = texts.flat_map(|text| text.split(['{', '}']).step_by(2).collect::<Vec<_>>());
        let longest = pieces.max_by_key(|piece| piece.len()).unwrap_or_default();
        if !longest.is_empty() {
            words.push((name, longest.replace('\u{1}', "\"")));
        }
    }
    words
}
