//! The page that tries the scanner: what came, how quickly, and what was understood. Nothing else happens while it is open.

use super::shell::{Over, Shell};
use crate::desk::settings::ChangeSetting;
use crate::model::scanner::readings;
use crate::model::{Duty, Scanned};
use crate::pane::{Canvas, Chord, Effect, Look, Outbox};
use crate::records::setting::Setting;
use crate::ui::text;
use crate::words::{Words, named};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Rect;
use std::time::{Duration, Instant};

/// After so long without a key the next one begins another try.
const REST: Duration = Duration::from_millis(500);

/// How many tries are shown.
const TRIES_MAX: usize = 3;

/// No scanner is slower than this, and nobody types faster: a longer pause was a person's.
const SCANNER_PAUSE_MAX_MS: u64 = 90;

/// One code that came.
#[derive(Debug, Clone, Default)]
struct Try {
    text: String,
    longest_ms: u64,
    /// The key after it; `None`: nothing.
    end: Option<Chord>,
    means: Option<Scanned>,
}

/// What the page has seen.
#[derive(Debug, Default)]
pub(super) struct Tries {
    /// The code that is coming, and when its last key came.
    now: Option<(Try, Instant)>,
    done: Vec<Try>,
}

impl Shell {
    /// Opens the page.
    pub(super) fn try_scanner(&mut self) {
        self.tries = Tries::default();
        self.over = Over::Scanner;
        self.dirty = true;
    }

    /// A key, while the page is open.
    pub(super) fn try_key(&mut self, key: KeyEvent, at: Instant) {
        self.dirty = true;
        let quick = |last: &Instant| at.saturating_duration_since(*last) <= REST;
        if self
            .tries
            .now
            .as_ref()
            .is_some_and(|(_, last)| !quick(last))
        {
            self.end_try(None);
        }
        let plain = key.modifiers.difference(KeyModifiers::SHIFT).is_empty();
        match (key.code, &mut self.tries.now) {
            (KeyCode::Char(c), now) if plain => {
                let (one, last) = now.get_or_insert_with(|| (Try::default(), at));
                if one.text.chars().count() < super::burst::CODE_CHARACTERS_MAX {
                    one.text.push(c);
                }
                one.longest_ms = one.longest_ms.max(millis(at, *last));
                *last = at;
            }
            (KeyCode::Enter | KeyCode::Tab, Some((one, last))) => {
                one.longest_ms = one.longest_ms.max(millis(at, *last));
                self.end_try(Some(Chord::key(key.code)));
            }
            (_, now) => {
                now.take();
                self.press_scanner(key);
            }
        }
    }

    /// A key of the page itself.
    pub(super) fn press_scanner(&mut self, key: KeyEvent) {
        if key.code == KeyCode::Esc {
            self.over = Over::Nothing;
            return;
        }
        let Some(pause) = self.tries.better_pause(self.burst.setup().pause_ms) else {
            return;
        };
        let Some(who) = self.who.clone().filter(|who| who.may(Duty::Management)) else {
            return;
        };
        if Chord::ctrl('s').is(key) {
            let words = self.words.clone();
            let mut out = Outbox {
                effects: Vec::new(),
                words: &words,
                now: self.now(),
                who: &who,
            };
            out.perform(
                ChangeSetting {
                    key: Setting::ScannerPause.as_str().to_owned(),
                    value: pause.to_string(),
                    shown: crate::office::Shown::default(),
                },
                |words, receipt| (words.scanner_pause_set(receipt.text("value")), None),
            );
            let effects: Vec<Effect> = out.effects;
            let top = self.top();
            self.carry_out(top, effects);
        }
    }

    fn end_try(&mut self, end: Option<Chord>) {
        let Some((mut one, _)) = self.tries.now.take() else {
            return;
        };
        one.end = end;
        let codes = readings(&one.text, self.burst.setup());
        self.tries.done.push(one);
        let extra = self.tries.done.len().saturating_sub(TRIES_MAX);
        self.tries.done.drain(..extra);
        self.ask_try(codes);
    }

    /// What one of the codes means is known: of the oldest for which it was not.
    pub(super) fn know_try(&mut self, means: Scanned) {
        let mut tries = self.tries.done.iter_mut();
        if let Some(one) = tries.find(|one| one.means.is_none()) {
            one.means = Some(means);
        }
        self.dirty = true;
    }
}

fn millis(now: Instant, last: Instant) -> u64 {
    u64::try_from(now.saturating_duration_since(last).as_millis()).unwrap_or(u64::MAX)
}

impl Tries {
    /// The pause that fits what came better than the one that holds, in milliseconds.
    fn better_pause(&self, holds_ms: u64) -> Option<u64> {
        let scans = self.done.iter().map(|one| one.longest_ms);
        let slowest = scans.filter(|ms| *ms <= SCANNER_PAUSE_MAX_MS).max()?;
        (slowest >= holds_ms).then(|| (slowest + 20).next_multiple_of(10))
    }

    /// Draws the page.
    pub(super) fn draw(&self, holds_ms: u64, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        let (words, theme) = (look.words, look.theme);
        let mut y = text::paragraph(
            canvas.buffer,
            area,
            0,
            0,
            &words.scanner_intro(),
            theme.plain,
        ) + 1;
        for one in self.done.iter().rev() {
            for (nth, line) in lines(one, holds_ms, words).iter().enumerate() {
                let style = if nth == 0 { theme.accent } else { theme.dim };
                text::put(canvas.buffer, area, 0, y, line, style);
                y += 1;
            }
        }
        let may = look.who.may(Duty::Management);
        if let Some(pause) = self.better_pause(holds_ms) {
            let pause = i64::try_from(pause).unwrap_or(i64::MAX);
            let hint = if may {
                words.scanner_set(pause)
            } else {
                words.scanner_ask(pause)
            };
            let y = area.height.saturating_sub(1);
            text::put(canvas.buffer, area, 0, y, &hint, theme.warn);
        }
        canvas.cursor = None;
    }
}

/// What is said of one code: the code and what it is, how it came, and whether that fits.
fn lines(one: &Try, holds_ms: u64, words: &Words) -> [String; 3] {
    let means = match &one.means {
        None => String::new(),
        Some(Scanned::Nothing(_)) => words.scanner_means_nothing(),
        Some(Scanned::Order { number, .. }) => words.scanner_means_order(number.as_str()),
        Some(Scanned::Paper { number, .. }) => words.scanner_means_paper(number.as_str()),
        Some(Scanned::Parcel { number, .. }) => words.scanner_means_parcel(number.as_str()),
        Some(Scanned::Item { code, .. }) => words.scanner_means_item(code.as_str()),
        Some(Scanned::Bin(code)) => words.scanner_means_bin(code.as_str()),
    };
    let end = one
        .end
        .map_or_else(|| words.scanner_no_end(), |end| end.to_string());
    let count = one.text.chars().count();
    let how = words.scanner_came(
        named::End(end),
        named::Keys(i64::try_from(count).unwrap_or(i64::MAX)),
        named::Longest(i64::try_from(one.longest_ms).unwrap_or(i64::MAX)),
    );
    let verdict = if one.longest_ms <= holds_ms {
        words.scanner_fits(i64::try_from(holds_ms).unwrap_or(i64::MAX))
    } else if one.longest_ms <= SCANNER_PAUSE_MAX_MS {
        words.scanner_too_slow(i64::try_from(holds_ms).unwrap_or(i64::MAX))
    } else {
        words.scanner_by_hand()
    };
    let code = text::clip(&one.text, 30);
    [
        format!("{code}   {means}"),
        format!("  {how}"),
        format!("  {verdict}"),
    ]
}
