//! A stream of vCards, one after another.

use std::io::BufRead;

use encoding_rs::Encoding;

use super::arriving;
use super::lines::{KEPT, Line, Lines};
use super::narrow::Narrow;
use super::property::{Manner, Property};
use crate::exchange::arrival::{Arrival, BadRow, LeftOut};

/// How many properties a card may have; one of a person has some dozens.
const MOST: usize = 1_000;

/// How many bytes of texts a card may have, photos not counted.
const LARGEST: usize = 2 << 20;

/// What holds a picture, a sound or a key.
const ATTACHMENTS: [&str; 4] = ["PHOTO", "LOGO", "SOUND", "KEY"];

/// The clients in a stream of vCards of version 2.1, 3.0 or 4.0, in the order of the file.
pub struct Cards<R> {
    lines: Lines<Narrow<R>>,
    encoding: Option<&'static Encoding>,
    /// The line with the `BEGIN:VCARD` that was read already.
    begun: Option<u64>,
    /// Whether there was a card.
    any: bool,
    ended: bool,
}

impl<R: BufRead> Cards<R> {
    /// The cards that `reader` brings. `encoding` is that of texts which name none and are no UTF-8;
    /// if it isn't said, Windows-1252. In UTF-16 is a whole stream.
    pub fn new(reader: R, encoding: Option<&'static Encoding>) -> Self {
        Self {
            lines: Lines::new(Narrow::new(reader, encoding)),
            encoding,
            begun: None,
            any: false,
            ended: false,
        }
    }

    fn line(&mut self, is_old: bool) -> Result<Option<Line>, BadRow> {
        self.lines.next(is_old).map_err(|error| {
            self.ended = true;
            BadRow::end(self.lines.read() + 1, error.to_string())
        })
    }

    /// Goes to the next `BEGIN:VCARD` and gives its line; `None` at the end of the stream.
    fn begin(&mut self) -> Result<Option<u64>, BadRow> {
        if let Some(line) = self.begun.take() {
            return Ok(Some(line));
        }
        let mut stray = None;
        while let Some(mut line) = self.line(false)? {
            if line.number == 1 && line.bytes.starts_with("\u{feff}".as_bytes()) {
                line.bytes.drain(..3);
                line.length -= 3;
            }
            if !line.is("BEGIN:VCARD") {
                stray.get_or_insert(line.number);
                continue;
            }
            self.any = true;
            let Some(stray) = stray else {
                return Ok(Some(line.number));
            };
            self.begun = Some(line.number);
            return Err(BadRow::new(stray, "what stands here is in no vCard"));
        }
        self.ended = true;
        match stray {
            _ if !self.any => Err(BadRow::end(1, "there is no BEGIN:VCARD in it")),
            Some(stray) => Err(BadRow::new(stray, "what stands here is in no vCard")),
            None => Ok(None),
        }
    }

    /// Reads the card that began on a line.
    fn card(&mut self, begin: u64) -> Result<Arrival, BadRow> {
        let mut pile = Pile::default();
        let mut manner = Manner {
            is_old: false,
            encoding: self.encoding,
        };
        // Cards within a card, the agents of 2.1; `AGENT:` has just been read.
        let (mut inside, mut has_agent) = (0_u32, false);
        loop {
            let Some(line) = self.line(manner.is_old)? else {
                self.ended = true;
                return Err(BadRow::new(begin, "the file ends before its END:VCARD"));
            };
            if line.is("BEGIN:VCARD") {
                if inside == 0 && !has_agent {
                    self.begun = Some(line.number);
                    let why = format!(
                        "it has no END:VCARD before the next begins on line {}",
                        line.number
                    );
                    return Err(BadRow::new(begin, why));
                }
                inside += 1;
            } else if line.is("END:VCARD") {
                if inside == 0 {
                    break;
                }
                inside -= 1;
            } else if inside == 0 {
                has_agent = line.is("AGENT:");
                pile.put(&line, &mut manner);
            }
        }
        match pile.wrong {
            Some(why) => Err(BadRow::new(begin, why)),
            None => arriving::arrival(begin, pile.properties, pile.left_out),
        }
    }
}

impl<R: BufRead> Iterator for Cards<R> {
    type Item = Result<Arrival, BadRow>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        match self.begin() {
            Ok(None) => None,
            Ok(Some(line)) => Some(self.card(line)),
            Err(bad) => Some(Err(bad)),
        }
    }
}

/// The properties of one card, as they are read.
#[derive(Default)]
struct Pile {
    properties: Vec<Property>,
    left_out: Vec<LeftOut>,
    size: usize,
    /// Why the card can't be taken.
    wrong: Option<String>,
}

impl Pile {
    fn put(&mut self, line: &Line, manner: &mut Manner) {
        if self.wrong.is_some() {
            return;
        }
        let Some(property) = Property::parse(line, *manner) else {
            let text = String::from_utf8_lossy(&line.bytes);
            let what = format!("line {}", line.number);
            self.left_out.push(arriving::left_out(what, &text));
            return self.count(line.length.min(KEPT));
        };
        if ATTACHMENTS.contains(&property.name.as_str()) || property.is_base64() {
            if !property.is_empty() {
                let (what, bytes) = (property.name, line.length);
                self.left_out.push(LeftOut::Attachment { what, bytes });
            }
            return self.count(0);
        }
        if !line.is_whole() {
            let (number, length) = (line.number, line.length);
            let why = format!(
                "line {number} has {length} bytes, and {KEPT} are the most that a text may have"
            );
            self.wrong = Some(why);
            return;
        }
        if property.name == "VERSION" {
            manner.is_old = property.text().starts_with('2');
        }
        self.properties.push(property);
        self.count(line.length);
    }

    fn count(&mut self, bytes: usize) {
        self.size += bytes;
        if self.properties.len() + self.left_out.len() > MOST {
            self.wrong = Some(format!("it has more than {MOST} properties"));
        } else if self.size > LARGEST {
            self.wrong = Some(format!("it has more than {LARGEST} bytes of text"));
        }
    }
}
