//! What a command made of the settings, and how it is taken back when others changed them since.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Settings before and after a command.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Turn {
    /// As they were.
    pub before: Map<String, Value>,
    /// As they became.
    pub after: Map<String, Value>,
}

/// What becomes of the settings when a command is taken back.
#[derive(Debug, Default)]
pub(super) struct TurnedBack {
    /// Settings that go back, with the value they get (`null`: none).
    pub(super) settings: Vec<(String, Value)>,
    /// Settings that were changed again later, and stay.
    pub(super) kept: Vec<String>,
}

impl Turn {
    /// Takes the command back in the settings of now, or does it `again`.
    pub(super) fn back(&self, now: &Map<String, Value>, again: bool) -> TurnedBack {
        let (from, to) = if again {
            (&self.before, &self.after)
        } else {
            (&self.after, &self.before)
        };
        let mut keys: Vec<&String> = from.keys().chain(to.keys()).collect();
        keys.sort_unstable();
        keys.dedup();
        let mut back = TurnedBack::default();
        for key in keys {
            let (now, mut stays) = (now.get(key), false);
            let value = turned(now, from.get(key), to.get(key), &mut stays);
            if value.as_ref() != now {
                back.settings.push((key.clone(), value.unwrap_or_default()));
            }
            if stays {
                back.kept.push(key.clone());
            }
        }
        back
    }
}

/// The value of now with what went `from` one value `to` another; in objects member by member, so
/// that what was set for one manager doesn't hold what was set for another. `stays` is set if
/// something else has been put there since.
fn turned(
    now: Option<&Value>,
    from: Option<&Value>,
    to: Option<&Value>,
    stays: &mut bool,
) -> Option<Value> {
    if now == from {
        return to.cloned();
    }
    if from == to || now == to {
        return now.cloned();
    }
    let none = Map::new();
    let members = |value: Option<&'_ Value>| match value {
        None => Some(none.clone()),
        Some(value) => value.as_object().cloned(),
    };
    let (Some(now_has), Some(from), Some(to_has)) = (members(now), members(from), members(to))
    else {
        *stays = true;
        return now.cloned();
    };
    let mut value = Map::new();
    for key in now_has.keys().chain(to_has.keys()) {
        let one = turned(now_has.get(key), from.get(key), to_has.get(key), stays);
        value.extend(one.map(|one| (key.clone(), one)));
    }
    if to.is_some() {
        return Some(Value::Object(value));
    }
    *stays |= !value.is_empty();
    (!value.is_empty()).then_some(Value::Object(value))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_command_is_taken_back_past_what_was_set_for_others_since() {
        // Before, after, now, and what is put back.
        let cases = [
            (
                json!({}),
                json!({ "a": 1 }),
                json!({ "a": 1 }),
                json!([["a", null]]),
            ),
            (
                json!({}),
                json!({ "a": 1 }),
                json!({ "a": 2 }),
                json!(["a stays"]),
            ),
            (json!({}), json!({ "a": 1 }), json!({}), json!([])),
            (
                json!({ "m": { "ben": {} } }),
                json!({ "m": { "ben": {}, "anna": { "left": true } } }),
                json!({ "m": { "ben": { "capacity": 5 }, "anna": { "left": true } } }),
                json!([["m", { "ben": { "capacity": 5 } }]]),
            ),
            (
                json!({}),
                json!({ "m": { "ben": {} } }),
                json!({ "m": { "ben": { "capacity": 5 } } }),
                json!(["m stays"]),
            ),
            (
                json!({ "m": { "ben": { "capacity": 4, "x": 1 } } }),
                json!({ "m": { "ben": { "capacity": 5 } } }),
                json!({ "m": { "ben": { "capacity": 6 } } }),
                json!([["m", { "ben": { "capacity": 6, "x": 1 } }], "m stays"]),
            ),
        ];
        for (before, after, now, said) in cases {
            let object = |value: &Value| value.as_object().cloned().expect("an object");
            let turn = Turn {
                before: object(&before),
                after: object(&after),
            };
            let back = turn.back(&object(&now), false);
            let settings = back.settings.iter().map(|(key, value)| json!([key, value]));
            let kept = back.kept.iter().map(|key| json!(format!("{key} stays")));
            let told: Vec<Value> = settings.chain(kept).collect();
            assert_eq!(Value::Array(told), said, "{before} {after} {now}");
        }
    }
}
