# Charts of formats: overview, worlds, differences, gains, outcomes; and what all charts share.
chart-footer = { $scenario } · seed { $seed } · { $program } · { $hash } · assumed worlds, not a forecast
chart-footer-short = { $scenario } · n = { $worlds } assumed worlds, not a forecast
chart-footer-made = { $scenario } · seed { $seed } · roundtable { $program } · { $hash } · n = { $worlds } assumed worlds, not a forecast
chart-same-as = { $formats }: the same as { $format } in all { $worlds } worlds.
chart-same-once = Formats that are the same in all worlds share a row.
chart-messages = Worlds, of 100, in which a message changed an offer: { $list }.
chart-message = { $format } { $share }
chart-of-100 = { $share } of 100
chart-worlds = Worlds
chart-format = Format
chart-party = Party
chart-yes = yes
chart-no = no
chart-interval = 95 % interval
chart-from-to = { $low } to { $high }
chart-not-compared = The formats were not compared

family-two = two parties
family-all = all parties
family-programme = several tables
family-some = some parties


verdict-clear = clear
verdict-depends = depends
verdict-depends-on = depends on { $what }
verdict-open = open
verdict-not-tested = not tested
verdict-construction = by construction
verdict-under = under 5
verdict-reference = reference
verdict-says-depends = depends on what is assumed
verdict-says-open = is open
verdict-says-not-tested = is not tested

on-behaviour = how parties bargain
on-correlation = how demands move together
on-demand = what a demand is a share of
on-absent = whether absent parties are asked
run-forethought = whether tables reckon with later ones
on-variant = “{ $name }”
run-others = { $first } and { $count } more

title-only-signed = Under { $format } an agreement is signed in { $share } of 100 assumed worlds
title-only-in-force = Under { $format } an agreement enters into force in { $share } of 100 assumed worlds
title-only-completed = Under { $format } an agreement is completed in { $share } of 100 assumed worlds
title-more-signed = { $format } signs an agreement in { $points } more of 100 assumed worlds than { $reference }
title-more-in-force = { $format } brings an agreement into force in { $points } more of 100 assumed worlds than { $reference }
title-more-completed = { $format } completes an agreement in { $points } more of 100 assumed worlds than { $reference }
title-fewer-signed = { $format } signs an agreement in { $points } fewer of 100 assumed worlds than { $reference }
title-fewer-in-force = { $format } brings an agreement into force in { $points } fewer of 100 assumed worlds than { $reference }
title-fewer-completed = { $format } completes an agreement in { $points } fewer of 100 assumed worlds than { $reference }
title-under-signed = Signed about as often: no format differs from { $reference } by 5 of 100 assumed worlds
title-under-in-force = In force about as often: no format differs from { $reference } by 5 of 100 assumed worlds
title-under-completed = Completed about as often: no format differs from { $reference } by 5 of 100 assumed worlds
title-unclear-signed = Signed: no clear difference from { $reference }; the largest, { $points } of 100 under { $format }, { $verdict }
title-unclear-in-force = In force: no clear difference from { $reference }; the largest, { $points } of 100 under { $format }, { $verdict }
title-unclear-completed = Completed: no clear difference from { $reference }; the largest, { $points } of 100 under { $format }, { $verdict }
title-gains-more = { $party } gains { $points } more under { $format } than under { $reference }
title-gains-less = { $party } gains { $points } less under { $format } than under { $reference }
title-loses-more = { $party } loses { $points } more under { $format } than under { $reference }
title-loses-less = { $party } loses { $points } less under { $format } than under { $reference }
title-gains-under = What parties gain: no format differs from { $reference } by 0.05 or more
title-gains-unclear = What parties gain: no clear difference from { $reference }; the largest, { $points } for { $party } under { $format }, { $verdict }
title-part = { $title } (part { $part } of { $parts }: of the formats here)
title-gains-only = Under { $format } { $party } gains most against no agreement: { $benefit } on its own scale

overview-question = How often is an agreement signed, in force, completed, and still standing at the end?
overview-subtitle = Of 100 assumed worlds (n = { $worlds }; { $scenario }). Pale band: 95 % interval of “{ $measure }” (simulation error only).
overview-subtitle-narrow = Of 100 assumed worlds (n = { $worlds }; { $scenario }). 95 % intervals (simulation error only) are narrower than the marks.
overview-against = difference
overview-months = months to sign
overview-months-to = Median months to signature
overview-words = signed { $signed }, in force { $force }, completed { $completed }, still standing at the end { $standing }
overview-verdict = Against { $reference }
overview-verdicts = Clear: holds under every other assumption tried. Under 5: smaller than 5 of 100. Other words: it cannot be said.

worlds-question = In which worlds do the formats part?
worlds-subtitle = One column is one assumed world, the same in every row, sorted by how it ended under { $reference } ({ $shown } of n = { $worlds }; { $scenario }).
worlds-completed = completed
worlds-note-far = One column is one world, the same in every row; { $shown } of { $worlds } worlds are drawn.
worlds-signed = signed, not completed
worlds-missed = zone missed
worlds-none = no zone of agreement
worlds-title = { $format } completes an agreement in { $more } of { $shown } worlds where { $reference } does not; the other way round in { $fewer }
worlds-title-same = In all { $shown } worlds the formats complete an agreement alike
worlds-title-only = Under { $format } an agreement is completed in { $more } of { $shown } worlds
worlds-words = completed { $completed }, signed and not completed { $signed }, zone missed { $missed }, no zone of agreement { $none } of { $shown } worlds

differences-title = { $measure }: { $clear } of { $all } differences from { $reference } are clear; the largest is { $points } of 100 under { $format }
differences-question = How sure are the differences from the reference?
differences-subtitle = Worlds, of 100, more or fewer than under { $reference } (n = { $worlds }; { $scenario }). Line: 95 % interval, if wider than its mark.
differences-run = the same under another assumption (a run of the star)
differences-run-against = an assumption that speaks against it
differences-measure = Measure
differences-run-against-far = speaks against it
differences-run-far = another assumption
differences-minus = minus format
differences-difference = Difference
differences-first = First is higher in
differences-second = Second is higher in
differences-finding = Finding
differences-words = { $points } ({ $low } to { $high }), { $verdict }
differences-bare = Open without a bar: of the worlds in which the two differ, fewer than 90 of 100 go this way.

gains-question = What does each party gain?
gains-subtitle = Benefit against no agreement, on each party’s own scale; worlds without agreement count as 0 (n = { $worlds }; { $scenario }).
gains-subtitle-some = Benefit against no agreement on its own scale, the { $shown } parties of { $all } that differ most; the table has all (n = { $worlds }; { $scenario }).
gains-mean = mean
gains-middle = middle half
gains-least = what it needs
gains-absent = not at the table
gains-at-table = At the table
gains-benefit = Mean benefit
gains-gain = Mean gain
gains-confidence = 95 % confidence
gains-reservation = Mean reservation value, less no agreement
gains-words = { $party } { $benefit }

outcomes-question = What does { $party } get, and how often is there no deal?
outcomes-subtitle = Benefit of { $party } on its own scale (n = { $worlds }; { $scenario }). One dot: 5 % of the worlds with an agreement in force; line: their median and middle half.
outcomes-no-deal = not in force
outcomes-note-far = One dot: 5 of 100 worlds with an agreement in force. Line: the middle half.
outcomes-none = none in force
outcomes-title = { $party } gains most under { $format } (median { $best } in force), least under { $other } ({ $least })
outcomes-title-only = Under { $format } { $party } has no agreement in force in { $share } of 100 worlds; where one is, its median benefit is { $median }
outcomes-title-alike = Where an agreement is in force, { $party } gains about the same under all formats (median { $least } to { $best })
outcomes-title-none = No agreement enters into force in any world
outcomes-median = Median benefit
outcomes-lower = Lower quartile of benefit
outcomes-upper = Upper quartile of benefit
outcomes-words = not in force in { $share } of 100; where it is, median { $median } (middle half { $low } to { $high })
outcomes-words-none = not in force in { $share } of 100
note-zone = Zone missed: something suited everybody, and the talks failed. No zone of agreement: nothing suited everybody.
