//! The card beside a practice: which steps are done, what was refused, and what comes of it.

use crate::cover::cards::{Card, duty_counted};
use crate::cover::training::Practised;
use crate::model::{Desk, Duty, Instant};
use crate::pane::{Canvas, Look};
use crate::ui::text;
use crate::words::named;
use ratatui::layout::Rect;

/// What stands for the card of a practice without one.
pub const WITHOUT_CARD: &str = "practice";

/// A practice that is going on.
#[derive(Debug)]
pub struct Guide {
    desk: Desk,
    card: Option<Card>,
    done: Vec<bool>,
    /// How many verbs have run.
    acts: usize,
    /// How many were refused.
    refusals: usize,
    /// What the card says about the last refusal.
    advice: String,
    began: Instant,
}

impl Guide {
    /// At the beginning, with the card that is practised or without one.
    #[must_use]
    pub fn new(desk: Desk, card: Option<Card>, began: Instant) -> Self {
        let steps = card.as_ref().map_or(0, |card| card.steps.len());
        Self {
            desk,
            card,
            done: vec![false; steps],
            acts: 0,
            refusals: 0,
            advice: String::new(),
            began,
        }
    }

    /// The same practice with its card in another language.
    pub fn translate(&mut self, card: Card) {
        self.done.resize(card.steps.len(), false);
        self.card = Some(card);
    }

    /// The card.
    #[must_use]
    pub const fn card(&self) -> Option<&Card> {
        self.card.as_ref()
    }

    /// The step that comes next: the first that is not done, or the later one at which somebody is by what is open.
    fn next(&self, reached: usize) -> Option<usize> {
        let first = self.done.iter().position(|done| !done)?;
        let is_open = self.done.get(reached).is_some_and(|done| !done);
        Some(if is_open { first.max(reached) } else { first })
    }

    /// The verb of the card.
    #[must_use]
    pub fn verb(&self) -> Option<&str> {
        self.card.as_ref().map(|card| card.verb.as_str())
    }

    /// The journal shows that something was done: its step is, and so are those before it, which leave no trace.
    pub fn did(&mut self, verb: &str) {
        if verb.starts_with("session.") || verb.starts_with("notice.") {
            return;
        }
        self.acts += 1;
        self.advice.clear();
        let steps = self.card.as_ref().map_or(&[][..], |card| &card.steps);
        let at = steps
            .iter()
            .zip(&self.done)
            .position(|(step, done)| !done && step.does.as_deref() == Some(verb));
        if let Some(at) = at {
            self.done[..=at].fill(true);
        }
        // What comes after the last thing that leaves a trace is for reading.
        let last = steps.iter().rposition(|step| step.does.is_some());
        if last.is_some_and(|last| self.done[last]) {
            self.done.fill(true);
        }
    }

    /// Something was refused: the card may know what it means.
    pub fn was_refused(&mut self, id: &str) {
        self.refusals += 1;
        let wrong = self.card.iter().flat_map(|card| &card.wrong);
        self.advice = wrong
            .filter(|wrong| wrong.refusal.as_deref() == Some(id))
            .map(|wrong| wrong.text.clone())
            .next()
            .unwrap_or_default();
    }

    fn steps_done(&self) -> usize {
        self.done.iter().filter(|done| **done).count()
    }

    /// Every step of the card is done.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        !self.done.is_empty() && self.done.iter().all(|done| *done)
    }

    /// What is kept in the training record: "5/6, 2 ✗, 4 min": steps, refusals, minutes. Nothing where nothing was done.
    #[must_use]
    pub fn result(&self, now: Instant) -> Option<Practised> {
        if self.acts + self.refusals == 0 {
            return None;
        }
        let minutes = (now.0 - self.began.0).max(0).div_euclid(60_000) + 1;
        let mut result = match &self.card {
            Some(_) => format!("{}/{}", self.steps_done(), self.done.len()),
            None => format!("{} ✓", self.acts),
        };
        if self.refusals > 0 {
            result.push_str(&format!(", {} ✗", self.refusals));
        }
        result.push_str(&format!(", {minutes} min"));
        let duty = match &self.card {
            // A card that is everybody's is a step towards no duty.
            Some(card) => duty_counted(self.verb()?, card.duty)?,
            None => self.desk.duties().next().unwrap_or(Duty::Reception),
        };
        Some(Practised {
            duty,
            card: self.verb().unwrap_or(WITHOUT_CARD).to_owned(),
            result,
        })
    }

    /// "2 of 5" and the next step, on one or two lines; `reached` is the step at which somebody is by what is open.
    pub fn draw_lines(&self, reached: usize, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        for (row, (line, style)) in (0..area.height).zip(self.lines(reached, area.width, look)) {
            text::put(canvas.buffer, area, 1, row, &line, style);
        }
    }

    fn lines(
        &self,
        reached: usize,
        columns: u16,
        look: &Look<'_>,
    ) -> Vec<(String, ratatui::style::Style)> {
        let (words, theme) = (look.words, look.theme);
        let wide = usize::from(columns.saturating_sub(2));
        let Some(card) = &self.card else {
            return vec![(words.practice_free(), theme.dim)];
        };
        let (said, style) = if !self.advice.is_empty() {
            (format!("! {}", self.advice), theme.warn)
        } else if self.is_whole() {
            (words.practice_whole(card.title.as_str()), theme.good)
        } else {
            let next = self.next(reached).unwrap_or(0);
            let step = card.steps.get(next).map_or("", |step| step.text.as_str());
            (
                format!("{}/{}  > {step}", self.steps_done(), self.done.len()),
                theme.accent,
            )
        };
        text::wrap(&said, wide)
            .into_iter()
            .map(|line| (line, style))
            .collect()
    }

    /// The whole card with its ticks, beside the work.
    pub fn draw_panel(&self, reached: usize, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        let (words, theme) = (look.words, look.theme);
        for y in 0..area.height {
            text::put(canvas.buffer, area, 0, y, "│", theme.dim);
        }
        let area = Rect {
            x: area.x + 2,
            width: area.width.saturating_sub(3),
            ..area
        };
        let wide = usize::from(area.width);
        let mut lines = Vec::new();
        match &self.card {
            None => lines.extend(
                text::wrap(&words.practice_free(), wide)
                    .into_iter()
                    .map(|line| (line, theme.dim)),
            ),
            Some(card) => {
                lines.extend(
                    text::wrap(&card.title, wide)
                        .into_iter()
                        .map(|line| (line, theme.heading)),
                );
                let (done, all) = (self.steps_done(), self.done.len());
                lines.push((
                    words.practice_steps(named::All(all), named::Done(done)),
                    theme.dim,
                ));
                let next = self.next(reached);
                for (nth, step) in card.steps.iter().enumerate() {
                    let (mark, style) = match (self.done.get(nth), Some(nth) == next) {
                        (Some(true), _) => ("√", theme.dim),
                        (_, true) => ("►", theme.accent),
                        _ => ("○", theme.plain),
                    };
                    for (row, line) in text::wrap(&step.text, wide.saturating_sub(2))
                        .into_iter()
                        .enumerate()
                    {
                        let mark = if row == 0 { mark } else { " " };
                        lines.push((format!("{mark} {line}"), style));
                    }
                }
                if self.is_whole() {
                    lines.push((String::new(), theme.plain));
                    let whole = words.practice_whole(card.title.as_str());
                    lines.extend(
                        text::wrap(&whole, wide)
                            .into_iter()
                            .map(|line| (line, theme.good)),
                    );
                }
                if !self.advice.is_empty() {
                    lines.push((String::new(), theme.plain));
                    lines.extend(
                        text::wrap(&format!("! {}", self.advice), wide)
                            .into_iter()
                            .map(|line| (line, theme.warn)),
                    );
                }
            }
        }
        for (row, (line, style)) in (0..area.height).zip(lines) {
            text::put(canvas.buffer, area, 0, row, &line, style);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Guide;
    use crate::cover::cards::parse;
    use crate::model::{Desk, Instant};

    fn guide() -> Guide {
        let text = "# Pick\nDuty: fulfilment\n## Steps\n1. Look\n2. Pick [order.pick]\n3. Shelf [parcel.ready]\n## What can go wrong\n- [nothing-to-pick] Take the next.";
        Guide::new(Desk::Back, Some(parse("order.pick", text).0), Instant(0))
    }

    #[test]
    fn a_step_is_ticked_with_those_before_it_and_only_by_its_verb() {
        let mut guide = guide();
        guide.did("stock.receive");
        assert_eq!(guide.steps_done(), 0);
        guide.did("order.pick");
        assert_eq!((guide.steps_done(), guide.is_whole()), (2, false));
        guide.did("parcel.ready");
        assert!(guide.is_whole());
    }

    #[test]
    fn the_result_counts_steps_refusals_and_minutes_and_nothing_makes_none() {
        let mut guide = guide();
        assert!(guide.result(Instant(0)).is_none());
        guide.was_refused("nothing-to-pick");
        assert_eq!(guide.advice, "Take the next.");
        guide.did("order.pick");
        assert_eq!(guide.advice, "");
        let result = guide.result(Instant(150_000)).map(|kept| kept.result);
        assert_eq!(result.as_deref(), Some("2/3, 1 ✗, 3 min"));
    }
}
