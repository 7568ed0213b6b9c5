//! Whether what a form asks makes sense: with its choices, and below the fields above it.

use super::{Condition, Field, FieldKind};
use crate::binder::field::Shape;

/// How much a form may ask and offer.
const MOST_FIELDS: usize = 100;
const MOST_CHOICES: usize = 100;

/// Why a field can't stand below those `above` it in a form.
pub(super) fn check(field: &Field, above: &[Field]) -> Result<(), String> {
    let key = &field.key;
    if above.len() == MOST_FIELDS {
        return Err(format!("a form has at most {MOST_FIELDS} fields"));
    }
    if above.iter().any(|other| other.key == *key) {
        return Err(format!("`{key}` is asked twice"));
    }
    let is_choice = field.kind == FieldKind::Choice;
    match field.choices.len() {
        0 if is_choice => return Err(format!("`{key}` is a choice, and has no `choices`")),
        1.. if !is_choice => {
            return Err(format!("`{key}` has `choices`, so its kind is choice"));
        }
        count if count > MOST_CHOICES => {
            return Err(format!("`{key}` has more than {MOST_CHOICES} choices"));
        }
        _ => {}
    }
    let small = |text: &String| text.to_lowercase();
    for (at, choice) in field.choices.iter().enumerate() {
        if field.choices[..at]
            .iter()
            .any(|other| small(other) == small(choice))
        {
            return Err(format!("`{key}` has the choice `{choice}` twice"));
        }
    }
    if let Some(default) = &field.default {
        let read = field.read_undated(default);
        read.map_err(|no| format!("the default of {no}; {}", no.hint()))?;
    }
    field
        .only_if
        .as_ref()
        .map_or(Ok(()), |only_if| check_condition(key, only_if, above))
}

/// Why a condition can never be looked at, or never hold.
fn check_condition(key: &str, only_if: &Condition, above: &[Field]) -> Result<(), String> {
    let on = &only_if.key;
    let Some(other) = above.iter().find(|other| other.key == *on) else {
        let is_text = matches!(
            Shape::of(on),
            Some(Shape::Text | Shape::Texts | Shape::Work | Shape::Manager)
        );
        return if is_text {
            Ok(())
        } else {
            Err(format!(
                "`only_if` of `{key}`: `{on}` is neither a field above it in this form nor a text \
                 of the card, such as stage"
            ))
        };
    };
    let offers = other.offers();
    if offers.is_empty() || only_if.value.is_empty() || offers.contains(&only_if.value.as_str()) {
        return Ok(());
    }
    Err(format!(
        "`only_if` of `{key}`: `{}` is none of the choices of `{on}`",
        only_if.value
    ))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Form;
    use super::*;

    const PIECES: &str = "\\{|\\}|\\[|\\]|,|:|\"(title|due|fields|key|kind|label|choice|choices|default|\
        only_if|required|text|number|date|a|a=b|a!=b|stage=x|first-contact|before-stage:|\u{e01}|1)\"|true|1|null";

    proptest! {
        #[test]
        fn no_bytes_panic(
            bytes in any::<Vec<u8>>(),
            pieces in prop::collection::vec(PIECES, 0..40),
        ) {
            let _ = Form::read("x", &bytes);
            let _ = Form::read("x", pieces.concat().as_bytes());
            let inside = format!(r#"{{ "title": "T", "fields": [ {{ "key": "a", "kind": "text" }}, {{ {} }} ] }}"#, pieces.concat());
            let _ = Form::read("x", inside.as_bytes());
        }
    }

    #[test]
    fn a_form_asks_no_more_than_a_person_answers() {
        let many: Vec<String> = (0..=MOST_FIELDS)
            .map(|n| format!(r#"{{ "key": "k{n}", "kind": "text" }}"#))
            .collect();
        let many = format!(r#"{{ "title": "T", "fields": [{}] }}"#, many.join(",\n"));
        let error = Form::read("many", many.as_bytes()).expect_err("too many");
        let error = error.to_string();
        assert!(error.contains("at most 100 fields at line 101"), "{error}");
    }
}
