//! Answers that are longer than the screen.

mod desk;

use desk::Desk;

/// Runs `tickler list` on a terminal of 80 columns and 10 lines; `None` where there is no
/// `script` to make one.
fn on_a_terminal(desk: &Desk, pager: &str) -> Option<String> {
    let line = format!(
        "command -v script >/dev/null || exit 9; \
         script -qec \"stty rows 10 cols 80; {pager} tickler --color never list\" /dev/null </dev/null"
    );
    let output = desk.output(&line);
    let text = String::from_utf8(output.stdout).expect("the answer is text");
    (output.status.code() != Some(9)).then(|| text.replace('\r', ""))
}

#[test]
fn a_list_longer_than_the_terminal_goes_through_the_pager_that_is_named_first() {
    let desk = Desk::new();
    for number in 1..=12 {
        desk.answer(&format!("tickler add 'Client {number}' --on fri"));
    }
    let whole = desk.answer("tickler list");
    let lines = format!("{}\n", whole.lines().count());
    let cases = [
        ("TICKLER_PAGER='wc -l' PAGER=nosuch", &lines),
        ("PAGER='wc -l'", &lines),
        ("TICKLER_PAGER= PAGER='wc -l'", &whole),
        ("PAGER='nosuch 2>/dev/null'", &whole),
    ];
    for (pager, expected) in cases {
        let Some(seen) = on_a_terminal(&desk, pager) else {
            desk::skipped("the pager: there is no script to make a terminal");
            return;
        };
        assert_eq!(&seen, expected, "{pager}");
    }
    assert_eq!(desk.answer("PAGER='wc -l' tickler list"), whole);
    let config = desk.store().with_file_name("home/.config/tickler");
    std::fs::create_dir_all(&config).expect("a folder");
    std::fs::write(config.join("config.json"), r#"{ "pager": "wc -l" }"#).expect("written");
    let seen = on_a_terminal(&desk, "PAGER=nosuch");
    assert_eq!(seen, Some(lines), "one's own config goes before PAGER");
}

#[test]
fn a_pager_that_fails_leaves_the_answer_to_be_printed() {
    let desk = Desk::new();
    for number in 1..=12 {
        desk.answer(&format!("tickler add 'Client {number}' --on fri"));
    }
    let whole = desk.answer("tickler list");
    let head = whole.split_inclusive('\n').take(3).collect::<String>();
    let cases = [
        ("PAGER='exit 1'", &whole),
        // Left before the end is seen as far as one wanted.
        ("PAGER='head -n 3'", &head),
        ("PAGER='head -n 3; kill -INT $$'", &head),
    ];
    for (pager, expected) in cases {
        let Some(seen) = on_a_terminal(&desk, pager) else {
            desk::skipped("the pager: there is no script to make a terminal");
            return;
        };
        assert_eq!(&seen, expected, "{pager}");
    }
}
