//! How it ended, in the groups that `endings` and `time` show: what stands first, and why there was nothing last.

use super::theme::{Theme, mixed};
use crate::language::Language;
use crate::results::comparison::FormatSummary;
use crate::say;

/// A group of endings, in the order in which they are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Group {
    /// In force at the horizon: carried out, or on the way.
    Standing,
    /// No longer in force; it had been carried out before.
    Gone,
    /// No longer in force, and never carried out to the end.
    Broken,
    /// Refused after the signature.
    Refused,
    /// Something suited everybody, and the talks failed.
    Failed,
    /// Nothing suited everybody.
    NoZone,
}

impl Group {
    /// All, in order.
    pub(crate) const ALL: [Self; 6] =
        [Self::Standing, Self::Gone, Self::Broken, Self::Refused, Self::Failed, Self::NoZone];

    /// The group of a reason, before and after completion; `None`: it has not ended, talks are going on.
    pub(crate) fn of(reason: &str) -> Option<[Self; 2]> {
        Some(match reason {
            "completed" | "under_way" => [Self::Standing; 2],
            "talks_go_on" => return None,
            "no_zone" => [Self::NoZone; 2],
            "accession_refused" | "refused_at_home" => [Self::Refused; 2],
            "defection" | "withdrawal" | "spoiled" | "lapsed" => [Self::Broken, Self::Gone],
            _ => [Self::Failed; 2],
        })
    }

    /// Its name in a key.
    pub(crate) fn name(self, language: Language) -> String {
        match self {
            Self::Standing => say!(language, "group-standing"),
            Self::Gone => say!(language, "group-gone"),
            Self::Broken => say!(language, "group-broken"),
            Self::Refused => say!(language, "group-refused"),
            Self::Failed => say!(language, "group-failed"),
            Self::NoZone => say!(language, "group-no-zone"),
        }
    }

    /// Its name in the key of a chart: short on the wall.
    pub(crate) fn key(self, theme: &Theme) -> String {
        let language = theme.language;
        match self {
            _ if theme.is_near() => self.name(language),
            Self::Gone | Self::Broken => say!(language, "group-over"),
            Self::Refused => say!(language, "group-refused-short"),
            Self::NoZone => say!(language, "group-no-zone-short"),
            other => other.name(language),
        }
    }

    /// Its colour.
    pub(crate) fn colour(self, theme: &Theme) -> String {
        let c = &theme.colours;
        match self {
            Self::Standing => c.kept.to_owned(),
            // The hue of what broke, half as strong: it had done what it was to do.
            Self::Gone => mixed(c.broken, c.ground, 0.45),
            Self::Broken => c.broken.to_owned(),
            Self::Refused => c.refused.to_owned(),
            Self::Failed => c.missed.to_owned(),
            Self::NoZone => c.none.to_owned(),
        }
    }
}

/// Shares as a chart shows them: on the wall what ended before and after completion is one.
pub(crate) fn shown(f: &FormatSummary, theme: &Theme) -> [f64; 6] {
    let mut shares = shares(f);
    if !theme.is_near() {
        shares[Group::Broken as usize] += shares[Group::Gone as usize];
        shares[Group::Gone as usize] = 0.0;
    }
    shares
}

/// Shares of the groups under a format; what is missing to 1 are talks still going on.
pub(crate) fn shares(f: &FormatSummary) -> [f64; 6] {
    let mut shares = [0.0; 6];
    for e in f.ended.iter().filter(|e| e.share.is_finite()) {
        let Some([before, after]) = Group::of(&e.reason) else { continue };
        // Results of earlier versions do not tell; of what lapses the most had been carried out.
        let late = e.after_completion.unwrap_or(if e.reason == "lapsed" { e.share } else { 0.0 });
        shares[after as usize] += late;
        shares[before as usize] += e.share - late;
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::fixture;

    #[test]
    fn groups_and_talks_that_go_on_are_all_worlds() {
        for f in &fixture::korea().formats {
            let of = |reason: &str| f.ended.iter().filter(|e| e.reason == reason).map(|e| e.share).sum::<f64>();
            let all: f64 = f.ended.iter().map(|e| e.share).sum();
            let sum = shares(f).iter().sum::<f64>() + of("talks_go_on");
            assert!((sum - all).abs() < 1e-12, "{sum} of {all}");
            assert!((shares(f)[0] - of("completed") - of("under_way")).abs() < 1e-12);
        }
    }

    #[test]
    fn spoiled_before_and_after_completion_are_two_groups() {
        let mut f = fixture::tiny().formats.remove(0);
        f.ended.retain(|e| e.reason == "spoiled");
        f.ended[0].share = 0.5;
        f.ended[0].after_completion = Some(0.2);
        let found = shares(&f);
        assert!((found[Group::Gone as usize] - 0.2).abs() < 1e-12 && (found[Group::Broken as usize] - 0.3).abs() < 1e-12);
    }
}
