//! The clerks: threads that read and write the file, so that drawing never waits for it.

use crate::model::{Clock, ReadRight};
use crate::office::{News, Office, Pin, ReadOf, Receipt, Refused, Session, SignOut, Viewer};
use crate::pane::{Answer, Job, Question, Then};
use notify::Watcher;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// What ran beside the clerks.
pub(super) struct AsideDone {
    /// The number of the paper.
    pub(super) number: String,
    /// What was said of the verb that it followed; empty where it followed none.
    pub(super) said_before: String,
    pub(super) result: Result<Receipt, Refused>,
    /// What is said when it is done.
    pub(super) then: Then,
}

/// What clerks report to the shell.
pub(super) enum Report {
    /// A pane's question was answered: the pane, the number of the question, the answer, and of which state it is.
    Read(u64, u64, Answer, ReadOf),
    /// A pane's question was not answered: whoever asked is signed out.
    SignedOut(u64, Viewer, Refused),
    /// A verb that a pane asked for has run, or was refused.
    Done(u64, Result<Receipt, Refused>),
    /// What ran beside the clerks is done, or was refused.
    Aside(AsideDone),
    /// Somebody signed in, or could not.
    SignedIn(Result<Session, Refused>),
    /// Lines were added to the journal, by anyone.
    News(Vec<News>),
    /// A key, a click, a paste or a new size, and when it came.
    Terminal(crossterm::event::Event, std::time::Instant),
    /// The backup of the day was made, or could not be.
    BackedUp(Result<crate::office::Backup, Refused>),
    /// The backup that somebody asked for is made, or could not be.
    BackedUpNow(Result<crate::office::Backup, Refused>),
    /// So many bytes of how many are copied for a practice.
    Copying(u64, u64),
    /// The copy for a practice is made, or could not be.
    Copied(Result<Box<crate::office::Practice>, Refused>),
    /// What the clerks of the practice copy report.
    Practice(Box<Report>),
    /// A second has passed.
    Tick,
    /// The program was stopped for a while and goes on.
    Resumed,
    /// The program was told to end.
    End,
}

/// What the reading clerk is asked.
pub(super) struct ReadJob {
    /// The pane that asks, or one of the shell's own numbers.
    pub(super) pane: u64,
    /// The number that the answer bears.
    pub(super) number: u64,
    /// Who asks, and what they have to be allowed to read; none: what the sign-in dialog itself needs.
    pub(super) viewer: Option<(Viewer, ReadRight)>,
    pub(super) question: Question,
}

/// What the writing clerk is asked.
pub(super) enum WriteJob {
    /// Run a verb for a pane.
    Perform(u64, Session, Job),
    /// Run a verb for which nobody waits: what it refuses is not said.
    Note(Session, Job),
    /// Check a code and a PIN: terminal, code, PIN.
    SignIn(String, String, Pin),
    /// Sign out.
    SignOut(Session),
    /// Keep what somebody has typed and not saved: where, and what; nothing: no more.
    Keep(std::path::PathBuf, String),
    /// Everything before this is written: say so and end.
    End(Sender<()>),
}

/// The ways to the clerks.
#[derive(Clone)]
pub(super) struct Clerks {
    pub(super) read: Sender<ReadJob>,
    pub(super) write: Sender<WriteJob>,
    /// Nobody asks any more: whoever watches the file ends.
    pub(super) over: Arc<AtomicBool>,
    /// Wakes whoever watches the file.
    wake: Sender<()>,
    /// Hears nothing but the end of those who only read.
    readers: Arc<Mutex<Receiver<()>>>,
}

/// How long a reading that goes on may hold up the end of the program.
const READERS_END_WITHIN: Duration = Duration::from_secs(2);

/// How long the last writing may.
const WRITER_ENDS_WITHIN: Duration = Duration::from_secs(11);

impl Clerks {
    /// Those who only read close the file first, then whoever writes does when everything is written: the last one to close it puts
    /// what its `-wal` holds into it.
    pub(super) fn end(&mut self) {
        self.over.store(true, Ordering::Relaxed);
        let _ = self.wake.send(());
        self.read = channel().0;
        let readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        // They send nothing: their end of the way goes with them.
        let _ = readers.recv_timeout(READERS_END_WITHIN);
        let (done, wait) = channel();
        if self.write.send(WriteJob::End(done)).is_ok() {
            let _ = wait.recv_timeout(WRITER_ENDS_WITHIN);
        }
    }
}

/// Starts the clerks over a file; they report to `reports`.
///
/// # Errors
/// Where the file cannot be opened.
pub(super) fn start(
    path: &Path,
    clock: &Arc<dyn Clock>,
    reports: &Sender<Report>,
) -> Result<Clerks, Refused> {
    let writing = Office::open(path, Arc::clone(clock))?;
    let reading = Office::open_to_read(path, Arc::clone(clock))?;
    let watching = Office::open_to_read(path, Arc::clone(clock))?;
    Ok(begin(writing, reading, watching, reports))
}

/// As [`start`], over a practice copy.
///
/// # Errors
/// Where the file cannot be opened, or is a real office.
pub(super) fn start_practice(
    path: &Path,
    clock: &Arc<dyn Clock>,
    reports: &Sender<Report>,
) -> Result<Clerks, Refused> {
    let writing = Office::open_practice(path, Arc::clone(clock))?;
    let reading = Office::open_practice_to_read(path, Arc::clone(clock))?;
    let watching = Office::open_practice_to_read(path, Arc::clone(clock))?;
    Ok(begin(writing, reading, watching, reports))
}

fn begin(writing: Office, reading: Office, watching: Office, reports: &Sender<Report>) -> Clerks {
    let (read, read_jobs) = channel();
    let (write, write_jobs) = channel();
    let (open, readers) = channel();
    let (to, reads) = (reports.clone(), open.clone());
    std::thread::spawn(move || {
        read_all(reading, &read_jobs, &to);
        drop::<Sender<()>>(reads);
    });
    let to = reports.clone();
    std::thread::spawn(move || write_all(writing, &write_jobs, &to));
    let to = reports.clone();
    let over = Arc::new(AtomicBool::new(false));
    let ends = Arc::clone(&over);
    let (wake, moves) = channel();
    let moved = wake.clone();
    std::thread::spawn(move || {
        watch(watching, (moved, &moves), &to, &ends);
        drop::<Sender<()>>(open);
    });
    Clerks {
        read,
        write,
        over,
        wake,
        readers: Arc::new(Mutex::new(readers)),
    }
}

fn read_all(mut office: Office, jobs: &Receiver<ReadJob>, to: &Sender<Report>) {
    for job in jobs {
        let answer = match &job.viewer {
            Some((viewer, right)) => office.read_as(viewer, *right, job.question),
            None => office.read(job.question),
        };
        let report = match (answer, job.viewer) {
            (Err(refused), Some((viewer, _))) if viewer.is_signed_out_by(&refused) => {
                Report::SignedOut(job.pane, viewer, refused)
            }
            (answer, _) => Report::Read(job.pane, job.number, answer, office.last_read()),
        };
        if to.send(report).is_err() {
            return;
        }
    }
}

fn write_all(mut office: Office, jobs: &Receiver<WriteJob>, to: &Sender<Report>) {
    for job in jobs {
        let report = match job {
            WriteJob::Perform(pane, session, job) => Report::Done(pane, job(&mut office, &session)),
            WriteJob::SignIn(terminal, code, pin) => {
                Report::SignedIn(office.sign_in(&terminal, &code, &pin, true))
            }
            WriteJob::Note(session, job) => {
                let _ = job(&mut office, &session);
                continue;
            }
            WriteJob::Keep(path, text) => {
                super::drafts::write(&path, &text);
                continue;
            }
            WriteJob::SignOut(session) => {
                // A sign-out that cannot be written is made good by the next sign-in on this terminal.
                let _ = office.sign_out(&session, SignOut::Left);
                continue;
            }
            WriteJob::End(done) => {
                drop(office);
                let _ = done.send(());
                return;
            }
        };
        if to.send(report).is_err() {
            return;
        }
    }
}

/// How often the file is looked at where watching it is not to be had, or an event was lost.
const POLL: Duration = Duration::from_millis(500);

/// The watch fires when a commit begins to be written, and the commit shows when it is durable: until then the version
/// is asked again and again, first often, then seldom.
const LOOK_AGAIN: [(Duration, u32); 2] = [
    (Duration::from_micros(200), 25),
    (Duration::from_millis(2), 25),
];

fn watch(
    mut office: Office,
    (moved, moves): (Sender<()>, &Receiver<()>),
    to: &Sender<Report>,
    over: &AtomicBool,
) {
    let mut wal = office.path().as_os_str().to_owned();
    wal.push("-wal");
    let wal = std::path::PathBuf::from(wal);
    let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        if event.is_ok_and(|event| event.kind.is_modify() || event.kind.is_create()) {
            let _ = moved.send(());
        }
    });
    let mut watcher = watcher.ok();
    if let Some(watcher) = &mut watcher {
        // Where the file cannot be watched the polling below remains.
        let _ = watcher.watch(&wal, notify::RecursiveMode::NonRecursive);
    }
    let mut version = office.version().unwrap_or_default();
    while !over.load(Ordering::Relaxed) {
        let moved = match moves.recv_timeout(POLL) {
            Ok(()) => true,
            Err(RecvTimeoutError::Timeout) => false,
            Err(RecvTimeoutError::Disconnected) => {
                std::thread::sleep(POLL);
                false
            }
        };
        while moves.try_recv().is_ok() {}
        let mut pauses = LOOK_AGAIN
            .iter()
            .flat_map(|(pause, times)| std::iter::repeat_n(*pause, *times as usize));
        loop {
            let now = office.version().unwrap_or(version);
            if now != version {
                version = now;
                break;
            }
            match pauses.next() {
                Some(pause) if moved => std::thread::sleep(pause),
                _ => break,
            }
        }
        if let Ok(news) = office.news()
            && !news.is_empty()
            && to.send(Report::News(news)).is_err()
        {
            return;
        }
    }
}
