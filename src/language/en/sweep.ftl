# Where it turns: sweep, in sentences, tables and charts; sensitivity by design; charts of discover and sensitivity.

# The answer. `what` is the entry that varies.
sweep-along = { $answer } ({ $what }; measure: { $measure }).
sweep-once = “{ $first }” leads up to { $at }, “{ $second }” from there on
sweep-up-to = “{ $format }” leads up to { $at }
sweep-then-to = “{ $format }” from there to { $at }
sweep-then-on = “{ $format }” from there on
sweep-at = “{ $a }” leads at { $at_a }, “{ $b }” at { $at_b }
sweep-always = “{ $leads }” leads “{ $other }” at every value, by { $by } { $unit }; the order never turns in this range
sweep-mostly = “{ $leads }” leads “{ $other }” at { $count } of { $all } values, by up to { $most } { $unit }, and at the others they are not told apart; the order never turns in this range
sweep-level = “{ $a }” and “{ $b }” are not told apart at any value: every interval of their difference covers 0
sweep-same = “{ $a }” and “{ $b }” give the same in each of { $worlds } worlds at every value
sweep-none-turns = The order of no two formats turns in this range, as far as they are told apart ({ $what }; measure: { $measure }).
sweep-one = One format alone, “{ $format }”: no order can turn ({ $what }; measure: { $measure }).
sweep-crosses = The numbers also cross at { $at }, where the interval of the difference covers 0.
sweep-plane = “{ $a }” is ahead in { $count_a } of { $all } fields, “{ $b }” in { $count_b }; in { $level } the interval of their difference covers 0 (measure: { $measure }).
sweep-plane-refused = { $count } fields were refused.
sweep-edge = Where { $second } is { $at }: { $answer } ({ $first }).

sweep-unit-share = of 100 worlds
sweep-unit-gain = on its own scale

# The screen.
sweep-cost = { $points } values × { $worlds } worlds × { $formats } formats: about { $seconds } s of processor time, on { $threads } threads.
sweep-head-difference = { $a } − { $b }
sweep-others = Where the order of others turns
sweep-plane-head = “{ $a }” − “{ $b }”, of 100 worlds; in brackets where the interval covers 0
sweep-plane-head-gain = “{ $a }” − “{ $b }”, on the party's own scale; in brackets where the interval covers 0
sweep-plane-corner = { $second } ↓  { $first } →
sweep-basis = Each value in the same { $worlds } assumed worlds (seed { $seed }); 95 % intervals say what more worlds could still change.
sweep-refused = { $value } was refused: { $why }
sweep-written = Written to { $folder }

# Charts of sweep.
sweep-title-plane = “{ $a }” is ahead in { $count_a } of { $all } fields, “{ $b }” in { $count_b }
sweep-title-one = How “{ $format }” moves
sweep-title-none = The order of no two formats turns in this range
sweep-question = Where does the order of the formats turn?
sweep-subtitle = { $measure }, { $unit }, as { $what } varies · the same { $worlds } worlds at each value · bands: 95 % intervals · { $scenario }
sweep-plane-subtitle = { $measure }: “{ $a }” less “{ $b }”, { $unit } · the same { $worlds } worlds in each field · { $scenario }
sweep-turn = turns at { $at }
sweep-more-lines = { $count } more formats are drawn without a name; the table has them.
sweep-key-leads = “{ $format }” leads
sweep-key-level = interval covers 0
sweep-key-contour = level
sweep-key-refused = refused
sweep-told = at { $value } { $estimate } ({ $low } to { $high })
sweep-told-field = { $first } and { $second }: { $difference } ({ $low } to { $high })

# sensitivity by design.
sweep-wants = what { $party } wants
sweep-luck = luck
sweep-dummy = the dummy
sweep-design-cost = { $runs } { $groups } over { $inputs } inputs: { $points } points × 2 formats, about { $seconds } s of processor time, on { $threads } threads.
sweep-trajectories = trajectories
sweep-rows = rows
sweep-drives-total = Above all { $what }: alone or together with others it has a part in { $share } of 100 parts of the variance of the difference (total index { $total }, 95 % interval { $low } to { $high }).
sweep-drives-star = Above all { $what }: over its range it moves the difference by { $star } { $unit } on average (μ*; 95 % interval { $low } to { $high }).
sweep-luck-does = Luck (dates, chances at home, what is heard): { $size }.
sweep-nothing-does = No input moves the difference between “{ $a }” and “{ $b }” at any point (measure: { $measure }).
sweep-head-total = total
sweep-head-star = μ*
sweep-head-mu = μ
sweep-head-sigma = σ
sweep-design-below = { $count } more inputs are not told apart from the dummy.
sweep-design-heading = What drives “{ $a }” against “{ $b }” (measure: { $measure }; mean difference { $difference })
sweep-sobol-basis = { $points } points. First order: share of the variance that an input explains by itself (Saltelli 2010); total: with all that it does together with others (Jansen 1999); 95 % intervals by bootstrap.
sweep-morris-basis = { $points } points. μ*: mean size of an effect over the whole range of an input, { $unit }; μ: its mean; σ: how much it differs from point to point (Morris 1991, Campolongo 2007). What a party wants and luck have no scale, and so no μ.
sweep-same-luck = Points that are held against each other have the same luck, so that a dummy does exactly nothing. Demands are drawn independently.

# Charts of sensitivity and discover.
sweep-axis-total = total index: share of the variance of the difference, with others
sweep-axis-first = first order: share of the variance, by itself
sweep-axis-star = μ*: mean size of the effect over the whole range, { $unit }
sweep-title-total = { $what } has a part in { $share } of 100 parts of the variance of the difference, alone or with others
sweep-title-star = { $what } moves the difference most: by { $star } { $unit } on average
sweep-title-first = { $what } explains most by itself: { $share } of 100 parts of the variance of the difference
sweep-tornado-question = On which assumptions does the difference hang?
sweep-tornado-subtitle = { $axis } · “{ $a }” less “{ $b }”: { $measure } · lines: 95 % intervals
sweep-key-toward = more of it: more for “{ $format }”
sweep-key-no-direction = no direction
sweep-key-dummies = what none of { $dummies } dummies passes
sweep-box-title = Where the first box holds, { $a } is ahead in { $density } of 100 worlds, and in { $base } of 100 of all
sweep-box-subtitle = “{ $a }” ahead of “{ $b }”: { $measure } · { $worlds } stored worlds · bars: which worlds, in the order of the input
sweep-box-question = In which worlds does the format win?
sweep-box = Box { $number }: { $mass } of 100 worlds, ahead in { $density } of 100, covers { $coverage }
sweep-key-steps = boxes on the way
sweep-key-boxes = boxes that are told
sweep-key-base = all worlds
sweep-axis-density = density: ahead, of 100 worlds in the box
sweep-axis-coverage = coverage: of 100 worlds in which it is ahead
sweep-box-short = Box { $number }: density { $density }, coverage { $coverage }
sweep-density = density (of 100)
sweep-coverage = coverage (of 100)
