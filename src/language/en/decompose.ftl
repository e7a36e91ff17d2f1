# Which component makes the difference between two formats (decompose), and the least change that turns it round (flip).

# Components, as in “18 come from who sits at the table”.
decompose-membership = who sits at the table
decompose-rule = what makes a proposal pass
decompose-proposing = who proposes
decompose-information = who knows what
decompose-contract = what can be agreed
decompose-enforcement = who monitors and guarantees
decompose-delegation = level and calendar
decompose-seats = seats (who must agree)
decompose-menu = menu (what they can do)
decompose-programme = the programme of tables as a whole
decompose-together-with = { $components } together
decompose-least-gain = what the party gains that gains least

# The answer.
decompose-points = { $number } points
decompose-own-scale = { $number } on the own scale
decompose-ahead = Of the { $by } by which “{ $a }” is ahead of “{ $b }” (measure: { $measure }), { $parts }.
decompose-behind = Of the { $by } by which “{ $a }” is behind “{ $b }” (measure: { $measure }), { $parts }.
decompose-ahead-mixed = “{ $a }” is ahead of “{ $b }” by { $by } (measure: { $measure }): { $parts }.
decompose-behind-mixed = “{ $a }” is behind “{ $b }” by { $by } (measure: { $measure }): { $parts }.
decompose-cancel = “{ $a }” and “{ $b }” are level (measure: { $measure }), but not since they do the same: { $parts }.
decompose-no-difference = “{ $a }” and “{ $b }” do not differ (measure: { $measure }): every share is 0.
decompose-part-first = { $number } come from { $what }
decompose-part = { $number } from { $what }
decompose-part-others = { $number } from the other components together

# Tables.
decompose-heading = Shares of the difference (measure: { $measure }): “{ $a }” { $of_a }, “{ $b }” { $of_b }
decompose-head-component = component
decompose-head-share = share
decompose-head-interval = 95 %
decompose-head-orders = over orders
decompose-head-possible = possible
decompose-head-process = process
decompose-head-signed = signed
decompose-head-in-force = in force
decompose-head-completed = completed
decompose-head-standing = standing
decompose-head-least-gain = least gain
decompose-between = { $low } to { $high }
decompose-of-it = of it { $what }
decompose-sum = the difference
decompose-all-measures = Shares by measure
decompose-equal = The same in both, with a share of 0: { $components }.

# What the numbers mean.
decompose-basis = Rests on { $worlds } assumed worlds through { $formats } formats: the two and their hybrids, which have some components of “{ $a }” and the others of “{ $b }”. A share is the mean of what exchanging a component changes, over the orders in which the components can be exchanged (Shapley 1953). Intervals are of means over the same worlds.
decompose-orders-all = All { $orders } orders count. Where “over orders” is wide, what a component does depends on the others.
decompose-orders-some = { $orders } of { $all } orders count, those in which every hybrid on the way can be. Where “over orders” is wide, what a component does depends on the others.
decompose-possible-share = “Possible”: in how many worlds some agreement suits all who must sign; “process”: how much of that comes about.
decompose-possible-gain = “Possible”: what is gained without tactics and demands (behaviour benchmark); “process”: the rest.
decompose-cannot = { $number } hybrids cannot be, with { $common }: { $reason }.
decompose-cannot-one = One hybrid cannot be, with { $common }: { $reason }.
decompose-cannot-various = various components of both
decompose-component-from = { $component } of “{ $format }”
decompose-cannot-apart = Components that no order can exchange one by one have one share together.
decompose-split-excluded = Under `absent: excluded` the share of the members holds both who must agree and what can be on the menu: its split is undefined there. --seats-and-menu splits it with absent parties asked to join.
decompose-split-done = Seats and menu: each at the other's, with absent parties asked to join (`absent: asked`); under `absent: excluded` these tables cannot be and the split is undefined.
decompose-split-seats = Absent parties are asked to join in these formats: the menu does not follow who sits, so the share of the members is all seats.
decompose-split-mixed = Seats and menu are not split: one of the two asks absent parties to join, and the other leaves out what they must act for.
decompose-split-several = Seats and menu are not split: there are several tables.
decompose-split-impossible = Seats and menu cannot be split: the tables between cannot be.
decompose-phases = Both are programmes of the same tables on the same conditions: a component is exchanged at all of their tables at once.
decompose-whole = At least one of the two is a programme of several tables, and they are not the same tables on the same conditions: no hybrids of components are defined between them, and the difference is that of the programmes as wholes. Components can be told between plain formats, or between programmes of the same tables.

# Cost.
decompose-cost = { $formats } formats (two and their hybrids) × { $worlds } assumed worlds: about { $seconds } s of processor time
decompose-nothing-run = Nothing was simulated or written.

# The chart.
decompose-question = Which component makes the difference?
decompose-chart-subtitle = Measure: { $measure }; from “{ $b }” to “{ $a }”; { $worlds } assumed worlds, scenario { $scenario }
decompose-chart-up = raises it
decompose-chart-down = lowers it
decompose-chart-interval = 95 % interval
decompose-chart-orders = range over orders
decompose-chart-level = the two formats
decompose-chart-words = { $share } ({ $interval }; over orders { $orders })

# flip: the least change that turns a finding round.
flip-answer-one = “{ $a }” is { $side } “{ $b }” by { $difference } (measure: { $measure }). The least change that turns it round gives up { $distance } of 100 of one range: { $what }.
flip-answer-two = “{ $a }” is { $side } “{ $b }” by { $difference } (measure: { $measure }). No single number turns it round; two do, { $distance } of 100 of each range: { $what }.
flip-answer-none = “{ $a }” is { $side } “{ $b }” by { $difference } (measure: { $measure }), and no number, and no two that were tried together, turn it round inside their ranges.
flip-nothing = “{ $a }” and “{ $b }” do not differ by more than these worlds could show (measure: { $measure }; { $difference }, { $interval }): there is no finding to turn round. More --runs may show one.
flip-ahead = ahead of
flip-behind = behind
flip-low = { $what } low ({ $range })
flip-high = { $what } high ({ $range })
flip-paste = To paste
flip-then = Then the difference is { $difference } ({ $interval }), with seed { $seed } { $again } ({ $again_interval }).
flip-nearest = Nearest came { $what }: { $difference }.
flip-heading = What moves it most, each range given up but for one end
flip-head-change = change
flip-head-difference = difference
flip-head-turns = turns at
flip-turns-at = { $distance } of 100
flip-turns-not = not
flip-basis = { $inputs } ranges, each cut from both sides, with { $worlds } assumed worlds each (seed { $seed }), and { $pairs } pairs of them; { $runs } runs of two formats. What is kept of a range is spread as before. Fixed numbers, orderings and structure were not touched.
flip-unconfirmed = { $number } changes turned it round in these worlds and not with seed { $seed }; they do not count.
flip-cost = { $inputs } ranges: about { $usual } runs of two formats × { $worlds } assumed worlds, { $seconds } s of processor time; at most { $most } runs, { $most_seconds } s
