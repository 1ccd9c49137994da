//! Colours by meaning. Nothing is said by colour alone: every meaning has a word or a mark beside it.

use ratatui::style::{Color, Modifier, Style};

/// The styles of everything on the screen.
#[derive(Debug, Clone, Copy)]
pub struct Theme {
    /// Its name, as the settings have it.
    pub name: &'static str,
    /// Ordinary text.
    pub plain: Style,
    /// Less important text.
    pub dim: Style,
    /// What is open, and the names of keys.
    pub accent: Style,
    /// What a card or a dialog is about.
    pub title: Style,
    /// The headings of columns, underlined as far as the list goes.
    pub heading: Style,
    /// What is well.
    pub good: Style,
    /// What needs a look.
    pub warn: Style,
    /// What stands in the way.
    pub bad: Style,
    /// The row or field that has the keys.
    pub chosen: Style,
    /// The first line.
    pub header: Style,
    /// The line that says that one covers somebody.
    pub band: Style,
}

/// Every theme, in the order in which Ctrl-T changes them.
pub const THEMES: &[Theme] = &[DARK, LIGHT, CONTRAST, MONO];

const fn fg(color: Color) -> Style {
    Style::new().fg(color)
}

/// Less important, and still easy to read on black.
const DARK_DIM: Color = Color::Rgb(139, 148, 160);

/// Less important, and still easy to read on white.
const LIGHT_DIM: Color = Color::Rgb(95, 103, 115);

/// For dark terminals.
pub const DARK: Theme = Theme {
    name: "dark",
    plain: Style::new(),
    dim: fg(DARK_DIM),
    accent: fg(Color::Cyan),
    title: fg(Color::Cyan).add_modifier(Modifier::BOLD),
    heading: fg(DARK_DIM).add_modifier(Modifier::UNDERLINED),
    good: fg(Color::Green),
    warn: fg(Color::Yellow),
    bad: fg(Color::LightRed),
    chosen: Style::new().bg(Color::Rgb(38, 70, 83)).fg(Color::White),
    header: Style::new().bg(Color::Rgb(30, 41, 59)).fg(Color::White),
    band: Style::new()
        .bg(Color::Yellow)
        .fg(Color::Black)
        .add_modifier(Modifier::BOLD),
};

/// For light terminals.
pub const LIGHT: Theme = Theme {
    name: "light",
    plain: Style::new(),
    dim: fg(LIGHT_DIM),
    accent: fg(Color::Blue),
    title: fg(Color::Blue).add_modifier(Modifier::BOLD),
    heading: fg(LIGHT_DIM).add_modifier(Modifier::UNDERLINED),
    good: fg(Color::Rgb(0, 110, 50)),
    warn: fg(Color::Rgb(150, 90, 0)),
    bad: fg(Color::Rgb(180, 0, 30)),
    chosen: Style::new().bg(Color::Rgb(200, 220, 245)).fg(Color::Black),
    header: Style::new().bg(Color::Rgb(225, 229, 235)).fg(Color::Black),
    band: Style::new()
        .bg(Color::Rgb(255, 210, 90))
        .fg(Color::Black)
        .add_modifier(Modifier::BOLD),
};

/// As far apart as sixteen colours can be.
pub const CONTRAST: Theme = Theme {
    name: "contrast",
    plain: fg(Color::White),
    dim: fg(Color::White),
    accent: fg(Color::LightYellow).add_modifier(Modifier::BOLD),
    title: fg(Color::LightYellow).add_modifier(Modifier::BOLD),
    heading: fg(Color::White).add_modifier(Modifier::UNDERLINED),
    good: fg(Color::LightGreen).add_modifier(Modifier::BOLD),
    warn: fg(Color::LightYellow).add_modifier(Modifier::BOLD),
    bad: fg(Color::LightRed).add_modifier(Modifier::BOLD),
    chosen: Style::new()
        .bg(Color::White)
        .fg(Color::Black)
        .add_modifier(Modifier::BOLD),
    header: Style::new()
        .bg(Color::White)
        .fg(Color::Black)
        .add_modifier(Modifier::BOLD),
    band: Style::new()
        .bg(Color::LightYellow)
        .fg(Color::Black)
        .add_modifier(Modifier::BOLD),
};

/// Without any colour, for `NO_COLOR` and old terminals.
pub const MONO: Theme = Theme {
    name: "mono",
    plain: Style::new(),
    dim: Style::new(),
    accent: Style::new().add_modifier(Modifier::BOLD),
    title: Style::new().add_modifier(Modifier::BOLD),
    heading: Style::new().add_modifier(Modifier::UNDERLINED),
    good: Style::new(),
    warn: Style::new().add_modifier(Modifier::BOLD),
    bad: Style::new().add_modifier(Modifier::BOLD),
    chosen: Style::new().add_modifier(Modifier::REVERSED),
    header: Style::new().add_modifier(Modifier::REVERSED),
    band: Style::new().add_modifier(Modifier::REVERSED.union(Modifier::BOLD)),
};

impl Theme {
    /// The same theme for a practice: another accent, so that nobody takes the copy for the office. Words say it as well.
    #[must_use]
    pub fn practising(mut self) -> Self {
        if self.name != MONO.name {
            self.accent = self.accent.fg(Color::Magenta);
            self.header = self.header.bg(Color::Magenta).fg(Color::White);
            self.band = self.band.bg(Color::Magenta).fg(Color::White);
        }
        self
    }

    /// The theme that follows this one.
    #[must_use]
    pub fn next(&self) -> Self {
        let at = THEMES
            .iter()
            .position(|theme| theme.name == self.name)
            .unwrap_or(0);
        THEMES[(at + 1) % THEMES.len()]
    }
}
