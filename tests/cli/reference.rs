//! The whole command line as one reviewed page: a change of any option or word of help shows here.

/// Help of every command, at 100 columns, as on a wide terminal.
#[test]
fn reference() {
    let mut root = roundtable::cli::command().term_width(100);
    root.build();
    let mut page = root.render_long_help().to_string();
    for command in root.get_subcommands_mut() {
        let help = command.render_long_help();
        page.extend(["\n──── ", command.get_name(), " ────\n\n", &help.to_string()]);
    }
    insta::assert_snapshot!(page);
}
