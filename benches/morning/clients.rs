//! What clients are called, and what is written down about them: lifelike text in a few languages.

/// First names and family names that go together.
const PEOPLE: [(&[&str], &[&str]); 5] = [
    (
        &[
            "Anna", "Martin", "Julia", "Peter", "Sabine", "Lukas", "Eva", "Thomas", "Clara",
            "Oliver", "Nina", "Robert", "Helen", "Frank", "Marie", "David", "Laura", "Simon",
            "Alice", "Walter",
        ],
        &[
            "Becker", "Novak", "Lindgren", "Hofmann", "Costa", "Moreau", "Keller", "Jensen",
            "Walker", "Fischer", "Rossi", "Baker", "Larsen", "Weber", "Dubois", "Nowak", "Murphy",
            "Schmidt", "Andersen", "Vidal", "Carter", "Brandt", "Olsen", "Marsh",
        ],
    ),
    (
        &[
            "Иван",
            "Сергей",
            "Ольга",
            "Мария",
            "Дмитрий",
            "Елена",
            "Павел",
            "Наталья",
            "Андрей",
            "Татьяна",
            "Виктор",
            "Ирина",
        ],
        &[
            "Иваненко",
            "Коваль",
            "Бондаренко",
            "Мельник",
            "Шевчук",
            "Марченко",
            "Савченко",
            "Романюк",
            "Лысенко",
            "Гончар",
            "Павленко",
            "Кравец",
        ],
    ),
    (
        &[
            "Žydrūnė",
            "Jonas",
            "Šarūnas",
            "Ieva",
            "Mindaugas",
            "Rūta",
            "Tomas",
            "Živilė",
            "Andrius",
            "Eglė",
        ],
        &[
            "Šimkutė",
            "Kazlauskas",
            "Petrauskienė",
            "Žukauskas",
            "Balčiūnas",
            "Stankevičius",
            "Vaitkutė",
            "Butkus",
            "Paulauskaitė",
            "Urbonas",
        ],
    ),
    (
        &["สมชาย", "สุดา", "ประเสริฐ", "มาลี", "วิชัย", "อรุณ"],
        &["ใจดี", "ศรีสุข", "ทองคำ", "แสงจันทร์", "บุญมา"],
    ),
    (
        &["太郎", "花子", "健一", "美咲", "直樹"],
        &["山田", "佐藤", "鈴木", "高橋", "田中", "渡辺"],
    ),
];

const COMPANIES: [&str; 16] = [
    "Romashka",
    "Nordlicht",
    "Baltic Timber",
    "Alfa Print",
    "Kaunas Metal",
    "Riverside Dental",
    "Hansa Logistics",
    "Linden Hotels",
    "Ozolas",
    "Vesna",
    "Green Valley Farms",
    "Delta Packaging",
    "Sunrise Bakery",
    "Old Town Books",
    "Polar Cooling",
    "Vilnius Glass",
];

const FORMS: [&str; 6] = ["Ltd", "GmbH", "UAB", "OÜ", "AB", "& Sons"];

/// Positions in a company.
pub(crate) const POSITIONS: [&str; 8] = [
    "Head of purchasing",
    "Owner",
    "Office manager",
    "Technical director",
    "Chief accountant",
    "Shop manager",
    "Procurement specialist",
    "Managing director",
];

/// Towns and streets.
pub(crate) const ADDRESSES: [&str; 6] = [
    "Gedimino pr. 9, LT-01103 Vilnius",
    "Lindenstraße 14, 10969 Berlin",
    "12 Harbour Road, Cork T12 XY43",
    "Rīgas iela 22, LV-4201 Valmiera",
    "ul. Długa 31, 00-238 Warszawa",
    "99/1 Sukhumvit Road, Bangkok 10110",
];

/// Where clients come from.
pub(crate) const SOURCES: [&str; 5] = [
    "trade fair",
    "website",
    "recommended by a client",
    "cold call",
    "newsletter",
];

/// Tags.
pub(crate) const TAGS: [&str; 6] = [
    "wholesale",
    "retail",
    "key-account",
    "export",
    "seasonal",
    "pilot",
];

/// How far things are.
pub(crate) const STAGES: [&str; 5] = ["new", "talks", "offer", "contract", "customer"];

/// What is to be done next.
pub(crate) const NEXT: [&str; 8] = [
    "Ask about the estimate",
    "Send the new price list",
    "Agree on a visit to the warehouse",
    "Remind of the unpaid invoice",
    "Congratulate on the new branch, then the yearly contract",
    "Find out who decides now",
    "Offer the spring delivery",
    "Ask whether the samples arrived",
];

/// What was said in a talk.
pub(crate) const TALKS: [&str; 14] = [
    "Wants the estimate split by quarter, the accounting asks for it that way since January",
    "Was in a meeting, the secretary will tell him; better to call before ten in the morning",
    "Likes the samples but finds the delivery too slow; asked for a price with own transport",
    "Compares us with two others, will decide after the board meeting at the end of the month",
    "Просил перезвонить после отпуска, бюджет на следующий год ещё не утверждён",
    "Paskambinti kitą savaitę, sąmatą jau skaito vadovas, klausė dėl atidėto mokėjimo",
    "Complained about the broken pallets of the last delivery, promised to send photographs",
    "The contract is with their lawyer; two points are open, the penalty and the term of notice",
    "Moves the office in autumn and will need everything new: shelves, desks, and the cabling",
    "ขอใบเสนอราคาใหม่พร้อมส่วนลด และให้โทรกลับวันจันทร์หน้า",
    "Very content with the last order, doubles it for the season and recommends us to a friend",
    "Has no need at present, the storage is full until the summer; may be called again then",
    "New colleague took over purchasing, has to be introduced to the whole range from scratch",
    "Pays in thirty days as agreed; asked whether a discount for advance payment is possible",
];

/// A word that stands in [`RARE_TALK`] and in nothing else.
pub(crate) const RARE_WORD: &str = "greenhouse";

/// What only a few clients ever said.
pub(crate) const RARE_TALK: &str =
    "Builds a greenhouse behind the warehouse and asks who could deliver the glass for it";

/// The client who is looked up by the beginning of a name, and whom no other is called like.
pub(crate) const RARE_NAME: &str = "Quentin Zeppelin";

/// How that client is looked up.
pub(crate) const RARE_BEGINNING: &str = "zeppe";

/// A deterministic sequence of numbers (splitmix64): the same seed gives the same clients.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `limit`.
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.roll() % limit
    }

    /// One of several.
    pub(crate) fn one_of<'a>(&mut self, several: &[&'a str]) -> &'a str {
        let count = u64::try_from(several.len()).expect("a small list");
        let chosen = usize::try_from(self.below(count)).expect("a small number");
        several[chosen]
    }

    /// A person's name: mostly in Latin letters, some in others.
    pub(crate) fn person(&mut self) -> String {
        let language = match self.below(20) {
            0..12 => 0,
            12..15 => 1,
            15..18 => 2,
            18 => 3,
            _ => 4,
        };
        let (first, family) = PEOPLE[language];
        format!("{} {}", self.one_of(first), self.one_of(family))
    }

    /// A company's name.
    pub(crate) fn company(&mut self) -> String {
        format!("{} {}", self.one_of(&COMPANIES), self.one_of(&FORMS))
    }
}
