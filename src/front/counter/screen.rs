//! The counter: one search box, what it finds, and the card of the order in hand.

use super::card::{Card, card};
use super::search::{Match, search};
use super::{HandOver, SignPaper, TakePayment};
use crate::front::orders::PlaceScreen;
use crate::model::{Duty, Means, Money};
use crate::office::{Reader, Reads, Refused, Standing};
use crate::pane::{Binding, Bound, Canvas, Chord, Form, Input, Look, Outbox, Place, Screen};
use crate::ui::{Column, Field, List, text};
use crate::words::Words;
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;

/// The counter's screen.
#[derive(Debug, Default)]
pub struct Counter {
    search: Field,
    list: List,
    /// The order whose card is open for its keys.
    open: Option<String>,
    /// The customer whose orders are listed.
    customer: Option<String>,
}

/// What it shows.
#[derive(Debug, Default)]
pub struct View {
    matches: Vec<Match>,
    card: Option<Card>,
}

impl Counter {
    /// With an order's card open.
    #[must_use]
    pub fn with(order: &str) -> Self {
        Self {
            search: Field::with(order),
            open: Some(order.to_owned()),
            ..Self::default()
        }
    }

    /// Looking for a text.
    #[must_use]
    pub fn searching(text: &str) -> Self {
        Self {
            search: Field::with(text),
            ..Self::default()
        }
    }

    fn keys(view: &View) -> Vec<i64> {
        view.matches.iter().map(|found| found.key).collect()
    }

    fn chosen<'a>(&self, view: &'a View) -> Option<&'a Match> {
        view.matches
            .iter()
            .find(|found| Some(found.key) == self.list.chosen())
    }

    fn enter(&mut self, view: &View) {
        let Some(found) = self.chosen(view) else {
            return;
        };
        match &found.order {
            Some(number) => self.open = Some(number.clone()),
            None => {
                self.customer = Some(found.customer.clone());
                self.list = List::default();
            }
        }
    }
}

fn has_card(screen: &Counter, view: &View) -> bool {
    screen.open.is_some() && view.card.is_some()
}

impl Screen for Counter {
    type Ask = (String, Option<String>, Option<String>);
    type View = View;
    const STALE_ON: &'static [&'static str] = &[
        "order.",
        "parcel.",
        "payment.",
        "paper.",
        "customer.",
        "cover.",
        "stock.",
    ];

    const BINDINGS: &'static [Binding<Self>] = &[
        Binding {
            chord: Chord::char('h'),
            label: Words::counter_key_hand_over,
            when: |screen, view, who| {
                has_card(screen, view)
                    && who.may(Duty::Reception)
                    && view
                        .card
                        .as_ref()
                        .is_some_and(|card| card.ready().is_some())
            },
            act: |_, view, out| open_hand_over(view, out),
        },
        Binding {
            chord: Chord::char('p'),
            label: Words::counter_key_payment,
            when: |screen, view, who| {
                has_card(screen, view)
                    && who.may(Duty::Reception)
                    && view
                        .card
                        .as_ref()
                        .is_some_and(|card| card.due() > Money::ZERO)
            },
            act: |_, view, out| open_payment(view, out),
        },
        Binding {
            chord: Chord::char('s'),
            label: Words::counter_key_sign,
            when: |screen, view, who| {
                has_card(screen, view)
                    && who.may(Duty::Reception)
                    && view
                        .card
                        .as_ref()
                        .is_some_and(|card| !card.to_sign.is_empty())
            },
            act: |_, view, out| open_sign(view, out),
        },
        Binding {
            chord: Chord::char('c'),
            label: Words::counter_key_cover,
            when: |screen, view, who| {
                has_card(screen, view)
                    && who.standing(Duty::Fulfilment) == Standing::CouldCover
                    && view.card.as_ref().is_some_and(needs_the_back)
            },
            act: |_, view, out| go(view, out, Place::CoverFor),
        },
        Binding {
            chord: Chord::char('k'),
            label: Words::counter_key_pick,
            when: |screen, view, who| {
                has_card(screen, view)
                    && who.may(Duty::Fulfilment)
                    && view
                        .card
                        .as_ref()
                        .is_some_and(|card| card.order.states.pickable)
            },
            act: |_, view, out| go(view, out, Place::Pick),
        },
        Binding {
            chord: Chord::char('r'),
            label: Words::counter_key_ready,
            when: |screen, view, who| {
                has_card(screen, view)
                    && who.may(Duty::Fulfilment)
                    && view
                        .card
                        .as_ref()
                        .is_some_and(|card| card.packed().is_some())
            },
            act: |_, view, out| go_ready(view, out),
        },
        Binding {
            chord: Chord::char('n'),
            label: Words::orders_key_new,
            when: |screen, view, who| has_card(screen, view) && who.may(Duty::Sales),
            act: |_, _, out| out.open(Bound::pane(PlaceScreen::of(""))),
        },
        Binding {
            chord: Chord::key(KeyCode::Enter),
            label: Words::orders_key_card,
            when: |screen, view, _| screen.open.is_none() && screen.chosen(view).is_some(),
            act: |screen, view, _| screen.enter(view),
        },
        Binding {
            chord: Chord::ctrl('n'),
            label: Words::orders_key_new,
            when: |screen, _, who| screen.open.is_none() && who.may(Duty::Sales),
            act: |screen, view, out| {
                let customer = screen
                    .customer
                    .clone()
                    .or_else(|| screen.chosen(view).map(|found| found.customer.clone()))
                    .unwrap_or_default();
                out.open(Bound::pane(PlaceScreen::of(&customer)));
            },
        },
    ];

    fn title(&self, words: &Words) -> String {
        words.section_counter()
    }

    fn ask(&self) -> Self::Ask {
        (
            self.search.value().to_owned(),
            self.open.clone(),
            self.customer.clone(),
        )
    }

    fn read((text, open, customer): &Self::Ask, reader: &mut Reader<'_>) -> Result<View, Refused> {
        let matches = match customer {
            Some(code) => orders_of(reader, code)?,
            None => search(reader, text)?,
        };
        let shown = open
            .clone()
            .or_else(|| matches.first().and_then(|found| found.order.clone()));
        let card = match shown {
            Some(number) => match card(reader, &number) {
                Err(refused) if refused.id == "not-found" => None,
                other => Some(other?),
            },
            None => None,
        };
        Ok(View { matches, card })
    }

    fn arrived(&mut self, before: &View, view: &View) {
        self.list.settle(&Self::keys(before), &Self::keys(view));
    }

    fn is_typing(&self) -> bool {
        self.open.is_none()
    }

    fn key(&mut self, key: KeyEvent, view: &View, _out: &mut Outbox<'_>) -> bool {
        match key.code {
            KeyCode::Esc if self.open.is_some() => self.open = None,
            KeyCode::Esc if self.customer.is_some() => self.customer = None,
            KeyCode::Esc if !self.search.value().is_empty() => self.search = Field::default(),
            KeyCode::Esc => return false,
            KeyCode::Char(digit @ '1'..='9')
                if self.open.is_none()
                    && self.search.value().is_empty()
                    && self.customer.is_none()
                    && digit < '5' =>
            {
                return false;
            }
            KeyCode::Char('?') if self.search.value().is_empty() => return false,
            _ if self.list.key(key, &Self::keys(view)) => {
                if self.open.is_some() {
                    self.open = self
                        .chosen(view)
                        .and_then(|found| found.order.clone())
                        .or(self.open.take());
                }
            }
            _ if self.open.is_some() => return false,
            _ => {
                let before = self.search.value().to_owned();
                let used = self.search.key(key);
                if self.search.value() != before {
                    self.customer = None;
                    self.list = List::default();
                }
                return used;
            }
        }
        true
    }

    fn paste(&mut self, pasted: &str) {
        self.open = None;
        self.customer = None;
        self.search = Field::default();
        self.search.paste(pasted);
    }

    fn clicked(&mut self, row: i64, view: &View) {
        if self.list.chosen() == Some(row) {
            self.enter(view);
        } else {
            self.list.choose(row);
        }
    }

    fn draw(&mut self, view: &View, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        let words = look.words;
        text::put(
            canvas.buffer,
            area,
            1,
            0,
            &words.counter_who(),
            if self.open.is_none() {
                look.theme.accent
            } else {
                look.theme.dim
            },
        );
        let label = u16::try_from(text::width(&words.counter_who()) + 3).unwrap_or(0);
        let spot = Rect::new(
            area.x + label,
            area.y,
            area.width.saturating_sub(label + 1).min(46),
            1,
        );
        let cursor = self.search.draw(
            canvas.buffer,
            spot,
            if self.open.is_none() {
                look.theme.chosen
            } else {
                look.theme.plain
            },
            false,
        );
        if self.open.is_none() && look.focused {
            canvas.cursor = Some(cursor);
        }
        let hint_x = label + spot.width + 1;
        text::put(
            canvas.buffer,
            area,
            hint_x,
            0,
            &words.counter_hint(),
            look.theme.dim,
        );
        let body = Rect {
            y: area.y + 2,
            height: area.height.saturating_sub(2),
            ..area
        };
        let wide = body.width >= 76;
        let list_width = if wide {
            (body.width * 2 / 5).max(34)
        } else {
            body.width
        };
        if wide || self.open.is_none() {
            self.draw_matches(
                view,
                Rect {
                    width: list_width,
                    ..body
                },
                canvas,
                look,
            );
        }
        if wide || self.open.is_some() {
            let place = if wide {
                Rect {
                    x: body.x + list_width + 1,
                    width: body.width - list_width - 1,
                    ..body
                }
            } else {
                body
            };
            if let Some(card) = view.card.as_ref().filter(|card| self.shows(card, view)) {
                super::draw_card::draw(card, place, canvas, look);
            }
        }
    }
}

impl Counter {
    /// The card belongs to what is open, or to the row that is chosen.
    fn shows(&self, card: &Card, view: &View) -> bool {
        self.open.as_ref().map_or_else(
            || self.chosen(view).and_then(|found| found.order.as_ref()) == Some(&card.order.number),
            |open| *open == card.order.number,
        )
    }

    fn draw_matches(&mut self, view: &View, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        let words = look.words;
        if view.matches.is_empty() {
            let hint = if self.search.value().is_empty() {
                words.counter_empty()
            } else {
                words.counter_no_match()
            };
            for (index, line) in text::wrap(&hint, usize::from(area.width.saturating_sub(4)))
                .iter()
                .enumerate()
            {
                text::put(
                    canvas.buffer,
                    area,
                    2,
                    u16::try_from(index + 1).unwrap_or(0),
                    line,
                    look.theme.dim,
                );
            }
            return;
        }
        let rows: Vec<_> = view
            .matches
            .iter()
            .map(|found| {
                let state = match &found.order {
                    Some(number) => format!(
                        "{} {}",
                        short(number),
                        words.word("fulfilment", &found.note)
                    ),
                    None if found.ready_and_open.1 > 0 => {
                        words.counter_counts(found.ready_and_open.1, found.ready_and_open.0)
                    }
                    None => found.note.clone(),
                };
                (found.key, vec![found.name.clone(), state], look.theme.plain)
            })
            .collect();
        let title = if self.search.value().is_empty() && self.customer.is_none() {
            words.counter_ready_title()
        } else {
            words.counter_matches()
        };
        let columns = [
            Column::new(title, 0),
            Column::new(String::new(), if area.width > 50 { 24 } else { 16 }),
        ];
        let drawn = self.list.draw(
            canvas.buffer,
            area,
            &columns,
            &rows,
            look.theme,
            look.focused,
        );
        canvas.rows(drawn);
    }
}

/// "SO-2026-0142" as people say it at the counter: "0142".
fn short(number: &str) -> &str {
    number.rsplit('-').next().unwrap_or(number)
}

fn needs_the_back(card: &Card) -> bool {
    card.order.states.pickable || card.packed().is_some()
}

fn orders_of(reader: &mut Reader<'_>, code: &str) -> Result<Vec<Match>, Refused> {
    let rows = reader.rows(
        "select o.id, o.number, c.code, c.name, o.fulfilment from customer c cross join orders o on o.customer = c.id
         where c.code = $1 order by o.placed_at desc, o.id desc limit 30",
        &[code.into()],
    )?;
    rows.iter()
        .map(|row| {
            Ok(Match {
                key: -row.int(0)?,
                order: Some(row.text(1)?),
                customer: row.text(2)?,
                name: row.text(3)?,
                note: row.text(4)?,
                ready_and_open: (0, 0),
            })
        })
        .collect()
}

fn open_hand_over(view: &View, out: &mut Outbox<'_>) {
    let Some(card) = &view.card else { return };
    let Some(parcel) = card.ready() else { return };
    let words = out.words;
    let number = parcel.number.clone();
    let yes_no = |first: bool| {
        let mut both = vec![
            ("no".to_owned(), words.no()),
            ("yes".to_owned(), words.yes()),
        ];
        if first {
            both.reverse();
        }
        both
    };
    let mut intro = vec![words.counter_hand_over_intro(
        card.customer.as_str(),
        card.order.number.as_str(),
        parcel.place.as_str(),
    )];
    if card.due() > Money::ZERO {
        intro.push(words.counter_due(words.money(card.due())));
    }
    let inputs = vec![
        Input::text(words.counter_collected_by(), &card.customer),
        Input::choice(words.counter_on_account(), yes_no(false)),
    ];
    let form = Form::new(
        words.counter_hand_over_title(number.as_str()),
        intro,
        inputs,
        move |values, out| {
            let [collected_by, on_account] = values else {
                return;
            };
            let hand_over = HandOver {
                parcel: number.clone(),
                collected_by: collected_by.clone(),
                on_account: on_account == "yes",
            };
            out.perform(hand_over, |words, receipt| {
                (
                    words.counter_handed_over(receipt.text("slip"), receipt.subject.as_str()),
                    Some(Bound::pane(super::SlipScreen::of(receipt.text("slip")))),
                )
            });
        },
    );
    out.open(Bound::pane(form));
}

fn open_payment(view: &View, out: &mut Outbox<'_>) {
    let Some(card) = &view.card else { return };
    let words = out.words;
    let order = card.order.number.clone();
    let means = Means::ALL
        .iter()
        .map(|means| {
            (
                means.as_str().to_owned(),
                words.word("means", means.as_str()),
            )
        })
        .collect();
    let inputs = vec![
        Input::text(words.counter_amount(), &card.due().to_string()),
        Input::choice(words.counter_means(), means),
    ];
    let intro = vec![words.counter_due(words.money(card.due()))];
    let form = Form::new(
        words.counter_payment_title(order.as_str()),
        intro,
        inputs,
        move |values, out| {
            let [amount, means] = values else { return };
            let Some(amount) = Money::parse(amount) else {
                let refused = Refused::rule("bad-money").with("value", amount);
                return out.say(out.words.refused(&refused));
            };
            let means = Means::parse(means).unwrap_or(Means::Cash);
            out.perform(
                TakePayment {
                    order: order.clone(),
                    amount,
                    means,
                },
                |words, receipt| (words.counter_paid(receipt.text("payment")), None),
            );
        },
    );
    out.open(Bound::pane(form));
}

fn open_sign(view: &View, out: &mut Outbox<'_>) {
    let Some(card) = &view.card else { return };
    let words = out.words;
    let order = card.order.number.clone();
    let papers = card
        .to_sign
        .iter()
        .map(|kind| (kind.as_str().to_owned(), words.word("paper", kind.as_str())))
        .collect();
    let inputs = vec![
        Input::choice(words.counter_paper(), papers),
        Input::text(words.counter_signed_by(), &card.customer),
    ];
    let form = Form::new(
        words.counter_sign_title(order.as_str()),
        Vec::new(),
        inputs,
        move |values, out| {
            let [paper, signed_by] = values else { return };
            let Some(paper) = crate::model::PaperKind::parse(paper) else {
                return;
            };
            let sign = SignPaper {
                order: order.clone(),
                paper,
                signed_by: signed_by.clone(),
            };
            out.perform(sign, |words, receipt| {
                (
                    words.counter_signed(words.word("paper", receipt.text("paper"))),
                    None,
                )
            });
        },
    );
    out.open(Bound::pane(form));
}

/// Where another part of the house goes on with the order of this card.
fn go(view: &View, out: &mut Outbox<'_>, place: fn(String) -> Place) {
    if let Some(card) = &view.card {
        out.go(place(card.order.number.clone()));
    }
}

fn go_ready(view: &View, out: &mut Outbox<'_>) {
    if let Some(parcel) = view.card.as_ref().and_then(Card::packed) {
        out.go(Place::Ready(parcel.number.clone()));
    }
}
