//! Pages for paper, printed by a real browser: how many sheets, how large, and what stands on them.
//! Where no browser is here, the tests say so and skip.

mod desk;

use std::path::PathBuf;
use std::process::Command;

use desk::Desk;

/// A browser that prints, if one is here.
fn browser() -> Option<&'static str> {
    let runs = |program: &&str| Command::new(program).arg("--version").output().is_ok();
    let browser = ["chromium", "chromium-browser", "google-chrome"]
        .into_iter()
        .find(runs);
    let tools = ["pdfinfo", "pdftotext"]
        .iter()
        .all(|tool| Command::new(tool).arg("-v").output().is_ok());
    if browser.is_none() || !tools {
        desk::skipped("how a browser prints the pages: chromium or poppler-utils is not here");
        return None;
    }
    browser
}

/// A printed page: how many sheets, how large in points, and what can be read on them.
struct Pdf {
    sheets: usize,
    size: String,
    text: String,
}

fn printed(desk: &Desk, browser: &str, line: &str) -> Pdf {
    desk.answer(&format!("{line} -o page.html"));
    let path = |name: &str| -> PathBuf { desk.store().with_file_name(name) };
    let (page, pdf, profile) = (path("page.html"), path("page.pdf"), path("profile"));
    let run = Command::new(browser)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
        ])
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(format!("--print-to-pdf={}", pdf.display()))
        .arg(format!("file://{}", page.display()))
        .output()
        .expect("the browser runs");
    assert!(pdf.exists(), "{}", String::from_utf8_lossy(&run.stderr));
    let read = |program: &str, last: &[&str]| {
        let output = Command::new(program)
            .arg(&pdf)
            .args(last)
            .output()
            .expect("it is read");
        String::from_utf8(output.stdout).expect("text")
    };
    let info = read("pdfinfo", &[]);
    let of = |key: &str| -> String {
        let line = info.lines().find_map(|line| line.strip_prefix(key));
        line.expect(key).trim().to_owned()
    };
    Pdf {
        sheets: of("Pages:").parse().expect("a number"),
        size: of("Page size:"),
        text: read("pdftotext", &["-"]),
    }
}

#[test]
fn a_browser_prints_a_sheet_for_each_divider() {
    let Some(browser) = browser() else { return };
    let desk = Desk::new();
    let pdf = printed(&desk, browser, "tickler print dividers");
    assert_eq!(
        (pdf.sheets, pdf.size.ends_with("(A4)")),
        (43, true),
        "{}",
        pdf.size
    );
    let tabs: Vec<&str> = pdf.text.split_whitespace().collect();
    assert_eq!(
        (tabs[0], tabs[30], tabs[31], tabs[42]),
        ("1", "31", "January", "December")
    );
    let pdf = printed(&desk, browser, "tickler print dividers --paper letter");
    assert_eq!(
        (pdf.sheets, pdf.size.ends_with("(letter)")),
        (43, true),
        "{}",
        pdf.size
    );
}

#[test]
fn a_browser_prints_a_full_day_on_whole_lines_with_every_name() {
    let Some(browser) = browser() else { return };
    let desk = Desk::of_many_scripts();
    let many = "for n in $(seq 40); do tickler add \"Client $n\" --company \"Company $n\" --on today \
                --next 'Call about the order that was promised for the end of the month' \
                --anyway >/dev/null 2>&1; done";
    desk.answer(many);
    let pdf = printed(&desk, browser, "tickler print day");
    assert!((4..=6).contains(&pdf.sheets), "{}", pdf.sheets);
    for name in [
        "Ivan Ivanov",
        "สมชาย ใจดี",
        "محمد العربي",
        "Žydrūnė",
        "<script>alert(1)</script>",
    ] {
        assert!(pdf.text.contains(name), "{name}: {}", pdf.text);
    }
    // The titles stand on each sheet, and no line is torn apart between two.
    let sheets: Vec<&str> = pdf.text.trim_end_matches('\u{c}').split('\u{c}').collect();
    assert_eq!(sheets.len(), pdf.sheets);
    for sheet in &sheets {
        assert!(sheet.contains("CLIENT"), "{sheet}");
        assert!(sheet.contains("Thu 2024-06-13"), "{sheet}");
    }
    for number in 1..=40 {
        let holds = |sheet: &&&str, text: String| sheet.lines().any(|line| line == text);
        let sheet = sheets
            .iter()
            .find(|sheet| holds(sheet, format!("Client {number}")));
        let sheet = sheet.expect("the client's sheet");
        assert!(
            holds(&sheet, format!("Company {number}")),
            "{number}: {sheet}"
        );
    }
    let pdf = printed(&desk, browser, "tickler print day 2024-06-19");
    assert!(pdf.text.contains("Client 40"));
    let empty = Desk::new();
    let pdf = printed(&empty, browser, "tickler print day");
    assert_eq!(pdf.sheets, 1);
    assert!(pdf.text.contains("Nothing is due."), "{}", pdf.text);
}

#[test]
fn a_browser_prints_a_dossier_and_a_packet() {
    let Some(browser) = browser() else { return };
    let desk = Desk::of_many_scripts();
    let pdf = printed(&desk, browser, "tickler print ivanov --paper letter");
    assert_eq!(
        (pdf.sheets, pdf.size.ends_with("(letter)")),
        (1, true),
        "{}",
        pdf.size
    );
    assert!(pdf.text.contains("Likes <b>tea</b>"), "{}", pdf.text);
    let pdf = printed(&desk, browser, "tickler print handover");
    // The cover, who is to be asked about, and a sheet at least for each of three dividers.
    let sheets: Vec<&str> = pdf.text.split('\u{c}').collect();
    assert!(
        sheets[0].contains("7 dossiers to carry on"),
        "{}",
        sheets[0]
    );
    assert!(sheets[1].contains("MISSING"), "{}", sheets[1]);
    assert!(sheets[2].contains("Behind \"11\""), "{}", sheets[2]);
    assert!(sheets[3].contains("Behind \"13\""), "{}", sheets[3]);
    assert!(pdf.text.contains("محمد العربي"), "{}", pdf.text);
}
