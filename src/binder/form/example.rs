//! A form to begin with.

use serde_json::Value;

/// How long a title may be, in characters; what is longer is cut.
const LONGEST: usize = 200;

/// The text of a form called `title` that shows each kind of field, to be changed in an editor.
#[must_use]
pub fn example(title: &str) -> String {
    let title: String = title
        .chars()
        .filter(|one| !one.is_control())
        .take(LONGEST)
        .collect();
    let title = Value::from(title.trim());
    format!(
        r#"{{
  "title": {title},
  "due": "first-contact",
  "fields": [
    {{ "key": "budget", "label": "Budget a year", "kind": "money", "required": true, "help": "rough is fine, as in 1200 EUR" }},
    {{ "key": "size", "label": "Size", "kind": "choice", "choices": ["S", "M", "L"], "default": "S" }},
    {{ "key": "sites", "label": "How many sites", "kind": "number", "only_if": "size!=S" }},
    {{ "key": "tender", "label": "Is there a tender?", "kind": "yes-no", "only_if": "stage=offer" }},
    {{ "key": "decided_by", "label": "Who decides", "kind": "text" }},
    {{ "key": "until", "label": "Contract runs until", "kind": "date" }},
    {{ "key": "wishes", "label": "Wishes", "kind": "lines", "help": "in the client's own words" }}
  ]
}}
"#
    )
}

#[cfg(test)]
mod tests {
    use super::super::Form;
    use super::*;

    #[test]
    fn the_example_is_a_form_whatever_it_is_called() {
        for title in [
            "Needs",
            "Нужды \"клиента\"",
            "\u{1b}[2J\\",
            &"ก".repeat(500),
        ] {
            let text = example(title);
            let form = Form::read("needs", text.as_bytes()).expect(title);
            assert_eq!(form.fields.len(), 7);
        }
    }
}
