//! What the screens ask the reading clerk, as whoever is signed in; and what happens where that sign-in turns out to be over.

use super::Shell;
use super::clerk::{ReadJob, WriteJob};
use super::shell::{Over, SCAN, WHO};
use crate::model::{Desk, ReadRight};
use crate::office::{Reader, Refused, Viewer};
use crate::pane::{AtWork, Question};

impl Shell {
    /// Asks the reading clerk something for the shell itself, under one of its numbers, as whoever is signed in.
    pub(super) fn ask<T: Send + 'static>(
        &mut self,
        number: u64,
        question: impl FnOnce(&mut Reader<'_>) -> Result<T, Refused> + Send + 'static,
    ) {
        self.ask_numbered(number, 0, question);
    }

    /// The same with a number that the answer bears, so that one that comes too late is known.
    pub(super) fn ask_numbered<T: Send + 'static>(
        &mut self,
        pane: u64,
        number: u64,
        question: impl FnOnce(&mut Reader<'_>) -> Result<T, Refused> + Send + 'static,
    ) {
        let viewer = self.viewer().map(|viewer| (viewer, ReadRight::Anyone));
        self.send(ReadJob {
            pane,
            number,
            viewer,
            question: answering(question),
        });
    }

    /// The same for what anybody may know: who can sign in here, and how the scanner is set up.
    pub(super) fn ask_openly<T: Send + 'static>(
        &mut self,
        number: u64,
        question: impl FnOnce(&mut Reader<'_>) -> Result<T, Refused> + Send + 'static,
    ) {
        self.send(ReadJob {
            pane: number,
            number: 0,
            viewer: None,
            question: answering(question),
        });
    }

    fn send(&mut self, job: ReadJob) {
        self.waiting_for += 1;
        if self.clerks.read.send(job).is_err() {
            self.quit = true;
        }
    }

    /// As whom the clerk reads for this screen.
    fn viewer(&self) -> Option<Viewer> {
        match &self.session {
            Some(session) => Some(Viewer::of(session)),
            None => self.who.as_ref().map(|who| Viewer::expected(who.staff)),
        }
    }

    fn visible(&self) -> Vec<u64> {
        let mut ids = vec![self.section_of(self.desk) as u64];
        if self.both {
            ids.extend(
                Desk::ALL
                    .iter()
                    .map(|desk| self.section_of(Some(*desk)) as u64),
            );
        }
        ids.extend(self.dialogs.iter().map(|(id, _)| *id));
        ids
    }

    /// Notes for the others what is worked on here, when it begins and when it is over.
    fn keep_at_work(&mut self) {
        let now = self
            .dialogs
            .iter()
            .rev()
            .find_map(|(_, pane)| pane.at_work());
        let number = |work: &Option<AtWork>| work.as_ref().map(|work| work.on.clone());
        if number(&now) == number(&self.at_work) {
            return;
        }
        let Some(session) = self.session.clone() else {
            // Signed out: that is its end as well.
            self.at_work = None;
            return;
        };
        let before = std::mem::replace(&mut self.at_work, now.clone());
        if let Some(work) = before {
            self.tell(WriteJob::Note(session.clone(), (work.end)(work.on)));
        }
        if let Some(work) = now {
            self.tell(WriteJob::Note(session, (work.begin)(work.on)));
        }
    }

    pub(super) fn ask_for_views(&mut self) {
        self.keep_at_work();
        if self.who.is_none() {
            return;
        }
        self.offer_acts();
        for id in self.visible() {
            let Some(pane) = self.pane(id) else { continue };
            let right = pane.right();
            let Some((number, question)) = pane.question() else {
                continue;
            };
            let viewer = self.viewer().map(|viewer| (viewer, right));
            self.send(ReadJob {
                pane: id,
                number,
                viewer,
                question,
            });
        }
    }

    /// Everything that is open is read again, under the sign-in that holds now.
    pub(super) fn read_all_again(&mut self) {
        let dialogs = self.dialogs.iter_mut().map(|(_, pane)| pane);
        for pane in self.panes.iter_mut().chain(dialogs) {
            pane.read_again();
        }
    }

    /// The clerk has found that whoever looks at this screen is signed out: they left the office, their PIN was set anew, or somebody
    /// signed in under the name of this terminal. What is open locks itself, what was typed is kept for them, and the reason is said.
    pub(super) fn signed_out_elsewhere(&mut self, id: u64, viewer: &Viewer, refused: &Refused) {
        if self.viewer().as_ref() != Some(viewer) {
            // Asked under an earlier sign-in: asked again under the one that holds now.
            match id {
                WHO => self.ask_who(),
                SCAN => self.know_scan(Err(refused.clone())),
                id => {
                    if let Some(pane) = self.pane(id) {
                        pane.forget();
                    }
                }
            }
            return;
        }
        if self.sign_in.busy {
            return;
        }
        self.dirty = true;
        if self.locked && !self.sign_in.trouble.is_empty() {
            // It is said already, or what was typed since is answered.
            return;
        }
        if !self.locked {
            self.keep_drafts();
            self.leave_practice();
            self.over = Over::Nothing;
            self.clear_status();
            self.lock();
        }
        self.sign_in.trouble = self.words.refused(refused);
    }
}

/// What is asked, with its answer in a box.
fn answering<T: Send + 'static>(
    question: impl FnOnce(&mut Reader<'_>) -> Result<T, Refused> + Send + 'static,
) -> Question {
    Box::new(move |reader| {
        question(reader).map(|read| Box::new(read) as Box<dyn std::any::Any + Send>)
    })
}
