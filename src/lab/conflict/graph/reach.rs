//! What a group of parties can reach by moving one after another.

use super::Conflict;

impl Conflict {
    /// States that these members can reach from a state by sequences of moves in which nobody moves twice in a row, in order; the state itself
    /// only if a sequence leads back to it. If `improving`, every move must be better for whoever makes it than where it stood.
    pub(super) fn reach(&self, members: &[bool], from: usize, improving: bool) -> Vec<usize> {
        let parties = self.parties();
        // By state and last mover: whether a sequence ends so.
        let mut ended = vec![false; self.states * parties];
        let mut open: Vec<(usize, Option<usize>)> = vec![(from, None)];
        while let Some((state, last)) = open.pop() {
            for mover in (0..parties).filter(|i| members[*i] && Some(*i) != last) {
                for to in &self.moves[mover][state] {
                    let fine = !improving || self.better(mover, *to, state);
                    if fine && !std::mem::replace(&mut ended[to * parties + mover], true) {
                        open.push((*to, Some(mover)));
                    }
                }
            }
        }
        (0..self.states).filter(|state| ended[state * parties..][..parties].contains(&true)).collect()
    }
}
