//! The answers to a form, counted over many clients.

use std::collections::BTreeMap;

use super::amount::Amount;
use super::{Answers, Field, FieldKind, Form, State};
use crate::binder::Dossier;

/// What one client says to a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    state: State,
    /// For each field: whether it is asked, and the answer.
    answers: Vec<(bool, Option<String>)>,
}

impl Form {
    /// What a client says to it.
    #[must_use]
    pub fn told(&self, dossier: &Dossier) -> Told {
        let answers = Answers::of(self, dossier.fields());
        let answer = |field| (answers.is_asked(field), answers.answer(field));
        Told {
            state: self.state(dossier),
            answers: self.fields.iter().map(answer).collect(),
        }
    }
}

/// The answers of many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    /// How many clients there are.
    pub clients: usize,
    /// How many of them have filled it in.
    pub filled: usize,
    /// How many have answered something, and have not filled it in.
    pub partly: usize,
    /// For each field of the form.
    pub fields: Vec<FieldCounts>,
}

/// The answers of many to one field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldCounts {
    /// Of how many clients it is asked.
    pub asked: usize,
    /// How many of them have answered it.
    pub answered: usize,
    /// How many gave each of the answers there are to choose from, in their order; behind these
    /// what else was answered, by name.
    pub answers: Vec<(String, usize)>,
    /// The numbers that were answered, for each currency; without one first.
    pub sums: Vec<(Option<String>, Sum)>,
    /// The first and the last day that was answered.
    pub days: Option<(String, String)>,
    /// How many answers are not such as the form asks for.
    pub odd: usize,
}

/// Numbers added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum {
    /// How many.
    pub count: usize,
    /// All together.
    pub sum: Amount,
    /// The least.
    pub least: Amount,
    /// The most.
    pub most: Amount,
}

impl Sum {
    fn with(self, amount: Amount) -> Self {
        Self {
            count: self.count + 1,
            sum: self.sum.plus(amount),
            least: self.least.min(amount),
            most: self.most.max(amount),
        }
    }

    /// The sum, shared out.
    #[must_use]
    pub fn mean(&self) -> Amount {
        self.sum.shared_by(self.count).unwrap_or_default()
    }
}

impl Counts {
    /// Counts what clients say.
    #[must_use]
    pub fn of(form: &Form, told: &[Told]) -> Self {
        let of_state = |state| told.iter().filter(|one| one.state == state).count();
        let fields = form.fields.iter().enumerate().map(|(at, field)| {
            let answers: Vec<&(bool, Option<String>)> =
                told.iter().filter_map(|one| one.answers.get(at)).collect();
            let given = answers.iter().filter_map(|(_, answer)| answer.as_deref());
            FieldCounts {
                asked: answers.iter().filter(|(is_asked, _)| *is_asked).count(),
                ..count(field, given)
            }
        });
        Self {
            clients: told.len(),
            filled: of_state(State::Filled),
            partly: of_state(State::Partly),
            fields: fields.collect(),
        }
    }
}

fn count<'a>(field: &Field, answers: impl Iterator<Item = &'a str>) -> FieldCounts {
    let mut counts = FieldCounts::default();
    let mut sums: BTreeMap<Option<String>, Sum> = BTreeMap::new();
    let offers = field.offers();
    let mut chosen: BTreeMap<&str, usize> = BTreeMap::new();
    for answer in answers {
        counts.answered += 1;
        match field.kind {
            FieldKind::Number | FieldKind::Money => match Amount::of(answer) {
                Some((amount, unit)) => {
                    let new = Sum {
                        count: 0,
                        sum: Amount::default(),
                        least: amount,
                        most: amount,
                    };
                    let sum = sums.entry(unit.map(str::to_owned)).or_insert(new);
                    *sum = sum.with(amount);
                }
                None => counts.odd += 1,
            },
            FieldKind::Date if answer.parse::<chrono::NaiveDate>().is_ok() => {
                let answer = answer.to_owned();
                counts.days = Some(match counts.days.take() {
                    None => (answer.clone(), answer),
                    Some((first, last)) => (first.min(answer.clone()), last.max(answer)),
                });
            }
            FieldKind::Date => counts.odd += 1,
            FieldKind::Choice | FieldKind::YesNo => {
                counts.odd += usize::from(!offers.contains(&answer));
                *chosen.entry(answer).or_default() += 1;
            }
            FieldKind::Text | FieldKind::Lines => {}
        }
    }
    let known = offers.iter().map(|offer| {
        let count = chosen.remove(offer).unwrap_or_default();
        ((*offer).to_owned(), count)
    });
    counts.answers = known.collect();
    let others = chosen.into_iter();
    counts
        .answers
        .extend(others.map(|(answer, count)| (answer.to_owned(), count)));
    counts.sums = sums.into_iter().collect();
    counts
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::binder::sample;

    #[test]
    fn answers_are_counted_as_by_hand() {
        let text = r#"{ "title": "Needs", "fields": [
            { "key": "budget", "kind": "money", "required": true },
            { "key": "size", "kind": "choice", "choices": ["S", "L"] },
            { "key": "more", "kind": "yes-no", "only_if": "size=L" },
            { "key": "until", "kind": "date" },
            { "key": "why", "kind": "text" } ] }"#;
        let form = Form::read("needs", text.as_bytes()).expect("a form");
        let clients = [
            json!({ "budget": "100 EUR", "size": "S", "until": "2024-07-01", "why": "x" }),
            json!({ "budget": "50.25 EUR", "size": "L", "more": "yes", "until": "2024-06-01" }),
            json!({ "budget": "7", "size": "XL", "until": "soon" }),
            json!({ "size": "L", "more": "no" }),
            json!({ "budget": "much", "more": "yes" }),
            json!({}),
        ];
        let told: Vec<Told> = clients
            .iter()
            .map(|own| {
                let set = json!({ "op": "1", "kind": "edit", "set": { "fields": own } });
                form.told(&sample::added_up(&[&set]))
            })
            .collect();
        let counts = Counts::of(&form, &told);
        assert_eq!((counts.clients, counts.filled, counts.partly), (6, 4, 1));
        let [budget, size, more, until, why] = counts.fields.as_slice() else {
            panic!("{counts:?}");
        };
        assert_eq!((budget.asked, budget.answered, budget.odd), (6, 4, 1));
        let sums: Vec<(Option<&str>, usize, String, String)> = budget
            .sums
            .iter()
            .map(|(unit, sum)| {
                let (all, mean) = (sum.sum.to_string(), sum.mean().to_string());
                (unit.as_deref(), sum.count, all, mean)
            })
            .collect();
        let expected = [
            (None, 1, "7".to_owned(), "7".to_owned()),
            (Some("EUR"), 2, "150.25".to_owned(), "75.13".to_owned()),
        ];
        assert_eq!(sums, expected);
        let named = |answers: &[(String, usize)]| -> Vec<String> {
            answers
                .iter()
                .map(|(name, count)| format!("{name} {count}"))
                .collect()
        };
        assert_eq!(named(&size.answers), ["S 1", "L 2", "XL 1"]);
        assert_eq!((size.answered, size.odd), (4, 1));
        assert_eq!(named(&more.answers), ["yes 1", "no 1"], "asked of L only");
        assert_eq!((more.asked, more.answered), (2, 2));
        let days = until
            .days
            .as_ref()
            .map(|(first, last)| (first.as_str(), last.as_str()));
        assert_eq!(days, Some(("2024-06-01", "2024-07-01")));
        assert_eq!((until.answered, until.odd), (3, 1));
        assert_eq!((why.asked, why.answered), (6, 1));
    }
}
