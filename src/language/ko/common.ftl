# 어디서나 쓰는 이름과 목록.
name-quoted = “{ $name }”
list-two = { $first }{ JOSA($first, "과/와") } { $last }
list-many = { $first }, { $rest }

# 측정값: 표의 머리와 문장.
measure-signed = 서명
measure-in-force = 발효
measure-completed = 이행 완료
measure-standing = 마지막까지 유지
measure-zone = 합의 가능 영역
measure-gain = { $party }의 이득
share-of-100 = 100개 중 { $share } { $interval }

# 차이에 대해 말할 수 있는 것.
finding-clear = 뚜렷함
finding-depends = 가정에 달림
finding-open = 미정
finding-not-tested = 검증 안 됨
finding-same = 같음
finding-under-5 = 5 미만
finding-over = { $measure }: { $a } − { $b }
reason-depends = 다음에 달려 있다: { $runs }
reason-open = 결론을 낼 수 없다: { $why }
reason-open-runs = 결론을 낼 수 없다: { $why }: { $runs }
reason-no-run = 검증되지 않았다: 기본 실행 외에 다른 실행이 없었다. 실행마다 세계 { $worlds }개면 충분하다
reason-not-tested = 검증되지 않았다: 판단하기에 세계가 너무 적다. 다음에는 실행마다 세계 { $worlds }개쯤이면 충분하다: { $runs }
open-which-world = 어느 가정된 세계인가에 달려 있다 (차이가 나는 세계 100개 중 { $share }개가 이 방향이고, 100개 중 { $differ }개에서 차이가 난다)
open-few-worlds = 우연일 수 있다: 판단하기에 실행한 세계가 너무 적다
open-many-pairs = 우연일 수 있다: 형식의 쌍이 이렇게 많은 데 비해 실행한 세계가 너무 적다
open-runs = 다음 실행에서는 보이지 않으며, 기본 실행과의 차이는 우연일 수 있다
construction-same = 두 형식은 이름 말고는 모든 것이 같다
construction-contains = 구조상: 요구가 없고 불참 당사자에게 참여를 요청한다면, { $many }에서 합의할 수 있는 것은 모두 { $few }에서도 합의할 수 있다

# 끝난 까닭.
ending-completed = 이행 완료
ending-under-way = 이행 중
ending-talks-go-on = 회담 진행 중
ending-no-zone = 합의 가능 영역 없음
ending-mistrust = 이행을 믿지 못함
ending-deadline = 시한: 가능한 합의를 놓침
ending-walk-out = 퇴장
ending-veto = 거부권 행사
ending-accession-refused = 요청받은 당사자의 참여 거절
ending-refused-at-home = 국내 비준 거부
ending-defection = 의무 위반
ending-withdrawal = 탈퇴
ending-spoiled = 외부의 방해
ending-lapsed = 완료 후 실효
ending-not-held = 열리지 않음

# 전달된 말의 결과.
message-nothing = 전할 것이 없음
message-knew-nothing = 전하는 쪽이 아는 것이 없음
message-idle = 제안이 달라질 것이 없음
message-not-credible = 믿을 수 없음
message-believed = 믿었으나 효과 없음
messages-changed = 전달된 말이 제안을 바꾼 세계는 { $share }
messages-others = { $changed }; 나머지: { $list }

# 표 아래의 설명.
smallest-scale = { $party }에는 세계 100개 중 { $share }개에서 최소 척도가 적용된다. 그 세계에서는 이미 최선에 아주 가까워서 1이 최악에서 최선까지 거리의 10분의 1이며, 잃는 것이 얻을 수 있는 것의 몇 배가 될 수 있다.
publicity-only-eases = 실패가 공개되는 곳에서 청중 비용은 당사자에게 필요한 것을 낮추고 공언한 입장은 높인다. 입장 × (1 − 요구)가 청중 비용과 같으면 서로 상쇄된다. 여기서는 입장이 더 큰 경우가 없으므로 공개는 언제나 서명을 쉽게 할 뿐이다. 이것은 구조상 그렇다.
publicity = 실패가 공개되는 곳에서 청중 비용은 당사자에게 필요한 것을 낮추고 공언한 입장은 높인다. 입장 × (1 − 요구)가 청중 비용과 같으면 서로 상쇄된다. 세계 100개 중 공개가 당사자에게 필요한 것을 높이는 수와 낮추는 수: { $parties }.
publicity-of = { $party } { $raised }, { $lowered }

# 협상장에서의 행동, 요구의 상관, 요구의 기준.
behaviour-concession = 시간에 따른 양보
behaviour-nash = 내시 곱 선택
behaviour-exact = 마지막 제안부터 거꾸로 정확히 계산
behaviour-benchmark = 전술도 요구도 없는 기준 모형
correlation-assumed = 가정한 대로
correlation-none = 서로 독립
correlation-together = 함께 움직임
correlation-opposed = 서로 반대로 움직임, 가르기 { $number }
demand-possible = 가능한 것
demand-ideal = 이상적인 것
demand-everything = 모든 것

# 결과를 검증하는 실행.
run-behaviour = 행동 방식: { $which }
run-behaviour-words = 협상장에서의 행동 방식 ({ $which }에서는 그렇지 않다)
run-correlation = 요구의 상관: { $which }
run-correlation-words = 요구들이 함께 움직이는 형식 ({ $which }일 때는 그렇지 않다)
run-demand = 요구의 기준: { $which }
run-demand-words = 요구가 무엇에 대한 몫인가 ({ $which }일 때는 그렇지 않다)
run-absent = 불참 당사자에게 참여 요청
run-absent-words = 불참 당사자에게 참여를 요청하는가 (요청하면 그렇지 않다)
run-forethought-off = 뒤의 회담을 내다보지 않음
run-forethought-off-words = 뒤의 회담을 내다보는가 (내다보지 않으면 그렇지 않다)
run-forethought-on = 뒤의 회담을 내다봄
run-forethought-on-words = 뒤의 회담을 내다보는가 (내다보면 그렇지 않다)
run-variant = 대안: { $name }
run-variant-words = 대안 “{ $name }”
run-benchmark = 기준 모형
run-benchmark-words = 전술도 요구도 없는 기준 모형
run-corner = 극단 조합 { $number }
run-corner-first = 다른 행동 방식, 함께 움직이는 요구, 요구의 기준은 모든 것
run-corner-second = 불참 당사자에게 참여 요청, 내다보기를 반대로, 서로 반대되는 요구, 요구의 기준은 이상적인 것
left-out-absent = 불참 당사자에게 참여 요청: 요청할 당사자가 없거나 모든 형식이 불참 당사자에 대해 정하고 있다
left-out-forethought = 내다보기: 다른 회담 뒤에 열리는 회담이 없다
left-out-variant = 대안 { $name }: 비교할 { $missing }{ JOSA($missing, "이/가") } 없다
run-one = 실행 1개
run-many = 실행 { $number }개
tested-none = 기본 실행 외에 다른 실행이 없어 어떤 결과도 검증되지 않았다 (--star none).
tested-beside = , 참고로 { $runs } 추가
tested = { $runs }에서 각각 세계 { $worlds }개로 검증{ $beside }. 기본 실행은 { $base }개 (--star { $star }).
tested-left-out = 실행하지 않음: { $what }.
findings-marks = 각 칸은 그 실행에서의 차이다 (세계 100개 기준, 이득은 자기 척도). 표시 없음: 같은 방향. ?: 판단하기에 세계가 너무 적음. ×: 5점 미만이거나 반대 방향이지만 우연일 수 있음. !: 같으나 기본 실행과 뚜렷이 다름.

stage-whole = 묶음 전체
