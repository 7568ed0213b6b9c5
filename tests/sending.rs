//! A letter that is sent at once: by a program of the user, and by a real msmtp to a real SMTP server.

mod desk;

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};

use desk::Desk;

/// A desk with a template and a sender, and two clients with an address.
fn desk() -> Desk {
    let desk = Desk::after(&[
        "tickler add 'Žydrūnė Šimkutė' --email zydrune@azuolas.example --on fri",
        "tickler add 'Ivan Ivanov' --email ivanov@romashka.example --salutation 'Mr Ivanov' --on fri",
    ]);
    desk.write(
        "templates/hello.md",
        "---\ntitle: Hello\nsubject: Ačiū, {{ name }}\n---\nDear {{ salutation or name }},\n\n\
         **thank you** for the talk of {{ today | date(\"%d.%m.%Y\") }}.\n\n{{ me.name }}\n",
    );
    desk.with("TICKLER_ME_NAME", "Anna Sand")
        .with("TICKLER_ME_EMAIL", "anna@acme.example")
        .with(
            "TICKLER_SENDMAIL",
            "sh -c 'printf \"%s \" \"$@\" >called; cat >mail' sendmail",
        )
}

#[test]
fn a_letter_is_handed_over_and_written_down_where_it_stands_or_refiled() {
    let desk = desk();
    let transcript = desk.transcript(&[
        "tickler reach ivan --mail hello --send",
        "cat called",
        "grep -E '^(From|To|Subject|Content-Type: text)' mail",
        "tickler reach zydrune --mail hello --send --on mon",
        "tickler undo | tail -1",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler reach ivan --mail hello --send
Sent a letter to Ivan Ivanov, who stands behind \"14\": Fri 2024-06-14, tomorrow (2 of 30)
$ cat called
-i -f anna@acme.example -- ivanov@romashka.example $ grep -E '^(From|To|Subject|Content-Type: text)' mail
From: \"Anna Sand\" <anna@acme.example>
To: \"Ivan Ivanov\" <ivanov@romashka.example>
Subject: =?utf-8?Q?A=C4=8Di=C5=AB,_Ivan_Ivanov?=
Content-Type: text/plain; charset=\"utf-8\"
Content-Type: text/html; charset=\"utf-8\"
$ tickler reach zydrune --mail hello --send --on mon
Sent a letter to Žydrūnė Šimkutė, who stands behind \"17\": Mon 2024-06-17, in 4 days (1 of 30)
$ tickler undo | tail -1
Žydrūnė Šimkutė stands behind \"14\": Fri 2024-06-14, tomorrow (2 of 30)
"
    );
    let shown = desk.json("tickler show ivan --json");
    let last = &shown["history"][1];
    assert_eq!(last["kind"], "email");
    assert_eq!(last["outcome"], "left-message");
    assert_eq!(
        last["text"],
        "Ačiū, Ivan Ivanov\n\nDear Mr Ivanov,\n\nthank you for the talk of 13.06.2024.\n\nAnna Sand"
    );
    assert_eq!(shown["place"], "2024-06-14");
}

#[test]
fn what_could_not_be_sent_leaves_the_dossier_as_it_was_and_says_why() {
    let desk = desk().with(
        "TICKLER_SENDMAIL",
        "sh -c 'echo \"no route to host\" >&2; exit 75' sendmail",
    );
    let before = desk.snapshot();
    let failed = desk.run("tickler reach ivan --mail hello --send --on mon");
    assert!(
        failed.contains("! error: the letter is not sent, and nothing is written down: ")
            && failed.contains("no route to host"),
        "{failed}"
    );
    assert!(failed.ends_with("(1)\n"), "{failed}");
    assert_eq!(desk.snapshot(), before);
}

/// All that could refuse the entry afterwards is tried before.
#[test]
fn a_letter_is_not_sent_where_it_could_not_be_written_down() {
    let desk = desk().with("TICKLER_SENDMAIL", "touch called");
    let before = desk.snapshot();
    for line in [
        "ulimit -f 0; tickler reach ivan --mail hello --send",
        "ulimit -f 0; tickler reach ivan --mail hello --send --on today",
        "ulimit -f 0; tickler reach ivan --mail hello --send --on 2024-08-01",
    ] {
        let failed = desk.run(line);
        assert!(failed.contains("File too large"), "{failed}");
        assert!(!failed.contains("is sent"), "{failed}");
        assert!(!desk.store().with_file_name("called").exists(), "{line}");
        assert_eq!(desk.snapshot(), before, "{line}");
    }
    let folders = std::fs::read_dir(desk.store().join("managers/anna"));
    assert_eq!(
        folders.expect("a binder").count(),
        1,
        "one day has dossiers"
    );
}

/// A sender that breaks the dossier while it sends.
#[test]
fn a_letter_that_is_sent_and_can_not_be_written_down_is_told_so() {
    let desk = desk()
        .with(
            "TICKLER_SENDMAIL",
            "sh -c 'cat >mail; echo { >binder/managers/anna/2024-06-14/ivan-ivanov.json' sendmail",
        )
        .with("EDITOR", "sed -i 's/Dear/Good day/'");
    let dossier = "managers/anna/2024-06-14/ivan-ivanov.json";
    let whole = desk.read(dossier);
    let hint = "hint: once that is seen to, write it down: tickler file ivan-ivanov --kind email \
                --outcome left-message --on fri";
    let failed = desk.run("tickler reach ivan --mail hello --send");
    let why = "! error: the letter is sent, and could not be written down: binder/managers/anna/2024-06-14/ivan-ivanov.json: line 2";
    assert!(failed.contains(why), "{failed}");
    assert!(failed.contains(hint), "{failed}");
    assert!(failed.ends_with("(1)\n"), "{failed}");
    desk.write(dossier, &whole);
    let failed = desk.at_terminal("tickler reach ivan --mail hello --send", "");
    assert!(failed.contains("the letter is sent, and"), "{failed}");
    assert!(failed.contains("your text is kept in "), "{failed}");
    assert!(!failed.contains("nothing was sent"), "{failed}");
}

#[test]
fn at_a_terminal_the_letter_is_looked_over_first() {
    let desk = desk().with("EDITOR", "sed -i 's/Dear/Good day/'");
    desk.at_terminal("tickler reach ivan --mail hello --send", "");
    let shown = desk.json("tickler show ivan --json");
    let text = shown["history"][1]["text"].as_str().expect("a text");
    assert!(text.contains("Good day Mr Ivanov,"), "{text}");
    // An editor that is left without saving is no yes.
    let desk = desk.with("EDITOR", "true");
    let before = desk.snapshot();
    let shown = desk.at_terminal("tickler reach ivan --mail hello --send", "n\n");
    assert!(
        shown.contains("Send it to ivanov@romashka.example as it is? [y/N]")
            && shown.contains("nothing was sent: the letter was left as the template has it")
            && shown.contains("tickler reach ivan-ivanov --mail hello --send --no-edit"),
        "{shown}"
    );
    assert_eq!(desk.snapshot(), before);
    desk.at_terminal("tickler reach ivan --mail hello --send", "y\n");
    assert_ne!(desk.snapshot(), before);
    // Without a template there is only the greeting: one that nothing is added to is not sent.
    let desk = desk.with("EDITOR", "true");
    let before = desk.snapshot();
    let shown = desk.at_terminal("tickler reach ivan --mail --send", "");
    assert!(shown.contains("there is no letter to be sent"), "{shown}");
    assert_eq!(desk.snapshot(), before);
    let desk = desk.with(
        "EDITOR",
        "sed -i 's/^Mr Ivanov,$/Mr Ivanov, we are closed on Monday./'",
    );
    desk.at_terminal("tickler reach ivan --mail --send", "");
    let shown = desk.json("tickler show ivan --json");
    let text = shown["history"][3]["text"].as_str().expect("a text");
    assert!(text.ends_with("we are closed on Monday."), "{text}");
}

#[test]
fn links_carry_what_a_template_says() {
    let desk = desk();
    let mail = desk.run("tickler reach ivan --mail hello --print");
    let expected = "mailto:ivanov@romashka.example?subject=A%C4%8Di%C5%AB%2C%20Ivan%20Ivanov&body=Dear%20Mr%20Ivanov%2C%0D%0A%0D%0Athank%20you";
    assert!(mail.contains(expected), "{mail}");
}

/// A server that is ended with the test.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A real SMTP server on a port of the loopback, which prints what it gets; `None` where there is none.
fn server(port: u16) -> Option<Server> {
    let mut command = Command::new("aiosmtpd");
    command.args(["-n", "-l", &format!("127.0.0.1:{port}")]);
    command.args(["-c", "aiosmtpd.handlers.Debugging", "stdout"]);
    command.env("PYTHONUNBUFFERED", "1");
    let server = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    server.ok().map(Server)
}

#[test]
fn a_real_msmtp_brings_it_to_a_real_server() {
    let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr());
    let port = port.expect("a free port").port();
    let is_here = Command::new("msmtp").arg("--version").output().is_ok();
    let Some(mut server) = server(port).filter(|_| is_here) else {
        desk::skipped("sending by msmtp to an SMTP server: msmtp or aiosmtpd is not here");
        return;
    };
    let is_up = || std::net::TcpStream::connect(("127.0.0.1", port)).is_ok();
    let waits = (0..200).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(50));
        is_up()
    });
    assert!(waits, "the server is up");
    let program = format!(
        "msmtp --file=/dev/null --host=127.0.0.1 --port={port} --auth=off --tls=off --syslog=off"
    );
    let desk = desk().with("TICKLER_SENDMAIL", &program);
    desk.answer("tickler reach zydrune --mail hello --send");
    let got = server.0.stdout.take().expect("its output");
    let lines = BufReader::new(got).lines().map_while(Result::ok);
    let got: Vec<String> = lines
        .take_while(|line| !line.contains("END MESSAGE"))
        .collect();
    let got = got.join("\n");
    assert!(got.contains("To: =?utf-8?"), "{got}");
    assert!(got.contains("zydrune@azuolas.example"), "{got}");
    assert!(got.contains("<!DOCTYPE html>"), "{got}");
    drop(server);
    let before = desk.snapshot();
    let failed = desk.run("tickler reach ivan --mail hello --send");
    assert!(failed.contains("cannot connect to 127.0.0.1"), "{failed}");
    assert_eq!(desk.snapshot(), before);
}
