# The story of one run (`explain`).
story-title = World { $world } under "{ $format }" ({ $title })
story-held = "{ $name }", from { $when }: { $heading }
story-held-again = "{ $name }", what is back at the table, from { $when }: { $heading }
story-staged = { $levels } (in { $stages } stages of "{ $roadmap }")

# In short.
story-short = In short
story-nothing-signed = Nothing is signed: { $why }.
story-signed-on = An agreement on { $settled } of { $issues } is signed in { $when }.
story-talked = { $meetings } with { $offers }; as far as the others know, at most { $packages } could suit everybody.
story-talked-none = { $meetings } with { $offers }; as far as the others know, no package could suit everybody.
story-refused-most = { $party } refused most often ({ $times }), mostly because { $why }.
story-refused-nearest = { $party } refused most often ({ $times }), mostly because { $why }; the nearest offer lacked { $lacked } of what { $other } needs.
story-because-reservation = what it was offered was worth less than its reservation value
story-because-mistrust = it did not believe that all would comply
story-because-leaves = somebody would have left at once
story-because-holds-out = it hoped for more
story-because-condition = it gives something only together with something that was not offered
story-carried-out = It is carried out by { $when } and still in force at the end.
story-still-going = At the end it is in force and still being carried out.
story-never-in-force = It never enters into force: { $why }, { $when }.
story-ends = It ends in { $when }: { $why }.
story-gained = Against no agreement { $most } gains most and { $least } least.

# The world.
story-world = The world
story-seated = { $party } (at the table)
story-away = { $party } (not at the table)
story-party = { $party }: gains most from { $most }; loses most from { $least }. Its demand is { $demand }; a year from now counts { $year }; temptation { $temptation } years at its best for each unit of stake.
story-level = "{ $issue }: { $level }" ({ $gain })
story-no-level = nothing
story-nothing-at-stake = Nothing is at stake for { $parties }: every level of every issue is worth the same to it.
story-smallest-scale = The smallest scale binds for { $party }: it is so near its best that 1 on its own scale is a tenth of the way from its worst to its best.
story-zone = A zone of agreement exists: some package suits all who must agree, and all would keep it.
story-zone-not-kept = Some package would suit all who must agree, but none that all would keep: somebody would defect or leave.
story-zone-members = Some package would suit all members, but not those whose consent it needs.
story-zone-none = No zone of agreement at the start: no package gives all who must agree their reservation value, if all comply.
story-prospects = As far as the table can know at the start, { $packages } could suit everybody.
story-supervised = Supervised: { $what }.
story-takes-all = To carry out all that this table can agree takes, on average and if nothing ends it, { $time }.
story-takes-all-by = To carry out all that this table can agree by "{ $roadmap }" takes, on average and if nothing ends it, { $time }.

# The talks.
story-talks = The talks
story-planned = { $meetings } planned with { $offers } each; leaders behave by { $behaviour }. Numbers are steady flows on each party's own scale.
story-planned-delegates = { $meetings } planned with { $offers } each; delegates behave by { $behaviour }. Numbers are steady flows on each party's own scale.
story-benchmark = The benchmark without tactics or demands: nobody demands anything, and all know it. One member is drawn by lot and makes the one offer, the best for itself that all others still take; they take what is worth as much to them as no agreement, or as leaving. Numbers are steady flows on each party's own scale.
story-package = Package { $letter }: { $package }.
story-plenary = The plenary, { $when }
story-meeting = Meeting { $number }, { $when }
story-meeting-at = Table "{ $table }", meeting { $number }, { $when }
story-before = Before the first meeting
story-before-at = Table "{ $table }", before the first meeting
story-from-to = { $first }, to { $last }
story-again = { $which }: the same offers and the same answers.
story-again-as = { $which }: the same offers and the same answers as at { $head }.
story-this-package = package { $letter }
story-this-nothing = nothing
story-nobody-proposes = Nobody has anything to propose.
story-walks-out = { $party } walks out: leaving is worth { $leaving } to it, the best that it can still hope for { $best }.
story-drawn-nothing = { $party } is drawn: nothing that the others would take is better for it than no agreement.
story-drawn = { $party } is drawn and offers package { $letter } (expects { $expected }).
story-has-nothing = { $party } has nothing to propose.
story-proposes = { $party } proposes package { $letter } (expects { $expected }).
story-put = What the tables agreed is put before the plenary: package { $letter }.
story-consenter = { $party }, whose consent it needs,
story-takes = { $party } takes it: it expects { $expected }, and { $least } without it.
story-takes-not = { $party } does not take it: it is worth { $value }, and without it { $least }.
story-accepts = { $party } accepts: it expects { $expected } and asks for { $asks }.
story-refuses = { $party } refuses: even if all comply it is worth { $value }, and the least that it may sign is { $least }.
story-refuses-mistrust = { $party } refuses out of mistrust: if all comply it is worth { $value }, but it expects { $expected } and needs { $least }.
story-would-leave = { $party } would leave it in the first period: so it is not signed, whoever accepts.
story-refuses-condition = { $party } refuses: the package is worth { $value } to it, but holds what it gives only together with something that is not in it.
story-holds-out = { $party } refuses and holds out: it expects { $expected }, could sign from { $least }, and still asks for { $asks }.
story-zone-later = A zone of agreement came about only after the first meeting: what could be agreed, or what the parties want, had changed by then.
story-in-hope = This is signed in the hope that those who are asked will join, although no package gives all who must agree their reservation value if all comply.
story-without-zone = This is signed although no package gives all who must agree their reservation value if all comply; whoever signs goes by what it expects.
story-signs-public = { $party } signs what is worth { $value } to it if all comply, less than its reservation value of { $least }: it expects { $expected }, and to fail in public would cost it more than that it is short of.
story-signs-trust = { $party } signs what is worth { $value } to it if all comply, less than its reservation value of { $least }: it expects { $expected }, since it does not reckon with everybody doing its duty throughout.
story-signed = Signed in { $when }: package { $letter }.
story-signed-over = Signed in { $when }: package { $letter }, over the refusal of { $parties }.
story-left = Talks end in { $when }: { $party } has left.
story-deserted = Talks end in { $when }: { $party } has left another table for its outside option.

# Messages.
story-message-knows-nothing = { $by } could tell { $to } of { $about }, but knows no more than everybody: it changes nothing.
story-message-idle = { $by } tells { $to } what it has heard of { $about }; { $to } would propose the same whatever it is told: it changes nothing.
story-message-little = { $by } tells { $to } that { $about } demands little within its range (it hears right in { $accuracy } of 100 such cases).
story-message-much = { $by } tells { $to } that { $about } demands much within its range (it hears right in { $accuracy } of 100 such cases).
story-message-offers = Told that it is little, { $to } would propose { $low }; told that it is much, { $high }.
story-message-cares-alone = { $by } cares for its own gain alone.
story-message-cares = { $by } cares for { $gains }.
story-message-own = its own gain
story-message-other = { $weight } times for that of { $party }
story-message-heard-little = If it has heard "little", saying so is worth { $truth } to it, saying the opposite { $lie }.
story-message-heard-much = If it has heard "much", saying so is worth { $truth } to it, saying the opposite { $lie }.
story-message-honest = { $by } tells the truth either way: { $to } believes it.
story-message-always-much = { $by } would say "much" whatever it has heard: { $to } does not believe it, and nothing changes.
story-message-always-little = { $by } would say "little" whatever it has heard: { $to } does not believe it, and nothing changes.
story-message-opposite = { $by } would always say the opposite: { $to } does not believe it, and nothing changes.

# Asked to join, and at home.
story-accession = Asked to join
story-asked = Absent parties that have duties in the package are asked to join it.
story-void = So the package is void.
story-joins = { $party } joins: it expects { $expected }, and the least for which it joins is { $least }.
story-joins-not = { $party } refuses: even if all comply it is worth { $value } to it, and the least for which it joins is { $least }.
story-joins-not-mistrust = { $party } refuses out of mistrust: if all comply it is worth { $value } to it, but it expects { $expected }, and the least for which it joins is { $least }.
story-home = At home
story-passes = { $party }: surplus over the least that would pass { $surplus }, so it passes in { $share } of 100 such cases; here it passes.
story-fails = { $party }: surplus over the least that would pass { $surplus }, so it passes in { $share } of 100 such cases; here it is refused.
story-nobody-ratifies = Nobody has to ratify.

# Guarantees.
story-guarantees = Guarantees
story-no-force = { $party } guarantees it, but has no force to back that.
story-force = { $party } guarantees it: it can cost an offender { $force } years at its best; acting would cost itself { $cost }.
story-would-act = Stage "{ $stage }": a collapse would cost { $party } { $loss } years at its best, so it would act against a defection; the others believe that it would in { $share } of 100 such cases.
story-would-not-act = Stage "{ $stage }": a collapse would cost { $party } { $loss } years at its best, so it would not act against a defection; the others believe that it would in { $share } of 100 such cases.
story-spoiler-outvoted = { $party }, outvoted and worse off, loses { $loss } years at its best by living with it, and expects the guarantors to cost it { $cost } if it spoils: { $verdict }.
story-spoiler-left-out = { $party }, left out and worse off, loses { $loss } years at its best by living with it, and expects the guarantors to cost it { $cost } if it spoils: { $verdict }.
story-deterred = it is deterred
story-not-deterred = it is not deterred

# Carrying it out.
story-duties = Duties and temptations
story-complies = Stage "{ $stage }": { $party } would gain { $gain } years at its best by not doing its duty, and stands to lose { $loss } (detection { $detection }): it complies.
story-complies-not = Stage "{ $stage }": { $party } would gain { $gain } years at its best by not doing its duty, and stands to lose { $loss } (detection { $detection }): it does not comply.
story-no-duty = Nobody has a duty in it.
story-carrying = Carrying it out
story-time = To carry it out takes, on average and if nothing ends it, { $time }.
story-begins = { $when }: stage "{ $stage }" begins.
story-completed = { $when }: stage "{ $stage }" is completed.
story-paused = { $when }: stage "{ $stage }" is put on hold and begins anew: every duty in it falls due again.
story-renegotiated = { $when }: stage "{ $stage }" goes back to the table; what was done stays as it is.
story-punished = { $when }: { $by } acts on the guarantee against { $party }.
story-with = { $first } with { $rest }
story-defected-seen = { $when }: { $party } does not do its duty in stage "{ $stage }"; it is detected.
story-defected = { $when }: { $party } does not do its duty in stage "{ $stage }"; it is not detected.
story-ended = { $when }: the agreement ends: { $why }.
story-horizon = At the horizon ({ $when }) it is in force.
story-event = "{ $event }" ({ $effect })
story-review = { $when }: { $events }, with which nobody reckoned: every signatory chooses again whether to go on.
story-stays = { $when }: { $party } now compares { $staying } if it goes on with { $leaving } if it leaves: it stays.
story-leaves = { $when }: { $party } now compares { $staying } if it goes on with { $leaving } if it leaves: it leaves.
story-stays-outside = { $when }: { $party } now compares { $staying } if it goes on with { $leaving } if it leaves for its outside option: it stays.
story-leaves-outside = { $when }: { $party } now compares { $staying } if it goes on with { $leaving } if it leaves for its outside option: it leaves.
story-no-longer = { $when }: { $party } would no longer do its duty in stage "{ $stage }".
story-now = { $when }: { $party } would now do its duty in stage "{ $stage }".
story-collapse-defection = the defection of { $party } is detected
story-collapse-spoiled = { $party }, left out and worse off, spoils it
story-collapse-withdrawal = { $party } withdraws, since leaving is worth more to it than staying
story-collapse-lapsed = after completion it lapses

# What it came to.
story-result = What it came to
story-not-held = "{ $phase }" was not held: what it waits for did not come.
story-not-held-deserted = "{ $phase }" was not held: somebody without whom nothing can pass there had left.
story-end = Ended: { $why }, { $when }.
story-benefit = { $party }: benefit { $benefit } against no agreement (in expectation over chance { $expected }); gain { $gain } on its own scale ({ $expected_gain }).

# Counts.
count-meetings = { $number } meetings
count-offers = { $number } offers
count-packages = { $number } packages
count-issues = { $number } issues
count-times = { $number } times
count-formats = { $number } formats
count-worlds = { $number } worlds
count-runs = { $number } runs
count-threads = { $number } threads

# How long it takes to carry out what was agreed.
time-months = { $months } months
time-in-stages = { $months } months, one stage after the other; { $whole } in one go
time-no-end = no end of
story-played = Played from outside: { $seats }. What is said below that such a party asks is what the engine would have asked in its place.
story-not-over = The game is not over: from its last move on the engine plays.
