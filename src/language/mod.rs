//! What the program says, in the languages that it speaks: one catalogue, a pair of files a topic (`en/…ftl`, `ko/…ftl`), in the
//! format of Project Fluent.
//!
//! ```
//! use roundtable::language::Language;
//! use roundtable::say;
//!
//! assert_eq!(say!(Language::En, "name-quoted", name = "six-party talks"), "“six-party talks”");
//! ```
//!
//! Values come as finished text: numbers are rounded and written in one place (`results::words`), not here. Where a Korean sentence needs a
//! particle after a value, `{ JOSA($format, "은/는") }` gives the one that follows its last sound (`josa.rs`).

mod josa;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// A language that the program speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// English, plain enough for those who read it as a second language.
    #[default]
    En,
    /// Korean.
    Ko,
}

/// Topics of the catalogue: name, English and Korean text of each.
macro_rules! topics {
    ($($topic:literal),* $(,)?) => {
        &[$(($topic, include_str!(concat!("en/", $topic, ".ftl")), include_str!(concat!("ko/", $topic, ".ftl")))),*]
    };
}

/// The catalogue: one line a topic.
const TOPICS: &[(&str, &str, &str)] = topics![
    "charts",
    "charts2",
    "class",
    "common",
    "decompose",
    "export",
    "formats",
    "guess",
    "play",
    "print",
    "report",
    "room",
    "screen",
    "serve",
    "shards",
    "story",
    "sweep",
    "whatif",
    "why",
];

type Bundle = FluentBundle<FluentResource>;

static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| Language::En.bundle());
static KOREAN: LazyLock<Bundle> = LazyLock::new(|| Language::Ko.bundle());

impl Language {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::En, Self::Ko];

    /// Its code (ISO 639-1), as `--lang` and the attribute `lang` of a page take it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ko => "ko",
        }
    }

    /// What stands in the catalogue under this key, with these values in it. A key that this language lacks is said in English; one that no
    /// language has is given back as it is (tests see to it that there is none of either).
    pub fn say(self, key: &str, values: &[(&str, &str)]) -> String {
        let values: FluentArgs =
            values.iter().map(|(name, value)| (*name, FluentValue::from(*value))).collect();
        let own = self.spoken(key, &values);
        own.or_else(|| Self::En.spoken(key, &values)).unwrap_or_else(|| key.to_owned())
    }

    /// Everything of a topic, for a page that puts in values itself: by key the text, in which `{$name}` stands for a value.
    pub fn words(self, topic: &str) -> BTreeMap<String, String> {
        let keys = |text: &'static str| {
            let heads = text.lines().filter_map(|line| line.split_once(" = ")).map(|(key, _)| key);
            heads.filter(|key| !key.starts_with([' ', '#', '-']) && !key.contains(' '))
        };
        let of = TOPICS.iter().filter(|(name, ..)| *name == topic).flat_map(|(_, en, _)| keys(en));
        of.map(|key| (key.to_owned(), self.say(key, &[]))).collect()
    }

    /// A name in quotation marks.
    pub fn quoted(self, name: &str) -> String {
        crate::say!(self, "name-quoted", name = name)
    }

    /// Several names in a sentence: `a, b and c`.
    pub fn list(self, names: &[String]) -> String {
        match names {
            [] => String::new(),
            [one] => one.clone(),
            [first, last] => crate::say!(self, "list-two", first = first, last = last),
            [first, rest @ ..] => crate::say!(self, "list-many", first = first, rest = self.list(rest)),
        }
    }

    fn spoken(self, key: &str, values: &FluentArgs) -> Option<String> {
        let bundle: &Bundle = match self {
            Self::En => &ENGLISH,
            Self::Ko => &KOREAN,
        };
        let pattern = bundle.get_message(key)?.value()?;
        Some(bundle.format_pattern(pattern, Some(values), &mut Vec::new()).into_owned())
    }

    fn identifier(self) -> LanguageIdentifier {
        self.code().parse().unwrap_or_default()
    }

    fn bundle(self) -> Bundle {
        let mut bundle = Bundle::new_concurrent(vec![self.identifier()]);
        // Charts and pages keep the direction of names themselves.
        bundle.set_use_isolating(false);
        let _ = bundle.add_function("JOSA", |values, _| match values {
            [FluentValue::String(word), FluentValue::String(pair)] => {
                FluentValue::String(Cow::Owned(josa::particle(word, pair).to_owned()))
            }
            _ => FluentValue::Error,
        });
        for (_, en, ko) in TOPICS {
            let text = match self {
                Self::En => *en,
                Self::Ko => *ko,
            };
            // What could be read of a damaged file is taken; a test reads each without an error.
            let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(read, _)| read);
            let _ = bundle.add_resource(resource);
        }
        bundle
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Language {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = Self::ALL.into_iter().find(|language| language.code() == text);
        known.ok_or_else(|| format!("\"{text}\" is not a language of the program; it speaks en and ko"))
    }
}

/// What the catalogue says under a key, with values by name: `say!(language, "name-quoted", name = text)`.
#[macro_export]
macro_rules! say {
    ($language:expr, $key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $language.say($key, &[$((stringify!($name), ::std::convert::AsRef::<str>::as_ref(&$value))),*])
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_read_whole_and_no_key_stands_twice() {
        for language in Language::ALL {
            let mut bundle = Bundle::new_concurrent(vec![language.identifier()]);
            for (_, en, ko) in TOPICS {
                let text = if language == Language::En { *en } else { *ko };
                let resource = FluentResource::try_new(text.to_owned()).expect("a file without mistakes");
                bundle.add_resource(resource).expect("no key twice");
            }
        }
    }

    #[test]
    fn values_and_particles_go_into_what_is_said() {
        let list = |language: Language, names: &[&str]| {
            language.list(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(Language::En.quoted("a"), "“a”");
        assert_eq!(list(Language::En, &["a", "b", "c"]), "a, b and c");
        assert_eq!(list(Language::Ko, &["북한", "미국"]), "북한과 미국");
        assert_eq!(list(Language::Ko, &["북한", "러시아", "중국"]), "북한, 러시아와 중국");
    }

    #[test]
    fn codes_are_read_back() {
        for language in Language::ALL {
            assert_eq!(language.code().parse(), Ok(language));
        }
        assert!("fr".parse::<Language>().is_err());
    }
}
