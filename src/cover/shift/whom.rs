//! "Whose duties, and who could stand in?": the two choices of the forms that plan something for later.

use super::clash::{Wanted, must_fit};
use crate::model::{Duties, Duty, Level, StaffId};
use crate::office::{Reads, Refused, Standing};
use crate::pane::Who;
use crate::words::{Words, named};

/// So many people are offered at most.
const PEOPLE_MAX: usize = 40;

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

/// The choice in two: what is planned, and the duties.
pub(in crate::cover) fn chosen(value: &str) -> (Plans, Duties) {
    let mut parts = value.splitn(3, ' ');
    let (kind, duties) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    let plans = match kind {
        "i" => Plans::ICover,
        "of" => Plans::Of(parts.next().unwrap_or("").to_owned()),
        _ => Plans::Mine,
    };
    (plans, Duties::parse(duties).unwrap_or_default())
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
    let mut all = super::form::singles_and_all(duties);
    let first = usize::from(all.len() > 1);
    all.rotate_left(first);
    all
}

/// What this person can plan without looking anything up: for their own duties, each and all together, then by themselves.
pub(in crate::cover) fn choices(words: &Words, who: &Who) -> Vec<(String, String)> {
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
pub(in crate::cover) fn owners(
    reads: &mut impl Reads,
    but: StaffId,
) -> Result<Vec<(Duties, String, String)>, Refused> {
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
pub(in crate::cover) fn choices_of_owners(
    words: &Words,
    owners: &[(Duties, String, String)],
) -> Vec<(String, String)> {
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

/// Somebody who is trained to stand in, or who owns what is covered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cover) struct Candidate {
    pub(in crate::cover) code: String,
    pub(in crate::cover) name: String,
    /// Why it does not fit at that time.
    pub(in crate::cover) trouble: Option<Refused>,
}

/// Everybody who is trained to cover all of the duties: those whom it fits at that time first, then whoever did it last.
pub(in crate::cover) fn candidates(
    reads: &mut impl Reads,
    wanted: Option<&Wanted>,
    duties: Duties,
    but: &[StaffId],
) -> Result<Vec<Candidate>, Refused> {
    let mut found = Vec::new();
    for (id, code, name) in with_level(reads, duties, Level::Cover)? {
        if but.contains(&id) || found.len() >= PEOPLE_MAX {
            continue;
        }
        let row = reads.row(
            "select coalesce(max(last_at), 0) from evidence where staff = $1 and ',' || $2 || ',' like '%,' || duty || ',%'",
            &[id.0.into(), duties.to_string().into()],
        )?;
        let last = row.map_or(Ok(0), |row| row.int(0))?;
        let trouble = match wanted {
            Some(wanted) => must_fit(reads, id, wanted).err(),
            None => None,
        };
        found.push((
            trouble.is_some(),
            -last,
            Candidate {
                code,
                name,
                trouble,
            },
        ));
    }
    found.sort_by(|(one_not, one_last, one), (not, last, other)| {
        (one_not, one_last, &one.name).cmp(&(not, last, &other.name))
    });
    Ok(found.into_iter().map(|(.., one)| one).collect())
}

/// Everybody who knows all of the duties that well now.
pub(in crate::cover) fn with_level(
    reads: &mut impl Reads,
    duties: Duties,
    level: Level,
) -> Result<Vec<(StaffId, String, String)>, Refused> {
    let now = reads.now();
    let rows = reads.rows(
        "select s.id, s.code, s.name, c.duty from staff s cross join competence c on c.staff = s.id
         where s.active = 1 and c.level = $1 and (c.valid_until is null or c.valid_until > $2) order by s.name, s.id",
        &[level.as_str().into(), now.0.into()],
    )?;
    let mut people: Vec<(Duties, (StaffId, String, String))> = Vec::new();
    for row in rows {
        let (id, duty) = (StaffId(row.int(0)?), row.word(3, Duty::parse)?);
        match people.last_mut() {
            Some((known, (last, ..))) if *last == id => *known = known.with(duty),
            _ => people.push((Duties::NONE.with(duty), (id, row.text(1)?, row.text(2)?))),
        }
    }
    let knows_all = |known: &Duties| duties.iter().all(|duty| known.has(duty));
    let able = people.into_iter().filter(|(known, _)| knows_all(known));
    Ok(able.map(|(_, person)| person).collect())
}

/// The people as choices; one whom it does not fit says so.
pub(in crate::cover) fn people(words: &Words, candidates: &[Candidate]) -> Vec<(String, String)> {
    candidates
        .iter()
        .map(|one| {
            let said = if one.trouble.is_some() {
                words.covers_does_not_fit(one.name.as_str())
            } else {
                one.name.clone()
            };
            (one.code.clone(), said)
        })
        .collect()
}

/// Why the person who is chosen cannot, as a sentence; empty where nothing is in the way.
pub(in crate::cover) fn warning(words: &Words, candidates: &[Candidate], code: &str) -> String {
    candidates
        .iter()
        .find(|one| one.code == code)
        .and_then(|one| one.trouble.as_ref())
        .map_or_else(String::new, |trouble| words.refused(trouble))
}
