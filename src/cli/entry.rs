//! From the arguments to a command and its exit code.

use super::arguments::{Arguments, Command, JournalCommand};
use super::output::{Exit, Stop, report, say};
use super::{
    calendar, cards, check, check_names, coverage, demo, do_lines, export, import, init, keeping,
    person, play_again, report, roster, show, verbs,
};
use crate::model::{Clock, Desk, SystemClock, terminal, text};
use crate::office::{Office, OfficeFacts, Pin, Reads, Refused, chain_fault_in_words, verify};
use crate::words::{Lang, Words};
use clap::CommandFactory;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What follows the command line.
#[derive(Debug)]
pub enum Next {
    /// The command has run.
    Exit(Exit),
    /// The screens are to be opened over this file.
    Screens(Screens),
}

/// With what the screens are to be opened.
#[derive(Debug)]
pub struct Screens {
    /// The office's file.
    pub file: PathBuf,
    /// The name of this terminal.
    pub terminal: String,
    /// The language that was asked for.
    pub lang: Option<Lang>,
    /// The desk that was asked for.
    pub desk: Option<Desk>,
    /// Who is signed in at once.
    pub sign_in: Option<(String, Pin)>,
    /// A practice is to begin: of whom, with which card.
    pub practice: Option<(Option<String>, Option<String>)>,
}

/// Runs a command, or says that the screens are to be opened.
#[must_use]
pub fn run(arguments: Arguments) -> Next {
    let words = words_before_opening(arguments.lang.as_deref());
    let file = arguments.file.clone().unwrap_or_else(default_file);
    let place = Place {
        file: &file,
        terminal: arguments.terminal.as_deref(),
        words: &words,
        asked: arguments.lang.as_deref().and_then(Lang::parse),
    };
    if let Some(name) = place.terminal.filter(|name| !terminal::is_name(name)) {
        let refused = Refused::usage("bad-terminal").with("name", text::safe(name).into_owned());
        return Next::Exit(report(&words, &refused.into()));
    }
    let practice = match &arguments.command {
        Some(Command::Practice { code, card }) => Some((code.clone(), card.clone())),
        _ => None,
    };
    let screens = |file: &Path, sign_in| {
        Next::Screens(Screens {
            practice: practice.clone(),
            file: file.to_owned(),
            terminal: arguments.terminal.clone().unwrap_or_else(terminal_name),
            lang: arguments.lang.as_deref().and_then(Lang::parse),
            desk: arguments.desk.as_deref().and_then(Desk::parse),
            sign_in,
        })
    };
    let outcome = match arguments.command {
        None | Some(Command::Practice { .. }) => {
            place.tell_of_upgrade();
            return screens(&file, None);
        }
        Some(Command::Demo {
            orders,
            customers,
            items,
            open,
            seed,
            make_only,
        }) => match make_demo(
            &place,
            arguments.file.as_deref(),
            demo::Growth {
                orders,
                customers: customers.unwrap_or(orders / 20),
                items,
                open,
                seed,
            },
        ) {
            Ok((made, sign_in)) if !make_only => return screens(&made, Some(sign_in)),
            Ok(_) => Ok(Exit::Done),
            Err(stop) => Err(stop),
        },
        Some(command) => dispatch(command, &place),
    };
    Next::Exit(outcome.unwrap_or_else(|stop| report(&words, &stop)))
}

/// Says on standard error why the screens could not be opened, and gives the exit code.
#[must_use]
pub fn refuse(lang: Option<Lang>, refused: Refused) -> Exit {
    report(
        &words_before_opening(lang.map(Lang::as_str)),
        &Stop::Refused(refused),
    )
}

/// The terminal's own name where it has one, else one for this process.
fn terminal_name() -> String {
    std::fs::read_link("/proc/self/fd/0")
        .ok()
        .map(|path| path.display().to_string())
        .filter(|path| path.starts_with("/dev/"))
        .map_or_else(
            || format!("screen-{}", std::process::id()),
            |path| path.trim_start_matches("/dev/").to_owned(),
        )
}

/// Makes the sample office where no file was named in the folder for what may vanish, anew each time.
fn make_demo(
    place: &Place<'_>,
    file: Option<&Path>,
    growth: demo::Growth,
) -> Result<(PathBuf, (String, Pin)), Stop> {
    let path = match file {
        Some(path) => path.to_owned(),
        None => std::env::temp_dir().join(format!("swingdoor-demo-{}.swing", std::process::id())),
    };
    if file.is_none() {
        sweep_demos(&std::env::temp_dir());
    }
    if !path.exists() {
        demo::make(place, &path, growth)?;
    }
    let mut out = std::io::stdout().lock();
    for (code, name, desk, _, pin) in demo::PEOPLE {
        writeln!(
            out,
            "{code}  PIN {pin}  {name} ({})",
            place.words.word("desk", desk.as_str())
        )?;
    }
    writeln!(out, "{}", path.display())?;
    let (code, .., pin) = demo::PEOPLE[1];
    Ok((path, (code.to_owned(), Pin::new(pin)?)))
}

/// How old half a sample must be before it is taken for one that nobody goes on with.
const DEMO_ABANDONED_AFTER: std::time::Duration = std::time::Duration::from_secs(3600);

/// Half-made samples in the folder for what may vanish: whoever made them was stopped.
fn sweep_demos(folder: &Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let age = entry.metadata().and_then(|found| found.modified()).ok();
        let is_old = age
            .and_then(|at| at.elapsed().ok())
            .is_some_and(|age| age >= DEMO_ABANDONED_AFTER);
        if name.starts_with("swingdoor-demo-") && name.contains(".swing.sample") && is_old {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// Where a command works, and in which words.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) file: &'a Path,
    pub(super) terminal: Option<&'a str>,
    pub(super) words: &'a Words,
    /// The language that was asked for, by the arguments or `SWINGDOOR_LANG`.
    pub(super) asked: Option<Lang>,
}

impl Place<'_> {
    /// Words for what an office prints: in the language that was asked for, else in that of whoever is signed in, else in the office's.
    pub(super) fn words_for(&self, facts: &OfficeFacts, own: Option<Lang>) -> Words {
        let lang = self.asked.or(own).or(Lang::parse(&facts.language));
        Words::new(lang.unwrap_or(Lang::En), &facts.currency, facts.zone)
    }

    pub(super) fn clock() -> Arc<dyn Clock> {
        Arc::new(SystemClock)
    }

    pub(super) fn open(&self) -> Result<Office, Refused> {
        self.tell_of_upgrade();
        Office::open(self.file, Self::clock())
    }

    /// Bringing years of orders up to date takes minutes: that is said before.
    fn tell_of_upgrade(&self) {
        if crate::store::is_older(self.file) {
            say(&self.words.cli_upgrading(self.file.display().to_string()));
        }
    }

    pub(super) fn open_to_read(&self) -> Result<Office, Refused> {
        Office::open_to_read(self.file, Self::clock())
    }
}

fn dispatch(command: Command, place: &Place<'_>) -> Result<Exit, Stop> {
    match command {
        Command::Init {
            office,
            manager,
            currency,
            zone,
        } => init::init(place, &office, &manager, currency, zone),
        Command::Do { code, batch } => do_lines::run(place, &code, batch),
        Command::Verbs { schema, json } => list_verbs(schema, json),
        Command::Show { kind, number, json } if kind == "card" => cards::show(place, &number, json),
        Command::Show { kind, number, json } => show::show(place, &kind, &number, json),
        Command::List {
            kind,
            state,
            customer,
            json,
            csv,
            limit,
            at,
            days,
            without,
            period,
        } => {
            let form = if json {
                export::Form::Json
            } else if csv {
                export::Form::Csv
            } else {
                export::Form::Table
            };
            if let Some(kind) = coverage::kind_of(&kind) {
                let asked = coverage::Asked {
                    at,
                    days,
                    without,
                    period,
                    limit,
                };
                return coverage::list(place, kind, &asked, form);
            }
            let filter = export::Filter {
                state,
                customer,
                limit,
                at,
            };
            match kind.trim_end_matches('s') {
                "presence" => roster::list_presence(place, limit, form),
                "roster" => roster::list_roster(place, &filter, form),
                "card" => cards::list(place, form, limit),
                _ => export::list(place, &kind, &filter, form),
            }
        }
        Command::Demo { .. } | Command::Practice { .. } => Ok(Exit::Usage),
        Command::Import {
            kind,
            table,
            lines,
            map,
            dry_run,
            code,
        } => {
            let asked = import::Import {
                kind: &kind,
                file: &table,
                lines: lines.as_deref(),
                map: map.as_deref(),
                dry_run,
                code: &code,
            };
            import::import(place, &asked)
        }
        Command::Check { deep } => run_check(place, deep),
        Command::Backup { to, keep } => keeping::backup(place, to.as_deref(), keep.as_deref()),
        Command::Print { number, columns } => show::print_paper(place, &number, columns == "80"),
        Command::Restore {
            from,
            replace,
            code,
            with_faults,
        } => {
            let how = keeping::How {
                replace,
                code: code.as_deref(),
                with_faults,
            };
            keeping::bring_back(place, &from, &how)
        }
        Command::Export { to, json, customer } => match customer {
            Some(code) => person::export(place, &to, &code),
            None => keeping::export(place, &to, json),
        },
        Command::Calendar { staff, desk, weeks } => calendar::print_calendar(
            place,
            &calendar::Wanted {
                staff: staff.as_deref(),
                desk: desk.as_deref(),
                weeks,
            },
        ),
        Command::Report { json } => report::report(place, json),
        Command::Journal {
            what: JournalCommand::Verify,
        } => verify_journal(place),
        Command::Journal {
            what: JournalCommand::Head,
        } => print_head(place),
        Command::Journal {
            what: JournalCommand::Replay,
        } => replay(place),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "swingdoor", &mut script);
            std::io::stdout().write_all(&script)?;
            Ok(Exit::Done)
        }
        Command::Man => {
            clap_mangen::Man::new(Arguments::command()).render(&mut std::io::stdout())?;
            Ok(Exit::Done)
        }
    }
}

fn list_verbs(schema: bool, json: bool) -> Result<Exit, Stop> {
    let mut out = std::io::stdout().lock();
    for verb in verbs::VERBS {
        let right = verb.right.written();
        if schema || json {
            let mut line = serde_json::json!({"verb": verb.name, "right": right, "under_cover": verb.under_cover});
            if schema {
                line["schema"] = (verb.schema)();
            }
            writeln!(out, "{line}")?;
        } else {
            writeln!(out, "{:<22}{:<20}{}", verb.name, right, verb.under_cover)?;
        }
    }
    Ok(Exit::Done)
}

fn run_check(place: &Place<'_>, deep: bool) -> Result<Exit, Stop> {
    let mut office = place.open_to_read()?;
    let mut shown = keeping::Progress::default();
    let mut faults = check::check_with(&mut office, deep, &mut |done, all| {
        shown.show(&place.words.cli_proving(keeping::percent(done, all)));
    })?;
    shown.clear();
    faults.extend(super::check_heads::heads(&mut office)?);
    faults.extend(check_names::modes(&mut office)?);
    tell(place, &faults)
}

/// Plays the journal again with the rules of this version.
fn replay(place: &Place<'_>) -> Result<Exit, Stop> {
    let mut office = place.open_to_read()?;
    let mut shown = keeping::Progress::default();
    let faults = play_again::play_again(&mut office, place.file, &mut |done, all| {
        shown.show(&place.words.cli_replaying(keeping::percent(done, all)));
    })?;
    shown.clear();
    tell(place, &faults)
}

fn tell(place: &Place<'_>, faults: &[check::Fault]) -> Result<Exit, Stop> {
    let mut out = std::io::stdout().lock();
    for fault in faults {
        writeln!(
            out,
            "{:>2}  {}",
            fault.invariant,
            crate::model::text::safe(&fault.what)
        )?;
    }
    if faults.is_empty() {
        say(&place.words.cli_check_clean());
        Ok(Exit::Done)
    } else {
        say(&place.words.cli_check_faults(faults.len()));
        Ok(Exit::Refused)
    }
}

fn print_head(place: &Place<'_>) -> Result<Exit, Stop> {
    let mut office = place.open_to_read()?;
    let head = office.read(|reader| {
        reader.row(
            "select seq, lower(hex(hash)) from journal order by seq desc limit 1",
            &[],
        )
    })?;
    if let Some(line) = head {
        let seq = line.int(0).map_err(Refused::from)?;
        let hash = line.text(1).map_err(Refused::from)?;
        writeln!(std::io::stdout(), "{seq} {hash}")?;
    }
    Ok(Exit::Done)
}

fn verify_journal(place: &Place<'_>) -> Result<Exit, Stop> {
    let mut office = place.open_to_read()?;
    let (lines, head, fault) = office.read(|reader| {
        let (lines, head, fault) = verify(reader)?;
        let fault = fault.map(|fault| chain_fault_in_words(reader, &fault));
        Ok((lines, head, fault.transpose()?))
    })?;
    match fault {
        None => {
            writeln!(std::io::stdout(), "{lines} {head}")?;
            Ok(Exit::Done)
        }
        Some(fault) => {
            say(&place.words.cli_journal_broken(fault));
            Ok(Exit::Refused)
        }
    }
}

/// Before a file is open nobody's language is known: the arguments', else the environment's, else English.
fn words_before_opening(asked: Option<&str>) -> Words {
    let from_environment = || {
        ["LC_ALL", "LC_MESSAGES", "LANG"]
            .iter()
            .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
    };
    let tag = asked
        .map(str::to_owned)
        .or_else(from_environment)
        .unwrap_or_default();
    let lang = if tag.starts_with("cs") {
        Lang::Cs
    } else {
        Lang::En
    };
    Words::new(lang, "CZK", chrono_tz::Europe::Prague)
}

/// `office.swing` in the user's data folder.
fn default_file() -> PathBuf {
    use etcetera::BaseStrategy;
    match etcetera::choose_base_strategy() {
        Ok(places) => places.data_dir().join("swingdoor").join("office.swing"),
        Err(_) => PathBuf::from("office.swing"),
    }
}
