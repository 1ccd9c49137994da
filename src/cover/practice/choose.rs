//! What to practise: a card of the other desk, or the desk as it is.

use crate::cover::cards::{card, names};
use crate::model::{Desk, Duty, Instant, ReadRight, StaffId};
use crate::office::{Reader, Reads, Refused};
use crate::pane::{Binding, Canvas, Chord, Look, Outbox, Place, Screen};
use crate::ui::{Column, List, text};
use crate::words::{Lang, Words};
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;

/// The key of the row without a card.
const FREE: i64 = -1;

/// A card as the list shows it.
#[derive(Debug, Clone)]
struct Row {
    verb: &'static str,
    title: String,
    duty: Option<Duty>,
}

/// The list of what can be practised.
#[derive(Debug)]
pub struct Choose {
    desk: Desk,
    staff: StaffId,
    list: List,
    /// The cards in the language that was drawn last.
    rows: Vec<Row>,
    lang: Option<Lang>,
}

impl Choose {
    /// For this desk at first; Tab changes it. Shows what this person has practised.
    #[must_use]
    pub fn at(desk: Desk, staff: StaffId) -> Self {
        let mut list = List::default();
        list.choose(FREE);
        Self {
            desk,
            staff,
            list,
            rows: Vec::new(),
            lang: None,
        }
    }

    /// Reads the cards where the language or the desk has changed.
    fn fill(&mut self, lang: Lang) {
        if self.lang == Some(lang) {
            return;
        }
        self.lang = Some(lang);
        self.rows = names()
            .filter_map(|verb| Some((verb, card(None, lang, verb).ok()?)))
            .filter(|(_, card)| card.duty.and_then(Duty::desk) == Some(self.desk))
            .filter(|(_, card)| card.steps.iter().any(|step| step.does.is_some()))
            .map(|(verb, card)| Row {
                verb,
                title: card.title,
                duty: card.duty,
            })
            .collect();
        self.rows.sort_by_key(|row| row.duty);
    }

    fn keys(&self) -> Vec<i64> {
        std::iter::once(FREE)
            .chain((0..).take(self.rows.len()))
            .collect()
    }

    fn begin(&self, out: &mut Outbox<'_>) {
        let chosen = self.list.chosen().and_then(|key| usize::try_from(key).ok());
        let row = chosen.and_then(|nth| self.rows.get(nth));
        out.close();
        out.go(Place::Practise(
            self.desk,
            row.map(|row| row.verb.to_owned()),
        ));
    }
}

impl Screen for Choose {
    const RIGHT: ReadRight = ReadRight::Anyone;
    type Ask = StaffId;
    /// When each card was practised, the latest first.
    type View = Vec<(String, Instant)>;
    const BINDINGS: &'static [Binding<Self>] = &[Binding {
        chord: Chord::key(KeyCode::Enter),
        label: Words::practice_key_begin,
        when: |_, _, _| true,
        act: |screen, _, out| screen.begin(out),
    }];

    fn title(&self, words: &Words) -> String {
        words.practice_choose_title(words.word("desk", self.desk.as_str()))
    }

    fn ask(&self) -> StaffId {
        self.staff
    }

    fn read(staff: &StaffId, reader: &mut Reader<'_>) -> Result<Self::View, Refused> {
        let rows = reader.rows(
            "select card, at from training_step where staff = $1 and step = 'practised' order by id desc limit 200",
            &[staff.0.into()],
        )?;
        rows.iter()
            .map(|row| Ok((row.text(0)?, Instant(row.int(1)?))))
            .collect()
    }

    fn arrived(&mut self, _before: &Self::View, _view: &Self::View) {}

    fn key(&mut self, key: KeyEvent, _view: &Self::View, _out: &mut Outbox<'_>) -> bool {
        if matches!(key.code, KeyCode::Tab | KeyCode::BackTab) {
            self.desk = self.desk.other();
            self.lang = None;
            self.list.choose(FREE);
            return true;
        }
        self.list.key(key, &self.keys())
    }

    fn clicked(&mut self, row: i64, _view: &Self::View) {
        self.list.choose(row);
    }

    fn size(&self) -> Option<(u16, u16)> {
        Some((72, 20))
    }

    fn draw(&mut self, view: &Self::View, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        let words = look.words;
        self.fill(words.lang());
        let intro = words.practice_intro();
        let top = text::paragraph(canvas.buffer, area, 0, 0, &intro, look.theme.dim) + 1;
        let body = Rect {
            y: area.y + top.min(area.height),
            height: area.height.saturating_sub(top),
            ..area
        };
        let mut rows = vec![(
            FREE,
            vec![words.practice_without_card(), String::new(), String::new()],
            look.theme.plain,
        )];
        for (key, row) in (0..).zip(&self.rows) {
            let last = view.iter().find(|(card, _)| card == row.verb);
            let last = last.map(|(_, at)| words.when(*at, look.now));
            let duty = row.duty.map(|duty| words.duty(duty));
            let cells = vec![
                row.title.clone(),
                duty.unwrap_or_default(),
                last.unwrap_or_default(),
            ];
            rows.push((key, cells, look.theme.plain));
        }
        let columns = [
            Column::new(words.practice_column_card(), 0),
            Column::new(words.staff_duty(), 12),
            Column::new(words.training_step_practised(), 15),
        ];
        let drawn = self.list.draw(
            canvas.buffer,
            body,
            &columns,
            &rows,
            look.theme,
            look.focused,
        );
        canvas.rows(drawn);
    }
}
