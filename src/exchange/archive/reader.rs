//! The way in: dossiers off a stream, one after the other.

use std::io::BufRead;

use super::FORMAT;
use super::scanner::{Broken, Cut, Scanner};
use crate::exchange::arrival::{Arrival, BadRow, Client, Whole};

/// The largest dossier that is read, in bytes: as large as its file in a store may be.
const LARGEST: usize = 4 << 20;

/// The largest of all other values that are looked at.
const SMALL: usize = 4096;

/// A file of whole dossiers as it is read: each is yielded, or why it can't be taken.
pub struct Archive<R> {
    scanner: Scanner<R>,
    state: State,
    has_dossiers: bool,
}

/// How far it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Begins,
    /// Among the members of the file; whether none was read yet.
    Members(bool),
    /// Among the dossiers; whether none was read yet.
    Dossiers(bool),
    Done,
}

/// What is read, where the file can be read on.
type Read<T> = Result<T, Broken>;

/// What a piece says, each member cut out with the line on which it begins.
#[derive(Default)]
struct Piece {
    client: Option<Vec<u8>>,
    dossier: Option<(u64, Cut)>,
}

impl<R: BufRead> Archive<R> {
    /// A file that is to be read.
    pub fn new(input: R) -> Self {
        Self {
            scanner: Scanner::new(input),
            state: State::Begins,
            has_dossiers: false,
        }
    }

    /// Goes on to the next dossier; `None` at the end of the file.
    fn advance(&mut self) -> Read<Option<Result<Arrival, BadRow>>> {
        loop {
            match self.state {
                State::Begins => {
                    self.scanner.pass_mark()?;
                    self.scanner.expect(b'{', "{")?;
                    self.state = State::Members(true);
                }
                State::Members(is_first) => match self.scanner.key(is_first)? {
                    Some(key) => {
                        self.state = State::Members(false);
                        if let Some(bad) = self.member(&key)? {
                            return Ok(Some(Err(bad)));
                        }
                    }
                    None => return self.finish(),
                },
                State::Dossiers(is_first) => {
                    if self.scanner.has_member(is_first)? {
                        self.state = State::Dossiers(false);
                        return self.piece().map(Some);
                    }
                    self.state = State::Members(false);
                }
                State::Done => return Ok(None),
            }
        }
    }

    /// Looks at a member of the file; gives what is wrong with it.
    fn member(&mut self, key: &[u8]) -> Read<Option<BadRow>> {
        let line = self.scanner.line();
        match key {
            b"\"dossiers\"" => {
                self.scanner.expect(b'[', "the list of dossiers")?;
                self.has_dossiers = true;
                self.state = State::Dossiers(true);
            }
            b"\"format\"" => {
                let format = self.scanner.value(SMALL)?;
                let format = match &format {
                    Cut::Whole(text) => serde_json::from_slice::<u64>(text).ok(),
                    Cut::TooLarge | Cut::TooDeep => None,
                };
                if format.is_none_or(|format| format > FORMAT) {
                    self.state = State::Done;
                    let why = match format {
                        Some(format) => {
                            format!("format {format} is newer than this tickler reads ({FORMAT})")
                        }
                        None => "the format is no number".to_owned(),
                    };
                    return Ok(Some(BadRow::end(line, why)));
                }
            }
            _ => {
                self.scanner.value(0)?;
            }
        }
        Ok(None)
    }

    /// Sees that the file ends where it should.
    fn finish(&mut self) -> Read<Option<Result<Arrival, BadRow>>> {
        self.state = State::Done;
        let why = match self.scanner.next_token()? {
            Some(_) => "something stands behind the end of the export",
            None if !self.has_dossiers => {
                "it is no export of tickler's: there is no list of \"dossiers\" in it"
            }
            None => return Ok(None),
        };
        Ok(Some(Err(BadRow::end(self.scanner.line(), why))))
    }

    /// Reads one client.
    fn piece(&mut self) -> Read<Result<Arrival, BadRow>> {
        let begins = self.scanner.next_token()?;
        let line = self.scanner.line();
        if begins != Some(b'{') {
            self.scanner.value(0)?;
            return Ok(Err(BadRow::new(line, "it is no object with a \"dossier\"")));
        }
        self.scanner.expect(b'{', "{")?;
        let mut piece = Piece::default();
        let mut is_first = true;
        while let Some(key) = self.scanner.key(is_first)? {
            is_first = false;
            self.scanner.next_token()?;
            let line = self.scanner.line();
            match key.as_slice() {
                b"\"client\"" => match self.scanner.value(SMALL)? {
                    Cut::Whole(text) => piece.client = Some(text),
                    Cut::TooLarge | Cut::TooDeep => {}
                },
                b"\"dossier\"" => piece.dossier = Some((line, self.scanner.value(LARGEST)?)),
                _ => {
                    self.scanner.value(0)?;
                }
            }
        }
        Ok(piece.arrival(line))
    }
}

impl Piece {
    /// The client, if the dossier is one. `line` is that on which the piece begins.
    fn arrival(self, line: u64) -> Result<Arrival, BadRow> {
        let (begins, cut) = self
            .dossier
            .ok_or_else(|| BadRow::new(line, "there is no \"dossier\" in it"))?;
        let text = match cut {
            Cut::Whole(text) => text,
            Cut::TooLarge => return Err(BadRow::new(begins, "it is larger than 4 MiB")),
            Cut::TooDeep => {
                return Err(BadRow::new(begins, "values lie too deep in each other"));
            }
        };
        let dossier = serde_json::from_slice(&text).map_err(|error| fault(begins, &error))?;
        let slug = self
            .client
            .and_then(|text| serde_json::from_slice(&text).ok());
        Ok(Arrival {
            line,
            client: Client::Dossier(Box::new(Whole { slug, dossier })),
            left_out: Vec::new(),
        })
    }
}

/// What the reader of JSON says of a dossier, on its own line of the file.
fn fault(begins: u64, error: &serde_json::Error) -> BadRow {
    let within = u64::try_from(error.line().saturating_sub(1)).unwrap_or(0);
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let why = text.strip_suffix(&place).unwrap_or(&text);
    BadRow::new(begins + within, format!("the dossier can't be read: {why}"))
}

impl<R: BufRead> Iterator for Archive<R> {
    type Item = Result<Arrival, BadRow>;

    fn next(&mut self) -> Option<Self::Item> {
        let advanced = self.advance();
        advanced.unwrap_or_else(|broken| {
            self.state = State::Done;
            let why = match broken {
                Broken::Ends => "the file ends too early".to_owned(),
                Broken::Expected(what) => format!("{what} is missing here"),
                Broken::Fails(why) => format!("it can't be read: {why}"),
            };
            Some(Err(BadRow::end(self.scanner.line(), why)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::binder::Dossier;
    use crate::exchange::archive::{BETWEEN, beginning, end, piece};

    const IVAN: &str = r#"{"format":1,"id":"01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a11","manager":"anna","place":"2024-07-05","name":"Ivan","zeal":{"of":[1.50,-0.0e-7]},"fields":{"budget":12000.00,"note":"“'=1”\n"},"later":null,"history":[{"op":"1","at":"2024-06-10T09:12:44.120310+02:00","by":"anna","kind":"add","set":{"manager":"anna","place":"2024-07-05","name":"Ivan"},"seal":10000000000000000000000.10}]}"#;

    fn told(file: &[u8]) -> Vec<String> {
        let told = Archive::new(file).map(|read| match read {
            Ok(Arrival {
                line,
                client: Client::Dossier(whole),
                ..
            }) => format!("{line} {:?} {}", whole.slug, whole.dossier.name()),
            Ok(_) => "no dossier".to_owned(),
            Err(bad) => format!("{bad}{}", if bad.ends { ", the end" } else { "" }),
        });
        told.collect()
    }

    fn dossiers(file: &str) -> Vec<Dossier> {
        let read = Archive::new(file.as_bytes()).map(|read| read.expect("a dossier"));
        let read = read.map(|arrival| match arrival.client {
            Client::Dossier(whole) => whole.dossier,
            Client::Card(_) => panic!("a card"),
        });
        read.collect()
    }

    #[test]
    fn what_is_written_is_read_again_to_the_last_number() {
        let ivan: Dossier = serde_json::from_str(IVAN).expect("a dossier");
        let pieces = [piece("ivan", &ivan), piece("ivan-2", &ivan)].join(BETWEEN);
        let bad = [("anna/x.json".to_owned(), "is no file")];
        let file = beginning() + &pieces + &end(bad.into_iter());
        assert!(dossiers(&file).iter().eq([&ivan, &ivan]));
        assert_eq!(
            told(file.as_bytes()),
            ["2 Some(\"ivan\") Ivan", "3 Some(\"ivan-2\") Ivan"]
        );
        for number in ["1.50", "-0.0e-7", "12000.00", "10000000000000000000000.10"] {
            assert_eq!(file.matches(number).count(), 2, "{number}");
        }
        assert!(serde_json::from_str::<serde_json::Value>(&file).is_ok());
        let empty = beginning() + &end(std::iter::empty());
        assert_eq!(told(empty.as_bytes()), [""; 0]);
    }

    #[test]
    fn another_layout_and_more_members_are_read_as_well() {
        let ivan: Dossier = serde_json::from_str(IVAN).expect("a dossier");
        let file = beginning() + &piece("ivan", &ivan) + &end(std::iter::empty());
        let value: serde_json::Value = serde_json::from_str(&file).expect("JSON");
        let pretty = serde_json::to_string_pretty(&value).expect("JSON");
        assert!(dossiers(&pretty).iter().eq([&ivan]));
        let (head, tail) = (r#"{"more":[{"]":"\\\""}],"dossiers":["#, r#"],"format":1}"#);
        for each in ["\u{feff}", "\n\t "] {
            let file = format!("{each}{head}{{\"x\":1,\"dossier\":{IVAN}}}{tail}\r\n");
            assert!(dossiers(&file).iter().eq([&ivan]));
        }
    }

    #[test]
    fn a_bad_dossier_is_named_by_its_line_and_the_next_is_read() {
        let nested = format!("{{\"x\":{}{}}}", "[".repeat(200), "]".repeat(200));
        let large = format!("\"{}\"", "x".repeat(LARGEST));
        let cases: [(&str, &str); 9] = [
            (
                "{\"dossier\":\n\n{}}",
                "line 5: the dossier can't be read: missing field `format`",
            ),
            ("7", "line 3: it is no object with a \"dossier\""),
            ("\"a\\\"]}\"", "line 3: it is no object with a \"dossier\""),
            ("{}", "line 3: there is no \"dossier\" in it"),
            (
                "{\"dossier\":{\"format\":2}}",
                "line 3: the dossier can't be read: format 2 is newer than this tickler reads (1)",
            ),
            (
                "{\"dossier\":{\"name\":\"\\ud800\"}}",
                "line 3: the dossier can't be read: unexpected end of hex escape",
            ),
            (
                "{\"dossier\":{\"a\":nil}}",
                "line 3: the dossier can't be read: expected ident",
            ),
            (&nested, ""),
            (&large, ""),
        ];
        for (bad, why) in cases {
            let bad = match why {
                "" => format!("{{\"dossier\":{bad}}}"),
                _ => bad.to_owned(),
            };
            let why = match why {
                "" if bad.len() > LARGEST => "line 3: it is larger than 4 MiB",
                "" => "line 3: values lie too deep in each other",
                why => why,
            };
            let file = format!("{{\"dossiers\":[\n\n{bad},{{\"dossier\":{IVAN}}}]}}");
            let told = told(file.as_bytes());
            assert_eq!(told.len(), 2, "{told:?}");
            assert_eq!(told[0], why);
            assert!(told[1].ends_with("None Ivan"), "{told:?}");
        }
        assert_eq!(
            told(b"{\"dossiers\":[{\"dossier\":\"\xff\"}]}"),
            ["line 1: the dossier can't be read: invalid unicode code point"]
        );
    }

    #[test]
    fn a_file_that_is_no_export_or_is_cut_off_is_refused_whole() {
        let piece = format!("{{\"dossier\":{IVAN}}}");
        let early = "line 1: the file ends too early, the end";
        let cases: [(&str, &[&str]); 12] = [
            ("", &[early]),
            ("[]", &["line 1: { is missing here, the end"]),
            ("name;company", &["line 1: { is missing here, the end"]),
            (
                "{}",
                &[
                    "line 1: it is no export of tickler's: there is no list of \"dossiers\" in it, the end",
                ],
            ),
            (
                "{\"format\":2,\"dossiers\":[]}",
                &["line 1: format 2 is newer than this tickler reads (1), the end"],
            ),
            (
                "{\"format\":\"x\"}",
                &["line 1: the format is no number, the end"],
            ),
            (
                "{\"dossiers\":{}}",
                &["line 1: the list of dossiers is missing here, the end"],
            ),
            ("{\"dossiers\":[", &[early]),
            (
                "{\"dossiers\":[}",
                &["line 1: a value is missing here, the end"],
            ),
            ("{\"dossiers\":[{\"dossier\":{\"a\":1", &[early]),
            (
                "{\"dossiers\":[]\n\"x\"",
                &["line 2: a comma or } is missing here, the end"],
            ),
            (
                "{\"dossiers\":[]} x",
                &["line 1: something stands behind the end of the export, the end"],
            ),
        ];
        for (file, expected) in cases {
            assert_eq!(told(file.as_bytes()), expected, "{file}");
        }
        let cut_off = format!("{{\"dossiers\":[{piece},\n{}", &piece[..piece.len() / 2]);
        assert_eq!(
            told(cut_off.as_bytes()),
            ["1 None Ivan", "line 2: the file ends too early, the end"]
        );
    }
}
