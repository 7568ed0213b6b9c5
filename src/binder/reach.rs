//! How a client is reached by a program of the system: the number to dial, the letter to begin.
//!
//! A card can come from anybody, and what is made here is given to a program: only what was checked
//! to be a number or an address gets through, percent-encoded.

use std::fmt::{self, Write as _};

use super::Dossier;
use super::lookup::unlabelled;
use super::said_back::short;

/// Why there is no way to a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoWay {
    /// The card has no phone.
    NoPhone,
    /// The card has no e-mail address.
    NoEmail,
    /// What stands there is no number that can be dialled.
    NotANumber(String),
    /// What stands there is no e-mail address.
    NotAnAddress(String),
    /// What is to be written is longer than a program can be started with.
    TooLong,
}

impl fmt::Display for NoWay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoPhone => f.write_str("there is no phone on the card"),
            Self::NoEmail => f.write_str("there is no e-mail address on the card"),
            Self::NotANumber(phone) => {
                write!(f, "\"{}\" is no number that can be dialled", short(phone))
            }
            Self::NotAnAddress(address) => {
                write!(f, "\"{}\" is no e-mail address", short(address))
            }
            Self::TooLong => f.write_str("the text is too long for a link"),
        }
    }
}

/// The longest link, in bytes: what a program is started with may not be much longer.
const LONGEST: usize = 100 << 10;

/// The first phone on the card, to be dialled: `tel:+37060012345`.
///
/// # Errors
/// [`NoWay::NoPhone`], [`NoWay::NotANumber`].
pub fn dial(dossier: &Dossier) -> Result<String, NoWay> {
    Ok(format!("tel:{}", number(dossier)?))
}

/// A text message to that phone, with what is to be in it: `sms:+37060012345?body=Hello` (RFC 5724).
///
/// # Errors
/// As [`dial`]; [`NoWay::TooLong`].
pub fn message(dossier: &Dossier, text: &str) -> Result<String, NoWay> {
    let number = number(dossier)?;
    let body = match text {
        "" => String::new(),
        text => format!("?body={}", encoded(&with_line_breaks(text))),
    };
    short_enough(format!("sms:{number}{body}"))
}

/// A letter to the first e-mail address on the card (RFC 6068):
/// `mailto:ivanov@romashka.example?subject=Estimate&body=Mr%20Ivanov%2C%0D%0A%0D%0A`.
///
/// # Errors
/// As [`address`]; [`NoWay::TooLong`].
pub fn letter(dossier: &Dossier, subject: Option<&str>, text: &str) -> Result<String, NoWay> {
    let address = address(dossier)?;
    let (mailbox, domain) = address.split_once('@').unwrap_or_default();
    let subject = subject.map(|subject| format!("subject={}&", encoded(subject)));
    short_enough(format!(
        "mailto:{}@{}?{}body={}",
        encoded(mailbox),
        encoded(domain),
        subject.unwrap_or_default(),
        encoded(&with_line_breaks(text)),
    ))
}

/// A letter in which nothing stands yet but how the client is addressed.
///
/// # Errors
/// As [`letter`].
pub fn begun_letter(dossier: &Dossier) -> Result<String, NoWay> {
    letter(dossier, None, &greeting(dossier))
}

/// How a letter to the client begins: as the client is addressed.
#[must_use]
pub fn greeting(dossier: &Dossier) -> String {
    let salutation = dossier.fields().text("salutation");
    format!("{},\n\n", salutation.unwrap_or(dossier.name()).trim())
}

/// The first e-mail address on the card, once it is seen to be one.
///
/// # Errors
/// [`NoWay::NoEmail`], [`NoWay::NotAnAddress`].
pub fn address(dossier: &Dossier) -> Result<String, NoWay> {
    let email = dossier.fields().texts("emails").next();
    let address = unlabelled(email.ok_or(NoWay::NoEmail)?);
    if is_address(address) {
        Ok(address.to_owned())
    } else {
        Err(NoWay::NotAnAddress(address.to_owned()))
    }
}

/// Whether a text is an e-mail address, and can be nothing else.
#[must_use]
pub fn is_address(text: &str) -> bool {
    taken_apart(text).is_some()
}

/// The first phone on the card without what is only there to be read: `+37060012345`.
fn number(dossier: &Dossier) -> Result<String, NoWay> {
    let phone = dossier.phone().ok_or(NoWay::NoPhone)?;
    let is_filler = |c: char| c.is_whitespace() || "-./()".contains(c);
    let number: String = phone.chars().filter(|c| !is_filler(*c)).collect();
    let digits = number.strip_prefix('+').unwrap_or(&number);
    let are_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
    if are_digits && (2..=20).contains(&digits.len()) {
        Ok(number)
    } else {
        Err(NoWay::NotANumber(phone.to_owned()))
    }
}

/// The line breaks of a link are those of a letter.
fn with_line_breaks(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\n', "\r\n")
}

fn short_enough(link: String) -> Result<String, NoWay> {
    if link.len() > LONGEST {
        return Err(NoWay::TooLong);
    }
    Ok(link)
}

/// The mailbox and the domain of an address that can be no more than that.
fn taken_apart(address: &str) -> Option<(&str, &str)> {
    let (mailbox, domain) = address.split_once('@')?;
    let of_mailbox = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    let of_domain = |c: char| c.is_alphanumeric() || "-.".contains(c);
    let has_parts = |text: &str| !text.split('.').any(str::is_empty);
    let is_one = mailbox.chars().all(of_mailbox)
        && domain.chars().all(of_domain)
        && has_parts(mailbox)
        && has_parts(domain)
        && !mailbox.starts_with('-')
        && address.len() <= 254;
    is_one.then_some((mailbox, domain))
}

/// All but letters, digits and `-._~` as `%XX` (RFC 3986), so that nothing of it is obeyed.
fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len() + 8);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string can't fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn dossier(key: &str, value: Value, salutation: &str) -> Dossier {
        let mut stored = json!({
            "format": 1, "id": "01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a11", "manager": "anna",
            "place": "2024-06-13", "name": "Иван",
        });
        stored[key] = value;
        if !salutation.is_empty() {
            stored["salutation"] = json!(salutation);
        }
        serde_json::from_value(stored).expect("a dossier")
    }

    #[test]
    fn only_a_number_is_dialled() {
        let good = [
            ("+370 600 12345", "tel:+37060012345"),
            ("mobile: +370 (600) 12-34.5", "tel:+37060012345"),
            ("112", "tel:112"),
            ("8/600/12345", "tel:860012345"),
        ];
        for (phone, uri) in good {
            let dossier = dossier("phones", json!([phone, "999"]), "");
            assert_eq!(dial(&dossier).as_deref(), Ok(uri), "{phone}");
        }
        let bad = [
            "ask for Ona",
            "+370 600 12345;rm -rf /",
            "+370 600 12345,,1",
            "*#06#",
            "1",
            "++37060012345",
            "123456789012345678901",
            "--help",
            "%2B370",
        ];
        for phone in bad {
            let dossier = dossier("phones", json!([phone]), "");
            let no = Err(NoWay::NotANumber(phone.to_owned()));
            assert_eq!(dial(&dossier), no, "{phone}");
        }
        let none = dossier("emails", json!(["a@b.example"]), "");
        assert_eq!(dial(&none), Err(NoWay::NoPhone));
    }

    #[test]
    fn a_letter_is_begun_to_an_address_only_and_obeys_nothing_of_the_card() {
        let good = [
            (
                "work: a.b+c@d-e.example",
                "",
                "mailto:a.b%2Bc@d-e.example?body=%D0%98%D0%B2%D0%B0%D0%BD%2C%0D%0A%0D%0A",
            ),
            (
                "a@b.example",
                "Mr & Mrs?cc=x@y",
                "mailto:a@b.example?body=Mr%20%26%20Mrs%3Fcc%3Dx%40y%2C%0D%0A%0D%0A",
            ),
            (
                "a?b&c@d.example",
                "A",
                "mailto:a%3Fb%26c@d.example?body=A%2C%0D%0A%0D%0A",
            ),
        ];
        for (address, salutation, uri) in good {
            let dossier = dossier("emails", json!([address]), salutation);
            let link = begun_letter(&dossier);
            assert_eq!(link.as_deref(), Ok(uri), "{address}");
        }
        let bad = [
            "nobody",
            "@d.example",
            "a@",
            "a b@d.example",
            "a@d.example?cc=x@y.example",
            "a@d..example",
            ".a@d.example",
            "-a@d.example",
            "a@d.example\nBcc:x@y.example",
            "a,b@d.example",
        ];
        for address in bad {
            let dossier = dossier("emails", json!([address]), "");
            let no = Err(NoWay::NotAnAddress(address.to_owned()));
            assert_eq!(letter(&dossier, None, ""), no, "{address}");
        }
        let none = dossier("phones", json!(["112"]), "");
        assert_eq!(letter(&none, None, ""), Err(NoWay::NoEmail));
    }

    #[test]
    fn what_is_written_obeys_nothing_of_its_own() {
        let mut dossier = dossier("emails", json!(["a@b.example"]), "");
        let link = letter(&dossier, Some("A&B?cc=x@y"), "1 + 1\n=&\r\nž");
        let expected = "mailto:a@b.example?subject=A%26B%3Fcc%3Dx%40y&body=1%20%2B%201%0D%0A%3D%26%0D%0A%C5%BE";
        assert_eq!(link.as_deref(), Ok(expected));
        let long = "x".repeat(LONGEST);
        assert_eq!(letter(&dossier, None, &long), Err(NoWay::TooLong));
        dossier = self::dossier("phones", json!(["+370 600"]), "");
        assert_eq!(message(&dossier, "").as_deref(), Ok("sms:+370600"));
        let link = message(&dossier, "Ring me?&body=");
        assert_eq!(
            link.as_deref(),
            Ok("sms:+370600?body=Ring%20me%3F%26body%3D")
        );
        assert_eq!(message(&dossier, &long), Err(NoWay::TooLong));
    }
}
