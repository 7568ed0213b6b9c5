//! The name of the user who is logged in.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};

use super::surroundings::said;

/// How much of the list of users is read, in bytes.
const LARGEST: u64 = 1 << 20;

/// `$USER`, `$LOGNAME`, or the name that the system's list has for this user. Nobody where none of
/// them says, as under a bare cron.
pub(super) fn name() -> Option<String> {
    said("USER").or_else(|| said("LOGNAME")).or_else(listed)
}

fn listed() -> Option<String> {
    let file = File::open("/etc/passwd").ok()?;
    let user = rustix::process::getuid().as_raw();
    name_of(user, BufReader::new(file.take(LARGEST)))
}

/// The name in the first line `name:password:number:…` with this number.
fn name_of(user: u32, list: impl BufRead) -> Option<String> {
    list.lines().map_while(Result::ok).find_map(|line| {
        let mut fields = line.split(':');
        let (name, number) = (fields.next()?, fields.nth(1)?);
        (number.parse() == Ok(user) && !name.is_empty()).then(|| name.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_is_found_by_number() {
        let list =
            "root:x:0:0:root:/root:/bin/sh\n# a remark\n\nanna:x:1000:1000::/home/anna:\n:x:7:\n";
        let cases = [
            (0, Some("root")),
            (1000, Some("anna")),
            (7, None),
            (1, None),
        ];
        for (user, name) in cases {
            assert_eq!(name_of(user, list.as_bytes()).as_deref(), name, "{user}");
        }
    }
}
