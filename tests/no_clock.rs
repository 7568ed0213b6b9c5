//! A morning on a given day: what is asked of the machine, and what is not.

mod desk;

use desk::Desk;

#[test]
fn a_morning_on_a_given_day_reads_no_clock() {
    let desk = Desk::new();
    desk.answer("tickler add Beta --on fri");
    if !desk.output("strace -V").status.success() {
        desk::skipped("strace is not there");
        return;
    }
    for line in [
        "tickler today",
        "env TICKLER_TODAY=mon tickler --today 2024-06-13 today",
    ] {
        desk.answer(&format!("strace -f -o trace -e trace=file {line}"));
        let trace = desk.read("../trace");
        assert!(
            !trace.contains("localtime") && !trace.contains("zoneinfo"),
            "{trace}"
        );
        assert_eq!(trace.matches("config.json").count(), 1, "{trace}");
        assert!(!trace.contains("/etc/passwd"), "{trace}");
    }
}
