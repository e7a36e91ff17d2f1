//! Packages in words for people, and the words of people as packages.

use crate::language::Language;
use crate::report::class::agreed;
use crate::results::class::Package as Levels;
use crate::scenario::Scenario;
use crate::scenario::place::LevelIndex;
use crate::simulation::game::said::Package;

/// A scenario as it is written, and as it is shown in a language.
pub(super) struct Words<'a> {
    pub(super) own: &'a Scenario,
    pub(super) shown: Scenario,
    pub(super) language: Language,
}

impl<'a> Words<'a> {
    pub(super) fn of(own: &'a Scenario, language: Language) -> Self {
        Self { own, shown: own.speaking(language.code()), language }
    }

    /// A party by its key.
    pub(super) fn party(&self, key: &str) -> &str {
        let place = self.own.parties.iter().position(|party| party.id == key);
        place.map_or("", |place| &self.shown.parties[place].name)
    }

    /// A name of the file.
    pub(super) fn name<'n>(&'n self, name: &'n str) -> &'n str {
        self.own.name_in(self.language.code(), name)
    }

    fn levels(&self, package: &Package) -> Levels {
        let of = |issue: &crate::scenario::model::Issue| {
            let word = package.package.get(&issue.id)?;
            issue.levels.iter().position(|level| level == word).map(LevelIndex)
        };
        self.own.issues.iter().map(of).collect()
    }

    /// A package in words.
    pub(super) fn package(&self, package: &Package) -> String {
        let agreed = self.agreed(&self.levels(package));
        match &package.roadmap {
            None => agreed,
            Some(roadmap) => {
                crate::say!(self.language, "play-by-roadmap", package = agreed, roadmap = self.name(roadmap))
            }
        }
    }

    /// Levels in words.
    pub(super) fn agreed(&self, levels: &Levels) -> String {
        agreed(&self.shown, levels, self.language)
    }

    /// A date.
    pub(super) fn when(&self, period: u32) -> String {
        let number = period.to_string();
        match self.own.calendar.periods_per_year {
            12 => crate::say!(self.language, "play-month", number = number),
            _ => {
                crate::say!(self.language, "play-period", number = number, period = self.own.calendar.period)
            }
        }
    }

    /// What somebody typed after `propose`: `issue=level, issue=level`, and `by=road map`. Issues and levels by their keys, or by beginnings of
    /// their names in either language.
    pub(super) fn read(&self, text: &str) -> Result<Package, String> {
        let mut package = Package::default();
        for part in text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()) {
            let Some((left, right)) = part.split_once('=').or_else(|| part.split_once(':')) else {
                return Err(crate::say!(self.language, "play-no-pair", part = part));
            };
            let (left, right) = (left.trim(), right.trim());
            if matches!(left, "by" | "roadmap" | "로드맵") {
                let maps = || self.own.roadmaps.iter().map(|map| map.name.as_str());
                package.roadmap = Some(self.meant("play-what-roadmap", right, maps)?.to_owned());
                continue;
            }
            let issue = self.issue(left)?;
            let words = || self.own.issues[issue].levels.iter().map(String::as_str);
            let level = self.meant("play-what-level", right, words)?;
            package.package.insert(self.own.issues[issue].id.clone(), level.to_owned());
        }
        Ok(package)
    }

    fn issue(&self, given: &str) -> Result<usize, String> {
        if let Some(place) = self.own.issues.iter().position(|issue| issue.id == given) {
            return Ok(place);
        }
        let names = || self.own.issues.iter().map(|issue| issue.name.as_str());
        let name = self.meant("play-what-issue", given, names)?;
        Ok(self.own.issues.iter().position(|issue| issue.name == name).unwrap_or(0))
    }

    /// The one that is meant: whole, or the only one that begins so.
    fn meant<'n, I: Iterator<Item = &'n str>>(
        &'n self,
        what: &'static str,
        given: &str,
        all: impl Fn() -> I,
    ) -> Result<&'n str, String> {
        let small = given.to_lowercase();
        let is = |name: &&str| name.to_lowercase() == small || self.name(name).to_lowercase() == small;
        if let Some(name) = all().find(is) {
            return Ok(name);
        }
        let begins = |name: &&str| {
            name.to_lowercase().starts_with(&small) || self.name(name).to_lowercase().starts_with(&small)
        };
        let mut found = all().filter(begins);
        match (found.next(), found.next()) {
            (Some(name), None) if !small.is_empty() => Ok(name),
            _ => {
                let known: Vec<&str> = all().map(|name| self.name(name)).collect();
                let what = self.what(what);
                Err(crate::say!(
                    self.language,
                    "play-not-known",
                    what = what,
                    given = given,
                    known = known.join(", ")
                ))
            }
        }
    }

    fn what(&self, key: &str) -> String {
        match key {
            "play-what-issue" => crate::say!(self.language, "play-what-issue"),
            "play-what-level" => crate::say!(self.language, "play-what-level"),
            _ => crate::say!(self.language, "play-what-roadmap"),
        }
    }
}

/// Points with their sign, to the whole point.
pub(super) fn signed(points: f64) -> String {
    let whole = (points.round() as i64).to_string().replace('-', "−");
    if points.round() > 0.0 { format!("+{whole}") } else { whole }
}

/// Points, to the whole point.
pub(super) fn plain(points: f64) -> String {
    (points.round() as i64).to_string().replace('-', "−")
}
