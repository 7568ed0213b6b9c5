//! How the refusals say back what was typed, and what there is.

/// Enough of a text to know it by, of whatever length it is.
pub(super) fn short(text: &str) -> String {
    let start: String = text.chars().take(40).collect();
    let rest = if start.len() < text.len() { "…" } else { "" };
    start + rest
}

/// `a, b and c`.
pub(super) fn listed(items: &[String], last_word: &str) -> String {
    match items {
        [first @ .., last] if !first.is_empty() => {
            format!("{} {last_word} {last}", first.join(", "))
        }
        _ => items.concat(),
    }
}
