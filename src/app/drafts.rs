//! What is typed and not saved: kept beside the office's file with every key, so that it survives whatever happens to the
//! program, and offered to the same person again.

use super::Shell;
use super::clerk::WriteJob;
use crate::store::{beside, private_file, read_text};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// By the title of its form: what stands in each field.
pub(super) type Drafts = BTreeMap<String, Vec<String>>;

/// The longest file of drafts that is read, in bytes.
const FILE_BYTES_MAX: u64 = 1024 * 1024;

/// What a person has typed, as it is kept.
#[derive(Debug, Default)]
pub(super) struct Kept {
    /// Found when the person signed in, and not taken yet.
    found: Drafts,
    /// What is in the file now.
    saved: Drafts,
}

/// Where the drafts of a person lie: `office.swing.draft-7`.
fn place(file: &Path, staff: i64) -> PathBuf {
    beside(file, &format!(".draft-{staff}"))
}

impl Shell {
    /// Somebody has signed in: looks for what they had typed before.
    pub(super) fn find_drafts(&mut self, staff: i64) {
        let path = place(&self.file, staff);
        let found: Drafts = read_text(&path, FILE_BYTES_MAX)
            .ok()
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default();
        self.kept = Kept {
            saved: found.clone(),
            found,
        };
        self.tell_of_drafts();
    }

    /// Says what was typed before and waits, if anything does.
    pub(super) fn tell_of_drafts(&mut self) {
        let titles: Vec<String> = self.kept.found.keys().cloned().collect();
        if !titles.is_empty() {
            self.status = (self.words.drafts_found(titles.join(", ")), false);
        }
    }

    /// Keeps what is typed in the forms that are open, if it has changed.
    pub(super) fn keep_drafts(&mut self) {
        let Some(staff) = self.who.as_ref().map(|who| who.staff.0) else {
            return;
        };
        let mut now = self.kept.found.clone();
        for (_, pane) in &self.dialogs {
            if let Some(values) = pane.draft() {
                now.insert(pane.title(&self.words), values);
            }
        }
        if now == self.kept.saved {
            return;
        }
        let text = if now.is_empty() {
            String::new()
        } else {
            serde_json::to_string(&now).unwrap_or_default()
        };
        self.kept.saved = now;
        self.tell(WriteJob::Keep(place(&self.file, staff), text));
    }

    /// A form was opened: says that something is kept for it.
    pub(super) fn offer_draft(&mut self) {
        if self.draft_of_top().is_some() {
            self.status = (self.words.drafts_offer(), false);
        }
    }

    fn draft_of_top(&self) -> Option<String> {
        let (_, pane) = self.dialogs.last()?;
        let title = pane.title(&self.words);
        self.kept.found.contains_key(&title).then_some(title)
    }

    /// Puts what was typed before into the form that is open. Whether there was anything.
    pub(super) fn take_draft(&mut self) -> bool {
        let Some(title) = self.draft_of_top() else {
            return false;
        };
        if let Some(values) = self.kept.found.remove(&title)
            && let Some((_, pane)) = self.dialogs.last_mut()
        {
            pane.take_draft(&values);
            self.status = (String::new(), false);
        }
        true
    }
}

/// Writes the drafts of a person, or removes the file where there are none. Nothing depends on it: an error loses a draft only.
pub(super) fn write(path: &Path, text: &str) {
    if text.is_empty() {
        let _ = std::fs::remove_file(path);
        return;
    }
    let partial = beside(path, ".partial");
    let written = private_file(&partial, false)
        .and_then(|mut file| std::io::Write::write_all(&mut file, text.as_bytes()));
    if written.is_err() || std::fs::rename(&partial, path).is_err() {
        let _ = std::fs::remove_file(&partial);
    }
}
