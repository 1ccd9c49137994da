//! The program without a terminal: keys in, screen out.

use super::Shell;
use super::clerk::Report;
use crate::office::News;
use crossterm::event::{Event, KeyEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::time::Duration;

impl Shell {
    /// Presses a key and waits until all that follows from it has been read and written; for tests.
    pub fn press_and_settle(&mut self, key: KeyEvent) {
        self.event(&Event::Key(key));
        self.settle();
    }

    /// How many answers are owed, here and in a practice.
    fn owed(&self) -> usize {
        let inner = self.practice.as_ref();
        self.waiting_for + inner.map_or(0, |inner| inner.shell.owed())
    }

    /// Waits until no clerk owes an answer; for tests.
    pub fn settle(&mut self) {
        self.ask_for_views();
        while self.owed() > 0 && self.listen(Duration::from_secs(10)) {}
    }

    /// Hears what has happened elsewhere without waiting for whoever watches the file; for tests.
    pub fn hears(&mut self, news: &[News]) {
        self.hear(Report::News(news.to_vec()));
        self.settle();
    }

    /// Reads all that is shown again, whether or not it is old; for tests.
    pub fn reads_all_again(&mut self) {
        self.read_all_again();
        self.ask_who();
        self.settle();
    }

    /// How often the section or the dialog on top has been read; for tests.
    pub fn times_read(&mut self) -> u64 {
        let top = self.top();
        self.pane(top).map_or(0, |pane| pane.times_read())
    }

    /// The screen as text at this size; for tests.
    pub fn screen(&mut self, columns: u16, rows: u16) -> String {
        let area = Rect::new(0, 0, columns, rows);
        let mut buffer = Buffer::empty(area);
        self.draw(&mut buffer);
        let mut text = String::new();
        for y in 0..rows {
            let mut skip = 0;
            let mut line = String::new();
            for x in 0..columns {
                let symbol = buffer[(x, y)].symbol();
                if skip == 0 {
                    line.push_str(symbol);
                }
                skip = if skip > 0 {
                    skip - 1
                } else {
                    crate::ui::text::width(symbol).saturating_sub(1)
                };
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }
}
