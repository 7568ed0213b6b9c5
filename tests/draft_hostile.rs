//! Letters from what can't be trusted: cards, templates and folders that anybody may have written.

mod desk;

use std::fs;
use std::os::unix::fs::symlink;

use desk::Desk;

fn desk() -> Desk {
    Desk::after(&[
        "tickler add Ivan --on fri",
        "tickler config me.name Anna",
        "tickler draft --new thank-you",
    ])
}

#[test]
fn a_card_is_text_in_every_letter() {
    let desk = Desk::after(&["tickler config me.name Anna", "tickler draft --new"]);
    let evil = "<script>alert(1)</script> [x](javascript:alert(1)) # h {{ 7 * 7 }} {% raw %}";
    desk.answer(&format!(
        "tickler add '{evil}' --company '# Big | <b>' --on fri"
    ));
    let slug = desk.json("tickler list --json")["dossiers"][0]["client"].clone();
    let slug = slug.as_str().expect("a slug");
    desk.answer(&format!(
        "tickler edit {slug} --set address=\"$(printf 'a\\n# b\\n- c\\n\\n\\n<img src=x>')\""
    ));
    let letter = desk.json(&format!(
        "tickler draft {slug} offer --item '<i>x</i> | y; 1; 5' --set subject=\"$(printf 'a\\nkind: offer\\n---\\n<b>')\" \
         --print --json"
    ));
    let html = letter["html"].as_str().expect("a page");
    let (_, body) = html.split_once("<body>").expect("a body");
    for tag in [
        "<script", "<img", "<i>", "<b>", "<a ", "<h1># ", "<li>", "49",
    ] {
        assert!(!body.contains(tag), "{tag}: {body}");
    }
    for text in [
        "&lt;script&gt;alert(1)&lt;/script&gt; [x](javascript:alert(1)) # h {{ 7 * 7 }} {% raw %}",
        "# Big | &lt;b&gt;",
        "a<br />\n# b<br />\n- c<br />\n&lt;img src=x&gt;",
        ">&lt;i&gt;x&lt;/i&gt; | y</td>",
    ] {
        assert!(body.contains(text), "{text}: {body}");
    }
    assert_eq!(letter["subject"], "a kind: offer --- <b>");
    assert_eq!(body.matches("<h1>").count(), 1, "{body}");
}

#[test]
fn a_template_reads_no_file_but_templates_and_makes_no_endless_work() {
    let desk = desk();
    fs::write(desk.store().join("../secret.md"), "secret").expect("written");
    let cases = [
        ("{% include '../secret.md' %}", "line 1"),
        ("{% include '../../secret.md' %}", "line 1"),
        ("{% include '/etc/hostname' %}", "line 1"),
        ("{% extends 'x.md' %}", "cycle in template inheritance"),
        ("x\n{% include 'x.md' %}", "recursion limit exceeded"),
        ("{% for i in range(1000000000) %}x{% endfor %}", "line 1"),
        (
            "{% for i in range(9999) %}\n{% for j in range(9999) %}\n{% endfor %}{% endfor %}",
            "far too much work",
        ),
        (
            "{% set n = namespace(x='abcdefgh') %}{% for i in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
            "far too much work",
        ),
        ("{{ 'x' * 2000000 }}", "far too much text"),
        (
            "{% for i in range(2000) %}{{ 'x' * 1000 }}{% endfor %}",
            "more text than any letter has",
        ),
        ("{{ '%99999999s' | format('x') }}", "line 1"),
    ];
    let before = desk.dossiers();
    for (template, why) in cases {
        desk.write("templates/x.md", template);
        let said = desk.run("tickler draft ivan x");
        assert!(
            said.contains("! error: templates/x.md: ") && said.contains(why),
            "{template}: {said}"
        );
        assert!(said.ends_with("(4)\n"), "{template}: {said}");
        assert!(!said.contains("secret\n"), "{said}");
    }
    let deep = format!("{{{{ {}1{} }}}}", "(".repeat(50_000), ")".repeat(50_000));
    desk.write("templates/x.md", deep);
    let said = desk.run("tickler draft ivan x");
    assert!(
        said.contains("! error: templates/x.md: line 1") && said.ends_with("(4)\n"),
        "{}",
        said.len()
    );
    desk.write("templates/x.md", "x".repeat(300 << 10));
    let said = desk.run("tickler draft ivan x");
    assert!(said.contains("is larger than 256 KiB"), "{said}");
    assert_eq!(desk.dossiers(), before);
    assert!(
        !desk.store().join("papers").exists(),
        "something was written"
    );
}

#[test]
fn no_more_is_read_of_what_an_editor_leaves_than_any_letter_has() {
    let desk = desk().with("EDITOR", "truncate -s 17M").with("TMPDIR", ".");
    desk.write("templates/x.md", "Dear {{ name }}");
    let before = desk.snapshot();
    let shown = desk.at_terminal("tickler draft ivan x", "");
    assert!(
        shown.contains("nothing was written, and your text is kept in ./tickler-")
            && shown.contains("it is larger than 16 MiB"),
        "{shown}"
    );
    assert_eq!(desk.snapshot(), before);
}

#[test]
fn names_and_links_lead_nowhere() {
    let desk = desk();
    fs::write(desk.store().join("../secret.md"), "secret {{ name }}").expect("written");
    for name in [
        "../../secret",
        "../secret",
        "templates/../../secret",
        "/etc/hostname",
        "thank-you.md",
        ".",
        "CON",
        "",
        "пїЅ",
    ] {
        let said = desk.run(&format!("tickler draft ivan '{name}' --print"));
        assert!(said.contains("! error: there is no template"), "{said}");
    }
    symlink("../../secret.md", desk.store().join("templates/link.md")).expect("linked");
    let said = desk.run("tickler draft ivan link --print");
    assert!(
        said.contains("templates/link.md: is a symbolic link; none is followed"),
        "{said}"
    );
    desk.write("templates/y.md", "{% include 'link.md' %}");
    let said = desk.run("tickler draft ivan y --print");
    assert!(
        said.contains("is a symbolic link") && !said.contains("secret"),
        "{said}"
    );
    for name in ["../../evil", "/tmp/evil", ""] {
        let said = desk.run(&format!("tickler draft --new='{name}'"));
        assert!(
            said.contains("comes with tickler") && said.ends_with("(2)\n"),
            "{said}"
        );
    }
    fs::rename(
        desk.store().join("templates"),
        desk.store().join("../elsewhere"),
    )
    .expect("moved");
    symlink("../elsewhere", desk.store().join("templates")).expect("linked");
    for line in [
        "tickler draft ivan thank-you",
        "tickler draft --list",
        "tickler draft --new",
    ] {
        let said = desk.run(line);
        assert!(
            said.contains("symbolic link") && said.ends_with("(1)\n"),
            "{said}"
        );
    }
    desk.answer("tickler today");
}

#[test]
fn a_store_in_which_nothing_can_be_written_gets_no_half_letter() {
    let desk = desk();
    fs::create_dir(desk.store().join("papers")).expect("made");
    fs::write(desk.store().join("papers/x"), "").expect("written");
    let id = desk.json("tickler show ivan --json")["id"].clone();
    desk.write(
        &format!("papers/{}", id.as_str().expect("an id")),
        "no folder",
    );
    let before = desk.snapshot();
    let said = desk.run("tickler draft ivan thank-you");
    assert!(
        said.contains("can't be written") && said.ends_with("(1)\n"),
        "{said}"
    );
    assert_eq!(desk.snapshot(), before);
}

#[test]
fn the_me_of_a_store_is_nobodys() {
    let desk = Desk::after(&["tickler add Ivan --on fri", "tickler draft --new thank-you"]);
    let settings = desk.read("binder.json");
    desk.write(
        "binder.json",
        settings.replacen('{', "{ \"me\": { \"name\": \"Mallory\" },", 1),
    );
    desk.answer("tickler edit ivan --set me.name=Mallory");
    let said = desk.run("tickler draft ivan thank-you --print");
    assert!(
        said.contains("`me.name` is missing") && !said.contains("Mallory"),
        "{said}"
    );
}
