//! A form as its file has it. Whatever is wrong in it is told by the JSON reader, with the line.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::sense::check;
use super::{Condition, Due, Field, FieldKind, Form};
use crate::binder::field::is_taken;

/// How long the texts of a form may be, in characters.
const LONGEST_WORD: usize = 64;
const LONGEST_TITLE: usize = 200;
const LONGEST_HELP: usize = 1_000;

impl Form {
    /// Takes a form from the bytes of its file, which is called `name`.
    ///
    /// # Errors
    /// What the JSON reader, or the form, says against them, with the line.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Self, serde_json::Error> {
        let Paper { title, due, fields } = serde_json::from_slice(bytes)?;
        Ok(Self {
            name: name.to_owned(),
            title: title.0,
            due,
            fields: fields.0,
        })
    }
}

/// The whole file. A key that means nothing is an error: a slip of the pen in `only_if` would ask
/// everybody.
#[derive(Deserialize)]
#[serde(
    deny_unknown_fields,
    expecting = "a form: an object with title and fields"
)]
struct Paper {
    title: Title,
    due: Option<Due>,
    fields: Fields,
}

#[derive(Deserialize)]
#[serde(
    deny_unknown_fields,
    expecting = "a field: an object with key and kind"
)]
struct Asked {
    key: Key,
    label: Option<Title>,
    kind: FieldKind,
    #[serde(default)]
    required: bool,
    default: Option<Scalar>,
    help: Option<Help>,
    #[serde(default)]
    choices: Vec<Scalar>,
    only_if: Option<Condition>,
}

struct Title(String);
struct Key(String);
struct Help(String);
struct Scalar(String);
struct Fields(Vec<Field>);

/// A text that must be of one line and say something, in at most so many characters.
fn line<E: Error>(what: &str, text: &str, most: usize) -> Result<String, E> {
    let length = text.chars().count();
    if text.trim().is_empty() || length > most || text.chars().any(char::is_control) {
        let wrong = format!("{what} must be a text of one line and at most {most} characters");
        return Err(E::custom(wrong));
    }
    Ok(text.trim().to_owned())
}

impl<'de> Deserialize<'de> for Title {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        line("a title or label", &text, LONGEST_TITLE).map(Self)
    }
}

impl<'de> Deserialize<'de> for Help {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        line("`help`", &text, LONGEST_HELP).map(Self)
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let key = line::<D::Error>("`key`", &text, LONGEST_WORD)?;
        if is_taken(&key) {
            let wrong = format!("`{key}` stands on the card; an own field needs another key");
            return Err(D::Error::custom(wrong));
        }
        if key.contains(['=', '!']) || key.starts_with('-') {
            let wrong = format!("the key `{key}` must not have = or ! in it, nor - in front");
            return Err(D::Error::custom(wrong));
        }
        Ok(Self(key))
    }
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = match Value::deserialize(deserializer)? {
            Value::String(text) => text,
            Value::Number(number) => number.to_string(),
            Value::Bool(true) => "yes".to_owned(),
            Value::Bool(false) => "no".to_owned(),
            _ => {
                return Err(D::Error::custom(
                    "a choice or default must be a text or a number",
                ));
            }
        };
        line("a choice or default", &text, LONGEST_TITLE).map(Self)
    }
}

impl<'de> Deserialize<'de> for FieldKind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let known = Self::ALL.iter().find(|(_, name)| *name == text);
        known.map(|(kind, _)| *kind).ok_or_else(|| {
            let names: Vec<&str> = Self::ALL.iter().map(|(_, name)| *name).collect();
            D::Error::custom(format!(
                "`{text}` is no kind; there are {}",
                names.join(", ")
            ))
        })
    }
}

impl<'de> Deserialize<'de> for Due {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let text = line::<D::Error>("`due`", &text, LONGEST_WORD)?;
        Self::spelled(&text).ok_or_else(|| {
            D::Error::custom(format!(
                "`due` can't be `{text}`; it is first-contact, or such as before-stage:offer"
            ))
        })
    }
}

impl<'de> Deserialize<'de> for Condition {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let text = line::<D::Error>("`only_if`", &text, LONGEST_TITLE)?;
        let parts = text.split_once("!=").map(|parts| (parts, true));
        let parts = parts.or_else(|| text.split_once('=').map(|parts| (parts, false)));
        match parts {
            Some(((key, value), is_not)) if !key.trim().is_empty() => Ok(Self {
                key: key.trim().to_owned(),
                is_not,
                value: value.trim().to_owned(),
            }),
            _ => Err(D::Error::custom(format!(
                "`only_if` can't be `{text}`; it is such as stage=offer, or size!=S"
            ))),
        }
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(FieldsVisitor)
    }
}

struct FieldsVisitor;

impl<'de> Visitor<'de> for FieldsVisitor {
    type Value = Fields;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of fields")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Fields, A::Error> {
        let mut fields: Vec<Field> = Vec::new();
        while let Some(field) = list.next_element_seed(Below(&fields))? {
            fields.push(field);
        }
        if fields.is_empty() {
            return Err(A::Error::custom("a form asks at least one field"));
        }
        Ok(Fields(fields))
    }
}

/// A field that is to stand below these. It is checked while the reader is still in it, so that
/// what is wrong is told with its line.
struct Below<'a>(&'a [Field]);

impl<'de> DeserializeSeed<'de> for Below<'_> {
    type Value = Field;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Field, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Below<'_> {
    type Value = Field;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field: an object with key and kind")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Field, A::Error> {
        let field = Asked::deserialize(MapAccessDeserializer::new(map))?.field();
        check(&field, self.0).map_err(A::Error::custom)?;
        Ok(field)
    }
}

impl Asked {
    fn field(self) -> Field {
        let label = self.label.map(|label| label.0);
        Field {
            label: label.unwrap_or_else(|| self.key.0.clone()),
            key: self.key.0,
            kind: self.kind,
            is_required: self.required,
            default: self.default.map(|default| default.0),
            help: self.help.map(|help| help.0),
            choices: self.choices.into_iter().map(|choice| choice.0).collect(),
            only_if: self.only_if,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Form, String> {
        Form::read("needs", text.as_bytes()).map_err(|error| error.to_string())
    }

    /// A form with this field below two others.
    fn with(field: &str) -> String {
        format!(
            r#"{{ "title": "Needs",
  "fields": [
    {{ "key": "budget", "kind": "number" }},
    {{ "key": "size", "kind": "choice", "choices": ["S", "L"] }},
    {field}
  ]
}}"#
        )
    }

    #[test]
    fn the_form_of_the_issue_is_read() {
        let form = read(
            r#"{ "title": "Needs", "due": "first-contact",
  "fields": [ { "key": "budget", "label": "Budget a year", "kind": "number", "required": true, "help": "rough is fine" },
              { "key": "size", "label": "Size", "kind": "choice", "choices": ["S", "L"], "default": "S", "only_if": "stage=offer" } ] }"#,
        )
        .expect("a form");
        assert_eq!(
            (form.title.as_str(), form.due),
            ("Needs", Some(Due::FirstContact))
        );
        let [budget, size] = form.fields.as_slice() else {
            panic!("{:?}", form.fields);
        };
        assert!(budget.is_required && budget.kind == FieldKind::Number);
        assert_eq!(budget.help.as_deref(), Some("rough is fine"));
        assert_eq!(size.choices, ["S", "L"]);
        let only_if = size.only_if.as_ref().map(ToString::to_string);
        assert_eq!(only_if.as_deref(), Some("stage=offer"));
    }

    #[test]
    fn every_spelling_of_a_field_is_understood() {
        for field in [
            r#"{ "key": "потребность", "kind": "lines" }"#,
            r#"{ "key": "งบประมาณ", "kind": "money", "default": "500 บาท" }"#,
            r#"{ "key": "until", "kind": "date", "default": "+2w", "only_if": "size!=S" }"#,
            r#"{ "key": "more", "kind": "yes-no", "default": true, "only_if": "tags=wholesale" }"#,
            r#"{ "key": "rooms", "kind": "choice", "choices": [1, 2], "default": 2 }"#,
        ] {
            let form = read(&with(field)).expect(field);
            assert_eq!(form.fields.len(), 3, "{field}");
        }
        let due = r#"{ "title": "T", "due": "before-stage: offer", "fields": [{ "key": "a", "kind": "text" }] }"#;
        let due = read(due).expect("a form").due;
        assert_eq!(
            due.map(|due| due.to_string()).as_deref(),
            Some("before-stage:offer")
        );
    }

    #[test]
    fn what_is_wrong_in_a_form_is_told_with_its_line() {
        let cases = [
            (
                r#"{ "key": "a", "kind": "tekst" }"#,
                "`tekst` is no kind; there are text, lines",
            ),
            (r#"{ "key": "a" }"#, "missing field `kind`"),
            (
                r#"{ "key": "a", "kind": "text", "requried": true }"#,
                "unknown field `requried`",
            ),
            (
                r#"{ "key": "budget", "kind": "text" }"#,
                "`budget` is asked twice",
            ),
            (
                r#"{ "key": "company", "kind": "text" }"#,
                "`company` stands on the card",
            ),
            (
                r#"{ "key": "history", "kind": "text" }"#,
                "`history` stands on the card",
            ),
            (
                r#"{ "key": "a=b", "kind": "text" }"#,
                "the key `a=b` must not have = or !",
            ),
            (
                r#"{ "key": "", "kind": "text" }"#,
                "`key` must be a text of one line",
            ),
            (
                r#"{ "key": "a\u001b[2J", "kind": "text" }"#,
                "`key` must be a text of one line",
            ),
            (
                r#"{ "key": "a", "kind": "choice" }"#,
                "`a` is a choice, and has no `choices`",
            ),
            (
                r#"{ "key": "a", "kind": "text", "choices": ["x"] }"#,
                "`a` has `choices`",
            ),
            (
                r#"{ "key": "a", "kind": "choice", "choices": ["x", "X"] }"#,
                "`a` has the choice `X` twice",
            ),
            (
                r#"{ "key": "a", "kind": "choice", "choices": ["x"], "default": "y" }"#,
                "the default of `a` can't be \"y\"; a is x",
            ),
            (
                r#"{ "key": "a", "kind": "number", "default": "many" }"#,
                "the default of `a` can't be \"many\"",
            ),
            (
                r#"{ "key": "a", "kind": "text", "only_if": "stge=offer" }"#,
                "`only_if` of `a`: `stge` is neither a field above it",
            ),
            (
                r#"{ "key": "a", "kind": "text", "only_if": "size=XL" }"#,
                "`only_if` of `a`: `XL` is none of the choices of `size`",
            ),
            (
                r#"{ "key": "a", "kind": "text", "only_if": "size" }"#,
                "`only_if` can't be `size`",
            ),
            (r#"["a"]"#, "a field: an object with key and kind"),
        ];
        for (field, why) in cases {
            let error = read(&with(field)).expect_err(field);
            assert!(error.contains(why), "{field}: {error}");
            assert!(error.contains("at line 5"), "{field}: {error}");
        }
        let whole = [
            ("", "EOF while parsing"),
            ("[]", "a form: an object with title and fields"),
            ("{ \"fields\": [] }", "a form asks at least one field"),
            (
                "{ \"title\": \"T\",\n\"due\": \"soon\", \"fields\": [] }",
                "`due` can't be `soon`; it is first-contact, or such as before-stage:offer at line 2",
            ),
            (
                "{ \"title\": \"T\", \"fields\": [{ \"key\": \"a\", \"kind\": \"text\" }] } x",
                "trailing",
            ),
        ];
        for (text, why) in whole {
            let error = read(text).expect_err(text);
            assert!(error.contains(why), "{text}: {error}");
        }
    }
}
