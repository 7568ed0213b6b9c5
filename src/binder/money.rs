//! Money: whole hundredths, so that what is added up is right to the last of them. Amounts come as
//! people type them, and are shown as English business letters have them.

use std::fmt;

/// The largest amount, in hundredths: more digits than any offer has, and far from any overflow.
const LARGEST: i128 = 1_000_000_000_000_000;

/// An amount of money of some currency, in hundredths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Money(i128);

impl Money {
    /// An amount as it is typed: `85`, `85.5`, `12 000.50`, `12,000.50`, `-3`. `None` for what is no
    /// such number, or has more than two digits behind the point.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self(scaled(text, 2)?).bounded()
    }

    /// So many at this price, rounded to a hundredth.
    #[must_use]
    pub fn times(self, quantity: Quantity) -> Option<Self> {
        Self(rounded(self.0 * quantity.0, 1_000)).bounded()
    }

    /// So many percent of it (`21`, `5.5`), rounded to a hundredth.
    #[must_use]
    pub fn percent(self, rate: Quantity) -> Option<Self> {
        Self(rounded(self.0 * rate.0, 100_000)).bounded()
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        Self(self.0 + other.0).bounded()
    }

    /// As it is calculated with: `12345.60`.
    #[must_use]
    pub fn plain(self) -> String {
        self.with("", ".")
    }

    /// With a sign between thousands, and one before the hundredths: `12 345,60`.
    #[must_use]
    pub fn with(self, thousands: &str, point: &str) -> String {
        let (whole, part) = (self.0.abs() / 100, self.0.abs() % 100);
        let digits = whole.to_string();
        let mut grouped = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                grouped.push_str(thousands);
            }
            grouped.push(digit);
        }
        let sign = if self.0 < 0 { "-" } else { "" };
        format!("{sign}{grouped}{point}{part:02}")
    }

    fn bounded(self) -> Option<Self> {
        (self.0.abs() <= LARGEST).then_some(self)
    }
}

impl fmt::Display for Money {
    /// `12,345.60`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.with(",", "."))
    }
}

/// How many of something, in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quantity(i128);

impl Quantity {
    /// One.
    pub const ONE: Self = Self(1_000);

    /// A number as it is typed: `12`, `2.5`, `0.125`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let quantity = scaled(text, 3)?;
        (quantity.abs() <= LARGEST).then_some(Self(quantity))
    }
}

impl fmt::Display for Quantity {
    /// `12`, `2.5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (self.0.abs() / 1_000, self.0.abs() % 1_000);
        let part = format!(".{part:03}");
        let part = part.trim_end_matches('0').trim_end_matches('.');
        write!(f, "{sign}{whole}{part}")
    }
}

/// Something that is offered: how many of it, and for how much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub text: String,
    /// How many.
    pub quantity: Quantity,
    /// What one costs.
    pub price: Money,
    /// What all of them cost.
    pub sum: Money,
}

impl Item {
    /// An item as it is typed: `Oak shelf; 12; 85.00`, or `Delivery; 120` for one of it.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let (text, price) = typed.rsplit_once(';')?;
        let price = Money::parse(price)?;
        let counted = text.rsplit_once(';');
        let counted = counted.and_then(|(text, count)| Some((text, Quantity::parse(count)?)));
        let (text, quantity) = counted.unwrap_or((text, Quantity::ONE));
        let text = text.trim();
        let sum = price.times(quantity)?;
        (!text.is_empty()).then(|| Self {
            text: text.to_owned(),
            quantity,
            price,
            sum,
        })
    }

    /// What all of these cost together; `None` if that is more than money there is.
    #[must_use]
    pub fn total(items: &[Self]) -> Option<Money> {
        let mut sums = items.iter().map(|item| item.sum);
        sums.try_fold(Money::default(), Money::plus)
    }
}

/// The number that a text is, times ten to the power of `places`; `None` if there are more places.
fn scaled(text: &str, places: usize) -> Option<i128> {
    let text = text.trim();
    let (sign, text) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let whole = ungrouped(whole)?;
    let fits = are_digits(&whole) && are_digits(part) && whole.len() <= 15 && part.len() <= places;
    let number = fits.then(|| format!("{whole}{part:0<places$}"))?;
    Some(sign * number.parse::<i128>().ok()?)
}

/// The digits of a whole number without the signs between thousands; `None` if those don't stand
/// between thousands.
fn ungrouped(text: &str) -> Option<String> {
    let is_joint = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | ',' | '\'');
    let groups: Vec<&str> = text.split(is_joint).collect();
    let (first, others) = groups.split_first()?;
    let is_grouped = (1..=3).contains(&first.len()) && others.iter().all(|group| group.len() == 3);
    (others.is_empty() || is_grouped).then(|| groups.concat())
}

/// A division rounded to the nearest, halves away from zero.
fn rounded(number: i128, by: i128) -> i128 {
    (number + number.signum() * (by / 2)) / by
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_typed_in_several_ways_and_shown_in_one() {
        let cases = [
            ("85", Some("85.00")),
            (" 85.5 ", Some("85.50")),
            ("12000", Some("12,000.00")),
            ("12 000.50", Some("12,000.50")),
            ("12\u{a0}000", Some("12,000.00")),
            ("1,234,567.89", Some("1,234,567.89")),
            ("-3", Some("-3.00")),
            ("0", Some("0.00")),
            ("12,50", None),
            ("1,23,456", None),
            ("12.345", None),
            (".5", None),
            ("5.", None),
            ("1e9", None),
            ("٣", None),
            ("nan", None),
            ("", None),
            ("-", None),
            ("99999999999999999999999", None),
        ];
        for (typed, shown) in cases {
            let money = Money::parse(typed).map(|money| money.to_string());
            assert_eq!(money.as_deref(), shown, "{typed}");
        }
        let money = Money::parse("-1234567.8").expect("money");
        assert_eq!(money.with(" ", ","), "-1 234 567,80");
        assert_eq!(money.plain(), "-1234567.80");
    }

    #[test]
    fn what_is_calculated_is_right_to_the_hundredth() {
        let money = |text| Money::parse(text).expect("money");
        let number = |text| Quantity::parse(text).expect("a number");
        let cases = [
            (money("0.10").times(number("3")), "0.30"),
            (money("0.01").times(number("0.5")), "0.01"),
            (money("-0.01").times(number("0.5")), "-0.01"),
            (money("100.50").percent(number("21")), "21.11"),
            (money("100.50").percent(number("5.5")), "5.53"),
            (money("0.1").plus(money("0.2")), "0.30"),
        ];
        for (money, shown) in cases {
            assert_eq!(money.expect("money").to_string(), shown);
        }
        let much = money("9999999999999");
        assert_eq!(much.times(number("99999999")), None);
        assert_eq!(much.plus(much), None);
    }

    #[test]
    fn an_item_is_a_text_perhaps_a_number_and_a_price() {
        let cases = [
            ("Oak shelf; 12; 85.00", Some("Oak shelf|12|85.00|1,020.00")),
            ("Delivery; 120", Some("Delivery|1|120.00|120.00")),
            ("Shelf; oak; 85", Some("Shelf; oak|1|85.00|85.00")),
            ("Hours;2.5;60", Some("Hours|2.5|60.00|150.00")),
            ("Discount;-1;50", Some("Discount|-1|50.00|-50.00")),
            ("Shelf", None),
            ("Shelf; dear", None),
            ("; 12; 85", None),
            ("", None),
        ];
        for (typed, shown) in cases {
            let item = Item::parse(typed).map(|item| {
                let Item {
                    text,
                    quantity,
                    price,
                    sum,
                } = item;
                format!("{text}|{quantity}|{price}|{sum}")
            });
            assert_eq!(item.as_deref(), shown, "{typed}");
        }
    }
}
