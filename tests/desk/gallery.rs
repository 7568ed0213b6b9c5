//! A gallery of refusals: transcripts of what is refused, read from top to bottom.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::Desk;

impl Desk {
    /// Runs each line of a transcript behind `$` and holds that all of them say what stands there,
    /// that every byte of the store is as before, and that each command in a hint works as it
    /// stands. How many such commands there were.
    #[track_caller]
    pub(crate) fn refuses(&self, transcript: &str) -> usize {
        let before = self.everything();
        self.says(transcript);
        assert_eq!(self.everything(), before, "something was written");
        let hints = transcript
            .lines()
            .filter_map(|line| line.strip_prefix("! hint: "));
        let commands: Vec<&str> = hints.flat_map(commands_in).collect();
        for command in &commands {
            self.works(command);
        }
        commands.len()
    }

    /// Runs a command in a copy of the store, which it may change.
    #[track_caller]
    fn works(&self, command: &str) {
        let output = self.output(&format!(
            "if [ -e binder ]; then cp -a binder copy; fi; TICKLER_DIR=copy EDITOR=true {command}; \
             code=$?; rm -rf copy; exit $code"
        ));
        let err = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.success(),
            "a hint says `{command}`, and that fails: {err}"
        );
    }

    /// Every file and folder of the store, with those that are the machine's own.
    fn everything(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut all = BTreeMap::new();
        let mut folders = vec![self.store()];
        while let Some(folder) = folders.pop() {
            for item in std::fs::read_dir(&folder).into_iter().flatten() {
                let path = item.expect("an item of the folder").path();
                let bytes = if path.is_dir() {
                    folders.push(path.clone());
                    Vec::new()
                } else {
                    std::fs::read(&path).expect("a file of the store")
                };
                all.insert(path, bytes);
            }
        }
        all
    }
}

/// The commands in a hint that can be run as they stand: those without a word such as CLIENT, which
/// stands for another.
fn commands_in(hint: &str) -> impl Iterator<Item = &str> {
    let starts = hint.match_indices("tickler ").map(|(at, _)| &hint[at..]);
    let commands = starts.map(|rest| rest.split(';').next().unwrap_or(rest).trim_end());
    let stands_for_another =
        |word: &str| word.len() > 1 && word.chars().all(|c| c.is_ascii_uppercase() || c == '=');
    commands.filter(move |command| !command.split_whitespace().any(stands_for_another))
}
