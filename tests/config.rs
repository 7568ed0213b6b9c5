//! The settings, and what the surroundings say, as a user meets them.

mod desk;

use desk::Desk;

#[test]
fn a_setting_is_shown_with_where_it_comes_from() {
    let desk = Desk::new();
    let transcript = desk.transcript(&[
        "tickler config",
        "tickler config capacity 25",
        "tickler config capacity 25",
        "tickler config capacity",
        "tickler config work_week mon-thu,sat",
        "tickler config stages 'new, talks, customer'",
        "tickler config --unset capacity",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler config
Setting          Value               From         Default
manager          anna                environment  not set
capacity         30                  default
quota_new        not set             default
work_week        mon-fri             default
holidays         none                default
layout           numbered            default
dated_months     1                   default
front_days       7                   default
stages           new, talks, offer,  default
                 contract, customer
occasions_ahead  3                   default
dir              binder              environment  home/.local/share/tickler
editor           not set             default
pager            not set             default
opener           not set             default
notifier         not set             default
sendmail         not set             default
color            auto                default

The store's settings are in binder/binder.json
dir, manager, editor, pager, opener, notifier, sendmail, color and me.* are set in home/.config/tickler/config.json
$ tickler config capacity 25
capacity: 25; before: 30 (default)
$ tickler config capacity 25
capacity: 25, as before
$ tickler config capacity
25  (store)
$ tickler config work_week mon-thu,sat
work_week: mon-thu, sat; before: mon-fri (default)
$ tickler config stages 'new, talks, customer'
stages: new, talks, customer; before: new, talks, offer, contract, customer (default)
$ tickler config --unset capacity
capacity: 30 (default); before: 25 (store)
"
    );
}

#[test]
fn a_manager_has_a_binder_and_values_of_ones_own() {
    let desk = Desk::new();
    desk.answer("tickler add Beta --on fri");
    let transcript = desk.transcript(&[
        "tickler config capacity 20 --manager ben",
        "tickler config manager ben",
        "tickler config --manager ben --new",
        "tickler --as ben add Gamma --on fri",
        "tickler config capacity 20 --manager ben",
        "tickler --as ben config capacity 25",
        "tickler config --unset capacity --manager ben",
        "tickler config layout dated --manager ben",
        "tickler config --manager Ben --new",
        "tickler config manager ben",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler config capacity 20 --manager ben
! error: ben has no binder here; there is that of anna
! hint: open one: tickler config --manager ben --new; or work in another: --as anna
(3)
$ tickler config manager ben
! error: ben has no binder here; there is that of anna
! hint: open one: tickler config --manager ben --new; or work in another: --as anna
(3)
$ tickler config --manager ben --new
Opened a binder for ben: tickler --as ben add NAME
$ tickler --as ben add Gamma --on fri
Added Gamma behind \"14\": Fri 2024-06-14, tomorrow (1 of 30)
$ tickler config capacity 20 --manager ben
capacity for ben: 20; before: 30 (default)
$ tickler --as ben config capacity 25
capacity: 25; before: 30 (default)
! ben's own capacity goes before it: 20
$ tickler config --unset capacity --manager ben
capacity for ben: 25; before: 20 (own value)
$ tickler config layout dated --manager ben
! error: `layout` is the same for all managers
! hint: set it for all, without --manager: tickler config layout VALUE
(2)
$ tickler config --manager Ben --new
! error: ben has a binder here already
! hint: open it: tickler --as ben today
(4)
$ tickler config manager ben
manager: ben; before: not set
! TICKLER_MANAGER goes before it: anna
"
    );
}

#[test]
fn days_off_are_added_and_removed() {
    let desk = Desk::new();
    let transcript = desk.transcript(&[
        "tickler config holidays --add '2024-06-24 Joninės' --add '--12-25 Kalėdos'",
        "tickler config holidays",
        "tickler add Beta --on 2024-06-24",
        "tickler config holidays --add '2024-06-24 Rasos'",
        "tickler config holidays --add '2024-06-14 leave' --manager anna",
        "tickler config holidays --remove --12-25 --manager anna",
        "tickler config holidays --remove --12-25",
        "tickler config holidays --remove --12-25",
        "tickler config holidays --add --06-24",
        "tickler config holidays --add '2024-06-31 Never'",
        "tickler config holidays 2024-06-24",
        "tickler config capacity --add '2024-06-24 x'",
        "tickler add Gamma --on +1d",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler config holidays --add '2024-06-24 Joninės' --add '--12-25 Kalėdos'
holidays: 2 days off; before: none (default)
+ Mon 2024-06-24 Joninės
+ every 25 December Kalėdos
$ tickler config holidays
Day                     Day off
2024-06-24  Mon         Joninės
--12-25     every year  Kalėdos
$ tickler add Beta --on 2024-06-24
Added Beta behind \"24\": Mon 2024-06-24, in 11 days (1 of 30)
! Mon 2024-06-24 is a holiday (Joninės), taken as said; the next working day is Tue 2024-06-25
$ tickler config holidays --add '2024-06-24 Rasos'
holidays: 2 days off; before: 2 days off (store)
- Mon 2024-06-24 Joninės
+ Mon 2024-06-24 Rasos
! 2024-06-24 was called \"Joninės\", and is \"Rasos\" now
$ tickler config holidays --add '2024-06-14 leave' --manager anna
holidays for anna: 3 days off; before: 2 days off (store)
+ Fri 2024-06-14 leave
$ tickler config holidays --remove --12-25 --manager anna
! error: --12-25 is not among this manager's own days off
! hint: it is a day off of all: say it without --manager
(3)
$ tickler config holidays --remove --12-25
holidays: 1 day off; before: 2 days off (store)
- every 25 December Kalėdos
$ tickler config holidays --remove --12-25
! error: --12-25 is not among the days off
! hint: see which there are: tickler config holidays
(3)
$ tickler config holidays --add --06-24
! error: \"--06-24\" is no day off with its name
! hint: type the day and its name: \"2024-06-24 Midsummer\", or for every year \"--06-24 Midsummer\"
(2)
$ tickler config holidays --add '2024-06-31 Never'
! error: \"2024-06-31 Never\" is no day off with its name
! hint: type the day and its name: \"2024-06-24 Midsummer\", or for every year \"--06-24 Midsummer\"
(2)
$ tickler config holidays 2024-06-24
! error: `holidays` can't be \"2024-06-24\"
! hint: holidays is a list: --add \"2024-06-24 Midsummer\", --remove 2024-06-24, or --import FILE.ics
(2)
$ tickler config capacity --add '2024-06-24 x'
! error: `capacity` is no list of days off
! hint: the list is called holidays: tickler config holidays --add \"2024-06-24 Midsummer\"
(2)
$ tickler add Gamma --on +1d
Added Gamma behind \"17\": Mon 2024-06-17, in 4 days (1 of 30)
! Fri 2024-06-14 is a holiday (leave), so it is Mon 2024-06-17, the next working day
"
    );
}

#[test]
fn what_can_not_be_set_is_refused_and_nothing_is_written() {
    let desk = Desk::new();
    desk.answer("tickler add Beta --on fri");
    let before = desk.snapshot();
    let long = "x".repeat(300);
    let refused = [
        ("tickler config capcity 3", 2, "there is no \"capcity\""),
        (
            "tickler config capcity 3",
            2,
            "there are capacity, manager,",
        ),
        (
            "tickler config capacity 0",
            2,
            "capacity is a number from 1 to 10000",
        ),
        (
            "tickler config front_days -1",
            2,
            "`front_days` can't be \"-1\"",
        ),
        (
            "tickler config work_week someday",
            2,
            "mon-fri or mon,tue,sat",
        ),
        (
            "tickler config layout round",
            2,
            "layout is numbered or dated",
        ),
        (
            "tickler config --manager ../x --new",
            2,
            "can't be a manager's name",
        ),
        (
            "tickler config --manager '' --new",
            2,
            "can't be a manager's name",
        ),
        (
            "tickler config --manager con --new",
            2,
            "can't be a manager's name",
        ),
        (
            &format!("tickler config --manager {long} --new"),
            2,
            "xxx…\" can't be",
        ),
        (
            "tickler config --manager anna --new",
            4,
            "anna has a binder here already",
        ),
        (
            "tickler config color red",
            2,
            "color is \"auto\", \"always\" or \"never\"",
        ),
        (
            "tickler config dir ../elsewhere",
            2,
            "dir is a whole path, from / or ~/ on",
        ),
        (
            "tickler config manager nobody",
            3,
            "nobody has no binder here",
        ),
    ];
    for (line, status, says) in refused {
        let said = desk.run(line);
        assert!(said.contains(says), "{said}");
        assert!(said.ends_with(&format!("\n({status})\n")), "{said}");
    }
    assert_eq!(desk.snapshot(), before);
}

#[test]
fn the_users_own_config_stands_between_the_environment_and_the_store() {
    let desk = Desk::new().with("TICKLER_MANAGER", "");
    let own = |text: &str| desk.write("../home/.config/tickler/config.json", text);
    own(r#"{ "dir": "~/mine", "manager": "ben", "editor": "vim -f", "color": "never" }"#);
    let from = |line: &str, key: &str| {
        let settings = desk.json(&format!("TICKLER_DIR= ; {line}"));
        let settings = settings["settings"].as_array().expect("a list").iter();
        let one = settings.clone().find(|one| one["key"] == key).expect(key);
        format!("{} {}", one["value"], one["from"]).replace('"', "")
    };
    desk.answer("TICKLER_DIR= tickler add Beta --on fri");
    assert!(desk.store().join("../home/mine/managers/ben").is_dir());
    let cases = [
        ("tickler --json config", "manager", "ben user"),
        (
            "TICKLER_MANAGER=cleo tickler --json config",
            "manager",
            "cleo environment",
        ),
        (
            "TICKLER_MANAGER=cleo tickler --json --as dan config",
            "manager",
            "dan flag",
        ),
        ("tickler --json config", "editor", "vim -f user"),
        ("EDITOR=ed tickler --json config", "editor", "vim -f user"),
        (
            "TICKLER_EDITOR=ed tickler --json config",
            "editor",
            "ed environment",
        ),
        ("tickler --json config", "color", "never user"),
        (
            "tickler --color always --json config",
            "color",
            "always flag",
        ),
        ("tickler --dir other --json config", "dir", "other flag"),
        (
            "TICKLER_DIR=other tickler --json config",
            "dir",
            "other environment",
        ),
    ];
    for (line, key, expected) in cases {
        assert_eq!(from(line, key), expected, "{line}");
    }
    own("{}");
    desk.answer("tickler --as ben --dir home/mine config manager ben");
    assert_eq!(
        from("tickler --dir home/mine --json config", "manager"),
        "ben store"
    );
    assert_eq!(
        from("USER=zoe tickler --json config", "manager"),
        "zoe default"
    );
}

#[test]
fn a_broken_user_config_is_named_with_line_and_column() {
    let desk = Desk::new();
    let own = "../home/.config/tickler/config.json";
    desk.write(own, "{\n  \"dir\": \"binder\"\n}\n");
    let said = "\
$ tickler today
! error: home/.config/tickler/config.json: line 2, column 17: `dir` must be a whole path, from / or ~/ on
! hint: nothing was changed in it; mend it in an editor: `$EDITOR home/.config/tickler/config.json`
(1)
";
    assert_eq!(desk.run("tickler today"), said);
    desk.write(own, "{ \"manager\": \"anna\", \"edtior\": \"vim\" }");
    let said = desk.run("tickler config");
    assert!(
        said.ends_with(
            "! \"edtior\" in home/.config/tickler/config.json means nothing to tickler\n"
        ),
        "{said}"
    );
}

#[test]
fn a_login_name_matters_only_where_nothing_else_says() {
    let desk = Desk::new()
        .with("TICKLER_MANAGER", "")
        .with("USER", "DOMAIN\\anna");
    let transcript = desk.transcript(&[
        "tickler today",
        "tickler config capacity 20",
        "tickler config manager anna",
        "tickler add Beta --on fri",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler today
! error: it isn't said whose binder to open, and the login name \"DOMAIN\\anna\" can't be a manager's
! hint: say who you are: --as anna, TICKLER_MANAGER=anna, or for all who use this binder: tickler config manager anna
(2)
$ tickler config capacity 20
capacity: 20; before: 30 (default)
$ tickler config manager anna
manager: anna; before: not set
$ tickler add Beta --on fri
Added Beta behind \"14\": Fri 2024-06-14, tomorrow (1 of 20)
"
    );
}
