//! Finding what a user named: exactly, whatever the case, or by an unambiguous beginning.

/// A name that is not there, or not enough of one, with what was perhaps meant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.what())]
pub struct UnknownName {
    /// What kind of thing was named: `format`, `party`.
    pub noun: String,
    /// As given.
    pub given: String,
    /// The names that begin so, if there are several.
    pub ambiguous: Vec<String>,
    /// The nearest name, if one is near.
    pub nearest: Option<String>,
    /// All names.
    pub known: Vec<String>,
}

impl UnknownName {
    fn what(&self) -> String {
        if self.ambiguous.is_empty() {
            format!("there is no {} `{}`", self.noun, self.given)
        } else {
            format!("`{}` is ambiguous: it fits more than one {}", self.given, self.noun)
        }
    }

    /// What was expected, in words.
    pub fn expected(&self) -> String {
        let list = if self.ambiguous.is_empty() { &self.known } else { &self.ambiguous };
        format!("one of: {}", list.join(", "))
    }

    /// How to mend it.
    pub fn mend(&self) -> Option<String> {
        if !self.ambiguous.is_empty() {
            return Some("write more of it, or the whole name".into());
        }
        self.nearest.as_ref().map(|nearest| format!("did you mean `{nearest}`?"))
    }
}

/// Position of the name that is meant.
///
/// # Errors
/// If none or several are meant.
pub fn find(noun: &str, names: &[String], given: &str) -> Result<usize, UnknownName> {
    let exact = names.iter().position(|name| name == given);
    let given = given.trim();
    let lower = given.to_lowercase();
    let exact = exact.or_else(|| names.iter().position(|name| name == given));
    if let Some(found) = exact.or_else(|| names.iter().position(|name| name.to_lowercase() == lower)) {
        return Ok(found);
    }
    let begins = |name: &String| !lower.is_empty() && name.to_lowercase().starts_with(&lower);
    let beginning: Vec<usize> = (0..names.len()).filter(|&i| begins(&names[i])).collect();
    if let [found] = beginning[..] {
        return Ok(found);
    }
    Err(UnknownName {
        noun: noun.into(),
        given: given.into(),
        ambiguous: beginning.into_iter().map(|i| names[i].clone()).collect(),
        nearest: nearest(names, &lower),
        known: names.to_vec(),
    })
}

/// The same, and any part of a name will do that no other name has.
///
/// # Errors
/// If none or several are meant.
pub fn find_part(noun: &str, names: &[String], given: &str) -> Result<usize, UnknownName> {
    let mut error = match find(noun, names, given) {
        Ok(found) => return Ok(found),
        Err(error) => error,
    };
    let lower = given.trim().to_lowercase();
    if error.ambiguous.is_empty() && !lower.is_empty() {
        let with = |i: &usize| names[*i].to_lowercase().contains(&lower);
        match (0..names.len()).filter(with).collect::<Vec<_>>()[..] {
            [] => {}
            [found] => return Ok(found),
            ref several => error.ambiguous = several.iter().map(|&i| names[i].clone()).collect(),
        }
    }
    Err(error)
}

/// The same for things that have a name beside their key: the key goes first, and errors speak of keys.
///
/// # Errors
/// If neither says which one is meant.
pub fn find_keyed(noun: &str, keys: &[String], names: &[String], given: &str) -> Result<usize, UnknownName> {
    let by_key = match find(noun, keys, given) {
        Ok(found) => return Ok(found),
        Err(error) => error,
    };
    let by_name = match find(noun, names, given) {
        Ok(found) => return Ok(found),
        Err(error) => error,
    };
    if !by_key.ambiguous.is_empty() {
        return Err(by_key);
    }
    if !by_name.ambiguous.is_empty() {
        return Err(by_name);
    }
    let squeezed: Vec<String> = names.iter().map(|name| squeeze(name)).collect();
    let meant = nearest(&squeezed, &squeeze(given).to_lowercase());
    let meant = meant.and_then(|near| squeezed.iter().position(|name| *name == near));
    Err(UnknownName { nearest: meant.map(|i| keys[i].clone()).or(by_key.nearest), ..by_key })
}

/// Without blanks and hyphens: `NorthKorea` is near `North Korea`.
fn squeeze(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn nearest(names: &[String], lower: &str) -> Option<String> {
    let near = |name: &String| (strsim::jaro_winkler(&name.to_lowercase(), lower), name.clone());
    let best = names.iter().map(near).max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 > 0.75).then_some(best.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Vec<String> {
        ["six-party talks", "six-leader summit", "top-down summits"].map(String::from).to_vec()
    }

    #[test]
    fn exact_case_and_beginning_are_found() {
        assert_eq!(find("format", &names(), "six-leader summit"), Ok(1));
        assert_eq!(find("format", &names(), " Top-Down Summits "), Ok(2));
        assert_eq!(find("format", &names(), "six-p"), Ok(0));
    }

    #[test]
    fn ambiguous_unknown_and_empty_are_errors() {
        let error = find("format", &names(), "six").unwrap_err();
        assert_eq!(error.to_string(), "`six` is ambiguous: it fits more than one format");
        assert_eq!(error.expected(), "one of: six-party talks, six-leader summit");
        assert_eq!(error.mend().as_deref(), Some("write more of it, or the whole name"));
        assert!(find("format", &names(), "").is_err());
        let error = find("format", &names(), "six-patry talks").unwrap_err();
        assert_eq!(error.mend().as_deref(), Some("did you mean `six-party talks`?"));
        assert!(find("format", &names(), "zzz").unwrap_err().nearest.is_none());
    }

    #[test]
    fn the_key_is_found_by_the_name_too() {
        let keys = ["dprk", "rok", "us"].map(String::from);
        let names = ["North Korea", "South Korea", "United States"].map(String::from);
        let find = |given: &str| find_keyed("party", &keys, &names, given);
        assert_eq!((find("rok"), find("south korea"), find("uni")), (Ok(1), Ok(1), Ok(2)));
        let mend = |given: &str| find(given).unwrap_err().mend();
        assert_eq!(mend("NorthKorea").as_deref(), Some("did you mean `dprk`?"));
        assert_eq!(mend("dprkk").as_deref(), Some("did you mean `dprk`?"));
        let names = ["North Korea", "North Sea", "United States"].map(String::from);
        let error = find_keyed("party", &keys, &names, "north").unwrap_err();
        assert_eq!(error.expected(), "one of: North Korea, North Sea");
    }
}
