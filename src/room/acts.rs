//! What each thing that happens does. Everything is looked at before anything is changed.

use super::event::{Act, Event, Moved, Who};
use super::group::Caucus;
use super::people::{MOST_PEOPLE, Person};
use super::phase::Phase;
use super::refused::Refused;
use super::{Concerns, Room, predict, text};
use crate::simulation::game::said::Given;

/// So many words between two seats are kept in a group.
const MOST_CAUCUS: usize = 5_000;
/// Longest clock, in minutes.
const LONGEST_CLOCK: u32 = 600;

type Done = Result<(Event, Concerns), Refused>;

fn not_now(what: &str) -> Refused {
    Refused::NotNow(what.to_owned())
}

impl Room<'_> {
    /// Does it; gives it back as it is written down.
    pub(super) fn act(&mut self, event: Event, now: u64) -> Done {
        let by = event.by;
        let (act, concerns) = match (event.act, by) {
            (Act::Join { name, token, seat_code }, _) => self.join(&name, token, seat_code, now)?,
            (Act::Rejoin { person, token }, _) => self.rejoin(person, token, now)?,
            (Act::Sit { group, seat }, Who::Person(person)) => self.sit(person, group, seat)?,
            (Act::Observe { group }, Who::Person(person)) => self.observe(person, group)?,
            (Act::Stand, Who::Person(person)) => self.stand(person)?,
            (Act::Move { play, turn, moved, message }, Who::Person(person)) => {
                self.moves(person, (play, turn), moved, message, now)?
            }
            (Act::Caucus { to, text }, Who::Person(person)) => self.caucus(person, to, &text, now)?,
            (Act::Predict { prediction }, Who::Person(person)) => self.predict(person, prediction)?,
            (Act::Away { person }, _) => self.presence(person, true)?,
            (Act::Back { person }, _) => self.presence(person, false)?,
            (act, _) => self.teach(act, now)?,
        };
        Ok((Event { by, act }, concerns))
    }

    fn join(
        &mut self,
        name: &str,
        token: String,
        seat_code: String,
        now: u64,
    ) -> Result<(Act, Concerns), Refused> {
        let name = text::name(name)?;
        if self.people.len() >= MOST_PEOPLE {
            return Err(Refused::Full(format!("{MOST_PEOPLE} people have come in; nobody else can")));
        }
        if self.people.iter().any(|person| person.seat_code == seat_code) {
            return Err(Refused::Full("this seat code is taken".into()));
        }
        self.people.push(Person::new(name.clone(), token.clone(), seat_code.clone(), now));
        // Others see a name when it sits somewhere.
        Ok((Act::Join { name, token, seat_code }, Concerns::Person(self.people.len() - 1)))
    }

    fn rejoin(&mut self, person: usize, token: String, now: u64) -> Result<(Act, Concerns), Refused> {
        self.person(person)?.may_act()?;
        self.people[person].with_token(token.clone());
        self.people[person].sign = now;
        Ok((Act::Rejoin { person, token }, Concerns::Person(person)))
    }

    /// Whether somebody may choose a seat without the teacher: a role sheet that was read is not changed for another one.
    fn chooses(&self, person: usize) -> Result<(), Refused> {
        let person = self.person(person)?;
        let free = !person.knows && (self.phase == Phase::Lobby || person.seat.is_none());
        if free {
            return Ok(());
        }
        Err(Refused::NotYours("seats are changed in the lobby only; later the teacher can move you".into()))
    }

    fn sit(&mut self, person: usize, group: usize, seat: String) -> Result<(Act, Concerns), Refused> {
        let (place, party) = (self.group(group)?, self.party(&seat)?);
        self.chooses(person)?;
        self.has_room(place, party, person)?;
        self.place(person, Some(place), Some(party));
        Ok((Act::Sit { group, seat }, Concerns::All))
    }

    fn observe(&mut self, person: usize, group: usize) -> Result<(Act, Concerns), Refused> {
        let place = self.group(group)?;
        self.chooses(person)?;
        self.place(person, Some(place), None);
        Ok((Act::Observe { group }, Concerns::All))
    }

    fn stand(&mut self, person: usize) -> Result<(Act, Concerns), Refused> {
        self.chooses(person)?;
        self.place(person, None, None);
        Ok((Act::Stand, Concerns::All))
    }

    fn place(&mut self, person: usize, group: Option<usize>, seat: Option<usize>) {
        let lobby = self.phase == Phase::Lobby;
        let person = &mut self.people[person];
        (person.group, person.seat) = (group, seat);
        person.knows |= seat.is_some() && !lobby;
    }

    /// Where somebody sits.
    pub(super) fn seat_of(&self, person: usize) -> Result<(usize, usize), Refused> {
        let person = self.person(person)?;
        let seat = person.group.zip(person.seat);
        seat.ok_or_else(|| Refused::NotYours("you have no seat; take one first".into()))
    }

    fn moves(
        &mut self,
        person: usize,
        (play, turn): (usize, usize),
        moved: Moved,
        message: Option<String>,
        now: u64,
    ) -> Result<(Act, Concerns), Refused> {
        let (group, seat) = self.seat_of(person)?;
        if self.phase.play().map(|running| running + 1) != Some(play) {
            return Err(not_now("this game is not played now"));
        }
        if self.paused.is_some() {
            return Err(not_now("the teacher has stopped the clock; wait"));
        }
        if self.groups[group].filled & 1 << seat != 0 {
            return Err(Refused::NotYours("the teacher has given your seat to the engine".into()));
        }
        let message = message.map(|text| text::message(&text)).transpose()?.flatten();
        if message.is_some() && !matches!(moved, Moved::Propose(_)) {
            return Err(Refused::Bad("a message goes with a proposal only".into()));
        }
        self.answer(group, (play, turn), Some(seat), moved.given(), now)?;
        if let Some(text) = &message {
            self.groups[group].plays[play - 1].messages.insert(turn, text.clone());
        }
        Ok((Act::Move { play, turn, moved, message }, Concerns::Group(group)))
    }

    /// Gives a game an answer to the question that is open, of this seat if it must be.
    fn answer(
        &mut self,
        group: usize,
        (play, turn): (usize, usize),
        seat: Option<usize>,
        given: Given,
        now: u64,
    ) -> Result<(), Refused> {
        let parties = &self.ground.scenario.parties;
        let game = self.groups[group].plays.get_mut(play - 1);
        let game = game.ok_or_else(|| not_now("this game has not begun"))?;
        let open = game.session.open().ok_or_else(|| not_now("the game is over"))?;
        if let Some(seat) = seat.filter(|seat| *seat != open.party) {
            let (waits, own) = (&parties[open.party].name, &parties[seat].name);
            return Err(Refused::NotYours(format!("it is the move of {waits}, and you sit for {own}; wait")));
        }
        if open.turn != turn {
            return Err(Refused::NotNow(format!("move {turn} is not asked for; move {} is", open.turn)));
        }
        game.answer(given, now)
    }

    fn caucus(
        &mut self,
        person: usize,
        to: String,
        text: &str,
        now: u64,
    ) -> Result<(Act, Concerns), Refused> {
        let (group, from) = self.seat_of(person)?;
        let party = self.party(&to)?;
        if self.phase.play().is_none() || self.paused.is_some() {
            return Err(not_now("seats talk to each other while they play"));
        }
        if party == from {
            return Err(Refused::Bad("this is your own seat; choose another one".into()));
        }
        let text =
            text::message(text)?.ok_or_else(|| Refused::Bad("there is nothing in the message".into()))?;
        let said = &mut self.groups[group].caucus;
        if said.len() >= MOST_CAUCUS {
            return Err(Refused::Full("this group has said as much as can be kept".into()));
        }
        said.push(Caucus { at: now, from, to: party, text: text.clone() });
        Ok((Act::Caucus { to, text }, Concerns::Group(group)))
    }

    fn predict(&mut self, person: usize, prediction: serde_json::Value) -> Result<(Act, Concerns), Refused> {
        let which = self.phase.prediction().ok_or_else(|| not_now("predictions are not taken now"))?;
        let read = predict::read(&prediction, self.ground.scenario).map_err(Refused::Bad)?;
        // As it was understood; numbers and texts are always written.
        let prediction = serde_json::to_value(&read).unwrap_or_default();
        self.people[person].predictions[which] = Some(read);
        Ok((Act::Predict { prediction }, Concerns::Person(person)))
    }

    fn presence(&mut self, person: usize, away: bool) -> Result<(Act, Concerns), Refused> {
        let group = self.person(person)?.group;
        self.people[person].away = away;
        let concerns = group.map_or(Concerns::Person(person), Concerns::Group);
        Ok((if away { Act::Away { person } } else { Act::Back { person } }, concerns))
    }

    /// What the teacher does.
    fn teach(&mut self, act: Act, now: u64) -> Result<(Act, Concerns), Refused> {
        match &act {
            Act::Phase { to } => self.go_on(*to, now)?,
            Act::Pause if self.paused.is_some() => return Err(not_now("everything stands still already")),
            Act::Pause => self.paused = Some(now),
            Act::Resume => self.resume(now)?,
            Act::Minutes { minutes } => self.minutes(*minutes, now)?,
            Act::MovePerson { person, group, seat } => self.move_person(*person, *group, seat.as_deref())?,
            Act::Fill { group, seat } | Act::Free { group, seat } => {
                let (place, party) = (self.group(*group)?, self.party(seat)?);
                let filled = &mut self.groups[place].filled;
                if matches!(act, Act::Fill { .. }) { *filled |= 1 << party } else { *filled &= !(1 << party) }
            }
            Act::EngineMoves { group, turn } => {
                let place = self.group(*group)?;
                let play = self.phase.play().ok_or_else(|| not_now("nothing is played now"))?;
                let given = Given::Engine("the teacher let the engine move".into());
                self.answer(place, (play + 1, *turn), None, given, now)?;
            }
            Act::Order { group, order } => self.order(*group, order)?,
            Act::Remove { person } => {
                self.person(*person)?;
                self.people[*person].gone = true;
            }
            _ => return Err(Refused::NotYours("this is for somebody else to do".into())),
        }
        Ok((act, Concerns::All))
    }

    fn go_on(&mut self, to: Phase, now: u64) -> Result<(), Refused> {
        if !self.phase.leads_to(to) {
            return Err(not_now(
                "the class is there already, or games were played since; go on to a later phase",
            ));
        }
        if to.play().is_some_and(|play| play >= self.header.formats.len()) {
            return Err(not_now("only one format is played; go on to a later phase"));
        }
        if let Some(play) = self.phase.play() {
            self.ring(play, now);
        }
        let (phase, minutes) = (to, to.minutes(self.header.minutes));
        (self.phase, self.phase_began, self.paused) = (phase, now, None);
        self.phase_ends = minutes.map(|minutes| now + u64::from(minutes) * 60_000);
        if to != Phase::Lobby {
            self.people.iter_mut().for_each(|person| person.knows |= person.seat.is_some());
        }
        if let Some(play) = to.play() {
            self.begin_play(play, now);
        }
        Ok(())
    }

    fn resume(&mut self, now: u64) -> Result<(), Refused> {
        let since = self.paused.take().ok_or_else(|| not_now("nothing stands still"))?;
        self.phase_ends = self.phase_ends.map(|ends| ends + (now - since));
        Ok(())
    }

    fn minutes(&mut self, minutes: u32, now: u64) -> Result<(), Refused> {
        if minutes > LONGEST_CLOCK {
            return Err(Refused::Bad(format!("a clock has at most {LONGEST_CLOCK} minutes")));
        }
        // During a pause the clock is moved on by its length when it ends.
        let from = self.paused.unwrap_or(now);
        self.phase_ends = Some(from + u64::from(minutes) * 60_000);
        Ok(())
    }

    fn move_person(
        &mut self,
        person: usize,
        group: Option<usize>,
        seat: Option<&str>,
    ) -> Result<(), Refused> {
        self.person(person)?;
        let place = group.map(|group| self.group(group)).transpose()?;
        let party = seat.map(|seat| self.party(seat)).transpose()?;
        if place.is_none() && party.is_some() {
            return Err(Refused::Bad("a seat is in a group; name the group too".into()));
        }
        if let (Some(place), Some(party)) = (place, party) {
            self.has_room(place, party, person)?;
        }
        self.place(person, place, party);
        Ok(())
    }

    fn order(&mut self, group: usize, order: &[String]) -> Result<(), Refused> {
        let place = self.group(group)?;
        if !self.groups[place].plays.is_empty() {
            return Err(not_now("this group has begun to play; the order of its formats stands"));
        }
        let formats = &self.header.formats;
        let places: Vec<usize> =
            order.iter().filter_map(|name| formats.iter().position(|known| known == name)).collect();
        let mut each = places.clone();
        each.sort_unstable();
        if each.len() != order.len() || !each.iter().copied().eq(0..formats.len()) {
            return Err(Refused::Bad(format!("expected each of the formats once: {}", formats.join(", "))));
        }
        self.groups[place].order = places;
        Ok(())
    }
}
