//! Opening the screens over the office's file, or over a practice copy.

use super::clerk::{self, Clerks, Report};
use super::palette::Palette;
use super::sections::SECTIONS;
use super::shell::{DIALOGS, Over, Shell};
use super::sign_in::SignIn;
use crate::model::{Clock, Desk, ScannerSetup};
use crate::office::{Office, OfficeFacts, Refused};
use crate::records::setting::scanner_setup;
use crate::ui::theme::{DARK, MONO};
use crate::words::{Lang, Words};
use std::collections::VecDeque;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

/// A file whose clerks are at work.
struct Opened {
    facts: Arc<OfficeFacts>,
    scanner: ScannerSetup,
    clerks: Clerks,
    to: Sender<Report>,
    reports: Receiver<Report>,
}

impl Shell {
    /// Opens the screens over a file.
    ///
    /// # Errors
    /// Where the file cannot be opened.
    pub fn open(
        path: &Path,
        clock: Arc<dyn Clock>,
        terminal: &str,
        lang: Option<Lang>,
        desk: Option<Desk>,
    ) -> Result<Self, Refused> {
        let mut office = Office::open_to_read(path, Arc::clone(&clock))?;
        let facts = Arc::clone(office.facts());
        let scanner = office.read(|reader| scanner_setup(reader))?;
        drop(office);
        let (to, reports) = channel::<Report>();
        let clerks = clerk::start(path, &clock, &to)?;
        let opened = Opened {
            facts,
            scanner,
            clerks,
            to,
            reports,
        };
        let mut shell = Self::with(path, clock, terminal, (lang, desk), opened);
        shell.ask_people();
        Ok(shell)
    }

    /// Opens the screens over a practice copy, at the desk that is practised.
    ///
    /// # Errors
    /// Where the file cannot be opened, or is a real office.
    pub(super) fn over_practice(
        path: &Path,
        clock: Arc<dyn Clock>,
        terminal: &str,
        lang: Option<Lang>,
        desk: Desk,
    ) -> Result<Self, Refused> {
        let mut office = Office::open_practice_to_read(path, Arc::clone(&clock))?;
        let facts = Arc::clone(office.facts());
        let scanner = office.read(|reader| scanner_setup(reader))?;
        drop(office);
        let (to, reports) = channel::<Report>();
        let clerks = clerk::start_practice(path, &clock, &to)?;
        let opened = Opened {
            facts,
            scanner,
            clerks,
            to,
            reports,
        };
        let lang = (lang, Some(desk));
        Ok(Self::with(path, clock, terminal, lang, opened))
    }

    fn with(
        path: &Path,
        clock: Arc<dyn Clock>,
        terminal: &str,
        (lang, desk): (Option<Lang>, Option<Desk>),
        opened: Opened,
    ) -> Self {
        let Opened {
            facts,
            scanner,
            clerks,
            to,
            reports,
        } = opened;
        let own = Lang::parse(&facts.language).unwrap_or(Lang::En);
        let colours = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        Self {
            words: Words::new(lang.unwrap_or(own), &facts.currency, facts.zone),
            theme: if colours { DARK } else { MONO },
            who: None,
            sign_in: SignIn::default(),
            panes: SECTIONS.iter().map(|section| (section.make)()).collect(),
            dialogs: Vec::new(),
            desk,
            at: [0; 3],
            both: false,
            over: Over::Nothing,
            palette: Palette::default(),
            searched: super::acts::Searched::default(),
            found_asked: 0,
            status: (String::new(), false),
            age: super::status_age::Age::default(),
            locked: false,
            last_key: clock.now(),
            clock,
            file: path.to_owned(),
            terminal: terminal.to_owned(),
            clerks,
            reports,
            to,
            session: None,
            next_dialog: DIALOGS,
            at_work: None,
            thens: VecDeque::new(),
            on_their_way: Vec::new(),
            hits: Vec::new(),
            waiting_for: 0,
            ahead: super::ahead::Ahead::default(),
            shown_minute: 0,
            columns: 0,
            came_from: None,
            opened: Vec::new(),
            held: Vec::new(),
            digit: super::digits::Digit::default(),
            too_small: false,
            lang_chosen: lang.is_some(),
            burst: super::burst::Burst::of(scanner),
            entered: super::echo::Entered::default(),
            tentative: None,
            shown_in: None,
            scans: super::scan::Scans::default(),
            tries: super::try_scanner::Tries::default(),
            kept: super::drafts::Kept::default(),
            cards: super::cards::Cards::default(),
            who_is_old: false,
            who_of: None,
            cover_key_waits: false,
            cover_wish: None,
            cover_dialog: None,
            opens_next: None,
            cover_turn: 0,
            facts,
            copying: None,
            practice: None,
            guide: None,
            cards_from: crate::cover::cards::card_folder(path),
            practice_wish: None,
            practice_alone: false,
            missed_seen: false,
            resumed: false,
            dirty: true,
            quit: false,
        }
    }
}
