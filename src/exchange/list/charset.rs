//! In which letters a list is written. A file doesn't say it, but the bytes give it away.

use std::io::{self, Read};

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251, WINDOWS_1252, WINDOWS_1257};

/// How a file's letters are stored, and whether that is certain.
#[derive(Clone, Copy, Debug)]
pub struct Charset {
    /// The encoding.
    pub encoding: &'static Encoding,
    /// Whether it was told from which letters are frequent, and so may be another one.
    pub is_guess: bool,
    /// Whether the file begins with its mark, or as it can in no other.
    is_marked: bool,
}

impl Charset {
    /// The encoding to be read in, where this one is said: what the file is marked with goes before it,
    /// for who says UTF-16 doesn't know in which order its bytes are.
    #[must_use]
    pub fn or_said(&self, said: Option<&'static Encoding>) -> &'static Encoding {
        said.filter(|_| !self.is_marked).unwrap_or(self.encoding)
    }
}

/// The charset that is called so: `utf-8`, `windows-1251`, `cp1257`, `utf-16le`.
#[must_use]
pub fn named(name: &str) -> Option<&'static Encoding> {
    let name = name.trim().to_lowercase();
    let page = name.strip_prefix("cp").or(name.strip_prefix("ansi-"));
    let name = page.map_or(name.clone(), |page| format!("windows-{page}"));
    Encoding::for_label_no_replacement(name.as_bytes())
}

/// Tells it from the whole file: by its mark, by what can be nothing else, else by the letters that
/// are frequent in one of the three code pages of the West, Russia and the Baltics.
///
/// # Errors
/// A stream that fails.
pub fn tell(mut input: impl Read) -> io::Result<Charset> {
    let mut signs = Signs::default();
    let mut bytes = vec![0; 1 << 16];
    let mut is_first = true;
    loop {
        let count = match input.read(&mut bytes) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let read = &bytes[..count];
        if is_first && let Some(encoding) = marked(read) {
            return Ok(Charset {
                encoding,
                is_guess: false,
                is_marked: true,
            });
        }
        is_first = false;
        signs.see(read);
    }
    Ok(signs.charset())
}

/// What the beginning says by a mark, or by the zeros that every second byte of a plain heading is.
fn marked(start: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(start) {
        return Some(encoding);
    }
    let zeros = |first: usize| {
        let half = start.iter().skip(first).step_by(2);
        half.filter(|byte| **byte == 0).count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let many = start.len() / 8;
    match (even > many, odd > many) {
        (false, true) => Some(UTF_16LE),
        (true, false) => Some(UTF_16BE),
        _ => None,
    }
}

/// What is counted in a file.
#[derive(Default)]
struct Signs {
    is_not_utf8: bool,
    /// The bytes of a character that is not whole yet.
    rest: Vec<u8>,
    counts: Counts,
    /// Whether the byte before was a letter of a code page, of ASCII, or none.
    before: Option<Before>,
    /// Letters of a code page beside each other, and beside one of ASCII.
    together: u64,
    apart: u64,
}

/// How often each byte comes.
struct Counts([u64; 256]);

impl Default for Counts {
    fn default() -> Self {
        Self([0; 256])
    }
}

impl Counts {
    fn of(&self, bytes: &[u8]) -> u64 {
        bytes.iter().map(|byte| self.0[usize::from(*byte)]).sum()
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Ascii,
    High,
}

impl Signs {
    fn see(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.counts.0[usize::from(*byte)] += 1;
            let kind = match byte {
                0xC0.. | 0xA8 | 0xB8 => Some(Before::High),
                _ if byte.is_ascii_alphabetic() => Some(Before::Ascii),
                _ => None,
            };
            match (self.before, kind) {
                (Some(Before::High), Some(Before::High)) => self.together += 1,
                (Some(one), Some(other)) if one != other => self.apart += 1,
                _ => {}
            }
            self.before = kind;
        }
        self.check_utf8(bytes);
    }

    fn check_utf8(&mut self, bytes: &[u8]) {
        if self.is_not_utf8 {
            return;
        }
        self.rest.extend_from_slice(bytes);
        match std::str::from_utf8(&self.rest) {
            Ok(_) => self.rest.clear(),
            Err(error) if error.error_len().is_none() => {
                self.rest.drain(..error.valid_up_to());
            }
            Err(_) => self.is_not_utf8 = true,
        }
    }

    fn charset(&self) -> Charset {
        if !self.is_not_utf8 && self.rest.is_empty() {
            return Charset {
                encoding: UTF_8,
                is_guess: false,
                is_marked: false,
            };
        }
        // Words of Cyrillic letters have them beside each other; accents stand among plain letters.
        let encoding = if self.together > self.apart {
            WINDOWS_1251
        } else if self.is_baltic() {
            WINDOWS_1257
        } else {
            WINDOWS_1252
        };
        Charset {
            encoding,
            is_guess: true,
            is_marked: false,
        }
    }

    /// What is š, ž, Š, Ž in Baltic letters is a letter of Iceland alone in those of the West; ė, ū, ģ,
    /// ļ, ņ stand against ë, û, ì, ï, ò. Western are ä, ö, ü, ß and å, what French and Spanish have, and
    /// ø and æ: as ų and ę they are rarer than the other letters of Lithuania.
    fn is_baltic(&self) -> bool {
        let baltic = 3 * self.counts.of(&[0xF0, 0xFE, 0xD0, 0xDE])
            + self.counts.of(&[0xEB, 0xFB, 0xCB, 0xEC, 0xEF, 0xF2]);
        let western = 2 * self.counts.of(&[0xEA, 0xF1, 0xF4, 0xE5])
            + self.counts.of(&[0xE7, 0xE9, 0xED, 0xFA])
            + self.counts.of(&[0xE4, 0xF6, 0xFC, 0xDF, 0xC4, 0xD6, 0xDC])
            + self.counts.of(&[0xF8, 0xE6, 0xD8, 0xC6]);
        baltic > western
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(bytes: &[u8]) -> (&'static str, bool) {
        let charset = tell(bytes).expect("it is in memory");
        (charset.encoding.name(), charset.is_guess)
    }

    #[test]
    fn a_code_page_is_told_from_its_letters() {
        let cases = [
            ("Name;Ort\nJürgen Müller;Köln\n", "windows-1252"),
            ("Nom;Ville\nÉlodie Lefèvre;Besançon\n", "windows-1252"),
            ("Nombre;Ciudad\nBegoña Núñez;Málaga\n", "windows-1252"),
            ("Navn;By\nSøren Åse;Tromsø på Ås\n", "windows-1252"),
            ("Navn;By\nSøren Møller;Ærøskøbing\n", "windows-1252"),
            ("Name;Ort\nZoë Brontë;Gruß\nJürgen;Köln\n", "windows-1252"),
            ("Имя;Город\nИван Иванов;Псков\n", "windows-1251"),
            ("Name;City\nЁлкин;Орёл\n", "windows-1251"),
            ("Vardas;Miestas\nŽydrūnė Šimkutė;Šiauliai\n", "windows-1257"),
            ("Name;City\nOna Kazlauskienė;Vilnius\n", "windows-1257"),
            (
                "Įmonė;Miestas\nŽemės ūkių grupė;Šilalės rajonas\nUAB Kęstučio darbų namas;Plungė",
                "windows-1257",
            ),
            ("Vārds;Pilsēta\nJānis Bērziņš;Rīga\n", "windows-1257"),
        ];
        for (text, name) in cases {
            let encoding = named(name).expect(name);
            let (bytes, _, _) = encoding.encode(text);
            assert_eq!(told(&bytes), (name, true), "{text}");
            assert_eq!(told(text.as_bytes()), ("UTF-8", false), "{text}");
        }
    }

    #[test]
    fn what_can_be_nothing_else_is_no_guess() {
        let wide = |text: &str, mark: bool, big: bool| -> Vec<u8> {
            let units = mark
                .then_some(0xFEFF)
                .into_iter()
                .chain(text.encode_utf16());
            units
                .flat_map(|unit: u16| {
                    if big {
                        unit.to_be_bytes()
                    } else {
                        unit.to_le_bytes()
                    }
                })
                .collect()
        };
        let text = "Name;Город\nИван;Псков\n";
        for mark in [true, false] {
            assert_eq!(told(&wide(text, mark, false)), ("UTF-16LE", false));
            assert_eq!(told(&wide(text, mark, true)), ("UTF-16BE", false));
        }
        let big = tell(&*wide(text, true, true)).expect("it is in memory");
        assert_eq!(big.or_said(named("utf-16")), UTF_16BE);
        let plain = tell(text.as_bytes()).expect("it is in memory");
        assert_eq!(plain.or_said(Some(WINDOWS_1251)), WINDOWS_1251);
        assert_eq!(told(b"Name\nIvan\n"), ("UTF-8", false));
        assert_eq!(told(b""), ("UTF-8", false));
    }

    #[test]
    fn a_charset_is_called_by_its_names() {
        for (name, encoding) in [
            ("utf8", "UTF-8"),
            ("UTF-16", "UTF-16LE"),
            ("cp1251", "windows-1251"),
            ("Windows-1257", "windows-1257"),
            ("latin1", "windows-1252"),
        ] {
            assert_eq!(named(name).map(Encoding::name), Some(encoding), "{name}");
        }
        assert_eq!(named("klingon").map(Encoding::name), None);
    }
}
