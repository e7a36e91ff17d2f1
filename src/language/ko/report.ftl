# 보고서.

## 첫 화면
report-skip = 답으로 바로 가기
report-answer = 답
report-question = 어느 형식에서 합의가 가장 자주 서명되고, 어느 형식에서 끝까지 이행되는가?
report-question-one = 합의는 얼마나 자주 서명되고, 유지되는가?
report-answer-both = { $format }에서는 가정된 세계 100개 가운데 { $signed }개에서 합의가 서명되고 { $completed }개에서 끝까지 이행된다. 기준인 { $reference }에서는 각각 { $there }개와 { $finished }개이다.
report-answer-differs = { $format }에서는 합의가 { $event } 세계가 가정된 세계 100개 가운데 { $here }개이고, 기준인 { $reference }에서는 { $there }개이다.
report-answer-little = 합의가 { $event } 세계의 수에서 기준인 { $reference }(가정된 세계 100개 가운데 { $there }개)와 5개 이상 다른 형식은 없다. 가장 큰 차이는 { $format }의 { $points }이다.
report-but-open = 이 차이는 확실하지 않아 미정이다.
report-but-depends = 이 차이는 { $on }에 달려 있다.
report-but-untested = 이 차이는 충분한 실행과 세계에서 시험되지 않았다.
report-answer-no = 합의가 { $event } 세계는 기준인 { $reference }에서 가정된 세계 100개 가운데 { $there }개이고, 다른 모든 형식에서도 같다.
report-answer-same = 차이가 없다. 어느 형식에서나 합의가 서명되고 이행되는 세계의 수는 기준인 { $reference }에서와 같다.
report-answer-one = { $format }에서는 가정된 세계 100개 가운데 { $signed }개에서 합의가 서명되고, { $force }개에서 발효되고, { $completed }개에서 끝까지 이행되며, { $standing }개에서 마지막까지 유지된다.
report-is-signed = 서명되는
report-is-completed = 끝까지 이행되는
report-not-a-forecast = 이것은 예측이 아니다. 수는 가정된 세계 { $worlds }개를 센 것이다.

## 측정값
report-format = 형식
report-signed = 서명됨
report-in-force = 발효됨
report-completed = 이행 완료
report-standing = 마지막까지 유지됨
report-zone = 합의 가능 영역이 있음
report-gain-of = { $party }의 이득
report-periods = 서명까지의 시간(단위: { $period }): 중앙값(가운데 절반)

## 결과
report-contents = 차례
report-found = 발견된 것
report-found-rule = 모든 차이는 같은 가정된 세계에서 각 형식의 값에서 기준인 { $reference }의 값을 뺀 것이다. 100개 가운데 5개 이상이고, 기본 실행에서 한 가지씩 달리한 모든 실행에서 같은 방향일 때만 ‘뚜렷하다’고 한다.
report-clear-agreements = 서명과 이행의 뚜렷한 차이(세계 100개 가운데)
report-clear-gains = 당사자 이득의 뚜렷한 차이
report-clear-none = 없음.
report-what = 무엇
report-difference = 차이(100개 가운데)
report-difference-own = 차이(각자의 척도)
report-interval = 95 % 구간
report-worlds-that-differ = 세계 100개 가운데 { $reference }보다 높음 / 낮음
report-same = 처음 세계 { $worlds }개 모두에서 { $reference }{ JOSA($reference, "과/와") } 같음: { $formats }.
report-line = { $measure }, { $format }: { $number }
report-depends = 무엇이 무엇에 달려 있는가
report-depends-none = 기준과의 차이 가운데 다른 실행에 따라 달라지는 것은 없다.
report-open = 미정: 5포인트 이상이지만 확실하지 않음({ $count })
report-untested = 충분한 세계에서 시험되지 않음({ $count })
report-all-formats = 모든 형식(세계 100개 가운데)
report-messages = 중재자와 전달자가 전한 것(세계 100개 가운데):
report-intervals = 괄호 안은 95 % 윌슨 구간이다. 뽑은 세계의 수 때문에 생기는 오차(시뮬레이션 오차)를 말할 뿐, 가정이 얼마나 맞는지는 말하지 않는다.
report-runs = 차이를 시험한 실행들
report-runs-none = 기준과의 차이 가운데 다른 실행에서 시험할 만큼 크고 확실한 것은 없다.
report-runs-table = 실행별 차이 보기(차이 { $count }개)
report-runs-about = 각 행은 기본 실행에서 5포인트 이상이고 확실한, 기준과의 차이이다. 각 열은 기본 실행에서 한 가지를 달리한 것이다.
report-finding = 결과
report-verdict = 판정
report-base = 기본
report-not-counted = 알리기만 하고 세지 않음

## 그림
report-charts = 그림
report-charts-about = 모든 그림에서 형식은 같은 순서로, 합의가 자주 서명되는 것부터 놓인다.
report-numbers = 이 그림의 수

## 탐색
report-explorer = 직접 세계에 물어보기
report-explorer-over = 측정값을 고르고 조건을 표시하면 그에 맞는 세계만 센다. 이 부분의 모든 수는 가정된 세계 { $all }개 가운데 이 문서에 들어 있는 처음 { $worlds }개를 센 것이다.
report-explorer-measure = 측정값
report-explorer-formats = 보여 줄 형식
report-explorer-only = 다음과 같은 세계만 …
report-explorer-under = 이 형식에서
report-explorer-world = 세계
report-explorer-reset = 다시 모든 세계로
report-explorer-answer = 이 세계들에서의 답
report-explorer-share = 이 세계들 가운데 비율
report-explorer-mean = 합의가 없을 때와 비교한 평균 이득(각자의 척도)
report-explorer-here = 이 세계들에서
report-explorer-all = 전체에서
report-explorer-ends = 이 세계들에서 어떻게 끝났는가(100개 가운데)
report-explorer-worlds = 세계 { $all }개 가운데 { $worlds }개가 이에 해당한다.
report-explorer-none = 세계 { $all }개 가운데 이에 해당하는 것이 없다. 표시를 하나 지우면 된다.
report-event-zone = 합의 가능 영역이 있다
report-event-no-zone = 합의 가능 영역이 없다
report-event-signed = 합의가 서명된다
report-event-not-signed = 아무것도 서명되지 않는다
report-event-completed = 이행이 완료된다
report-event-not-completed = 아무것도 완료되지 않는다
report-event-standing = 마지막까지 유지된다
report-event-not-standing = 마지막에 남은 것이 없다
report-holds = 성립한다
report-holds-not = 성립하지 않는다
report-low = 낮음({ $number } 미만)
report-middle = 중간
report-high = 높음({ $number } 이상)
report-drawn-demand = 요구(가능한 이득 가운데 고집하는 몫)
report-drawn-patience = 인내(1년 뒤의 것이 오늘 지니는 값)
report-drawn-temptation = 유혹(약속을 어겨서 얻는 것)
report-drawn-spoiling = 방해(자신에게 불리한 합의를 깨는 빈도)
report-drawn-audience = 청중 비용(공개적으로 실패할 때 치르는 값)
report-drawn-conflict = 갈등 비용(합의가 없는 동안 잃는 것)
report-drawn-outside = 외부 대안(자리를 떠난 뒤에 갖는 것)
report-drawn-lapse = 완료된 합의가 소멸하는 빈도
report-drawn-completion = 의제가 이행되는 속도
report-end-standing = 이행 완료, 유지됨
report-end-under-way = 발효, 이행 중
report-end-gone = 이행 완료, 더는 유지되지 않음
report-end-broken = 발효, 완료 전에 깨짐
report-end-not-in-force = 서명, 발효되지 않음
report-end-not-signed = 서명 없음

## 누가 무엇을 원하는가
report-wants = 누가 무엇을 원하는가
report-wants-about = 각 칸은 당사자가 다른 것보다 위에 놓는 수준이다. 순서의 양 끝만 알려져 있으면 그 사이는 세계마다 새로 뽑는다.
report-wants-nothing = 관심 없음
report-wants-unsaid = 언급 없음
report-wants-conditions = 조건: { $count }개
report-mark-stated = 명시
report-mark-assumed = 가정
report-issue = 의제
report-cares-most = 가장 중시하는 것

## 형식
report-formats = 형식과 그 차이
report-formats-about = 형식은 이 일곱 가지 구성 요소에서만 다르다.
report-formats-mark = ≠ 표시는 첫째 형식과 다른 것이다.
report-formats-words = 각 형식의 설명
report-component-members = 참석자
report-component-rule = 규칙
report-component-proposing = 제안
report-component-information = 정보
report-component-contract = 의제
report-component-enforcement = 이행 보장
report-component-calendar = 누가 몇 번 만나는가
report-short-all = { $count }자 모두
report-short-members = { $count }자
report-short-tables = 하위 회의 { $count }개
report-short-veto = 거부권
report-short-unanimity = 만장일치
report-short-minus = { $count }자 빼고 모두
report-short-quota = { $count }자 이상
report-short-votes = { $count }표
report-short-turn = 차례로
report-short-text = 단일 문안
report-short-own = 자기 것만
report-short-disclosed = 공개됨
report-short-mediator = 중재자
report-short-messenger = 전언
report-short-all-issues = 의제 { $count }개 모두
report-short-issues = 의제 { $count }개
report-short-stages = { $count }단계
report-short-inspection = 사찰
report-short-monitors = 감시자 { $count }
report-short-guarantors = 보증자 { $count }
report-short-weight = 힘을 보탬
report-short-none = 없음
report-short-leaders = 정상, { $count }회
report-short-working = 대표단, { $count }회

## 명시된 것과 가정된 것
report-provenance = 명시된 것과 가정된 것
report-provenance-count = 시나리오의 항목 가운데 { $stated }개는 자료에 명시되어 있고, { $assumed }개는 가정이며, 그 가운데 { $defaults }개는 프로그램의 기본값이다.
report-stated = 명시된 것({ $count })
report-assumed = 시나리오에서 가정한 것({ $count })
report-default = 기본값으로 가정한 것({ $count })
report-paragraphs = { $count }문단
report-entry = 항목
report-says = 내용
report-from = 출처
report-could-be = { $because }; 다르게는: { $range }
report-by-default = 기본값
report-file-line = ({ $line }번째 줄)
report-variant = 파일의 변형: { $names }
report-no-variant = 변형 없음: { $why }

## 수를 얻은 방법
report-making = 수를 얻은 방법
report-making-worlds = 프로그램은 시드 { $seed }{ JOSA($seed, "으로/로") } 가정된 세계 { $worlds }개를 뽑았다. 각 세계에서 가정된 수는 그 범위에서 한 번씩, 당사자가 원하는 것은 진술과 맞는 모든 값에서 뽑았다. 모든 형식을 같은 세계에서 진행했으므로 두 형식의 차이는 형식에서 나온다. 주 실행에서의 협상 행동: { $behaviour }.
report-making-horizon = 보고 기간: { $start }부터 { $horizon }.
report-making-clear = 차이는 세계 100개 가운데 5개 이상이고, 두 형식이 다른 세계 100개 가운데 90개 이상이 같은 방향이며, 기본 실행에서 한 가지(협상 행동, 요구의 상관, 관례, 시나리오가 든 대안)를 달리한 모든 실행에서 확실히(95 % 구간이 0보다 위) 같은 방향일 때만 ‘뚜렷하다’고 한다.
report-making-unclear = 어떤 실행에서 5포인트보다 작아지고 기본 실행과의 차이가 우연을 넘으면, 그 차이는 그 실행에 달려 있다. 그것이 우연일 수 있거나 기본 실행 자체가 확실하지 않으면 미정이다. 반대되는 실행은 없으나 세계가 너무 적어 알 수 없는 실행이 있으면 시험되지 않은 것이다.
report-making-again = 같은 수를 다시 얻으려면: { $program }, 해시가 { $hash }인 시나리오 { $scenario },
report-footer = 시드 { $seed } · 시나리오 해시

## 한계
report-limits = 이것이 아닌 것
report-limits-worlds = 이것은 예측이 아니다. 수는 가정된 세계를 센 것이다. 곧 가정의 묶음 { $worlds }개에서 같은 규칙대로 진행했을 때 몇 개에서 어떤 일이 일어나는지를 말한다. 실제 세계에서 얼마나 자주 일어날지는 말하지 않는다.
report-limits-assumed = 당사자가 원하는 것은 자료에 있으면 자료에서 가져오고, 없으면 가정했다. 둘 다 위에 적혀 있다. 규칙에 없는 것은 밖에서 아무리 중요해도 여기서는 영향이 없다.
report-limits-use = 형식 사이의 차이를 읽고, 그것이 무엇에 달려 있는지 묻고, 가정을 바꾸어 보면 된다.

## 낱말
report-words = 낱말
word-world = 가정된 세계
meaning-world = 시나리오가 가정한 범위에서 뽑은 수의 완전한 한 묶음. 모든 형식을 같은 세계에서 진행한다.
word-format = 형식
meaning-format = 누가 누구와 어떻게 대화하는가: 일곱 가지 구성 요소로 이루어지며 자기만의 수는 없다.
word-package = 묶음
meaning-package = 의제마다 한 수준: 합의의 내용.
word-signed = 서명됨
meaning-signed = 동의해야 하는 모든 당사자가 회의에서 묶음을 받아들였다.
word-force = 발효됨
meaning-force = 가입을 요청받은 불참 당사자가 가입했고, 비준이 필요한 곳에서 비준되었다.
word-completed = 이행 완료
meaning-completed = 모든 단계가 기간 안에 이행되었다.
word-standing = 마지막까지 유지됨
meaning-standing = 기간이 끝날 때 발효 중이다: 이행을 마쳤거나 이행하고 있다.
word-benefit = 편익
meaning-benefit = 합의가 없을 때와 비교해 당사자가 얻는 것: 이득에서, 같은 세계에서 아무것도 합의되지 않을 때 갖는 것을 뺀 값.
word-gain = 이득
meaning-gain = 당사자가 자기 척도에서 얻는 것: 0은 지금 시행되는 상태, 1은 모든 의제에서 가장 좋은 수준이다. 두 당사자의 이득은 더하거나 비교할 수 없다.
word-reservation = 유보 가치
meaning-reservation = 당사자가 서명하는 최소한의 값(자기 척도).
word-zone = 합의 가능 영역
meaning-zone = 서명해야 하는 모두에게 적어도 유보 가치를 주는 묶음들.
word-enforcing = 자기 이행적
meaning-enforcing = 각 당사자가 깨기보다 이행하기를 택하는 묶음.
word-temptation = 유혹
meaning-temptation = 약속한 것을 하지 않아서 당사자가 얻는 것.
word-detection = 탐지
meaning-detection = 약속이 깨진 것을 감시자가 100번 가운데 몇 번 알아채는가.
word-spoiling = 방해
meaning-spoiling = 합의로 더 나빠진 당사자가 합의를 무너뜨리는 것.
word-ratification = 비준
meaning-ratification = 서명 뒤 국내의 동의.
word-clear = 뚜렷함
meaning-clear = 세계 100개 가운데 5개 이상의 차이로, 형식이 다른 세계 100개 가운데 90개 이상이 같은 방향이고, 별 모양 실행 모두에서도 같은 방향인 것.
word-star = 별 모양 실행
meaning-star = 기본 실행과, 같은 세계에서 한 가지씩만 달리한 실행들.
word-depends = …에 달려 있음
meaning-depends = 기본 실행에서는 뚜렷하지만 이 실행에서는 5포인트보다 작거나 반대 방향이고, 그 변화가 우연을 넘는 것.
word-open = 미정
meaning-open = 5포인트 이상이지만 확실하지 않은 것: 기본 실행 자체가 그렇거나, 반대되는 실행이 있으나 우연일 수 있다.
word-untested = 시험되지 않음
meaning-untested = 기본 실행에서 뚜렷하고 반대되는 실행도 없으나, 세계가 너무 적어 알 수 없는 실행이 있는 것.
word-construction = 구성상
meaning-construction = 세계와 관계없이 두 형식만으로 증명되는 것: 시뮬레이션의 결과가 아니다.
word-told = 알리기만 하고 세지 않음
meaning-told = 여러 가지를 한꺼번에 달리하거나 비교를 위해 보이는 실행: 어떤 차이에서도 ‘뚜렷함’을 빼앗을 수 없다.

report-narrow = 그림은 더 넓은 화면에서 볼 수 있으며, 수치는 아래에 있다.
