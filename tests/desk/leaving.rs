//! The program is left: what it leaves behind is one whole file.

use crate::stage::{Stage, pin};
use std::sync::Arc;
use swingdoor::app::Shell;
use swingdoor::store::beside;
use swingdoor::words::Lang;

#[test]
fn when_the_last_terminal_has_closed_it_the_one_file_is_whole() {
    let stage = Stage::new();
    let file = stage.folder().join("alone.swing");
    stage.copy_to(&file);
    let clock = Arc::new(stage.clock.clone());
    let mut shells: Vec<Shell> = ["hall", "shelves"]
        .map(|terminal| Shell::open(&file, clock.clone(), terminal, Some(Lang::En), None).unwrap())
        .into();
    shells[0].sign_in("JN", pin("1937"));
    shells[1].sign_in("PM", pin("2748"));
    let wal = beside(&file, "-wal");
    for mut shell in shells {
        shell.settle();
        assert!(wal.exists());
        shell.end();
    }
    assert!(!wal.exists() && !beside(&file, "-shm").exists());
    // All that was written is in it: both have signed out.
    let bytes = std::fs::read(&file).unwrap();
    let copied = stage.folder().join("copied.swing");
    std::fs::write(&copied, bytes).unwrap();
    let mut office = swingdoor::office::Office::open(&copied, clock).unwrap();
    use swingdoor::office::Reads;
    let sql = "select count(*) from journal where verb = 'session.close' and terminal in ('hall', 'shelves')";
    let closed = office.read(|reader| reader.row(sql, &[])).unwrap().unwrap();
    assert_eq!(closed.int(0).unwrap(), 2);
}
