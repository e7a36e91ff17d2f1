# What a stored result tells at no further run: discover, sensitivity, rerun.

# Measures, as in “on what is signed”.
why-signed = an agreement signed
why-in-force = an agreement in force
why-completed = an agreement carried out to the end
why-standing = an agreement still standing at the end
why-gain = the gain of { $party }

# The answer.
why-wins = “{ $a }” wins where { $conditions }: there it is ahead of “{ $b }” in { $density } of 100 assumed worlds, and in { $base } of 100 of all (measure: { $measure }).
why-never = “{ $a }” is ahead of “{ $b }” in none of { $worlds } assumed worlds (measure: { $measure }): there is nothing to describe.
why-too-few = “{ $a }” is ahead of “{ $b }” in { $ahead } of { $worlds } assumed worlds (measure: { $measure }): too few, or too nearly all, to say where.
why-no-box = “{ $a }” is ahead of “{ $b }” in { $base } of 100 of { $worlds } assumed worlds (measure: { $measure }), and nothing that was drawn tells where.
why-anywhere = nothing in particular holds
why-low = { $what } is low (at most { $limit })
why-high = { $what } is high (at least { $limit })
why-not-low = { $what } is not low (at least { $limit })
why-not-high = { $what } is not high (at most { $limit })
why-equals = { $what } is { $limit }
why-over = { $what } is above { $limit }
why-under = { $what } is below { $limit }
why-happens-never = { $what } never comes
why-holds = it holds that { $statement }
why-holds-not = it does not hold that { $statement }

# What is drawn in a world.
why-of-party = { $party }'s { $what }
why-of-everybody = everybody's { $what }
why-bias = { $party }'s care for { $other }
why-weight = the weight of { $issue } for { $party }
why-value = what “{ $level }” ({ $issue }) is worth to { $party }
why-stake = the stake of { $issue }
why-takes = the time that { $issue } takes
why-date = the date of “{ $event }”
why-lapse = the date at which { $issue } lapses
why-home = luck: the threshold at home of { $party }
why-whether = whether { $statement }
why-combined = { $what } over what the others detect
why-other = { $column } ({ $of })
why-demand = demand
why-patience = patience
why-temptation = temptation
why-collapse-penalty = cost of a collapse
why-spoiling = readiness to spoil
why-detection = detection
why-ratification = threshold at home
why-mandate = mandate of its delegates
why-audience-cost = audience cost
why-stance = public stance
why-conflict-cost = cost of no agreement
why-outside-option = outside option
why-concession = pace of concession
why-accuracy = accuracy as a messenger
why-guarantee-force = force as a guarantor
why-guarantee-cost = cost of acting as a guarantor
why-inspection = inspection under supervision
why-effort = cost of lending its weight
why-lapse-after-completion = the chance that a completed agreement collapses
why-completion = the pace of carrying out
why-pause = the chance that a failed stage pauses
why-renegotiation = the chance that a failed stage is renegotiated
why-learning = how far parties learn
why-noise = how noisy acts are thought to be
why-foresight = how far the table foresees refusal at home
why-attention = how many issues leaders can settle

# Tables of discover.
why-box-heading = Box { $number }: { $mass } of 100 worlds; ahead in { $density } of 100 of them; { $coverage } of 100 of all worlds in which it is ahead are there
why-head-condition = condition
why-head-without = p without it
why-head-again = found again
why-trajectory = Boxes to choose from (--step K)
why-head-step = step
why-head-inputs = inputs
why-head-mass = worlds of 100
why-head-density = ahead in
why-head-coverage = covers
why-tree = As a small tree
why-leaf = { $conditions }: ahead in { $density } of 100 ({ $mass } of 100 worlds)
why-no-tree = A small tree tells the worlds apart no better than their share alone.
why-regret = Regret: what is lost by a format that is not the best one in a world
why-head-format = format
why-head-on-measure = on the measure
why-head-party = most for a party
why-head-largest = largest in any world
why-regret-least = Regretted least on the measure: “{ $mean }”. The party that loses most by it loses least under “{ $party }”; the largest regret of any party in any world is least under “{ $largest }”.
why-regret-party = { $regret } ({ $party })
why-basis = Rests on { $worlds } stored worlds. Boxes and tree were sought in the worlds with even numbers, and are told as they do in the others.
why-first-only = The result has more worlds than can be looked at together: these are the first ones.
why-assumed = It says what holds in assumed worlds; it is not a forecast.

# Tables of sensitivity.
why-drives = Above all { $what }: more of it means { $direction }.
why-toward = more for “{ $format }”
why-nothing-drives = No input drives the difference between “{ $a }” and “{ $b }” more than chance alone does (measure: { $measure }).
why-no-difference = “{ $a }” and “{ $b }” give the same in every one of { $worlds } assumed worlds, or differ always by the same (measure: { $measure }): there is nothing to drive.
why-drives-heading = What drives “{ $a }” against “{ $b }” (measure: { $measure }; mean difference { $difference })
why-head-input = input
why-head-first = first order
why-head-delta = delta
why-head-swing = high − low
why-dummy = — what none of { $dummies } dummies passes, on which nothing depends —
why-below = { $count } more inputs stay below that line.
why-sensitivity-basis = Rests on { $worlds } stored worlds and needed no run. First order: share of the variance that an input explains by itself; delta: how far knowing it moves the whole distribution (0 to 1), both with 95 % intervals. What inputs do together needs runs of its own.

# rerun.
why-same = The same bytes: { $files } files, made again by “{ $command }”.
why-differs = { $differing } of { $files } files differ.
why-version = version of the program: { $then } then, { $now } now
why-scenario-changed = the scenario file, or what was set, is not what it was: { $then } then, { $now } now
why-settings = { $what }: { $then } then, { $now } now
why-line = { $file }: differs from line { $line } on
why-only-then = { $file }: only then
why-only-now = { $file }: only now

why-above-all-low = above all when { $what } is low ({ $there }, else { $elsewhere })
why-above-all-high = above all when { $what } is high ({ $there }, else { $elsewhere })
why-above-all-holds = above all when it holds that { $what } ({ $there }, else { $elsewhere })
why-above-all-holds-not = above all when it does not hold that { $what } ({ $there }, else { $elsewhere })
why-above-all-hangs = it hangs above all on { $what }
why-above-all-none = no single input tells more of it than chance would
