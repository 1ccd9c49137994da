//! What a terminal may be called.

/// What the name of a terminal ends in where commands sign in: the screen of that name is another terminal.
pub const OF_COMMANDS: &str = " (cli)";

/// What it ends in where somebody signs beside whoever sits there, for one act.
pub const BESIDE: &str = " +";

/// The longest name, in characters.
const CHARACTERS_MAX: usize = 60;

/// Whether somebody may call a terminal so: 1 to 60 characters, none of which moves the cursor, turns the line or leads into another
/// folder, and not a name that the program gives itself.
#[must_use]
pub fn is_name(name: &str) -> bool {
    let fits = (1..=CHARACTERS_MAX).contains(&name.chars().count());
    let given = name.ends_with(OF_COMMANDS.trim()) || name.ends_with(BESIDE.trim());
    let leads = name.contains(['/', '\\']) || name.chars().all(|c| c == '.');
    fits && !given && !leads && name.trim() == name && super::text::safe(name) == name
}

#[cfg(test)]
mod tests {
    use super::is_name;

    #[test]
    fn a_name_has_nothing_in_it_that_a_terminal_obeys() {
        for name in ["hall", "till 1.2", "Příjem 2", "back-office_1"] {
            assert!(is_name(name), "{name}");
        }
        let long = "x".repeat(61);
        for name in [
            "",
            " hall",
            "hall\u{1b}[31m",
            "ha\nll",
            "ha\u{202e}ll",
            "hall (cli)",
            "hall +",
            ".",
            "..",
            "../hall",
            "pts/3",
            "a\\b",
            &long,
        ] {
            assert!(!is_name(name), "{name:?}");
        }
    }
}
