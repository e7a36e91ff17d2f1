# Formats in sentences: the seven components, and phases.
format-veto = { $parties } may veto “{ $level }” on { $issue }
format-indispensable = nothing passes without { $parties }
format-table = sub-table “{ $table }”: { $parties } on { $issues }
format-everyone = everyone at the table accepts
format-no-member = no member may refuse
format-minus-one = at most one member may refuse
format-minus = at most { $count } members may refuse
format-quota-one = one member must accept
format-quota = at least { $count } members must accept
format-weighted = members with at least { $count } votes must accept ({ $votes })
format-text = { $party } writes the single text
format-in-turn = in turn, in the order of membership
format-in-turn-of = in turn: { $parties }
format-adopts = what the sub-tables bring is taken as a whole or left
format-amends = what the sub-tables bring is taken as a whole, or negotiated from there
format-own-only = each party knows its own demand and temptation only
format-disclosed = the table knows the demand and temptation of { $parties }
format-mediates = { $party } mediates: it tells each what it knows of the others
format-carries = { $by } carries a message of { $about } to { $to }
format-nobody-monitors = nobody monitors
format-monitored = monitored by { $parties }
format-supervision = monitors may inspect (they detect more, and that is all that is modelled: not what a power to implement would do)
format-guaranteed = guaranteed by { $parties }
format-weight = { $party } lends its weight
format-all-issues = all { $count } issues
format-issues = on { $issues }
format-one-stage = in one stage
format-by-map = by the road map { $maps }
format-each-stage = each stage in force when it is completed
format-after-last = nothing in force before the last stage is completed
format-takes = all of it by “{ $map }” takes { $time } (on average, at the middle of the ranges)
format-on-promise = on promise, before completion: { $issues }
format-all-or-none = all issues or none
format-may-leave-out = issues may be left out
format-contingent = nothing from a sub-table is in force before the plenary
format-at-once = what a sub-table signs is in force at once
format-absent-asked = absent parties that would have duties are asked to join after the signature
format-leaders = leaders
format-delegates = delegates at working level
format-meeting = one meeting after { $first }
format-meetings = { $count } meetings, the first after { $first }, then every { $every }
format-offers = { $count } offers at each
format-refer-back = what is agreed goes home before it is signed
format-nobody-ratifies = nobody ratifies
format-ratified = ratified by { $parties }
format-public = failure is public
format-not-public = failure is not public

# Phases in one line.
phase-then = then { $name }
phase-failed = { $name } if that fails
phase-progress = { $name } after some progress
phase-done = { $name } when that is done
phase-if = { $phase } if { $reached } is reached
phase-unless = { $phase } unless { $not } is reached
phase-if-but-not = { $phase } if { $reached } is reached, but not { $not }
phase-or = { $first } or { $rest }

# Phases in sentences.
phase-held = “{ $phase }”, held as { $name }
phase-after-ended = when the talks of “{ $before }” have ended
phase-after-failed = if “{ $before }” failed: nothing signed, refused after the signature, or collapsed
phase-after-in-force = when something of “{ $before }” is in force
phase-after-progress = when a stage of “{ $before }” is completed, or its only one is in force
phase-after-done = when all of “{ $before }” is completed
phase-level = “{ $level }” on { $issue }
phase-if-practised = if { $levels } is practised or bound
phase-unless-practised = unless { $levels } is practised or bound

# What parties want.
statement-prefers = { $party } prefers "{ $level }" to "{ $other }" on { $issue }
statement-cares-more = { $party } cares more about { $issue } than about { $other }
statement-only-with = { $party } accepts "{ $level }" on { $issue } only with { $with }
statement-indifferent = { $party } does not care about { $issue }
statement-level = "{ $level }" on { $issue }
statement-ranks = { $party } ranks on { $issue }, the best first: { $levels }

# What an event does.
effect-lapse = { $issue } may lapse by itself
effect-moves = { $what } moves
effect-new-government = { $party } gets a new government: its demand is drawn anew
effect-reveals = what { $party } demands and is tempted by becomes known to all
effect-outside-option = the outside option of { $party }
effect-patience = the patience of { $party }
effect-demand = the demand of { $party }
effect-weight = the weight of { $issue } for { $party }
