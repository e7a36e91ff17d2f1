#!/usr/bin/env python3
"""A negotiator of NegMAS in a seat of `roundtable play`.

    pip install negmas
    python3 examples/negmas_bridge.py FILE --format NAME --seat PARTY --negotiator BoulwareTBNegotiator

Roundtable holds the talks by its own rules and asks for one move after the other; the negotiator sees the packages that can be agreed with
what each is worth to its seat, and says what it offers and what it accepts. Its reservation value is the floor of the seat. Tried with NegMAS
0.16, of which it uses the public interface alone.
"""

import argparse
import json
import subprocess
import sys

import negmas
from negmas.outcomes import make_issue, make_os
from negmas.preferences import MappingUtilityFunction
from negmas.sao import ResponseType, SAOMechanism, SAOState

LEFT_OUT = "(left out)"
IN_ONE_GO = "(in one go)"


class Seat:
    """A negotiator with what it needs to be asked: a mechanism of NegMAS that never runs, for its information alone."""

    def __init__(self, kind, message):
        self.issues = [issue["issue"] for issue in message["issues"]]
        listed = message["packages"]
        self.outcomes = {self.outcome(p): p for p in reversed(listed)}
        values = {o: float(p["points"]) for o, p in self.outcomes.items()}
        names = self.issues + ["road map"]
        columns = [sorted({o[k] for o in values}) for k in range(len(names))]
        space = make_os([make_issue(column, name) for name, column in zip(names, columns)])
        worst = min(list(values.values()) + [message["own"]["floor"]])
        utility = MappingUtilityFunction(
            lambda o: values.get(tuple(o), worst - 1.0),
            outcome_space=space,
            reserved_value=float(message["own"]["floor"]),
        )
        self.offers = max(2, message["offers"])
        mechanism = SAOMechanism(outcome_space=space, n_steps=self.offers)
        self.negotiator = getattr(negmas.sao, kind)(name=message["seat"])
        other = negmas.sao.AspirationNegotiator(name="the others")
        mechanism.add(self.negotiator, ufun=utility)
        mechanism.add(other, ufun=MappingUtilityFunction(lambda o: 0.0, outcome_space=space))
        self.mechanism, self.values = mechanism, values
        self.negotiator.on_negotiation_start(self.state(message, None))

    def outcome(self, package):
        levels = [package["package"].get(issue, LEFT_OUT) for issue in self.issues]
        return tuple(levels + [package.get("roadmap") or IN_ONE_GO])

    def state(self, message, offer):
        step = message["offer_number"] - 1
        time = min(1.0, (step + 1) / self.offers)
        state = SAOState(running=True, started=True, step=step, n_negotiators=2)
        state.relative_time, state.time = time, time
        state.current_offer, state.current_proposer = offer, None if offer is None else "the others"
        return state

    def propose(self, message):
        outcome = self.negotiator.propose(self.state(message, None))
        package = self.outcomes.get(tuple(outcome)) if outcome is not None else None
        if package is None:
            return {"move": "pass"}
        move = {"move": "propose", "package": package["package"]}
        if package.get("roadmap"):
            move["roadmap"] = package["roadmap"]
        return move

    def answer(self, message):
        offer = self.outcome(message["offer"])
        if offer not in self.outcomes:
            return {"move": "accept" if message["offer"]["points"] >= message["own"]["floor"] else "refuse"}
        response = self.negotiator.respond(self.state(message, offer), "the others")
        response = getattr(response, "response", response)
        return {"move": "accept" if response == ResponseType.ACCEPT_OFFER else "refuse"}


def move(seats, kind, message):
    """A move for a question."""
    asked = message["asked"]
    if asked == "stay":
        outside = message["own"].get("outside")
        best = message["packages"][0]["points"] if message["packages"] else message["own"]["no_agreement"]
        return {"move": "walk_out" if outside is not None and outside > best else "stay"}
    if asked == "adopt" or message["consent"]:
        return {"move": "accept" if message["offer"]["points"] >= message["own"]["floor"] else "refuse"}
    # Another table, or other packages: another negotiation.
    key = (message["seat"], message["phase"], message.get("table"), message["packages_in_all"])
    if key not in seats:
        seats[key] = Seat(kind, message)
    return seats[key].propose(message) if asked == "propose" else seats[key].answer(message)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--format", required=True)
    parser.add_argument("--seat", action="append", required=True)
    parser.add_argument("--negotiator", default="BoulwareTBNegotiator")
    parser.add_argument("--world", default="0")
    parser.add_argument("--roundtable", default="roundtable")
    parser.add_argument("--transcript")
    options = parser.parse_args()
    command = [options.roundtable, "play", options.file, "--format", options.format, "--world", options.world]
    command += ["--json", "--packages", "100000"]
    for seat in options.seat:
        command += ["--as", seat]
    if options.transcript:
        command += ["--transcript", options.transcript]
    game = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    seats = {}
    for line in game.stdout:
        message = json.loads(line)
        kind = message["message"]
        if kind == "your_move":
            made = dict(move(seats, options.negotiator, message), turn=message["turn"])
            print(f"{message['seat']}: {json.dumps(made, ensure_ascii=False)}", file=sys.stderr)
            game.stdin.write(json.dumps(made) + "\n")
            game.stdin.flush()
        elif kind == "refused":
            print(f"refused: {message['why']}", file=sys.stderr)
            game.stdin.write(json.dumps({"move": "engine"}) + "\n")
            game.stdin.flush()
        elif kind == "end":
            print(json.dumps(message, ensure_ascii=False))
    return game.wait()


if __name__ == "__main__":
    sys.exit(main())
