//! A machine with a disk of the test's own, whose power can be cut: a file system in a file, mounted.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// The file systems that can be told to forget what is not flushed.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    Ext4,
    Xfs,
}

impl Kind {
    fn command(self) -> &'static [&'static str] {
        match self {
            Kind::Ext4 => &["mkfs.ext4", "-q", "-F"],
            Kind::Xfs => &["mkfs.xfs", "-q"],
        }
    }

    /// The least that each can be made with, in bytes.
    fn size(self) -> u64 {
        match self {
            Kind::Ext4 => 32 << 20,
            Kind::Xfs => 320 << 20,
        }
    }
}

/// The neighbour flushes its own file a number of times, writes another one without, waits until
/// its input ends, counts a while, and cuts the power. (`EXT4_IOC_SHUTDOWN` and `XFS_IOC_GOINGDOWN`
/// are one number; 2 is "don't flush the log".)
const NEIGHBOUR: &str = r#"
use strict; use IO::Handle;
my ($top, $times, $spin) = @ARGV;
open(my $disk, "<", $top) or die "$top: $!";
open(my $file, ">", "$top/neighbour") or die "neighbour: $!";
for (1..$times) { print {$file} "flushed\n"; $file->flush; $file->sync or die "sync: $!" }
<STDIN>;
for (1..$spin) {}
open(my $lost, ">", "$top/unflushed") or die "unflushed: $!";
print {$lost} "unflushed\n"; close($lost);
my $how = pack("L", 2);
ioctl($disk, 0x8004587d, $how) or die "the power can't be cut: $!";
"#;

/// The machine, its power on until that is cut.
pub(crate) struct Machine {
    folder: TempDir,
    mounted: bool,
}

impl Machine {
    /// A new one; the error says why there can't be one here.
    pub(crate) fn new(kind: Kind) -> Result<Self, String> {
        let folder = tempfile::tempdir().expect("a folder");
        let mut machine = Self {
            folder,
            mounted: false,
        };
        std::fs::create_dir(machine.top()).expect("a folder to mount at");
        let image = std::fs::File::create(machine.image()).expect("an image");
        image.set_len(kind.size()).expect("a size");
        let command = kind.command();
        said(
            Command::new(command[0])
                .args(&command[1..])
                .arg(machine.image()),
        )?;
        machine.mount()?;
        Ok(machine)
    }

    fn image(&self) -> PathBuf {
        self.folder.path().join("image")
    }

    /// Where the files on its disk are.
    pub(crate) fn top(&self) -> PathBuf {
        self.folder.path().join("disk")
    }

    fn mount(&mut self) -> Result<(), String> {
        let (image, top) = (self.image(), self.top());
        said(
            Command::new("mount")
                .args(["-o", "loop"])
                .args([&image, &top]),
        )?;
        self.mounted = true;
        Ok(())
    }

    /// Starts the neighbour. It waits with the cut until its input is closed.
    pub(crate) fn neighbour(&self, flushes: u64, spin: u64) -> Result<Child, String> {
        let _ = std::fs::remove_file(self.unflushed());
        let top = self.top();
        std::fs::File::open(&top)
            .and_then(|top| top.sync_all())
            .expect("flushed");
        Command::new("perl")
            .args(["-e", NEIGHBOUR])
            .arg(top)
            .args([flushes.to_string(), spin.to_string()])
            .stdin(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| format!("perl: {error}"))
    }

    /// The file that the neighbour writes before it cuts the power, without a flush.
    pub(crate) fn unflushed(&self) -> PathBuf {
        self.top().join("unflushed")
    }

    /// Whether the power is still on. XFS flushes a folder without an error when it is off, as long as
    /// nothing waits in its log: what is acknowledged then would not have been on a real machine.
    pub(crate) fn is_on(&self) -> bool {
        let file = self.top().join("still-on");
        std::fs::write(&file, "on")
            .and_then(|()| std::fs::File::open(&file)?.sync_all())
            .is_ok()
    }

    /// Turns the power on again after a cut.
    pub(crate) fn power_on(&mut self) {
        said(Command::new("umount").arg(self.top())).expect("unmounted");
        self.mounted = false;
        self.mount().expect("mounted again");
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        if self.mounted {
            let _ = said(Command::new("umount").arg("-l").arg(self.top()));
        }
    }
}

/// Runs a program; the error is what it said.
fn said(command: &mut Command) -> Result<(), String> {
    let name = Path::new(command.get_program()).display().to_string();
    // Where an administrator's programs are is not on everybody's path.
    let path = std::env::var("PATH").unwrap_or_default() + ":/usr/sbin:/sbin";
    let output = command.env("PATH", path).output();
    let output = output.map_err(|error| format!("{name}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let why = String::from_utf8_lossy(&output.stderr);
    Err(format!("{name}: {}", why.lines().next().unwrap_or("fails")))
}
