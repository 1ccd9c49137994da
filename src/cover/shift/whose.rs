//! "Whose duties?": the first choice of the forms that plan something for later, and what is looked up for it.

use super::clash::Wanted;
use super::whom::{Candidate, candidates, owners_of};
use crate::model::roster::Span;
use crate::model::{Duties, Duty, StaffId};
use crate::office::{Reads, Refused, Standing};
use crate::pane::{Form, Slot, Who};
use crate::records::staff;
use crate::words::{Words, named};

/// What is planned, as the first choice of the form has it: "mine sales", "i sales", "of PM sales".
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::cover) enum Plans {
    /// Somebody is to stand in for me.
    #[default]
    Mine,
    /// I am to stand in for somebody.
    ICover,
    /// Management plans: somebody for the owner with this code.
    Of(String),
}

impl Plans {
    /// The code of the owner and that of whoever stands in, where `me` fills the form in and `other` is chosen in it.
    pub(in crate::cover) fn owner_and_coverer<T: From<String>>(self, me: T, other: T) -> (T, T) {
        match self {
            Self::Mine => (me, other),
            Self::ICover => (other, me),
            Self::Of(code) => (code.into(), other),
        }
    }
}

/// What is planned, and the duties.
pub(in crate::cover) type What = (Plans, Duties);

/// The choice in two.
///
/// # Errors
/// `no-such-choice`: nothing is chosen, for there is nothing that this person could plan.
pub(in crate::cover) fn chosen(value: &str) -> Result<What, Refused> {
    let parts: Vec<&str> = value.splitn(3, ' ').collect();
    let (plans, duties) = match parts.as_slice() {
        ["mine", duties] => (Plans::Mine, duties),
        ["i", duties] => (Plans::ICover, duties),
        ["of", duties, code] => (Plans::Of((*code).to_owned()), duties),
        _ => return Err(no_such(value)),
    };
    let duties = Duties::parse(duties).filter(|duties| !duties.is_empty());
    Ok((plans, duties.ok_or_else(|| no_such(value))?))
}

fn no_such(value: &str) -> Refused {
    Refused::rule("no-such-choice").with("value", value)
}

/// Whether this person can plan anything: their own duties, a cover of others', or for anybody as management.
pub(in crate::cover) fn may_plan(who: &Who) -> bool {
    who.standing.iter().any(|(_, standing)| {
        matches!(
            standing,
            Standing::Owns | Standing::CouldCover | Standing::Covers(_)
        )
    })
}

/// Each of them alone first, for seldom is somebody trained in everything of somebody else; then all at once.
fn each_and_all(duties: Duties) -> Vec<Duties> {
    let mut all = singles_and_all(duties);
    let first = usize::from(all.len() > 1);
    all.rotate_left(first);
    all
}

/// What this person can plan without looking anything up: for their own duties, each and all together, then by themselves.
fn choices(words: &Words, who: &Who) -> Vec<(String, String)> {
    let those = |fits: fn(Standing) -> bool| -> Duties {
        who.standing
            .iter()
            .filter(|(duty, standing)| *duty != Duty::Management && fits(*standing))
            .map(|(duty, _)| *duty)
            .collect()
    };
    let mine = those(|standing| standing == Standing::Owns);
    let trained = those(|standing| matches!(standing, Standing::CouldCover | Standing::Covers(_)));
    let mut choices = Vec::new();
    for duties in each_and_all(mine) {
        let said = words.cover_cover_me(words.duties(duties));
        choices.push((format!("mine {duties}"), said));
    }
    for duties in each_and_all(trained) {
        let said = words.cover_i_cover(words.duties(duties));
        choices.push((format!("i {duties}"), said));
    }
    choices
}

/// Whose duties management can plan for: what each owns, the code and the name.
fn owners(reads: &mut impl Reads, but: StaffId) -> Result<Vec<(Duties, String, String)>, Refused> {
    let now = reads.now();
    let rows = reads.rows(
        "select s.code, s.name, c.duty from staff s cross join competence c on c.staff = s.id
         where s.active = 1 and s.id <> $1 and c.level = 'own' and c.duty <> 'management' and (c.valid_until is null or c.valid_until > $2) order by s.name, s.id",
        &[but.0.into(), now.0.into()],
    )?;
    let mut owners: Vec<(Duties, String, String)> = Vec::new();
    for row in rows {
        let (code, duty) = (row.text(0)?, row.word(2, Duty::parse)?);
        match owners.last_mut() {
            Some((duties, known, _)) if *known == code => *duties = duties.with(duty),
            _ => owners.push((Duties::NONE.with(duty), code, row.text(1)?)),
        }
    }
    Ok(owners)
}

/// The same as choices of the form, each of an owner's duties and all together.
fn choices_of_owners(words: &Words, owners: &[(Duties, String, String)]) -> Vec<(String, String)> {
    let mut choices = Vec::new();
    for (all, code, name) in owners {
        for duties in each_and_all(*all) {
            let said = words.covers_plan_for(
                named::Duties(words.duties(duties)),
                named::Name(name.as_str()),
            );
            choices.push((format!("of {duties} {code}"), said));
        }
    }
    choices
}

/// Who fills the form in, and for whom they can plan.
#[derive(Debug, Default)]
pub(in crate::cover) struct Planner {
    me: StaffId,
    manages: bool,
    /// What can be planned without looking anything up.
    own: Vec<(String, String)>,
    /// The choices for other owners are in the form.
    offered: bool,
}

impl Planner {
    pub(in crate::cover) fn of(words: &Words, who: &Who) -> Self {
        Self {
            me: who.staff,
            manages: who.may(Duty::Management),
            own: choices(words, who),
            offered: false,
        }
    }

    /// What the choice offers from the beginning.
    pub(in crate::cover) fn own(&self) -> Vec<(String, String)> {
        self.own.clone()
    }

    /// Asks for what belongs to a choice.
    pub(in crate::cover) fn asks(&self, what: &str) -> Asks {
        Asks {
            me: self.me,
            manages: self.manages,
            what: what.to_owned(),
        }
    }

    /// Once it is known whose duties management can plan for, the choice offers them too.
    pub(in crate::cover) fn offer_owners(
        &mut self,
        found: &Found,
        form: &mut Form,
        field: &Slot<What>,
        words: &Words,
    ) {
        if !self.offered && !found.owners.is_empty() {
            self.offered = true;
            let mut all = self.own();
            all.extend(choices_of_owners(words, &found.owners));
            form.offer(field, all);
        }
    }
}

/// A choice that something is looked up for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asks {
    me: StaffId,
    manages: bool,
    what: String,
}

/// What was found for it.
#[derive(Debug, Default)]
pub struct Found {
    /// The choice.
    pub(in crate::cover) what: String,
    /// Who could stand in, or whom one could stand in for.
    pub(in crate::cover) people: Vec<Candidate>,
    owners: Vec<(Duties, String, String)>,
}

impl Found {
    /// Who could; with a span, whether it fits them then.
    pub(in crate::cover) fn read(
        reads: &mut impl Reads,
        asks: &Asks,
        span: Option<Span>,
    ) -> Result<Self, Refused> {
        Ok(Self {
            what: asks.what.clone(),
            people: people(reads, asks, span)?,
            owners: if asks.manages {
                owners(reads, asks.me)?
            } else {
                Vec::new()
            },
        })
    }
}

/// Who could stand in, or whom one could stand in for; nobody as long as nothing is chosen.
fn people(
    reads: &mut impl Reads,
    asks: &Asks,
    span: Option<Span>,
) -> Result<Vec<Candidate>, Refused> {
    let Ok((plans, duties)) = chosen(&asks.what) else {
        return Ok(Vec::new());
    };
    let owner = match &plans {
        Plans::ICover => return owners_of(reads, duties),
        Plans::Of(code) => staff::find(reads, code)?.0,
        Plans::Mine => asks.me,
    };
    let wanted = span.map(|span| Wanted {
        duties,
        owner: Some(owner),
        span,
        but: None,
    });
    candidates(reads, wanted.as_ref(), duties, &[owner])
}

/// All of them at once first, then each alone.
fn singles_and_all(duties: Duties) -> Vec<Duties> {
    let each: Vec<Duties> = duties.iter().map(|duty| Duties::NONE.with(duty)).collect();
    if each.len() > 1 {
        std::iter::once(duties).chain(each).collect()
    } else {
        each
    }
}
