# 어디서 순서가 바뀌는가: sweep의 문장, 표, 도표; 설계에 따른 sensitivity; discover와 sensitivity의 도표.

sweep-along = { $answer }({ $what }; 척도: { $measure }).
sweep-once = { $at }까지는 “{ $first }”{ JOSA($first, "이/가") } 앞서고, 그 뒤로는 “{ $second }”{ JOSA($second, "이/가") } 앞선다
sweep-up-to = { $at }까지는 “{ $format }”
sweep-then-to = 거기서 { $at }까지는 “{ $format }”
sweep-then-on = 그 뒤로는 “{ $format }”{ JOSA($format, "이/가") } 앞선다
sweep-at = { $at_a }에서는 “{ $a }”{ JOSA($a, "이/가") }, { $at_b }에서는 “{ $b }”{ JOSA($b, "이/가") } 앞선다
sweep-always = “{ $leads }”{ JOSA($leads, "이/가") } 모든 값에서 “{ $other }”보다 { $unit } { $by }만큼 앞선다; 이 범위에서 순서는 바뀌지 않는다
sweep-mostly = “{ $leads }”{ JOSA($leads, "이/가") } 값 { $all }개 중 { $count }개에서 “{ $other }”보다 { $unit } 최대 { $most }만큼 앞서고, 나머지에서는 가려지지 않는다; 이 범위에서 순서는 바뀌지 않는다
sweep-level = “{ $a }”{ JOSA($a, "과/와") } “{ $b }”{ JOSA($b, "은/는") } 어느 값에서도 가려지지 않는다: 차이의 구간이 모두 0을 포함한다
sweep-same = “{ $a }”{ JOSA($a, "과/와") } “{ $b }”{ JOSA($b, "은/는") } 모든 값에서 세계 { $worlds }개 하나하나가 같다
sweep-none-turns = 가려지는 한, 이 범위에서 순서가 바뀌는 형식은 없다({ $what }; 척도: { $measure }).
sweep-one = 형식이 “{ $format }” 하나뿐이라 바뀔 순서가 없다({ $what }; 척도: { $measure }).
sweep-crosses = 수치는 { $at }에서도 엇갈리지만, 거기서는 차이의 구간이 0을 포함한다.
sweep-plane = “{ $a }”{ JOSA($a, "이/가") } 칸 { $all }개 중 { $count_a }개에서, “{ $b }”{ JOSA($b, "이/가") } { $count_b }개에서 앞서고, { $level }개에서는 차이의 구간이 0을 포함한다(척도: { $measure }).
sweep-plane-refused = 칸 { $count }개는 거부되었다.
sweep-edge = { $second }{ JOSA($second, "이/가") } { $at }일 때: { $answer }({ $first }).
sweep-unit-share = 세계 100개 중
sweep-unit-gain = 자신의 척도로

sweep-cost = 값 { $points }개 × 세계 { $worlds }개 × 형식 { $formats }개: 처리 시간 약 { $seconds }초, 스레드 { $threads }개.
sweep-head-difference = { $a } − { $b }
sweep-others = 다른 형식들의 순서가 바뀌는 곳
sweep-plane-head = “{ $a }” − “{ $b }”, 세계 100개 중; 괄호 안은 구간이 0을 포함하는 곳
sweep-plane-head-gain = “{ $a }” − “{ $b }”, 당사자 자신의 척도로; 괄호 안은 구간이 0을 포함하는 곳
sweep-plane-corner = { $second } ↓  { $first } →
sweep-basis = 모든 값을 같은 가정 세계 { $worlds }개에서 보았다(시드 { $seed }); 95 % 구간은 세계를 더 늘리면 바뀔 수 있는 정도를 말한다.
sweep-refused = { $value }{ JOSA($value, "은/는") } 거부되었다: { $why }
sweep-written = { $folder }에 썼다

# sweep의 도표.
sweep-title-plane = “{ $a }”{ JOSA($a, "이/가") } 칸 { $all }개 중 { $count_a }개에서, “{ $b }”{ JOSA($b, "이/가") } { $count_b }개에서 앞선다
sweep-title-one = “{ $format }”의 움직임
sweep-title-none = 이 범위에서 순서가 바뀌는 형식은 없다
sweep-question = 형식의 순서는 어디에서 바뀌는가?
sweep-subtitle = { $measure }, { $unit }, { $what }에 따라 · 값마다 같은 세계 { $worlds }개 · 띠: 95 % 구간 · { $scenario }
sweep-plane-subtitle = { $measure }: “{ $a }”에서 “{ $b }”{ JOSA($b, "을/를") } 뺀 값, { $unit } · 칸마다 같은 세계 { $worlds }개 · { $scenario }
sweep-turn = { $at }에서 바뀐다
sweep-more-lines = 이름 없이 그린 형식 { $count }개는 표에 있다.
sweep-key-leads = “{ $format }”{ JOSA($format, "이/가") } 앞선다
sweep-key-level = 구간이 0을 포함
sweep-key-contour = 대등한 선
sweep-key-refused = 거부됨
sweep-told = { $value }에서 { $estimate }({ $low }에서 { $high })
sweep-told-field = { $first }, { $second }: { $difference }({ $low }에서 { $high })

# 설계에 따른 sensitivity.
sweep-wants = { $party }{ JOSA($party, "이/가") } 바라는 것
sweep-luck = 운
sweep-dummy = 가짜 입력
sweep-design-cost = 입력 { $inputs }개에 걸친 { $groups } { $runs }개: 점 { $points }개 × 형식 2개, 처리 시간 약 { $seconds }초, 스레드 { $threads }개.
sweep-trajectories = 궤적
sweep-rows = 행
sweep-drives-total = 무엇보다 { $what }: 홀로 또는 다른 입력과 함께, 차이의 분산 100 가운데 { $share }에 관여한다(총 지수 { $total }, 95 % 구간 { $low }에서 { $high }).
sweep-drives-star = 무엇보다 { $what }: 범위 전체에서 차이를 평균 { $unit } { $star }만큼 움직인다(μ*; 95 % 구간 { $low }에서 { $high }).
sweep-luck-does = 운(날짜, 국내의 비준, 들은 것): { $size }.
sweep-nothing-does = 어떤 입력도 어느 점에서도 “{ $a }”{ JOSA($a, "과/와") } “{ $b }”의 차이를 움직이지 않는다(척도: { $measure }).
sweep-head-total = 총 지수
sweep-head-star = μ*
sweep-head-mu = μ
sweep-head-sigma = σ
sweep-design-below = 그 밖의 입력 { $count }개는 가짜 입력과 가려지지 않는다.
sweep-design-heading = “{ $b }”에 견준 “{ $a }”의 차이를 움직이는 것 (척도: { $measure }; 평균 차이 { $difference })
sweep-sobol-basis = 점 { $points }개. 1차 지수: 한 입력이 홀로 설명하는 분산의 몫(Saltelli 2010); 총 지수: 다른 입력과 함께 하는 일까지 합친 몫(Jansen 1999); 95 % 구간은 부트스트랩.
sweep-morris-basis = 점 { $points }개. μ*: 입력의 범위 전체에 걸친 효과 크기의 평균, { $unit }; μ: 그 평균; σ: 점마다 다른 정도(Morris 1991, Campolongo 2007). 당사자가 바라는 것과 운에는 눈금이 없어 μ가 없다.
sweep-same-luck = 서로 견주는 점들은 운이 같아서, 가짜 입력은 정확히 아무 일도 하지 않는다. 요구는 서로 독립으로 추첨한다.

# sensitivity와 discover의 도표.
sweep-axis-total = 총 지수: 다른 입력과 함께 설명하는, 차이의 분산의 몫
sweep-axis-first = 1차 지수: 홀로 설명하는 분산의 몫
sweep-axis-star = μ*: 범위 전체에 걸친 효과 크기의 평균, { $unit }
sweep-title-total = { $what }{ JOSA($what, "이/가") } 홀로 또는 다른 입력과 함께 차이의 분산 100 가운데 { $share }에 관여한다
sweep-title-star = { $what }{ JOSA($what, "이/가") } 차이를 가장 크게 움직인다: 평균 { $unit } { $star }
sweep-title-first = 홀로는 { $what }{ JOSA($what, "이/가") } 가장 많이 설명한다: 차이의 분산 100 가운데 { $share }
sweep-tornado-question = 차이는 어떤 가정에 달려 있는가?
sweep-tornado-subtitle = { $axis } · “{ $a }”에서 “{ $b }”{ JOSA($b, "을/를") } 뺀 값: { $measure } · 선: 95 % 구간
sweep-key-toward = 클수록 “{ $format }”에 유리
sweep-key-no-direction = 방향 없음
sweep-key-dummies = 가짜 입력 { $dummies }개 가운데 어느 것도 넘지 못한 값
sweep-box-title = 첫째 상자에서는 { $a }{ JOSA($a, "이/가") } 세계 100개 중 { $density }개에서 앞서고, 전체에서는 100개 중 { $base }개에서 앞선다
sweep-box-subtitle = “{ $b }”보다 앞서는 “{ $a }”: { $measure } · 저장된 세계 { $worlds }개 · 막대: 입력의 순서로 본 해당 세계
sweep-box-question = 이 형식은 어떤 세계에서 앞서는가?
sweep-box = 상자 { $number }: 100개 중 { $mass }개; 밀도 { $density }, 포함 { $coverage }
sweep-key-steps = 도중의 상자
sweep-key-boxes = 말한 상자
sweep-key-base = 모든 세계
sweep-axis-density = 밀도: 상자 안 100개 중 앞서는 세계
sweep-axis-coverage = 포함: 앞서는 세계 100개 중
sweep-box-short = 상자 { $number }: 밀도 { $density }, 포함 { $coverage }
sweep-density = 밀도(100개 중)
sweep-coverage = 포함(100개 중)
