//! Ctrl-C: the first asks for an end after what is under way, the second ends at once.

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, OnceLock};

/// From now on Ctrl-C sets the flag; a second one ends the program with exit code 130.
///
/// If the system refuses, Ctrl-C goes on ending the program at once.
pub(crate) fn listen() -> &'static Arc<AtomicBool> {
    static STOP: OnceLock<Arc<AtomicBool>> = OnceLock::new();
    STOP.get_or_init(|| {
        let stop = Arc::new(AtomicBool::new(false));
        for signal in [SIGINT, SIGTERM] {
            // In this order: the shutdown sees the flag only if an earlier signal set it.
            let _ = flag::register_conditional_shutdown(signal, 130, Arc::clone(&stop));
            let _ = flag::register(signal, Arc::clone(&stop));
        }
        stop
    })
}

/// A limit on file size (`ulimit -f`) then gives an error on writing, which is reported, instead of a killed program.
pub(crate) fn survive_file_size_limit() {
    #[cfg(unix)]
    {
        let _ = flag::register(signal_hook::consts::SIGXFSZ, Arc::new(AtomicBool::new(false)));
    }
}
