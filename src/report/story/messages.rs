//! What third parties tell before the first meeting, and the arithmetic of why it is believed or not.

use super::{Told, own};
use crate::bargaining::mediation::{Message, Weighed, Why};
use crate::preference::belief::Half;

/// One message in words; `package` names what the receiver would propose, told "low" and told "high".
pub(super) fn tell(told: &Told<'_>, message: &Message, package: [&str; 2]) -> String {
    let Message { by, to, about, says, accuracy, .. } = *message;
    let (by_name, to_name, about_name) = (told.name(by), told.name(to), told.name(about));
    let says = format!(
        "{by_name} tells {to_name} that {about_name} insists on {} within its range (it hears right in {:.0} of 100 such cases).",
        word(says),
        f64::midpoint(1.0, accuracy) * 100.0
    );
    match message.why {
        Why::KnowsNothing => {
            format!(
                "{by_name} could tell {to_name} of {about_name}, but knows no more than everybody: it changes nothing."
            )
        }
        Why::NothingTurnsOnIt => {
            format!("{says} {to_name} would propose the same whatever it is told: it changes nothing.")
        }
        Why::Weighed(weighed) => format!(
            "{says} Told that it is little, {to_name} would propose {}; told that it is much, {}. {} {} {} {}",
            package[0],
            package[1],
            cares(told, by),
            honesty(&weighed, Half::Low),
            honesty(&weighed, Half::High),
            verdict(by_name, to_name, &weighed),
        ),
    }
}

fn word(half: Half) -> &'static str {
    match half {
        Half::Low => "little",
        Half::High => "much",
    }
}

/// What the teller weighs: `Seoul cares for its own gain and 0.50 times for that of Washington`.
fn cares(told: &Told<'_>, by: usize) -> String {
    let bias = &told.setting.world.traits[by].bias;
    let others: Vec<String> = bias
        .iter()
        .enumerate()
        .filter(|(_, b)| **b != 0.0)
        .map(|(k, b)| format!("{b:.2} times for that of {}", told.name(k)))
        .collect();
    match others.is_empty() {
        true => format!("{} cares for its own gain alone.", told.name(by)),
        false => format!("{} cares for its own gain and {}.", told.name(by), others.join(" and ")),
    }
}

/// What the truth and the lie are worth after one signal.
fn honesty(weighed: &Weighed, heard: Half) -> String {
    let (truth, lie) = match heard {
        Half::Low => weighed.heard_low,
        Half::High => (weighed.heard_high.1, weighed.heard_high.0),
    };
    format!(
        "If it has heard \"{}\", saying so is worth {} to it, saying the opposite {}.",
        word(heard),
        own(truth),
        own(lie)
    )
}

fn verdict(by: &str, to: &str, weighed: &Weighed) -> String {
    match (weighed.honest(Half::Low), weighed.honest(Half::High)) {
        (true, true) => format!("{by} tells the truth either way: {to} believes it."),
        (false, true) => {
            format!(
                "{by} would say \"much\" whatever it has heard: {to} does not believe it, and nothing changes."
            )
        }
        (true, false) => {
            format!(
                "{by} would say \"little\" whatever it has heard: {to} does not believe it, and nothing changes."
            )
        }
        (false, false) => {
            format!("{by} would always say the opposite: {to} does not believe it, and nothing changes.")
        }
    }
}
