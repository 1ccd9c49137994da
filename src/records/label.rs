//! Labels of plain text: what something is called, whose it is, where it belongs, and its number as bars.

use crate::model::code128;
use crate::model::text::safe;
use crate::office::{Reads, Refused};

/// How many rows high the bars are.
const BAR_ROWS: usize = 5;

/// A label: what people read, and the row of bars that is repeated below it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Label {
    /// The number or code.
    pub code: String,
    /// What belongs to it: the customer and the order, the name of an item.
    pub says: Vec<String>,
}

impl Label {
    /// As rows of text no wider than this; on paper, whose margin is light. Where the bars would be wider they are left out: a
    /// reader needs all of them.
    #[must_use]
    pub fn on_paper(&self, columns: usize) -> Vec<String> {
        let bars = code128::bars(&self.code).map(|bars| bars.trim().to_owned());
        self.rows(bars, columns)
    }

    /// As on paper, with the light space that a reader needs around the bars.
    #[must_use]
    pub fn on_screen(&self, columns: usize) -> Vec<String> {
        self.rows(code128::bars(&self.code), columns)
    }

    fn rows(&self, bars: Option<String>, columns: usize) -> Vec<String> {
        let mut rows = vec![self.code.clone()];
        rows.extend(self.says.iter().map(|line| safe(line).into_owned()));
        if let Some(bars) = bars.filter(|bars| bars.chars().count() <= columns) {
            rows.push(String::new());
            rows.extend(std::iter::repeat_n(bars, BAR_ROWS));
        }
        rows
    }
}

/// The label of a parcel, an order, an item or a bin; none where nothing has this number or code.
///
/// # Errors
/// What the store reports.
pub fn label(reads: &mut impl Reads, code: &str) -> Result<Option<Label>, Refused> {
    for (sql, is_code) in [
        (
            "select p.number, c.name, o.number, p.place from parcel p cross join orders o on o.id = p.orders cross join customer c on c.id = o.customer where p.number = $1",
            false,
        ),
        (
            "select o.number, c.name, '', '' from orders o cross join customer c on c.id = o.customer where o.number = $1",
            false,
        ),
        (
            "select code, name, barcode, '' from item where upper(code) in ($1, $2, $3)",
            true,
        ),
        (
            "select code, '', '', '' from bin where upper(code) in ($1, $2, $3) and own = 0 order by code",
            true,
        ),
    ] {
        let row = if is_code {
            reads.row_of_code(sql, code, 0)?
        } else {
            reads.row(sql, &[code.into()])?
        };
        let Some(row) = row else { continue };
        let mut says = Vec::new();
        for column in 1..4 {
            says.push(row.text(column)?);
        }
        says.retain(|line| !line.is_empty());
        let code = row.text(0)?;
        return Ok(Some(Label { code, says }));
    }
    Ok(None)
}
