# 형식 도표: 개요, 세계, 차이, 이득, 결과; 그리고 모든 도표에 공통인 것.
chart-footer = { $scenario } · 시드 { $seed } · { $program } · { $hash } · 가정된 세계이며 예측이 아니다
chart-footer-short = { $scenario } · n = { $worlds } · 가정된 세계이며 예측이 아니다
chart-footer-made = { $scenario } · 시드 { $seed } · roundtable { $program } · { $hash } · n = { $worlds } · 가정된 세계이며 예측이 아니다
chart-same-as = { $formats }: { $worlds }개 세계 모두에서 { $format }{ JOSA($format, "과/와") } 같다.
chart-same-once = 모든 세계에서 같은 형식은 한 줄로 묶었다.
chart-messages = 전언이 제안을 바꾼 세계(100개 중): { $list }.
chart-message = { $format } { $share }
chart-of-100 = 100개 중 { $share }
chart-worlds = 세계 수
chart-format = 형식
chart-party = 당사자
chart-yes = 예
chart-no = 아니요
chart-interval = 95 % 구간
chart-from-to = { $low } ~ { $high }
chart-not-compared = 형식을 비교하지 않았다

family-two = 두 당사자
family-all = 모든 당사자
family-programme = 여러 회담
family-some = 일부 당사자


verdict-clear = 뚜렷함
verdict-depends = 가정에 따라 다름
verdict-depends-on = 다음에 따라 다름: { $what }
verdict-open = 미정
verdict-not-tested = 검증 안 됨
verdict-construction = 구조상 같음
verdict-under = 5 미만
verdict-reference = 기준
verdict-says-depends = 가정에 따라 다르다
verdict-says-open = 미정이다
verdict-says-not-tested = 검증되지 않았다

on-behaviour = 협상 행동
on-correlation = 요구가 함께 움직이는 정도
on-demand = 요구의 기준
on-absent = 불참 당사자의 동의 여부
run-forethought = 뒤의 회담을 내다보는지
on-variant = “{ $name }”
run-others = { $first } 외 { $count }가지

title-only-signed = { $format }에서는 가정된 세계 100개 중 { $share }개에서 합의가 서명된다
title-only-in-force = { $format }에서는 가정된 세계 100개 중 { $share }개에서 합의가 발효된다
title-only-completed = { $format }에서는 가정된 세계 100개 중 { $share }개에서 합의가 끝까지 이행된다
title-more-signed = { $format }에서는 { $reference }보다 100개 중 { $points }개 더 많은 세계에서 합의가 서명된다
title-more-in-force = { $format }에서는 { $reference }보다 100개 중 { $points }개 더 많은 세계에서 합의가 발효된다
title-more-completed = { $format }에서는 { $reference }보다 100개 중 { $points }개 더 많은 세계에서 합의가 끝까지 이행된다
title-fewer-signed = { $format }에서는 { $reference }보다 100개 중 { $points }개 더 적은 세계에서 합의가 서명된다
title-fewer-in-force = { $format }에서는 { $reference }보다 100개 중 { $points }개 더 적은 세계에서 합의가 발효된다
title-fewer-completed = { $format }에서는 { $reference }보다 100개 중 { $points }개 더 적은 세계에서 합의가 끝까지 이행된다
title-under-signed = 서명 빈도는 비슷하다: { $reference }{ JOSA($reference, "과/와") } 100개 중 5개 이상 차이 나는 형식이 없다
title-under-in-force = 발효 빈도는 비슷하다: { $reference }{ JOSA($reference, "과/와") } 100개 중 5개 이상 차이 나는 형식이 없다
title-under-completed = 이행 완료 빈도는 비슷하다: { $reference }{ JOSA($reference, "과/와") } 100개 중 5개 이상 차이 나는 형식이 없다
title-unclear-signed = 서명: { $reference }{ JOSA($reference, "과/와") } 뚜렷한 차이가 없다. 가장 큰 차이({ $format }, 100개 중 { $points })는 { $verdict }
title-unclear-in-force = 발효: { $reference }{ JOSA($reference, "과/와") } 뚜렷한 차이가 없다. 가장 큰 차이({ $format }, 100개 중 { $points })는 { $verdict }
title-unclear-completed = 이행 완료: { $reference }{ JOSA($reference, "과/와") } 뚜렷한 차이가 없다. 가장 큰 차이({ $format }, 100개 중 { $points })는 { $verdict }
title-gains-more = { $party }{ JOSA($party, "은/는") } { $reference }보다 { $format }에서 { $points }만큼 더 얻는다
title-gains-less = { $party }{ JOSA($party, "은/는") } { $reference }보다 { $format }에서 { $points }만큼 덜 얻는다
title-loses-more = { $party }{ JOSA($party, "은/는") } { $reference }보다 { $format }에서 { $points }만큼 더 잃는다
title-loses-less = { $party }{ JOSA($party, "은/는") } { $reference }보다 { $format }에서 { $points }만큼 덜 잃는다
title-gains-under = 당사자의 이득: { $reference }{ JOSA($reference, "과/와") } 0.05 이상 차이 나는 형식이 없다
title-gains-unclear = 당사자의 이득: { $reference }{ JOSA($reference, "과/와") } 뚜렷한 차이가 없다. 가장 큰 차이({ $format }, { $party } { $points })는 { $verdict }
title-part = { $title } ({ $parts }부 중 { $part }부: 여기 있는 형식 가운데)
title-gains-only = { $format }에서 합의가 없을 때보다 가장 많이 얻는 쪽은 { $party }: 자체 척도로 { $benefit }

overview-question = 합의는 얼마나 자주 서명·발효·이행 완료되고 끝까지 유지되는가?
overview-subtitle = 가정된 세계 100개 중 (n = { $worlds }; { $scenario }). 옅은 띠: ‘{ $measure }’의 95 % 구간 (시뮬레이션 오차만).
overview-subtitle-narrow = 가정된 세계 100개 중 (n = { $worlds }; { $scenario }). 95 % 구간(시뮬레이션 오차만)은 표시보다 좁다.
overview-against = 차이
overview-months = 서명까지(개월)
overview-months-to = 서명까지 걸린 개월 수(중앙값)
overview-words = 서명 { $signed }, 발효 { $force }, 이행 완료 { $completed }, 끝까지 유지 { $standing }
overview-verdict = { $reference } 대비
overview-verdicts = 뚜렷함: 시험한 다른 가정 모두에서 유지된다. 5 미만: 100 중 5보다 작다. 그 밖: 말할 수 없다.

worlds-question = 어떤 세계에서 형식들이 갈라지는가?
worlds-subtitle = 한 세로줄은 가정된 세계 하나이고 모든 가로줄에서 같으며, { $reference }의 결과 순으로 늘어놓았다 (n = { $worlds } 중 { $shown }개; { $scenario }).
worlds-completed = 이행 완료
worlds-note-far = 세로줄 하나는 모든 행에서 같은 세계이다. { $worlds }개 중 { $shown }개를 그렸다.
worlds-signed = 서명했으나 미완료
worlds-missed = 합의 가능 영역을 놓침
worlds-none = 합의 가능 영역 없음
worlds-title = { $format }만 합의를 끝까지 이행한 세계는 { $shown }개 중 { $more }개, { $reference }만 그런 세계는 { $fewer }개이다
worlds-title-same = { $shown }개 세계 모두에서 형식들의 이행 완료 여부가 같다
worlds-title-only = { $format }에서는 { $shown }개 세계 중 { $more }개에서 합의가 끝까지 이행된다
worlds-words = { $shown }개 세계 중 이행 완료 { $completed }, 서명했으나 미완료 { $signed }, 합의 가능 영역을 놓침 { $missed }, 합의 가능 영역 없음 { $none }

differences-title = { $measure }: { $reference }{ JOSA($reference, "과/와") }의 차이 { $all }개 중 { $clear }개가 뚜렷하다. 가장 큰 것은 { $format }의 { $points }(100개 중)이다
differences-question = 기준과의 차이는 얼마나 확실한가?
differences-subtitle = { $reference }보다 많은(+)·적은(−) 세계, 100개 중 (n = { $worlds }; { $scenario }). 선: 95 % 구간(표시보다 넓은 경우).
differences-run = 다른 가정에서의 같은 차이(별 모양 실행)
differences-run-against = 이에 반하는 가정
differences-measure = 척도
differences-run-against-far = 이에 반하는 가정
differences-run-far = 다른 가정
differences-minus = 빼는 형식
differences-difference = 차이
differences-first = 앞 형식이 높은 세계
differences-second = 뒤 형식이 높은 세계
differences-finding = 판정
differences-words = { $points } ({ $low } ~ { $high }), { $verdict }
differences-bare = 막대가 없는 미정: 두 형식이 갈리는 세계 100개 중 90개 미만이 이 방향이다.

gains-question = 각 당사자는 무엇을 얻는가?
gains-subtitle = 합의가 없을 때에 비한 이득(각 당사자의 자체 척도); 합의가 없는 세계는 0으로 센다 (n = { $worlds }; { $scenario }).
gains-subtitle-some = 합의가 없을 때에 비한 이득(자체 척도). 차이가 큰 당사자 { $all } 중 { $shown }; 나머지는 표에 있다 (n = { $worlds }; { $scenario }).
gains-mean = 평균
gains-middle = 가운데 절반
gains-least = 필요한 최소치
gains-absent = 회담에 불참
gains-at-table = 회담 참가
gains-benefit = 평균 이득(합의 없음 대비)
gains-gain = 평균 이득
gains-confidence = 95 % 신뢰구간
gains-reservation = 평균 유보가치(합의 없음 대비)
gains-words = { $party } { $benefit }

outcomes-question = { $party }{ JOSA($party, "은/는") } 무엇을 얻고, 합의는 얼마나 자주 없는가?
outcomes-subtitle = { $party }의 이득, 자체 척도 (n = { $worlds }; { $scenario }). 점 하나: 합의가 발효된 세계의 5 %; 선: 그 중앙값과 가운데 절반.
outcomes-no-deal = 발효 안 됨
outcomes-note-far = 점 하나: 합의가 발효된 세계 100개 중 5개. 선: 가운데 절반.
outcomes-none = 발효된 세계 없음
outcomes-title = 발효되면 { $party }{ JOSA($party, "은/는") } { $format }에서 가장 많이(중앙값 { $best }), { $other }에서 가장 적게({ $least }) 얻는다
outcomes-title-only = { $format }에서 { $party }에게 발효된 합의가 없는 세계는 100개 중 { $share }개이고, 있으면 이득의 중앙값은 { $median }이다
outcomes-title-alike = 합의가 발효되면 { $party }{ JOSA($party, "은/는") } 모든 형식에서 비슷하게 얻는다(중앙값 { $least } ~ { $best })
outcomes-title-none = 어떤 세계에서도 합의가 발효되지 않는다
outcomes-median = 이득의 중앙값
outcomes-lower = 이득의 제1사분위
outcomes-upper = 이득의 제3사분위
outcomes-words = 100개 중 { $share }개에서 발효되지 않음; 발효되면 중앙값 { $median } (가운데 절반 { $low } ~ { $high })
outcomes-words-none = 100개 중 { $share }개에서 발효되지 않음
note-zone = 합의 가능 영역을 놓침: 모두에게 맞는 것이 있었으나 회담이 실패했다. 합의 가능 영역 없음: 모두에게 맞는 것이 없었다.
