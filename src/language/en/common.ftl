# Names and lists, used everywhere.
name-quoted = “{ $name }”
list-two = { $first } and { $last }
list-many = { $first }, { $rest }

# Measures, as heads of columns and in sentences.
measure-signed = signed
measure-in-force = in force
measure-completed = completed
measure-standing = still standing at the end
measure-zone = zone of agreement
measure-gain = gain of { $party }
share-of-100 = { $share } of 100 { $interval }

# What may be said of a difference.
finding-clear = clear
finding-depends = depends
finding-open = open
finding-not-tested = not tested
finding-same = the same
finding-under-5 = under 5
finding-over = { $measure }: { $a } against { $b }
reason-depends = depends on { $runs }
reason-open = is open: { $why }
reason-open-runs = is open: { $why }: { $runs }
reason-no-run = is not tested: no run beside the base was made; { $worlds } worlds a run would do
reason-not-tested = is not tested: too few worlds to tell; some { $worlds } worlds a run would do for { $runs }
open-which-world = which assumed world it is ({ $share } of 100 differing worlds go this way; { $differ } of 100 differ)
open-few-worlds = chance: too few assumed worlds were run to tell
open-many-pairs = chance: too few assumed worlds were run for so many pairs of formats
open-runs = it is not seen in these runs, and their change from the base may be chance
construction-same = the two formats are the same in everything but their names
construction-contains = by construction: without demands, and with absent parties asked to join, whatever { $many } can agree { $few } can agree too

# Why it ended.
ending-completed = carried out
ending-under-way = still being carried out
ending-talks-go-on = talks still going on
ending-no-zone = no zone of agreement
ending-mistrust = compliance not believed
ending-deadline = deadline: zone missed
ending-walk-out = walk-out
ending-veto = veto
ending-accession-refused = refused by a party asked to join
ending-refused-at-home = refused at home
ending-defection = defection
ending-withdrawal = withdrawal
ending-spoiled = spoiled from outside
ending-lapsed = lapsed after completion
ending-not-held = not held

# What came of messages.
message-nothing = nothing to tell
message-knew-nothing = the teller knew nothing
message-idle = no offer turned on it
message-not-credible = not credible
message-believed = believed without effect
messages-changed = a message changed an offer in { $share }
messages-others = { $changed }; in the others: { $list }

# Notes below tables.
smallest-scale = The smallest scale binds for { $party } in { $share } of 100 worlds: it is so near its best there that 1 is a tenth of the way from its worst to its best, and what it loses can be many times what it could gain.
publicity-only-eases = Where failure is public, a party's audience cost lowers what it needs and its stance raises it; the two cancel where stance × (1 − demand) equals the audience cost. No stance outweighs here, so publicity only ever makes signing easier: that holds by construction.
publicity = Where failure is public, a party's audience cost lowers what it needs and its stance raises it; the two cancel where stance × (1 − demand) equals the audience cost. Worlds of 100 in which publicity raises what a party needs, and in which it lowers it: { $parties }.
publicity-of = { $party } { $raised } and { $lowered }

# How parties behave at the table, how demands move together, what a demand is a share of.
behaviour-concession = concession over time
behaviour-nash = Nash-product choice
behaviour-exact = exact reckoning back from the last offer
behaviour-benchmark = the benchmark without tactics or demands
correlation-assumed = as assumed
correlation-none = independent
correlation-together = moving together
correlation-opposed = moving against each other, split { $number }
demand-possible = what is possible
demand-ideal = what is ideal
demand-everything = everything

# Runs in which findings are tested.
run-behaviour = behaviour { $which }
run-behaviour-words = the behaviour at the table (not so under { $which })
run-correlation = correlation { $which }
run-correlation-words = how demands move together (not so when { $which })
run-demand = demand of { $which }
run-demand-words = what a demand is a share of (not so when of { $which })
run-absent = absent asked
run-absent-words = whether absent parties are asked to join (not so when they are)
run-forethought-off = no forethought
run-forethought-off-words = whether tables reckon with later ones (not so without forethought)
run-forethought-on = with forethought
run-forethought-on-words = whether tables reckon with later ones (not so with forethought)
run-variant = variant { $name }
run-variant-words = the alternative "{ $name }"
run-benchmark = benchmark
run-benchmark-words = the benchmark without tactics or demands
run-corner = corner { $number }
run-corner-first = another behaviour, demands moving together, and of everything
run-corner-second = absent parties asked, forethought turned round, demands against each other and of the ideal
left-out-absent = absent asked: nobody could be asked, or every format writes what becomes of absent parties
left-out-forethought = forethought: no table comes after another one
left-out-variant = variant { $name }: it has no { $missing } to compare
run-one = 1 run
run-many = { $number } runs
tested-none = No run was made beside the base, so that no finding is tested (--star none).
tested-beside = , and { $runs } told beside them
tested = Tested in { $runs } of { $worlds } worlds each{ $beside }; the base has { $base } (--star { $star }).
tested-left-out = Not run: { $what }.
findings-marks = A cell is the difference in that run, of 100 worlds (gains: own scale). Without a mark: the same way there. ?: too few worlds to tell. ×: below 5 points or the other way, which may be chance. !: the same, and a change from the base.

stage-whole = the whole package
