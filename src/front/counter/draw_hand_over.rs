//! Draws the sheet of a hand-over, in the order of the conversation: who, papers, money, slip.

use super::hand_over_screen::{HandOverScreen, Spot};
use super::hand_over_view::Sheet;
use super::payment_screen::said;
use super::tender::Tender;
use crate::model::{Money, PaperKind};
use crate::pane::{Canvas, Hit, Look};
use crate::ui::{Field, Fields, text};
use crate::words::named;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Where the labels end, in columns.
const LABEL: u16 = 15;

/// Writes rows one below the other.
struct Rows<'a, 'b, 'c> {
    area: Rect,
    y: u16,
    canvas: &'a mut Canvas<'b>,
    look: &'a Look<'c>,
}

impl Rows<'_, '_, '_> {
    fn line(&mut self, x: u16, line: &str, style: Style) {
        if self.y < self.area.height {
            text::put(self.canvas.buffer, self.area, x, self.y, line, style);
        }
        self.y += 1;
    }

    /// A click on the next row leads to this place.
    fn click(&mut self, screen: &HandOverScreen, view: &Sheet, spot: Spot) {
        if let Some(row) = screen.place_of(view, spot) {
            self.hit(LABEL, self.area.width.saturating_sub(LABEL), row);
        }
    }

    fn hit(&mut self, x: u16, wide: u16, row: i64) {
        let place = Rect::new(self.area.x + x, self.area.y + self.y, wide, 1);
        let place = place.intersection(self.area);
        self.canvas.hits.push((place, Hit::Row(row)));
    }

    /// A rule with a name at the left and a note at the right.
    fn rule(&mut self, name: &str, note: &str) {
        let wide = usize::from(self.area.width);
        let room = wide.saturating_sub(text::width(name) + text::width(note) + 4);
        let rule = format!("─ {name} {} {note}", "─".repeat(room));
        self.line(0, &rule, self.look.theme.dim);
    }

    /// A tick with what it is and what is said beside it.
    fn tick(&mut self, ticked: bool, chosen: bool, what: &str, note: &str) {
        let mark = if ticked { "■" } else { "□" };
        let style = self.style(chosen);
        let wide = usize::from(self.area.width.saturating_sub(LABEL + 2));
        let room = wide.saturating_sub(text::width(note) + 1);
        let line = format!("{} {note}", text::left(&format!("{mark} {what}"), room));
        if chosen {
            text::put(self.canvas.buffer, self.area, LABEL, self.y, ">", style);
        }
        self.line(LABEL + 2, &line, style);
    }

    fn field(
        &mut self,
        label: &str,
        field: &Field,
        wide: u16,
        chosen: bool,
        note: &str,
        style: Style,
    ) {
        let label = text::right(label, usize::from(LABEL));
        let fields = Fields {
            left: LABEL + 2,
            wide,
        };
        let cursor = fields.draw(
            self.canvas.buffer,
            (self.area, self.y),
            &label,
            (field, false),
            chosen,
            self.look.theme,
        );
        self.canvas.cursor = cursor.or(self.canvas.cursor);
        self.line(LABEL + 4 + wide, note, style);
    }

    const fn style(&self, chosen: bool) -> Style {
        if chosen {
            self.look.theme.chosen
        } else {
            self.look.theme.plain
        }
    }
}

/// The sheet in this area.
pub(super) fn draw(
    screen: &HandOverScreen,
    view: &Sheet,
    area: Rect,
    canvas: &mut Canvas<'_>,
    look: &Look<'_>,
) {
    let Some(card) = &view.card else { return };
    let words = look.words;
    let mut rows = Rows {
        area,
        y: 0,
        canvas,
        look,
    };
    let places: Vec<&str> = view
        .parcels
        .iter()
        .map(|(_, place)| place.as_str())
        .collect();
    let goods: Vec<String> = card
        .lines
        .iter()
        .filter(|line| line.state.picked.0 > 0)
        .map(|line| {
            format!(
                "{} {} {}",
                words.quantity(line.state.picked),
                line.unit,
                line.name
            )
        })
        .collect();
    let head = words.counter_hand_over_intro(
        named::Customer(card.customer.as_str()),
        named::Order(card.order.number.as_str()),
        named::Place(places.join(", ")),
    );
    rows.line(0, &head, look.theme.title);
    rows.line(2, &text::clip(&goods.join(", "), 60), look.theme.plain);
    who(screen, view, &mut rows);
    papers(screen, view, &mut rows);
    let tender = money(screen, view, &mut rows);
    rows.rule(&words.hand_over_then(), "");
    let printing = screen.at == Spot::Print;
    match &view.printer {
        Some(printer) => {
            let note = words.hand_over_printer(printer.as_str());
            rows.click(screen, view, Spot::Print);
            rows.tick(screen.print, printing, &words.hand_over_print(), &note);
        }
        None => rows.line(LABEL + 2, &words.hand_over_no_printer(), look.theme.dim),
    }
    if let Some(next) = view.owed.get(1) {
        let state = words.word("fulfilment", next.fulfilment.as_str());
        let said = words.hand_over_tell(named::Order(next.order.as_str()), named::State(state));
        rows.line(LABEL + 2, &said, look.theme.dim);
    }
    below(screen, view, &tender, &mut rows);
}

fn who(screen: &HandOverScreen, view: &Sheet, rows: &mut Rows<'_, '_, '_>) {
    let words = rows.look.words;
    rows.rule(&words.hand_over_collector(), "");
    let other = words.hand_over_other();
    let names = view.collectors.iter().chain(std::iter::once(&other));
    let choices: Vec<String> = names
        .enumerate()
        .map(|(nth, name)| {
            let mark = if nth == screen.who { "●" } else { "○" };
            format!("{mark} {name}")
        })
        .collect();
    let label = text::right(&words.counter_collected_by(), usize::from(LABEL));
    text::put(
        rows.canvas.buffer,
        rows.area,
        0,
        rows.y,
        &label,
        rows.look.theme.plain,
    );
    let mut x = LABEL + 2;
    for (nth, choice) in (0..).zip(&choices) {
        let wide = u16::try_from(text::width(choice)).unwrap_or(u16::MAX);
        rows.hit(x, wide, -1 - nth);
        x = x.saturating_add(wide).saturating_add(2);
    }
    let style = rows.style(screen.at == Spot::Who);
    rows.line(LABEL + 2, &choices.join("  "), style);
    if screen.is_other(view) {
        let chosen = screen.at == Spot::Name;
        let label = words.hand_over_name();
        rows.click(screen, view, Spot::Name);
        rows.field(&label, &screen.name, 36, chosen, "", style);
    }
    for (nth, (parcel, place)) in view.parcels.iter().enumerate() {
        if view.parcels.len() > 1 {
            let goes = !screen.stays.contains(parcel);
            rows.click(screen, view, Spot::Parcel(nth));
            rows.tick(goes, screen.at == Spot::Parcel(nth), parcel, place);
        }
    }
    for (nth, (field, (_, quantity, name))) in screen.left.iter().zip(&view.goods).enumerate() {
        let of = words.hand_over_left_of(
            named::Item(name.as_str()),
            named::Quantity(words.quantity(*quantity)),
        );
        let dim = rows.look.theme.dim;
        let label = words.hand_over_left();
        rows.click(screen, view, Spot::Left(nth));
        rows.field(&label, field, 6, screen.at == Spot::Left(nth), &of, dim);
    }
}

fn papers(screen: &HandOverScreen, view: &Sheet, rows: &mut Rows<'_, '_, '_>) {
    if view.papers.is_empty() {
        return;
    }
    let words = rows.look.words;
    let done = view.papers.len() - screen.missing(view).len();
    let title = words.hand_over_papers(
        named::All(view.papers.len().to_string()),
        named::Count(done.to_string()),
    );
    rows.rule(&title, &words.hand_over_space_ticks());
    for (nth, (kind, by)) in view.papers.iter().enumerate() {
        let what = words.word("paper", kind.as_str());
        let ticked = by.is_some() || screen.ticked.contains(kind);
        let note = match by {
            Some(by) => words.hand_over_signed(by.as_str()),
            None if ticked => String::new(),
            None => words.hand_over_to_sign(),
        };
        rows.click(screen, view, Spot::Paper(nth));
        rows.tick(ticked, screen.at == Spot::Paper(nth), &what, &note);
    }
}

/// The money of the order; what follows from what is typed.
fn money(screen: &HandOverScreen, view: &Sheet, rows: &mut Rows<'_, '_, '_>) -> Tender {
    let words = rows.look.words;
    let owed = screen.owed(view);
    let Some(one) = owed.first().filter(|one| one.due > Money::ZERO) else {
        rows.rule(&words.hand_over_money(), &words.hand_over_paid());
        return Tender::default();
    };
    let due = if one.later > Money::ZERO {
        words.hand_over_due_now(
            named::All(words.money(view.due())),
            named::Due(words.money(one.due)),
        )
    } else {
        words.counter_due(words.money(one.due))
    };
    rows.rule(&words.hand_over_money(), &due);
    // What is said of cash stands beside cash, and what cannot be read beside its field.
    let mut beside = Vec::new();
    let read = screen.tender(view);
    if let Err((nth, refused)) = &read {
        beside.resize(*nth, (String::new(), rows.look.theme.plain));
        beside.push((words.refused(refused), rows.look.theme.bad));
    }
    let is_read = read.is_ok();
    let tender = read.unwrap_or_default();
    if view.drawer.is_none() && tender.coins > Money::ZERO {
        beside.push((words.payment_no_drawer(), rows.look.theme.warn));
    }
    if is_read && !screen.on_account && !cash_is_refused(view, &tender) {
        beside.extend(said(&tender, rows.look));
    }
    let mut beside = beside.into_iter();
    for (nth, means) in ["cash", "card"].into_iter().enumerate() {
        let shown = if screen.on_account && screen.money.is_untouched() {
            Field::default()
        } else {
            screen.money.shown(nth, &owed, words)
        };
        let chosen = screen.at == Spot::Money(nth);
        let (note, style) = beside.next().unwrap_or_default();
        let label = words.word("means", means);
        rows.click(screen, view, Spot::Money(nth));
        rows.field(&label, &shown, 12, chosen, &note, style);
    }
    let limit = match view.limit {
        Some(limit) => words.hand_over_limit(words.money(limit)),
        None => String::new(),
    };
    let (note, style) = beside.next().unwrap_or((limit, rows.look.theme.dim));
    let chosen = screen.at == Spot::Account;
    let y = rows.y;
    rows.click(screen, view, Spot::Account);
    rows.tick(screen.on_account, chosen, &words.counter_on_account(), "");
    let x = LABEL + 16 + 7;
    text::put(rows.canvas.buffer, rows.area, x, y, &note, style);
    tender
}

/// What is wrong, what is asked, or what Enter does.
fn below(screen: &HandOverScreen, view: &Sheet, tender: &Tender, rows: &mut Rows<'_, '_, '_>) {
    let (words, theme) = (rows.look.words, rows.look.theme);
    let named = |kinds: &[PaperKind]| {
        let kinds = kinds.iter().map(|kind| words.word("paper", kind.as_str()));
        kinds.collect::<Vec<_>>().join(", ")
    };
    let missing = screen.missing(view);
    let changed = screen.changed(view, words);
    let (said, style) = if let Some(changed) = changed {
        (changed, theme.bad)
    } else if screen.asks {
        (words.hand_over_without(named(&missing)), theme.warn)
    } else if !screen.trouble.is_empty() {
        (screen.trouble.clone(), theme.bad)
    } else if missing.is_empty() {
        (String::new(), theme.plain)
    } else {
        (words.hand_over_missing(named(&missing)), theme.warn)
    };
    let last = rows.area.height.saturating_sub(1);
    let y = rows.y.min(last.saturating_sub(2));
    text::paragraph(rows.canvas.buffer, rows.area, 0, y, &said, style);
    if view.parcels.is_empty() || screen.tender(view).is_err() {
        // Enter would do nothing of it.
        return;
    }
    let mut does = Vec::new();
    if !screen.ticked.is_empty() {
        does.push(words.hand_over_does_sign());
    }
    if !tender.payments.is_empty() {
        does.push(words.hand_over_does_take(tender.taken(words)));
    }
    does.push(words.hand_over_does_hand_over());
    let (enter, style) = if screen.tender(view).is_err() {
        // What Enter would do is not known before that is mended.
        (String::new(), theme.plain)
    } else if cash_is_refused(view, tender) {
        (words.hand_over_no_cash(), theme.warn)
    } else {
        (words.hand_over_enter(does.join(", ")), theme.accent)
    };
    text::put(rows.canvas.buffer, rows.area, 0, last, &enter, style);
}

/// Enter would take cash that nobody may take now.
fn cash_is_refused(view: &Sheet, tender: &Tender) -> bool {
    view.no_cash && tender.coins > Money::ZERO
}
