# Predictions of a class: questions, scores.
guess-how =
    Before the simulation runs: what do you expect?
    Enter skips a question, or keeps the answer in brackets; - takes an answer out again;
    < goes back by one question, > on to the next format.
guess-signed = is a deal signed
guess-in-force = does it enter into force
guess-completed = is it carried out in full
guess-question = { $what } ({ $low } to { $high })?
guess-how-many = In how many of 100 assumed worlds …
guess-gains-most = Under which format does each party gain most? Give its number or name.
guess-end = Enter keeps these predictions; < goes back; the name of another pair lets it enter its own:
guess-now = Your predictions are kept. Now the simulation.
guess-kept = The predictions made before the interruption are kept.
guess-first-pair = What is the first pair called?
guess-this-pair = What is this pair called?
guess-pair-there = There is a pair { $name } already.
guess-other-name = Please give a name that no other pair has.
guess-anew = "{ $what }" is asked for anew: it would be more than that.
guess-too-much = That cannot be more than { $high }.
guess-whole = Please give a whole number from 0 to { $high }.
guess-meant = Please give a whole number from 0 to { $high }. Of 100: { $share }.
guess-number = Please give a number from 1 to { $high }, or Enter.
guess-all-asked = All questions are asked. Please give Enter, <, or a name.

guess-head = You → the result
guess-one-format = One format: there is nothing to order.
guess-nothing = nothing was predicted
guess-off = off by { $points } points ({ $yardstick } everywhere: { $baseline })
guess-one-predicted = { $off }; one format was predicted: there is nothing to order
guess-none-apart = { $off }; no two formats are 5 points apart: there is nothing to order
guess-orderings = { $off }; orderings right: { $right } of { $all }
guess-gain-right = { $party } gains most under { $format }: right
guess-gain-wrong = { $party } gains most under { $format }: not so; most under { $found }
guess-pair = Pair
guess-off-by = off by
guess-everywhere = { $yardstick } everywhere
guess-orderings-right = orderings right
guess-gains-right = gains most right
guess-of = { $right } of { $all }
guess-note = off by: points on average, of 100 worlds; all predictions are in the report
guess-heading = Your predictions
guess-predicted = Predicted, of 100
guess-found = Found, of 100
