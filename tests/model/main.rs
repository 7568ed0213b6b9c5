//! The binder against a model of it: random commands, days that pass, crashes at a random point, hand
//! edits, copies that a synchroniser brings. After each step what `today`, `list` and `show` say is
//! what a simple binder in memory says; after a crash, as it was before or as it was to be.
//!
//! A run that fails prints its seed; it is had again with `MODEL_SEED=… cargo test --test model`.

mod binder;
mod deed;
#[path = "../desk/mod.rs"]
mod desk;
mod hands;
mod papers;
mod world;

use desk::chance::of_a_proof;
use desk::tell;
use world::World;

#[test]
fn the_binder_is_what_a_simple_model_of_it_is() {
    let (runs, steps) = of_a_proof((60, 60), (4, 40));
    let seed = std::env::var("MODEL_SEED").ok();
    let seed = seed.map(|seed| seed.parse::<u64>().expect("MODEL_SEED is a number"));
    let seeds: Vec<u64> = match seed {
        Some(seed) => vec![seed],
        // Other ones each time: a proof that always walks the same way finds nothing new.
        None => (0..runs).map(|_| rand_seed()).collect(),
    };
    let mut counts = world::Counts::default();
    for seed in &seeds {
        let mut world = World::new(*seed);
        for _ in 0..steps {
            world.step();
        }
        world.end();
        counts.add(&world.counts);
    }
    tell(&format!(
        "model: {} runs of {steps} steps: {counts}",
        seeds.len()
    ));
}

/// A seed that is another each time.
fn rand_seed() -> u64 {
    use std::hash::{BuildHasher, RandomState};
    RandomState::new().hash_one("model") % 1_000_000_000
}
