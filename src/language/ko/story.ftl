# 한 번의 실행 이야기 (`explain`).
story-title = 세계 { $world }, “{ $format }” ({ $title })
story-held = “{ $name }”, { $when }부터: { $heading }
story-held-again = “{ $name }”, 다시 회담에 오른 것, { $when }부터: { $heading }
story-staged = { $levels } (“{ $roadmap }”의 { $stages }단계로)

# 한눈에.
story-short = 한눈에
story-nothing-signed = 아무것도 서명되지 않는다: { $why }.
story-signed-on = { $when }에 { $issues } 가운데 { $settled }개에 대한 합의가 서명된다.
story-talked = { $meetings }에서 { $offers }. 서로 아는 한에서는 많아야 { $packages }{ JOSA($packages, "이/가") } 모두에게 맞을 수 있었다.
story-talked-none = { $meetings }에서 { $offers }. 서로 아는 한에서는 모두에게 맞을 수 있는 묶음이 없었다.
story-refused-most = 가장 자주 거부한 쪽은 { $party }({ $times })이며, 주된 까닭: { $why }.
story-refused-nearest = 가장 자주 거부한 쪽은 { $party }({ $times })이며, 주된 까닭: { $why }. 가장 가까웠던 제안은 { $other }에 필요한 것에서 { $lacked } 모자랐다.
story-because-reservation = 제안받은 것의 가치가 유보 가치보다 낮았다
story-because-mistrust = 모두가 이행하리라고 믿지 않았다
story-because-leaves = 누군가 곧바로 떠날 것이었다
story-because-holds-out = 더 나은 것을 바랐다
story-because-condition = 내주는 것과 함께여야 하는 것이 제안에 없었다
story-carried-out = { $when }까지 이행을 마치고 마지막에도 유지된다.
story-still-going = 마지막에 발효 중이며 아직 이행하고 있다.
story-never-in-force = 발효되지 않는다: { $why }, { $when }.
story-ends = { $when }에 끝난다: { $why }.
story-gained = 합의가 없을 때와 견주어 가장 많이 얻는 쪽은 { $most }, 가장 적게 얻는 쪽은 { $least }이다.

# 세계.
story-world = 이 세계
story-seated = { $party } (회담 참가)
story-away = { $party } (회담에 불참)
story-party = { $party }: 가장 많이 얻는 것은 { $most }, 가장 많이 잃는 것은 { $least }. 요구는 { $demand }, 1년 뒤의 값어치는 { $year }, 유혹은 걸린 것 한 단위마다 최선의 해로 { $temptation }년.
story-level = “{ $issue }: { $level }” ({ $gain })
story-no-level = 없음
story-nothing-at-stake = { $parties }에는 걸린 것이 없다: 모든 의제의 모든 수준이 똑같은 값어치이다.
story-smallest-scale = { $party }에는 최소 척도가 적용된다: 이미 최선에 아주 가까워서 자기 척도의 1이 최악에서 최선까지 거리의 10분의 1이다.
story-zone = 합의 가능 영역이 있다: 동의해야 하는 모두에게 맞고 모두가 지킬 묶음이 있다.
story-zone-not-kept = 동의해야 하는 모두에게 맞는 묶음은 있으나 모두가 지킬 것은 없다: 누군가 위반하거나 떠날 것이다.
story-zone-members = 참가자 모두에게 맞는 묶음은 있으나, 동의가 필요한 당사자에게는 맞지 않는다.
story-zone-none = 처음에는 합의 가능 영역이 없다: 모두가 이행하더라도 동의해야 하는 모두에게 유보 가치를 주는 묶음이 없다.
story-prospects = 처음에 회담장에서 알 수 있는 한, { $packages }{ JOSA($packages, "이/가") } 모두에게 맞을 수 있다.
story-supervised = 감독: { $what }.
story-takes-all = 이 회담에서 합의할 수 있는 것을 모두 이행하는 데 평균적으로, 도중에 끝나지 않으면 걸리는 시간: { $time }.
story-takes-all-by = 이 회담에서 합의할 수 있는 것을 “{ $roadmap }”에 따라 모두 이행하는 데 평균적으로, 도중에 끝나지 않으면 걸리는 시간: { $time }.

# 회담.
story-talks = 회담
story-planned = { $meetings } 예정, 회의마다 { $offers }. 정상들의 행동 방식: { $behaviour }. 수는 각 당사자의 자기 척도에서 꾸준히 얻는 값이다.
story-planned-delegates = { $meetings } 예정, 회의마다 { $offers }. 대표단의 행동 방식: { $behaviour }. 수는 각 당사자의 자기 척도에서 꾸준히 얻는 값이다.
story-benchmark = 전술도 요구도 없는 기준 모형: 아무도 아무것도 요구하지 않으며 모두가 그것을 안다. 제비로 뽑힌 참가자 하나가 단 한 번, 남들이 모두 받아들이는 것 가운데 자기에게 가장 좋은 것을 제안한다. 남들은 합의가 없거나 떠날 때만큼의 값어치가 있으면 받아들인다. 수는 각 당사자의 자기 척도에서 꾸준히 얻는 값이다.
story-package = 묶음 { $letter }: { $package }.
story-plenary = 전체 회의, { $when }
story-meeting = 회의 { $number }, { $when }
story-meeting-at = “{ $table }” 소회의, 회의 { $number }, { $when }
story-before = 첫 회의 전
story-before-at = “{ $table }” 소회의, 첫 회의 전
story-from-to = { $first }부터 { $last }까지
story-again = { $which }: 같은 제안과 같은 대답.
story-again-as = { $which }: 다음과 같은 제안과 대답: { $head }.
story-this-package = 묶음 { $letter }
story-this-nothing = 제안 없음
story-nobody-proposes = 아무도 제안할 것이 없다.
story-walks-out = { $party }{ JOSA($party, "이/가") } 퇴장한다: 떠나는 것의 가치는 { $leaving }, 아직 바랄 수 있는 최선은 { $best }이다.
story-drawn-nothing = { $party }{ JOSA($party, "이/가") } 뽑힌다: 남들이 받아들일 것 가운데 합의가 없는 것보다 나은 것이 없다.
story-drawn = { $party }{ JOSA($party, "이/가") } 뽑혀 묶음 { $letter }{ JOSA($letter, "을/를") } 제안한다 (기대값 { $expected }).
story-has-nothing = { $party }{ JOSA($party, "은/는") } 제안할 것이 없다.
story-proposes = { $party }{ JOSA($party, "이/가") } 묶음 { $letter }{ JOSA($letter, "을/를") } 제안한다 (기대값 { $expected }).
story-put = 소회의들이 합의한 것이 전체 회의에 오른다: 묶음 { $letter }.
story-consenter = { $party }(동의가 필요함)
story-takes = { $party }{ JOSA($party, "은/는") } 받아들인다: 기대값은 { $expected }, 없으면 { $least }.
story-takes-not = { $party }{ JOSA($party, "은/는") } 받아들이지 않는다: 가치는 { $value }, 없으면 { $least }.
story-accepts = { $party }{ JOSA($party, "은/는") } 수락한다: 기대값은 { $expected }, 요구하는 것은 { $asks }.
story-refuses = { $party }{ JOSA($party, "은/는") } 거부한다: 모두가 이행해도 가치는 { $value }, 서명할 수 있는 최저선은 { $least }.
story-refuses-mistrust = { $party }{ JOSA($party, "은/는") } 불신 때문에 거부한다: 모두가 이행하면 가치는 { $value }, 그러나 기대값은 { $expected }, 필요한 것은 { $least }.
story-would-leave = { $party }{ JOSA($party, "은/는") } 첫 기간에 떠날 것이다: 그래서 누가 수락하든 서명되지 않는다.
story-refuses-condition = { $party }{ JOSA($party, "은/는") } 거부한다: 묶음의 가치는 { $value }, 그러나 내주는 것과 함께여야 하는 것이 들어 있지 않다.
story-holds-out = { $party }{ JOSA($party, "은/는") } 거부하고 버틴다: 기대값은 { $expected }, 서명할 수 있는 최저선은 { $least }, 아직 요구하는 것은 { $asks }.
story-zone-later = 합의 가능 영역은 첫 회의 뒤에야 생겼다: 그때까지 합의할 수 있는 것이나 당사자들이 원하는 것이 달라졌다.
story-in-hope = 요청받은 당사자들이 참여하리라는 기대로 서명된다. 모두가 이행하더라도 동의해야 하는 모두에게 유보 가치를 주는 묶음은 없다.
story-without-zone = 모두가 이행하더라도 동의해야 하는 모두에게 유보 가치를 주는 묶음이 없는데도 서명된다. 서명하는 쪽은 자기가 기대하는 것에 따른다.
story-signs-public = { $party }{ JOSA($party, "은/는") } 모두가 이행해도 가치가 { $value }{ JOSA($value, "으로/로") } 유보 가치 { $least }보다 낮은 것에 서명한다: 기대값은 { $expected }, 공개된 실패의 비용이 그 부족분보다 크다.
story-signs-trust = { $party }{ JOSA($party, "은/는") } 모두가 이행해도 가치가 { $value }{ JOSA($value, "으로/로") } 유보 가치 { $least }보다 낮은 것에 서명한다: 기대값은 { $expected }. 모두가 끝까지 의무를 다하리라고 보지 않기 때문이다.
story-signed = { $when }에 서명: 묶음 { $letter }.
story-signed-over = { $when }에 서명: 묶음 { $letter }. 거부했으나 표결에서 진 쪽: { $parties }.
story-left = { $when }에 회담이 끝난다: { $party }{ JOSA($party, "이/가") } 떠났다.
story-deserted = { $when }에 회담이 끝난다: { $party }{ JOSA($party, "이/가") } 외부 대안을 택해 다른 회담을 떠났다.

# 전달된 말.
story-message-knows-nothing = { $by }{ JOSA($by, "은/는") } { $to }에 { $about }에 관해 말할 수 있으나 남들보다 더 아는 것이 없다: 아무것도 바뀌지 않는다.
story-message-idle = { $by }{ JOSA($by, "은/는") } { $about }에 관해 들은 것을 { $to }에 전한다. { $to }{ JOSA($to, "은/는") } 무엇을 들어도 같은 것을 제안할 것이다: 아무것도 바뀌지 않는다.
story-message-little = { $by }{ JOSA($by, "은/는") } { $about }의 요구가 범위 안에서 적다고 { $to }에 전한다 (바로 듣는 경우는 100번 중 { $accuracy }번).
story-message-much = { $by }{ JOSA($by, "은/는") } { $about }의 요구가 범위 안에서 크다고 { $to }에 전한다 (바로 듣는 경우는 100번 중 { $accuracy }번).
story-message-offers = 적다고 들으면 { $to }의 제안은 { $low }, 크다고 들으면 { $high }.
story-message-cares-alone = { $by }{ JOSA($by, "은/는") } 자기 이득만 생각한다.
story-message-cares = { $by }{ JOSA($by, "이/가") } 생각하는 것: { $gains }.
story-message-own = 자기 이득
story-message-other = { $party }의 이득의 { $weight }배
story-message-heard-little = “적다”고 들었다면 그대로 말하는 것의 가치는 { $truth }, 반대로 말하는 것의 가치는 { $lie }.
story-message-heard-much = “크다”고 들었다면 그대로 말하는 것의 가치는 { $truth }, 반대로 말하는 것의 가치는 { $lie }.
story-message-honest = { $by }{ JOSA($by, "은/는") } 어느 쪽이든 사실대로 말한다: { $to }{ JOSA($to, "은/는") } 믿는다.
story-message-always-much = { $by }{ JOSA($by, "은/는") } 무엇을 들었든 “크다”고 말할 것이다: { $to }{ JOSA($to, "은/는") } 믿지 않으며 아무것도 바뀌지 않는다.
story-message-always-little = { $by }{ JOSA($by, "은/는") } 무엇을 들었든 “적다”고 말할 것이다: { $to }{ JOSA($to, "은/는") } 믿지 않으며 아무것도 바뀌지 않는다.
story-message-opposite = { $by }{ JOSA($by, "은/는") } 언제나 반대로 말할 것이다: { $to }{ JOSA($to, "은/는") } 믿지 않으며 아무것도 바뀌지 않는다.

# 참여 요청과 국내.
story-accession = 참여 요청
story-asked = 묶음에 의무가 있는 불참 당사자에게 참여를 요청한다.
story-void = 그래서 묶음은 무효이다.
story-joins = { $party }{ JOSA($party, "은/는") } 참여한다: 기대값은 { $expected }, 참여할 최저선은 { $least }.
story-joins-not = { $party }{ JOSA($party, "은/는") } 거부한다: 모두가 이행해도 가치는 { $value }, 참여할 최저선은 { $least }.
story-joins-not-mistrust = { $party }{ JOSA($party, "은/는") } 불신 때문에 거부한다: 모두가 이행하면 가치는 { $value }, 그러나 기대값은 { $expected }, 참여할 최저선은 { $least }.
story-home = 국내
story-passes = { $party }: 통과에 필요한 최저선을 넘는 몫은 { $surplus }, 이런 경우 100번 중 { $share }번 통과한다. 여기서는 통과한다.
story-fails = { $party }: 통과에 필요한 최저선을 넘는 몫은 { $surplus }, 이런 경우 100번 중 { $share }번 통과한다. 여기서는 거부된다.
story-nobody-ratifies = 비준해야 하는 당사자가 없다.

# 보장.
story-guarantees = 보장
story-no-force = { $party }{ JOSA($party, "이/가") } 보장하지만 뒷받침할 힘이 없다.
story-force = { $party }{ JOSA($party, "이/가") } 보장한다: 위반자에게 최선의 해로 { $force }년의 손해를 줄 수 있고, 행동하면 자기도 { $cost }년을 잃는다.
story-would-act = “{ $stage }” 단계: 무너지면 { $party }{ JOSA($party, "은/는") } 최선의 해로 { $loss }년을 잃으므로 위반에 대해 행동할 것이다. 남들은 이런 경우 100번 중 { $share }번 그러리라고 믿는다.
story-would-not-act = “{ $stage }” 단계: 무너지면 { $party }{ JOSA($party, "은/는") } 최선의 해로 { $loss }년을 잃으므로 위반에 대해 행동하지 않을 것이다. 남들은 이런 경우 100번 중 { $share }번 그러리라고 믿는다.
story-spoiler-outvoted = 표결에서 지고 더 나빠진 { $party }{ JOSA($party, "은/는") } 받아들이고 살면 최선의 해로 { $loss }년을 잃고, 방해하면 보증자들 때문에 { $cost }년을 잃으리라고 본다: { $verdict }.
story-spoiler-left-out = 빠진 채 더 나빠진 { $party }{ JOSA($party, "은/는") } 받아들이고 살면 최선의 해로 { $loss }년을 잃고, 방해하면 보증자들 때문에 { $cost }년을 잃으리라고 본다: { $verdict }.
story-deterred = 억지된다
story-not-deterred = 억지되지 않는다

# 이행.
story-duties = 의무와 유혹
story-complies = “{ $stage }” 단계: { $party }{ JOSA($party, "은/는") } 의무를 다하지 않으면 최선의 해로 { $gain }년을 얻고 { $loss }년을 잃을 수 있다 (탐지 { $detection }): 이행한다.
story-complies-not = “{ $stage }” 단계: { $party }{ JOSA($party, "은/는") } 의무를 다하지 않으면 최선의 해로 { $gain }년을 얻고 { $loss }년을 잃을 수 있다 (탐지 { $detection }): 이행하지 않는다.
story-no-duty = 의무를 지는 당사자가 없다.
story-carrying = 이행
story-time = 이행하는 데 평균적으로, 도중에 끝나지 않으면 걸리는 시간: { $time }.
story-begins = { $when }: “{ $stage }” 단계가 시작된다.
story-completed = { $when }: “{ $stage }” 단계가 완료된다.
story-paused = { $when }: “{ $stage }” 단계가 멈추었다가 새로 시작된다: 그 단계의 모든 의무를 다시 이행해야 한다.
story-renegotiated = { $when }: “{ $stage }” 단계가 다시 회담에 오른다. 이미 한 것은 그대로 남는다.
story-punished = { $when }: { $by }{ JOSA($by, "이/가") } 보장에 따라 { $party }에 대해 행동한다.
story-with = { $first }, { $rest }
story-defected-seen = { $when }: { $party }{ JOSA($party, "이/가") } “{ $stage }” 단계의 의무를 다하지 않는다. 탐지된다.
story-defected = { $when }: { $party }{ JOSA($party, "이/가") } “{ $stage }” 단계의 의무를 다하지 않는다. 탐지되지 않는다.
story-ended = { $when }: 합의가 끝난다: { $why }.
story-horizon = 보고 기간의 끝({ $when })에 발효 중이다.
story-event = “{ $event }” ({ $effect })
story-review = { $when }: { $events }. 아무도 예상하지 못한 일이다: 모든 서명자가 계속할지 다시 정한다.
story-stays = { $when }: { $party }{ JOSA($party, "은/는") } 이제 계속할 때의 { $staying }{ JOSA($staying, "과/와") } 떠날 때의 { $leaving }{ JOSA($leaving, "을/를") } 견준다: 남는다.
story-leaves = { $when }: { $party }{ JOSA($party, "은/는") } 이제 계속할 때의 { $staying }{ JOSA($staying, "과/와") } 떠날 때의 { $leaving }{ JOSA($leaving, "을/를") } 견준다: 떠난다.
story-stays-outside = { $when }: { $party }{ JOSA($party, "은/는") } 이제 계속할 때의 { $staying }{ JOSA($staying, "과/와") } 외부 대안을 택해 떠날 때의 { $leaving }{ JOSA($leaving, "을/를") } 견준다: 남는다.
story-leaves-outside = { $when }: { $party }{ JOSA($party, "은/는") } 이제 계속할 때의 { $staying }{ JOSA($staying, "과/와") } 외부 대안을 택해 떠날 때의 { $leaving }{ JOSA($leaving, "을/를") } 견준다: 떠난다.
story-no-longer = { $when }: { $party }{ JOSA($party, "은/는") } 더는 “{ $stage }” 단계의 의무를 다하지 않을 것이다.
story-now = { $when }: { $party }{ JOSA($party, "은/는") } 이제 “{ $stage }” 단계의 의무를 다할 것이다.
story-collapse-defection = { $party }의 위반이 탐지된다
story-collapse-spoiled = 빠진 채 더 나빠진 { $party }{ JOSA($party, "이/가") } 방해한다
story-collapse-withdrawal = 남는 것보다 떠나는 것이 나은 { $party }{ JOSA($party, "이/가") } 탈퇴한다
story-collapse-lapsed = 완료 뒤에 효력을 잃는다

# 결과.
story-result = 결과
story-not-held = “{ $phase }”{ JOSA($phase, "은/는") } 열리지 않았다: 기다리던 일이 일어나지 않았다.
story-not-held-deserted = “{ $phase }”{ JOSA($phase, "은/는") } 열리지 않았다: 없으면 아무것도 통과될 수 없는 당사자가 떠난 뒤였다.
story-end = 끝: { $why }, { $when }.
story-benefit = { $party }: 합의가 없을 때에 견준 편익 { $benefit } (운에 대한 기댓값 { $expected }); 자기 척도의 이득 { $gain } ({ $expected_gain }).

# 개수.
count-meetings = 회의 { $number }번
count-offers = 제안 { $number }번
count-packages = 묶음 { $number }개
count-issues = 의제 { $number }개
count-times = { $number }번
count-formats = 형식 { $number }개
count-worlds = 세계 { $number }개
count-runs = 실행 { $number }개
count-threads = 스레드 { $number }개

# 합의한 것을 이행하는 데 걸리는 시간.
time-months = { $months }개월
time-in-stages = 단계를 차례로 밟으면 { $months }개월, 한꺼번에 하면 { $whole }개월
time-no-end = ∞
story-played = 바깥에서 움직인 당사자: { $seats }. 아래에서 이들이 요구한다고 한 것은 엔진이 그 자리에서 요구했을 것이다.
story-not-over = 게임이 끝나지 않았다: 마지막 수 다음은 엔진이 둔다.
