//! One's own request for cover, or offer of one, as long as nobody has answered it: how long it waits, and what can be done about it.

use super::clash::Wanted;
use super::consent::unasked;
use super::whom::{Candidate, candidates};
use super::{Ask, Cover, Declare, End, Status, said};
use crate::model::roster::Span;
use crate::model::{CoverReason, Duties, Duty, Instant, ReadRight, StaffId};
use crate::office::{Reader, Reads, Refused};
use crate::pane::{Binding, Bound, Canvas, Chord, Form, Input, Inputs, Look, Outbox, Screen, Then};
use crate::records::presence::at_a_screen;
use crate::records::setting::Setting;
use crate::records::staff;
use crate::ui::text;
use crate::words::{Words, named};
use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

/// How wide the dialog is where there is room.
const COLUMNS: u16 = 72;

/// The newest request or offer of this person that begins with its answer and waits for one: its number.
///
/// # Errors
/// What the store reports.
pub fn own_request(reads: &mut impl Reads, person: StaffId) -> Result<Option<String>, Refused> {
    let now = reads.now();
    let row = reads.row(
        "select number from cover
         where ended_at is null and starts_at is null and accepted_at is null and begins_at is null and parent is null and ends_at > $2
           and (owner = $1 and coverer is null or coverer = $1) order by id desc limit 1",
        &[person.0.into(), now.0.into()],
    )?;
    row.map(|row| Ok(row.text(0)?)).transpose()
}

/// What is known of it.
#[derive(Debug, Clone, Default)]
pub struct Own {
    /// It still waits for an answer.
    is_open: bool,
    /// Oneself offers to stand in; else somebody is asked to.
    is_offer: bool,
    /// Who is asked; empty: anyone who can.
    asked: String,
    owner_code: String,
    duties: Duties,
    reason: Option<CoverReason>,
    note: String,
    asked_at: Instant,
    /// When whoever was asked need not be waited for any more.
    answer_by: Instant,
    /// When management is told.
    told_at: Instant,
    until: Instant,
    /// Who else could: code and name, the best one first.
    next: Option<(String, String)>,
    /// The owner need not be waited for any more.
    may_begin: bool,
}

/// The dialog of it.
#[derive(Debug)]
pub struct OwnRequest {
    number: String,
    trouble: String,
    rows: u16,
}

impl OwnRequest {
    /// Of the request with this number.
    #[must_use]
    pub fn of(number: &str) -> Self {
        Self {
            number: number.to_owned(),
            trouble: String::new(),
            rows: 6,
        }
    }

    /// Asks somebody else, or anyone, in its place.
    fn ask_instead(&self, own: &Own, of: Option<String>, out: &mut Outbox<'_>) {
        let ask = Ask {
            duties: own.duties.iter().collect(),
            reason: own.reason.unwrap_or(CoverReason::Other),
            until: own.until.to_string(),
            of,
            note: own.note.clone(),
            instead: Some(self.number.clone()),
        };
        out.perform(ask, |words, receipt| (said::asked(words, receipt), None));
    }

    fn lines(&self, own: &Own, look: &Look<'_>) -> Vec<String> {
        let words = look.words;
        if !own.is_open {
            return vec![words.own_request_over()];
        }
        let time = |at: Instant| words.when(at, look.now);
        let at = || named::At(time(own.asked_at));
        let duties = || named::Duties(words.duties(own.duties));
        let until = || named::Until(time(own.until));
        let name = || named::Name(own.asked.as_str());
        let told = || named::Told(time(own.told_at));
        let late = look.now >= own.answer_by;
        let mut lines = vec![match (own.is_offer, own.asked.is_empty()) {
            (true, _) => words.own_request_offered(at(), duties(), name(), until()),
            (false, false) => words.own_request_asked(at(), duties(), name(), until()),
            (false, true) => words.own_request_asked_anyone(at(), duties(), until()),
        }];
        lines.push(if own.is_offer {
            if late || own.may_begin {
                words.own_request_offer_waited(own.asked.as_str())
            } else {
                words.own_request_offer_waits(named::At(time(own.answer_by)), name())
            }
        } else if look.now >= own.told_at {
            words.own_request_told(time(own.told_at))
        } else if own.asked.is_empty() {
            words.own_request_waits_anyone(time(own.told_at))
        } else if late {
            words.own_request_waited(time(own.told_at))
        } else {
            words.own_request_waits(named::At(time(own.answer_by)), told())
        });
        if !own.is_offer {
            lines.push(match &own.next {
                Some((_, name)) => words.own_request_next(name.as_str()),
                None => words.own_request_no_next(),
            });
        }
        lines.push(self.trouble.clone());
        lines.retain(|line| !line.is_empty());
        lines
    }
}

impl Screen for OwnRequest {
    const RIGHT: ReadRight = ReadRight::Anyone;
    type Ask = String;
    type View = Own;

    fn title(&self, words: &Words) -> String {
        words.own_request_title(self.number.as_str())
    }

    fn ask(&self) -> String {
        self.number.clone()
    }

    fn read(number: &String, reader: &mut Reader<'_>) -> Result<Own, Refused> {
        let cover = Cover::find(reader, number)?;
        let now = reader.now();
        let minutes = Setting::CoverAnswerMinutes.count(reader)?.max(1);
        let offered_by = cover.offered_by();
        let asked = cover.asked.map(|asked| staff::name(reader, asked));
        let owner_code = cover.owner.map(|owner| staff::code(reader, owner));
        let may_begin = match (offered_by, cover.owner) {
            (Some(me), Some(owner)) => unasked(reader, owner, me, cover.duties).is_ok(),
            _ => false,
        };
        Ok(Own {
            is_open: cover.status(now) == Status::Asked,
            is_offer: offered_by.is_some(),
            asked: asked.transpose()?.unwrap_or_default(),
            owner_code: owner_code.transpose()?.unwrap_or_default(),
            duties: cover.duties,
            reason: cover.reason,
            note: cover.note.clone(),
            asked_at: cover.asked_at,
            answer_by: cover.asked_at.plus_minutes(minutes),
            told_at: cover.asked_at.plus_minutes(2 * minutes),
            until: cover.ends_at,
            next: next(reader, &cover)?,
            may_begin,
        })
    }

    fn arrived(&mut self, _before: &Own, _own: &Own) {}

    const BINDINGS: &'static [Binding<Self>] = &[
        Binding {
            chord: Chord::char('b'),
            label: Words::own_request_key_begin,
            when: |_, own, _| own.is_open && own.is_offer,
            act: |_, own, out| out.open(Bound::pane(begin_form(out.words, own))),
        },
        Binding {
            chord: Chord::char('n'),
            label: Words::own_request_key_next,
            when: |_, own, _| own.is_open && !own.is_offer && own.next.is_some(),
            act: |screen, own, out| {
                let next = own.next.as_ref().map(|(code, _)| code.clone());
                screen.ask_instead(own, next, out);
            },
        },
        Binding {
            chord: Chord::char('a'),
            label: Words::own_request_key_anyone,
            when: |_, own, _| own.is_open && !own.is_offer && !own.asked.is_empty(),
            act: |screen, own, out| screen.ask_instead(own, None, out),
        },
        Binding {
            chord: Chord::char('w'),
            label: Words::own_request_key_withdraw,
            when: |_, own, _| own.is_open,
            act: |screen, _, out| {
                let end = End {
                    cover: screen.number.clone(),
                    note: String::new(),
                };
                out.perform(end, |words, receipt| (said::ended(words, receipt), None));
            },
        },
    ];

    fn key(&mut self, _key: KeyEvent, _own: &Own, _out: &mut Outbox<'_>) -> bool {
        false
    }

    fn refused(&mut self, sentence: &str) {
        sentence.clone_into(&mut self.trouble);
    }

    fn prepare(&mut self, own: &Own, columns: u16, look: &Look<'_>) {
        let wide = usize::from(columns.min(COLUMNS - 4));
        let lines = self.lines(own, look);
        let rows: usize = lines.iter().map(|line| text::wrap(line, wide).len()).sum();
        self.rows = u16::try_from(rows).unwrap_or(u16::MAX);
    }

    fn size(&self) -> Option<(u16, u16)> {
        Some((COLUMNS, self.rows.saturating_add(2)))
    }

    fn draw(&mut self, own: &Own, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        let wide = usize::from(area.width);
        let mut y = 0;
        for line in self.lines(own, look) {
            let style = if line == self.trouble {
                look.theme.bad
            } else {
                look.theme.plain
            };
            for row in text::wrap(&line, wide) {
                text::put(canvas.buffer, area, 0, y, &row, style);
                y += 1;
            }
        }
    }
}

/// Who could do it besides whoever is asked and whoever has said no today: of those whom it fits one at a screen, else the best.
fn next(reader: &mut Reader<'_>, cover: &Cover) -> Result<Option<(String, String)>, Refused> {
    let now = reader.now();
    let wanted = Wanted {
        duties: cover.duties,
        owner: cover.owner,
        span: Span {
            from: now,
            until: cover.ends_at,
        },
        but: Some(cover.id),
    };
    let mut but: Vec<StaffId> = cover.owner.into_iter().chain(cover.asked).collect();
    let day_ago = now.plus_minutes(-24 * 60);
    for row in reader.rows(
        "select ended_by from cover where owner = $1 and ended_how = 'declined' and ended_by is not null and asked_at > $2",
        &[cover.owner.map(|owner| owner.0).into(), day_ago.0.into()],
    )? {
        but.push(StaffId(row.int(0)?));
    }
    let mut fitting: Vec<Candidate> = candidates(reader, Some(&wanted), cover.duties, &but)?;
    fitting.retain(|one| one.trouble.is_none());
    let mut here = None;
    for (nth, one) in fitting.iter().enumerate() {
        let (id, ..) = staff::find(reader, &one.code)?;
        if here.is_none() && at_a_screen(reader, id)? {
            here = Some(nth);
        }
    }
    let best = fitting.into_iter().nth(here.unwrap_or(0));
    Ok(best.map(|one| (one.code, one.name)))
}

/// The PIN with which a cover begins whose owner has not answered.
fn begin_form(words: &Words, own: &Own) -> Form {
    let mut inputs = Inputs::new();
    let pin = inputs.own_pin(Input::pin(words.cover_pin()));
    let duties = named::Duties(words.duties(own.duties));
    let title = words.own_request_begin_title(duties, named::Name(own.asked.as_str()));
    let intro = vec![words.covers_begin_intro()];
    let (all, until): (Vec<Duty>, String) = (own.duties.iter().collect(), own.until.to_string());
    let (owner, note) = (own.owner_code.clone(), own.note.clone());
    let reason = own.reason.unwrap_or(CoverReason::Other);
    Form::typed(title, intro, inputs, move |typed, out| {
        let declare = Declare {
            duties: all.clone(),
            reason,
            until: until.clone(),
            owner: Some(owner.clone()),
            order: None,
            note: note.clone(),
        };
        let begun: Then = |words, receipt| (said::begun(words, receipt), None);
        out.perform_with_pin(typed.get(&pin)?, declare, begun);
        Ok(())
    })
    .saves_as(Words::cover_key_begin_now)
}
