//! What third parties tell before the first meeting, and the arithmetic of why it is believed or not.

use super::{StoryContext, own};
use crate::agreement::belief::Half;
use crate::results::words::{fixed, of_100};
use crate::scenario::place::PartyIndex;
use crate::talks::mediation::{Message, Weighed, Why};

/// Messages of one teller to one receiver that change nothing for the same reason, in one sentence.
pub(super) fn tell_idle(context: &StoryContext<'_>, messages: &[&Message]) -> Option<String> {
    let first = messages.first()?;
    let (by, to) = (context.name(first.by), context.name(first.to));
    let about = list(messages.iter().map(|m| context.name(m.about).to_owned()).collect());
    Some(match first.why {
        Why::KnowsNothing => {
            format!("{by} could tell {to} of {about}, but knows no more than everybody: it changes nothing.")
        }
        _ => format!(
            "{by} tells {to} what it has heard of {about}; {to} would propose the same whatever it is told: it changes nothing."
        ),
    })
}

/// Whether a message needs no arithmetic.
pub(super) fn idle(message: &Message) -> bool {
    !matches!(message.why, Why::Weighed(_))
}

/// One message in words; `package` names what the receiver would propose, told "little" and told "much".
pub(super) fn tell(
    context: &StoryContext<'_>,
    message: &Message,
    weighed: &Weighed,
    package: [&str; 2],
) -> String {
    let Message { by, to, about, says, accuracy, .. } = *message;
    let (by_name, to_name) = (context.name(by), context.name(to));
    format!(
        "{by_name} tells {to_name} that {} demands {} within its range (it hears right in {} of 100 such cases). \
         Told that it is little, {to_name} would propose {}; told that it is much, {}. {} {} {} {}",
        context.name(about),
        word(says),
        of_100(f64::midpoint(1.0, accuracy)),
        package[0],
        package[1],
        cares(context, by),
        honesty(weighed, Half::Low),
        honesty(weighed, Half::High),
        verdict(by_name, to_name, weighed),
    )
}

fn word(half: Half) -> &'static str {
    match half {
        Half::Low => "little",
        Half::High => "much",
    }
}

/// `A`, `A and B`, `A, B and C`.
fn list(mut names: Vec<String>) -> String {
    let last = names.pop().unwrap_or_default();
    if names.is_empty() { last } else { format!("{} and {last}", names.join(", ")) }
}

/// What the teller weighs: `Seoul cares for its own gain and 0.50 times for that of Washington.`
fn cares(context: &StoryContext<'_>, by: PartyIndex) -> String {
    let bias = context.setting.world.traits[by].bias.iter().enumerate().filter(|(_, b)| **b != 0.0);
    let mut cares = vec!["its own gain".to_owned()];
    cares.extend(
        bias.map(|(k, b)| format!("{} times for that of {}", fixed(*b, 2), context.name(PartyIndex(k)))),
    );
    let alone = if cares.len() == 1 { " alone" } else { "" };
    format!("{} cares for {}{alone}.", context.name(by), list(cares))
}

/// What the truth and the lie are worth after one signal.
fn honesty(weighed: &Weighed, heard: Half) -> String {
    let (truth, lie) = match heard {
        Half::Low => weighed.heard_low,
        Half::High => (weighed.heard_high.1, weighed.heard_high.0),
    };
    let (word, truth, lie) = (word(heard), own(truth), own(lie));
    format!("If it has heard \"{word}\", saying so is worth {truth} to it, saying the opposite {lie}.")
}

fn verdict(by: &str, to: &str, weighed: &Weighed) -> String {
    let lies = match (weighed.honest(Half::Low), weighed.honest(Half::High)) {
        (true, true) => return format!("{by} tells the truth either way: {to} believes it."),
        (false, true) => "would say \"much\" whatever it has heard",
        (true, false) => "would say \"little\" whatever it has heard",
        (false, false) => "would always say the opposite",
    };
    format!("{by} {lies}: {to} does not believe it, and nothing changes.")
}
