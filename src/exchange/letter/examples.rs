//! The templates that come with tickler.

/// A template that comes with tickler.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// Its name.
    pub name: &'static str,
    /// What stands in it.
    pub text: &'static str,
}

/// The parts that the others include.
pub const PARTS: [Example; 3] = [
    Example {
        name: "_head",
        text: include_str!("examples/_head.md"),
    },
    Example {
        name: "_items",
        text: include_str!("examples/_items.md"),
    },
    Example {
        name: "_sign",
        text: include_str!("examples/_sign.md"),
    },
];

/// Those that letters are written from.
pub const EXAMPLES: [Example; 5] = [
    Example {
        name: "offer",
        text: include_str!("examples/offer.md"),
    },
    Example {
        name: "invoice",
        text: include_str!("examples/invoice.md"),
    },
    Example {
        name: "contract",
        text: include_str!("examples/contract.md"),
    },
    Example {
        name: "follow-up",
        text: include_str!("examples/follow-up.md"),
    },
    Example {
        name: "thank-you",
        text: include_str!("examples/thank-you.md"),
    },
];

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::binder::Calendar;
    use crate::exchange::letter::{Fault, Press};

    #[test]
    fn the_templates_that_come_along_need_a_sender_and_a_client_and_no_more() {
        let load = |name: &str| {
            let mut all = EXAMPLES.iter().chain(&PARTS);
            let found = all.find(|example| example.name == name);
            Ok(found.map(|example| example.text.to_owned()))
        };
        let press = Press::new(load, &Calendar::default());
        for example in EXAMPLES {
            let head = press.look_at(example.name).expect(example.name);
            assert!(head.is_some_and(|head| head.title.is_some() && head.kind.is_some()));
            let mut values = json!({
                "name": "Ivan", "today": "2024-06-13", "number": "ivan-1", "me": {}, "fields": {},
                "items": [], "contacts": [], "promises": [], "offers": [], "editing": false,
            });
            let values = values.as_object_mut().expect("an object");
            let flaw = press.fill(example.name, values).expect_err(example.name);
            assert_eq!(flaw.fault, Fault::Missing("me.name".to_owned()), "{flaw:?}");
            values["me"] = json!({ "name": "Anna" });
            values.insert("text".to_owned(), json!("12 shelves"));
            let filled = press.fill(example.name, values).expect(example.name);
            let letter = filled.expect("there is one");
            assert!(letter.text.contains("Dear Ivan"), "{}", letter.text);
            assert!(letter.text.ends_with("**Anna**\n"), "{}", letter.text);
            assert!(!letter.to_page().contains("{{"));
        }
    }
}
