//! An iCalendar (RFC 5545) that other calendar programs read.
//!
//! Times are UTC, so that no table of a time zone goes along; what takes whole days is written as days. Each entry has the same UID
//! whenever it is written, so that an import changes what is there and doubles nothing.

use crate::model::Instant;
use crate::model::roster::Span;
use crate::model::text::safe;
use chrono::{NaiveDate, NaiveTime};

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Unique in the office; the office's own name is added.
    pub id: String,
    /// From when until when.
    pub span: Span,
    /// What it is.
    pub title: String,
    /// More about it.
    pub about: String,
    /// Whether whoever looks is taken for busy.
    pub busy: bool,
}

/// The longest line of a calendar in bytes, without its end (RFC 5545, section 3.1).
const LINE_BYTES_MAX: usize = 75;

/// The whole calendar of an office with this name, as it is now. Lines end with CR LF and are folded; texts are escaped.
#[must_use]
pub fn calendar(office: &str, events: &[Event], now: Instant, zone: chrono_tz::Tz) -> String {
    let mut text = String::new();
    let mut line = |content: &str| fold(&mut text, content);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//swingdoor//roster//EN");
    line("CALSCALE:GREGORIAN");
    line("METHOD:PUBLISH");
    line(&format!("X-WR-CALNAME:{}", escape(office)));
    let host = host_of(office);
    for event in events {
        line("BEGIN:VEVENT");
        line(&format!("UID:{}@{host}", escape(&event.id)));
        line(&format!("DTSTAMP:{}", utc(now)));
        match whole_days(event.span, zone) {
            Some((first, after)) => {
                line(&format!("DTSTART;VALUE=DATE:{}", first.format("%Y%m%d")));
                line(&format!("DTEND;VALUE=DATE:{}", after.format("%Y%m%d")));
            }
            None => {
                line(&format!("DTSTART:{}", utc(event.span.from)));
                line(&format!("DTEND:{}", utc(event.span.until)));
            }
        }
        line(&format!("SUMMARY:{}", escape(&event.title)));
        if !event.about.is_empty() {
            line(&format!("DESCRIPTION:{}", escape(&event.about)));
        }
        let transparent = if event.busy { "OPAQUE" } else { "TRANSPARENT" };
        line(&format!("TRANSP:{transparent}"));
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    text
}

/// "20261123T090000Z".
fn utc(at: Instant) -> String {
    at.utc().format("%Y%m%dT%H%M%SZ").to_string()
}

/// The first day and the one after the last, where a span begins and ends at midnight.
fn whole_days(span: Span, zone: chrono_tz::Tz) -> Option<(NaiveDate, NaiveDate)> {
    let (from, until) = (span.from.local(zone), span.until.local(zone));
    (from.time() == NaiveTime::MIN && until.time() == NaiveTime::MIN)
        .then(|| (from.date_naive(), until.date_naive()))
}

/// The office's name as the second half of a UID: letters and digits.
fn host_of(office: &str) -> String {
    let name: String = office
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_lowercase()
            } else {
                '-'
            }
        })
        .collect();
    format!("{}.swingdoor", name.trim_matches('-'))
}

/// A text as RFC 5545, section 3.3.11 writes it.
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for c in safe(text).chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            '\r' => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// Writes a line, broken into pieces that are short enough (section 3.1); a character is never cut.
fn fold(text: &mut String, content: &str) {
    let mut bytes = 0;
    for c in content.chars() {
        if bytes + c.len_utf8() > LINE_BYTES_MAX {
            text.push_str("\r\n ");
            bytes = 1;
        }
        text.push(c);
        bytes += c.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::{Event, LINE_BYTES_MAX, calendar, escape, fold};
    use crate::model::Instant;
    use crate::model::roster::Hours;
    use crate::model::roster::Span;
    use crate::model::time::from_local;

    #[test]
    fn a_long_line_is_folded_between_characters_and_unfolds_to_itself() {
        let long = "SUMMARY:".to_owned() + &"Příliš žluťoučký kůň, 本日; ".repeat(20);
        let mut folded = String::new();
        fold(&mut folded, &long);
        for line in folded.split("\r\n") {
            assert!(line.len() <= LINE_BYTES_MAX, "{line}");
        }
        assert_eq!(folded.replace("\r\n ", "").trim_end_matches("\r\n"), long);
    }

    #[test]
    fn what_has_a_meaning_in_a_calendar_is_escaped() {
        assert_eq!(escape("a;b,c\\d"), "a\\;b\\,c\\\\d");
        assert!(!escape("x\r\nEND:VCALENDAR").contains('\n'));
    }

    /// The fields of each entry, as another program reads them: unfolded, unescaped, by name.
    fn read_back(text: &str) -> Vec<Vec<(String, String)>> {
        let unfolded = text.replace("\r\n ", "");
        let mut events = Vec::new();
        for line in unfolded.split("\r\n") {
            match line.split_once(':') {
                Some(("BEGIN", "VEVENT")) => events.push(Vec::new()),
                Some((name, value)) => {
                    let plain = value
                        .replace("\\,", ",")
                        .replace("\\;", ";")
                        .replace("\\\\", "\\");
                    if let Some(event) = events.last_mut() {
                        event.push((name.to_owned(), plain));
                    }
                }
                None => assert!(line.is_empty(), "{line}"),
            }
        }
        events
    }

    #[test]
    fn another_program_reads_times_in_utc_across_a_clock_change_and_whole_days_as_days() {
        let zone = chrono_tz::Europe::Prague;
        let day = |d| chrono::NaiveDate::from_ymd_opt(2026, 10, d).expect("a day");
        let midnight = |d| from_local(zone, day(d).and_time(chrono::NaiveTime::MIN));
        let event = |id: &str, span, title: &str| Event {
            id: id.to_owned(),
            span,
            title: title.to_owned(),
            about: String::new(),
            busy: true,
        };
        // The night in which the clocks go back has nine hours of eight.
        let night = Hours::parse("22-6").expect("hours").on(day(24), zone)[0];
        let off = Span {
            from: midnight(24),
            until: midnight(26),
        };
        let events = [
            event("shift-1", night, "Malý, Petr; noc"),
            event("absence-1", off, "dovolená"),
        ];
        let text = calendar("Dvořák, Papír", &events, Instant(0), zone);
        let again = calendar("Dvořák, Papír", &events, Instant(1), zone);
        let read = read_back(&text);
        let field = |nth: usize, name: &str| {
            let found = read[nth].iter().find(|(known, _)| known == name);
            found.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        assert_eq!(read.len(), 2);
        assert_eq!(field(0, "DTSTART"), "20261024T200000Z");
        assert_eq!(field(0, "DTEND"), "20261025T050000Z");
        assert_eq!(field(0, "SUMMARY"), "Malý, Petr; noc");
        assert_eq!(field(1, "DTSTART;VALUE=DATE"), "20261024");
        assert_eq!(field(1, "DTEND;VALUE=DATE"), "20261026");
        assert_ne!(field(0, "UID"), field(1, "UID"));
        let uids = |text: &str| -> Vec<_> {
            let all = read_back(text).into_iter().flatten();
            all.filter(|(name, _)| name == "UID").collect()
        };
        assert_eq!(
            uids(&text),
            uids(&again),
            "an import changes, and doubles nothing"
        );
    }
}
