//! How money, quantities, dates and durations are written in each language.

use super::{Lang, Words, named};
use crate::model::number::two_ways;
use crate::model::{
    Discount, Instant, Money, Quantity, VatRate, WEEKDAYS, WEEKDAYS_CS, Weekdays, Whereabouts,
};
use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

/// Keeps a number and its unit on one line.
const NO_BREAK_SPACE: char = '\u{a0}';

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
const WEEKDAYS_IN_FULL_CS: [&str; 7] = [
    "pondělí",
    "úterý",
    "středa",
    "čtvrtek",
    "pátek",
    "sobota",
    "neděle",
];
const WEEKDAYS_EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

impl Words {
    /// An amount as a receipt has it ("1240.00"), with its currency, for people.
    #[must_use]
    pub fn money_of(&self, written: &str) -> String {
        Money::parse(written).map_or_else(|| written.to_owned(), |amount| self.money(amount))
    }

    /// An amount with its currency: "1 240,00 Kč", "CZK 1,240.00".
    #[must_use]
    pub fn money(&self, amount: Money) -> String {
        let number = self.amount(amount);
        match (self.lang, self.currency.as_str()) {
            (Lang::Cs, "CZK") => format!("{number}{NO_BREAK_SPACE}Kč"),
            (Lang::Cs, "EUR") => format!("{number}{NO_BREAK_SPACE}€"),
            (Lang::Cs, code) => format!("{number}{NO_BREAK_SPACE}{code}"),
            (Lang::En, "EUR") => signed(&number, "€"),
            (Lang::En, "GBP") => signed(&number, "£"),
            (Lang::En, "USD") => signed(&number, "$"),
            (Lang::En, code) => signed(&number, &format!("{code}{NO_BREAK_SPACE}")),
        }
    }

    /// An amount without its currency, for columns: "1 240,00".
    #[must_use]
    pub fn amount(&self, amount: Money) -> String {
        let size = amount.0.unsigned_abs();
        let (group, point) = self.separators();
        let sign = if amount.0 < 0 { "-" } else { "" };
        format!(
            "{sign}{}{point}{:02}",
            grouped(size / 100, group),
            size % 100
        )
    }

    /// A quantity without its unit: "2", "0,5".
    #[must_use]
    pub fn quantity(&self, quantity: Quantity) -> String {
        self.typed_number(quantity)
    }

    /// "4,5 h" of so many minutes, to the next hundredth of an hour.
    #[must_use]
    pub fn hours(&self, minutes: i64) -> String {
        let hundredths = (minutes * 100 + 30) / 60;
        format!("{} h", self.quantity(Quantity(hundredths * 10)))
    }

    /// A number as it stands in a field, so that it is read back as it is meant: "1240,5", "1240.5", "1.2340".
    #[must_use]
    pub fn typed(&self, number: &(impl ToString + ?Sized)) -> String {
        let mut text = number.to_string();
        if two_ways(&text).is_some() {
            text.push('0');
        }
        match self.lang {
            Lang::Cs => text.replace('.', ","),
            Lang::En => text,
        }
    }

    /// A VAT rate: "21 %".
    #[must_use]
    pub fn vat(&self, rate: VatRate) -> String {
        self.percent(&rate.to_string())
    }

    /// A discount: "10 %".
    #[must_use]
    pub fn discount(&self, discount: Discount) -> String {
        self.percent(&discount.to_string())
    }

    fn percent(&self, text: &str) -> String {
        match self.lang {
            Lang::En => format!("{text}%"),
            Lang::Cs => format!("{}{NO_BREAK_SPACE}%", text.replace('.', ",")),
        }
    }

    /// The time of day: "12:04".
    #[must_use]
    pub fn time(&self, at: Instant) -> String {
        let local = at.local(self.zone);
        format!("{:02}:{:02}", local.hour(), local.minute())
    }

    /// The day: "23 Nov 2026", "23. 11. 2026".
    #[must_use]
    pub fn date(&self, at: Instant) -> String {
        self.day_and_year(at.local(self.zone).date_naive())
    }

    fn day_and_year(&self, date: NaiveDate) -> String {
        match self.lang {
            Lang::En => format!(
                "{} {} {}",
                date.day(),
                MONTHS[date.month0() as usize % 12],
                date.year()
            ),
            Lang::Cs => format!(
                "{}.{NO_BREAK_SPACE}{}.{NO_BREAK_SPACE}{}",
                date.day(),
                date.month(),
                date.year()
            ),
        }
    }

    /// A number with a point or a comma, as it is typed.
    #[must_use]
    pub fn typed_number(&self, number: impl std::fmt::Display) -> String {
        match self.lang {
            Lang::En => number.to_string(),
            Lang::Cs => number.to_string().replace('.', ","),
        }
    }

    /// A day as it is typed: "2026-11-23", "23. 11. 2026".
    #[must_use]
    pub fn typed_day(&self, at: Instant) -> String {
        let day = at.local(self.zone).date_naive();
        match self.lang {
            Lang::En => day.format("%Y-%m-%d").to_string(),
            Lang::Cs => day.format("%-d. %-m. %Y").to_string(),
        }
    }

    /// A moment as it is typed: "2026-11-23 14:00", "23. 11. 2026 14:00".
    #[must_use]
    pub fn typed_moment(&self, at: Instant) -> String {
        format!("{} {}", self.typed_day(at), self.time(at))
    }

    /// The day with its weekday: "Mon 23 Nov 2026", "pondělí 23. 11. 2026".
    #[must_use]
    pub fn day(&self, date: NaiveDate) -> String {
        format!("{} {}", self.weekday_in_full(date), self.day_and_year(date))
    }

    /// The weekday as it stands before a date. In Czech in full: "po 23. 11." would be after that day.
    fn weekday_in_full(&self, date: NaiveDate) -> &'static str {
        let nth = date.weekday().num_days_from_monday() as usize % 7;
        match self.lang {
            Lang::En => WEEKDAYS_EN[nth],
            Lang::Cs => WEEKDAYS_IN_FULL_CS[nth],
        }
    }

    /// The day as short as it can be: "Mon 23 Nov", "pondělí 23. 11.".
    #[must_use]
    pub fn short_day(&self, date: NaiveDate) -> String {
        let weekday = self.weekday_in_full(date);
        match self.lang {
            Lang::En => {
                let month = MONTHS[date.month0() as usize % 12];
                format!("{weekday} {} {month}", date.day())
            }
            Lang::Cs => format!("{weekday} {}.{NO_BREAK_SPACE}{}.", date.day(), date.month()),
        }
    }

    /// A date of this year or the last, for narrow columns: "23 Nov", "23. 11.".
    #[must_use]
    pub fn day_and_month(&self, date: NaiveDate) -> String {
        match self.lang {
            Lang::En => format!("{} {}", date.day(), MONTHS[date.month0() as usize % 12]),
            Lang::Cs => format!("{}.{NO_BREAK_SPACE}{}.", date.day(), date.month()),
        }
    }

    /// The same of a moment.
    #[must_use]
    pub fn day_and_month_of(&self, at: Instant) -> String {
        self.day_and_month(at.local(self.zone).date_naive())
    }

    /// The weekday of a date: "Mon", "po".
    #[must_use]
    pub fn weekday(&self, date: NaiveDate) -> &'static str {
        let nth = date.weekday().num_days_from_monday() as usize % 7;
        match self.lang {
            Lang::En => WEEKDAYS_EN[nth],
            Lang::Cs => WEEKDAYS_CS[nth],
        }
    }

    /// Days of the week as one types them: "mo-fr", "po-pá".
    #[must_use]
    pub fn weekdays(&self, days: Weekdays) -> String {
        days.said(match self.lang {
            Lang::En => &WEEKDAYS,
            Lang::Cs => &WEEKDAYS_CS,
        })
    }

    /// From when until when: "12:00–12:45", "Fri 27 Nov 8:00–12:00", "Mon 30 Nov – Fri 4 Dec" for whole days.
    #[must_use]
    pub fn span(&self, from: Instant, until: Instant, now: Instant) -> String {
        let local = |at: Instant| at.local(self.zone);
        let is_midnight = |at: Instant| local(at).time() == NaiveTime::MIN;
        let day = |at: Instant| self.short_day(local(at).date_naive());
        let (first, last) = (day(from), day(Instant(until.0 - 1)));
        if is_midnight(from) && is_midnight(until) {
            return if first == last {
                first
            } else {
                format!("{first} – {last}")
            };
        }
        let (start, end) = (self.time(from), self.time(until));
        if first != last {
            format!("{first} {start} – {last} {end}")
        } else if local(from).date_naive() == local(now).date_naive() {
            format!("{start}–{end}")
        } else {
            format!("{first} {start}–{end}")
        }
    }

    /// Day and time.
    #[must_use]
    pub fn date_time(&self, at: Instant) -> String {
        format!("{} {}", self.date(at), self.time(at))
    }

    /// As short as `now` allows: "14:00", "tomorrow 14:00", "Fri 27 Nov", "23 Nov 2025".
    #[must_use]
    pub fn when(&self, at: Instant, now: Instant) -> String {
        let (day, today) = (
            at.local(self.zone).date_naive(),
            now.local(self.zone).date_naive(),
        );
        let days = day.signed_duration_since(today).num_days();
        let month = MONTHS[day.month0() as usize % 12];
        match (days, self.lang) {
            (0, _) => self.time(at),
            (1, _) => self.when_tomorrow(self.time(at)),
            (-1, _) => self.when_yesterday(self.time(at)),
            (-300..=300, _) => self.short_day(day),
            (_, Lang::En) => format!("{} {month} {}", day.day(), day.year()),
            (_, Lang::Cs) => self.day_and_year(day),
        }
    }

    /// A length of time, in whole minutes rounded up: "26 min", "1 h 05 min".
    #[must_use]
    pub fn duration(&self, milliseconds: i64) -> String {
        let minutes = milliseconds.max(0).saturating_add(59_999) / 60_000;
        if minutes < 60 {
            format!("{minutes} min")
        } else {
            format!("{} h {:02} min", minutes / 60, minutes % 60)
        }
    }

    /// The end of something as people say it: a time, or the last day of what ends at midnight.
    #[must_use]
    pub fn till(&self, at: Instant, now: Instant) -> String {
        if at.local(self.zone).time() != NaiveTime::MIN {
            return self.when(at, now);
        }
        let last = Instant(at.0 - 1);
        let day = |at: Instant| at.local(self.zone).date_naive();
        match day(last).signed_duration_since(day(now)).num_days() {
            0 => self.till_tonight(),
            1 => self.till_tomorrow(),
            _ => self.when(last, now),
        }
    }

    /// Where somebody is: "here", "at lunch till 12:30".
    #[must_use]
    pub fn whereabouts(&self, whereabouts: &Whereabouts, now: Instant) -> String {
        match whereabouts {
            Whereabouts::Here(_) => self.presence_here(),
            Whereabouts::Away(kind, until) if kind == "lunch" => {
                self.presence_lunch(self.till(*until, now))
            }
            Whereabouts::Away(kind, until) => self.presence_out(
                named::Kind(self.word("absence-kind", kind)),
                named::Until(self.till(*until, now)),
            ),
            Whereabouts::Gone(at) => self.presence_gone(self.time(*at)),
            Whereabouts::Later(at) => self.presence_later(self.time(*at)),
            Whereabouts::Missing(at) => self.presence_missing(self.time(*at)),
            Whereabouts::NotToday => self.presence_not_today(),
        }
    }

    const fn separators(&self) -> (char, char) {
        match self.lang {
            Lang::En => (',', '.'),
            Lang::Cs => (NO_BREAK_SPACE, ','),
        }
    }
}

fn signed(number: &str, mark: &str) -> String {
    match number.strip_prefix('-') {
        Some(size) => format!("-{mark}{size}"),
        None => format!("{mark}{number}"),
    }
}

fn grouped(number: u64, group: char) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 2);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(group);
        }
        text.push(digit);
    }
    text
}
