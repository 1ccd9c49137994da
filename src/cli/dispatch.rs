//! Which command does what.

use super::arguments::{Arguments, Command, JournalCommand};
use super::output::{Exit, Stop};
use super::place::Place;
use super::{
    calendar, cards, coverage, do_lines, export, import, init, journal, keeping, person, report,
    roster, show, show_paper, verbs,
};
use clap::CommandFactory;
use std::io::Write;

/// Runs a command that opens no screens.
pub(super) fn dispatch(command: Command, place: &Place<'_>) -> Result<Exit, Stop> {
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
        Command::Check { deep } => journal::check(place, deep),
        Command::Backup { to, keep } => keeping::backup(place, to.as_deref(), keep.as_deref()),
        Command::Print { number, columns } => {
            show_paper::print_paper(place, &number, columns == "80")
        }
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
        } => journal::verify(place),
        Command::Journal {
            what: JournalCommand::Head,
        } => journal::print_head(place),
        Command::Journal {
            what: JournalCommand::Replay,
        } => journal::replay(place),
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
