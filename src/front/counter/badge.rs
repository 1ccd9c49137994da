//! How the state of an order looks in one symbol and one word, and the moment for which it is promised.

use crate::model::Instant;
use crate::pane::Look;
use ratatui::style::{Modifier, Style};

/// A promise that is nearer than this is marked.
const SOON_MINUTES: i64 = 30;

/// A state: never by its colour alone.
#[derive(Debug, Clone)]
pub(super) struct Badge {
    pub(super) symbol: &'static str,
    pub(super) word: String,
    pub(super) style: Style,
}

impl Badge {
    /// "● ready".
    pub(super) fn said(&self) -> String {
        format!("{} {}", self.symbol, self.word)
    }

    /// As the first thing on a card: " ● READY  shelf P2 ", on its colour.
    pub(super) fn large(&self, more: &str) -> (String, Style) {
        let word = self.word.to_uppercase();
        let more = if more.is_empty() {
            String::new()
        } else {
            format!("  {more}")
        };
        let solid = Modifier::REVERSED.union(Modifier::BOLD);
        (
            format!(" {} {word}{more} ", self.symbol),
            self.style.add_modifier(solid),
        )
    }
}

/// The badge of an order: what stops it says more than where its goods are.
pub(super) fn badge(fulfilment: &str, stopped: Option<&str>, look: &Look<'_>) -> Badge {
    let theme = look.theme;
    let state = stopped.unwrap_or(fulfilment);
    let (symbol, style) = match state {
        "ready" => ("●", theme.good),
        "picking" => ("►", theme.accent),
        "waiting" | "partly-handed-over" => ("▲", theme.warn),
        "undecided" => ("!", theme.bad),
        "on-hold" | "cancelled" | "lapsed" => ("■", theme.dim),
        "handed-over" | "returned" => ("√", theme.dim),
        "new" | "quote" | "sent" => ("○", theme.dim),
        _ => ("○", theme.plain),
    };
    Badge {
        symbol,
        word: look.words.word("badge", state),
        style,
    }
}

/// For when something is promised, so short that it is never cut: the time today, the weekday within a week, else the day.
pub(super) fn moment(at: Instant, look: &Look<'_>) -> String {
    let day = |at: Instant| at.local(look.words.zone()).date_naive();
    let days = day(at).signed_duration_since(day(look.now)).num_days();
    match days {
        0 => look.words.time(at),
        -6..=6 => look.words.weekday(day(at)).to_owned(),
        _ => look.words.day_and_month(day(at)),
    }
}

/// The same with its look: late is marked by a sign as well, a promise that is near by its colour.
pub(super) fn due(promised: Option<Instant>, is_ready: bool, look: &Look<'_>) -> (String, Style) {
    let theme = look.theme;
    let Some(at) = promised else {
        return ("·".to_owned(), theme.dim);
    };
    let said = moment(at, look);
    if at < look.now && !is_ready {
        return (format!("! {said}"), theme.bad.add_modifier(Modifier::BOLD));
    }
    let soon = at >= look.now && at < look.now.plus_minutes(SOON_MINUTES);
    (said, if soon { theme.warn } else { theme.plain })
}

/// "SO-2026-0142" as people say it at the counter: "0142".
pub(super) fn short(number: &str) -> &str {
    number.rsplit('-').next().unwrap_or(number)
}
