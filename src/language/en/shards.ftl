# Parts of a result that are made apart (`--shard`, `merge`, `cluster`), and runs that stop when they are exact enough (`--until`).
shard-done = Part { $part } of { $of } is whole: { $worlds } of { $all } assumed worlds, in { $folder }.
shard-already = Part { $part } of { $of } was whole already, in { $folder }: nothing was simulated.
shard-next = When all { $of } parts are there: roundtable merge DIR… -o OUT
until-heading = When the run stopped
until-met = Stopped after { $worlds } assumed worlds, when it was exact enough: { $until } (it is { $width }).
until-not-met = Not exact enough after all { $worlds } assumed worlds: { $until } was asked, and it is { $width }. More worlds: --runs.
until-once = The interval was looked at once, after all worlds, at a confidence of 95 %.
until-looks = The interval was looked at { $made } times, and could have been { $planned } times. Each time it was taken at a confidence of { $confidence } %, so that it holds at 95 % whatever made the run stop. Intervals of other tables and charts are for a number of worlds that is fixed beforehand.
until-share = { $format }: { $estimate } of 100 assumed worlds ({ $low } to { $high }).
until-difference = { $format } minus { $reference }: { $estimate } of 100 assumed worlds ({ $low } to { $high }).
cluster-wrote = Wrote the scripts of { $tasks } tasks into { $folder }; nothing is started.
cluster-start = Start them with: { $command }
