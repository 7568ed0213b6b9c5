//! The commands that are swept, each with what was done before it.

/// A command, and what was done before it.
pub(crate) struct Scene {
    pub(crate) name: &'static str,
    pub(crate) before: &'static [&'static str],
    pub(crate) command: &'static str,
    /// Whether it is swept in `cargo test` too.
    pub(crate) quick: bool,
}

pub(crate) const PEOPLE: [&str; 4] = [
    "tickler add 'Ivan Ivanov' --on 2024-06-20 --phone '+370 600 12345' --tag a",
    "tickler add 'Žydrūnė' --on 2024-06-20",
    "tickler add 'Beta' --on 2024-07-01",
    "tickler add 'Gamma' --on jul",
];

pub(crate) const SCENES: &[Scene] = &[
    Scene {
        name: "add",
        before: &[],
        command: "tickler add 'Delta' --on fri",
        quick: false,
    },
    Scene {
        name: "file to a later day",
        before: &[],
        command: "tickler file ivan --on 2024-07-05 -n talked",
        quick: true,
    },
    Scene {
        name: "file to an earlier day",
        before: &[],
        command: "tickler file ivan --on 2024-06-14 -n talked",
        quick: true,
    },
    Scene {
        name: "file into a month",
        before: &[],
        command: "tickler file ivan --on aug -n talked",
        quick: false,
    },
    Scene {
        name: "note",
        before: &[],
        command: "tickler note ivan 'a note'",
        quick: false,
    },
    Scene {
        name: "note for a colleague",
        before: &["tickler config --manager boris --new"],
        command: "tickler note ivan 'a note' --for boris",
        quick: true,
    },
    Scene {
        name: "note read",
        before: &["tickler note ivan 'a note' --for anna"],
        command: "tickler note --read ivan",
        quick: false,
    },
    Scene {
        name: "file with a promise",
        before: &[],
        command: "tickler file ivan --on 2024-07-05 -n talked --promise 'send it@fri'",
        quick: true,
    },
    Scene {
        name: "promise kept",
        before: &["tickler promise ivan 'send it' --by fri"],
        command: "tickler promise ivan --kept 1",
        quick: false,
    },
    Scene {
        name: "attach",
        before: &["seq 50000 > list.txt; seq 50000 | rev > tsil.txt"],
        command: "tickler attach ivan list.txt tsil.txt",
        quick: true,
    },
    Scene {
        name: "attach --remove",
        before: &["seq 9 > list.txt; tickler attach ivan list.txt"],
        command: "tickler attach ivan --remove 1",
        quick: false,
    },
    Scene {
        name: "attach of what was taken out",
        before: &[
            "seq 9 > list.txt; tickler attach ivan list.txt; tickler attach ivan --remove 1",
            "mv list.txt list.md",
        ],
        command: "tickler attach ivan list.md",
        quick: false,
    },
    Scene {
        name: "undo of attach",
        before: &["seq 9 > list.txt; tickler attach ivan list.txt"],
        command: "tickler undo --yes",
        quick: false,
    },
    Scene {
        name: "forget with papers",
        before: &[
            "seq 9 > list.txt; seq 8 > tsil.txt; tickler attach ivan list.txt tsil.txt",
            "tickler promise ivan 'send it' --by fri",
        ],
        command: "tickler forget ivan --yes",
        quick: false,
    },
    Scene {
        name: "import of papers",
        before: &[
            "export TICKLER_DIR=other; seq 9 > list.txt; tickler add Delta --on fri; \
             tickler attach delta list.txt; tickler export json --with-papers -o all.tar",
        ],
        command: "tickler import all.tar --yes",
        quick: false,
    },
    Scene {
        name: "handover of promises",
        before: &[
            "tickler promise ivan 'send it' --by fri",
            "tickler promise beta 'call' --by mon",
        ],
        command: "tickler handover anna --to ben --new --yes",
        quick: false,
    },
    Scene {
        name: "edit",
        before: &["tickler edit ivan --add-occasion 'name day=24 jun'"],
        command: "tickler edit ivan --set company=Romashka --remove-occasion 'name day' \
                  --add-occasion birthday=1980-06-17",
        quick: false,
    },
    Scene {
        name: "file --sheet",
        before: &[
            "printf 'ivan r 2024-07-05 talked\\nzydrune n 2024-06-14\\nbeta lost\\n' > marks",
        ],
        command: "tickler file --sheet --yes < marks",
        quick: false,
    },
    Scene {
        name: "close",
        before: &[],
        command: "tickler close ivan --won",
        quick: false,
    },
    Scene {
        name: "move of many",
        before: &[],
        command: "tickler move --from 2024-06-20 --on 2024-06-25 --yes",
        quick: true,
    },
    Scene {
        name: "draft",
        before: &["tickler config me.name Anna; tickler draft --new"],
        command: "tickler draft ivan offer --item 'Shelf; 85'",
        quick: false,
    },
    Scene {
        name: "draft --accepted",
        before: &[
            "tickler config me.name Anna; tickler draft --new",
            "tickler draft ivan offer --item 'Shelf; 85'",
        ],
        command: "tickler draft ivan --accepted 1",
        quick: false,
    },
    Scene {
        name: "draft --declined",
        before: &[
            "tickler config me.name Anna; tickler draft --new",
            "tickler draft ivan offer --item 'Shelf; 85'",
        ],
        command: "tickler draft ivan --declined 1",
        quick: false,
    },
    Scene {
        name: "draft --new",
        before: &["tickler draft --new offer"],
        command: "tickler draft --new thank-you",
        quick: false,
    },
    Scene {
        name: "reach --mail --send",
        before: &[
            "tickler edit ivan --add-email ivan@romashka.example",
            "tickler config me.email anna@acme.example; tickler config me.name Anna",
            "sed -i '1a \"sendmail\": \"cat > mail; true\",' home/.config/tickler/config.json",
            "tickler draft --new thank-you",
        ],
        command: "tickler reach ivan --mail thank-you --send --on 2024-06-14",
        quick: false,
    },
    Scene {
        name: "spread",
        before: &[
            "tickler add Delta --on 2024-06-20 --agreed",
            "tickler add Epsilon --on 2024-06-20 --agreed; tickler config capacity 2",
        ],
        command: "tickler spread 2024-06-20 --yes",
        quick: false,
    },
    Scene {
        name: "deal",
        before: &["tickler add 'Delta' --on jul"],
        command: "tickler deal jul --over 1 --yes",
        quick: false,
    },
    Scene {
        name: "assign",
        before: &[],
        command: "tickler assign ivan --to ben --new",
        quick: false,
    },
    Scene {
        name: "handover --to",
        before: &[],
        command: "tickler handover anna --to ben --new --leaving --yes",
        quick: false,
    },
    Scene {
        name: "handover --back",
        before: &["tickler handover anna --to ben --new --until fri --yes"],
        command: "tickler handover anna --back --yes",
        quick: false,
    },
    Scene {
        name: "undo of a handover",
        before: &["tickler handover anna --to ben --new --until fri --yes"],
        command: "tickler undo --yes",
        quick: false,
    },
    Scene {
        name: "form",
        before: &["tickler form --new needs"],
        command: "tickler form ivan needs --set 'budget=1200 EUR' --set size=L --set sites=3",
        quick: false,
    },
    Scene {
        name: "form --new",
        before: &[],
        command: "tickler form --new needs",
        quick: false,
    },
    Scene {
        name: "form partly",
        before: &["tickler form --new needs"],
        command: "tickler form ivan needs --set size=L --partly",
        quick: false,
    },
    Scene {
        name: "work",
        before: &["tickler move ivan --on today"],
        // After a fault the digits of the date press no key.
        command: "tickler work # types: a2024-06-14\rq",
        quick: false,
    },
    Scene {
        name: "undo of many",
        before: &["tickler move --from 2024-06-20 --on 2024-06-25 --yes"],
        command: "tickler undo --yes",
        quick: false,
    },
    Scene {
        name: "import",
        before: &[
            "printf 'Name,Phone,Tag,Next contact\\nIvan Ivanov,8 600 12345,b,\\nŽydrūnė,,c,\\nDelta,,,\\nEpsilon,+370 5 1,,2024-06-20\\nZeta,,d,2024-08\\n' > list.csv",
        ],
        command: "tickler import list.csv --update --on fri --yes",
        quick: false,
    },
    Scene {
        name: "check --repair",
        before: &[
            "mv binder/managers/anna/2024-06-20/ivan-ivanov.json binder/managers/anna/2024-07/ivan-ivanov.json",
        ],
        command: "tickler check --repair",
        quick: false,
    },
];
