//! The program: reads the arguments and leaves the rest to the library.

use clap::Parser;
use swingdoor::cli;

fn main() -> std::process::ExitCode {
    let arguments = cli::Arguments::parse();
    std::process::ExitCode::from(cli::run(arguments) as u8)
}
