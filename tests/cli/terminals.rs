//! At which terminal a command signs in.

use super::{House, text};
use std::sync::Arc;
use swingdoor::model::{ReadRight, SystemClock};
use swingdoor::office::{Office, Pin, Viewer};

#[test]
fn a_command_signs_nobody_out_who_sits_at_the_terminal_it_names() {
    let house = House::new();
    let mut office = Office::open(&house.path(), Arc::new(SystemClock)).unwrap();
    let pin = Pin::new("4826").unwrap();
    let marie = office.sign_in("hall", "MD", &pin, true).unwrap();
    let line = "{\"verb\":\"customer.add\",\"name\":\"Beta\"}\n";
    let done = house.run(["do", "--as", "MD", "--terminal", "hall"], line);
    assert!(done.status.success(), "{}", text(&done));
    let still = office.read_as(&Viewer::of(&marie), ReadRight::Anyone, |_| Ok(()));
    assert_eq!(still, Ok(()));
    let journal = house.run(["list", "journal", "--csv"], "");
    assert!(
        text(&journal).contains(",hall (cli),"),
        "{}",
        text(&journal)
    );
}

#[test]
fn a_name_that_a_terminal_would_obey_is_refused() {
    let house = House::new();
    for name in [
        "ha\u{1b}[31mll",
        "ha\nll",
        "",
        "hall (cli)",
        "hall +",
        "..",
        "../hall",
    ] {
        let refused = house.run(["do", "--as", "MD", "--terminal", name], "");
        assert_eq!(refused.status.code(), Some(2), "{}", text(&refused));
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(said.contains("is not a name for a terminal"), "{said}");
        assert!(!said.contains('\u{1b}'), "{said}");
    }
}
