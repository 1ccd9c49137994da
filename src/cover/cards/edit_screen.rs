//! Where the office writes its own job cards.

use super::card::Part;
use super::edit::last_change;
use super::own::{is_card_name, prepare_own, read_own};
use super::{EditCard, card};
use crate::model::ReadRight;
use crate::model::text::{hex, is_hidden};
use crate::office::{Reader, Refused, Verb};
use crate::pane::{
    Binding, Bound, Canvas, Chord, Effect, Form, Input, Inputs, Look, Outbox, Screen,
};
use crate::ui::text;
use crate::words::{Lang, Words};
use crossterm::event::KeyEvent;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;
use ratatui_textarea::TextArea;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// An own card that is being written.
pub struct CardScreen {
    folder: PathBuf,
    lang: Lang,
    name: String,
    before: String,
    area: TextArea<'static>,
    trouble: String,
    /// The line of the last change that was told here; none: not read yet.
    told: Option<i64>,
    /// Who saved another text while this one was written.
    by: String,
}

/// The last change of the card: its journal line, and by whom. None: not read yet.
type LastChange = Option<Option<(i64, String)>>;

/// The form that asks how a new card of the office's own is called.
#[must_use]
pub fn new_card_form(words: &Words, folder: &Path) -> Form {
    let mut inputs = Inputs::new();
    let name = inputs.text(Input::text(words.card_name(), "").required());
    let folder = folder.to_owned();
    let intro = vec![words.card_new_intro()];
    let title = words.card_new_title();
    Form::typed(title, intro, inputs, move |typed, out| {
        let file = typed.get(&name)?.to_lowercase().replace(' ', "-");
        let screen = CardScreen::open(&folder, out.words.lang(), &file)
            .map_err(|refused| name.wrong(refused))?;
        out.close();
        out.open(Bound::pane(screen));
        Ok(())
    })
}

impl CardScreen {
    /// The office's own card of this name, or the beginning of one. Reads the file.
    ///
    /// # Errors
    /// The name cannot be a card's, or the file cannot be read.
    pub fn open(folder: &Path, lang: Lang, name: &str) -> Result<Self, Refused> {
        if !is_card_name(name) {
            return Err(Refused::rule("bad-card-name").with("value", name));
        }
        let known = read_own(folder, lang, name)?;
        let text = known.unwrap_or_else(|| beginning(lang, name));
        let lines = text.lines().map(cleaned).collect::<Vec<_>>();
        let mut area = TextArea::new(lines);
        area.set_tab_length(2);
        let before = area.lines().join("\n");
        Ok(Self {
            folder: folder.to_owned(),
            lang,
            name: name.to_owned(),
            before,
            area,
            trouble: String::new(),
            told: None,
            by: String::new(),
        })
    }

    fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    fn save(&self, out: &mut Outbox<'_>) {
        let typed = self.text();
        let text = if typed.trim().is_empty() {
            String::new()
        } else {
            format!("{}\n", typed.trim_end())
        };
        let edit = EditCard {
            card: self.name.clone(),
            lang: self.lang.as_str().to_owned(),
            bytes: u64::try_from(text.len()).unwrap_or(u64::MAX),
            sha256: hex(&Sha256::digest(text.as_bytes())),
            known: self.told,
        };
        let (folder, lang, name) = (self.folder.clone(), self.lang, self.name.clone());
        let job = Box::new(
            move |office: &mut crate::office::Office, session: &crate::office::Session| {
                edit.prepare()?;
                // The line is written only if the text is on the disk, and the text only by whoever may write the line. It takes the
                // place of the old card when the line is there: a full disk leaves both or neither.
                let (receipt, new) = office.all_or_nothing(|writing| {
                    let receipt = writing.perform(session, &edit, None)?;
                    let new = prepare_own(&folder, lang, &name, &text)?;
                    Ok((receipt, new))
                })?;
                new.put()?;
                Ok(receipt)
            },
        );
        out.effects.push(Effect::Perform(job, |words, receipt| {
            (words.card_saved(receipt.subject.as_str()), None)
        }));
    }
}

/// A line as it may stand in a card: what hides or turns text is left out.
fn cleaned(line: &str) -> String {
    line.replace('\t', "  ")
        .chars()
        .filter(|c| !is_hidden(*c))
        .collect()
}

/// What a new card begins with: its title and the headings of all parts.
fn beginning(lang: Lang, name: &str) -> String {
    let ours = card(None, lang, name).ok();
    let title = ours
        .as_ref()
        .map_or_else(|| name.to_owned(), |card| card.title.clone());
    if ours.is_some() {
        return format!("# {title}\n\n{}\n", heading(Part::Steps, lang));
    }
    let parts = Part::ALL
        .iter()
        .map(|(part, ..)| format!("{}\n- \n", heading(*part, lang)));
    format!("# {title}\n\n{}", parts.collect::<Vec<_>>().join("\n"))
}

fn heading(part: Part, lang: Lang) -> String {
    let found = Part::ALL.iter().find(|(known, ..)| *known == part);
    let name = found.map_or("", |(_, english, czech)| match lang {
        Lang::En => english,
        Lang::Cs => czech,
    });
    format!("## {name}")
}

impl Screen for CardScreen {
    const RIGHT: ReadRight = ReadRight::Management;
    type Ask = (String, Lang);
    type View = LastChange;

    fn title(&self, words: &Words) -> String {
        words.card_edit_title(self.name.as_str())
    }

    fn ask(&self) -> Self::Ask {
        (self.name.clone(), self.lang)
    }

    fn read((name, lang): &Self::Ask, reader: &mut Reader<'_>) -> Result<LastChange, Refused> {
        Ok(Some(last_change(reader, name, lang.as_str())?))
    }

    /// Somebody else has saved it while it is written here: told once, and saving writes over it from then on.
    fn arrived(&mut self, _before: &LastChange, view: &LastChange) {
        let Some(last) = view else { return };
        let (seq, by) = last
            .as_ref()
            .map_or((0, ""), |(seq, by)| (*seq, by.as_str()));
        if self.told.is_some_and(|told| told < seq) {
            by.clone_into(&mut self.by);
        }
        self.told = Some(seq);
    }

    const BINDINGS: &'static [Binding<Self>] = &[Binding {
        chord: Chord::ctrl('s'),
        label: Words::key_save,
        when: |_, _, _| true,
        act: |screen, _, out| screen.save(out),
    }];

    fn is_typing(&self) -> bool {
        true
    }

    fn key(&mut self, key: KeyEvent, _view: &LastChange, _out: &mut Outbox<'_>) -> bool {
        if key.code == crossterm::event::KeyCode::Esc {
            return false;
        }
        self.trouble.clear();
        self.area.input(key);
        true
    }

    fn paste(&mut self, text: &str) {
        for (nth, line) in text.lines().enumerate() {
            if nth > 0 {
                self.area.insert_newline();
            }
            self.area.insert_str(cleaned(line));
        }
    }

    fn refused(&mut self, sentence: &str) {
        sentence.clone_into(&mut self.trouble);
    }

    fn draw(&mut self, _view: &LastChange, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        let intro = look.words.card_edit_intro();
        let top = text::paragraph(canvas.buffer, area, 0, 0, &intro, look.theme.dim);
        let top = text::paragraph(canvas.buffer, area, 0, top, &self.trouble, look.theme.bad);
        let meanwhile = match self.by.as_str() {
            "" => String::new(),
            by => look.words.card_changed_meanwhile(by),
        };
        let top = text::paragraph(canvas.buffer, area, 0, top, &meanwhile, look.theme.warn);
        let page = Rect {
            y: area.y + top,
            height: area.height.saturating_sub(top),
            ..area
        };
        if page.height == 0 || page.width == 0 {
            return;
        }
        self.area.set_style(look.theme.plain);
        self.area.set_cursor_line_style(look.theme.plain);
        (&self.area).render(page, canvas.buffer);
        canvas.cursor = None::<Position>;
    }

    fn draft(&self) -> Option<Vec<String>> {
        self.is_dirty().then(|| vec![self.text()])
    }

    fn take_draft(&mut self, values: &[String]) {
        if let Some(text) = values.first() {
            self.area = TextArea::new(text.lines().map(cleaned).collect());
        }
    }

    fn is_dirty(&self) -> bool {
        self.text() != self.before
    }
}
