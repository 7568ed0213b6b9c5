//! One property of a vCard: taken apart, decoded, its text without the escapes of the format.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use super::lines::{Line, colon};
use crate::exchange::content::cleaned;

/// How a card is written, as far as it decides how its texts are read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Manner {
    /// Version 2.1, in which a line break has no escape.
    pub(super) is_old: bool,
    /// The encoding of texts that name none and are no UTF-8.
    pub(super) encoding: Option<&'static Encoding>,
}

/// `group.NAME;PARAMETER=…:value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Property {
    /// In small letters.
    pub(super) group: Option<String>,
    /// In capitals.
    pub(super) name: String,
    /// Names in capitals; of a parameter without a name (2.1) `TYPE`.
    parameters: Vec<(String, String)>,
    /// Decoded, its escapes still in it.
    value: String,
    is_old: bool,
}

impl Property {
    /// Takes a line apart; `None` if there is no colon in it.
    pub(super) fn parse(line: &Line, manner: Manner) -> Option<Self> {
        let colon = colon(&line.bytes)?;
        let head = cleaned(&String::from_utf8_lossy(&line.bytes[..colon]));
        let mut parts = split(&head, ';', quotes).into_iter();
        let name = parts.next().unwrap_or_default().trim();
        let (group, name) = match name.rsplit_once('.') {
            Some((group, name)) => (Some(group.to_lowercase()), name),
            None => (None, name),
        };
        let mut property = Self {
            group,
            name: name.to_uppercase(),
            parameters: parts.flat_map(parameters).collect(),
            value: String::new(),
            is_old: manner.is_old,
        };
        property.value = property.decoded(&line.bytes[colon + 1..], manner);
        Some(property)
    }

    /// The values of a parameter, in small letters.
    pub(super) fn parameter(&self, name: &str) -> impl Iterator<Item = String> {
        let named = self
            .parameters
            .iter()
            .filter(move |(known, _)| known == name);
        named.map(|(_, value)| value.to_lowercase())
    }

    /// The first value of a parameter, as it stands.
    pub(super) fn said(&self, name: &str) -> Option<&str> {
        let mut named = self.parameters.iter().filter(|(known, _)| known == name);
        named.next().map(|(_, value)| value.as_str())
    }

    /// What it is of: `cell`, `work`.
    pub(super) fn types(&self) -> Vec<String> {
        self.parameter("TYPE").collect()
    }

    /// The type that a program has made up for a label of its user, `X-Dacha`, without its beginning.
    pub(super) fn own_type(&self) -> Option<&str> {
        let types = self.parameters.iter().filter(|(name, _)| name == "TYPE");
        let mut own =
            types.filter_map(|(_, kind)| kind.strip_prefix("X-").or(kind.strip_prefix("x-")));
        // Android's newer `X-CUSTOM(CHARSET=…` is no label as it stands.
        own.find(|label| !label.contains('('))
    }

    /// How much it is preferred to others of its name, the smaller the more.
    pub(super) fn rank(&self) -> u32 {
        let ranked = self.parameter("PREF").find_map(|rank| rank.parse().ok());
        let is_first = || self.types().iter().any(|kind| kind == "pref").then_some(1);
        ranked.or_else(is_first).unwrap_or(u32::MAX)
    }

    /// Whether its value is of a file and no text.
    pub(super) fn is_base64(&self) -> bool {
        self.parameter("ENCODING")
            .any(|coding| matches!(coding.as_str(), "b" | "base64"))
    }

    /// Whether it says nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.value.trim().is_empty()
    }

    /// The value as one text.
    pub(super) fn text(&self) -> String {
        self.unescaped(&self.value).trim().to_owned()
    }

    /// The parts of a value such as `family;given`.
    pub(super) fn parts(&self) -> Vec<String> {
        self.divided(';')
    }

    /// The members of a value that is a list.
    pub(super) fn members(&self) -> Vec<String> {
        self.divided(',')
    }

    fn divided(&self, at: char) -> Vec<String> {
        let parts = split(&self.value, at, escapes).into_iter();
        parts
            .map(|part| self.unescaped(part).trim().to_owned())
            .collect()
    }

    fn unescaped(&self, text: &str) -> String {
        let mut plain = String::with_capacity(text.len());
        let mut letters = text.chars().peekable();
        while let Some(letter) = letters.next() {
            let next = letters.peek().copied();
            match (letter, next) {
                ('\\', Some('n' | 'N')) if !self.is_old => plain.push('\n'),
                ('\\', Some(escaped @ ('\\' | ',' | ';' | ':'))) => plain.push(escaped),
                // What says nothing there is a backslash of the text: a path of Windows.
                (other, _) => {
                    plain.push(other);
                    continue;
                }
            }
            letters.next();
        }
        cleaned(&plain)
    }

    fn decoded(&self, value: &[u8], manner: Manner) -> String {
        let mut codings = self.parameter("ENCODING");
        let bytes = if codings.any(|coding| coding == "quoted-printable") {
            unquoted(value)
        } else {
            value.to_vec()
        };
        let named = self.said("CHARSET").map(str::as_bytes);
        if let Some(named) = named.and_then(Encoding::for_label) {
            return named.decode_without_bom_handling(&bytes).0.into_owned();
        }
        String::from_utf8(bytes).unwrap_or_else(|error| {
            let bytes = error.as_bytes();
            // Half a letter of UTF-16 in UTF-8, as Java writes it: no other encoding is meant.
            let is_nearly = bytes
                .windows(2)
                .any(|pair| pair[0] == 0xed && (0xa0..=0xbf).contains(&pair[1]));
            let encoding = match manner.encoding {
                Some(said) => said,
                None if is_nearly => UTF_8,
                None => WINDOWS_1252,
            };
            encoding.decode_without_bom_handling(bytes).0.into_owned()
        })
    }
}

/// `TYPE=a,b` as two parameters, `CELL` as one of the type, `ENCODING` where it says one.
fn parameters(text: &str) -> Vec<(String, String)> {
    let Some((name, values)) = text.split_once('=') else {
        let value = text.trim();
        let name = match value.to_ascii_uppercase().as_str() {
            "" => return Vec::new(),
            "QUOTED-PRINTABLE" | "BASE64" => "ENCODING",
            _ => "TYPE",
        };
        return vec![(name.to_owned(), value.to_owned())];
    };
    let name = name.trim().to_uppercase();
    // In quotes, a comma divides types as it does outside of them, as Apple's programs write it.
    let values = if name == "TYPE" {
        values.trim_matches('"')
    } else {
        values
    };
    let values = split(values, ',', quotes).into_iter();
    let values = values.map(|value| value.trim().trim_matches('"'));
    values
        .map(|value| (name.clone(), circumflexed(value)))
        .collect()
}

/// The value of a parameter without its escapes (RFC 6868).
fn circumflexed(value: &str) -> String {
    let mut plain = String::with_capacity(value.len());
    let mut letters = value.chars().peekable();
    while let Some(letter) = letters.next() {
        let escaped = match letters.peek() {
            Some('n') if letter == '^' => '\n',
            Some('\'') if letter == '^' => '"',
            Some('^') if letter == '^' => '^',
            _ => {
                plain.push(letter);
                continue;
            }
        };
        plain.push(escaped);
        letters.next();
    }
    plain
}

/// A letter within quotes divides nothing.
fn quotes(open: &mut bool, letter: char) -> bool {
    *open ^= letter == '"';
    *open
}

/// A letter behind a backslash divides nothing.
fn escapes(escaped: &mut bool, letter: char) -> bool {
    let was = *escaped;
    *escaped = letter == '\\' && !was;
    was
}

fn split(text: &str, at: char, mut is_held: impl FnMut(&mut bool, char) -> bool) -> Vec<&str> {
    let mut state = false;
    text.split(|letter| !is_held(&mut state, letter) && letter == at)
        .collect()
}

/// Quoted-printable taken back. A semicolon or comma that was written as a number divides nothing, and
/// is escaped; one that was escaped before it was written so needs no more.
fn unquoted(value: &[u8]) -> Vec<u8> {
    // A line that was to go on, and doesn't.
    let value = value.strip_suffix(b"=").unwrap_or(value);
    let digit = |at: usize| char::from(*value.get(at)?).to_digit(16);
    let mut bytes = Vec::with_capacity(value.len());
    let mut at = 0;
    while let Some(byte) = value.get(at) {
        let number = match (byte, digit(at + 1), digit(at + 2)) {
            (b'=', Some(high), Some(low)) => u8::try_from(high * 16 + low).ok(),
            _ => None,
        };
        let Some(number) = number else {
            bytes.push(*byte);
            at += 1;
            continue;
        };
        let slashes = bytes
            .iter()
            .rev()
            .take_while(|byte| **byte == b'\\')
            .count();
        if matches!(number, b';' | b',') && slashes % 2 == 0 {
            bytes.push(b'\\');
        }
        bytes.push(number);
        at += 3;
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn property(line: &[u8], is_old: bool) -> Property {
        let line = Line {
            number: 1,
            bytes: line.to_vec(),
            length: line.len(),
        };
        let encoding = None;
        Property::parse(&line, Manner { is_old, encoding }).expect("a property")
    }

    #[test]
    fn a_line_is_taken_apart() {
        let cell = property(
            b"item1.tel;TYPE=\"cell,work\";type=pref;X=\"a:b;c\":+370 1",
            false,
        );
        assert_eq!(cell.group.as_deref(), Some("item1"));
        assert_eq!(
            (cell.name.as_str(), cell.text().as_str()),
            ("TEL", "+370 1")
        );
        assert_eq!(cell.types(), ["cell", "work", "pref"]);
        assert_eq!((cell.rank(), cell.said("X")), (1, Some("a:b;c")));
        let old = property(b"TEL;CELL;VOICE:1", true);
        assert_eq!(
            (old.types(), old.rank()),
            (vec!["cell".to_owned(), "voice".to_owned()], u32::MAX)
        );
        let label = property(b"ADR;LABEL=\"a^nb ^'c^' ^^\":;;x;;;;", false);
        assert_eq!(label.said("LABEL"), Some("a\nb \"c\" ^"));
        let open = property(b"TEL;X=\"a:1", false);
        assert_eq!((open.name.as_str(), open.text().as_str()), ("TEL", "1"));
    }

    #[test]
    fn a_value_is_read_as_its_version_writes_it() {
        let cases: [(&[u8], bool, &str); 16] = [
            (b"NOTE:a\\nb\\Nc\\;d\\,e\\\\n", false, "a\nb\nc;d,e\\n"),
            (b"NOTE:C:\\temp\\new", false, "C:\\temp\new"),
            (b"NOTE:C:\\temp\\new\\;", true, "C:\\temp\\new;"),
            (b"URL:https\\://x.example", false, "https://x.example"),
            (b"FN:\xd0\x98\xd0\xb2\xd0\xb0\xd0\xbd", false, "Иван"),
            (
                b"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=98=d0=b2",
                true,
                "Ив",
            ),
            (
                b"FN;QUOTED-PRINTABLE;CHARSET=windows-1251:=C8=E2=E0=ED",
                true,
                "Иван",
            ),
            (
                b"FN;CHARSET=Shift_JIS;ENCODING=QUOTED-PRINTABLE:=8E=52=93=63",
                true,
                "山田",
            ),
            (b"FN;CHARSET=ISO-8859-1:J\xf6rg", true, "Jörg"),
            (b"FN:J\xf6rg", true, "Jörg"),
            (b"FN;ENCODING=QUOTED-PRINTABLE:J=F6rg", true, "Jörg"),
            (b"FN;CHARSET=x-unknown:J\xc3\xb6rg", true, "Jörg"),
            (b"FN:a\xed\xa0\xbdb", false, "a\u{fffd}\u{fffd}\u{fffd}b"),
            (
                b"NOTE;ENCODING=QUOTED-PRINTABLE:a=0D=0Ab=3D=",
                true,
                "a\nb=",
            ),
            (
                b"NOTE;ENCODING=QUOTED-PRINTABLE:100%=ZZ=4",
                true,
                "100%=ZZ=4",
            ),
            (b"FN:", false, ""),
        ];
        for (line, is_old, text) in cases {
            assert_eq!(
                property(line, is_old).text(),
                text,
                "{}",
                line.escape_ascii()
            );
        }
    }

    #[test]
    fn only_what_is_not_escaped_divides_a_value() {
        let cases: [(&[u8], &[&str]); 6] = [
            (b"N:a;b;;c", &["a", "b", "", "c"]),
            (b"N:a\\;b;c\\\\;d", &["a;b", "c\\", "d"]),
            (b"N;ENCODING=QUOTED-PRINTABLE:a=3Bb;c", &["a;b", "c"]),
            (b"N;ENCODING=QUOTED-PRINTABLE:a=5C=3Bb;c", &["a;b", "c"]),
            (b"N;ENCODING=QUOTED-PRINTABLE:a=5C;b", &["a;b"]),
            (b"N:", &[""]),
        ];
        for (line, parts) in cases {
            assert_eq!(
                property(line, true).parts(),
                parts,
                "{}",
                line.escape_ascii()
            );
        }
        assert_eq!(
            property(b"CATEGORIES:a,b\\,c,", false).members(),
            ["a", "b,c", ""]
        );
    }
}
