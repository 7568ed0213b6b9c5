//! Pages for paper: what stands on them, where they go, and how a browser prints them.

mod desk;

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use desk::Desk;

/// The letters of the line in which this stands.
fn code(page: &str, name: &str) -> Option<String> {
    let rows = page.split("<tr>").skip(1);
    let mut rows = rows.filter(|row| row.contains(name));
    let (_, rest) = rows.next()?.split_once("class=\"code\">")?;
    Some(rest.split_once('<')?.0.to_owned())
}

#[test]
fn the_day_sheet_has_a_line_for_each_with_letters_of_its_own() {
    let desk = Desk::of_many_scripts();
    let page = desk.answer("tickler print day");
    for said in [
        "13 June 2024",
        "6</b> of 30",
        "1 overdue, 5 new calls",
        "2 days late",
        "+370 600 12345",
        "Ask about the estimate",
        "09:30",
        "Send the &quot;estimate&quot;",
        "birthday",
        "In the evening: <code>tickler file --sheet</code>",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let names = [
        "Ivan Ivanov</bdi>",
        "สมชาย",
        "محمد",
        "Žydrūnė",
        "&lt;script",
        "Eve",
    ];
    let codes = names.map(|name| {
        let code = code(page.split_once("<tbody>").expect("a table").1, name).expect(name);
        assert!(code.len() == 2 && !code.contains(['I', 'L', 'O']), "{code}");
        code
    });
    for (number, code) in codes.iter().enumerate() {
        assert!(!codes[..number].contains(code), "{codes:?}");
    }
    // They stand on the sheet of anna whoever prints it, and as long as the day lasts.
    desk.answer("tickler file zydrune --on fri");
    let later = desk.answer("tickler print day");
    let (_, lines) = later.split_once("<tbody>").expect("a table");
    assert_eq!(code(lines, "Žydrūnė"), None);
    assert_eq!(code(lines, "สมชาย").as_ref(), Some(&codes[1]));
}

#[test]
fn a_sheet_has_letters_from_the_working_day_before_on() {
    let desk = Desk::after(&["tickler add 'Ivan Ivanov' --on mon"]);
    let tomorrow = desk.output("tickler --today fri print day mon");
    assert!(code(&String::from_utf8_lossy(&tomorrow.stdout), "Ivan").is_some());
    let early = desk.output("tickler print day mon");
    assert_eq!(code(&String::from_utf8_lossy(&early.stdout), "Ivan"), None);
    assert_eq!(
        String::from_utf8_lossy(&early.stderr),
        "its lines have no letters for tickler file --sheet; printed from Fri 2024-06-14 on they have\n"
    );
}

#[test]
fn nothing_from_data_is_more_than_text_and_nothing_is_fetched() {
    let desk = Desk::of_many_scripts();
    for line in [
        "tickler print day",
        "tickler print ivanov --all",
        "tickler print script",
        "tickler print handover",
        "tickler print dividers",
    ] {
        let page = desk.answer(line);
        assert!(
            page.starts_with("<!doctype html>\n<html lang=\"en\">"),
            "{page}"
        );
        assert!(page.contains("<meta charset=\"utf-8\">"), "{line}");
        let policy = "content=\"default-src 'none'; style-src 'unsafe-inline'\"";
        assert!(page.contains(policy), "{line}");
        for never in [
            "<script",
            "<img",
            "<b>tea",
            "javascript:",
            "://",
            "href=",
            "url(",
            "@import",
            "\u{202e}",
            "\u{1b}",
        ] {
            assert!(!page.contains(never), "{line} has {never}");
        }
    }
    let page = desk.answer("tickler print day");
    assert!(page.contains("Eve &lt;U+202E&gt;live ␛[31m"), "{page}");
    assert!(
        page.contains("<bdi dir=\"auto\" class=\"strong\">محمد العربي</bdi>"),
        "{page}"
    );
}

#[test]
fn a_dossier_has_its_card_what_is_planned_and_what_was() {
    let desk = Desk::of_many_scripts();
    let page = desk.answer("tickler print ivanov");
    for said in [
        "Ivan Ivanov",
        "Romashka Ltd",
        "+370 600 12345",
        "Open promises",
        "Send the &quot;estimate&quot;",
        "Last contacts and notes",
        "Likes &lt;b&gt;tea&lt;",
        "1 entry more",
        "Next contact on",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(
        desk.answer("tickler print ivanov --all")
            .contains("<h2>History</h2>")
    );
}

#[test]
fn what_was_offered_and_which_papers_there_are_stands_on_the_pages() {
    let desk = Desk::after(&[
        "tickler add 'Ivan Ivanov' --on today",
        "tickler config me.name 'Anna Sand'",
        "tickler draft --new",
        "tickler draft ivan offer --item 'Oak shelf; 12; 85.00'",
    ]);
    let papers = "<h2>Papers</h2>";
    for (line, heading, state) in [
        ("tickler print ivanov", "Open offers", "until Sat 13 Jul"),
        ("tickler print handover", "Open offers", "until Sat 13 Jul"),
        (
            "tickler --today 2024-07-12 print day",
            "Offers",
            "ends tomorrow",
        ),
    ] {
        let page = desk.answer(line);
        for said in [&format!("<h2>{heading}</h2>"), "EUR 1,020.00", state] {
            assert!(page.contains(said), "{line}: {said}: {page}");
        }
        assert_eq!(page.contains(papers), heading == "Open offers", "{line}");
        assert!(!page.contains(papers) || page.contains("offer-ivan-ivanov-1.html"));
    }
}

#[test]
fn a_packet_has_a_cover_and_every_dossier_behind_its_divider() {
    let desk = Desk::of_many_scripts();
    let page = desk.answer("tickler print handover");
    for said in [
        "Handover",
        "7 dossiers to carry on, 1 overdue, as of Thu 2024-06-13",
        "To ask about before they leave",
        "Behind &quot;11&quot;: Tue 2024-06-11, 2 days late",
        "Behind &quot;July&quot;",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let brief = desk.answer("tickler print handover anna --brief --days 1");
    assert!(
        brief.contains("6 dossiers to carry on for today"),
        "{brief}"
    );
    assert!(!brief.contains("Behind"), "{brief}");
}

#[test]
fn a_page_goes_into_a_file_whole_and_private() {
    let desk = Desk::after(&["tickler add 'Ivan Ivanov' --on today"]);
    let transcript = desk.transcript(&[
        "tickler print day -o sheet.html",
        "tickler print dividers --paper letter -o /dev/null",
        "tickler print ivanov -o nowhere/page.html",
        "tickler print ivanov -o - | head -1",
        "ls",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler print day -o sheet.html
Wrote the day sheet to sheet.html; any browser prints it
$ tickler print dividers --paper letter -o /dev/null
Wrote the dividers to /dev/null; any browser prints it
$ tickler print ivanov -o nowhere/page.html
! error: \"nowhere/page.html\" can't be written: No such file or directory (os error 2)
! hint: look at the folder it is to be in, or name another file: -o FILE
(2)
$ tickler print ivanov -o - | head -1
<!doctype html>
$ ls
binder
home
sheet.html
"
    );
    let sheet = desk.store().with_file_name("sheet.html");
    let mode = std::fs::metadata(&sheet).expect("the file").permissions();
    assert_eq!(mode.mode() & 0o777, 0o600);
    let value = desk.json("tickler print day --json");
    assert_eq!(
        (&value["what"], &value["paper"]),
        (&"day".into(), &"a4".into())
    );
    assert_eq!(
        value["html"],
        std::fs::read_to_string(&sheet).expect("the page")
    );
    let value = desk.json("tickler print day -o sheet.html --json");
    assert_eq!(
        (&value["file"], &value["html"]),
        (&"sheet.html".into(), &serde_json::Value::Null)
    );
}

#[test]
fn the_paper_is_that_of_the_country_unless_it_is_said() {
    let mut desk = Desk::new();
    for (locale, flag, size) in [
        ("C.UTF-8", "", "A4"),
        ("lt_LT.UTF-8", "", "A4"),
        ("en_US.UTF-8", "", "letter"),
        ("en_US.UTF-8", "--paper a4", "A4"),
        ("", "--paper letter", "letter"),
    ] {
        desk.set("LC_ALL", locale);
        let page = desk.answer(&format!("tickler print dividers {flag}"));
        assert!(page.contains(&format!("size: {size};")), "{locale} {flag}");
    }
}

#[test]
fn the_browser_of_the_users_config_is_given_a_private_file_of_ours() {
    let desk = Desk::after(&[
        "tickler add 'Ivan Ivanov' --on today",
        "mkdir -p home/.config/tickler tmp",
    ]);
    let folder = desk.store().with_file_name("");
    // A browser that reads the page, and says which it was given.
    let browser = "printf '%s\\n' \"$#\" \"$1\" > given; cp \"$1\" seen.html; stat -c %a \"$1\" \"$(dirname \"$1\")\" > modes\n";
    std::fs::write(folder.join("browser"), browser).expect("the browser is written");
    let config = "{ \"opener\": \"sh ./browser\" }";
    std::fs::write(folder.join("home/.config/tickler/config.json"), config).expect("the config");
    let desk = desk.with("TMPDIR", &folder.join("tmp").display().to_string());
    let said = desk.answer("tickler print day --open");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect(name);
    let given = read("given");
    let (count, file) = given.trim().split_once('\n').expect("two lines");
    assert_eq!(count, "1");
    assert!(Path::new(file).starts_with(folder.join("tmp")), "{file}");
    assert!(file.ends_with("/day.html"), "{file}");
    assert!(
        said.replace('\n', " ")
            .contains("Opened the day sheet in the browser"),
        "{said}"
    );
    assert_eq!(read("modes"), "400\n700\n");
    assert_eq!(read("seen.html"), desk.answer("tickler print day"));
    desk.answer("tickler print day --open");
    assert_ne!(read("given"), given, "its name can be guessed");
    // Nothing that a store says is run.
    desk.write("binder.json", "{ \"opener\": \"touch harm\" }");
    desk.output("tickler print day --open");
    assert!(!folder.join("harm").exists());
}

#[test]
fn printing_is_reading_and_works_in_a_store_that_can_not_be_written() {
    let desk = Desk::of_many_scripts();
    let before = desk.snapshot();
    desk.answer("chmod -R a-w binder");
    for what in ["day", "ivanov", "handover", "dividers"] {
        desk.answer(&format!("tickler print {what} > page.html"));
    }
    desk.answer("chmod -R u+w binder");
    assert_eq!(desk.snapshot(), before);
    // Where there is no store there is none afterwards.
    let desk = Desk::new();
    assert!(desk.answer("tickler print day").contains("Nothing is due."));
    assert!(!desk.store().exists());
}

#[test]
fn a_client_called_like_something_else_that_is_printed_is_printed_too() {
    let desk = Desk::after(&[
        "tickler add Day --on today",
        "tickler add 'Ivan Ivanov' --on today",
    ]);
    assert!(
        desk.answer("tickler print client day")
            .contains("<h1><bdi dir=\"auto\">Day</bdi></h1>")
    );
    assert!(desk.answer("tickler print day").contains("13 June 2024"));
}
