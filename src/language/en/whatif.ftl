# What if: what changed between two results, on the screen, in the report and as a chart; results side by side.
what-if-heading = What if: { $what }
what-if-as-it-is = the file as it is
what-if-against = Against { $base }.
what-if-base = the file as it is
what-if-one-by-one = The same { $worlds } assumed worlds in both, compared one by one. Better: it is so now and was not before; worse: the other way round.
what-if-other-seed = The seeds differ, so the worlds are others: compared as two samples, and not one by one.
what-if-other-program = They come from two versions of the program, which may draw other worlds: compared as two samples, and not one by one.
what-if-no-rows = One of them has no table of its worlds (results.csv): compared as two samples, and not one by one.
what-if-input = { $what }: { $then } → { $now }
what-if-same-inputs = The inputs are the same.
what-if-nothing = Nothing changed: no world is another one.
what-if-nothing-samples = Nothing changed: all shares are the same.
what-if-unchanged = Nothing changed under { $formats }.
what-if-worlds = { $better } better, { $worse } worse
what-if-chance = may be chance
what-if-more = … and { $count } more
what-if-verdicts = Verdicts that changed
what-if-no-verdict = No verdict changed.
what-if-verdict-of = { $a } and { $b }, { $measure }:
what-if-verdict-line = { $then } → { $now }
what-if-not-tested-alike = Verdicts are not compared: they were not tested in the same number of worlds (--star, --runs).
what-if-only-then = Not in the new result: { $formats }.
what-if-only-now = Not in the earlier result: { $formats }.
what-if-share-of = { $format }: { $measure }
what-if-signed = signed
what-if-completed = completed
what-if-standing = still standing at the end
what-if-interval = { $change } ({ $low } to { $high })

# Columns.
what-if-column-what = Of 100 worlds
what-if-column-before = before
what-if-column-now = now
what-if-column-change = change (95 % interval)
what-if-column-better = better, worlds
what-if-column-worse = worse, worlds

# The chart.
what-if-title = “{ $format }”: { $measure } in { $then } of 100 assumed worlds before, in { $now } now
what-if-title-worlds = { $title } ({ $better } worlds better, { $worse } worse)
what-if-title-chance = { $title }, which may be chance
what-if-title-nothing = Nothing changed: no assumed world is another one under any format
what-if-subtitle = Of 100 assumed worlds: before (hollow) and now (filled). { $what }. { $sample }
what-if-key-before = before
what-if-key-now = now
what-if-key-better = more often than before
what-if-key-worse = less often than before
what-if-told = { $measure } { $then } → { $now }

# Results side by side.
side-heading = Results side by side
side-result = { $label }  { $folder }: { $worlds } assumed worlds, seed { $seed }, { $set }
side-plain = nothing set
side-unknown = run.json cannot be read, so what was set is not known
side-note = { $label } and A: { $how }
side-difference = { $label } − A

# The run that is proposed after a comparison.
next-signed = signed in this world, and not under { $other }
next-in-force = in force in this world, and not under { $other }
next-completed = carried out in this world, and not under { $other }
next-ending = it ends as most runs of this format do

# Zones of agreement that demands cost.
zone-lost-heading = Where demands cost a zone of agreement
zone-lost = In { $worlds } of the first { $all } assumed worlds “{ $many }” has a zone of agreement and “{ $few }” has none: without demands it would have every zone of the other, but the fewer must agree, the more is possible and the more each demands.

# Verdicts that changed.
what-if-clearly = { $higher } clearly higher
what-if-same = the same by construction
what-if-but = { $higher } higher, but it { $why }
