# The screen of `compare` and `run`.
screen-brackets = In brackets: 95 % interval, simulation error alone. This is not a forecast.
screen-settings = { $worlds } assumed worlds, seed { $seed }, behaviour { $behaviour }, { $periods }
screen-of-100 = Of 100 worlds
screen-mostly = mostly ended by
screen-format = Format: { $format }
screen-told = Of 100 worlds { $text }
screen-against = Against { $format }
screen-clear-note = clear: in every run that was tried; what else is said of it: --findings
screen-together-note = ±: against "{ $format }", of 100 worlds; what clear and the rest mean: --findings
screen-nothing-clear = No clear difference between the formats
screen-one-format = There is only one format.
screen-nowhere = Nowhere do they differ by 5 points or more.
screen-unclear-one = 1 difference of 5 points or more: { $parts }. See --findings.
screen-unclear-many = { $number } differences of 5 points or more: { $parts }. See --findings.
screen-unclear-depend = { $number } depend on what is assumed
screen-unclear-open = { $number } are open
screen-unclear-not-tested = { $number } are not tested
screen-over = against
screen-gain = gain, { $party }
screen-how-far = In how many of 100 worlds
screen-why = Why it ended, of 100 worlds
screen-standing = standing after { $periods }
screen-phases = By phase, of 100 worlds
screen-quartiles = Half of the signatures come after { $low } to { $high } periods, in the middle { $middle }.
screen-rest = { $share } other reasons ({ $number })
screen-doer = { $ending }: { $party }
screen-mostly-doer = { $ending }: mostly { $party }
screen-gains = Mean benefit (gain against no agreement), then mean gain, on the own scale
screen-absent = not at the table
screen-interval = ({ $low } to { $high })
screen-under-way = under way
screen-no-zone = no zone
screen-mistrust = mistrust
screen-deadline = deadline
screen-spoiled = spoiled
screen-lapsed = lapsed
screen-report = Report   { $path }

# The table finding × run.
findings-head = Findings in the base, and what each run says of them
findings-none = No difference is large and certain enough in the base to be tested.
findings-run = Run
findings-base = base
findings-told = { $run } (told, not counted)
findings-first = Only findings against "{ $format }" are shown; the report and summary.json have all.

# Pictures and slides.
png-missing = note: PNG charts have no letter for { $letters }; empty boxes stand in their place (SVG charts show them)
slides-written = wrote { $number } slides to { $folder }
slide-formats = { $formats } formats go through the same { $worlds } assumed worlds. What differs comes from the format alone.
slide-one-format = “{ $format }” in { $worlds } assumed worlds.
slide-limits = What this does not say
slide-limit-worlds = • This is not a forecast. “38 of 100” counts assumed worlds, not futures.
slide-limit-assumed = • Worlds are drawn from what the sources state and from what is assumed beside them. With other assumptions the numbers are others.
slide-limit-clear = • “Clear” means that a difference holds in each of { $runs } other runs that were tried. It does not mean that it is true.
slide-limit-untested = • No finding was tested in other runs.
slide-limit-error = • Intervals tell how exactly the worlds were counted, not how sure the assumptions are.

# Beside the result.
screen-next = Next     { $command }
screen-above-all = Why      { $what }
dry-work = { $scenario }: { $formats } × { $worlds } assumed worlds = { $runs } runs
dry-takes = about { $cpu } s of processor time, { $wall } s on { $threads }; results.csv about { $results }, worlds.csv { $drawn }
dry-megabytes = { $number } MB
dry-not-written = not written
dry-star-none = --star { $star }: no run beside the base, { $seconds } s
dry-star = --star { $star }: { $runs } of { $worlds } worlds beside the base, { $seconds } s
dry-nothing = Nothing was simulated or written.
interrupted-nothing = interrupted: nothing was finished, and nothing is kept
interrupted-kept = interrupted: { $finished } of { $blocks } blocks ({ $share } %) are whole and kept in { $folder }
interrupted-again = give the same command again to go on from there
interrupted-base = interrupted: the file as it is was not run to its end; give the same command again to go on from there
interrupted-search = interrupted: nothing is kept of a search
expectation-met = expectation met: { $text } ({ $left } and { $right })
expectation-not-met = expectation not met: { $text } ({ $left } and { $right })
progress-worlds = worlds
progress-left = ETA
progress-stopping = stopping (Ctrl-C again: at once)
progress-stops = stopping after the blocks under way

# Runs worth telling (`run --find`).
find-head = { $query } under "{ $format }"
find-where = { $runs } in the assumed worlds 0 to { $last }
find-where-stopped = { $runs } in the assumed worlds 0 to { $last }, where the search stopped
find-world = world
find-what = what happened
find-below = just below 0
find-above = just above 0
find-none = none of the first { $worlds } assumed worlds is like this: { $query }
find-alone = { $condition } alone: { $worlds }
find-mend = ask for less, look at more worlds with --runs, or change an assumption with --set

# What happened in a run, in one line.
happened-not-yet = nothing signed yet: { $why }
happened-nothing = nothing signed: { $why }, { $when }
happened-signed = signed in { $when } on { $issues }
happened-completed = { $agreed }; { $why } by { $when }
happened-under-way = { $agreed }; { $why }, stage { $stage }
happened-after = { $agreed }; carried out by { $done }; { $why }, { $when }
happened-in-stage = { $agreed }; { $why } in stage { $stage }, { $when }
happened-ended = { $agreed }; { $why }, { $when }
