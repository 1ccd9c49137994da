//! "We call you back by three": with a time and with somebody who does it.

use super::{belongs_to, words_of};
use crate::model::time::parse_when;
use crate::model::{Addressee, Instant, Right, ThreadKind, UnderCover};
use crate::office::{Permit, Reads, Receipt, Refused, Verb};
use crate::records::text;
use crate::records::thread::{self, Mine, Opening};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Promises a call-back. It stays in sight until it is done. Where nobody is named it is one's own; while one stands in for
/// somebody it is the covered duty's, so that it goes to its owner when the cover ends.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Promise {
    /// The code of the customer; a name will do for who is not on file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<String>,
    /// The number of the order it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<String>,
    /// Who is to be called; the customer's name if not given.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// At which number; the customer's if not given.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
    /// By when: "15:00", "45m" or RFC 3339.
    pub due: String,
    /// Who calls: a person's code, a duty or a desk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// What about.
    pub words: String,
}

impl Promise {
    fn due(&self, permit: &Permit<'_>) -> Result<Instant, Refused> {
        let (now, zone) = (permit.now(), permit.facts().zone);
        let due = parse_when(&self.due, now, zone).ok_or_else(|| {
            let typed: String = self.due.chars().take(40).collect();
            Refused::rule("bad-date").with("value", typed)
        })?;
        if due <= now {
            return Err(Refused::rule("callback-due-past").with("at", due));
        }
        Ok(due)
    }

    fn to(&self, permit: &mut Permit<'_>) -> Result<Addressee, Refused> {
        if let Some(to) = &self.to {
            return thread::addressee(permit, to);
        }
        let me = permit.staff();
        let covered = Mine::of(permit, me)?.covered_duty();
        Ok(covered.map_or(Addressee::Person(me), Addressee::Duty))
    }
}

impl Verb for Promise {
    const NAME: &'static str = "callback.promise";
    const RIGHT: Right = Right::Anyone;
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let words = words_of(&self.words)?;
        let due = self.due(permit)?;
        let to = self.to(permit)?;
        let (order, customer) = belongs_to(permit, self.order.as_ref(), self.customer.as_ref())?;
        let mut name = text::optional("name", &self.name)?;
        let mut phone = text::optional("phone", &self.phone)?;
        if let Some(id) = customer {
            let row = permit.row(
                "select name, phone from customer where id = $1",
                &[id.0.into()],
            )?;
            let (known, number) = row.map_or(Ok((String::new(), String::new())), |row| {
                Ok::<_, Refused>((row.text(0)?, row.text(1)?))
            })?;
            name = Some(name).filter(|name| !name.is_empty()).unwrap_or(known);
            phone = Some(phone).filter(|it| !it.is_empty()).unwrap_or(number);
        } else if name.is_empty() || phone.is_empty() {
            return Err(Refused::rule("callback-of-nobody"));
        }
        let opening = Opening {
            kind: ThreadKind::CallBack,
            subject: Some(name),
            words: &words,
            order,
            customer,
            disputed: None,
            to,
            urgent: false,
            phone,
            due_at: Some(due),
        };
        let number = thread::open(permit, &opening)?;
        let receipt = Receipt::about(number.as_str())
            .with("question", number)
            .with("due", due.to_string());
        Ok(match order {
            Some(order) => receipt.order(order),
            None => receipt,
        })
    }
}
