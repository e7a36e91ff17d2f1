# 수업의 예측: 물음과 점수.
guess-how =
    시뮬레이션을 돌리기 전에: 무엇을 예상하는가?
    Enter를 치면 물음을 건너뛰거나 괄호 안의 답을 그대로 둔다. - 는 답을 지운다.
    < 는 한 물음 뒤로, > 는 다음 형식으로 간다.
guess-signed = 합의가 서명되는가
guess-in-force = 발효되는가
guess-completed = 끝까지 이행되는가
guess-question = { $what } ({ $low }~{ $high })?
guess-how-many = 가정된 세계 100개 중 몇 개에서 …
guess-gains-most = 각 당사자는 어느 형식에서 가장 많이 얻는가? 번호나 이름으로 답한다.
guess-end = Enter를 치면 이 예측으로 정한다. < 는 뒤로. 다른 조의 이름을 쓰면 그 조가 예측한다:
guess-now = 예측을 저장했다. 이제 시뮬레이션을 시작한다.
guess-kept = 중단되기 전의 예측을 그대로 쓴다.
guess-first-pair = 첫째 조의 이름은?
guess-this-pair = 이 조의 이름은?
guess-pair-there = { $name } 조는 이미 있다.
guess-other-name = 다른 조가 쓰지 않는 이름을 써야 한다.
guess-anew = “{ $what }”{ JOSA($what, "은/는") } 다시 묻는다: 그 수보다 클 수 없다.
guess-too-much = { $high }보다 클 수 없다.
guess-whole = 0에서 { $high }까지의 정수를 써야 한다.
guess-meant = 0에서 { $high }까지의 정수를 써야 한다. 100개 중: { $share }.
guess-number = 1에서 { $high }까지의 번호를 쓰거나 Enter를 친다.
guess-all-asked = 모든 물음이 끝났다. Enter나 < 또는 이름을 쓴다.

guess-head = 예측 → 결과
guess-one-format = 형식이 하나뿐이라 순서를 매길 것이 없다.
guess-nothing = 예측한 것이 없다
guess-off = 평균 { $points }점 빗나감 (모두 { $yardstick }이라 했다면: { $baseline })
guess-one-predicted = { $off }; 한 형식만 예측하여 순서를 매길 것이 없다
guess-none-apart = { $off }; 5점 이상 차이 나는 두 형식이 없어 순서를 매길 것이 없다
guess-orderings = { $off }; 맞은 순서: { $all }개 중 { $right }개
guess-gain-right = { $party }{ JOSA($party, "은/는") } { $format }에서 가장 많이 얻는다: 맞음
guess-gain-wrong = { $party }{ JOSA($party, "은/는") } { $format }에서 가장 많이 얻는다: 틀림. 가장 많이 얻는 것은 { $found }
guess-pair = 조
guess-off-by = 빗나감
guess-everywhere = 모두 { $yardstick }
guess-orderings-right = 맞은 순서
guess-gains-right = 맞은 이득
guess-of = { $all }개 중 { $right }개
guess-note = 빗나감: 세계 100개 기준 평균 점수. 예측은 모두 보고서에 있다
guess-heading = 여러분의 예측
guess-predicted = 예측(100개 중)
guess-found = 결과(100개 중)
