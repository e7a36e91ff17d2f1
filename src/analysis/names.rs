//! Finding what a user named: exactly, whatever the case, or by an unambiguous beginning.

/// A name that is not there, with what was perhaps meant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no {noun} `{given}`")]
pub struct UnknownName {
    /// What kind of thing was named: `format`, `party`.
    pub noun: String,
    /// As given.
    pub given: String,
    /// The nearest name, if one is near.
    pub nearest: Option<String>,
    /// All names.
    pub known: Vec<String>,
}

impl UnknownName {
    /// What was expected, in words.
    pub fn expected(&self) -> String {
        format!("one of: {}", self.known.join(", "))
    }

    /// How to mend it.
    pub fn mend(&self) -> Option<String> {
        self.nearest.as_ref().map(|nearest| format!("did you mean `{nearest}`?"))
    }
}

/// Position of the name that is meant.
///
/// # Errors
/// If none or several are meant.
pub fn find(noun: &str, names: &[String], given: &str) -> Result<usize, UnknownName> {
    let given = given.trim();
    let lower = given.to_lowercase();
    let exact = names.iter().position(|name| name == given);
    let same = || names.iter().position(|name| name.to_lowercase() == lower);
    let beginning = || {
        let mut begins = (0..names.len()).filter(|&i| names[i].to_lowercase().starts_with(&lower));
        begins.next().filter(|_| begins.next().is_none() && !lower.is_empty())
    };
    exact.or_else(same).or_else(beginning).ok_or_else(|| UnknownName {
        noun: noun.into(),
        given: given.into(),
        nearest: nearest(names, &lower),
        known: names.to_vec(),
    })
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
        assert!(find("format", &names(), "six").is_err());
        assert!(find("format", &names(), "").is_err());
        let error = find("format", &names(), "six-patry talks").unwrap_err();
        assert_eq!(error.mend().as_deref(), Some("did you mean `six-party talks`?"));
        assert!(find("format", &names(), "zzz").unwrap_err().nearest.is_none());
    }
}
