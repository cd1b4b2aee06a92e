//! How much memory a piece of work takes, where the system tells (Linux).

use std::fs;

/// Runs something and says on the error stream how far the memory rose above
/// what was taken before.
pub fn told<T>(name: &str, work: impl FnOnce() -> T) -> T {
    // 5 has the kernel forget the highest mark so far.
    let _ = fs::write("/proc/self/clear_refs", "5");
    let before = megabytes("VmRSS:");
    let done = work();
    if let (Some(before), Some(most)) = (before, megabytes("VmHWM:")) {
        eprintln!(
            "{name}: at most {} MB of memory",
            most.saturating_sub(before)
        );
    }
    done
}

fn megabytes(what: &str) -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with(what))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024)
}
