//! The terminal given back to the shell for a while; `fg` there comes back to the screens.

/// Whether a shell with job control has started the program: its process group is not the session's first one. Where there is no such
/// shell (a login program, a command over ssh) nobody could bring the program back. Said by Linux alone.
pub(super) fn can_suspend() -> bool {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    has_job_control(&stat)
}

/// The fields behind the name in parentheses: state, parent, process group, session (`proc_pid_stat(5)`).
fn has_job_control(stat: &str) -> bool {
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let fields: Vec<&str> = after_name.split_whitespace().collect();
    match fields.as_slice() {
        [_state, _parent, group, session, ..] => group != session,
        _ => false,
    }
}

/// Stops the program, as the shell's own key would: the thread that listens to signals gives a plain terminal back first.
pub(super) fn suspend() {
    let _ = signal_hook::low_level::raise(signal_hook::consts::SIGTSTP);
}

#[cfg(test)]
mod tests {
    use super::has_job_control;

    #[test]
    fn a_program_that_a_shell_started_can_come_back_and_a_login_program_cannot() {
        assert!(has_job_control(
            "812 (swing) door) S 700 812 700 34816 812 4194304"
        ));
        assert!(!has_job_control(
            "812 (swingdoor) S 700 812 812 34816 812 4194304"
        ));
        assert!(!has_job_control(""));
    }
}
