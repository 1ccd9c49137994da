//! A card, and how it is read from Markdown. Any text makes a card: what is not understood stays as it was written.

use super::Keys;
use crate::model::Duty;
use crate::model::text::safe;
use crate::office::Refused;

/// Where a card comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// It is ours.
    Ours,
    /// Ours, with what the office has added.
    Added,
    /// The office's own.
    Own,
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What to do, with the keys.
    pub text: String,
    /// The verb that shows in the journal that it was done.
    pub does: Option<String>,
    /// The placeholders of the keys it names.
    pub keys: Vec<String>,
}

/// One thing that can go wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The refusal by which the program says it.
    pub refusal: Option<String>,
    /// What it means and what to do.
    pub text: String,
}

/// A job card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The verb, or another name that the office has given.
    pub verb: String,
    /// What it is about.
    pub title: String,
    /// The duty that it belongs to; none: everybody's.
    pub duty: Option<Duty>,
    /// When it is done.
    pub when: Vec<String>,
    /// What one needs for it.
    pub need: Vec<String>,
    /// What to do, one after the other.
    pub steps: Vec<Step>,
    /// What can go wrong.
    pub wrong: Vec<Wrong>,
    /// What to tell the customer.
    pub tell: Vec<String>,
    /// Whom to ask.
    pub ask: Vec<String>,
    /// Headings that no card of ours has, with what stands under them.
    pub more: Vec<(String, Vec<String>)>,
    /// Where it comes from.
    pub origin: Origin,
    /// Why the office's own card is not shown, where it cannot be.
    pub trouble: Option<Refused>,
}

/// A part of a card, by its heading in either language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// When it is done.
    When,
    /// What one needs.
    Need,
    /// The steps.
    Steps,
    /// What can go wrong.
    Wrong,
    /// What to tell the customer.
    Tell,
    /// Whom to ask.
    Ask,
}

impl Part {
    /// The headings of the parts, in the order of a card: English, Czech.
    pub const ALL: [(Self, &'static str, &'static str); 6] = [
        (Self::When, "When", "Kdy"),
        (Self::Need, "What you need", "Co potřebujete"),
        (Self::Steps, "Steps", "Postup"),
        (Self::Wrong, "What can go wrong", "Co se může pokazit"),
        (
            Self::Tell,
            "What to tell the customer",
            "Co říct zákazníkovi",
        ),
        (Self::Ask, "Whom to ask", "Koho se zeptat"),
    ];

    fn of(heading: &str) -> Option<Self> {
        let heading = heading.to_lowercase();
        Self::ALL
            .into_iter()
            .find(|(_, english, czech)| {
                heading == english.to_lowercase() || heading == czech.to_lowercase()
            })
            .map(|(part, ..)| part)
    }
}

/// Reads a card. The second value says whether it is to stand in the place of ours: its title begins with "Replaces" or
/// "Nahrazuje", as in `# Replaces: how we hand over`.
#[must_use]
pub fn parse(verb: &str, text: &str) -> (Card, bool) {
    let mut card = Card {
        verb: verb.to_owned(),
        title: String::new(),
        duty: None,
        when: Vec::new(),
        need: Vec::new(),
        steps: Vec::new(),
        wrong: Vec::new(),
        tell: Vec::new(),
        ask: Vec::new(),
        more: Vec::new(),
        origin: Origin::Ours,
        trouble: None,
    };
    let mut replaces = false;
    let mut heading = String::new();
    let mut items: Vec<String> = Vec::new();
    let mut goes_on = false;
    for line in text.lines() {
        let line = safe(&line.replace('\t', " ")).trim().to_owned();
        if let Some(title) = line.strip_prefix("# ") {
            if card.title.is_empty() {
                (replaces, card.title) = title_of(title);
            }
            goes_on = false;
        } else if let Some(found) = line.strip_prefix("##") {
            card.put(&heading, std::mem::take(&mut items));
            heading = found.trim_start_matches('#').trim().to_owned();
            goes_on = false;
        } else if let Some(duty) = duty_of(&line).filter(|_| heading.is_empty()) {
            card.duty = Some(duty);
        } else if line.is_empty() {
            goes_on = false;
        } else if let Some(item) = item_of(&line) {
            items.push(plain(item));
            goes_on = true;
        } else if let Some(last) = items.last_mut().filter(|_| goes_on) {
            last.push(' ');
            last.push_str(&plain(&line));
        } else {
            items.push(plain(&line));
            goes_on = true;
        }
    }
    card.put(&heading, items);
    if card.title.is_empty() {
        verb.clone_into(&mut card.title);
    }
    (card, replaces)
}

/// The title, and whether it says that the card replaces ours.
fn title_of(title: &str) -> (bool, String) {
    for word in ["Replaces", "Nahrazuje"] {
        if let Some(rest) = title.strip_prefix(word) {
            return (true, plain(rest.trim_start_matches([':', ' '])));
        }
    }
    (false, plain(title))
}

fn duty_of(line: &str) -> Option<Duty> {
    let name = line
        .strip_prefix("Duty:")
        .or_else(|| line.strip_prefix("Agenda:"))?;
    Duty::parse(name.trim())
}

/// The text of a list's item: "- so", "* so", "1. so".
fn item_of(line: &str) -> Option<&str> {
    let bullet = line.strip_prefix("- ").or_else(|| line.strip_prefix("* "));
    bullet.or_else(|| {
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_number = rest.len() < line.len() && line.len() - rest.len() <= 3;
        rest.strip_prefix(". ").filter(|_| is_number)
    })
}

/// Without the marks of Markdown that a terminal does not show.
fn plain(text: &str) -> String {
    text.replace("**", "").replace('`', "").trim().to_owned()
}

/// What stands in `[..]` at the end of a step.
fn verb_at_end(text: &str) -> Option<(String, String)> {
    let (rest, verb) = text.strip_suffix(']')?.rsplit_once('[')?;
    is_word(verb).then(|| (rest.trim_end().to_owned(), verb.to_owned()))
}

/// What stands in `[..]` at the beginning of something that can go wrong.
fn refusal_at_start(text: &str) -> Option<(String, String)> {
    let (id, rest) = text.strip_prefix('[')?.split_once(']')?;
    is_word(id).then(|| (id.to_owned(), rest.trim_start().to_owned()))
}

fn is_word(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'))
}

/// The placeholders in a text, without their braces.
fn placeholders(text: &str) -> Vec<String> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(inside, _)| inside.to_owned())
        .collect()
}

fn step_of(text: String) -> Step {
    let (text, does) = match verb_at_end(&text) {
        Some((text, verb)) => (text, Some(verb)),
        None => (text, None),
    };
    Step {
        keys: placeholders(&text),
        text,
        does,
    }
}

fn wrong_of(text: String) -> Wrong {
    match refusal_at_start(&text) {
        Some((id, text)) => Wrong {
            refusal: Some(id),
            text,
        },
        None => Wrong {
            refusal: None,
            text,
        },
    }
}

impl Card {
    fn put(&mut self, heading: &str, items: Vec<String>) {
        if items.is_empty() {
            return;
        }
        match Part::of(heading) {
            None if heading.is_empty() => self.when.extend(items),
            Some(Part::When) => self.when.extend(items),
            Some(Part::Need) => self.need.extend(items),
            Some(Part::Steps) => self.steps.extend(items.into_iter().map(step_of)),
            Some(Part::Wrong) => self.wrong.extend(items.into_iter().map(wrong_of)),
            Some(Part::Tell) => self.tell.extend(items),
            Some(Part::Ask) => self.ask.extend(items),
            None => self.more.push((plain(heading), items)),
        }
    }

    /// This card with what another one adds to it, part by part.
    #[must_use]
    pub fn with(mut self, other: Self) -> Self {
        self.when.extend(other.when);
        self.need.extend(other.need);
        self.steps.extend(other.steps);
        self.wrong.extend(other.wrong);
        self.tell.extend(other.tell);
        self.ask.extend(other.ask);
        self.more.extend(other.more);
        self.origin = Origin::Added;
        self
    }

    /// Every placeholder of the card, without its braces.
    #[must_use]
    pub fn placeholders(&self) -> Vec<String> {
        let mut all = Vec::new();
        self.clone()
            .each_text(&mut |text| all.extend(placeholders(text)));
        all
    }

    /// The card with its keys filled in, between brackets: "[F3, 1, Enter]". A placeholder that stands for no key stays as it is.
    #[must_use]
    pub fn with_keys(mut self, keys: Keys) -> Self {
        self.each_text(&mut |text| {
            for inside in placeholders(text) {
                if let Some(key) = keys(&inside) {
                    // A way of several keys stays on one line.
                    let key = key.replace(' ', "\u{a0}");
                    *text = text.replace(&format!("{{{inside}}}"), &format!("[{key}]"));
                }
            }
        });
        self
    }

    fn each_text(&mut self, act: &mut dyn FnMut(&mut String)) {
        act(&mut self.title);
        let lists = [
            &mut self.when,
            &mut self.need,
            &mut self.tell,
            &mut self.ask,
        ];
        for text in lists.into_iter().flatten() {
            act(text);
        }
        for step in &mut self.steps {
            act(&mut step.text);
        }
        for wrong in &mut self.wrong {
            act(&mut wrong.text);
        }
        for text in self.more.iter_mut().flat_map(|(_, items)| items) {
            act(text);
        }
    }
}
