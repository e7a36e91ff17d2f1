# `compare`와 `run`의 화면.
screen-brackets = 괄호 안: 95 % 구간, 시뮬레이션 오차만 나타낸다. 예측이 아니다.
screen-settings = 가정된 세계 { $worlds }개, 시드 { $seed }, 행동 방식 { $behaviour }, { $periods }
screen-of-100 = 세계 100개 중
screen-mostly = 주로 끝난 까닭
screen-format = 형식: { $format }
screen-told = 세계 100개 중 { $text }
screen-against = 기준: { $format }
screen-clear-note = 뚜렷함: 시험한 모든 실행에서 같다. 그 밖의 설명: --findings
screen-together-note = ±: “{ $format }” 대비 차이, 세계 100개 기준. ‘뚜렷함’ 등의 뜻: --findings
screen-nothing-clear = 형식 사이에 뚜렷한 차이가 없다
screen-one-format = 형식이 하나뿐이다.
screen-nowhere = 5점 이상 차이 나는 곳이 없다.
screen-unclear-one = 5점 이상의 차이 1개: { $parts }. 자세히: --findings
screen-unclear-many = 5점 이상의 차이 { $number }개: { $parts }. 자세히: --findings
screen-unclear-depend = { $number }개는 가정에 달려 있음
screen-unclear-open = { $number }개는 미정
screen-unclear-not-tested = { $number }개는 검증 안 됨
screen-over = −
screen-gain = { $party }의 이득
screen-how-far = 세계 100개 중 몇 개에서
screen-why = 끝난 까닭, 세계 100개 중
screen-standing = { $periods } 뒤까지 유지
screen-phases = 단계별, 세계 100개 중
screen-quartiles = 서명의 절반은 { $low }~{ $high }기간 뒤에 이루어지며, 가운데 값은 { $middle }이다.
screen-rest = { $share } 그 밖의 까닭 ({ $number }가지)
screen-doer = { $ending }: { $party }
screen-mostly-doer = { $ending }: 주로 { $party }
screen-gains = 평균 편익(합의가 없을 때 대비 이득)과 평균 이득, 각자의 척도
screen-absent = 협상장에 없음
screen-interval = ({ $low }~{ $high })
screen-under-way = 이행 중
screen-no-zone = 영역 없음
screen-mistrust = 불신
screen-deadline = 시한
screen-spoiled = 방해
screen-lapsed = 실효
screen-report = 보고서   { $path }

# 결과 × 실행 표.
findings-head = 기본 실행의 결과와 각 실행이 말하는 것
findings-none = 기본 실행에는 검증할 만큼 크고 확실한 차이가 없다.
findings-run = 실행
findings-base = 기본
findings-told = { $run } (참고용, 세지 않음)
findings-first = “{ $format }” 대비 결과만 보인다. 전체는 보고서와 summary.json에 있다.

# 그림과 슬라이드.
png-missing = 알림: PNG 차트의 글꼴에 없는 글자: { $letters }. 그 자리는 빈 상자로 나온다 (SVG 차트에는 보인다)
slides-written = 슬라이드 { $number }장을 { $folder }에 저장했다
slide-formats = { $formats }개 형식을 같은 가정된 세계 { $worlds }개에서 시험한다. 결과의 차이는 형식에서만 나온다.
slide-one-format = 가정된 세계 { $worlds }개에서 본 “{ $format }”.
slide-limits = 이 결과가 말하지 않는 것
slide-limit-worlds = • 예측이 아니다. “100개 중 38개”는 가정된 세계를 센 것이지 미래를 센 것이 아니다.
slide-limit-assumed = • 세계는 자료가 말하는 것과 그 밖에 가정한 것에서 뽑는다. 가정이 다르면 숫자도 다르다.
slide-limit-clear = • ‘뚜렷함’은 시험한 다른 실행 { $runs }개 모두에서 차이가 같은 방향이라는 뜻이다. 참이라는 뜻은 아니다.
slide-limit-untested = • 어떤 결과도 다른 실행에서 검증되지 않았다.
slide-limit-error = • 구간은 세계를 얼마나 정확히 세었는지를 나타낼 뿐, 가정이 얼마나 확실한지를 나타내지 않는다.

# 결과에 곁들이는 것.
screen-next = 다음     { $command }
screen-above-all = 까닭     { $what }
dry-work = { $scenario }: { $formats } × 가정된 세계 { $worlds }개 = 실행 { $runs }번
dry-takes = 처리 시간 약 { $cpu }초, { $threads }에서 { $wall }초. results.csv 약 { $results }, worlds.csv { $drawn }
dry-megabytes = { $number }메가바이트
dry-not-written = 쓰지 않음
dry-star-none = --star { $star }: 기본 실행뿐, { $seconds }초
dry-star = --star { $star }: 기본 실행 외에 각각 세계 { $worlds }개인 { $runs }, { $seconds }초
dry-nothing = 아무것도 돌리거나 쓰지 않았다.
interrupted-nothing = 중단됨: 끝난 것이 없어 아무것도 남기지 않았다
interrupted-kept = 중단됨: 묶음 { $blocks }개 중 { $finished }개({ $share } %)가 온전하며 { $folder }에 남아 있다
interrupted-again = 같은 명령을 다시 주면 거기서부터 계속한다
interrupted-base = 중단됨: 파일 그대로의 실행이 끝나지 않았다. 같은 명령을 다시 주면 거기서부터 계속한다
interrupted-search = 중단됨: 찾은 것을 남기지 않았다
expectation-met = 기대가 맞았다: { $text } ({ $left }, { $right })
expectation-not-met = 기대가 맞지 않았다: { $text } ({ $left }, { $right })
progress-worlds = 세계
progress-left = 남은 시간
progress-stopping = 멈추는 중 (Ctrl-C를 다시 누르면 곧바로)
progress-stops = 돌고 있는 묶음까지만 끝내고 멈춘다

# 이야기할 만한 실행 (`run --find`).
find-head = “{ $format }”에서 { $query }
find-where = 가정된 세계 0~{ $last }에서 { $runs }
find-where-stopped = 가정된 세계 0~{ $last }에서 { $runs }, 여기서 찾기를 멈추었다
find-world = 세계
find-what = 일어난 일
find-below = 0보다 조금 작음
find-above = 0보다 조금 큼
find-none = 처음 가정된 세계 { $worlds }개 중 이런 것은 없다: { $query }
find-alone = { $condition }만: { $worlds }
find-mend = 조건을 줄이거나, --runs로 더 많은 세계를 보거나, --set으로 가정을 바꾼다

# 한 번의 실행에서 일어난 일, 한 줄로.
happened-not-yet = 아직 서명 없음: { $why }
happened-nothing = 서명 없음: { $why }, { $when }
happened-signed = { $when }에 { $issues }에 대해 서명
happened-completed = { $agreed }; { $when }까지 { $why }
happened-under-way = { $agreed }; { $why }, { $stage }단계
happened-after = { $agreed }; { $done }까지 이행 완료; { $why }, { $when }
happened-in-stage = { $agreed }; { $stage }단계에서 { $why }, { $when }
happened-ended = { $agreed }; { $why }, { $when }
