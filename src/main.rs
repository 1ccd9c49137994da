//! The program: reads the arguments, runs a command or opens the screens.

use clap::Parser;
use swingdoor::app;
use swingdoor::cli::{self, Next};

fn main() -> std::process::ExitCode {
    let exit = match cli::run(cli::Arguments::parse()) {
        Next::Exit(exit) => exit,
        Next::Screens(with) => {
            let lang = with.lang;
            let start = app::Start {
                file: with.file,
                terminal: with.terminal,
                lang,
                desk: with.desk,
                sign_in: with.sign_in,
                practice: with.practice.map(|(code, card)| app::Wish { code, card }),
            };
            app::run(start).map_or_else(|refused| cli::refuse(lang, refused), |()| cli::Exit::Done)
        }
    };
    std::process::ExitCode::from(exit as u8)
}
