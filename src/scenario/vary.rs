//! Values that an entry of a scenario takes one after the other: `PATH=VALUES`, where the path is one that `--set` takes.

use std::fmt;

/// Values at most.
pub const MOST: usize = 101;

/// An entry and its values, in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Vary {
    /// The entry, as `--set` takes it.
    pub path: String,
    /// Its values, at least two.
    pub steps: Vec<Step>,
    /// Whether numbers grow by a factor.
    pub log: bool,
}

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The value, as `--set` takes it.
    pub value: String,
    /// Its ends; of a single number both are the same. `None`: it is no number.
    pub ends: Option<(f64, f64)>,
}

/// Why values cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct VaryError(String);

impl VaryError {
    /// What can stand there.
    pub const EXPECTED: &'static str = "PATH=a..b:n (n numbers from a to b; a..b:n:log by equal factors), \
        'PATH=a..b to c..d:n' (n ranges) or 'PATH=VALUE|VALUE|…' (values as --set takes them)";
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.ends {
            Some((from, to)) if from < to => write!(f, "{from}–{to}"),
            _ => f.write_str(&self.value),
        }
    }
}

impl Step {
    fn of(from: f64, to: f64) -> Self {
        let value = if from.total_cmp(&to).is_eq() { from.to_string() } else { format!("{from}..{to}") };
        Self { value, ends: Some((from, to)) }
    }

    /// Middle of its ends.
    fn middle(&self, log: bool) -> Option<f64> {
        let (from, to) = self.ends?;
        Some(if log { libm::sqrt(from * to) } else { f64::midpoint(from, to) })
    }
}

impl Vary {
    /// Reads it as the command line has it.
    ///
    /// # Errors
    /// If it is written in another way, or has fewer than two or more than [`MOST`] values.
    pub fn parse(text: &str) -> Result<Self, VaryError> {
        let wrong = |what: String| Err(VaryError(what));
        let Some((path, values)) = text.split_once('=') else { return wrong("there is no `=`".to_owned()) };
        let path = path.trim().to_owned();
        if path.is_empty() {
            return wrong("there is no path before `=`".to_owned());
        }
        if values.contains('|') {
            return Self::listed(path, values);
        }
        let (values, log) = match values.trim().strip_suffix(":log") {
            Some(rest) => (rest, true),
            None => (values.trim(), false),
        };
        let Some((range, count)) = values.rsplit_once(':') else {
            return wrong("the number of values is missing".to_owned());
        };
        let Some(count) = count.trim().parse::<usize>().ok().filter(|n| (2..=MOST).contains(n)) else {
            return wrong(format!("`{}` is not a number of values from 2 to {MOST}", count.trim()));
        };
        let (first, last) = if let Some((first, last)) = range.split_once(" to ") {
            (ends(first)?, ends(last)?)
        } else {
            let (from, to) = ends(range)?;
            ((from, from), (to, to))
        };
        if first == last {
            return wrong("the first value and the last are the same".to_owned());
        }
        let positive = [first.0, first.1, last.0, last.1].iter().all(|end| *end > 0.0);
        if log && !positive {
            return wrong("with `:log` all values must be above 0".to_owned());
        }
        let step = |k: usize| {
            let along = k as f64 / (count - 1) as f64;
            Step::of(between(first.0, last.0, along, log), between(first.1, last.1, along, log))
        };
        Ok(Self { path, steps: (0..count).map(step).collect(), log }.upward())
    }

    /// The least value first, where all are numbers that shrink.
    fn upward(mut self) -> Self {
        let middles: Option<Vec<f64>> = self.steps.iter().map(|step| step.middle(self.log)).collect();
        if middles.is_some_and(|middles| middles.windows(2).all(|two| two[0] > two[1])) {
            self.steps.reverse();
        }
        self
    }

    fn listed(path: String, values: &str) -> Result<Self, VaryError> {
        let step = |value: &str| {
            let value = value.trim();
            let number = value.parse::<f64>().ok().filter(|number| number.is_finite());
            let ends = number.map(|number| (number, number)).or_else(|| ends(value).ok());
            Step { value: value.to_owned(), ends }
        };
        let steps: Vec<Step> = values.split('|').map(step).collect();
        if steps.iter().any(|step| step.value.is_empty()) {
            return Err(VaryError("a value between two `|` is empty".to_owned()));
        }
        if steps.len() > MOST {
            return Err(VaryError(format!("there are {} values; {MOST} are the most", steps.len())));
        }
        Ok(Self { path, steps, log: false }.upward())
    }

    /// Where each value stands on an axis: the middle of its ends; `None` unless all are numbers that grow.
    pub fn places(&self) -> Option<Vec<f64>> {
        let middles: Option<Vec<f64>> = self.steps.iter().map(|step| step.middle(self.log)).collect();
        let middles = middles.filter(|m| m.windows(2).all(|two| two[0] < two[1]))?;
        Some(if self.log { middles.into_iter().map(libm::log).collect() } else { middles })
    }

    /// The value so far between the step at `k` and the next, in words; `None` where there is nothing between them.
    pub fn between(&self, k: usize, along: f64) -> Option<String> {
        self.places()?;
        let (a, b) = (self.steps.get(k)?.ends?, self.steps.get(k + 1)?.ends?);
        let end = |a: f64, b: f64| {
            let size = (b - a).abs();
            short(between(a, b, along, self.log), size)
        };
        let (from, to) = (end(a.0, b.0), end(a.1, b.1));
        Some(if from == to { from } else { format!("{from}–{to}") })
    }
}

/// A number of an interpolation: a tenth of the step that it lies in is as fine as it can be.
fn short(value: f64, step: f64) -> String {
    let decimals = (0..9).find(|d| step * libm::pow(10.0, f64::from(*d)) >= 0.999_999).unwrap_or(9) + 1;
    let text = format!("{value:.*}", decimals as usize);
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

fn between(a: f64, b: f64, along: f64, log: bool) -> f64 {
    // The ends themselves, to the last bit.
    let value = if along <= 0.0 {
        a
    } else if along >= 1.0 {
        b
    } else if log {
        a * libm::pow(b / a, along)
    } else {
        a + (b - a) * along
    };
    // What is set is what is shown: four digits (of factors three), and whole numbers whole.
    let whole = libm::round(value);
    if !log && (value - whole).abs() < 1e-9 * (b - a).abs() {
        return whole;
    }
    let told = if log { format!("{value:.2e}") } else { format!("{value:.3e}") };
    told.parse().unwrap_or(value)
}

fn ends(text: &str) -> Result<(f64, f64), VaryError> {
    let text = text.trim();
    let number = |text: &str| text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
    let found = text.split_once("..").and_then(|(from, to)| Some((number(from)?, number(to)?)));
    found.ok_or_else(|| VaryError(format!("`{text}` is not a range a..b of numbers")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<String> {
        Vary::parse(text).unwrap().steps.into_iter().map(|step| step.value).collect()
    }

    #[test]
    fn numbers_ranges_and_words_are_read() {
        assert_eq!(values("a.b=0..0.3:4"), ["0", "0.1", "0.2", "0.3"]);
        assert_eq!(values("a=6..1:3"), ["1", "3.5", "6"]);
        assert_eq!(values("a=3|2|1"), ["1", "2", "3"]);
        assert_eq!(values("a=0.01..1:3:log"), ["0.01", "0.1", "1"]);
        assert_eq!(values("a=0.1..3:3:log"), ["0.1", "0.548", "3"]);
        assert_eq!(values("a=0..1:4"), ["0", "0.3333", "0.6667", "1"]);
        assert_eq!(values("a=100000..123456:3"), ["100000", "111728", "123456"]);
        assert_eq!(values("a=0..0.1 to 0.4..0.6:3"), ["0..0.1", "0.2..0.35", "0.4..0.6"]);
        assert_eq!(values("a=true|false"), ["true", "false"]);
        assert_eq!(values("events.x: y.at=3|[1, 2] | None"), ["3", "[1, 2]", "None"]);
        assert_eq!(Vary::parse("a=0..0.1 to 0.4..0.6:3").unwrap().steps[1].to_string(), "0.2–0.35");
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        let wrong = |text: &str| Vary::parse(text).unwrap_err().to_string();
        assert!(wrong("a").contains("no `=`") && wrong("=1..2:3").contains("no path"));
        assert!(wrong("a=1..2").contains("number of values is missing"));
        for count in ["1", "102", "x", "-3", "1e1"] {
            assert!(wrong(&format!("a=1..2:{count}")).contains("from 2 to 101"), "{count}");
        }
        assert!(wrong("a=1..x:3").contains("not a range") && wrong("a=NaN..1:3").contains("not a range"));
        assert!(wrong("a=1..1:3").contains("the same") && wrong("a=0..1:3:log").contains("above 0"));
        assert!(
            wrong("a=1||2").contains("empty")
                && wrong(&format!("a={}", "1|".repeat(101) + "1")).contains("102")
        );
    }

    #[test]
    fn places_are_those_of_an_axis() {
        let places = |text: &str| Vary::parse(text).unwrap().places();
        assert_eq!(places("a=0..1:3"), Some(vec![0.0, 0.5, 1.0]));
        assert_eq!(places("a=0..0.2 to 0.4..0.6:2"), Some(vec![0.1, 0.5]));
        assert_eq!((places("a=x|y|z"), places("a=1|3|2")), (None, None));
        let log = places("a=0.1..10:3:log").unwrap();
        assert!((log[1] - log[0] - (log[2] - log[1])).abs() < 1e-2);
    }

    #[test]
    fn between_two_values_there_is_a_tenth_of_their_step() {
        let vary = Vary::parse("a=0..0.3:4").unwrap();
        assert_eq!(vary.between(1, 0.437).as_deref(), Some("0.14"));
        assert_eq!(Vary::parse("a=1..6:6").unwrap().between(0, 0.5).as_deref(), Some("1.5"));
        assert_eq!(Vary::parse("a=0.1..10:3:log").unwrap().between(0, 0.5).as_deref(), Some("0.32"));
        assert_eq!(Vary::parse("a=x|y").unwrap().between(0, 0.5), None);
        assert_eq!(vary.between(3, 0.5), None);
    }
}
