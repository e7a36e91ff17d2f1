# 형식별 그림: 시기, 결말, 수준, 단계. 그리고 한 번의 회담.
period-month = 개월
period-year = 년
period-week = 주
period-day = 일
period-quarter = 분기
period-at = { $n }{ $period }째
period-one = 1{ $period }
period-many = { $n }{ $period }

group-standing = 유지됨
group-gone = 이행 완료 뒤 끝남
group-broken = 이행 중에 깨짐
group-refused = 서명 뒤 거부됨
group-failed = 합의 가능 영역을 놓침
group-no-zone = 합의 가능 영역 없음
group-talking = 회담 중
group-over = 더는 발효 중이 아님
group-refused-short = 거부됨
group-no-zone-short = 합의 가능 영역 없음

endings-question = 왜 끝나는가?
endings-subtitle = 가정된 세계 100개 중 (n = { $worlds }; { $scenario }), 각 형식에서 어떻게 끝났는지.
endings-title = { $group }: { $a }에서는 세계 100개 중 { $of_a }개, { $b }에서는 { $of_b }개
endings-title-same = 형식마다 결말이 비슷하며 “{ $group }”{ JOSA($group, "이/가") } 가장 많다: 세계 100개 중 { $of_100 }개
endings-title-one = 가장 많은 결말은 “{ $group }”: 가정된 세계 100개 중 { $of_100 }개
endings-reason = 결말
endings-after-completion = 그중 완료 뒤
endings-by-whom = 누가
endings-by-phase = { $format }, “{ $phase }” 회담
endings-several = 여러 탁자의 회담({ $formats })은 결정한 탁자의 결과로 센다. 다른 탁자가 서명한 것은 아직 유지될 수 있다.
endings-several-far = 탁자가 여럿이면 결정한 탁자의 결과로 센다. 다른 탁자의 합의는 아직 유지될 수 있다.

time-question = 언제 일어나는가?
time-title = { $a }{ JOSA($a, "은/는") } { $at_a }에 서명의 절반에 이르고, { $b }{ JOSA($b, "은/는") } { $at_b }에 이른다
time-title-same = 모든 형식에서 서명의 절반이 { $at }까지 이루어진다
time-title-one = { $a }에서는 서명의 절반이 { $at }까지 이루어진다
time-title-none = 어느 형식에서도 거의 서명되지 않는다
time-subtitle = 가정된 세계 100개 중 (n = { $worlds }; { $scenario }). 굵은 선: 그때까지 서명; 가는 선: 기준 형식. 괄호 안: 서명의 절반에 이르는 시점. 그림 아래: 아직 회담 중.
time-subtitle-some = 가정된 세계 100개 중 (n = { $worlds }; { $scenario }). 굵은 선: 그때까지 서명; 가는 선: 기준 형식. 괄호 안: 서명의 절반에 이르는 시점. 서명이 많은 순으로 형식 { $all }개 중 { $some }개. 그림 아래: 아직 회담 중.
time-signed-far = 지금까지 서명됨(가는 선: 기준); 괄호: 절반이 서명된 달
time-half = 절반은 { $at }까지
time-never = 서명 없음
time-signed = 서명
time-signed-in = 세계 100개 중 { $of_100 }개에서 서명
time-date = 시점
time-since = 서명된 100개 중, 서명 뒤 같은 기간 안에 완료

levels-question = 합의는 무엇을 바꾸는가?
levels-subtitle = 가정된 세계 100개 중 (n = { $worlds }; { $scenario }), 의제가 합의가 없을 때와 다른 수준에 있는 세계.
levels-subtitle-some = 가정된 세계 100개 중 (n = { $worlds }; { $scenario }), 합의가 없을 때와 수준이 다른 세계. 의제 { $all }개 중 가장 많이 바뀌는 { $some }개; 나머지는 표에 있다.
levels-title = { $months }개월 뒤 “{ $issue }”{ JOSA($issue, "은/는") } 세계 100개 중 { $a }에서 { $of_a }개, { $b }에서 { $of_b }개가 바뀐다
levels-title-one = { $months }개월 뒤 { $a }에서 가장 많이 바뀐 것은 “{ $issue }”: 세계 100개 중 { $of_a }개
levels-title-same = { $months }개월 뒤 모든 형식이 똑같이 바꾸었다
levels-title-nothing = { $months }개월 뒤 어느 형식에서도 바뀐 것이 없다
levels-issue = 의제
levels-level = 수준
levels-at-start = 시작할 때
levels-after = { $months }개월 뒤
levels-without = 합의가 없을 때
levels-changed = 합의가 없을 때와 다른 수준
levels-dot = “·”: 세계 200개 중 1개 미만.
levels-dot-late = “·”: 200개 중 1개 미만. 형식 { $all }개 중 { $late }개는 서명의 절반이 { $months }개월보다 늦어 아직 바뀐 것이 적다.

stages-question = 합의는 어디까지 이행되는가?
stages-subtitle = 가정된 세계 100개 중 (n = { $worlds }; { $scenario }), { $period } 안에. “47 중 40”: 47개에서 시작되어 40개에서 완료.
stages-subtitle-some = 가정된 세계 100개 중 (n = { $worlds }; { $scenario }), { $period } 안에, 처음 { $shown }단계. “47 중 40”: 47개에서 시작되어 40개에서 완료.
stages-completed = 완료
stages-under-way = 이행 중
stages-broken = 도중에 깨짐
stages-empty = 합의한 내용 없음
stages-none = 발효된 것 없음
stages-none-at-all = 어느 형식에서도 시작된 단계가 없다 (세계 100개 중 0개)
stages-stage = { $n }단계
stages-of = { $format }, { $stage }단계
stages-done-of = { $begun } 중 { $done }
stages-title = { $format }: 세계 100개 중 { $begun }개가 이행을 시작해 { $done }개가 마친다; { $way }개는 이행 중, { $broken }개는 깨짐
stages-title-stage = { $format }의 { $stage }단계: 세계 100개 중 { $begun }개가 시작해 { $done }개가 마친다; { $way }개는 이행 중, { $broken }개는 깨짐
stages-in-words = 시작 { $begun }, 완료 { $done }, 도중에 깨짐 { $broken }, 건너뜀 { $empty }
stages-name = 단계
stages-begun = 시작

talks-question = 누가 무엇을 제안했고, 누가 거부했는가?
talks-subtitle = 세로줄은 제안, 가로줄은 당사자. 표시가 높을수록 그 제안이 그 당사자에게 더 가치 있다. 첫 거부가 나올 때까지 차례로 답한다.
talks-subtitle-some = 세로줄은 제안(처음과 끝, { $all }개 중 { $some }개), 가로줄은 당사자. 높을수록 더 가치 있다. 첫 거부가 나올 때까지 차례로 답한다.
talks-own = 자기 제안
talks-accepts = 수락
talks-refuses = 거부
talks-floor = 서명할 수 있는 최저선; 가는 선: 지금 받아들이는 최저선
talks-axis = 회의 시점 ({ $period })
talks-leaves = 퇴장한다
talks-not-asked = 답할 기회 없음
talks-accepts-all = { $asked }번 중 { $asked }번 수락
talks-refuses-of = { $asked }번 중 { $refused }번 거부
talks-title-signed = 세계 { $world }, { $format }: 제안 { $offers }번 끝에 { $at }에 서명
talks-title-left = 세계 { $world }, { $format }: 제안 { $offers }번 뒤 { $party }{ JOSA($party, "이/가") } 퇴장
talks-title-failed = 세계 { $world }, { $format }: 제안 { $offers }번, 통과된 것 없음
talks-title-refuser = { $come_out }; 가장 많이 거부한 쪽은 { $party } ({ $asked }번 중 { $refused }번)
talks-offers = 제안 횟수: { $n }.
talks-package = 묶음
talks-party = 당사자
talks-does = 행동
talks-worth = 당사자에게 주는 가치
talks-least = 서명할 수 있는 최저선
talks-asks = 지금 받아들이는 최저선
talks-offers-it = 제안
talks-title-signed-by = 세계 { $world }, { $format }: 제안 { $offers }번 끝에 { $party }의 제안이 { $at }에 서명된다
