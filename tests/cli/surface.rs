//! What the command line offers, as one snapshot: a change of it is seen.

use crate::world::World;

#[test]
fn every_command_explains_itself_with_an_example() {
    let world = World::new();
    let overview = world.ok(&["--help"]);
    let mut all = format!("$ crosscase --help\n{overview}");
    for command in crosscase::cli::command().get_subcommands() {
        let name = command.get_name().to_owned();
        let help = world.ok(&[&name, "--help"]);
        assert!(help.contains("Example"), "{name} --help shows no example");
        all.push_str(&format!("\n$ crosscase {name} --help\n{help}"));
    }
    insta::assert_snapshot!(all);
}

#[test]
fn a_wrong_command_line_is_usage() {
    let world = World::new();
    for arguments in [
        &["cod"][..],
        &["code", "--nonsense"],
        &[],
        &["read", "--turn", "x"],
    ] {
        assert_eq!(world.run(arguments).code, 2, "{arguments:?}");
    }
}

#[test]
fn completions_and_the_manual_are_generated() {
    let world = World::new();
    assert!(world.ok(&["completions", "bash"]).contains("crosscase"));
    assert!(world.ok(&["man"]).contains(".TH crosscase"));
}
