# The report.

## First screen
report-skip = To the answer
report-answer = The answer
report-question = Which format is signed most often, and which is carried out to the end?
report-question-one = How often is it signed, and does it hold?
report-answer-both = Under { $format } an agreement is signed in { $signed } of 100 assumed worlds and carried out to the end in { $completed }; under { $reference }, the reference, in { $there } and { $finished }.
report-answer-differs = Under { $format } an agreement { $event } in { $here } of 100 assumed worlds; under { $reference }, the reference, in { $there }.
report-answer-little = No format differs by 5 of 100 assumed worlds or more from { $reference }, the reference, in how often an agreement { $event } ({ $there } of 100); the largest difference is { $points }, under { $format }.
report-but-open = This difference is open: it is not certain.
report-but-depends = This difference depends on { $on }.
report-but-untested = This difference is not tested in enough runs and worlds.
report-answer-no = An agreement { $event } in { $there } of 100 assumed worlds under { $reference }, the reference, and in as many under every other format.
report-answer-same = Nothing is found: an agreement is signed and carried out in the same number of assumed worlds under every format as under { $reference }, the reference.
report-answer-one = Under { $format } an agreement is signed in { $signed } of 100 assumed worlds, in force in { $force }, carried out to the end in { $completed }, and still standing at the end in { $standing }.
report-is-signed = is signed
report-is-completed = is carried out to the end
report-not-a-forecast = This is not a forecast: the numbers count { $worlds } assumed worlds.

## Measures
report-format = Format
report-signed = signed
report-in-force = in force
report-completed = completed
report-standing = still standing at the end
report-zone = a zone of agreement exists
report-gain-of = gain of { $party }
report-periods = Time to signature, in { $period }s: median (middle half)

## Findings
report-contents = Contents
report-found = What was found
report-found-rule = Every difference is the share of a format less that of { $reference }, the reference, in the same assumed worlds. It is called clear only if it is at least 5 of 100 and goes the same way in every run that departs from the base in one thing.
report-clear-agreements = Clear differences in what is signed and carried out, of 100 worlds
report-clear-gains = Clear differences in what the parties gain
report-clear-none = None.
report-what = What
report-difference = Difference, of 100
report-difference-own = Difference, on the own scale
report-interval = 95 % interval
report-worlds-that-differ = Of 100 worlds: higher / lower than { $reference }
report-same = The same as { $reference } in each of the first { $worlds } worlds: { $formats }.
report-line = { $measure }, { $format }: { $number }
report-depends = What depends on what
report-depends-none = No difference from the reference depends on a run that was made.
report-open = Open: 5 points or more, and not certain ({ $count })
report-untested = Not tested in enough worlds ({ $count })
report-all-formats = All formats, of 100 worlds
report-messages = What mediators and messengers told, of 100 worlds:
report-intervals = In brackets stand 95 % Wilson intervals. They say how far the number of worlds drawn limits what is seen (simulation error), and nothing about how well the assumptions fit.
report-runs = The runs that the differences were tested in
report-runs-none = No difference from the reference is large and certain enough in the base to be tested in other runs.
report-runs-table = Each difference in each run ({ $count } differences)
report-runs-about = Each row is a difference from the reference that is at least 5 points and certain in the base. Each column departs from the base in one thing.
report-finding = Finding
report-verdict = Verdict
report-base = base
report-not-counted = told, not counted

## Charts
report-charts = Charts
report-charts-about = In every chart the formats stand in the same order: by how often an agreement is signed.
report-numbers = The numbers of this chart

## Explorer
report-explorer = Ask the worlds yourself
report-explorer-over = Choose a measure, and tick which worlds you want to see. Everything in this part is counted over the first { $worlds } of { $all } assumed worlds, which are in this page.
report-explorer-measure = Measure
report-explorer-formats = Formats shown
report-explorer-only = Only worlds in which …
report-explorer-under = under this format
report-explorer-world = the world
report-explorer-reset = All worlds again
report-explorer-answer = The answer in these worlds
report-explorer-share = Share of these worlds
report-explorer-mean = Mean gain over no agreement (own scale)
report-explorer-here = In these worlds
report-explorer-all = In all of them
report-explorer-ends = How it ended in these worlds, of 100
report-explorer-worlds = { $worlds } of { $all } worlds are like that.
report-explorer-none = None of the { $all } worlds is like that: take a tick away.
report-event-zone = a zone of agreement exists
report-event-no-zone = no zone exists
report-event-signed = an agreement is signed
report-event-not-signed = nothing is signed
report-event-completed = it is completed
report-event-not-completed = nothing is completed
report-event-standing = it still stands at the end
report-event-not-standing = nothing stands at the end
report-holds = it holds
report-holds-not = it does not hold
report-low = low (below { $number })
report-middle = middle
report-high = high ({ $number } and more)
report-drawn-demand = demand (how much of the possible gain it insists on)
report-drawn-patience = patience (what a year from now counts today)
report-drawn-temptation = temptation (what it gains by breaking its word)
report-drawn-spoiling = spoiling (how often it breaks what leaves it worse off)
report-drawn-audience = audience cost (what failing in public costs it)
report-drawn-conflict = cost of conflict (what it loses while nothing is agreed)
report-drawn-outside = outside option (what it has after walking out)
report-drawn-lapse = how often a completed agreement lapses
report-drawn-completion = how fast an issue is carried out
report-end-standing = completed, still standing
report-end-under-way = in force, being carried out
report-end-gone = completed, no longer standing
report-end-broken = in force, broken before completion
report-end-not-in-force = signed, never in force
report-end-not-signed = nothing signed

## Who wants what
report-wants = Who wants what
report-wants-about = In each cell stands the level that a party puts above the others. Where an end of an order is all that is known, what lies between is drawn anew in each world.
report-wants-nothing = does not care
report-wants-unsaid = not said
report-wants-conditions = with conditions: { $count }
report-mark-stated = stated
report-mark-assumed = assumed
report-issue = Issue
report-cares-most = Cares most about

## Formats
report-formats = The formats, and how they differ
report-formats-about = Formats differ in these seven components and in nothing else.
report-formats-mark = Marked with ≠: what differs from the first.
report-formats-words = Each format in words
report-component-members = Who sits there
report-component-rule = Rule
report-component-proposing = Proposing
report-component-information = Information
report-component-contract = Agenda
report-component-enforcement = Enforcement
report-component-calendar = Who is sent, how often
report-short-all = all { $count }
report-short-members = { $count } parties
report-short-tables = { $count } sub-tables
report-short-veto = a veto
report-short-unanimity = all agree
report-short-minus = all but { $count }
report-short-quota = at least { $count }
report-short-votes = { $count } votes
report-short-turn = in turn
report-short-text = single text
report-short-own = own only
report-short-disclosed = disclosed
report-short-mediator = a mediator
report-short-messenger = a message
report-short-all-issues = all { $count } issues
report-short-issues = { $count } issues
report-short-stages = { $count } stages
report-short-inspection = inspections
report-short-monitors = monitors: { $count }
report-short-guarantors = guarantors: { $count }
report-short-weight = lends its weight
report-short-none = none
report-short-leaders = leaders, { $count }×
report-short-working = delegates, { $count }×

## Stated and assumed
report-provenance = What is stated, and what is assumed
report-provenance-count = { $stated } entries of the scenario are stated in a source, { $assumed } are assumed, { $defaults } of these by the program’s own defaults.
report-stated = Stated ({ $count })
report-assumed = Assumed in the scenario ({ $count })
report-default = Assumed by default ({ $count })
report-paragraphs = { $count } paragraphs
report-entry = Entry
report-says = Says
report-from = Where from
report-could-be = { $because }; it could be: { $range }
report-by-default = default
report-file-line = (line { $line })
report-variant = a variant of the file: { $names }
report-no-variant = no variant: { $why }

## How it was made
report-making = How the numbers were made
report-making-worlds = The program drew { $worlds } assumed worlds with seed { $seed }: in each, every assumed number once from its range, and what each party wants from all values that agree with the statements. Every format was played through in the same worlds, so that a difference between two formats comes from the formats. Behaviour at the table in the main run: { $behaviour }.
report-making-horizon = Reported: { $horizon } from { $start }.
report-making-clear = A difference is called clear only if it is at least 5 in 100 worlds, at least 90 in 100 of the worlds in which the two formats differ go the same way, and it goes that way for certain (95 % intervals above 0) in every run that departs from the base in one thing: behaviour at the table, correlation of demands, conventions, alternatives that the scenario names.
report-making-unclear = Where a run ends below 5 points and differs from the base by more than chance, the difference depends on it. Where that may be chance, or the base itself is not certain, it is open. Where no run speaks against it but some had too few worlds to tell, it is not tested.
report-making-again = To make the same numbers again: { $program }, scenario { $scenario } with hash { $hash }, and
report-footer = seed { $seed } · scenario hash

## Limits
report-limits = What this is not
report-limits-worlds = This is not a forecast. The numbers count assumed worlds: in how many of { $worlds } sets of assumptions something happens when the same rules are played through. They do not say how often it would happen in the real world.
report-limits-assumed = What parties want is taken from the sources where these say it, and assumed where they do not; both are listed above. What the rules leave out has no influence here, however much it has outside.
report-limits-use = Read the differences between formats, ask what they depend on, and change an assumption to see.

## Words
report-words = Words
word-world = assumed world
meaning-world = One complete set of numbers drawn from the ranges that the scenario assumes. Every format is run in the same worlds.
word-format = format
meaning-format = Who talks with whom, and how: seven components, and no number of its own.
word-package = package
meaning-package = One level for every issue: what an agreement contains.
word-signed = signed
meaning-signed = All who must agree at the table accepted a package.
word-force = in force
meaning-force = Absent parties that were asked to join what was signed joined it, and it was ratified where ratification is needed.
word-completed = completed
meaning-completed = All stages of it were carried out within the horizon.
word-standing = still standing at the end
meaning-standing = In force when the horizon ends: carried out, or being carried out.
word-benefit = benefit
meaning-benefit = What a party gains against no agreement: its gain less what it has in the same world if nothing is ever agreed.
word-gain = gain
meaning-gain = What a party gets on its own scale: 0 is what is practised now, 1 its best level on every issue. Gains of two parties cannot be added or compared.
word-reservation = reservation value
meaning-reservation = The least that a party signs for, on its own scale.
word-zone = zone of agreement
meaning-zone = Packages that give everyone who must sign at least the reservation value.
word-enforcing = self-enforcing
meaning-enforcing = A package that each party rather carries out than breaks.
word-temptation = temptation
meaning-temptation = What a party gains by not doing what it promised.
word-detection = detection
meaning-detection = In how many of 100 cases a monitor notices that a promise is broken.
word-spoiling = spoiling
meaning-spoiling = A party that is left worse off by an agreement brings it down.
word-ratification = ratification
meaning-ratification = Consent at home after signature.
word-clear = clear
meaning-clear = A difference of at least 5 in 100 worlds, with at least 90 of 100 worlds in which the formats differ going the same way, that goes the same way in every run of the star too.
word-star = star
meaning-star = The base, and runs that each depart from it in one thing, in the same worlds.
word-depends = depends on
meaning-depends = Clear in the base, but in this run of the star the difference is below 5 points or goes the other way, and that is a change from the base beyond chance.
word-open = open
meaning-open = At least 5 points, but not certain: in the base itself, or because a run speaks against it and may do so by chance.
word-untested = not tested
meaning-untested = Clear in the base, and no run speaks against it, but some run has too few worlds to tell.
word-construction = by construction
meaning-construction = What can be proved from two formats alone, whatever the worlds: it is no finding of the simulation.
word-told = told, not counted
meaning-told = A run that departs in several things at once, or is shown for comparison: it cannot take “clear” from a difference.

report-narrow = The picture needs a wider screen; its numbers stand below.
