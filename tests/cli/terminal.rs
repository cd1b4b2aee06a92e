//! What only shows on a real terminal.
#![cfg(unix)]

use crate::world::World;
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use std::fs::OpenOptions;
use std::io::Read;
use std::process::Stdio;
use std::time::{Duration, Instant};

/// Runs with standard error on a terminal; what it shows there, or nothing if
/// the command never comes back.
fn on_a_terminal(world: &World, arguments: &[&str]) -> Option<String> {
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&master).unwrap();
    unlockpt(&master).unwrap();
    let name = ptsname(&master, Vec::new()).unwrap();
    let slave = OpenOptions::new()
        .read(true)
        .write(true)
        .open(name.to_str().unwrap())
        .unwrap();
    let mut command = world.command();
    command.args(arguments).env("TERM", "xterm");
    command.stdout(Stdio::null()).stderr(slave);
    let mut running = command.spawn().unwrap();
    drop(command); // it holds the terminal open
    let reader = std::thread::spawn(move || {
        let (mut shown, mut master) = (Vec::new(), std::fs::File::from(master));
        let mut part = [0; 4096];
        // Once nobody writes to it any more, a terminal ends with an error.
        while let Ok(read @ 1..) = master.read(&mut part) {
            shown.extend_from_slice(&part[..read]);
        }
        String::from_utf8_lossy(&shown).into_owned()
    });
    let start = Instant::now();
    while running.try_wait().unwrap().is_none() {
        if start.elapsed() > Duration::from_secs(60) {
            running.kill().unwrap();
            running.wait().unwrap();
            return None;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    Some(reader.join().unwrap())
}

#[test]
fn rules_that_run_on_several_threads_do_not_wait_for_the_terminal_for_ever() {
    let world = World::with_demo();
    for arguments in [
        &["suggest", "--dry-run"][..],
        &["suggest", "--try", "bonus"],
        &["rules"],
    ] {
        let shown = on_a_terminal(&world, arguments);
        let shown = shown.unwrap_or_else(|| panic!("{arguments:?} hangs"));
        assert!(shown.contains("/6"), "no bar was drawn: {shown:?}");
    }
}
