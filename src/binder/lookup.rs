//! How a client is found by what is typed, and how a file gets its name.

use deunicode::AsciiChars;

use super::{Dossier, Refusal};

/// The longest file name of a dossier, without its ending, in characters.
pub const LONGEST_SLUG: usize = 64;

/// The longest name of a client, in characters.
pub const LONGEST_NAME: usize = 200;

/// A client's name, trimmed.
///
/// # Errors
/// [`Refusal::EmptyName`], [`Refusal::LongName`].
pub fn checked_name(name: &str) -> Result<&str, Refusal> {
    let name = name.trim();
    match name.chars().count() {
        0 => Err(Refusal::EmptyName),
        length if length > LONGEST_NAME => Err(Refusal::LongName { length }),
        _ => Ok(name),
    }
}

/// Names that some file system keeps for itself.
const RESERVED: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Whether some file system keeps `name` for itself, in any case.
#[must_use]
pub fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    RESERVED
        .iter()
        .any(|reserved| stem.eq_ignore_ascii_case(reserved))
}

/// Whether a manager may be called `name`: it names a folder, so 1 to 64 letters, digits, `-`, `_`
/// and `.`, no dot in front or behind, and no name that a file system reserves.
#[must_use]
pub fn is_manager_name(name: &str) -> bool {
    let plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.');
    (1..=64).contains(&name.chars().count())
        && name.len() <= 200
        && name.chars().all(plain)
        && !name.starts_with(['.', '-'])
        && !name.ends_with('.')
        && !is_reserved(name)
}

/// The words of a text as they are compared: in ASCII, small, without accents.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    folded(text)
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A text as it is searched: in ASCII, small, without accents.
#[must_use]
pub fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for (letter, ascii) in text.chars().zip(text.ascii_chars()) {
        let ascii = ascii.unwrap_or(" ");
        if letter.is_alphabetic() && !letter.is_ascii() {
            // A mark that stands for a letter (a soft sign, an ayin) would tear its word apart.
            let mark = |letter: &char| !letter.is_ascii_alphanumeric() && *letter != ' ';
            folded.extend(ascii.chars().filter(|letter| !mark(letter)));
        } else {
            folded.push_str(ascii);
        }
    }
    folded.make_ascii_lowercase();
    folded
}

/// The file name for a client called `name`, before it is known whether it is taken: ASCII
/// letters, digits and `-`, 1 to [`LONGEST_SLUG`] characters, no name that is reserved.
#[must_use]
pub fn slug(name: &str) -> String {
    let mut slug = String::new();
    for word in words(name) {
        let joint = usize::from(!slug.is_empty());
        if slug.len() + joint + word.len() > LONGEST_SLUG {
            if slug.is_empty() {
                slug.push_str(&word[..LONGEST_SLUG]);
            }
            break;
        }
        if joint == 1 {
            slug.push('-');
        }
        slug.push_str(&word);
    }
    match slug.as_str() {
        "" => "client".to_owned(),
        _ if is_reserved(&slug) => slug + "-client",
        _ => slug,
    }
}

/// The `number`th file name (1, 2, …) to try for one that may be taken: `beta`, `beta-2`.
#[must_use]
pub fn numbered(slug: &str, number: u32) -> String {
    if number < 2 {
        return slug.to_owned();
    }
    let suffix = format!("-{number}");
    // A file's name that is no slug may have any letters.
    let stem = &slug[..slug.floor_char_boundary(LONGEST_SLUG - suffix.len())];
    format!("{}{suffix}", stem.trim_end_matches('-'))
}

/// Whether `text` is written as a slug is.
#[must_use]
pub fn is_slug(text: &str) -> bool {
    let plain = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || *byte == b'-';
    (1..=LONGEST_SLUG).contains(&text.len()) && text.as_bytes().iter().all(plain)
}

/// Whether every typed word begins some word of the slug.
#[must_use]
pub fn slug_fits(slug: &str, typed: &[String]) -> bool {
    !typed.is_empty()
        && typed.iter().all(|word| {
            slug.split('-')
                .any(|of_slug| of_slug.starts_with(word.as_str()))
        })
}

/// What was typed, as it is looked for in the contents of dossiers.
#[derive(Clone, Debug)]
pub struct LookedFor {
    words: Vec<String>,
    phone: Option<String>,
    email: Option<String>,
}

impl LookedFor {
    /// Takes what was typed apart: words, and a phone number or an e-mail address if it is one.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        let is_phone = typed
            .chars()
            .all(|letter| letter.is_ascii_digit() || "+-() /.".contains(letter));
        Self {
            words: words(typed),
            phone: phone_key(typed).filter(|_| is_phone),
            email: typed.contains('@').then(|| email_key(typed)),
        }
    }

    /// Whether this dossier is meant: by name or company, by phone, or by e-mail.
    #[must_use]
    pub fn fits(&self, dossier: &Dossier) -> bool {
        let fields = dossier.fields();
        let mut texts = ["name", "company"]
            .into_iter()
            .filter_map(|key| fields.text(key));
        if let Some(phone) = &self.phone {
            return fields
                .texts("phones")
                .any(|known| phone_key(known).as_ref() == Some(phone));
        }
        if let Some(email) = &self.email {
            return fields
                .texts("emails")
                .any(|known| email_key(known) == *email);
        }
        texts.any(|text| text_fits(text, &self.words))
    }
}

/// Whether every typed word begins some word of the text.
#[must_use]
pub fn text_fits(text: &str, typed: &[String]) -> bool {
    let words = words(text);
    !typed.is_empty()
        && typed
            .iter()
            .all(|typed| words.iter().any(|word| word.starts_with(typed.as_str())))
}

/// How many last digits of a phone number are compared.
const PHONE_DIGITS: usize = 8;

/// The digits by which a phone number is compared: its last eight, at least five. `None` if it
/// has fewer. A label before it (`mobile: …`) doesn't count.
#[must_use]
pub fn phone_key(phone: &str) -> Option<String> {
    let digits: Vec<char> = unlabelled(phone)
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    let from = digits.len().saturating_sub(PHONE_DIGITS);
    (digits.len() >= 5).then(|| digits[from..].iter().collect())
}

/// A phone or address without its label: of `mobile: +370 600 12345` the number.
#[must_use]
pub fn unlabelled(value: &str) -> &str {
    value
        .split_once(": ")
        .map_or(value, |(_, rest)| rest)
        .trim()
}

/// An e-mail address as it is compared.
#[must_use]
pub fn email_key(email: &str) -> String {
    unlabelled(email).to_lowercase()
}

/// The up to three of `known` that are nearest to what was typed, best first; none that is too
/// far off to be meant.
#[must_use]
pub fn nearest<'a>(known: impl IntoIterator<Item = &'a str>, typed: &str) -> Vec<&'a str> {
    let typed = slug(typed);
    let mut near: Vec<(f64, &str)> = known
        .into_iter()
        .map(|name| (likeness(name, &typed), name))
        .filter(|(likeness, _)| *likeness > 0.75)
        .collect();
    near.sort_by(|(a_like, a), (b_like, b)| b_like.total_cmp(a_like).then(a.cmp(b)));
    near.into_iter().take(3).map(|(_, name)| name).collect()
}

/// All of `known`, those first that are nearest to what was typed.
#[must_use]
pub fn nearest_first<'a>(known: impl IntoIterator<Item = &'a str>, typed: &str) -> Vec<String> {
    let known: Vec<&str> = known.into_iter().collect();
    let nearest = nearest(known.iter().copied(), typed);
    let others = known.iter().filter(|name| !nearest.contains(name));
    let all = nearest.iter().chain(others);
    all.map(|name| (*name).to_owned()).collect()
}

/// How alike a slug, or the likest of its words, is to what was typed: 0 to 1.
fn likeness(slug: &str, typed: &str) -> f64 {
    slug.split('-')
        .chain([slug])
        .map(|word| strsim::jaro_winkler(word, typed))
        .fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_the_name_in_ascii() {
        let cases = [
            ("Ivan Ivanov", "ivan-ivanov"),
            ("Иванов Иван", "ivanov-ivan"),
            ("Žydrūnė Šimkutė", "zydrune-simkute"),
            ("Григорьев Пётр", "grigorev-piotr"),
            ("محمد العربي", "mhmd-lrby"),
            ("ნინო ბერიძე", "nino-berize"),
            ("王芳", "wang-fang"),
            ("  O'Neill & Sons, Ltd. ", "o-neill-sons-ltd"),
            ("../../etc/passwd", "etc-passwd"),
            ("CON", "con-client"),
            ("!!!", "client"),
            ("", "client"),
        ];
        for (name, expected) in cases {
            assert_eq!(slug(name), expected, "{name}");
        }
    }

    #[test]
    fn a_slug_of_any_script_is_a_short_file_name() {
        let names = [
            "สมชาย ใจดี",
            "محمد العربي",
            "山田太郎",
            "👩‍💼",
            "\u{202e}evil\u{1b}[31m",
        ];
        let long = "ab ".repeat(4000) + &"x".repeat(4000);
        for name in names.into_iter().chain([long.as_str(), &"я".repeat(9000)]) {
            let slug = slug(name);
            assert!((1..=LONGEST_SLUG).contains(&slug.len()), "{slug}");
            let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit();
            assert!(
                slug.chars().all(|letter| plain(letter) || letter == '-'),
                "{slug}"
            );
            assert!(!slug.starts_with('-') && !slug.ends_with('-'), "{slug}");
        }
    }

    #[test]
    fn a_taken_slug_gets_a_number_and_stays_short() {
        assert_eq!(numbered("beta", 1), "beta");
        assert_eq!(numbered("beta", 2), "beta-2");
        assert_eq!(numbered(&"b".repeat(64), 10).len(), LONGEST_SLUG);
        assert_eq!(
            numbered(&"€".repeat(40), 2),
            format!("{}-2", "€".repeat(20))
        );
        assert_eq!(
            numbered(&"b".repeat(64), u32::MAX).len(),
            LONGEST_SLUG,
            "however often it is taken"
        );
    }

    #[test]
    fn a_client_is_found_by_the_beginnings_of_the_words() {
        let fits = |typed| slug_fits("ivanov-ivan-romashka", &words(typed));
        for typed in ["ivanov", "IVANOV", "rom iva", "Иванов", "ромашка иван"] {
            assert!(fits(typed), "{typed}");
        }
        for typed in ["vanov", "ivanova", "", "ivanov beta"] {
            assert!(!fits(typed), "{typed}");
        }
    }

    #[test]
    fn a_phone_is_compared_by_its_last_eight_digits() {
        let key = |phone| phone_key(phone).unwrap_or_default();
        assert_eq!(key("mobile: +370 600 12345"), "60012345");
        assert_eq!(key("8 600 12345"), key("+370-600-12345"));
        assert_eq!(key("1234"), "");
    }

    #[test]
    fn the_nearest_names_are_those_of_a_slip_of_the_finger() {
        let known = ["ivanov-ivan", "beta", "gamma-gmbh"];
        assert_eq!(nearest(known, "ivanvo"), ["ivanov-ivan"]);
        assert_eq!(nearest(known, "gama"), ["gamma-gmbh"]);
        assert!(nearest(known, "zzz").is_empty());
    }
}
