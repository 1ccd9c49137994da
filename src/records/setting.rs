//! What an office has decided for itself: each setting with its default and what it may be.

use crate::model::company_id::{czech_company_id, vat_id};
use crate::model::scanner::SCANNER_PAUSE_MS;
use crate::model::{
    Country, Discount, Duties, Money, OPEN_HOURS, OpenHours, ScannerSetup, ScannerSuffix, number,
};
use crate::office::{CLOCK_HOURS, Reads, Refused};
use chrono::NaiveTime;

macro_rules! settings {
    ($($(#[$meta:meta])* $name:ident = $text:literal, $kind:expr,)+) => {
        /// One thing that an office decides for itself.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Setting { $($(#[$meta])* $name,)+ }
        impl Setting {
            /// All of them, in the order in which they are shown.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];
            /// As it is written on the command line and in the file.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }
            /// The id of the word that names it.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => concat!("setting-", $text),)+ }
            }
            /// What it may be.
            #[must_use]
            pub const fn kind(self) -> Kind {
                match self { $(Self::$name => $kind,)+ }
            }
            /// The setting that is written so.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|setting| setting.as_str() == text)
            }
        }
    };
}

settings! {
    /// The smallest coin: what is paid in cash is rounded to it. In Czechia a crown.
    CashRounding = "cash-rounding", Kind::Money,
    /// The most that one customer may pay in cash on one day; 0: no limit. In Czechia 270,000 crowns (Act 254/2004 Coll., section 4).
    CashLimit = "cash-limit", Kind::Money,
    /// How much a customer may owe on account who has no limit of their own; 0: nothing.
    AccountLimit = "account-limit", Kind::Limit,
    /// The greatest discount of whoever has none of their own.
    DiscountMax = "discount-max", Kind::Percent,
    /// Whether the prices of items have VAT in them; an order keeps what held when it was taken.
    PricesWithVat = "prices-with-vat", Kind::Words(&["no", "yes"]),
    /// The seller's name on receipts and slips, as it is registered; empty: the name of the office.
    SellerName = "seller-name", Kind::Text(120),
    /// The seller's seat.
    SellerAddress = "seller-address", Kind::Text(160),
    /// The seller's company id; in Czechia the IČO.
    SellerCompanyId = "seller-company-id", Kind::CompanyId,
    /// The seller's VAT id; in Czechia the DIČ.
    SellerVatId = "seller-vat-id", Kind::VatId,
    /// Where the seller is registered: "C 12345, Městský soud v Praze".
    SellerRegister = "seller-register", Kind::Text(120),
    /// Whether cash needs an open drawer.
    Drawer = "drawer", Kind::Words(&["optional", "required"]),
    /// Whether the counter hands over a part of a parcel and leaves the rest for the back office to decide about; else it takes
    /// somebody who may pick.
    LeaveBehind = "leave-behind", Kind::Words(&["no", "yes"]),
    /// Above this value a count is approved by somebody else than who made it; the value is what differs, at the prices of the items.
    CountLimit = "count-limit", Kind::Money,
    /// After so many minutes without an answer a request for a cover goes to whoever else can, and whoever offered to stand in may do so.
    CoverAnswerMinutes = "cover-answer-minutes", Kind::Count(240),
    /// The longest a cover may become by its coverer alone, in hours from its beginning; longer takes its owner or management.
    CoverHours = "cover-hours", Kind::Count(12),
    /// When the day closes and a backup is made: "18:00"; empty: never by itself.
    BackupAt = "backup-at", Kind::Time,
    /// Which backups stay: so many days, weeks and months, as in "7d4w12m".
    BackupKeep = "backup-keep", Kind::Keep,
    /// After so many minutes without a key a terminal locks itself; 0: never.
    LockMinutes = "lock-minutes", Kind::Count(480),
    /// How far a machine's clock may be from what was written last, in hours of open days; 0: as far as it likes.
    ClockHours = "clock-hours", Kind::Count(9_999),
    /// The longest pause between two keys of a scan, in milliseconds; 0: no scanner.
    ScannerPause = "scanner-pause", Kind::Count(500),
    /// What scanners send before every code.
    ScannerPrefix = "scanner-prefix", Kind::Text(20),
    /// What scanners send after every code.
    ScannerSuffix = "scanner-suffix", Kind::Words(&ScannerSuffix::WORDS),
    /// Whether a code that came through a keyboard of another language is translated.
    ScannerTranslates = "scanner-translates", Kind::Words(&["no", "yes"]),
    /// When the office is open, by weekday: "mo-fr 8:00-17:00; sa 9:00-12:00".
    OpenHours = "open-hours", Kind::OpenHours,
    /// Duties that are not done here, "marketing,production": the board misses nobody for them.
    DutiesNotDone = "duties-not-done", Kind::Duties,
    /// Whose public holidays close the office: a [`Country`].
    Holidays = "holidays", Kind::Words(&["none", "cz", "sk", "gb"]),
}

/// What settings are about; they are shown by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// Cash, accounts, discounts.
    Money,
    /// Who the seller is on receipts and slips.
    Papers,
    /// Orders, goods, parcels.
    Goods,
    /// Scanners.
    Scanner,
    /// When the office is open.
    Hours,
    /// Who asks whom before standing in.
    Covers,
    /// Terminals and the file.
    Safety,
}

impl Subject {
    /// The id of the word that names it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::Papers => "papers",
            Self::Goods => "goods",
            Self::Scanner => "scanner",
            Self::Hours => "hours",
            Self::Covers => "covers",
            Self::Safety => "safety",
        }
    }
}

impl Setting {
    /// What it is about. A setting that nobody has put anywhere is about money: most are.
    #[must_use]
    pub const fn subject(self) -> Subject {
        if matches!(self, Self::LeaveBehind | Self::CountLimit) {
            Subject::Goods
        } else if matches!(self, Self::CoverAnswerMinutes | Self::CoverHours) {
            Subject::Covers
        } else if matches!(
            self,
            Self::ScannerPause
                | Self::ScannerPrefix
                | Self::ScannerSuffix
                | Self::ScannerTranslates
        ) {
            Subject::Scanner
        } else if matches!(self, Self::OpenHours | Self::Holidays | Self::DutiesNotDone) {
            Subject::Hours
        } else if matches!(
            self,
            Self::BackupAt | Self::BackupKeep | Self::LockMinutes | Self::ClockHours
        ) {
            Subject::Safety
        } else if matches!(
            self,
            Self::SellerName
                | Self::SellerAddress
                | Self::SellerCompanyId
                | Self::SellerVatId
                | Self::SellerRegister
        ) {
            Subject::Papers
        } else {
            Subject::Money
        }
    }
}

/// A limit that does not limit.
pub const UNLIMITED: &str = "unlimited";

/// What a setting may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An amount that is not negative.
    Money,
    /// An amount that is not negative, or [`UNLIMITED`].
    Limit,
    /// Per cent.
    Percent,
    /// A whole number up to this.
    Count(i64),
    /// One of these words.
    Words(&'static [&'static str]),
    /// A time of the day, or nothing.
    Time,
    /// A rule of keeping.
    Keep,
    /// Hours by weekday.
    OpenHours,
    /// Duties of a desk with commas between them, or nothing.
    Duties,
    /// So many characters, or nothing.
    Text(i64),
    /// A company id, in Czechia with the right check digit, or nothing.
    CompanyId,
    /// A VAT id of the European Union, or nothing.
    VatId,
}

/// The longest company id, in characters.
const COMPANY_ID_CHARACTERS_MAX: i64 = 30;

impl Kind {
    /// It holds a number, which can be typed in a way that has two meanings.
    #[must_use]
    pub const fn is_number(self) -> bool {
        matches!(
            self,
            Self::Money | Self::Limit | Self::Percent | Self::Count(_)
        )
    }

    /// What is possible, for the sentence that refuses something else: its name, the greatest number, the words.
    #[must_use]
    pub fn possible(self) -> (&'static str, i64, Vec<String>) {
        match self {
            Self::Money => ("money", 0, Vec::new()),
            Self::Limit => ("limit", 0, Vec::new()),
            Self::Percent => ("percent", 100, Vec::new()),
            Self::Count(max) => ("count", max, Vec::new()),
            Self::Words(words) => {
                let words = words.iter().map(|word| (*word).to_owned());
                ("words", 0, words.collect())
            }
            Self::Time => ("time", 0, Vec::new()),
            Self::Keep => ("keep", 0, Vec::new()),
            Self::OpenHours => ("hours", 0, Vec::new()),
            Self::Duties => ("duties", 0, Vec::new()),
            Self::Text(max) => ("text", max, Vec::new()),
            Self::CompanyId => ("company-id", COMPANY_ID_CHARACTERS_MAX, Vec::new()),
            Self::VatId => ("vat-id", 0, Vec::new()),
        }
    }
}

impl Setting {
    /// What holds as long as nobody has decided otherwise, in an office of this currency and time zone.
    #[must_use]
    pub fn default_in(self, currency: &str, zone: chrono_tz::Tz) -> &'static str {
        match (self, currency) {
            (Self::CashRounding, "CZK" | "SEK" | "NOK") => "1.00",
            (Self::CashRounding, "HUF") => "5.00",
            (Self::CashRounding, "DKK") => "0.50",
            (Self::CashRounding, "CHF") => "0.05",
            (Self::CashRounding, _) => "0.01",
            (Self::CashLimit, "CZK") => "270000.00",
            (Self::CashLimit | Self::AccountLimit, _) => "0.00",
            (Self::DiscountMax, _) => "10",
            (Self::PricesWithVat, _) => "no",
            (Self::Drawer, _) => "required",
            (Self::LeaveBehind, _) => "yes",
            (Self::CountLimit, _) => "1000.00",
            (Self::CoverAnswerMinutes, _) => "5",
            (Self::CoverHours, _) => "4",
            (Self::BackupAt, _) => "18:00",
            (Self::BackupKeep, _) => "7d4w12m",
            (Self::LockMinutes, _) => "15",
            (Self::OpenHours, _) => OPEN_HOURS,
            (Self::ClockHours, _) => CLOCK_HOURS,
            (Self::ScannerPause, _) => "60",
            (
                Self::ScannerPrefix
                | Self::DutiesNotDone
                | Self::SellerName
                | Self::SellerAddress
                | Self::SellerCompanyId
                | Self::SellerVatId
                | Self::SellerRegister,
                _,
            ) => "",
            (Self::ScannerSuffix, _) => "enter",
            (Self::ScannerTranslates, _) => "yes",
            (Self::Holidays, _) => Country::of_zone(zone).as_str(),
        }
    }

    /// The value as it is kept, if an office in this time zone may have it.
    #[must_use]
    pub fn checked(self, value: &str, zone: chrono_tz::Tz) -> Option<String> {
        let value = value.trim();
        match self.kind() {
            Kind::Money => Money::parse(value)
                .filter(|amount| *amount >= Money::ZERO)
                .filter(|amount| self != Self::CashRounding || *amount > Money::ZERO)
                .map(|amount| amount.to_string()),
            Kind::Limit if value == UNLIMITED => Some(value.to_owned()),
            Kind::Limit => Money::parse(value)
                .filter(|amount| *amount >= Money::ZERO)
                .map(|amount| amount.to_string()),
            Kind::Percent => Discount::parse(value).map(|rate| rate.to_string()),
            Kind::Count(max) => number::typed(value, 0)
                .ok()
                .filter(|count| (0..=max).contains(count))
                .map(|count| count.to_string()),
            Kind::Words(words) => words.contains(&value).then(|| value.to_owned()),
            Kind::Time if value.is_empty() => Some(String::new()),
            Kind::Time => NaiveTime::parse_from_str(value, "%H:%M")
                .ok()
                .map(|time| time.format("%H:%M").to_string()),
            Kind::Keep => crate::office::Keep::parse(value).map(|keep| keep.to_string()),
            Kind::Text(_) | Kind::CompanyId | Kind::VatId if value.is_empty() => {
                Some(String::new())
            }
            Kind::Text(max) => text_up_to(value, max),
            Kind::CompanyId if Country::of_zone(zone) == Country::Cz => czech_company_id(value),
            Kind::CompanyId => text_up_to(value, COMPANY_ID_CHARACTERS_MAX),
            Kind::VatId => vat_id(value),
            Kind::Duties => Duties::parse(value)
                .filter(|duties| duties.iter().all(|duty| duty.desk().is_some()))
                .map(|duties| duties.to_string()),
            Kind::OpenHours => OpenHours::with_days(value, |days| days.to_string()),
        }
    }

    /// What holds now.
    ///
    /// # Errors
    /// What the store reports.
    pub fn get(self, reads: &mut impl Reads) -> Result<String, Refused> {
        let row = reads.row(
            "select value from setting where key = $1",
            &[self.as_str().into()],
        )?;
        match row {
            Some(row) => Ok(row.text(0)?),
            None => {
                let facts = reads.facts();
                Ok(self.default_in(&facts.currency, facts.zone).to_owned())
            }
        }
    }

    /// Whether it is "yes" now.
    ///
    /// # Errors
    /// What the store reports.
    pub fn is_on(self, reads: &mut impl Reads) -> Result<bool, Refused> {
        Ok(self.get(reads)? == "yes")
    }

    /// What holds now, as an amount.
    ///
    /// # Errors
    /// What the store reports.
    pub fn money(self, reads: &mut impl Reads) -> Result<Money, Refused> {
        self.as_kept(reads, Money::parse)
    }

    /// What holds now, as a number.
    ///
    /// # Errors
    /// What the store reports.
    pub fn count(self, reads: &mut impl Reads) -> Result<i64, Refused> {
        self.as_kept(reads, |value| value.parse().ok())
    }

    /// What holds now, as a limit; `None` means no limit.
    ///
    /// # Errors
    /// What the store reports.
    pub fn limit(self, reads: &mut impl Reads) -> Result<Option<Money>, Refused> {
        self.as_kept(reads, |value| match value {
            UNLIMITED => Some(None),
            value => Money::parse(value).map(Some),
        })
    }

    /// What holds now, read so.
    ///
    /// # Errors
    /// What the store reports; `store-damaged` where it cannot be read: it was checked before it was kept.
    pub fn as_kept<T>(
        self,
        reads: &mut impl Reads,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, Refused> {
        let value = self.get(reads)?;
        parse(&value).ok_or_else(|| {
            let detail = format!("setting {}: {value:?}", self.as_str());
            Refused::store("store-damaged").with("detail", detail)
        })
    }
}

/// A text of at most so many characters, as it is kept.
fn text_up_to(value: &str, max: i64) -> Option<String> {
    let text = crate::model::text::check_name(value).ok()?;
    let count = i64::try_from(text.chars().count()).ok()?;
    (count <= max).then_some(text)
}

/// How scanners are set up in this office.
///
/// # Errors
/// What the store reports.
pub fn scanner_setup(reads: &mut impl Reads) -> Result<ScannerSetup, Refused> {
    let pause = Setting::ScannerPause.get(reads)?;
    Ok(ScannerSetup {
        pause_ms: pause.parse().unwrap_or(SCANNER_PAUSE_MS),
        prefix: Setting::ScannerPrefix.get(reads)?,
        suffix: ScannerSuffix::parse(&Setting::ScannerSuffix.get(reads)?),
        translates: Setting::ScannerTranslates.is_on(reads)?,
    })
}
