//! The papers of a dossier: what its list `papers` says of each. Where they lie is the store's.
//!
//! A paper's file is called by what is in it, so that the same content is once and no name that
//! came from outside is ever a path. The name that the user knows is data.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::field::typed_for;
use super::{Changes, Dossier, PaperRefusal};

/// The field that lists them.
pub(super) const KEY: &str = "papers";

/// How many characters the name of a paper may have.
pub const LONGEST_NAME: usize = 255;

/// How many digits the hash of a content has.
const HASH: usize = 64;

/// How many characters of its name a copy keeps: no more bytes than any file system takes.
const LONGEST_COPY: usize = 50;

/// The endings of what desktops run when it is opened.
const PROGRAMS: [&str; 14] = [
    "app", "appimage", "bat", "cmd", "com", "command", "desktop", "exe", "jar", "js", "lnk", "msi",
    "sh", "terminal",
];

/// The longest ending that a file keeps of its name.
const LONGEST_ENDING: usize = 8;

/// A paper that is kept in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptPaper {
    /// What it was called: data, and never a path.
    pub name: String,
    /// The file that it is, as [`file_of`] makes it.
    pub file: String,
    /// How large it is, in bytes; none where a hand has taken that out.
    pub bytes: Option<u64>,
    /// The day on which it was put in; none where a hand has taken that out.
    pub added: Option<NaiveDate>,
}

impl KeptPaper {
    /// Puts it into the list.
    pub fn put_in(&self, changes: &mut Changes) {
        changes.add(KEY, self.member());
    }

    /// As it is listed.
    fn member(&self) -> Value {
        let Self {
            name,
            file,
            bytes,
            added,
        } = self;
        let added = added.map(|day| day.to_string());
        json!({ "name": name, "file": file, "bytes": bytes, "added": added })
    }

    /// What a member of the list says; none if it names no file that a paper can be.
    fn of(member: &Value) -> Option<Self> {
        let text = |key| member.get(key).and_then(Value::as_str);
        let file = text("file").filter(|file| is_file(file))?;
        Some(Self {
            name: text("name").unwrap_or(file).to_owned(),
            file: file.to_owned(),
            bytes: member.get("bytes").and_then(Value::as_u64),
            added: text("added").and_then(|day| day.parse().ok()),
        })
    }

    /// The hash of what is in it.
    #[must_use]
    pub fn hash(&self) -> &str {
        hash_of(&self.file)
    }
}

/// A paper in the list of a dossier.
#[derive(Clone, Debug, PartialEq)]
pub struct ListedPaper {
    /// The number by which it is typed.
    pub n: usize,
    /// The paper; none if what is listed can't be understood.
    pub kept: Option<KeptPaper>,
    /// What is listed: several members if two copies of the dossier took the same paper in.
    members: Vec<Value>,
}

impl ListedPaper {
    /// A paper in the list that is listed nowhere yet.
    #[must_use]
    pub fn new(n: usize, paper: KeptPaper) -> Self {
        Self {
            n,
            members: vec![paper.member()],
            kept: Some(paper),
        }
    }

    /// Whether it has the content of `paper`, whatever each is called.
    #[must_use]
    pub fn is_same(&self, paper: &KeptPaper) -> bool {
        let kept = self.kept.as_ref();
        kept.is_some_and(|kept| kept.hash() == paper.hash())
    }

    /// What it is called.
    #[must_use]
    pub fn name(&self) -> String {
        let member = self.members.first();
        let named = member.and_then(|member| member.get("name").or(Some(member)));
        match (&self.kept, named) {
            (Some(kept), _) => kept.name.clone(),
            (None, Some(Value::String(text))) => text.clone(),
            (None, other) => other.map(Value::to_string).unwrap_or_default(),
        }
    }

    /// Takes it out of the list.
    pub fn take_out(&self, changes: &mut Changes) {
        for member in &self.members {
            changes.remove(KEY, member.clone());
        }
    }
}

/// The papers of a dossier, in the order in which they were put in, each content once.
#[must_use]
pub fn listed(dossier: &Dossier) -> Vec<ListedPaper> {
    let mut listed: Vec<ListedPaper> = Vec::new();
    for member in dossier.fields().list(KEY) {
        let kept = KeptPaper::of(member);
        let same = kept.as_ref().and_then(|kept| {
            let mut known = listed.iter_mut();
            known.find(|one| one.is_same(kept))
        });
        if let Some(same) = same {
            same.members.push(member.clone());
        } else {
            let (n, members) = (listed.len() + 1, vec![member.clone()]);
            listed.push(ListedPaper { n, kept, members });
        }
    }
    listed
}

/// The files that anything in a dossier names, its history included: what was taken out or undone
/// may come back.
#[must_use]
pub fn ever_named(dossier: &Dossier) -> BTreeSet<String> {
    let by_entries = dossier.history().iter();
    let by_entries = by_entries.filter_map(|entry| entry.text_of("file"));
    let by_entries = by_entries.filter(|file| is_file(file)).map(str::to_owned);
    let in_lists = dossier.ever_listed(KEY);
    in_lists
        .filter_map(|member| Some(KeptPaper::of(member)?.file))
        .chain(by_entries)
        .collect()
}

/// What the file of a content with this hash is called, whose user calls it `name`: the hash, and
/// the ending of the name if that is a plain one.
#[must_use]
pub fn file_of(hash: &str, name: &str) -> String {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    let ending = ending.map(str::to_ascii_lowercase);
    match ending.filter(|ending| is_ending(ending)) {
        Some(ending) => format!("{hash}.{ending}"),
        None => hash.to_owned(),
    }
}

/// Whether a file can be a paper's, by its name.
#[must_use]
pub fn is_file(name: &str) -> bool {
    let (hash, ending) = match name.split_once('.') {
        Some((hash, ending)) => (hash, Some(ending)),
        None => (name, None),
    };
    let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    hash.len() == HASH && hash.bytes().all(is_digit) && ending.is_none_or(is_ending)
}

/// The hash in the name of a paper's file.
#[must_use]
pub fn hash_of(file: &str) -> &str {
    file.split_once('.').map_or(file, |(hash, _)| hash)
}

/// The name of a paper as it is taken from outside: in one line, and else as it came.
///
/// # Errors
/// [`PaperRefusal::NoName`], [`PaperRefusal::LongName`].
pub fn name_of(typed: &str) -> Result<String, PaperRefusal> {
    let name = typed_for("name", typed);
    match name.chars().count() {
        0 => Err(PaperRefusal::NoName),
        length if length > LONGEST_NAME => Err(PaperRefusal::LongName { length }),
        _ => Ok(name),
    }
}

/// A name under which a copy of the paper can stand in a folder, and be typed and read: what else
/// stands in its own name is left out. None if the copy would be a program.
#[must_use]
pub fn copy_name(paper: &KeptPaper) -> Option<String> {
    let (stem, ending) = match paper.name.rsplit_once('.') {
        Some((stem, ending)) if is_ending(&ending.to_ascii_lowercase()) => (stem, Some(ending)),
        _ => (
            paper.name.as_str(),
            paper.file.split_once('.').map(|(_, ending)| ending),
        ),
    };
    let ending = ending.map(str::to_ascii_lowercase);
    let fits = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '(' | ')');
    let stem: String = stem.chars().filter(fits).take(LONGEST_COPY).collect();
    let stem = stem.trim_matches(|c: char| !c.is_alphanumeric() && c != ')');
    let stem = if stem.is_empty() { "paper" } else { stem };
    match ending {
        Some(ending) if PROGRAMS.contains(&&*ending) => None,
        Some(ending) => Some(format!("{stem}.{ending}")),
        None => Some(stem.to_owned()),
    }
}

fn is_ending(ending: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    (1..=LONGEST_ENDING).contains(&ending.len()) && ending.bytes().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(digit: char) -> String {
        digit.to_string().repeat(HASH)
    }

    fn dossier(papers: &Value, history: &Value) -> Dossier {
        let value = json!({ "format": 1, "id": "01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a11",
            "manager": "anna", "place": "someday", "name": "Ivan", "papers": papers,
            "history": history });
        serde_json::from_value(value).expect("a dossier")
    }

    #[test]
    fn a_file_keeps_no_more_of_a_name_than_a_plain_ending() {
        let cases = [
            ("offer.pdf", ".pdf"),
            ("OFFER.PDF", ".pdf"),
            ("cut.tar.gz", ".gz"),
            ("../../x", ""),
            ("../../x.sh/", ""),
            ("CON", ""),
            ("x.", ""),
            ("x.p df", ""),
            ("x.\u{202e}fdp", ""),
            ("x.ninechars", ""),
            ("", ""),
        ];
        for (name, ending) in cases {
            let file = file_of(&hash('a'), name);
            assert_eq!(file, hash('a') + ending, "{name}");
            assert!(is_file(&file), "{name}");
        }
        let bad = [
            "../../etc/passwd".to_owned(),
            hash('A'),
            hash('a') + ".tar.gz",
            hash('a') + "/x",
            hash('a') + ".",
            hash('a')[1..].to_owned(),
            format!(".{}", hash('a')),
        ];
        for name in bad {
            assert!(!is_file(&name), "{name}");
        }
    }

    #[test]
    fn a_copy_has_a_plain_name_and_is_no_program() {
        let cases = [
            ("Offer (July) №2.pdf", "Offer (July) 2.pdf"),
            ("Договор.docx", "Договор.docx"),
            ("../../x", "x.pdf"),
            ("-rf", "rf.pdf"),
            (".bashrc", "paper.bashrc"),
            ("CON", "CON.pdf"),
            ("…", "paper.pdf"),
            ("gnp.\u{202e}exe.png", "gnp.exe.png"),
            ("a.tar.gz", "a.tar.gz"),
            (
                &"long ".repeat(50),
                &("long ".repeat(10).trim().to_owned() + ".pdf"),
            ),
        ];
        let paper = |name: &str, file: String| KeptPaper {
            name: name.to_owned(),
            file,
            bytes: None,
            added: None,
        };
        for (name, copy) in cases {
            let named = copy_name(&paper(name, hash('a') + ".pdf"));
            assert_eq!(named.as_deref(), Some(copy), "{name}");
        }
        for (name, ending) in [("x.desktop", ""), ("x.EXE", ".exe"), ("x", ".sh")] {
            assert_eq!(copy_name(&paper(name, hash('a') + ending)), None, "{name}");
        }
    }

    #[test]
    fn a_name_is_data_in_one_line() {
        let cases = [("../../x", "../../x"), ("CON", "CON"), (" a\nb ", "a b")];
        for (typed, name) in cases {
            assert_eq!(name_of(typed).as_deref(), Ok(name));
        }
        assert_eq!(name_of("\n"), Err(PaperRefusal::NoName));
        let length = 300;
        assert_eq!(
            name_of(&"x".repeat(length)),
            Err(PaperRefusal::LongName { length })
        );
    }

    #[test]
    fn what_is_listed_is_numbered_and_each_content_is_once() {
        let (a, b) = (hash('a') + ".pdf", hash('b'));
        let papers = json!([
            { "name": "offer.pdf", "file": a, "bytes": 3, "added": "2024-06-13" },
            "a note by hand",
            { "name": "passwd", "file": "../../etc/passwd" },
            { "name": "same", "file": hash('a'), "bytes": 3, "added": "2024-06-14" },
            { "file": b },
        ]);
        let listed = listed(&dossier(&papers, &json!([])));
        let told: Vec<(usize, String, bool)> = listed
            .iter()
            .map(|one| (one.n, one.name(), one.kept.is_some()))
            .collect();
        let expected = [
            (1, "offer.pdf", true),
            (2, "a note by hand", false),
            (3, "passwd", false),
            (4, &*b, true),
        ];
        assert_eq!(
            told,
            expected.map(|(n, name, kept)| (n, name.to_owned(), kept))
        );
        let mut changes = Changes::default();
        listed[0].take_out(&mut changes);
        assert_eq!(changes.remove[KEY].as_array().map(Vec::len), Some(2));
    }

    #[test]
    fn a_paper_that_only_history_names_may_come_back() {
        let member = |digit| json!([{ "name": "x", "file": hash(digit) }]);
        let entry = |op: &str, more: Value| {
            let mut entry = json!({ "op": op, "at": "2024-06-13T09:00:00+02:00", "by": "anna",
                "kind": "paper" });
            for (key, value) in more.as_object().into_iter().flatten() {
                entry[key] = value.clone();
            }
            entry
        };
        let history = json!([
            entry("0", json!({ "add": { "papers": member('a') } })),
            entry("1", json!({ "remove": { "papers": member('b') } })),
            entry("2", json!({ "set": { "papers": member('c') } })),
            entry("3", json!({ "file": hash('d') })),
            entry(
                "4",
                json!({ "file": "offer.md", "add": { "x-list": member('e') } })
            ),
        ]);
        let named = ever_named(&dossier(&member('f'), &history));
        let expected = ['a', 'b', 'c', 'd', 'f'].map(hash);
        assert_eq!(named.into_iter().collect::<Vec<_>>(), expected);
    }
}
