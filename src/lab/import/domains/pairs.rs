//! A JSON object in the order of its file, which a sorted map would lose.

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

/// Keys and what they hold, as written; a key that is there twice is an error.
#[derive(Debug)]
pub(super) struct Pairs<T>(pub(super) Vec<(String, T)>, BTreeMap<String, usize>);

impl<T> Pairs<T> {
    /// Of keys that are there once.
    pub(super) fn of(pairs: Vec<(String, T)>) -> Self {
        let places = pairs.iter().enumerate().map(|(place, (key, _))| (key.clone(), place)).collect();
        Self(pairs, places)
    }

    /// What a key holds.
    pub(super) fn get(&self, key: &str) -> Option<&T> {
        self.0.get(*self.1.get(key)?).map(|(_, held)| held)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Pairs<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(Reader(PhantomData))
    }
}

struct Reader<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Reader<T> {
    type Value = Pairs<T>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs<T>, A::Error> {
        let (mut out, mut places) = (Vec::new(), BTreeMap::new());
        while let Some((key, held)) = map.next_entry::<String, T>()? {
            if places.insert(key.clone(), out.len()).is_some() {
                return Err(A::Error::custom(format!("`{key}` is there twice")));
            }
            out.push((key, held));
        }
        Ok(Pairs(out, places))
    }
}
