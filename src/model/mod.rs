//! What the office talks about: people, duties, orders, goods, money and time, with the rules that need no file.

pub mod absence;
pub mod code;
pub mod code128;
pub mod company_id;
pub mod cover;
pub mod coverage;
pub mod depth;
mod drawer;
pub mod duty;
pub mod gap;
pub mod holiday;
pub mod ids;
pub mod money;
pub mod number;
mod open_hours;
pub mod order;
pub mod period;
pub mod presence;
pub mod quantity;
pub mod roster;
mod said_day;
pub mod scanner;
pub mod staffing;
pub mod telephone;
pub mod terminal;
pub mod text;
pub mod thread;
pub mod time;
pub mod training_set;
mod weekdays;

pub use absence::{AbsenceKind, AbsenceState};
pub use code::Scanned;
pub use cover::{CoverEnd, CoverKind, CoverReason, Unasked};
pub use drawer::DrawerEnd;
pub use duty::{Desk, Duties, Duty, Level, ReadRight, Right, UnderCover};
pub use holiday::Country;
pub use ids::{BinId, CoverId, CustomerId, ItemId, OrderId, ParcelId, Seq, StaffId};
pub use money::{Discount, Money, VatRate};
pub use open_hours::{OPEN_HOURS, OpenHours};
pub use order::{
    Commercial, Delivery, Fulfilment, LineState, Means, MoneyState, PaperKind, States,
};
pub use presence::{Presence, Whereabouts};
pub use quantity::Quantity;
pub use scanner::{ScannerSetup, ScannerSuffix};
pub use thread::{Addressee, ThreadKind, ThreadState};
pub use time::{Clock, FixedClock, Instant, SystemClock};
pub use weekdays::{WEEKDAYS, WEEKDAYS_CS, Weekdays, monday_of};

/// Declares an enum whose values have one stable written form, used in JSON, on the command line and in the file.
///
/// Gives `as_str`, `parse` (the reverse; `None` for anything else), `ALL`, `Display`, serde and JSON Schema.
#[macro_export]
macro_rules! written {
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        $vis enum $name {
            $($(#[$variant_meta])* #[serde(rename = $text)] $variant),+
        }
        impl $name {
            /// Every value, in the order of the declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// The written form.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
            /// The value of a written form; `None` for anything else.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)+ _ => None }
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}
