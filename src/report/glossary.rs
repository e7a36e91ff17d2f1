//! The words that the report uses, each in a line.

/// Word and meaning.
pub(super) const WORDS: [(&str, &str); 22] = [
    (
        "assumed world",
        "One complete set of numbers drawn from the ranges that the scenario assumes. Every format is run in the same worlds.",
    ),
    ("format", "Who talks with whom, and how: seven components, and no number of its own."),
    ("package", "One level for every issue: what an agreement contains."),
    ("signed", "All who must agree at the table accepted a package."),
    (
        "in force",
        "Absent parties that were asked to join what was signed joined it, and it was ratified where ratification is needed.",
    ),
    ("completed", "All stages of it were carried out within the horizon."),
    (
        "benefit",
        "What a party gains against no agreement: its gain less what it has in the same world if nothing is ever agreed.",
    ),
    (
        "gain",
        "What a party gets on its own scale: 0 is what is practised now, 1 its best level on every issue. Gains of two parties cannot be added or compared.",
    ),
    ("reservation value", "The least that a party signs for, on its own scale."),
    ("zone of agreement", "Packages that give everyone who must sign at least the reservation value."),
    ("self-enforcing", "A package that each party rather carries out than breaks."),
    ("temptation", "What a party gains by not doing what it promised."),
    ("detection", "In how many of 100 cases a monitor notices that a promise is broken."),
    ("spoiling", "A party that is left worse off by an agreement brings it down."),
    ("ratification", "Consent at home after signature."),
    (
        "clear",
        "A difference of at least 5 in 100 worlds, with at least 90 of 100 worlds in which the formats differ going the same way, that goes the same way in every run of the star too.",
    ),
    ("star", "The base, and runs that each depart from it in one thing, in the same worlds."),
    (
        "depends on",
        "Clear in the base, but in this run of the star the difference is below 5 points or goes the other way, and that is a change from the base beyond chance.",
    ),
    (
        "open",
        "At least 5 points, but not certain: in the base itself, or because a run speaks against it and may do so by chance.",
    ),
    (
        "not tested",
        "Clear in the base, and no run speaks against it, but some run has too few worlds to tell.",
    ),
    (
        "by construction",
        "What can be proved from two formats alone, whatever the worlds: it is no finding of the simulation.",
    ),
    (
        "told, not counted",
        "A run that departs in several things at once, or is shown for comparison: it cannot take \"clear\" from a difference.",
    ),
];
