//! A form as it is asked of one client: what is answered already, what is asked next.

use std::collections::HashMap;

use serde_json::Value;

use super::{Condition, Field, Form, FormRefusal, Reckoning};
use crate::binder::lookup::folded;
use crate::binder::{Changes, Fields, Refusal};

/// The answers to a form: those that stand in a dossier, and those given now.
#[derive(Clone, Debug)]
pub struct Answers<'f, 'd> {
    form: &'f Form,
    fields: &'d Fields,
    /// By the field's key; empty where an answer is taken out.
    given: HashMap<&'f str, String>,
}

impl<'f, 'd> Answers<'f, 'd> {
    /// The form as a dossier with these fields answers it.
    #[must_use]
    pub fn of(form: &'f Form, fields: &'d Fields) -> Self {
        Self {
            form,
            fields,
            given: HashMap::new(),
        }
    }

    /// The answer to a field, if it is asked and answered.
    #[must_use]
    pub fn answer(&self, field: &Field) -> Option<String> {
        if !self.is_asked(field) {
            return None;
        }
        match self.given.get(field.key.as_str()) {
            Some(given) => Some(given.clone()).filter(|given| !given.is_empty()),
            None => stored(self.fields, &field.key),
        }
    }

    /// Whether something was said to a field now, and be it that there is no answer.
    #[must_use]
    pub fn is_given(&self, field: &Field) -> bool {
        self.given.contains_key(field.key.as_str())
    }

    /// Whether a field is asked of this client. What is not asked has no answer.
    #[must_use]
    pub fn is_asked(&self, field: &Field) -> bool {
        field
            .only_if
            .as_ref()
            .is_none_or(|only_if| self.holds(only_if))
    }

    fn holds(&self, condition: &Condition) -> bool {
        let sought = folded(&condition.value);
        let is_so =
            |text: &str| text == condition.value || !sought.is_empty() && folded(text) == sought;
        // A condition looks only at fields above its own, so this comes to an end.
        let is = match self.form.field(&condition.key) {
            Some(field) => is_so(&self.answer(field).unwrap_or_default()),
            None => match self.fields.get(&condition.key) {
                Some(Value::Array(members)) => {
                    members.iter().any(|one| one.as_str().is_some_and(is_so))
                }
                value => is_so(value.and_then(Value::as_str).unwrap_or_default()),
            },
        };
        is != condition.is_not
    }

    /// Takes an answer as it is typed. An empty one takes out what is there.
    ///
    /// # Errors
    /// [`FormRefusal::NotAsked`], and those of [`Field::read`].
    pub fn give(
        &mut self,
        field: &'f Field,
        typed: &str,
        reckoning: Reckoning<'_>,
    ) -> Result<(), Refusal> {
        if let Some(only_if) = field
            .only_if
            .as_ref()
            .filter(|only_if| !self.holds(only_if))
        {
            let (key, condition) = (field.key.clone(), only_if.to_string());
            return Err(FormRefusal::NotAsked { key, condition }.into());
        }
        let answer = field.read(typed, reckoning)?;
        self.given.insert(&field.key, answer);
        Ok(())
    }

    /// Gives what a form has for those fields that are asked and about which nothing is said.
    ///
    /// # Errors
    /// Those of [`Field::read`], of a date that has no day.
    pub fn take_defaults(&mut self, reckoning: Reckoning<'_>) -> Result<(), Refusal> {
        for field in &self.form.fields {
            let is_open = !self.is_given(field) && self.answer(field).is_none();
            if let Some(default) = field
                .default
                .as_deref()
                .filter(|_| is_open && self.is_asked(field))
            {
                self.give(field, default, reckoning)?;
            }
        }
        Ok(())
    }

    /// The fields that are required, asked, and not answered.
    #[must_use]
    pub fn missing(&self) -> Vec<&'f Field> {
        let required = self.form.fields.iter().filter(|field| field.is_required);
        let missing = required.filter(|field| self.is_asked(field) && self.answer(field).is_none());
        missing.collect()
    }

    /// The fields that were answered now and are asked still, with the answers, in the order of the
    /// form.
    pub fn given(&self) -> impl Iterator<Item = (&'f Field, &str)> {
        let asked = self.form.fields.iter().filter(|field| self.is_asked(field));
        asked.filter_map(|field| Some((field, self.given.get(field.key.as_str())?.as_str())))
    }

    /// What is to be changed in the dossier.
    #[must_use]
    pub fn changes(&self) -> Changes {
        let mut changes = Changes::default();
        for (field, answer) in self.given() {
            let is_new = stored(self.fields, &field.key).unwrap_or_default() != answer;
            match answer {
                _ if !is_new => {}
                "" => changes.set_own(&field.key, Value::Null),
                _ => changes.set_own(&field.key, answer),
            }
        }
        changes
    }
}

/// What stands in an own field.
fn stored(fields: &Fields, key: &str) -> Option<String> {
    let (_, value) = fields.own().find(|(own, _)| *own == key)?;
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        other => other.to_string(),
    };
    Some(text).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::binder::Calendar;

    fn form() -> Form {
        let text = r#"{ "title": "Needs", "fields": [
            { "key": "budget", "kind": "number", "required": true },
            { "key": "size", "kind": "choice", "choices": ["S", "L"], "default": "S", "only_if": "stage=offer" },
            { "key": "why", "kind": "text", "required": true, "only_if": "size=L" },
            { "key": "small", "kind": "text", "only_if": "size!=L" },
            { "key": "by", "kind": "date", "only_if": "tags=Wholesale" } ] }"#;
        Form::read("needs", text.as_bytes()).expect("a form")
    }

    fn fields(stage: &str) -> Fields {
        let mut fields = Fields::default();
        fields.set("stage", &stage.into()).expect("a stage");
        fields.set("tags", &json!(["wholesale"])).expect("tags");
        fields
            .set(
                "fields",
                &json!({ "budget": "1200", "other": 7, "why": "old" }),
            )
            .expect("own");
        fields
    }

    fn keys(fields: &[&Field]) -> Vec<String> {
        fields.iter().map(|field| field.key.clone()).collect()
    }

    fn asked(answers: &Answers<'_, '_>) -> Vec<String> {
        let all: Vec<&Field> = answers.form.fields.iter().collect();
        keys(
            &all.into_iter()
                .filter(|field| answers.is_asked(field))
                .collect::<Vec<_>>(),
        )
    }

    #[test]
    fn what_is_asked_follows_from_the_card_and_the_answers_above() {
        let (form, calendar) = (form(), Calendar::new([], Vec::new()));
        let today = "2024-06-13".parse().expect("a day");
        let calendar = &calendar;
        let reckoning = Reckoning { today, calendar };
        let (talks, offer) = (fields("talks"), fields("Offer"));
        let answers = Answers::of(&form, &talks);
        assert_eq!(asked(&answers), ["budget", "small", "by"]);
        assert_eq!(answers.answer(&form.fields[2]), None, "it is not asked");
        let mut answers = Answers::of(&form, &offer);
        assert_eq!(asked(&answers), ["budget", "size", "small", "by"]);
        answers
            .give(&form.fields[1], "l", reckoning)
            .expect("a size");
        assert_eq!(asked(&answers), ["budget", "size", "why", "by"]);
        assert_eq!(answers.answer(&form.fields[2]).as_deref(), Some("old"));
        assert!(answers.missing().is_empty());
        answers
            .give(&form.fields[2], "", reckoning)
            .expect("nothing");
        assert_eq!(keys(&answers.missing()), ["why"]);
        let refused = answers.give(&form.fields[3], "x", reckoning);
        let (key, condition) = ("small".to_owned(), "size!=L".to_owned());
        assert_eq!(
            refused,
            Err(FormRefusal::NotAsked { key, condition }.into())
        );
        answers
            .give(&form.fields[0], "1 200", reckoning)
            .expect("a number");
        let changes = answers.changes();
        assert_eq!(
            Value::Object(changes.set),
            json!({ "fields": { "size": "L", "why": null } })
        );
    }

    #[test]
    fn a_default_is_taken_where_nothing_is_said() {
        let (form, calendar) = (form(), Calendar::new([], Vec::new()));
        let today = "2024-06-13".parse().expect("a day");
        let calendar = &calendar;
        let reckoning = Reckoning { today, calendar };
        for (stage, said, expected) in [
            ("talks", None, json!({})),
            ("offer", None, json!({ "fields": { "size": "S" } })),
            ("offer", Some("L"), json!({ "fields": { "size": "L" } })),
            ("offer", Some(""), json!({})),
        ] {
            let fields = fields(stage);
            let mut answers = Answers::of(&form, &fields);
            if let Some(said) = said {
                answers
                    .give(&form.fields[1], said, reckoning)
                    .expect("a size");
            }
            answers.take_defaults(reckoning).expect("defaults");
            assert_eq!(
                Value::Object(answers.changes().set),
                expected,
                "{stage} {said:?}"
            );
        }
    }
}
