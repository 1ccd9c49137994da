//! The hand-back sheet of a cover.

use crate::cover::shift::Cover;
use crate::model::Instant;
use crate::office::{Line, Reads, Refused};

/// One thing that was done under the cover.
#[derive(Debug, Clone)]
pub struct SheetLine {
    /// Its line in the journal.
    pub seq: i64,
    /// When.
    pub at: Instant,
    /// Which verb.
    pub verb: String,
    /// To what.
    pub subject: String,
    /// The owner is asked to confirm it.
    pub review: bool,
    /// "accepted" or "disputed", once answered.
    pub answer: Option<String>,
    /// What the owner wrote.
    pub words: String,
}

/// The sheet: the cover, who stood in for whom, and what was done, lines to review first.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// The cover.
    pub cover: Cover,
    /// The name of who stood in.
    pub coverer: String,
    /// The name of the owner, where one was named.
    pub owner: String,
    /// What was done.
    pub lines: Vec<SheetLine>,
}

/// Makes the sheet of a cover from the journal.
///
/// # Errors
/// `not-found`.
pub fn sheet(reads: &mut impl Reads, number: &str) -> Result<Sheet, Refused> {
    let cover = Cover::find(reads, number)?;
    let answers = reads.rows(
        "select line, answer, words from handback_answer where cover = $1",
        &[cover.id.0.into()],
    )?;
    let mut lines = Vec::new();
    for line in Line::of_cover(reads, cover.id)? {
        let mut made = SheetLine {
            seq: line.seq,
            at: line.at,
            verb: line.verb,
            subject: line.subject,
            review: line.review,
            answer: None,
            words: String::new(),
        };
        for row in &answers {
            if row.int(0)? == line.seq {
                made.answer = Some(row.text(1)?);
                made.words = row.text(2)?;
            }
        }
        lines.push(made);
    }
    lines.sort_by_key(|line| (!line.review, line.seq));
    let mut name_of = |staff: Option<crate::model::StaffId>| {
        staff.map_or(Ok(String::new()), |staff| {
            crate::records::staff::name(reads, staff)
        })
    };
    Ok(Sheet {
        coverer: name_of(cover.coverer)?,
        owner: name_of(cover.owner)?,
        cover,
        lines,
    })
}
