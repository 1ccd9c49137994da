//! `check`, the part that looks at the backups beside the office.

use super::check::Fault;
use crate::office::{
    Office, OfficeId, Reads, Refused, backup_folder, head_of_copy, named_as_backups,
};

/// Every journal head that a backup beside the office was given is still in the journal (invariant 25): so a tail that was cut
/// off shows.
///
/// # Errors
/// What the store reports; a backup that cannot be read is a fault of its own.
pub(super) fn heads(office: &mut Office) -> Result<Vec<Fault>, Refused> {
    let (file, id) = (office.path().to_owned(), office.id()?);
    let mut faults = Vec::new();
    for (_, path) in named_as_backups(&backup_folder(&file)) {
        // Other offices may keep theirs in the same folder.
        if OfficeId::of_copy(&path).is_ok_and(|other| other != id) {
            continue;
        }
        let fault = |what: String| Fault {
            invariant: 25,
            what: format!("backup {}: {what}", path.display()),
        };
        match head_of_copy(&path) {
            Err(refused) => faults.push(fault(refused.to_string())),
            Ok(head) => {
                let there = office.read(|reader| {
                    reader.row(
                        "select lower(hex(hash)) from journal where seq = $1",
                        &[head.seq.into()],
                    )
                })?;
                let there = there.map(|row| row.text(0)).transpose()?;
                if there.as_ref() != Some(&head.hash) {
                    faults.push(fault(format!(
                        "journal line {} of it is not in the office",
                        head.seq
                    )));
                }
            }
        }
    }
    Ok(faults)
}
