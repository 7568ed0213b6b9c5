//! Numbers and sums of money as people write them: `1 200,50`, `1,200.50 EUR`, `€12`.
//!
//! They are stored in one spelling, with a point and without groups. What can be read in two ways is
//! not guessed: `1.200` is refused with both.

use std::fmt;
use std::str::FromStr;

use deunicode::deunicode_char;

/// How many digits a number may have before the point, and behind it.
const DIGITS: usize = 15;
const DECIMALS: usize = 6;
const MILLION: i128 = 1_000_000;

/// Why a text is no number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoNumber {
    /// It is none.
    Not,
    /// It is two, by how one reads it.
    TwoWays(String, String),
}

/// Signs and words for currencies that mean one only, with its code.
const CURRENCIES: [(&str, &str); 20] = [
    ("€", "EUR"),
    ("£", "GBP"),
    ("₽", "RUB"),
    ("руб", "RUB"),
    ("руб.", "RUB"),
    ("฿", "THB"),
    ("บาท", "THB"),
    ("₴", "UAH"),
    ("грн", "UAH"),
    ("₺", "TRY"),
    ("₪", "ILS"),
    ("₩", "KRW"),
    ("₹", "INR"),
    ("₸", "KZT"),
    ("₾", "GEL"),
    ("zł", "PLN"),
    ("kč", "CZK"),
    ("ft", "HUF"),
    ("лв", "BGN"),
    ("₫", "VND"),
];

/// Signs that several countries have: they stay as they are.
const SHARED: [&str; 2] = ["$", "¥"];

/// A number in the one spelling: `1 200,50` is `1200.50`.
///
/// # Errors
/// Why it is none.
pub fn number(typed: &str) -> Result<String, NoNumber> {
    let text: String = typed.trim().chars().map(plain).collect();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest.trim_start()),
        None => ("", text.strip_prefix('+').unwrap_or(&text)),
    };
    let (whole, decimals) = parts(digits)?;
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    if whole.len() > DIGITS || decimals.len() > DECIMALS {
        return Err(NoNumber::Not);
    }
    let point = if decimals.is_empty() { "" } else { "." };
    let is_nothing = whole == "0" && decimals.chars().all(|digit| digit == '0');
    let sign = if is_nothing { "" } else { sign };
    Ok(format!("{sign}{whole}{point}{decimals}"))
}

/// A sum of money in the one spelling: `€1 200,50` is `1200.50 EUR`; without a currency it is only
/// the number.
///
/// # Errors
/// Why it is none.
pub fn money(typed: &str) -> Result<String, NoNumber> {
    let typed = typed.trim();
    let is_number = |letter: char| plain(letter).is_ascii_digit() || "+-−.,".contains(letter);
    let digits = |letter: char| plain(letter).is_ascii_digit();
    let start = typed.find(is_number).ok_or(NoNumber::Not)?;
    let last = typed.rfind(digits).filter(|last| *last >= start);
    let last = last.ok_or(NoNumber::Not)?;
    let end = last + typed[last..].chars().next().map_or(1, char::len_utf8);
    let (before, after) = (typed[..start].trim(), typed[end..].trim());
    let amount = number(&typed[start..end])?;
    match (before, after) {
        ("", "") => Ok(amount),
        (unit, "") | ("", unit) => {
            let unit = currency(unit).ok_or(NoNumber::Not)?;
            Ok(format!("{amount} {unit}"))
        }
        _ => Err(NoNumber::Not),
    }
}

/// The code of a currency; a sign that several have as it is.
fn currency(typed: &str) -> Option<String> {
    let small = typed.to_lowercase();
    if let Some((_, code)) = CURRENCIES.iter().find(|(sign, _)| *sign == small) {
        return Some((*code).to_owned());
    }
    let is_code = typed.len() == 3 && typed.bytes().all(|byte| byte.is_ascii_alphabetic());
    if is_code {
        return Some(typed.to_ascii_uppercase());
    }
    SHARED.contains(&typed).then(|| typed.to_owned())
}

/// A letter of a number as ASCII has it: digits of every script, and a blank for what groups them.
fn plain(letter: char) -> char {
    match letter {
        '\u{2212}' => '-',
        '٫' => '.',
        '٬' | '\'' | '’' | '_' => ' ',
        _ if letter.is_whitespace() => ' ',
        _ if letter.is_numeric() && !letter.is_ascii() => {
            let ascii = deunicode_char(letter).unwrap_or_default();
            let mut digits = ascii.chars().filter(char::is_ascii_digit);
            let is_one = ascii.len() == 1;
            digits.next().filter(|_| is_one).unwrap_or(letter)
        }
        _ => letter,
    }
}

/// The digits before the point and those behind it.
fn parts(text: &str) -> Result<(String, String), NoNumber> {
    let count = |sign| text.matches(sign).count();
    let point = match (count(','), count('.')) {
        (1, 0) => Some(','),
        (0, 1) => Some('.'),
        (_, 0) | (0, _) => None,
        // Of both the last one is the point.
        _ => text.chars().rfind(|letter| matches!(letter, ',' | '.')),
    };
    let (whole, decimals) = match point {
        Some(point) if count(point) > 1 => return Err(NoNumber::Not),
        Some(point) => text.split_once(point).unwrap_or((text, "")),
        None => (text, ""),
    };
    let has_digits =
        |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if point.is_some() && !has_digits(decimals) {
        return Err(NoNumber::Not);
    }
    let significant = whole.trim_start_matches('0');
    if has_digits(significant) && significant.len() <= 3 && decimals.len() == 3 {
        let one = format!("{significant}{decimals}");
        let other = format!("{significant}.{decimals}");
        return Err(NoNumber::TwoWays(one, other));
    }
    let whole = match whole {
        "" if point.is_some() => "0".to_owned(),
        _ => ungrouped(whole).ok_or(NoNumber::Not)?,
    };
    Ok((whole, decimals.to_owned()))
}

/// The digits of groups; the last group has three, those between two or three.
fn ungrouped(text: &str) -> Option<String> {
    let groups: Vec<&str> = text.split([' ', ',', '.']).collect();
    let is_digits =
        |group: &&str| !group.is_empty() && group.bytes().all(|one| one.is_ascii_digit());
    let (first, rest) = groups.split_first()?;
    let fits = match rest.split_last() {
        None => true,
        Some((last, between)) => {
            first.len() <= 3
                && last.len() == 3
                && between.iter().all(|one| (2..=3).contains(&one.len()))
        }
    };
    (fits && groups.iter().all(is_digits)).then(|| groups.concat())
}

/// A number as it is counted with, exactly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amount(i128);

impl Amount {
    /// Takes the amount of an answer in the one spelling apart: the number, and its currency.
    #[must_use]
    pub fn of(answer: &str) -> Option<(Self, Option<&str>)> {
        let (number, unit) = match answer.split_once(' ') {
            Some((number, unit)) => (number, Some(unit)),
            None => (answer, None),
        };
        Some((number.parse().ok()?, unit))
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// Shared out among so many, rounded to hundredths; `None` among nobody.
    #[must_use]
    pub fn shared_by(self, count: usize) -> Option<Self> {
        let count = i128::try_from(count).ok().filter(|count| *count > 0)?;
        let step = MILLION / 100;
        let half = count * step / 2 * self.0.signum();
        Some(Self((self.0 + half) / (count * step) * step))
    }
}

impl FromStr for Amount {
    type Err = NoNumber;

    /// Reads the one spelling; nothing in it can be read in two ways.
    fn from_str(text: &str) -> Result<Self, NoNumber> {
        let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        if whole.is_empty() || whole.len() > DIGITS || decimals.len() > DECIMALS {
            return Err(NoNumber::Not);
        }
        let padded = format!("{whole}{decimals:0<DECIMALS$}");
        let millionths: u128 = padded.parse().map_err(|_| NoNumber::Not)?;
        let millionths = i128::try_from(millionths).map_err(|_| NoNumber::Not)?;
        Ok(Self(sign * millionths))
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, rest) = (self.0.abs() / MILLION, self.0.abs() % MILLION);
        let decimals = format!("{rest:06}");
        match decimals.trim_end_matches('0') {
            "" => write!(f, "{sign}{whole}"),
            // A sum of money has two decimals, or none.
            one if one.len() == 1 => write!(f, "{sign}{whole}.{one}0"),
            decimals => write!(f, "{sign}{whole}.{decimals}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_number_is_stored_in_one_spelling() {
        let cases = [
            ("1200", "1200"),
            (" 1 200 ", "1200"),
            ("1\u{a0}200,50", "1200.50"),
            ("1\u{202f}200", "1200"),
            ("1'200.5", "1200.5"),
            ("1.200,50", "1200.50"),
            ("1,200.50", "1200.50"),
            ("1,234,567", "1234567"),
            ("1.234.567", "1234567"),
            ("12,34,567", "1234567"),
            ("12,5", "12.5"),
            ("0.125", "0.125"),
            ("0,125", "0.125"),
            (",5", "0.5"),
            ("-3", "-3"),
            ("−3,25", "-3.25"),
            ("+3", "3"),
            ("-0", "0"),
            ("007", "7"),
            ("1234.567", "1234.567"),
            ("๑๒๓", "123"),
            ("١٢٣٫٥", "123.5"),
            ("123456789012345.123456", "123456789012345.123456"),
        ];
        for (typed, stored) in cases {
            assert_eq!(number(typed).as_deref(), Ok(stored), "{typed}");
            assert_eq!(number(stored).as_deref(), Ok(stored), "{stored} again");
        }
    }

    #[test]
    fn what_is_no_number_is_refused_and_nothing_is_guessed() {
        for typed in [
            "",
            "x",
            "1x",
            "-",
            "1 20",
            "12 34",
            "1,2,3",
            "1.2.3",
            "1,2.3,4",
            "5.",
            "1..2",
            "1 200,",
            "½",
            "1e6",
            "0x10",
            "1234567890123456",
            "1.1234567",
            "--1",
            "1-2",
            "٣½",
        ] {
            assert_eq!(number(typed), Err(NoNumber::Not), "{typed}");
        }
        for (typed, one, other) in [("1.200", "1200", "1.200"), ("12,345", "12345", "12.345")] {
            let two = NoNumber::TwoWays(one.to_owned(), other.to_owned());
            assert_eq!(number(typed), Err(two), "{typed}");
        }
    }

    #[test]
    fn a_sum_of_money_has_its_currency_behind_it() {
        let cases = [
            ("1 200,50 EUR", "1200.50 EUR"),
            ("€1,200.50", "1200.50 EUR"),
            ("1200 eur", "1200 EUR"),
            ("EUR 1200", "1200 EUR"),
            ("1200", "1200"),
            ("$5", "5 $"),
            ("5 000 руб.", "5000 RUB"),
            ("๕๐๐ บาท", "500 THB"),
            ("-12 zł", "-12 PLN"),
            ("100 Kč", "100 CZK"),
        ];
        for (typed, stored) in cases {
            assert_eq!(money(typed).as_deref(), Ok(stored), "{typed}");
        }
        for typed in [
            "",
            "EUR",
            "5 apples",
            "EUR 5 EUR",
            "€",
            "5 EURO",
            "12 or 13",
        ] {
            assert_eq!(money(typed), Err(NoNumber::Not), "{typed}");
        }
        assert!(matches!(money("1.200 EUR"), Err(NoNumber::TwoWays(..))));
    }

    #[test]
    fn amounts_add_up_exactly_and_are_shared_out_to_hundredths() {
        let amount = |text: &str| text.parse::<Amount>().expect(text);
        let sum = ["0.1", "0.2", "1200.50"].map(amount);
        let sum = sum.into_iter().fold(Amount::default(), Amount::plus);
        assert_eq!(sum.to_string(), "1200.80");
        let cases = [
            ("10", 3, "3.33"),
            ("20", 3, "6.67"),
            ("-20", 3, "-6.67"),
            ("9", 3, "3"),
        ];
        for (sum, count, share) in cases {
            let shared = amount(sum).shared_by(count).expect("somebody");
            assert_eq!(shared.to_string(), share, "{sum} by {count}");
        }
        assert_eq!(amount("1").shared_by(0), None);
        assert_eq!(
            Amount::of("1200.50 EUR"),
            Some((amount("1200.5"), Some("EUR")))
        );
        assert_eq!(Amount::of("a lot"), None);
    }

    proptest! {
        #[test]
        fn no_text_panics_and_what_is_stored_is_read_again(text in "[-+0-9., €x'\u{a0}๑]{0,14}|\\PC{0,9}") {
            if let Ok(stored) = number(&text) {
                prop_assert!(stored.parse::<Amount>().is_ok(), "{}", stored);
                prop_assert_eq!(number(&stored), Ok(stored));
            }
            if let Ok(stored) = money(&text) {
                prop_assert!(Amount::of(&stored).is_some(), "{}", stored);
                prop_assert_eq!(money(&stored), Ok(stored));
            }
        }
    }
}
