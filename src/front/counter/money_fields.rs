//! The fields into which money is typed, by means of payment: on the payment form and on the sheet of a hand-over.

use super::tender::{Given, Owed, Tender};
use crate::model::Money;
use crate::office::Refused;
use crate::records::cash::must_be_coins;
use crate::ui::Field;
use crate::words::Words;
use crossterm::event::KeyEvent;

/// Three amounts that are typed. Where nothing is, all of it in cash is offered.
#[derive(Debug, Default)]
pub(super) struct MoneyFields {
    pub(super) fields: [Field; 3],
    /// Less than all that is offered: a deposit that is due.
    pub(super) deposit: Option<Money>,
}

impl MoneyFields {
    fn typed(&self, nth: usize) -> Result<Money, Refused> {
        let text = self.fields[nth].value().trim();
        if text.is_empty() {
            return Ok(Money::ZERO);
        }
        Money::parse(text)
            .filter(|amount| *amount >= Money::ZERO)
            .ok_or_else(|| Refused::misread("bad-money", text))
    }

    /// Nothing is typed: all of it in cash is offered.
    pub(super) fn is_untouched(&self) -> bool {
        self.fields.iter().all(|field| field.value().is_empty())
    }

    /// What is offered in cash: the deposit that is due, else all of it.
    fn offered(&self, owed: &[Owed]) -> Money {
        let all = Tender::all_in_cash(owed);
        self.deposit.map_or(all, |deposit| deposit.min(all))
    }

    /// What is typed, understood; or the field that is not, and why.
    pub(super) fn tender(&self, owed: &[Owed]) -> Result<Tender, (usize, Refused)> {
        let typed = |nth| self.typed(nth).map_err(|refused| (nth, refused));
        let cash = if self.is_untouched() {
            Some(self.offered(owed))
        } else {
            Some(typed(0)?).filter(|_| !self.fields[0].value().trim().is_empty())
        };
        let given = Given {
            cash,
            card: typed(1)?,
            transfer: typed(2)?,
        };
        let tender = Tender::of(owed, given);
        let is_all = tender.left == Money::ZERO && tender.change == Money::ZERO;
        if let (Some(cash), Some(one), false) = (cash, owed.first(), is_all) {
            must_be_coins(cash, one.cash.coin).map_err(|refused| (0, refused))?;
        }
        Ok(tender)
    }

    /// Writes into a field all that the others leave.
    ///
    /// # Errors
    /// The field that cannot be understood, and why: what it leaves is not known.
    pub(super) fn fill_rest(
        &mut self,
        nth: usize,
        owed: &[Owed],
        words: &Words,
    ) -> Result<(), (usize, Refused)> {
        let others = (0..self.fields.len()).filter(|other| *other != nth);
        for other in others {
            self.typed(other).map_err(|refused| (other, refused))?;
        }
        self.fields[nth] = Field::default();
        let rest = if self.is_untouched() {
            let due = owed.iter().map(|one| one.due.0).sum();
            if nth == 0 {
                Tender::all_in_cash(owed)
            } else {
                Money(due)
            }
        } else {
            let left = self.tender(owed)?.left;
            // What is paid in cash besides stands in whole coins already.
            match (nth, owed.first()) {
                (0, Some(one)) => one.cash.coins_for(left),
                _ => left,
            }
        };
        self.fields[nth] = Field::with(&words.typed(&rest));
        Ok(())
    }

    /// A key of a field.
    pub(super) fn key(&mut self, nth: usize, key: KeyEvent) -> bool {
        self.fields[nth].key(key)
    }

    /// How a field is shown: what is offered stands in it until something is typed.
    pub(super) fn shown(&self, nth: usize, owed: &[Owed], words: &Words) -> Field {
        if nth == 0 && self.is_untouched() {
            return Field::offered(&words.typed(&self.offered(owed)));
        }
        self.fields[nth].clone()
    }
}
