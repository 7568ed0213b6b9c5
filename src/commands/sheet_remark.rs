//! What is to be said of a printed day sheet.

use chrono::NaiveDate;

/// What the user should know of a day sheet, or of the marks on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetRemark {
    /// Its lines have no codes before the working day before it.
    NoCodesYet {
        /// From which day on they have.
        from: NaiveDate,
    },
    /// Clients were contacted already on the day on which a mark of a contact with them is filed.
    ContactedAlready {
        /// The clients' names.
        names: Vec<String>,
    },
}

impl From<SheetRemark> for super::Remark {
    fn from(remark: SheetRemark) -> Self {
        Self::Sheet(remark)
    }
}
