//! A morning at the desk: the real binary in a binder of its own, on a fixed day, with nothing of
//! the surroundings but what a test says.

#![allow(dead_code, reason = "each test file uses a part of it")]

pub(crate) mod chance;
mod gallery;
pub(crate) mod session;
mod terminal;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use tempfile::TempDir;

/// The day of the tests, a Thursday: the one that the design's examples are seen from.
pub(crate) const TODAY: &str = "2024-06-13";

/// A command that puts a list of three clients into `clients.csv`.
pub(crate) const CLIENTS: &str = "\
cat > clients.csv <<END
Name,Company,Phone,Tag,Budget,Note,Last contact,Next contact
Ivan Ivanov,Romashka,+370 600 12345,wholesale,12000,Wants prices,2024-06-03,2024-06-20 14:30
Žydrūnė Šimkutė,,+370 5 212 3456,,,,,
Beta,Beta UAB,,,,,,2024-07
END
";

/// An own form, for `forms/needs.json`: due at the first contact, with a field for one stage only.
pub(crate) const NEEDS: &str = r#"{ "title": "Needs", "due": "first-contact",
  "fields": [ { "key": "budget", "label": "Budget a year", "kind": "number", "required": true, "help": "rough is fine" },
              { "key": "size", "label": "Size", "kind": "choice", "choices": ["S", "L"], "default": "S", "only_if": "stage=offer" } ] }
"#;

/// Says that a test, or a part of it, can't be done here. Past the capture, so that it is seen.
pub(crate) fn skipped(why: &str) {
    let _ = writeln!(std::io::stderr(), "skipped: {why}");
}

/// Says what a proof has measured. Past the capture, so that it is seen.
pub(crate) fn tell(what: &str) {
    let _ = writeln!(std::io::stderr(), "{what}");
}

/// Whether `strace` is here, and may trace and inject faults.
pub(crate) fn can_inject() -> bool {
    let mut command = std::process::Command::new("strace");
    command.args(["-qq", "-o", "/dev/null", "-e", "trace=none"]);
    let run = command.arg("true").status();
    run.is_ok_and(|status| status.success())
}

/// A desk with a binder in a folder of its own.
pub(crate) struct Desk {
    folder: TempDir,
    environment: Vec<(String, String)>,
}

impl Desk {
    /// An empty desk: no store yet, anna's, on [`TODAY`].
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let environment = [
            ("TICKLER_TODAY", TODAY),
            ("TICKLER_MANAGER", "anna"),
            ("COLUMNS", "80"),
        ];
        let owned = |(key, value): (&str, &str)| (key.to_owned(), value.to_owned());
        Self {
            folder,
            environment: environment.into_iter().map(owned).collect(),
        }
    }

    /// A desk at which these command lines were run, each with success.
    pub(crate) fn after(lines: &[&str]) -> Self {
        let desk = Self::new();
        for line in lines {
            desk.answer(line);
        }
        desk
    }

    /// Anna's binder of six, one of them late, and ben's of one on a full day.
    pub(crate) fn of_two_managers() -> Self {
        Self::after(&[
            "tickler --today 2024-06-10 add 'Late Lena' --on 2024-06-11",
            "tickler add 'Ivan Ivanov' --company Romashka --on 2024-06-20 --at 10:00",
            "tickler move ivan --on 2024-06-20 --at 10:00 --agreed",
            "tickler add 'Olga Petrova' --company Romashka --on 2024-06-20",
            "tickler add 'Žydrūnė Šimkutė' --on 2024-06-20",
            "tickler add Delta --on jul",
            "tickler add Closed --on fri",
            "tickler close closed --lost",
            "tickler config --manager ben --new",
            "tickler config --manager ben capacity 2",
            "tickler --as ben add Beta --on 2024-06-20",
        ])
    }

    /// A day with names that read in every direction, and with such as mean harm.
    pub(crate) fn of_many_scripts() -> Self {
        Self::after(&[
            "tickler --today 2024-06-03 add 'Ivan Ivanov' --company 'Romashka Ltd' \
             --phone '+370 600 12345' --next 'Ask about the estimate' --birthday 06-14 --on 2024-06-11",
            "tickler add 'สมชาย ใจดี' --company 'บริษัท ตัวอย่าง' --on today --at 09:30",
            "tickler add 'محمد العربي' --company 'شركة المثال' --on today --at 10:00",
            "tickler add 'Žydrūnė Šimkutė' --on today",
            "tickler add '<script>alert(1)</script>' --company '<img src=x onerror=alert(2)>' --on today",
            "tickler add \"$(printf 'Eve \\342\\200\\256live \\033[31m')\" --on today",
            "tickler promise ivanov 'Send the \"estimate\"' --by today",
            "tickler note ivanov 'Likes <b>tea</b>'",
            "tickler add Beta --on jul",
        ])
    }

    /// Where the dossiers stand, below the folder of the binders.
    pub(crate) fn dossiers(&self) -> Vec<String> {
        let managers = self.store().join("managers");
        let paths = self.snapshot().into_iter();
        let paths = paths.filter_map(|(path, _)| {
            let path = path.strip_prefix(&managers).ok()?;
            Some(path.display().to_string())
        });
        paths.collect()
    }

    /// The log of the machine that was the first to change the store.
    pub(crate) fn log(&self) -> PathBuf {
        let own = std::fs::read_dir(self.store().join(".tickler")).expect("a folder");
        let machine = own
            .map(|item| item.expect("an item").path())
            .find(|path| path.is_dir());
        machine.expect("the machine's folder").join("log")
    }

    /// The same with a variable of the environment set; an empty value removes it.
    pub(crate) fn with(mut self, key: &str, value: &str) -> Self {
        self.set(key, value);
        self
    }

    /// Sets a variable of the environment; an empty value removes it.
    pub(crate) fn set(&mut self, key: &str, value: &str) {
        self.environment.retain(|(known, _)| known != key);
        if !value.is_empty() {
            self.environment.push((key.to_owned(), value.to_owned()));
        }
    }

    /// The store's folder, which need not be there yet.
    pub(crate) fn store(&self) -> PathBuf {
        self.folder.path().join("binder")
    }

    /// A file of the store, read as text.
    pub(crate) fn read(&self, path: &str) -> String {
        let path = self.store().join(path);
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Writes a file of the store, with the folders above it.
    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.store().join(path);
        let folder = path.parent().expect("a folder");
        std::fs::create_dir_all(folder).expect("the folder is made");
        std::fs::write(&path, bytes).expect("the file is written");
    }

    /// A command line for `sh`, in which `tickler` is the binary of this build.
    pub(crate) fn command(&self, line: &str) -> Command {
        Command::from_std(self.shell(line))
    }

    fn shell(&self, line: &str) -> std::process::Command {
        let binary = Path::new(env!("CARGO_BIN_EXE_tickler"));
        let binaries = binary.parent().expect("the folder of the binary");
        let mut command = std::process::Command::new("sh");
        command
            .args(["-c", line])
            .current_dir(self.folder.path())
            .env_clear()
            .env("PATH", format!("{}:/usr/bin:/bin", binaries.display()))
            .env("HOME", "home")
            .env("TICKLER_DIR", "binder")
            .env("LANG", "C.UTF-8")
            .envs(self.environment.iter().cloned());
        command
    }

    /// Runs a command line and gives all that came of it.
    pub(crate) fn output(&self, line: &str) -> Output {
        self.command(line).output().expect("sh runs")
    }

    /// Runs command lines and writes down what a person would see: each line behind `$`, what it
    /// answers, what it says on the error stream behind `!`, and its exit status unless 0.
    pub(crate) fn transcript(&self, lines: &[&str]) -> String {
        lines.iter().map(|line| self.run(line)).collect()
    }

    /// Runs each line of a transcript behind `$`, and holds that all of them say what stands there.
    #[track_caller]
    pub(crate) fn says(&self, transcript: &str) {
        let lines = transcript.lines();
        let lines: Vec<&str> = lines.filter_map(|line| line.strip_prefix("$ ")).collect();
        let said = self.transcript(&lines);
        assert!(said == transcript, "{said}");
    }

    /// The transcript of one command line.
    pub(crate) fn run(&self, line: &str) -> String {
        let output = self.output(line);
        let out = String::from_utf8(output.stdout).expect("the answer is text");
        let err = String::from_utf8(output.stderr).expect("the errors are text");
        let said: String = err.lines().flat_map(|line| ["! ", line, "\n"]).collect();
        let status = match output.status.code() {
            Some(0) => String::new(),
            Some(code) => format!("({code})\n"),
            None => "(killed)\n".to_owned(),
        };
        format!("$ {line}\n{out}{said}{status}")
    }

    /// Runs a command line that must succeed, and gives its answer.
    pub(crate) fn answer(&self, line: &str) -> String {
        let output = self.output(line);
        let (out, err) = (&output.stdout, String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "{line}: {err}");
        String::from_utf8(out.clone()).expect("the answer is text")
    }

    /// Runs a command line that must succeed, and gives its JSON.
    pub(crate) fn json(&self, line: &str) -> serde_json::Value {
        serde_json::from_str(&self.answer(line)).expect("the answer is JSON")
    }

    /// Every file of the store with its bytes, by path; the machine's own folder left out.
    pub(crate) fn snapshot(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files = Vec::new();
        let mut folders = vec![self.store()];
        while let Some(folder) = folders.pop() {
            let Ok(items) = std::fs::read_dir(&folder) else {
                continue;
            };
            for item in items {
                let path = item.expect("an item of the folder").path();
                if path.ends_with(".tickler") {
                    continue;
                }
                if path.is_dir() && !path.is_symlink() {
                    folders.push(path);
                } else {
                    // A pipe would be waited at for ever, and a link is not what it points to.
                    let bytes = match std::fs::read_link(&path) {
                        Ok(target) => target.into_os_string().into_encoded_bytes(),
                        Err(_) if path.is_file() => std::fs::read(&path).unwrap_or_default(),
                        Err(_) => b"no file".to_vec(),
                    };
                    files.push((path, bytes));
                }
            }
        }
        files.sort();
        files
    }
}
