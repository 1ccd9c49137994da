//! The settings of the office, one a row: what holds, what it may be, and who changed it last is in the journal.

use super::ChangeSetting;
use crate::model::OpenHours;
use crate::model::money::price_as;
use crate::model::text::fold;
use crate::model::{Discount, Duties, Duty, Money, ReadRight, VatRate};
use crate::office::{Reader, Reads, Refused, Shown, Verb};
use crate::pane::{
    AskFirst, Binding, Bound, Chord, Follow, Form, Input, Inputs, Kind, Live, LiveForm, Look,
    OnFile, Outbox, Page, Place, Slot, Table,
};
use crate::records::setting::{Kind as Values, Setting, UNLIMITED};
use crate::records::staff;
use crate::ui::{Column, text};
use crate::words::{Words, named};
use crossterm::event::KeyCode;
use ratatui::style::Style;

/// The section.
pub type Settings = Table<AllSettings>;

/// Every setting.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AllSettings;

/// One setting: its place in the list, what it is, what holds, and whether that is the default.
#[derive(Debug, Clone)]
pub struct Row {
    key: i64,
    setting: Setting,
    value: String,
    is_default: bool,
    /// It is the first of its subject.
    begins: bool,
    /// An item by which it is told what happens to prices: its name, its price, its rate.
    example: Option<(String, Money, VatRate)>,
}

impl Kind for AllSettings {
    const RIGHT: ReadRight = ReadRight::Management;
    type Row = Row;
    const BINDINGS: &'static [Binding<Table<Self>>] = &[
        Binding {
            chord: Chord::key(KeyCode::Enter),
            label: Words::settings_key_change,
            when: |list, rows, who| who.may(Duty::Management) && list.has_row(rows),
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    out.open(Bound::pane(form(out.words, row)));
                }
            },
        },
        Binding {
            chord: Chord::char('r'),
            label: Words::settings_key_reset,
            when: |list, rows, who| {
                who.may(Duty::Management) && list.chosen(rows).is_some_and(|row| !row.is_default)
            },
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    let value = row
                        .setting
                        .default_in(&out.words.currency(), out.words.zone())
                        .to_owned();
                    decide(row, (value, Shown::default()), out);
                }
            },
        },
        Binding {
            chord: Chord::char('t'),
            label: Words::settings_key_try_scanner,
            when: |_, _, _| true,
            act: |_, _, out| out.go(Place::TryScanner),
        },
    ];

    fn title(&self, words: &Words) -> String {
        words.section_settings()
    }
    fn empty(&self, words: &Words) -> String {
        words.section_settings()
    }
    fn columns(&self, words: &Words) -> Vec<Column> {
        vec![
            Column::new(words.column_subject(), 10),
            Column::new(words.column_setting(), 0),
            Column::new(words.column_value(), 18),
        ]
    }
    fn read(&self, _page: &Page, reader: &mut Reader<'_>) -> Result<Vec<Row>, Refused> {
        let facts = reader.facts().clone();
        let mut rows = Vec::new();
        for (key, setting) in (1..).zip(Setting::ALL) {
            let value = setting.get(reader)?;
            rows.push(Row {
                key,
                setting: *setting,
                is_default: value == setting.default_in(&facts.currency, facts.zone),
                value,
                begins: false,
                example: if *setting == Setting::PricesWithVat {
                    an_item(reader)?
                } else {
                    None
                },
            });
        }
        rows.sort_by_key(|row| row.setting.subject());
        let mut last = None;
        for row in &mut rows {
            let subject = Some(row.setting.subject());
            row.begins = subject != last;
            last = subject;
        }
        Ok(rows)
    }
    fn is_named(row: &Row, name: &str) -> bool {
        row.setting.as_str() == name
    }
    fn key(row: &Row) -> i64 {
        row.key
    }
    fn cells(row: &Row, look: &Look<'_>) -> (Vec<String>, Style) {
        let subject = row.setting.subject().as_str();
        let subject = look.words.word("setting-subject", subject);
        let cells = vec![
            Some(subject).filter(|_| row.begins).unwrap_or_default(),
            look.words.word("setting", row.setting.as_str()),
            shown(row.setting, &row.value, look.words),
        ];
        let style = if row.is_default {
            look.theme.plain
        } else {
            look.theme.accent
        };
        (cells, style)
    }
    fn details(row: &Row, look: &Look<'_>) -> Vec<String> {
        let words = look.words;
        let default = shown(
            row.setting,
            row.setting.default_in(&words.currency(), words.zone()),
            words,
        );
        let about = words.word("setting-about", row.setting.as_str());
        let mut lines = text::wrap(&about, 76);
        lines.push(allowed(row.setting, words));
        lines.push(words.settings_default(default));
        lines
    }
}

/// The first item that is sold and has a price.
fn an_item(reader: &mut Reader<'_>) -> Result<Option<(String, Money, VatRate)>, Refused> {
    let row = reader.row(
        "select name, price, vat from item where active = 1 and price > 0 order by code limit 1",
        &[],
    )?;
    row.map(|row| Ok((row.text(0)?, Money(row.int(1)?), VatRate(row.int(2)?))))
        .transpose()
}

/// Changes a setting; where every price would mean something else it is asked first, with an example.
fn decide(row: &Row, (value, seen): (String, Shown), out: &mut Outbox<'_>) {
    let setting = row.setting;
    if setting != Setting::PricesWithVat || value == row.value {
        return change(setting, (value, seen), out);
    }
    let words = out.words;
    let (had_vat, with_vat) = (row.value == "yes", value == "yes");
    let mut lines = vec![if with_vat {
        words.settings_vat_becomes_with()
    } else {
        words.settings_vat_becomes_without()
    }];
    if let Some((name, price, rate)) = &row.example {
        let gross = |has_vat| price_as(*price, *rate, has_vat, true).unwrap_or_default();
        lines.push(words.settings_vat_example(
            named::After(words.money(gross(with_vat))),
            named::Before(words.money(gross(had_vat))),
            named::Item(name.as_str()),
        ));
    }
    lines.push(words.settings_vat_orders());
    let title = words.settings_vat_title(shown(setting, &value, words));
    let ask = AskFirst::of(title, lines, Words::settings_key_change, move |out| {
        change(setting, (value.clone(), seen.clone()), out);
    });
    out.close();
    out.open(Bound::pane(ask));
}

/// What a setting may be, as a sentence.
fn allowed(setting: Setting, words: &Words) -> String {
    match setting.kind() {
        Values::Money => words.settings_allowed_money(),
        Values::Limit => words.settings_allowed_limit(),
        Values::Percent => words.settings_allowed_percent(),
        Values::Count(most) => words.settings_allowed_count(most),
        Values::Words(values) => {
            let said = values
                .iter()
                .map(|value| words.word("setting-value", value));
            words.settings_allowed_words(said.collect::<Vec<_>>().join(", "))
        }
        Values::Time => words.settings_allowed_time(),
        Values::Keep => words.settings_allowed_keep(),
        Values::OpenHours => words.settings_allowed_hours(),
        Values::Duties => words.settings_allowed_duties(),
        Values::Text(most) => words.settings_allowed_text(most),
        Values::CompanyId => words.settings_allowed_company_id(),
        Values::VatId => words.settings_allowed_vat_id(),
    }
}

fn shown(setting: Setting, value: &str, words: &Words) -> String {
    match setting.kind() {
        Values::Words(_) => words.word("setting-value", value),
        Values::Text(_) | Values::CompanyId | Values::VatId | Values::Duties
            if value.is_empty() =>
        {
            words.settings_none()
        }
        _ if value.is_empty() => words.settings_never(),
        Values::Limit if value == UNLIMITED => words.word("setting-value", UNLIMITED),
        Values::Money | Values::Limit => {
            Money::parse(value).map_or(value.to_owned(), |amount| words.money(amount))
        }
        Values::Percent => {
            Discount::parse(value).map_or(value.to_owned(), |share| words.discount(share))
        }
        Values::OpenHours => OpenHours::with_days(value, |days| words.weekdays(days))
            .unwrap_or_else(|| value.to_owned()),
        Values::Duties => {
            Duties::parse(value).map_or(value.to_owned(), |duties| words.duties(duties))
        }
        Values::Text(_)
        | Values::CompanyId
        | Values::VatId
        | Values::Count(_)
        | Values::Time
        | Values::Keep => value.to_owned(),
    }
}

/// `seen`: what stood there when it was shown.
fn change(setting: Setting, (value, seen): (String, Shown), out: &mut Outbox<'_>) {
    let change = ChangeSetting {
        key: setting.as_str().to_owned(),
        value,
        shown: seen,
    };
    out.perform(change, |words, receipt| {
        let (key, value) = (receipt.subject.as_str(), receipt.text("value"));
        let value = match Setting::parse(key) {
            Some(setting) => shown(setting, value, words),
            None => value.to_owned(),
        };
        let setting = words.word("setting", key);
        (
            words.settings_changed(named::Setting(setting), named::Value(value)),
            None,
        )
    });
}

/// The value as it is typed.
fn typed(setting: Setting, value: &str, words: &Words) -> String {
    match setting.kind() {
        Values::Limit if value == UNLIMITED => words.word("setting-value", UNLIMITED),
        Values::Money | Values::Limit | Values::Percent => words.typed(value),
        Values::Duties => Duties::parse(value).map_or(String::new(), |duties| words.duties(duties)),
        _ => value.to_owned(),
    }
}

fn form(words: &Words, row: &Row) -> LiveForm<Edited> {
    let row = row.clone();
    let setting = row.setting;
    let title = words.word("setting", setting.as_str());
    let input = match setting.kind() {
        Values::Words(values) => Input::choice(
            title.clone(),
            values
                .iter()
                .map(|value| ((*value).to_owned(), words.word("setting-value", value)))
                .collect(),
        )
        .chosen(&row.value),
        Values::Money
        | Values::Limit
        | Values::Percent
        | Values::Count(_)
        | Values::Duties
        | Values::Time
        | Values::Keep
        | Values::Text(_)
        | Values::CompanyId
        | Values::VatId => Input::offered(words.column_value(), &typed(setting, &row.value, words)),
        Values::OpenHours => {
            Input::offered(words.column_value(), &shown(setting, &row.value, words))
        }
    };
    let intro = vec![
        words.word("setting-about", setting.as_str()),
        allowed(setting, words),
    ];
    let mut inputs = Inputs::new();
    let value = inputs.text(input.writes("value"));
    let edited = Edited {
        setting,
        value: value.clone(),
        follow: Follow::default(),
    };
    let form = Form::typed(title, intro, inputs, move |typed, out| {
        typed.must_differ()?;
        let mut shown = Shown::default();
        let before = typed
            .before(&value)
            .map(|before| as_written(setting, before, out.words));
        let before = before.and_then(|before| setting.checked(&before, out.words.zone()));
        if let Some(before) = before {
            shown.put("value", &before);
        }
        let value = as_written(setting, typed.get(&value)?, out.words);
        decide(&row, (value, shown), out);
        Ok(())
    });
    LiveForm::of(form, edited)
}

/// The limit that does not limit, and duties, are written in the reader's language.
fn as_written(setting: Setting, value: String, words: &Words) -> String {
    if setting.kind() == Values::Duties {
        let in_file = |said: &str| {
            let is_it = |duty: &&Duty| fold(&words.duty(**duty)) == fold(said);
            let duty = Duty::ALL.iter().find(is_it);
            duty.map_or_else(|| said.trim().to_owned(), |duty| duty.as_str().to_owned())
        };
        return value.split(',').map(in_file).collect::<Vec<_>>().join(",");
    }
    if value.trim() == words.word("setting-value", UNLIMITED) {
        return UNLIMITED.to_owned();
    }
    value
}

/// A setting whose form is open, as it is on file.
#[derive(Debug)]
struct Edited {
    setting: Setting,
    value: Slot<String>,
    follow: Follow<String>,
}

impl Live for Edited {
    const RIGHT: ReadRight = ReadRight::Management;
    type Ask = Setting;
    type View = Option<OnFile<String>>;

    fn ask(&self, _form: &Form) -> Setting {
        self.setting
    }

    fn read(setting: &Setting, reader: &mut Reader<'_>) -> Result<Self::View, Refused> {
        Ok(Some(OnFile {
            what: setting.get(reader)?,
            by: staff::last_to(reader, ChangeSetting::NAME, setting.as_str())?,
        }))
    }

    fn show(&mut self, on_file: &Self::View, form: &mut Form, look: &Look<'_>) {
        let (setting, slot, words) = (self.setting, &self.value, look.words);
        let now = |value: &String| vec![slot.now(in_field(setting, value, words))];
        self.follow.show(on_file.as_ref(), form, words, now);
    }
}

/// What stands in the field of a setting with this value.
fn in_field(setting: Setting, value: &str, words: &Words) -> String {
    match setting.kind() {
        Values::OpenHours => shown(setting, value, words),
        _ => typed(setting, value, words),
    }
}
