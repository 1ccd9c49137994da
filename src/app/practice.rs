//! Practising: a second shell over a throw-away copy, inside of this one. Keys, ticks and clicks go to it as long as it is there;
//! this one goes on hearing its own clerks, and is found again as it was left.

use super::card_keys::key_of;
use super::clerk::{Report, WriteJob};
use super::shell::{Over, Shell};
use crate::cover::cards::{card, card_folder};
use crate::cover::practice::{Choose, Guide};
use crate::model::Desk;
use crate::office::{Office, Practice, Refused};
use crate::pane::{Bound, Then};
use crate::store::PracticeFolder;
use crate::words::{Words, named};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::channel;

/// A copy that is being made.
pub(super) struct Copying {
    stop: Arc<AtomicBool>,
    done: u64,
    all: u64,
    desk: Desk,
    card: Option<String>,
}

impl Copying {
    /// How far it is, in words.
    pub(super) fn said(&self, words: &Words) -> String {
        let percent = self.done * 100 / self.all.max(1);
        let megabytes = self.all.div_ceil(1024 * 1024);
        words.practice_copying(
            named::Megabytes(i64::try_from(megabytes).unwrap_or(i64::MAX)),
            named::Percent(i64::try_from(percent).unwrap_or(100)),
        )
    }
}

/// A practice that is open: the shell over the copy goes before the folder in which it lies.
pub(super) struct Inner {
    pub(super) shell: Box<Shell>,
    _folder: PracticeFolder,
}

/// What was asked for on the command line, until somebody has signed in.
#[derive(Debug)]
pub struct Wish {
    /// The code of whoever is to sign in.
    pub code: Option<String>,
    /// The card; none: it is chosen.
    pub card: Option<String>,
}

impl Shell {
    /// As soon as somebody is signed in a practice begins, and with it the program ends.
    ///
    /// # Errors
    /// There is no such card.
    pub fn wish_practice(&mut self, wish: Wish) -> Result<(), Refused> {
        if let Some(verb) = &wish.card {
            card(Some(&card_folder(&self.file)), self.words.lang(), verb)?;
        }
        if let Some(code) = &wish.code {
            self.sign_in = super::sign_in::SignIn::of(code);
        }
        self.practice_wish = Some(wish);
        Ok(())
    }

    /// Somebody is signed in, and their rights are known.
    pub(super) fn grant_wish(&mut self) {
        let (Some(who), true) = (&self.who, self.session.is_some()) else {
            return;
        };
        let home = who.desk;
        let Some(wish) = self.practice_wish.take() else {
            return;
        };
        self.practice_alone = true;
        match wish.card {
            Some(verb) => self.practise(None, Some(verb)),
            None => self.choose_practice(home.other()),
        }
    }

    /// Whether this is the shell of a practice.
    pub(super) const fn is_practice(&self) -> bool {
        self.guide.is_some()
    }

    /// Shows what can be practised at a desk.
    pub(super) fn choose_practice(&mut self, desk: Desk) {
        let Some(staff) = self.who.as_ref().map(|who| who.staff) else {
            return;
        };
        if self.is_practice() {
            self.status = (self.words.practice_not_here(), true);
        } else {
            self.show(Bound::pane(Choose::at(desk, staff)));
        }
    }

    /// Begins to copy the office; the practice opens when that is done. Without a desk it is the card's.
    pub(super) fn practise(&mut self, desk: Option<Desk>, verb: Option<String>) {
        let Some(session) = self.session.clone().filter(|_| !self.is_practice()) else {
            self.status = (self.words.practice_not_here(), true);
            return;
        };
        if self.dialogs.iter().any(|(_, pane)| pane.is_dirty()) {
            self.status = (self.words.status_close_first(), true);
            return;
        }
        let of_card = verb.as_ref().and_then(|verb| {
            let card = card(Some(&card_folder(&self.file)), self.words.lang(), verb).ok()?;
            card.duty?.desk()
        });
        let other = self.who.as_ref().map(|who| who.desk.other());
        let desk = desk.or(of_card).or(other).unwrap_or(Desk::Back);
        let stop = Arc::new(AtomicBool::new(false));
        self.copying = Some(Copying {
            stop: Arc::clone(&stop),
            done: 0,
            all: 0,
            desk,
            card: verb,
        });
        self.over = Over::Copying;
        self.waiting_for += 1;
        let (file, clock, to) = (self.file.clone(), Arc::clone(&self.clock), self.sender());
        std::thread::spawn(move || {
            let within = std::env::temp_dir();
            let learner = (session.staff, desk, session.terminal.as_str());
            let made = Office::practise(&file, &within, &clock, learner, &mut |done, all| {
                let _ = to.send(Report::Copying(done, all));
                !stop.load(Ordering::Relaxed)
            });
            // Nobody hears it any more: the copy goes here.
            let _ = to.send(Report::Copied(made.map(Box::new)));
        });
    }

    /// So much of the copy is made.
    pub(super) fn copied_so_far(&mut self, done: u64, all: u64) {
        if let Some(copying) = &mut self.copying {
            (copying.done, copying.all) = (done, all);
            self.dirty = true;
        }
    }

    /// Esc while the office is copied.
    pub(super) fn stop_copying(&mut self) {
        if let Some(copying) = &self.copying {
            copying.stop.store(true, Ordering::Relaxed);
        }
        self.over = Over::Nothing;
    }

    /// The copy is made, or could not be.
    pub(super) fn copied(&mut self, made: Result<Box<Practice>, Refused>) {
        self.waiting_for = self.waiting_for.saturating_sub(1);
        self.dirty = true;
        if self.over == Over::Copying {
            self.over = Over::Nothing;
        }
        let Some(copying) = self.copying.take() else {
            return;
        };
        let opened = if copying.stop.load(Ordering::Relaxed) {
            self.status = (self.words.practice_stopped(), false);
            return;
        } else {
            made.and_then(|practice| self.open_practice(*practice, copying))
        };
        if let Err(refused) = opened {
            self.status = (self.words.refused(&refused), true);
        }
    }

    fn open_practice(&mut self, practice: Practice, copying: Copying) -> Result<(), Refused> {
        let Practice { folder, session } = practice;
        let clock = Arc::clone(&self.clock);
        let lang = Some(self.words.lang());
        let mut inner =
            Self::over_practice(&folder.file(), clock, &self.terminal, lang, copying.desk)?;
        inner.theme = self.theme.practising();
        inner.cards_from = card_folder(&self.file);
        let found = copying
            .card
            .and_then(|verb| card(Some(&inner.cards_from), self.words.lang(), &verb).ok())
            .map(|card| card.with_keys(key_of));
        inner.guide = Some(Guide::new(copying.desk, found, self.now()));
        inner.session = Some(session);
        inner.ask_who();
        // What the clerks of the copy report comes in the same line as everything else.
        let (_, nothing) = channel();
        let from = std::mem::replace(&mut inner.reports, nothing);
        let to = self.sender();
        std::thread::spawn(move || {
            for report in from {
                if matches!(report, Report::End)
                    || to.send(Report::Practice(Box::new(report))).is_err()
                {
                    return;
                }
            }
        });
        self.practice = Some(Inner {
            shell: Box::new(inner),
            _folder: folder,
        });
        Ok(())
    }

    /// After the practice has heard something: it may be over.
    pub(super) fn after_practice(&mut self) {
        let Some(inner) = &mut self.practice else {
            return;
        };
        inner.shell.ask_for_views();
        self.dirty |= std::mem::take(&mut inner.shell.dirty);
        if inner.shell.quit {
            self.leave_practice();
        }
    }

    /// Throws the copy away, and keeps in the real office what came of it.
    pub(super) fn leave_practice(&mut self) {
        let Some(mut inner) = self.practice.take() else {
            return;
        };
        inner.shell.close_clerks();
        self.dirty = true;
        let now = self.now();
        let result = inner
            .shell
            .guide
            .as_ref()
            .and_then(|guide| guide.result(now));
        drop(inner);
        self.status = (self.words.practice_over(), false);
        if let (Some(practised), Some(session)) = (result, self.session.clone()) {
            let kept: Then = |words, receipt| (words.practice_kept(receipt.text("result")), None);
            self.thens.push_back((kept, None));
            self.waiting_for += 1;
            self.tell(WriteJob::Perform(
                super::shell::WHO,
                session,
                Box::new(move |office, session| office.perform(session, &practised)),
            ));
        }
        if self.practice_alone {
            self.quit = true;
        }
    }

    /// The clerks of this shell end, and with them their connections.
    fn close_clerks(&mut self) {
        self.clerks.over.store(true, Ordering::Relaxed);
        let (done, _) = channel();
        let _ = self.clerks.write.send(WriteJob::End(done));
        let _ = self.to.send(Report::End);
    }

    /// The language has changed: so does the card.
    pub(super) fn translate_guide(&mut self) {
        let Some(guide) = &mut self.guide else { return };
        let lang = self.words.lang();
        let found = guide
            .verb()
            .and_then(|verb| card(Some(&self.cards_from), lang, verb).ok());
        if let Some(found) = found {
            guide.translate(found.with_keys(key_of));
        }
    }
}
