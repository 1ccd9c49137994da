//! What a verb is about, as far as the right to run it depends on that.

use super::{Class, Refused};
use crate::model::{Duties, StaffId};

/// Whom and which duties a verb concerns. Nobody and none: nobody may run it.
#[derive(Debug, Clone, Default)]
pub struct Concern {
    people: Vec<StaffId>,
    duties: Duties,
    managers: bool,
    otherwise: Option<Refused>,
}

impl Concern {
    /// These people, where the other side may be missing.
    #[must_use]
    pub fn of(people: impl IntoIterator<Item = Option<StaffId>>) -> Self {
        Self {
            people: people.into_iter().flatten().collect(),
            ..Self::default()
        }
    }

    /// Whoever passed this: a party is `me`; what is not allowed to `me` is said to them.
    ///
    /// # Errors
    /// Any other refusal: it is in no state in which anybody could do this.
    pub fn judged(me: StaffId, judged: Result<(), Refused>) -> Result<Self, Refused> {
        match judged {
            Ok(()) => Ok(Self::of([Some(me)])),
            Err(refused) if refused.class == Class::NotAllowed => {
                Ok(Self::default().otherwise(refused))
            }
            Err(refused) => Err(refused),
        }
    }

    /// These duties as well.
    #[must_use]
    pub const fn duties(mut self, duties: Duties) -> Self {
        self.duties = duties;
        self
    }

    /// Whoever manages may run it, too.
    #[must_use]
    pub const fn managers(mut self) -> Self {
        self.managers = true;
        self
    }

    /// What is said to everybody else.
    #[must_use]
    pub fn otherwise(mut self, refused: Refused) -> Self {
        self.otherwise = Some(refused);
        self
    }

    pub(super) fn names(&self, staff: StaffId) -> bool {
        self.people.contains(&staff)
    }

    pub(super) const fn its_duties(&self) -> Duties {
        self.duties
    }

    pub(super) const fn is_for_managers(&self) -> bool {
        self.managers
    }

    pub(super) fn refusal(self) -> Refused {
        self.otherwise
            .unwrap_or_else(|| Refused::not_allowed("not-yours"))
    }
}
