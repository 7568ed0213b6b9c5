//! A letter as a mail program sends it (RFC 5322), with the page that it is beside its text.

use mail_builder::MessageBuilder;
use uuid::Uuid;

use crate::binder::Moment;

/// Somebody with an e-mail address that was checked to be one.
#[derive(Clone, Copy, Debug)]
pub struct Mailbox<'a> {
    /// The name beside the address; empty for none.
    pub name: &'a str,
    /// The address.
    pub address: &'a str,
}

/// A letter on its way.
#[derive(Clone, Copy, Debug)]
pub struct Mail<'a> {
    /// Who sends it.
    pub from: Mailbox<'a>,
    /// Who gets it.
    pub to: Mailbox<'a>,
    /// What it is about.
    pub subject: &'a str,
    /// The letter as it is read in a terminal.
    pub text: &'a str,
    /// The letter as a page.
    pub page: &'a str,
    /// When it is sent.
    pub at: Moment,
    /// By what it is known again.
    pub id: Uuid,
}

impl Mail<'_> {
    /// What is handed to a `sendmail` program, with the line breaks that such a one is given.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let (_, domain) = self.from.address.rsplit_once('@').unwrap_or_default();
        let (from, to) = (self.from, self.to);
        let message = MessageBuilder::new()
            .from((in_one_line(from.name), from.address.to_owned()))
            .to((in_one_line(to.name), to.address.to_owned()))
            .subject(in_one_line(self.subject))
            .date(self.at.timestamp())
            .message_id(format!("{}@{domain}", self.id))
            .text_body(self.text)
            .html_body(self.page);
        // Writing to memory can't fail.
        let bytes = message.write_to_vec().unwrap_or_default();
        let mut lines = bytes;
        lines.retain(|byte| *byte != b'\r');
        lines
    }
}

/// What stands in a head: nothing of it can begin another line there.
fn in_one_line(text: &str) -> String {
    let controls = |c: char| if c.is_control() { ' ' } else { c };
    text.chars()
        .map(controls)
        .collect::<String>()
        .trim()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail(name: &str, subject: &str, text: &str) -> String {
        let mail = Mail {
            from: Mailbox {
                name: "Anna Sand",
                address: "anna@acme.example",
            },
            to: Mailbox {
                name,
                address: "ivanov@romashka.example",
            },
            subject,
            text,
            page: "<p>Hello</p>",
            at: "2024-06-13T09:30:00+02:00".parse().expect("a moment"),
            id: Uuid::nil(),
        };
        String::from_utf8(mail.to_bytes()).expect("a mail of ASCII")
    }

    #[test]
    fn a_mail_has_its_head_and_both_faces() {
        let mail = mail("Ivan Ivanov", "The estimate", "Mr Ivanov,\n\nhere it is.\n");
        for part in [
            "From: \"Anna Sand\" <anna@acme.example>\n",
            "To: \"Ivan Ivanov\" <ivanov@romashka.example>\n",
            "Subject: The estimate\n",
            "Date: Thu, 13 Jun 2024 07:30:00 +0000\n",
            "Message-ID: <00000000-0000-0000-0000-000000000000@acme.example>\n",
            "MIME-Version: 1.0\n",
            "Content-Type: multipart/alternative;",
            "Content-Type: text/plain; charset=\"utf-8\"\n",
            "Content-Type: text/html; charset=\"utf-8\"\n",
            "here it is.",
        ] {
            assert!(mail.contains(part), "{part} in {mail}");
        }
    }

    #[test]
    fn no_name_and_no_subject_begins_another_line_of_the_head() {
        for evil in [
            "A\nBcc: x@y.example",
            "A\r\n\r\nBcc: x",
            "Ž\u{85}\nBcc: x",
            "\u{2028}Bcc: x",
        ] {
            let mail = mail(evil, evil, "Hello");
            let (head, _) = mail.split_once("\n\n").expect("a head");
            assert!(!head.contains("\nBcc"), "{head}");
            assert_eq!(head.matches("\nTo: ").count(), 1, "{head}");
        }
    }
}
