//! A PIN is checked outside of the write lock, because that is slow on purpose; inside, it is still the one that was checked.

use super::wrong_pins::WRONG_PINS_MAX;
use super::{Office, Pin, Refused, Session, Writing};
use crate::model::StaffId;
use crate::store::{Engine, Row, StoreError, any_case};

/// Whose PIN is checked.
#[derive(Debug, Clone, Copy)]
pub(super) enum Whom<'a> {
    /// Somebody by their code in any case, or by their badge.
    Code(&'a str),
    /// Whoever is signed in, as long as they are.
    SignedIn(&'a Session),
}

/// A person who works here, and the PIN that they have.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Known {
    pub(super) staff: StaffId,
    /// Their code as it is kept.
    pub(super) code: String,
    hash: String,
}

/// A PIN is checked up to so many times while others go on setting new ones.
const CHECKS_MAX: usize = 10;

fn look_up(engine: &mut dyn Engine, whom: Whom<'_>) -> Result<Option<Known>, StoreError> {
    let (rows, written) = match whom {
        Whom::Code(code) => (
            engine.run(
                "select id, code, pin_hash from staff where (upper(code) in ($1, $2, $3) or upper(badge) in ($1, $2, $3)) and active = 1",
                &any_case(code),
            )?,
            code,
        ),
        Whom::SignedIn(session) => (
            engine.run(
                "select id, code, pin_hash from staff where id = $1 and active = 1",
                &[session.staff.0.into()],
            )?,
            "",
        ),
    };
    let is_exact = |row: &&Row| row.text(1).is_ok_and(|known| known == written);
    let row = rows.iter().find(is_exact).or(rows.first());
    row.map(|row| {
        Ok(Known {
            staff: StaffId(row.int(0)?),
            code: row.text(1)?,
            hash: row.text(2)?,
        })
    })
    .transpose()
}

impl Office {
    /// Does `then`, with the wrong PINs before, for a person who knows their PIN and works here at that moment. A wrong one is counted.
    /// Where the person, or the PIN, has become another one meanwhile, it is checked again.
    ///
    /// # Errors
    /// `wrong-pin` with the tries that are left, `locked-out`, and what `then` refuses.
    pub(super) fn with_pin<T>(
        &mut self,
        whom: Whom<'_>,
        pin: &Pin,
        terminal: &str,
        then: impl Fn(&mut Writing<'_>, &Known, i64) -> Result<T, Refused>,
    ) -> Result<T, Refused> {
        for _ in 0..CHECKS_MAX {
            let Some(known) = look_up(self.engine.as_mut(), whom)? else {
                // As slow as a wrong PIN, so that time does not tell which codes exist.
                let _ = pin.hashed();
                return Err(match whom {
                    Whom::Code(code) => Refused::not_allowed("wrong-pin")
                        .with("code", code)
                        .with("left", WRONG_PINS_MAX),
                    Whom::SignedIn(session) => {
                        let over = Refused::not_allowed("signed-out-left");
                        over.with("sign_in", session.id)
                    }
                });
            };
            let fits = pin.fits(&known.hash);
            let done = self.transaction(|writing| {
                if let Whom::SignedIn(session) = whom {
                    let mut reader = writing.reader();
                    reader.must_be_open(session.id, session.staff)?;
                }
                if look_up(writing.engine, whom)?.as_ref() != Some(&known) {
                    return Ok(None);
                }
                let wrong = writing.wrong_pins(known.staff, &known.code)?;
                if fits {
                    return then(writing, &known, wrong).map(|done| Some(Ok(done)));
                }
                let refused = writing.count_wrong_pin(known.staff, &known.code, terminal, wrong)?;
                Ok(Some(Err(refused)))
            })?;
            if let Some(done) = done {
                return done;
            }
        }
        Err(StoreError::Busy.into())
    }
}
