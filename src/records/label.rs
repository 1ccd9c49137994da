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
    /// As rows of text no wider than this. Where the bars would be wider they are left out: a reader needs all of them.
    #[must_use]
    pub fn rows(&self, columns: usize) -> Vec<String> {
        let mut rows = vec![self.code.clone()];
        rows.extend(self.says.iter().map(|line| safe(line).into_owned()));
        let bars = code128::bars(&self.code).filter(|bars| bars.trim().chars().count() <= columns);
        if let Some(bars) = bars {
            // The light space around may be that of the page.
            let fits = bars.chars().count() <= columns;
            let row = if fits { bars.as_str() } else { bars.trim() };
            rows.push(String::new());
            rows.extend(std::iter::repeat_n(row.to_owned(), BAR_ROWS));
        }
        rows
    }
}

/// The label of a parcel, an order, an item or a bin; none where nothing has this number or code.
///
/// # Errors
/// What the store reports.
pub fn label(reads: &mut impl Reads, code: &str) -> Result<Option<Label>, Refused> {
    for sql in [
        "select p.number, c.name, o.number, p.place from parcel p cross join orders o on o.id = p.orders cross join customer c on c.id = o.customer where p.number = $1",
        "select o.number, c.name, '', '' from orders o cross join customer c on c.id = o.customer where o.number = $1",
        "select code, name, barcode, '' from item where code = $1",
        "select code, '', '', '' from bin where code = $1 and own = 0",
    ] {
        let Some(row) = reads.row(sql, &[code.into()])? else {
            continue;
        };
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
