//! The press that fills templates: the engine, with bounds on all that a template can make it do.

use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior};
use serde_json::{Map, Value as Json};

use super::flaw::Flaw;
use super::formatter::written;
use super::front::{Front, HeadLine, KEYS, taken_off};
use super::{ENDING, Letter, filters, is_name, tidied};
use crate::binder::Calendar;

/// The work and the memory that one template may take: instructions, and text in pieces of 64 bytes.
const FUEL: u64 = 400_000;

/// How deep templates may include each other, and macros call each other.
const DEPTH: usize = 100;

/// The longest letter, in bytes: 1 MiB.
pub(super) const LONGEST: usize = 1 << 20;

/// What fills templates.
#[derive(Clone, Debug)]
pub struct Press<L> {
    load: L,
    environment: Environment<'static>,
}

impl<L> Press<L>
where
    L: Fn(&str) -> Result<Option<String>, String> + Clone + Send + Sync + 'static,
{
    /// A press that takes templates from `load`: by name, without the ending of the file. Working
    /// days are those of `calendar`.
    #[must_use]
    pub fn new(load: L, calendar: &Calendar) -> Self {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
        environment.set_debug(true);
        environment.set_fuel(Some(FUEL));
        environment.set_recursion_limit(DEPTH);
        let mut syntax = SyntaxConfig::builder();
        syntax
            .trim_blocks(true)
            .lstrip_blocks(true)
            .keep_trailing_newline(true);
        if let Ok(syntax) = syntax.build() {
            environment.set_syntax(syntax);
        }
        // What is no file is a line of a head, which is no Markdown.
        environment.set_auto_escape_callback(|name| {
            if name.ends_with(ENDING) {
                AutoEscape::Custom("markdown".into())
            } else {
                AutoEscape::None
            }
        });
        environment.set_formatter(written);
        filters::add(&mut environment, calendar);
        let by_name = load.clone();
        environment.set_loader(move |file| {
            let name = file.strip_suffix(ENDING).filter(|name| is_name(name));
            let Some(name) = name else {
                return Ok(None);
            };
            let wrong = |why: String| Error::new(ErrorKind::BadInclude, why);
            let text = by_name(name).map_err(wrong)?;
            let rest = text.map(|text| taken_off(&text).map(|(_, rest)| rest));
            rest.transpose().map_err(|(_, why)| wrong(why))
        });
        Self { load, environment }
    }

    /// Fills the template `name`, however long that takes.
    pub(super) fn filled(
        &self,
        name: &str,
        values: &Map<String, Json>,
    ) -> Result<Option<Letter>, Flaw> {
        let Some(source) = self.source(name)? else {
            return Ok(None);
        };
        let wrong = |(line, why)| Flaw::new(name, Some(line), why);
        let (head, _) = taken_off(&source).map_err(wrong)?;
        let mut values = values.clone();
        let mut filled: Vec<HeadLine<'_>> = Vec::new();
        // What is said for this letter alone goes before what the template says.
        let said = |key: &str| values.get(key).and_then(Json::as_str).map(str::to_owned);
        let said: Vec<_> = KEYS.map(|key| (key, said(key))).into_iter().collect();
        for line in &head {
            if !said.contains(&(line.key, None)) {
                continue;
            }
            let value = self.line(name, line, &values)?.trim().to_owned();
            if !value.is_empty() {
                // The text can say again what the head says.
                values.insert(line.key.to_owned(), value.as_str().into());
            }
            filled.push(HeadLine { value, ..*line });
        }
        filled.extend(said.into_iter().filter_map(|(key, value)| {
            let line = head.iter().find(|line| line.key == key);
            let number = line.map_or(1, |line| line.number);
            Some(HeadLine {
                number,
                key,
                value: value?,
            })
        }));
        let front = Front::read(&filled, name).map_err(wrong)?;
        let flawed = |error: Error| Flaw::of(&error, name);
        let template = self.environment.get_template(&format!("{name}{ENDING}"));
        let text = template
            .and_then(|template| template.render(filters::value(&values.into())))
            .map_err(flawed)?;
        let text = tidied(&text);
        if text.len() > LONGEST {
            return Err(Flaw::new(name, None, "makes more text than any letter has"));
        }
        if text.is_empty() {
            return Err(Flaw::new(name, None, "has no text"));
        }
        Ok(Some(Letter { front, text }))
    }

    /// What the head of a template says, not filled; an error also of what stands below it.
    /// None if there is no such template.
    ///
    /// # Errors
    /// What is wrong with it, as far as that is seen without values.
    pub fn look_at(&self, name: &str) -> Result<Option<Head>, Flaw> {
        let Some(source) = self.source(name)? else {
            return Ok(None);
        };
        let wrong = |(line, why)| Flaw::new(name, Some(line), why);
        let (head, _) = taken_off(&source).map_err(wrong)?;
        for line in &head {
            let source = at_its_line(line);
            let parsed = self.environment.template_from_named_str(line.key, &source);
            parsed.map_err(|error| Flaw::of(&error, name))?;
        }
        let parsed = self.environment.get_template(&format!("{name}{ENDING}"));
        parsed.map_err(|error| Flaw::of(&error, name))?;
        let said = |key: &str| {
            let line = head.iter().find(|line| line.key == key);
            line.map(|line| line.value.clone())
        };
        Ok(Some(Head {
            title: said("title"),
            kind: said("kind"),
        }))
    }

    fn source(&self, name: &str) -> Result<Option<String>, Flaw> {
        if !is_name(name) {
            return Ok(None);
        }
        (self.load)(name).map_err(|why| Flaw::new(name, None, why))
    }

    /// A line of the head, filled.
    fn line(
        &self,
        name: &str,
        line: &HeadLine<'_>,
        values: &Map<String, Json>,
    ) -> Result<String, Flaw> {
        let source = at_its_line(line);
        let values = filters::value(&Json::Object(values.clone()));
        let template = self.environment.template_from_named_str(line.key, &source);
        let filled = template.and_then(|template| template.render(values));
        filled.map_err(|error| Flaw::of(&error, name))
    }
}

/// What a template says that it is, as it stands there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// What its letters are called.
    pub title: Option<String>,
    /// Of which kind they are.
    pub kind: Option<String>,
}

/// The value of a line as a text in which it stands on that very line.
fn at_its_line(line: &HeadLine<'_>) -> String {
    "\n".repeat(line.number - 1) + &line.value
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::flaw::Fault;
    use super::*;

    fn values() -> Map<String, Json> {
        let values = json!({
            "name": "Ivan *Ivanov*", "today": "2024-06-13", "number": "ivan-1", "me": {}, "fields": {},
            "items": [], "contacts": [], "promises": [], "offers": [], "editing": false,
            "subject": "said", "html": "<b>x</b>", "many": ["<i>", "b"],
        });
        values.as_object().cloned().expect("an object")
    }

    /// What becomes of the template `t`, beside which stand two others.
    fn filled(template: &str) -> Result<Letter, Flaw> {
        let template = template.to_owned();
        let load = move |name: &str| match name {
            "t" => Ok(Some(template.clone())),
            "part" => Ok(Some("---\ntitle: P\n---\npart {{ name }}".to_owned())),
            "itself" => Ok(Some("{% include 'itself.md' %}".to_owned())),
            "wrong" => Ok(Some("one\n{{ nobody }}".to_owned())),
            "frame" => Ok(Some("Dear\n{% block text %}{% endblock %}\nbye".to_owned())),
            "link" => Err("is a symbolic link".to_owned()),
            _ => Ok(None),
        };
        let press = Press::new(load, &Calendar::default());
        press
            .fill("t", &values())
            .map(|letter| letter.expect("there is one"))
    }

    #[test]
    fn a_template_is_filled_and_every_value_is_text() {
        let cases = [
            ("Dear {{ name }}", "Dear Ivan \\*Ivanov\\*\n"),
            (
                "{{ html }} {{ many }}",
                "\\<b\\>x\\</b\\> \\['\\<i\\>', 'b'\\]\n",
            ),
            ("{{ many | join(', ') }}", "\\<i\\>, b\n"),
            ("{{ 'a' ~ html }}", "a\\<b\\>x\\</b\\>\n"),
            (
                "{% macro m(x) %}[{{ x }}](y){% endmacro %}{{ m(html) }}",
                "[\\<b\\>x\\</b\\>](y)\n",
            ),
            (
                "{% if company %}no{% endif %}{{ company or 'none' }}",
                "none\n",
            ),
            (
                "{{ [company, me.x and 1, 'a'] | select | join('-') }}",
                "a\n",
            ),
            ("{{ 'x' if company }}y", "y\n"),
            ("{% include 'part.md' %}", "part Ivan \\*Ivanov\\*\n"),
            (
                "{% extends 'frame.md' %}{% block text %}x{% endblock %}",
                "Dear\nxbye\n",
            ),
            ("{{ today | date }}", "13 June 2024\n"),
            ("{{ today | date('%d.%m.%Y') }}", "13.06.2024\n"),
            (
                "{{ today | add_days(30) }} {{ today | add_days(-13) }}",
                "2024-07-13 2024-05-31\n",
            ),
            ("{{ today | add_working_days(2) }}", "2024-06-17\n"),
            (
                "{{ 12345.6 | money('EUR') }} {{ '12000' | money }} {{ 7 | money }}",
                "EUR 12,345.60 12,000.00 7.00\n",
            ),
            (
                "{{ 12345.6 | money('€', thousands=' ', decimal=',', after=true) }}",
                "12 345,60 €\n",
            ),
            (
                "{{ 100.5 | percent('21 %') }} {{ 200 | percent(5.5) }}",
                "21.11 11.0\n",
            ),
            ("{% for i in range(3) %}{{ i }},{% endfor %}", "0,1,2,\n"),
            (
                "---\ntitle: Offer\nvalid: {{ today | add_days(1) }}\n---\n{{ title }} {{ valid }}",
                "Offer 2024-06-14\n",
            ),
        ];
        for (template, text) in cases {
            let letter = filled(template).unwrap_or_else(|flaw| panic!("{template}: {flaw:?}"));
            assert_eq!(letter.text, text, "{template}");
        }
        let front =
            filled("---\ntitle: {{ html }}\nkind: offer\namount: {{ 5 | money('EUR') }}\n---\nx");
        let front = front.expect("a letter").front;
        assert_eq!(front.title, "<b>x</b>");
        assert_eq!(front.subject.as_deref(), Some("said"));
        assert_eq!(front.amount.as_deref(), Some("EUR 5.00"));
    }

    #[test]
    fn what_is_missing_is_named_with_its_line() {
        let cases = [
            ("a\n\n{{ company }}", "t", 3, "company"),
            ("---\ntitle: x\n---\na\n{{ me.name }}", "t", 5, "me.name"),
            (
                "---\ntitle: x\namount: {{ fields.budget }}\n---\na",
                "t",
                3,
                "fields.budget",
            ),
            (
                "{% if name %}\n{{ nane | upper }}{% endif %}",
                "t",
                2,
                "nane",
            ),
            ("\n{% for x in things %}{% endfor %}", "t", 2, "things"),
            ("{{ me.company or me.name }}", "t", 1, "me.name"),
            ("\n\n{% include 'wrong.md' %}", "wrong", 2, "nobody"),
        ];
        for (template, name, line, missing) in cases {
            let flaw = filled(template).expect_err(template);
            let expected = Flaw {
                name: name.to_owned(),
                line: Some(line),
                fault: Fault::Missing(missing.to_owned()),
            };
            assert_eq!(flaw, expected, "{template}");
        }
    }

    #[test]
    fn a_template_that_is_wrong_or_would_never_end_is_told_with_its_line() {
        let cases = [
            ("a\n{% if %}", Some(2), "unexpected end of block"),
            ("a\n\n{{ x", Some(3), "unexpected end of input"),
            ("a\n{{ today | dat }}", Some(2), "filter dat is unknown"),
            ("{{ name | date }}", Some(1), "Ivan *Ivanov* is no date"),
            ("{{ today | date('%Q') }}", Some(1), "is no form of a date"),
            ("{{ name | money }}", Some(1), "is no amount"),
            (
                "{{ today | add_days(999999999999) }}",
                Some(1),
                "can't be counted",
            ),
            (
                "{{ today | add_working_days(1000000000) }}",
                Some(1),
                "can't be counted",
            ),
            ("---\nkind: {{ name }}\n---\nx", Some(2), "`kind` is a word"),
            ("---\nvalid: soon\n---\nx", Some(2), "`valid` is a day"),
            ("---\nsubjet: x\n---\nx", Some(2), "`subjet` is not one of"),
            (
                "{% include '../../etc/passwd' %}",
                Some(1),
                "../../etc/passwd",
            ),
            ("{% include '/etc/passwd' %}", Some(1), "/etc/passwd"),
            ("{% include 'nobody.md' %}", Some(1), "nobody.md"),
            ("{% include 'link.md' %}", Some(1), "is a symbolic link"),
            ("{% extends 't.md' %}", Some(1), ""),
            (
                "{% include 'itself.md' %}",
                Some(1),
                "recursion limit exceeded",
            ),
            (
                "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
                Some(1),
                "recursion limit exceeded",
            ),
            ("{% for i in range(1000000000) %}x{% endfor %}", Some(1), ""),
            (
                "{% for i in range(9999) %}{% for j in range(9999) %}x{% endfor %}{% endfor %}",
                Some(1),
                "far too much work",
            ),
            (
                "{% set n = namespace(x='abcdefgh') %}{% for i in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
                Some(1),
                "far too much work",
            ),
            ("{{ 'x' * 99999999 }}", Some(1), "far too much work"),
            ("{{ 'x' * 2000000 }}", Some(1), "far too much text"),
            (
                "{% set x = [1] * 9999 %}{% set x = [x] * 9999 %}{{ [x] * 9999 }}",
                Some(1),
                "far too much text",
            ),
            ("", None, "has no text"),
        ];
        for (template, line, why) in cases {
            let flaw = filled(template).expect_err(template);
            let Fault::Other(said) = &flaw.fault else {
                panic!("{template}: {flaw:?}");
            };
            assert!(said.contains(why), "{template}: {said}");
            assert_eq!(flaw.line, line, "{template}: {said}");
        }
    }
}
