# Charts of formats: time, endings, levels, stages; and the talks of one run.
period-month = month
period-year = year
period-week = week
period-day = day
period-quarter = quarter
period-at = { $period } { $n }
period-one = 1 { $period }
period-many = { $n } { $period }s

group-standing = standing
group-gone = ended after completion
group-broken = ended before completion
group-refused = refused after signing
group-failed = zone missed
group-no-zone = no zone of agreement
group-talking = still talking
group-over = no longer in force
group-refused-short = refused
group-no-zone-short = no zone

endings-question = Why does it end?
endings-subtitle = Of 100 assumed worlds (n = { $worlds }; { $scenario }), how it ended under each format.
endings-title = { $group }: { $of_a } of 100 worlds under { $a }, { $of_b } under { $b }
endings-title-same = Formats end alike, most often with “{ $group }”: { $of_100 } of 100 worlds
endings-title-one = Most often: { $group }, in { $of_100 } of 100 assumed worlds
endings-reason = How it ended
endings-after-completion = Of these, after completion
endings-by-whom = By whom
endings-by-phase = { $format }, table “{ $phase }”
endings-several = Runs of several tables ({ $formats }) are counted as at the table that decided; what another table signed may still stand.
endings-several-far = With several tables: as at the table that decided; another one may still stand.

time-question = When does it happen?
time-title = { $a } has signed half of its agreements by { $at_a }; { $b } by { $at_b }
time-title-same = Under every format, half of what is signed is signed by { $at }
time-title-one = { $a } has signed half of its agreements by { $at }
time-title-none = Hardly anything is signed under any format
time-subtitle = Of 100 assumed worlds (n = { $worlds }; { $scenario }). Thick line: signed so far; thin: the reference. In brackets: half is signed by then. Under each picture: still talking.
time-subtitle-some = Of 100 assumed worlds (n = { $worlds }; { $scenario }). Thick line: signed so far; thin: the reference. In brackets: half is signed by then. { $some } of { $all } formats, the first by “signed”. Under each picture: still talking.
time-signed-far = signed so far (thin: the reference); in brackets: half by this month
time-half = half by { $at }
time-never = nothing is signed
time-signed = Signed
time-signed-in = signed in { $of_100 } of 100 worlds
time-date = By
time-since = Of 100 signed: completed within as long of the signature

levels-question = What does an agreement change?
levels-subtitle = Of 100 assumed worlds (n = { $worlds }; { $scenario }), those in which an issue stands elsewhere than it would without an agreement.
levels-subtitle-some = Of 100 assumed worlds (n = { $worlds }; { $scenario }): an issue stands elsewhere than without an agreement. The { $some } of { $all } issues that change most; the table has all.
levels-title = After { $months } months, “{ $issue }” is changed in { $of_a } of 100 worlds by { $a }, in { $of_b } by { $b }
levels-title-one = After { $months } months, { $a } has changed “{ $issue }” most: in { $of_a } of 100 worlds
levels-title-same = After { $months } months, all formats have changed the same
levels-title-nothing = After { $months } months, nothing is changed under any format
levels-issue = Issue
levels-level = Level
levels-at-start = At the start
levels-after = After { $months } months
levels-without = without any agreement
levels-changed = another level than without agreement
levels-dot = “·”: in fewer than 1 of 200 worlds.
levels-dot-late = “·”: in fewer than 1 of 200. { $late } of { $all } formats sign half of their agreements after month { $months }: they have changed little yet.

stages-question = How far is an agreement carried out?
stages-subtitle = Of 100 assumed worlds (n = { $worlds }; { $scenario }), within { $period }. “40 of 47”: begun in 47, completed in 40.
stages-subtitle-some = Of 100 assumed worlds (n = { $worlds }; { $scenario }), within { $period }, the first { $shown } stages. “40 of 47”: begun in 47, completed in 40.
stages-completed = completed
stages-under-way = under way
stages-broken = broken off in it
stages-empty = nothing was agreed for it
stages-none = nothing in force
stages-none-at-all = No stage was begun under any format (0 of 100 worlds)
stages-stage = Stage { $n }
stages-of = { $format }, stage { $stage }
stages-done-of = { $done } of { $begun }
stages-title = Under { $format }, { $begun } of 100 worlds begin to carry out and { $done } finish; { $way } are still under way, { $broken } broke off
stages-title-stage = Stage { $stage } of { $format }: { $begun } of 100 worlds begin it and { $done } finish; { $way } are still under way, { $broken } broke off
stages-in-words = begun { $begun }, completed { $done }, broken off { $broken }, passed over { $empty }
stages-name = Stage
stages-begun = Begun

talks-question = Who offered what, and who refused?
talks-subtitle = One column an offer, one lane a party: the higher a mark, the more the offer is worth to it. Parties answer in turn, up to the first refusal.
talks-subtitle-some = One column an offer ({ $some } of { $all }: the first and the last), one lane a party: higher is worth more to it. Parties answer in turn, up to the first refusal.
talks-own = its own offer
talks-accepts = accepts
talks-refuses = refuses
talks-floor = the least that it may sign; thin line: the least that it accepts now
talks-axis = { $period } of the meeting
talks-leaves = walks out
talks-not-asked = was never asked
talks-accepts-all = accepts { $asked } of { $asked }
talks-refuses-of = refuses { $refused } of { $asked }
talks-title-signed = World { $world }, { $format }: signed in { $at } after { $offers } offers
talks-title-left = World { $world }, { $format }: { $party } walks out after { $offers } offers
talks-title-failed = World { $world }, { $format }: { $offers } offers, and none passes
talks-title-refuser = { $come_out }; { $party } refuses most ({ $refused } of { $asked })
talks-offers = Offers made: { $n }.
talks-package = Package
talks-party = Party
talks-does = Does
talks-worth = Worth to it
talks-least = Least it may sign
talks-asks = Least it accepts now
talks-offers-it = offers
talks-title-signed-by = World { $world }, { $format }: after { $offers } offers that of { $party } is signed in { $at }
