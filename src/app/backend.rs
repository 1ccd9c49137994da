//! The way to the terminal: frames go out in one piece, and the terminal is never asked anything.

use crossterm::terminal::{Clear, ClearType as Crossterm};
use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use std::io::{BufWriter, Error, Stdout, Write, stdout};

/// As much as the largest frame needs.
const FRAME_BYTES: usize = 256 * 1024;

/// Crossterm's backend, but for the question where the cursor stands: a terminal that does not answer it, or answers late
/// over a slow link, would stop the program at every change of size. The cursor is put anew in every frame anyway.
pub(super) struct Screen {
    inner: CrosstermBackend<BufWriter<Stdout>>,
}

impl Screen {
    pub(super) fn new() -> Self {
        Self {
            inner: CrosstermBackend::new(BufWriter::with_capacity(FRAME_BYTES, stdout())),
        }
    }
}

impl Backend for Screen {
    type Error = Error;

    fn draw<'a, I: Iterator<Item = (u16, u16, &'a Cell)>>(
        &mut self,
        content: I,
    ) -> Result<(), Error> {
        self.inner.draw(content)
    }

    fn hide_cursor(&mut self) -> Result<(), Error> {
        self.inner.hide_cursor()
    }

    fn show_cursor(&mut self) -> Result<(), Error> {
        self.inner.show_cursor()
    }

    fn get_cursor_position(&mut self) -> Result<Position, Error> {
        Ok(Position::ORIGIN)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> Result<(), Error> {
        self.inner.set_cursor_position(position)
    }

    fn clear(&mut self) -> Result<(), Error> {
        crossterm::queue!(self.inner, Clear(Crossterm::All))
    }

    fn clear_region(&mut self, clear_type: ClearType) -> Result<(), Error> {
        self.inner.clear_region(clear_type)
    }

    fn size(&self) -> Result<Size, Error> {
        self.inner.size()
    }

    fn window_size(&mut self) -> Result<WindowSize, Error> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> Result<(), Error> {
        Write::flush(&mut self.inner)
    }
}
