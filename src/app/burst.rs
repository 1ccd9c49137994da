//! Keys that come faster than a person types: held until the burst has ended, then they are one code or they are typing.
//!
//! A letter that would only be text is shown at once and taken back if it was a scanner's; a letter that would act waits for the
//! pause after it. So typing is as fast as ever, and no scan presses a key.

use crate::model::code::is_label;
use crate::model::scanner::{ScannerSetup, ScannerSuffix};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use std::time::{Duration, Instant};

/// The longest code that is looked up, in characters; of a longer one the rest is counted but not kept.
pub(super) const CODE_CHARACTERS_MAX: usize = 200;

/// Fewer keys than this without an end are a person's, however quick: two fingers that rolled.
const HALF_CODE_KEYS_MIN: usize = 3;

/// How much later than its time a key may come through a busy machine before the burst is ended.
const SLACK: Duration = Duration::from_millis(10);

/// What is done with a key.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// It begins a burst or goes on with one, and waits.
    Hold,
    /// It begins a burst or goes on with one, and is shown as text meanwhile.
    Show,
    /// It is no part of a burst: what is held goes first, then this key.
    Pass,
    /// It was the end of a scan: this code.
    Scan(String),
    /// It came with the end of a scan, such as the second of two line ends.
    Swallow,
}

/// How a burst without an end ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// A person typed: these keys are still to be pressed.
    Typed(Vec<KeyEvent>),
    /// A scanner whose codes have no end: this code.
    Scan(String),
    /// A scanner that stopped in the middle: what came of the code.
    Half(String),
}

/// The burst that is going on.
#[derive(Debug, Default)]
pub(super) struct Burst {
    setup: ScannerSetup,
    text: String,
    keys: Vec<KeyEvent>,
    /// How many of the keys are shown as text already; the others are held.
    shown: usize,
    last: Option<Instant>,
    /// A scan has just ended: what its scanner still sends until then is no key.
    swallow_until: Option<Instant>,
    /// When a code was torn in the middle: its end may still come.
    torn: Option<Instant>,
}

/// How long after the beginning of a code its end may still come, where a slow line has torn it.
const TORN: Duration = Duration::from_secs(1);

/// Whether this key stands between the parts of a code, as GS does in GS1 codes.
fn is_separator(key: KeyEvent) -> bool {
    key.modifiers == KeyModifiers::CONTROL && matches!(key.code, KeyCode::Char(']' | '5'))
}

impl Burst {
    /// Nothing yet, from a scanner that is set up so.
    pub(super) fn of(setup: ScannerSetup) -> Self {
        Self {
            setup,
            ..Self::default()
        }
    }

    /// Takes over how the scanner is set up.
    pub(super) fn set_up(&mut self, setup: ScannerSetup) {
        self.setup = setup;
    }

    pub(super) const fn setup(&self) -> &ScannerSetup {
        &self.setup
    }

    /// Whether this key can be one of a code.
    pub(super) fn takes(key: KeyEvent) -> bool {
        let plain = key.modifiers.difference(KeyModifiers::SHIFT).is_empty();
        matches!(key.code, KeyCode::Char(_)) && plain
    }

    /// How many keys have come.
    pub(super) const fn count(&self) -> usize {
        self.keys.len()
    }

    const fn pause(&self) -> Duration {
        Duration::from_millis(self.setup.pause_ms)
    }

    /// Whether a key that comes now still belongs to the burst.
    fn goes_on(&self, at: Instant) -> bool {
        self.last
            .is_some_and(|last| at.saturating_duration_since(last) <= self.pause())
    }

    /// Whether this key ends a code.
    fn is_end(&self, key: KeyEvent) -> bool {
        let line_end = key.code == KeyCode::Enter || is_line_feed(key);
        match self.setup.suffix {
            ScannerSuffix::Enter | ScannerSuffix::Nothing => line_end,
            ScannerSuffix::Tab => line_end || key.code == KeyCode::Tab,
        }
    }

    /// A key came at this time. `as_text`: it would only be text where it is typed. A burst that is over must be ended before.
    pub(super) fn press(&mut self, key: KeyEvent, at: Instant, as_text: bool) -> Step {
        if self.setup.pause_ms == 0 {
            return Step::Pass;
        }
        if let Some(until) = self.swallow_until.take()
            && self.keys.is_empty()
            && at <= until
            && (self.is_end(key) || key.code == KeyCode::Tab)
        {
            return Step::Swallow;
        }
        if self.is_torn(at) && self.keys.len() < 2 && self.is_end(key) {
            self.forget();
            return Step::Swallow;
        }
        if Self::takes(key) {
            self.note(key, at);
            return if as_text && self.shown + 1 == self.keys.len() {
                self.shown += 1;
                Step::Show
            } else {
                Step::Hold
            };
        }
        if !self.goes_on(at) {
            return Step::Pass;
        }
        if is_separator(key) {
            self.last = Some(at);
            return Step::Swallow;
        }
        if self.keys.len() > 1 && self.is_end(key) {
            self.swallow_until = Some(at + self.pause());
            return Step::Scan(self.text.clone());
        }
        Step::Pass
    }

    fn note(&mut self, key: KeyEvent, at: Instant) {
        if let KeyCode::Char(c) = key.code
            && self.keys.len() < CODE_CHARACTERS_MAX
        {
            self.text.push(c);
        }
        self.keys.push(key);
        self.last = Some(at);
    }

    /// Whether what comes at this time may be the rest of a code of which only the beginning was taken for one.
    fn is_torn(&self, at: Instant) -> bool {
        self.torn
            .is_some_and(|torn| at.saturating_duration_since(torn) <= TORN)
    }

    /// When the burst is over unless another key comes; `None` where nothing waits for that.
    pub(super) fn deadline(&self) -> Option<Instant> {
        let waits = self.shown < self.keys.len() || self.setup.suffix == ScannerSuffix::Nothing;
        let last = self.last.filter(|_| waits && !self.keys.is_empty())?;
        Some(last + self.pause() + SLACK)
    }

    /// Whether a key that comes at this time begins another burst.
    pub(super) fn is_over(&self, at: Instant) -> bool {
        !self.keys.is_empty() && !self.goes_on(at)
    }

    /// How many keys of it stand on the screen as text.
    pub(super) const fn shown(&self) -> usize {
        self.shown
    }

    /// So many keys have come as quick as a scanner's that they are the beginning of a code.
    pub(super) const fn is_half_code(&self) -> bool {
        self.keys.len() >= HALF_CODE_KEYS_MIN
    }

    /// Ends the burst, which no key has ended.
    pub(super) fn end(&mut self) -> Ended {
        let keys = std::mem::take(&mut self.keys);
        let text = std::mem::take(&mut self.text);
        let shown = std::mem::take(&mut self.shown);
        let last = self.last.take();
        let first = keys.first().map(|key| key.code);
        // A key that is held down repeats as fast as a scanner.
        let is_repeat = keys.iter().all(|key| Some(key.code) == first);
        let all_held = shown == 0 && keys.len() >= HALF_CODE_KEYS_MIN && !is_repeat;
        let endless = self.setup.suffix == ScannerSuffix::Nothing;
        if endless && keys.len() > 1 && (all_held || is_label(&text)) {
            return Ended::Scan(text);
        }
        let is_rest = shown == 0 && !keys.is_empty() && last.is_some_and(|at| self.is_torn(at));
        if all_held || is_rest {
            self.torn = last;
            return Ended::Half(text);
        }
        Ended::Typed(keys.into_iter().skip(shown).collect())
    }

    /// Forgets the burst: it was a scan.
    pub(super) fn forget(&mut self) {
        self.keys.clear();
        self.text.clear();
        self.shown = 0;
        self.last = None;
    }
}

fn is_line_feed(key: KeyEvent) -> bool {
    key.modifiers == KeyModifiers::CONTROL && key.code == KeyCode::Char('j')
}

#[cfg(test)]
mod tests {
    use super::{Burst, Ended, Step, TORN};
    use crate::model::scanner::{ScannerSetup, ScannerSuffix};
    use crossterm::event::{KeyCode, KeyEvent};
    use std::time::{Duration, Instant};

    struct Hand {
        burst: Burst,
        at: Instant,
    }

    impl Hand {
        fn new(suffix: ScannerSuffix) -> Self {
            let mut burst = Burst::default();
            burst.set_up(ScannerSetup {
                suffix,
                ..ScannerSetup::default()
            });
            let at = Instant::now();
            Self { burst, at }
        }

        fn press(&mut self, code: KeyCode, pause_ms: u64, as_text: bool) -> Step {
            self.at += Duration::from_millis(pause_ms);
            if self.burst.is_over(self.at) {
                self.burst.end();
            }
            self.burst.press(KeyEvent::from(code), self.at, as_text)
        }

        fn types(&mut self, text: &str, pause_ms: u64, as_text: bool) -> Step {
            for c in text.chars() {
                let step = self.press(KeyCode::Char(c), pause_ms, as_text);
                let expected = if as_text { Step::Show } else { Step::Hold };
                assert_eq!(step, expected, "{c} of {text}");
            }
            self.press(KeyCode::Enter, pause_ms, as_text)
        }
    }

    #[test]
    fn a_scanner_is_told_from_a_person_by_its_speed() {
        for code in ["4006381333931", "abc-0123", "C2", "Horak", "pap-a4"] {
            for pause in [0, 2, 35, 60] {
                for as_text in [true, false] {
                    let step = Hand::new(ScannerSuffix::Enter).types(code, pause, as_text);
                    assert_eq!(step, Step::Scan(code.to_owned()), "{code} at {pause}");
                }
            }
            let step = Hand::new(ScannerSuffix::Enter).types(code, 90, true);
            assert_eq!(step, Step::Pass, "{code} by hand");
        }
    }

    #[test]
    fn the_second_line_end_of_a_scan_is_no_key() {
        let mut hand = Hand::new(ScannerSuffix::Enter);
        assert_eq!(hand.types("C2", 1, false), Step::Scan("C2".to_owned()));
        hand.burst.forget();
        assert_eq!(hand.press(KeyCode::Enter, 1, false), Step::Swallow);
        assert_eq!(hand.press(KeyCode::Enter, 200, false), Step::Pass);
    }

    #[test]
    fn half_a_code_presses_no_key_and_two_quick_keys_are_keys() {
        let mut hand = Hand::new(ScannerSuffix::Enter);
        for c in ['4', '0', '0'] {
            hand.press(KeyCode::Char(c), 3, false);
        }
        assert!(hand.burst.deadline().is_some());
        assert_eq!(hand.burst.end(), Ended::Half("400".to_owned()));
        // Right behind it they would be its end.
        hand.at += TORN;
        for c in ['2', 'r'] {
            hand.press(KeyCode::Char(c), 3, false);
        }
        let Ended::Typed(keys) = hand.burst.end() else {
            panic!("two keys");
        };
        assert_eq!(keys.len(), 2);
        // What is shown as text waits for nothing.
        hand.press(KeyCode::Char('x'), 500, true);
        assert_eq!(hand.burst.deadline(), None);
        assert_eq!(hand.burst.end(), Ended::Typed(Vec::new()));
    }

    #[test]
    fn the_end_of_a_code_that_was_torn_in_the_middle_presses_nothing() {
        for rest in ["", "1"] {
            let mut hand = Hand::new(ScannerSuffix::Enter);
            for c in "SO-2026-000".chars() {
                hand.press(KeyCode::Char(c), 3, false);
            }
            assert!(matches!(hand.burst.end(), Ended::Half(_)));
            hand.at += Duration::from_millis(300);
            for c in rest.chars() {
                hand.press(KeyCode::Char(c), 3, false);
            }
            assert_eq!(hand.press(KeyCode::Enter, 3, false), Step::Swallow);
            assert_eq!(hand.burst.end(), Ended::Typed(Vec::new()), "{rest:?}");
            // What a person presses later counts.
            assert_eq!(hand.press(KeyCode::Enter, 1_500, false), Step::Pass);
        }
    }

    #[test]
    fn a_key_that_is_held_down_is_no_code() {
        let mut hand = Hand::new(ScannerSuffix::Enter);
        for _ in 0..9 {
            hand.press(KeyCode::Char('+'), 30, false);
        }
        assert!(matches!(hand.burst.end(), Ended::Typed(keys) if keys.len() == 9));
    }

    #[test]
    fn a_code_may_end_with_tab_or_with_nothing() {
        let mut hand = Hand::new(ScannerSuffix::Tab);
        for c in "A1".chars() {
            hand.press(KeyCode::Char(c), 3, true);
        }
        let step = hand.press(KeyCode::Tab, 3, true);
        assert_eq!(step, Step::Scan("A1".to_owned()));
        let mut hand = Hand::new(ScannerSuffix::Nothing);
        for c in "4006381333931".chars() {
            hand.press(KeyCode::Char(c), 3, true);
        }
        assert!(hand.burst.deadline().is_some());
        assert_eq!(hand.burst.end(), Ended::Scan("4006381333931".to_owned()));
    }
}
