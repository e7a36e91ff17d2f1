//! The table of diagnostic codes: one name, one code, one title and one long explanation each.

/// One code with what `explain-error` says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeEntry {
    /// The code, e.g. `E012`: `E` for errors, `W` for warnings.
    pub code: &'static str,
    /// One line.
    pub title: &'static str,
    /// The long form: what it means, why it matters, how to mend it.
    pub explanation: &'static str,
}

/// Looks a code up, in upper or lower case.
pub fn explain(code: &str) -> Option<&'static CodeEntry> {
    CODES.iter().find(|entry| entry.code.eq_ignore_ascii_case(code.trim()))
}

/// Declares the constants and the table together, so that no code lacks its explanation.
macro_rules! codes {
    ($($name:ident = $code:literal, $title:literal, $text:literal;)*) => {
        $(#[doc = $title] pub const $name: &str = $code;)*
        /// Every code, in order.
        pub static CODES: &[CodeEntry] = &[$(CodeEntry { code: $code, title: $title, explanation: $text }),*];
    };
}

codes! {
    STRAY = "E001", "A character or word that has no place here",
        "The reader met something that cannot stand at this point of a RON file, for example `;`, `%`, or a minus \
         sign copied from a text (`−`). Remove it, or write what belongs there: a value, a comma, or a field name.";
    COMMA_MISSING = "E002", "A comma is missing",
        "Entries of a list, a map or a bracketed group are separated by commas. A comma after the last entry is \
         welcome. Put a comma at the end of the entry that the message points to.";
    COLON_MISSING = "E003", "A colon is missing",
        "A field is written `name: value`, an entry of a map `\"key\": value`. Write a colon between the two; `=` does \
         not do.";
    BRACKET_OPEN = "E004", "A bracket is never closed",
        "Every `(`, `[` and `{` needs its `)`, `]` or `}`. The message names the bracket that was opened, and where the \
         reader noticed that its end is missing. If a line further up is indented more than it should be, the missing \
         bracket is often just above it.";
    BRACKET_CLOSE = "E005", "A closing bracket that closes nothing",
        "There is one closing bracket too many, or it is of the wrong kind. Remove it, or write the kind that matches the \
         bracket that was opened.";
    STRING_OPEN = "E006", "A text is never closed",
        "A text begins and ends with \". If the text itself contains \", write \\\" there, or use a raw text: \
         r#\"he said \"no\"\"#.";
    COMMENT_OPEN = "E007", "A comment is never closed",
        "A comment that begins with /* goes on to its */, and such comments may be nested: each /* needs its own */. \
         A comment of one line is easier: it begins with // and ends with the line.";
    QUOTES = "E008", "Quotation marks of the wrong kind",
        "Word processors and web pages turn \" into “ and ”. A scenario needs the plain mark \" on both sides of a text, \
         and never '.";
    NUMBER = "E009", "A number that cannot be read",
        "Numbers are written like 3, -2, 0.85, 1_000 or 1e-3, with a point and not a comma, and without a percent sign: \
         80 % is 0.8. A range is written as two fields, `from: 0.8, to: 0.95`.";
    NOT_FINITE = "E010", "Not a number, or infinite",
        "NaN and inf can be written in RON, but nothing can be computed from them. Write a finite number. If there is no \
         bound, write the largest value that makes sense and say so in `because`.";
    ESCAPE = "E011", "An escape that does not exist",
        "Within a text, \\ begins an escape: \\n, \\t, \\r, \\0, \\\\, \\\", \\', \\x41, \\u{AC00}. For a plain backslash write \\\\.";
    VALUE_MISSING = "E012", "A value is missing",
        "After `name:` a value must follow: a text in quotes, a number, true or false, a list in [ ], a map in { } or a \
         group in ( ). If the field has nothing to say, leave it out: every optional field has a default.";
    DUPLICATE_KEY = "E013", "The same field or key twice",
        "A field may be written once in a group, and a key once in a map. (The usual RON reader takes the last one \
         silently; here it is an error, since nobody can tell which was meant.) Remove one, or rename one.";
    TOO_DEEP = "E014", "Too many brackets within brackets",
        "The reader follows brackets 128 deep. No scenario needs more than about ten. Usually a closing bracket is \
         missing many times over, or the file is not a scenario.";
    TOO_LARGE = "E015", "The file is too large",
        "A scenario is a text that people read; the reader takes up to 4 MB. Is this the right file?";
    NOT_TEXT = "E016", "The file is not UTF-8 text",
        "A scenario must be saved as UTF-8. Open it in an editor and save it with that encoding. (Korean files are \
         sometimes saved as CP949 or EUC-KR, and Windows editors may write UTF-16.)";
    EMPTY = "E017", "There is no scenario in the file",
        "The file is empty, or holds comments alone, or is a file of another kind: the message says what it seems to be \
         and which command reads it. `roundtable new NAME` writes a small scenario to start from.";
    AFTER_END = "E018", "Text after the end of the scenario",
        "The scenario ended with its closing bracket, but something follows. Often a bracket too many closed it early.";
    COMMA_EXTRA = "E019", "A comma too many",
        "Two commas follow one another, or a comma comes before the first entry. Remove it.";
    FIELD_NAME = "E020", "An entry without its field name",
        "In a group with field names, every entry is `name: value`. Names of fields are written without quotes; keys of \
         maps (in { }) with quotes.";
    UNKNOWN_FIELD = "E021", "A field that does not exist here",
        "The scenario format has no such field at this place. The message proposes the nearest one. \
         docs/scenario-format.md lists all fields.";
    MISSING_FIELD = "E022", "A required field is missing",
        "This field has no default: it must be written. The message says what it holds.";
    WRONG_TYPE = "E023", "A value of the wrong kind",
        "For example a number where a text is expected, or a single value where a list is. The message says what was \
         expected and what was found.";
    UNKNOWN_WORD = "E024", "A word that is not one of the choices",
        "Some fields take one of a few words, written without quotes: `spread` takes uniform or log, `in_force` takes \
         each_stage or after_last, `level` takes leaders or working, `kind` takes unanimity, consensus_minus, quota or weighted, \
         `plenary` takes adopts or amends, `sub_agreements` takes contingent or at_once, `absent` takes excluded or asked, `when` takes ended, failed, in_force, progress \
         or done, `trait` takes outside_option, patience or demand.";
    OUT_OF_DOMAIN = "E025", "A number outside what it can mean",
        "Every number has a domain: a chance lies between 0 and 1, a correlation between -1 and 1, a patience \
         between 0.001 and 0.9999 (nearer to 1, sums over all time to come lose all their digits), and so on. Both ends \
         of a range must lie in it. On a logarithmic spread both ends must be above 0.";
    RANGE_SWAPPED = "E026", "The ends of a range are swapped",
        "A range is written from its lower to its upper end. For negative numbers, -0.5 is below -0.1.";
    VERSION = "E027", "A format version that this program does not read",
        "`format_version` says which version of the scenario format the file uses. This program reads version 2; `roundtable upgrade` rewrites a file of version 1.";
    TOO_MANY = "E028", "Too many or too few of something",
        "A scenario holds 2 to 16 parties, 1 to 16 issues with 2 to 8 levels each, road maps of 1 to 8 stages, at most 2,000 \
         statements and 64 formats, and 40 variants of 1 to 40 edits. A format has at most 1,000 meetings of at most 100 offers, 2,000 offers in all, and \
         at most 65,536 packages, since the exact solvers look at every package. Packages are counted by format: for each \
         of its issues that can change at its table, 1 (it is left out) + the number of levels that can be agreed there \
         (all those whose duty-bearers sit there, except a level that is bound already), all \
         multiplied with each other and with the number of road maps. A domain with exact preferences holds 1 to 32 parties, 1 to 64 issues \
         with at least one value each, and at most 20 million packages.";
    NAME = "E029", "A name that cannot be used",
        "The scenario's `name` becomes a folder: letters, digits and `-` only. Keys of parties, issues, road maps, events, \
         formats, parts, sub-tables and phases are used in paths such as parties.dprk.patience: they must not be empty and \
         must not contain . [ ] = or line breaks.";
    UNKNOWN_PARTY = "E030", "A party that does not exist",
        "Parties are named by their key in `parties`, exactly as written there. Add the party, or mend the name.";
    UNKNOWN_ISSUE = "E031", "An issue that does not exist",
        "Issues are named by their key in `issues`, exactly as written there. Add the issue, or mend the name.";
    UNKNOWN_LEVEL = "E032", "A level that does not exist",
        "A level is named by its words, exactly as in the issue's list `levels`.";
    UNKNOWN_ROADMAP = "E033", "A road map that does not exist",
        "A format's `roadmaps` names keys of the scenario's `roadmaps`.";
    UNKNOWN_FORMAT = "E034", "A format that does not exist",
        "`like` names another format or part of the same file, exactly as its key is written there: everything that is not written here is \
         taken over from it. The `format` of a phase names one of them in the same way.";
    UNKNOWN_SOURCE = "E035", "A source that does not exist",
        "A citation such as \"H§10\" begins with a key of `sources`. Add the text there, with its number of paragraphs.";
    CITATION = "E036", "A citation that cannot be read",
        "A citation is a source key, the sign §, and the number of a paragraph: \"H§10\". Several are separated by commas: \
         \"H§10, G§5\".";
    PARAGRAPH = "E037", "A paragraph that does not exist",
        "The source has fewer paragraphs than the citation says. Paragraphs are counted from 1.";
    UNSOURCED = "E038", "An entry without a source",
        "Every entry says where it comes from. If a text says it: stated(at: \"H§10\", by: \"who says it there\"). \
         If nobody says it: assumed(because: \"your reason\", range: \"what else it could be\"); for numbers \
         assumed(from: 0.2, to: 0.6, because: \"your reason\"); for statements assumed(because: \"your reason\", \
         holds_in: 80), that is, in 80 of 100 assumed worlds. For many entries of a section it can be said \
         once, in `default_source: (parties: …, statements: …)`: entries without a source have that one. An entry that is left out takes its \
         default, which the report lists as assumed.";
    SOURCE_FORM = "E039", "A source of the wrong form",
        "A number takes assumed(from: …, to: …, because: …) or stated(value: …, at: …, by: …). Words take \
         assumed(because: …, range: …) or stated(at: …, by: …). A statement takes assumed(because: …, holds_in: …) or \
         stated(at: …, by: …).";
    EIGHTH_COMPONENT = "E040", "A format has seven components and nothing else",
        "Two formats may differ only in who sits at the table (membership), what makes a proposal pass (rule), who \
         proposes (proposing), who knows what (information), which packages can be proposed (contract), who monitors \
         (enforcement), and level, calendar and publicity (delegation). Beside them a format has only `about`, `source` and \
         `like`, or, as a composite of plain formats, `phases` in place of the seven. No bonus for trust, speed or success can be written into a format: then the comparison would return \
         what was put in. Numbers of that kind belong to a party or to the world, and the format's effect on them is computed.";
    NUMBER_IN_FORMAT = "E041", "A number of a party or of the world, written into a format",
        "Patience, temptation, detection, success and the like are traits of a party, of the world or of a stage. They are the \
         same in every format, which is what makes formats comparable. Write the number there. A format changes what \
         follows from it: more monitors detect more, more members must agree, fewer meetings leave less time.";
    LIKE_CIRCLE = "E042", "Formats that are like each other in a circle",
        "`like` means: everything not written here is as there. Going from format to format it must end at one \
         that is like no other.";
    MEMBERS = "E043", "A table needs at least two members",
        "Talks of one party with itself are not a format. List at least two parties in `members`, or leave `members` out: \
         then all parties sit at the table.";
    REPEATED = "E044", "The same thing twice in a list",
        "A party, issue, level or road map may be named once in such a list.";
    NOT_MEMBER = "E045", "Not a member of this table",
        "Only members propose, ratify, have votes and are indispensable. Add the party to `members`, or remove it here. With `like`, a component that is not \
         written is taken over: if the membership changes, write the components that name members again.";
    CALENDAR = "E046", "A calendar in which nothing can happen",
        "Meetings, offers and the periods between meetings must be at least 1, and the first meeting must lie within the \
         horizon. Periods in a year must be at least 1.";
    RULE = "E047", "A rule of decision that makes no sense",
        "`kind: unanimity` takes nothing else; `consensus_minus` takes `minus`, the number of members that may refuse, from 0 to one \
         fewer than there are; `quota` takes `needed`, the number of members that must accept, from 1 to all of them; `weighted` takes \
         `weights`, the votes of members (a member that is not listed has none), and `needed`, the votes that those who accept must \
         have together, from 1 to all the votes there are. With more, nothing could ever pass; with 0, everything would.";
    TABLES = "E048", "Sub-tables that do not fit together",
        "A nested format has sub-tables under a plenary of all its members: `tables: { \"name\": (members: [\"…\"], agenda: [\"…\"]) }`. \
         Who sits at a sub-table is a member of the plenary; its issues are on the plenary's agenda; no two sub-tables share an issue, \
         since nobody could tell which of their answers holds; and there is at most one road map, so that what the tables agree can be \
         put together.";
    ROLE = "E049", "A role that this party cannot have",
        "A messenger carries what one party is like to another one: it is neither of them. A manipulator lends its weight from outside: \
         it is no member of the table (a member monitors, guarantees and agrees as it is). A bias says what a mediator cares for \
         others, and so never names itself.";
    CONTRADICTION = "E050", "Orderings that contradict each other",
        "Statements of one party form a circle: it would prefer A to B, B to C and C to A, or care more about each of several \
         issues than about the next. No numbers agree with all of them. Remove or turn round one of the statements named. \
         This holds for statements that are assumed in some worlds only, too: in some world all of them would hold.";
    OPPOSITE = "E051", "Statements in opposite directions on an ordered issue",
        "If an issue is ordered, a party's value rises or falls along the whole list of levels, so all its `prefers` on that \
         issue must point the same way. If the party really likes the middle best, write `ordered: false` for the issue.";
    INDIFFERENT = "E052", "Indifferent, and yet not",
        "`indifferent` says that the issue weighs nothing for the party. Then it cannot prefer one level of it to another, and \
         it is no help in comparing issues. Remove one of the two statements.";
    NEVER_MET = "E053", "A condition that can never be met",
        "`only_with` holds a level back until another one is agreed with it or practised already. The other one must be a \
         level of another issue, and some format must be able to agree it: the issue is on that format's agenda, and all \
         who have the duty for that level sit at its table.";
    STAGE_UNREACHED = "E054", "A stage that can never be reached",
        "A stage needs at least one issue that is on the agenda of a format using the road map, a chance of success above 0 in \
         itself and in every stage before it, and a horizon of at least as many periods as there are stages. A stage without \
         a `success` of its own, and a format without road maps, take as long as the slowest issue, and one that does not write what it \
         `takes` as long as the `completion` of the world says: that must be above 0, too.";
    TWO_STAGES = "E055", "An issue in two stages of one road map",
        "Each issue is carried out in one stage. To do a thing in two steps, give the issue more levels or make it two issues.";
    NOT_IN_ROADMAP = "E056", "An issue on the agenda that no stage carries out",
        "If a format uses a road map, every issue on its agenda must stand in one of the stages. Add the issue to a stage, or write \
         an `agenda` without it. An agenda that is left out holds all issues.";
    PROMISE_OFF_AGENDA = "E057", "On promise, but not on the agenda",
        "`on_promise` lists issues that are carried out when their stage begins. They must be on the format's agenda.";
    EVENT_NEVER = "E058", "An event that can never happen",
        "A lapse takes an issue from the level practised back to the level bound. If the two are the same, nothing can lapse. \
         Write `practised` and `bound` for the issue, or remove the event.";
    NOTHING_TO_AGREE = "E059", "A format in which nothing can change",
        "An issue can be changed at a table only if all who have the duty for the new level sit there. In this format that is \
         true of no issue on the agenda, so there is nothing to agree. Add members, or put other issues on the agenda.";
    COMPOSITE = "E060", "A composite has phases and nothing else",
        "A format with `phases` is a composite: plain formats in sequence, or chosen by what came before. It has `about`, `source` and \
         `phases`, and neither components nor `like`, because each phase has the components of the format in which it is held. \
         A composite is compared, so it stands under `formats`; plain formats that are held only as a phase stand under `parts`, in the \
         same syntax. `like` names a plain format or a part.";
    PHASE = "E061", "A phase that cannot be held",
        "A phase is written \"name\": (format: \"a plain format or part\", after: \"another phase of this composite\", when: failed). Its \
         format is plain: neither a composite nor the one in which the phase stands. `when` (ended, failed, in_force, progress or \
         done) says what must have come of the phase named by `after`; without `after` a phase may begin at the start.";
    AFTER_CIRCLE = "E062", "Phases that come after each other in a circle",
        "`after` names the phase that must come before. Going from phase to phase it must end at one that comes after none, or none of \
         them would ever begin.";
    SWITCH_NEVER = "E063", "A switch that can never fire",
        "A phase with `reached` begins only if one of these levels is practised or bound when its turn comes, and with `not_reached` \
         only if none of those is. Here that cannot happen: a level that is needed is neither there at the start nor on the menu of any \
         phase that could come before (its issue on the agenda, all who have the duty for it at the table), or a level that must not be \
         there is there at the start, and nothing before can change it. A phase without `after` begins at the start, and is judged by \
         what is practised and bound then.";
    EVENT_FORM = "E064", "An event needs one effect and one time",
        "The effect is one of `lapse_of` (an issue whose practised level is not bound), `moves` (a list of numbers that move), \
         `new_government` (a party) and `reveals` (a party). The time is either `at`, a period of the calendar, or `per_year`, a \
         chance; a lapse takes `per_year` only. A move names a party, either `trait` or `weight_of`, and `by`.";
    MOVE_NEVER = "E065", "A move that ends outside of what the number can be",
        "An event adds `by` to a number, and the number is kept within its domain. Here it would be cut off in every world: even the \
         smallest move leads out. Write a smaller move, or change the number itself.";
    CHANCES = "E066", "Chances that add up to more than 1",
        "A stage that failed pauses with the chance `pause`, is renegotiated with the chance `renegotiation`, and collapses otherwise: \
         together the two can be at most 1. Where their ranges overlap so that the sum would exceed 1 in some worlds, renegotiation gives \
         way there; if the sum of the lower ends is above 1 already, it would in all.";
    ACTS = "E067", "A character that acts instead of being read",
        "The text holds a control character (an escape sequence of a terminal, for example), or one that turns round the \
         order of the letters after it (U+202A to U+202E, U+2066 to U+2069). Nobody can read it, and what is shown is not \
         what is written. Tabs and line breaks are allowed, and so are single marks of direction (U+200E, U+200F, U+061C). \
         Remove the character: the message shows it as an escape.";
    UNKNOWN_VARIANT = "E068", "A variant that the file does not have",
        "An assumption names the variants that take what else it could be: `variants: [\"NAME\"]`. Each is defined at the top of the file, \
         `variants: { \"NAME\": (because: \"…\", set: [\"PATH=VALUE\"]) }`. Correct the spelling, define it, or say why there is none: `no_variant: \"…\"`.";
    VARIANT = "E069", "A variant that cannot be run",
        "Each edit of a variant is what `--set` takes, and the edits of one together must give a scenario without errors. What is wrong is told at \
         the edit that brings it about; here it comes of several together.";
    SET_SYNTAX = "E070", "An override that cannot be read",
        "An override is written --set PATH=VALUE, for example --set parties.dprk.patience=0.95, --set parties.dprk.patience=0.9..0.95 \
         or --set 'issues.weapons.duty=[\"dprk\"]': a number, a range, or a value as it would stand in the file.";
    SET_PATH = "E071", "An override of something that does not exist",
        "Paths that can be set: parties.KEY.TRAIT, parties.KEY.bias.OTHER, issues.KEY.stake, issues.KEY.takes, events.NAME.per_year, \
         events.NAME.moves[0].by, world.NUMBER (correlation, completion, learning and so on), roadmaps.NAME.stages[0].success, \
         calendar.horizon, and formats.NAME.delegation (or parts.NAME.delegation) with first_meeting, every, meetings, offers; and whatever \
         else is written: statements[3].level, issues.KEY.duty, formats.NAME.membership.members and so on. Keys are written as in the file. \
         Put in can be fields, entries of duty_at, consent, guarantors and bias, whole road maps, events, formats and parts, and the next item of a list; \
         PATH=None takes out what is written. formats.*, parties.* and issues.* stand for all of them.";
    UNKNOWN_OPTION = "E080", "An option that no party has",
        "Options are defined under a party of a conflict, `options: { \"insist\": (name: \"…\") }`, and named by their key, without the party, in \
         `infeasible`, `forbidden_moves`, `states` and rankings. Correct the spelling, or define the option.";
    RANKING = "E081", "States that are ranked twice or not at all",
        "Each party of a conflict ranks the states in one of two ways: `ranking` lists them from best to worst, those that are liked equally \
         together in [ ]; `priorities` lists statements about options, the most important first, and a state is better if it fulfils the first \
         statement by which two differ.";
    STATES = "E082", "States that do not cover what can be, or overlap",
        "Where a conflict names its `states`, each feasible combination of options must belong to exactly one of them: a state is all combinations \
         that fulfil what is written. Write more options into states that overlap, add a state for what is not covered, or declare it `infeasible`.";
    RANKED_STATE = "E083", "A ranking that does not name each state once",
        "A `ranking` lists every state of the conflict once, from the best to the worst; those that a party likes equally stand together in [ ]. \
         Without `states`, a state is named by the options taken in it, joined by ` + `, or `nothing`.";
    PACKAGE = "E084", "A package that does not settle each issue once",
        "A package of a domain names one value for each issue, `{ \"Food\": \"Chips\", \"Music\": \"DJ\" }`, or lists the values in the order of \
         `issues`, `[\"Chips\", \"DJ\"]`. Add the issue that is missing.";
    UNKNOWN_VALUE = "E085", "A value that the issue does not have",
        "Values of a domain's issues are named as in the issue's list `values`, letter by letter. Mend the name, or add the value there.";
    UNVALUED = "E086", "Something that the preferences do not value",
        "Where a party of a domain has `weights` and `values`, both name every issue, and a table of scores names every value of its issue: \
         what does not matter to the party has the weight or score 0. An issue's `numbers` are one for each value. Preferences of which \
         nothing is written would value all packages alike.";
    UNPLAYABLE = "E087", "A domain that cannot be negotiated",
        "The file can be read, but no game comes of it: more packages than are enumerated (20 million: the numbers of values of all issues, \
         multiplied), a utility that is no number because it is too large, a protocol or tactic that does not exist, or a tactic's parameter outside \
         its range. `roundtable negotiate --help` lists protocols; a wrong name after `--tactics` lists the tactics.";
    NAMES = "E088", "A name in another language that fits nothing",
        "`names: { \"ko\": (title: \"…\", words: { \"North\": \"북쪽\" }) }` gives the names of the file in another language: \"en\" or \"ko\". Each of its \
         `words` is a name of the file as it is shown (of a party, an issue, a level, a format, a phase, a stage, a road map, an event or a variant), \
         each of its `formats` a format; and two parties, formats, issues or levels of an issue cannot be called the same.";
    WARN_SOURCE = "W101", "A source that no entry cites",
        "The text is listed in `sources`, but nothing refers to it. Cite it where it applies, or remove it.";
    WARN_SILENT_PARTY = "W102", "A party about which no statement says anything",
        "Nothing is known of what this party wants, so every ordering that is possible is drawn for it: all of its preferences are \
         assumed. That can be right (a text may be silent about a party); the report says so.";
    WARN_ROADMAP = "W103", "A road map that no format uses",
        "It changes nothing. Name it in a format's `contract: (roadmaps: [\"…\"])`, or remove it.";
    WARN_FIXED_ISSUE = "W104", "An issue on the agenda that cannot change at this table",
        "The agenda was written out with this issue on it, but some party with the duty for it is absent, whatever the level, and \
         the contract does not say that absent parties are asked (`contract: (absent: asked)`). The issue stays as it is in this format.";
    WARN_MET = "W105", "A condition that is met from the start",
        "`only_with` names a level that is practised already, so it holds nothing back unless that level changes; or it holds back a \
         level that is bound already, which is on no menu.";
    WARN_OFF_AGENDA = "W106", "An issue in a road map that is on no agenda",
        "The road map carries the issue out in one of its stages, but no format that uses the road map has it on its agenda, \
         so it never changes. Put it on an agenda, or remove it from the stage.";
    WARN_UNTREATED = "W107", "An issue that no sub-table treats",
        "The plenary only adopts what its sub-tables agree, so an issue on its agenda that stands on none of theirs stays as it is. Put it \
         on a sub-table's agenda, leave it out, let the plenary amend (`proposing: (plenary: amends)`), or let the sub-tables' \
         agreements be in force at once and the plenary settle the rest (`contract: (sub_agreements: at_once)`).";
    WARN_IDLE = "W108", "Something that does nothing here",
        "The entry is legal and changes nothing in any world: guarantors without force, a mediator or messenger that knows no more than \
         everybody, supervision by monitors without inspection, what an issue takes where every stage with it has its own `success`, an order of proposing where one party writes the text, what a plenary \
         may do where there are no sub-tables, absent parties that would be asked to join where nobody absent has a duty. That can be meant (as a placebo, or because `--set` will give the number); if not, give the \
         party its number, or remove the entry.";
    WARN_EVENT = "W109", "An event that changes nothing",
        "It happens after the periods that are reported, or it moves the weight of an issue about which the party does not care.";
    WARN_PART = "W110", "A part that no composite holds",
        "What stands under `parts` is held only as a phase of a format. Name it in a phase, or move it to `formats` to compare it.";
    WARN_UNSOURCED = "W111", "Preferences that do not say where they come from",
        "A party of a domain may have a `source`: stated(at: \"H§10\", by: \"who says it there\"), or assumed(because: \"your reason\", range: \
         \"what else it could be\"). Without one, nobody can tell whether its numbers are anybody's.";
    WARN_UNTRIED = "W112", "An alternative in words that is never run",
        "An assumption about structure (duty, consent, level, stage, event, format, component) says in its `range` what else it could be. Numbers are \
         drawn from their range, words are not: to run the alternative, define it under `variants` and name it, `variants: [\"NAME\"]`; or say why \
         nobody runs it, `no_variant: \"…\"`. Both may stand, where one of several alternatives is run.";
    WARN_NAMES = "W113", "Names in another language that do not fit the file",
        "The file gives names in this language (`names`), and not all: the title, or a party, an issue, a level, a format or a stage has none, and is shown \
         as it is called in the file: add it to `words` (the title: `title`). Or a name is given for something that the file does not have (any more): \
         mend its spelling, or take it out.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_in_order() {
        for pair in CODES.windows(2) {
            assert!(pair[0].code < pair[1].code, "{} before {}", pair[0].code, pair[1].code);
        }
        assert!(CODES.iter().all(|entry| entry.explanation.len() > 60 && !entry.title.ends_with('.')));
    }

    #[test]
    fn explain_finds_a_code_in_either_case() {
        assert_eq!(explain("e013").map(|entry| entry.code), Some(DUPLICATE_KEY));
        assert_eq!(explain("E999"), None);
    }
}
