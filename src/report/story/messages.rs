//! What third parties tell before the first meeting, and the arithmetic of why it is believed or not.

use super::{StoryContext, own};
use crate::agreement::belief::Half;
use crate::results::words::{fixed, of_100};
use crate::say;
use crate::scenario::place::PartyIndex;
use crate::talks::mediation::{Message, Weighed, Why};

/// Messages of one teller to one receiver that change nothing for the same reason, in one sentence.
pub(super) fn tell_idle(context: &StoryContext<'_>, messages: &[&Message]) -> Option<String> {
    let (first, language) = (messages.first()?, context.language);
    let (by, to) = (context.name(first.by), context.name(first.to));
    let about: Vec<String> = messages.iter().map(|m| context.name(m.about).to_owned()).collect();
    let about = language.list(&about);
    Some(match first.why {
        Why::KnowsNothing => {
            say!(language, "story-message-knows-nothing", by = by, to = to, about = about)
        }
        _ => say!(language, "story-message-idle", by = by, to = to, about = about),
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
    [low, high]: [&str; 2],
) -> String {
    let Message { by, to, about, says, accuracy, .. } = *message;
    let language = context.language;
    let (teller, to) = (context.name(by), context.name(to));
    let (about, accuracy) = (context.name(about), of_100(f64::midpoint(1.0, accuracy)));
    let told = match says {
        Half::Low => {
            say!(language, "story-message-little", by = teller, to = to, about = about, accuracy = accuracy)
        }
        Half::High => {
            say!(language, "story-message-much", by = teller, to = to, about = about, accuracy = accuracy)
        }
    };
    let sentences = [
        told,
        say!(language, "story-message-offers", to = to, low = low, high = high),
        cares(context, by),
        honesty(context, weighed, Half::Low),
        honesty(context, weighed, Half::High),
        verdict(context, (teller, to), weighed),
    ];
    sentences.join(" ")
}

/// What the teller weighs: `Seoul cares for its own gain and 0.50 times for that of Washington.`
fn cares(context: &StoryContext<'_>, by: PartyIndex) -> String {
    let language = context.language;
    let bias = context.setting.world.traits[by].bias.iter().enumerate().filter(|(_, b)| **b != 0.0);
    let other = |(k, b): (usize, &f64)| {
        let party = context.name(PartyIndex(k));
        say!(language, "story-message-other", weight = fixed(*b, 2), party = party)
    };
    let others: Vec<String> = bias.map(other).collect();
    if others.is_empty() {
        return say!(language, "story-message-cares-alone", by = context.name(by));
    }
    let gains: Vec<String> = std::iter::once(say!(language, "story-message-own")).chain(others).collect();
    say!(language, "story-message-cares", by = context.name(by), gains = language.list(&gains))
}

/// What the truth and the lie are worth after one signal.
fn honesty(context: &StoryContext<'_>, weighed: &Weighed, heard: Half) -> String {
    let language = context.language;
    match heard {
        Half::Low => {
            let [truth, lie] = [weighed.heard_low.0, weighed.heard_low.1].map(own);
            say!(language, "story-message-heard-little", truth = truth, lie = lie)
        }
        Half::High => {
            let [truth, lie] = [weighed.heard_high.1, weighed.heard_high.0].map(own);
            say!(language, "story-message-heard-much", truth = truth, lie = lie)
        }
    }
}

fn verdict(context: &StoryContext<'_>, (by, to): (&str, &str), weighed: &Weighed) -> String {
    let language = context.language;
    match (weighed.honest(Half::Low), weighed.honest(Half::High)) {
        (true, true) => say!(language, "story-message-honest", by = by, to = to),
        (false, true) => say!(language, "story-message-always-much", by = by, to = to),
        (true, false) => say!(language, "story-message-always-little", by = by, to = to),
        (false, false) => say!(language, "story-message-opposite", by = by, to = to),
    }
}
