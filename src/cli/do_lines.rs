//! `swingdoor do`: verbs as JSON lines, each answered on one line after its commit.

use super::output::{Exit, Stop, say, write_json};
use super::place::Place;
use super::verbs::VerbRow;
use crate::model::terminal;
use crate::office::{Office, Pin, Receipt, Refused, Session, SignOut, Writing, read_json};
use crate::words::{Lang, Words};
use serde_json::{Value, json};
use std::io::{BufRead, Write};

/// The longest line that is read, in bytes: no request of this program comes near it.
const LINE_BYTES_MAX: usize = 4 * 1024 * 1024;

/// So much of a line that is too long is read past, in bytes; one that has not ended by then has no end.
const PASSED_BYTES_MAX: usize = 64 * 1024 * 1024;

pub(super) fn run(place: &Place<'_>, code: &str, batch: Option<u32>) -> Result<Exit, Stop> {
    let mut office = place.open()?;
    let pin = pin(place)?;
    // Several commands may run at once: each is a terminal of its own unless it is named. A named one signs nobody out who sits at a
    // screen of that name.
    let terminal = place.terminal.map_or_else(
        || format!("do-{}", std::process::id()),
        |name| format!("{name}{}", terminal::OF_COMMANDS),
    );
    let session = office.sign_in(&terminal, code, &pin, false)?;
    let words = words_of(place, &mut office, &session)?;
    if session.wrong_pins_before() > 0 {
        say(&words.sign_in_wrong_before(session.wrong_pins_before()));
    }
    let answered = answer_all(&mut office, &session, &words, batch.unwrap_or(1) as usize);
    sign_out(place, &mut office, &session);
    answered
}

/// The end of a command. Where it cannot be written, that is said, and what the command has done stays done: its exit code tells of that.
pub(super) fn sign_out(place: &Place<'_>, office: &mut Office, session: &Session) {
    if let Err(refused) = office.sign_out(session, SignOut::CommandEnded) {
        say(&place.words.refused(&refused));
    }
}

/// The PIN from the environment, else from a prompt; never from the arguments, which others can read.
pub(super) fn pin(place: &Place<'_>) -> Result<Pin, Stop> {
    if let Ok(pin) = std::env::var("SWINGDOOR_PIN") {
        return Ok(Pin::new(pin.trim())?);
    }
    use std::io::IsTerminal;
    if !std::io::stdin().is_terminal() {
        return Err(Refused::usage("pin-missing").into());
    }
    write!(std::io::stderr(), "{}", place.words.cli_pin_prompt())?;
    crossterm::terminal::enable_raw_mode()?;
    let typed = read_hidden();
    crossterm::terminal::disable_raw_mode()?;
    writeln!(std::io::stderr())?;
    Ok(Pin::new(&typed?)?)
}

fn read_hidden() -> Result<String, Stop> {
    use crossterm::event::{Event, KeyCode, KeyModifiers, read};
    let mut typed = String::new();
    loop {
        let Event::Key(key) = read()? else { continue };
        match key.code {
            KeyCode::Enter => return Ok(typed),
            KeyCode::Esc => return Err(Refused::usage("pin-missing").into()),
            KeyCode::Char('c') if key.modifiers.contains(KeyModifiers::CONTROL) => {
                return Err(Refused::usage("pin-missing").into());
            }
            KeyCode::Char(c) if c.is_ascii_digit() => typed.push(c),
            KeyCode::Backspace => drop(typed.pop()),
            _ => {}
        }
    }
}

/// The person's own language, unless one was asked for.
pub(super) fn words_of(
    place: &Place<'_>,
    office: &mut Office,
    session: &Session,
) -> Result<Words, Refused> {
    use crate::office::Reads;
    let staff = session.staff;
    let own = office.read(|reader| {
        reader.row(
            "select language from staff where id = $1",
            &[staff.0.into()],
        )
    })?;
    let own = own.map(|row| row.word(0, Lang::parse)).transpose()?;
    Ok(place.words_for(office.facts(), own))
}

/// One request that was read: the verb, its fields and its id, or why it cannot be run.
type Request = Result<(&'static VerbRow, Value, Option<String>), Refused>;

fn answer_all(
    office: &mut Office,
    session: &Session,
    words: &Words,
    batch: usize,
) -> Result<Exit, Stop> {
    let mut input = std::io::stdin().lock();
    let mut exit = Exit::Done;
    let mut requests = Vec::new();
    loop {
        let more = match read_line(&mut input)? {
            Some(Ok(line)) if line.iter().all(u8::is_ascii_whitespace) => true,
            Some(line) => {
                requests.push(line.and_then(|line| parse(&line)));
                true
            }
            None => false,
        };
        if requests.len() >= batch || (!more && !requests.is_empty()) {
            let worst = answer_batch(office, session, words, std::mem::take(&mut requests))?;
            if exit == Exit::Done {
                exit = worst;
            }
        }
        if !more {
            return Ok(exit);
        }
    }
}

/// The next line; nothing at the end. One that is too long is refused, and read past without keeping it.
///
/// # Errors
/// `line-too-long` where it does not end at all: nothing more is read then.
fn read_line(input: &mut impl BufRead) -> Result<Option<Result<Vec<u8>, Refused>>, Stop> {
    use std::io::Read;
    let mut line = Vec::new();
    input
        .take(LINE_BYTES_MAX as u64 + 1)
        .read_until(b'\n', &mut line)?;
    if line.len() <= LINE_BYTES_MAX || line.ends_with(b"\n") {
        return Ok((!line.is_empty()).then_some(Ok(line)));
    }
    let mut passed = 0;
    loop {
        let more = input.fill_buf()?;
        passed += more.len();
        if passed > PASSED_BYTES_MAX {
            return Err(too_long(PASSED_BYTES_MAX).into());
        }
        let end = more.iter().position(|byte| *byte == b'\n');
        let taken = end.map_or(more.len(), |end| end + 1);
        let is_over = end.is_some() || more.is_empty();
        input.consume(taken);
        if is_over {
            return Ok(Some(Err(too_long(LINE_BYTES_MAX))));
        }
    }
}

fn too_long(bytes: usize) -> Refused {
    let megabytes = i64::try_from(bytes / (1024 * 1024)).unwrap_or(0);
    Refused::usage("line-too-long").with("megabytes", megabytes)
}

fn parse(line: &[u8]) -> Request {
    let bad = |detail: String| Refused::usage("bad-json").with("detail", detail);
    let text = std::str::from_utf8(line).map_err(|error| bad(error.to_string()))?;
    let value = read_json(text)?;
    let Value::Object(mut fields) = value else {
        return Err(bad("{..}".to_owned()));
    };
    let name = match fields.remove("verb") {
        Some(Value::String(name)) => name,
        Some(_) | None => return Err(Refused::usage("missing-field").with("field", "verb")),
    };
    let id = match fields.remove("id") {
        None | Some(Value::Null) => None,
        Some(Value::String(id)) => Some(id),
        Some(_) => return Err(Refused::usage("bad-request-id")),
    };
    let verb = VerbRow::find(&name).ok_or_else(|| {
        Refused::usage("unknown-verb").with("name", name.chars().take(60).collect::<String>())
    })?;
    if verb.is_witnessed {
        return Err(Refused::not_allowed("evidence-not-typed").with("verb", verb.name));
    }
    Ok((verb, Value::Object(fields), id))
}

/// Runs the requests in one transaction and prints their answers after its commit.
fn answer_batch(
    office: &mut Office,
    session: &Session,
    words: &Words,
    requests: Vec<Request>,
) -> Result<Exit, Stop> {
    let count = requests.len();
    let outcome = prepare(&requests).and_then(|()| {
        office.all_or_nothing(|writing| {
            let mut receipts = Vec::with_capacity(requests.len());
            for request in requests {
                receipts.push(one(writing, session, request)?);
            }
            Ok(receipts)
        })
    });
    let mut out = std::io::stdout().lock();
    let exit = match outcome {
        Ok(receipts) => {
            for receipt in receipts {
                let line = json!({"ok": true, "seq": receipt.seq, "subject": receipt.subject, "result": receipt.result});
                write_json(&mut out, &line)?;
            }
            Exit::Done
        }
        Err(refused) => {
            let line = json!({"ok": false, "refused": refused.id, "text": words.refused(&refused), "data": refused.json()});
            for _ in 0..count {
                write_json(&mut out, &line)?;
            }
            Exit::from(&refused)
        }
    };
    out.flush()?;
    Ok(exit)
}

fn prepare(requests: &[Request]) -> Result<(), Refused> {
    for (verb, fields, _) in requests.iter().flatten() {
        (verb.prepare)(fields)?;
    }
    Ok(())
}

fn one(writing: &mut Writing<'_>, session: &Session, request: Request) -> Result<Receipt, Refused> {
    let (verb, fields, id) = request?;
    (verb.perform)(writing, session, fields, id.as_deref())
}
