//! The command line: a contract that scripts rely on.

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Parser, Subcommand};
use std::path::PathBuf;

/// Front desk and back office of a small office, as two panes over one file, with cover shifts between them.
#[derive(Debug, Parser)]
#[command(name = "swingdoor", version, about, disable_help_subcommand = true)]
pub struct Arguments {
    /// The office's file; without it the one in the data folder of this user.
    #[arg(long, global = true, value_name = "FILE", env = "SWINGDOOR_FILE")]
    pub file: Option<PathBuf>,
    /// The name of this terminal, such as "hall"; one person at a time sits at it. Commands have one of their own beside it, "hall (cli)".
    #[arg(long, global = true, value_name = "NAME", env = "SWINGDOOR_TERMINAL")]
    pub terminal: Option<String>,
    /// The language of screens and messages.
    #[arg(long, global = true, value_name = "LANG", value_parser = ["en", "cs"], env = "SWINGDOOR_LANG")]
    pub lang: Option<String>,
    /// The desk that opens first.
    #[arg(long, value_name = "DESK", value_parser = ["front", "back"])]
    pub desk: Option<String>,
    /// What to do; without it the screens open.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Words for things, of which the plural is understood as well.
fn kinds(words: &[(&'static str, &'static str)]) -> PossibleValuesParser {
    words
        .iter()
        .map(|(one, many)| PossibleValue::new(*one).alias(*many))
        .collect::<Vec<_>>()
        .into()
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Found an office in a new file; the manager's PIN is read from standard input.
    Init {
        /// Its name, as on papers.
        #[arg(long)]
        office: String,
        /// The manager's name.
        #[arg(long)]
        manager: String,
        /// ISO 4217, two decimals.
        #[arg(long, default_value = "CZK")]
        currency: String,
        /// IANA name of the time zone.
        #[arg(long, default_value = "Europe/Prague")]
        zone: String,
    },
    /// Run verbs: JSON lines in, one JSON line out for each, printed after its commit. PIN from SWINGDOOR_PIN or a prompt.
    Do {
        /// The code of whoever does it.
        #[arg(long = "as", value_name = "CODE")]
        code: String,
        /// So many verbs in one transaction: all of them or none.
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000))]
        batch: Option<u32>,
    },
    /// Practise the other desk on a copy that is thrown away; what came of it is kept in the training record.
    Practice {
        /// The code of whoever practises; the PIN is asked for.
        #[arg(long = "as", value_name = "CODE")]
        code: Option<String>,
        /// The card that is practised, such as order.pick; without it one is chosen.
        #[arg(long, value_name = "VERB")]
        card: Option<String>,
    },
    /// List every verb with its right and its cover rule.
    Verbs {
        /// With the JSON Schema of its fields, as JSON lines.
        #[arg(long)]
        schema: bool,
        /// As JSON lines.
        #[arg(long)]
        json: bool,
    },
    /// Show one thing: order, customer, item, parcel, cover, arrangement, staff, slip, drawer, question, what somebody missed, or the job card of a verb.
    Show {
        /// What kind of thing.
        #[arg(value_parser = ["order", "customer", "item", "parcel", "cover", "arrangement", "staff", "slip", "drawer", "question", "missed", "card"])]
        kind: String,
        /// Its number or code.
        number: String,
        /// As one JSON line.
        #[arg(long)]
        json: bool,
    },
    /// List all things of a kind, in a steady order.
    List {
        /// What kind of things.
        #[arg(value_parser = kinds(&[("order", "orders"), ("customer", "customers"), ("contact", "contacts"), ("line", "lines"), ("item", "items"), ("parcel", "parcels"), ("cover", "covers"), ("arrangement", "arrangements"), ("staff", "staffs"), ("move", "moves"), ("payment", "payments"), ("stock", "stocks"), ("missing", "missings"), ("drawer", "drawers"), ("posting", "postings"), ("notice", "notices"), ("question", "questions"), ("journal", "journals"), ("competence", "competences"), ("training", "trainings"), ("training-plan", "training-plans"), ("absence", "absences"), ("roster", "rosters"), ("presence", "presences"), ("card", "cards"), ("coverage", "coverages"), ("gap", "gaps"), ("single-point", "single-points"), ("training-set", "training-sets"), ("resilience", "resiliences"), ("figures", "figure")]))]
        kind: String,
        /// Only those in this state: "open", or a word of any of an order's three axes.
        #[arg(long)]
        state: Option<String>,
        /// Only those of this customer.
        #[arg(long)]
        customer: Option<String>,
        /// As JSON lines.
        #[arg(long, conflicts_with = "csv")]
        json: bool,
        /// As CSV with a heading.
        #[arg(long)]
        csv: bool,
        /// Stop after so many.
        #[arg(long, value_name = "N")]
        limit: Option<u64>,
        /// For stock: as it was at the end of this day, added up from the moves. For coverage and what follows from it: from this day on. For the roster: the first of seven days.
        #[arg(long, value_name = "DATE")]
        at: Option<String>,
        /// For coverage, gaps, single points, the training set, resilience: so many days.
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=366))]
        days: Option<u16>,
        /// For the same: as if this person were away, all the time or for a while: PM, PM:12:00-17:00, PM:2026-11-30..2026-12-04. May be given several times.
        #[arg(long, value_name = "CODE[:FROM-UNTIL]")]
        without: Vec<String>,
        /// For figures: of the week, month or year in which the day lies.
        #[arg(long, value_parser = ["week", "month", "year"])]
        period: Option<String>,
    },
    /// Open a lively sample office; prints everybody's code and PIN.
    Demo {
        /// So many orders that are over, besides today's.
        #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u64).range(..=10_000_000))]
        orders: u64,
        /// So many customers, besides today's; a twentieth of the orders if not given.
        #[arg(long, value_parser = clap::value_parser!(u64).range(..=10_000_000))]
        customers: Option<u64>,
        /// So many items, besides today's.
        #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u64).range(..=100_000))]
        items: u64,
        /// So many open orders, besides today's.
        #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u64).range(..=1_000_000))]
        open: u64,
        /// The same seed makes the same office.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Make the file and end.
        #[arg(long)]
        make_only: bool,
    },
    /// Take over a table that another program exported, as CSV with headings: all of it or nothing.
    Import {
        /// What the rows are.
        #[arg(value_parser = ["customers", "items", "orders"])]
        kind: String,
        /// The table.
        table: PathBuf,
        /// The order lines in a table of their own; with customers, their contacts.
        #[arg(long, value_name = "FILE")]
        lines: Option<PathBuf>,
        /// "their heading" = "our field" as TOML; kept beside the office's file for the next time.
        #[arg(long, value_name = "FILE")]
        map: Option<PathBuf>,
        /// Say every row's fate by its line number and change nothing.
        #[arg(long)]
        dry_run: bool,
        /// The code of whoever imports.
        #[arg(long = "as", value_name = "CODE")]
        code: String,
    },
    /// Check the file and every rule of the business; exit code 0 only if all hold.
    Check {
        /// Prove every row by the journal line that wrote it, not only those of authority and money.
        #[arg(long)]
        deep: bool,
    },
    /// Copy the office while others work on it: verified, dated, private; prints where.
    Backup {
        /// The folder; without it the one beside the office.
        #[arg(long, value_name = "FOLDER")]
        to: Option<PathBuf>,
        /// Which stay: the newest of so many days, weeks and months, such as 7d4w12m; without it the office's own rule.
        #[arg(long, value_name = "RULE")]
        keep: Option<String>,
    },
    /// Print a slip or a receipt as it was printed when it was issued.
    Print {
        /// Its number; of a parcel, an order, an item or a bin its label is printed, with bars in 80 columns.
        number: String,
        /// 40 for a receipt printer, 80 for a page.
        #[arg(long, value_parser = ["40", "80"], default_value = "40")]
        columns: String,
    },
    /// Put a backup, or the folder of an export, into the place of the office's file, after verifying it.
    Restore {
        /// The backup, or the folder of an export.
        from: PathBuf,
        /// The file that stands there is put aside; nobody may have it open. Where it is still an office, a manager of it says so.
        #[arg(long)]
        replace: bool,
        /// The manager's code; the PIN comes from SWINGDOOR_PIN or a prompt.
        #[arg(long = "as", value_name = "CODE", requires = "replace")]
        code: Option<String>,
        /// Take it although `check` finds faults in it; they are named.
        #[arg(long)]
        with_faults: bool,
    },
    /// Write everything into a new folder: one file for each table, from which `restore` makes an equal office.
    Export {
        /// A new or an empty folder; of one customer a new file.
        to: PathBuf,
        /// JSON Lines instead of CSV.
        #[arg(long)]
        json: bool,
        /// Only what is on file about the customer with this code, as one JSON document for them to have.
        #[arg(long, value_name = "CODE")]
        customer: Option<String>,
    },
    /// Sales by month over everything on file: orders that were not cancelled, with VAT, paid, due.
    Report {
        /// JSON Lines.
        #[arg(long)]
        json: bool,
    },
    /// Print shifts, absences and planned covers as an iCalendar for other calendar programs.
    Calendar {
        /// Only those of the person with this code.
        #[arg(long, value_name = "CODE", conflicts_with = "calendar_desk")]
        staff: Option<String>,
        /// Only those of this desk.
        #[arg(long, value_name = "DESK", value_parser = ["front", "back"], id = "calendar_desk")]
        desk: Option<String>,
        /// So many weeks, from this week's Monday on.
        #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u16).range(1..=104))]
        weeks: u16,
    },
    /// The journal.
    Journal {
        /// What to do with it.
        #[command(subcommand)]
        what: JournalCommand,
    },
    /// Print the completions for a shell.
    Completions {
        /// Which.
        shell: clap_complete::Shell,
    },
    /// Print the manual page.
    Man,
}

/// What can be done with the journal.
#[derive(Debug, Subcommand)]
pub enum JournalCommand {
    /// Walk the chain of hashes from the first line to the last.
    Verify,
    /// Print the last line's number and hash, to be kept where nobody who writes the file can change it.
    Head,
    /// Play every line again into a new file with this version's rules, and compare what comes out.
    Replay,
}
