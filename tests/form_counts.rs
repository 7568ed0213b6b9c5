//! The answers to an own form, counted by `stats --form`.

mod desk;

use desk::{Desk, NEEDS};
use serde_json::json;

#[test]
fn the_answers_of_a_binder_are_counted() {
    let desk = Desk::after(&[
        "tickler add One --on fri --stage offer",
        "tickler add Two --on jul --stage offer",
        "tickler add Three --on someday",
        "tickler add Four --on fri",
        "tickler --as ben config --manager ben --new",
        "tickler --as ben add Five --on fri",
    ]);
    desk.write("forms/needs.json", NEEDS);
    for line in [
        "tickler form one needs --set budget=100",
        "tickler form two needs --set budget=50.5 --set size=L",
        "tickler form three needs --set budget=9",
        "tickler close three --won",
        "tickler form five needs --set budget=1",
    ] {
        desk.answer(line);
    }
    desk.says(
        "\
$ tickler stats --form needs
Needs  anna  filled in by 3 of 4 clients

Budget a year      3
  on average   53.17  159.50 in all, 9 to 100

Size               2  of 2 asked
  S                1  ████████████
  L                1  ████████████
$ tickler stats --form needs --csv
key,label,kind,asked,answered,answer,count,unit,sum,mean,least,most,first,last
budget,Budget a year,number,4,3,,3,,159.50,53.17,9,100,,
size,Size,choice,2,2,S,1,,,,,,,
size,Size,choice,2,2,L,1,,,,,,,
",
    );
    let all = desk.json("tickler --json stats --form needs --all");
    assert_eq!((&all["clients"], &all["filled"]), (&json!(5), &json!(4)));
    assert_eq!(all["fields"][0]["sums"][0]["sum"].to_string(), "160.50");
    let help = desk.answer("tickler stats --help");
    for word in ["asked:", "answered:", "odd:", "With --form"] {
        assert!(help.contains(word), "{word}");
    }
}
