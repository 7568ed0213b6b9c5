//! The program at a generated store: how it is called, and how what it wrote is taken back.

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tickler::binder::Place;

use crate::clients;
use crate::store::{self, Generated, MANAGER, TODAY};

/// A generated store and the program that works on it.
pub(crate) struct Desk {
    pub(crate) store: Generated,
    home: PathBuf,
    /// Files of the store as they were, and where each is now: to be put back at the end.
    moved: RefCell<Vec<(PathBuf, PathBuf)>>,
    kept: PathBuf,
    /// Clients that can be filed to a later day, each once: slug and place.
    fileable: RefCell<Vec<(String, Place)>>,
    /// Days far ahead, behind which others stand already.
    far: Vec<Place>,
}

impl Desk {
    /// The program at the store of `size` dossiers below `home`.
    pub(crate) fn new(home: &Path, size: usize) -> Self {
        Self::at(home, Generated::new(home, size))
    }

    /// The program at this store.
    pub(crate) fn at(home: &Path, store: Generated) -> Self {
        let days: Vec<Place> = places(&store.binder())
            .into_iter()
            .filter(|place| matches!(place, Place::Day(day) if *day > store::today()))
            .collect();
        let (near, far) = days.split_at(days.len() * 4 / 5);
        // One stays in each folder, so that none has to be removed: the same work at any size.
        let mut fileable = Vec::new();
        for place in near {
            let slugs = slugs(&store.binder().join(place.to_string()));
            fileable.extend(slugs.into_iter().skip(1).take(3).map(|slug| (slug, *place)));
        }
        Self {
            kept: store.path.with_extension("kept"),
            store,
            home: home.to_owned(),
            moved: RefCell::default(),
            fileable: RefCell::new(fileable),
            far: far.to_vec(),
        }
    }

    /// A command line of the program, in this store, on the day of the bench.
    pub(crate) fn tickler(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tickler"));
        command
            .args(args)
            .env_clear()
            .env("HOME", &self.home)
            .env("TICKLER_DIR", &self.store.path)
            .env("TICKLER_MANAGER", MANAGER)
            .env("TICKLER_TODAY", TODAY)
            .env("LANG", "C.UTF-8");
        command
    }

    /// Whether the program takes this command line (`show --help`).
    pub(crate) fn knows(&self, args: &[&str]) -> bool {
        let output = self.tickler(args).output();
        output.is_ok_and(|output| output.status.success())
    }

    /// What a shell asks at the Tab key behind the beginning of a name.
    pub(crate) fn completion(&self) -> Command {
        let mut command = self.tickler(&["--", "tickler", "show", clients::RARE_BEGINNING]);
        command.env("TICKLER_COMPLETE", "fish");
        command
    }

    /// `file` of a client that wasn't filed yet, to a day far ahead.
    pub(crate) fn file(&self) -> Command {
        let (slug, from) = self.fileable.borrow_mut().pop().expect("a client to file");
        let number = self.moved.borrow().len();
        let to = self.far[number % self.far.len()].to_string();
        let name = format!("{slug}.json");
        let there = self.store.binder().join(from.to_string()).join(&name);
        let kept = self.kept.join(number.to_string());
        fs::create_dir_all(&self.kept).expect("a folder for what is to be put back");
        fs::copy(&there, kept).expect("the file is kept");
        let moved = (there, self.store.binder().join(&to).join(&name));
        self.store.open_for_writing();
        self.moved.borrow_mut().push(moved);
        self.tickler(&[
            "file",
            &slug,
            "--on",
            &to,
            "-n",
            "wants the estimate by quarter",
        ])
    }

    /// Replaces the files that are filed next with copies, so that what the file system has to know
    /// to write there is in its cache: at a large size each lies somewhere else on the disk.
    pub(crate) fn warm_up(&self, count: usize) {
        self.store.open_for_writing();
        for (slug, from) in self.fileable.borrow().iter().rev().take(count) {
            let folder = self.store.binder().join(from.to_string());
            let (file, copy) = (folder.join(format!("{slug}.json")), folder.join("copy"));
            fs::copy(&file, &copy).expect("the file is copied");
            fs::rename(&copy, &file).expect("the copy takes the file's place");
        }
        rustix::fs::sync();
    }

    /// `add` of a client who isn't in the binder yet.
    pub(crate) fn add(&self) -> Command {
        let number = self.moved.borrow().len();
        let name = format!("Newcomer{number} Bench");
        let slug = format!("newcomer{number}-bench.json");
        self.store.open_for_writing();
        let made = self.store.binder().join("someday").join(slug);
        self.moved.borrow_mut().push((PathBuf::new(), made));
        let phone = format!("+44 20 7946 {number:04}");
        let mail = format!("newcomer{number}@bench.example");
        self.tickler(&["add", &name, "--phone", &phone, "--email", &mail])
    }

    /// Puts everything back as it was generated.
    pub(crate) fn restore(&self) {
        for (number, (was, is)) in self.moved.borrow_mut().drain(..).enumerate() {
            fs::remove_file(&is).unwrap_or_else(|error| panic!("{}: {error}", is.display()));
            if was != PathBuf::new() {
                let bytes = fs::read(self.kept.join(number.to_string()));
                store::write(&was, &bytes.expect("the file was kept"));
            }
        }
        let _ = fs::remove_dir_all(&self.kept);
        self.store.forget_log();
        self.store.is_whole();
    }

    /// The files of the dossiers that are due.
    pub(crate) fn due(&self) -> Vec<PathBuf> {
        let mut due = Vec::new();
        for place in places(&self.store.binder()) {
            if place.is_open_on(store::today()) {
                let folder = self.store.binder().join(place.to_string());
                let slugs = slugs(&folder).into_iter();
                due.extend(slugs.map(|slug| folder.join(slug + ".json")));
            }
        }
        due
    }

    /// A client in the middle of the binder: the slug, and the file.
    pub(crate) fn someone(&self) -> (String, PathBuf) {
        let fileable = self.fileable.borrow();
        let (slug, place) = &fileable[fileable.len() / 2];
        let folder = self.store.binder().join(place.to_string());
        (slug.clone(), folder.join(format!("{slug}.json")))
    }
}

/// The places of a binder, in order.
fn places(binder: &Path) -> Vec<Place> {
    let mut places: Vec<Place> = names(binder)
        .iter()
        .filter_map(|name| name.parse().ok())
        .collect();
    places.sort_unstable();
    places
}

fn slugs(folder: &Path) -> Vec<String> {
    let names = names(folder).into_iter();
    let mut slugs: Vec<String> = names
        .filter_map(|name| Some(name.strip_suffix(".json")?.to_owned()))
        .collect();
    slugs.sort();
    slugs
}

fn names(folder: &Path) -> Vec<String> {
    let items =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    items
        .map(|item| item.expect("an item of the folder").file_name())
        .map(|name| name.into_string().expect("a name in UTF-8"))
        .collect()
}
