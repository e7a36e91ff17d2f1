//! A package: one option for each menu of a table, under a road map.

/// Most issues of a scenario.
pub const MOST_ISSUES: usize = 16;

/// A package: a road map and an option for each menu of the table (0 leaves the issue out).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Package {
    /// Index into the table's schedules.
    pub schedule: u8,
    /// Option by menu; entries beyond the table's menus are 0.
    pub options: [u8; MOST_ISSUES],
}

/// The stages of a package that do anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActiveStages {
    /// Their positions in the road map.
    pub positions: [u8; MOST_ISSUES],
    /// Their number.
    pub count: usize,
}
