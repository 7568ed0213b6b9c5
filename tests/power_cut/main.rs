//! Power cuts: on an ext4 and an XFS of the test's own the power goes at a random moment, beside a
//! neighbour who flushes another file all the time. When it is back, all that was acknowledged is
//! there, and what was under way is done or not, whole.
//!
//! `cargo test` cuts a few times; with `PROOFS=whole` (`.ci/proofs`) 25 times each. Needs the rights
//! to mount, `mkfs.ext4`, `mkfs.xfs` and `perl`; where something is missing, the test says so and
//! skips.

#[path = "../desk/mod.rs"]
mod desk;
mod handing;
mod machine;
mod papers;
mod work;

use std::collections::BTreeMap;
use std::hash::{BuildHasher, RandomState};

use desk::Desk;
use handing::Handings;
use machine::{Kind, Machine};
use papers::Papers;
use tickler::binder::Dossier;
use tickler::store::Found;
use work::{Filings, Moves, Work};

/// Numbers that nobody can foretell.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

/// What came of the cuts.
#[derive(Default)]
struct Tally {
    cuts: usize,
    acknowledged: usize,
    done: usize,
    lost: usize,
}

/// One life of the disk: commands until the power goes.
fn until_the_cut(
    machine: &mut Machine,
    desk: &Desk,
    work: &mut impl Work,
    dice: &mut Dice,
    tally: &mut Tally,
) {
    // In turns the cut comes while the neighbour flushes, and when only tickler has for a while.
    let beside = tally.cuts % 2 == 1;
    tally.cuts += 1;
    let flushes = dice.below(if beside { 200 } else { 10 });
    let commands = 1 + dice.below(8);
    let spin = dice.below(400_000);
    let what = format!("{flushes} flushes, {commands} commands, spin {spin}");
    let mut neighbour = machine.neighbour(flushes, spin).expect("a neighbour");
    let mut rein = neighbour.stdin.take();
    for number in 0.. {
        if beside || number == commands {
            rein = None;
        }
        let output = desk.output(&work.next());
        let said = String::from_utf8_lossy(&output.stderr);
        if !output.status.success() || output.stdout.is_empty() {
            let off = ["os error 5)", "os error 30)", "os error 117)"];
            assert!(off.iter().any(|why| said.contains(why)), "{what}: {said}");
            break;
        }
        // Whether it was acknowledged before the cut or behind it, nobody can tell: it is under way.
        if !machine.is_on() {
            break;
        }
        work.acknowledged();
        tally.acknowledged += 1;
    }
    drop(rein);
    let cut = neighbour.wait_with_output().expect("the neighbour ends");
    let said = String::from_utf8_lossy(&cut.stderr);
    assert!(cut.status.success(), "{what}: {said}");
    machine.power_on();
    tally.lost += usize::from(!machine.unflushed().exists());
    let found = work::all(&machine.top(), &what);
    tally.done += usize::from(work.weigh(&found, &what));
    can_be_mended(desk, &what);
    let mended = work::all(&machine.top(), &what);
    assert!(
        by_name(found) == by_name(mended),
        "{what}: a repair changed what is said"
    );
}

/// The dossiers by their names, wherever they stand.
fn by_name(found: Vec<Found>) -> BTreeMap<String, Dossier> {
    let said = |found: Found| (found.slug().to_owned(), found.dossier);
    found.into_iter().map(said).collect()
}

/// Whatever is wrong is mended without a decision, and by that nothing changes.
fn can_be_mended(desk: &Desk, what: &str) {
    let repair = desk.run("tickler check --repair");
    let check = desk.output("tickler check");
    assert!(check.status.success(), "{what}: {repair}");
}

fn cut<W: Work>(kind: Kind, name: &str) {
    let mut machine = match Machine::new(kind) {
        Ok(machine) => machine,
        Err(why) => {
            desk::skipped(&format!("power cuts on {kind:?}, {name}: {why}"));
            return;
        }
    };
    if let Err(why) = machine.neighbour(0, 0).map(|mut perl| perl.kill()) {
        desk::skipped(&format!("power cuts on {kind:?}, {name}: {why}"));
        return;
    }
    let mut desk = Desk::new();
    desk.set("HOME", &machine.top().join("home").to_string_lossy());
    desk.set(
        "TICKLER_DIR",
        &machine.top().join("binder").to_string_lossy(),
    );
    let mut work = W::begin(&desk);
    let whole = std::env::var("PROOFS").is_ok_and(|proofs| proofs == "whole");
    let cuts = if whole { 25 } else { 3 };
    let mut dice = Dice(RandomState::new().hash_one(name) | 1);
    let mut tally = Tally::default();
    while tally.cuts < cuts {
        until_the_cut(&mut machine, &desk, &mut work, &mut dice, &mut tally);
    }
    desk::tell(&format!(
        "power cuts: {kind:?}, {name}: {cuts} cuts, {} commands acknowledged and none lost; of {cuts} under way {} done, the others not begun; {} unflushed files lost",
        tally.acknowledged, tally.done, tally.lost
    ));
    assert!(
        tally.acknowledged > 0,
        "the power went before anything was done"
    );
    // Else the cut would lose nothing, and prove nothing.
    assert!(tally.lost > 0, "the cut lost not even what was not flushed");
}

#[test]
fn a_filing_that_was_acknowledged_survives_a_power_cut_on_ext4() {
    cut::<Filings>(Kind::Ext4, "single filings");
}

#[test]
fn a_filing_that_was_acknowledged_survives_a_power_cut_on_xfs() {
    cut::<Filings>(Kind::Xfs, "single filings");
}

#[test]
fn a_change_of_many_is_done_whole_or_not_at_all_on_ext4() {
    cut::<Moves>(Kind::Ext4, "bulk changes");
}

#[test]
fn a_change_of_many_is_done_whole_or_not_at_all_on_xfs() {
    cut::<Moves>(Kind::Xfs, "bulk changes");
}

#[test]
fn a_handover_is_done_whole_or_not_at_all_on_ext4() {
    cut::<Handings>(Kind::Ext4, "handovers");
}

#[test]
fn a_handover_is_done_whole_or_not_at_all_on_xfs() {
    cut::<Handings>(Kind::Xfs, "handovers");
}

#[test]
fn a_paper_that_was_acknowledged_survives_a_power_cut_whole_on_ext4() {
    cut::<Papers>(Kind::Ext4, "papers");
}

#[test]
fn a_paper_that_was_acknowledged_survives_a_power_cut_whole_on_xfs() {
    cut::<Papers>(Kind::Xfs, "papers");
}
