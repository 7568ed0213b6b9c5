//! Filling a template, given up after a while. The engine counts the work that a template makes it do,
//! but not all: a list that is added to itself again and again is as many items as it says. What is
//! given up goes on beside the answer, and ends with the process.

use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::thread;
use std::time::Duration;

use serde_json::{Map, Value};

use super::flaw::{Flaw, TOO_MUCH};
use super::{Letter, Press};

/// Far longer than the longest letter takes on a slow machine.
const PATIENCE: Duration = Duration::from_secs(10);

impl<L> Press<L>
where
    L: Fn(&str) -> Result<Option<String>, String> + Clone + Send + Sync + 'static,
{
    /// Writes a letter from the template `name`; none if there is no such template.
    ///
    /// # Errors
    /// What is wrong with the template or one that it includes, or what it is not given.
    pub fn fill(&self, name: &str, values: &Map<String, Value>) -> Result<Option<Letter>, Flaw> {
        self.fill_within(PATIENCE, name, values)
    }

    fn fill_within(
        &self,
        patience: Duration,
        name: &str,
        values: &Map<String, Value>,
    ) -> Result<Option<Letter>, Flaw> {
        let (tell, told) = sync_channel(1);
        let (press, template, given) = (self.clone(), name.to_owned(), values.clone());
        let filling = thread::Builder::new().spawn(move || {
            // Nobody listens any more to what comes too late.
            let _ = tell.send(press.filled(&template, &given));
        });
        let failed = |why: String| Err(Flaw::new(name, None, why));
        match filling {
            Err(error) => failed(error.to_string()),
            Ok(_) => told.recv_timeout(patience).unwrap_or_else(|end| match end {
                RecvTimeoutError::Timeout => failed(TOO_MUCH.to_owned()),
                RecvTimeoutError::Disconnected => failed("can't be filled".to_owned()),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Fault;
    use super::*;
    use crate::binder::Calendar;

    #[test]
    fn what_the_engine_does_not_count_is_given_up() {
        let lines = [
            "{% set n = namespace(x=[1, 2, 3]) %}",
            "{% for i in range(60) %}{% set n.x = n.x + n.x %}{% endfor %}",
            "{{ n.x | length }}",
        ];
        let load = move |_: &str| Ok(Some(lines.concat()));
        let press = Press::new(load, &Calendar::default());
        let flaw = press.fill_within(Duration::from_millis(50), "t", &Map::new());
        let fault = Fault::Other(TOO_MUCH.to_owned());
        assert_eq!(flaw.expect_err("no letter").fault, fault);
    }
}
