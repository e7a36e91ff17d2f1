# 문장으로 쓴 형식: 일곱 구성 요소와 국면.
format-veto = { $parties }{ JOSA($parties, "은/는") } { $issue }의 “{ $level }”{ JOSA($level, "을/를") } 거부할 수 있음
format-indispensable = { $parties } 없이는 아무것도 통과되지 않음
format-table = “{ $table }” 소회의: { $parties } (의제: { $issues })
format-everyone = 회담 참가자 모두가 수락해야 함
format-no-member = 참가자 누구도 거부하지 않아야 함
format-minus-one = 참가자 하나까지 거부해도 됨
format-minus = 참가자 { $count }까지 거부해도 됨
format-quota-one = 참가자 하나가 수락해야 함
format-quota = 참가자 { $count } 이상이 수락해야 함
format-weighted = 합쳐 { $count }표 이상인 참가자들이 수락해야 함 ({ $votes })
format-text = { $party }{ JOSA($party, "이/가") } 단일 문안을 작성
format-in-turn = 참가자 순서대로 돌아가며 제안
format-in-turn-of = 다음 순서로 돌아가며 제안: { $parties }
format-adopts = 소회의가 가져온 것을 통째로 받거나 버림
format-amends = 소회의가 가져온 것을 통째로 받거나 거기서부터 협상
format-own-only = 각 당사자는 자기 요구와 유혹만 앎
format-disclosed = 회담장에서 요구와 유혹이 알려진 당사자: { $parties }
format-mediates = { $party }{ JOSA($party, "이/가") } 중재: 남들에 관해 아는 것을 각자에게 말함
format-carries = { $by }{ JOSA($by, "이/가") } { $about }의 말을 { $to }에 전함
format-nobody-monitors = 감시자 없음
format-monitored = 감시: { $parties }
format-supervision = 감시자가 사찰할 수 있음 (더 많이 탐지하며, 모형에 든 것은 그뿐이다: 강제 이행 권한이 할 일은 들어 있지 않다)
format-guaranteed = 보장: { $parties }
format-weight = { $party }{ JOSA($party, "이/가") } 힘을 실어 줌
format-all-issues = 의제 { $count }개 모두
format-issues = 의제: { $issues }
format-one-stage = 한 단계로
format-by-map = 이행 계획 { $maps }에 따라
format-each-stage = 각 단계는 완료되면 발효
format-after-last = 마지막 단계가 완료되기 전에는 아무것도 발효되지 않음
format-takes = “{ $map }”에 따라 모두 이행하는 데 걸리는 시간: { $time } (평균, 범위의 가운데에서)
format-on-promise = 완료 전에 약속만으로: { $issues }
format-all-or-none = 모든 의제를 함께 합의하거나 전혀 합의하지 않음
format-may-leave-out = 의제를 뺄 수 있음
format-contingent = 전체 회의 전에는 소회의의 어떤 것도 발효되지 않음
format-at-once = 소회의가 서명한 것은 곧바로 발효
format-absent-asked = 의무를 지게 될 불참 당사자에게는 서명 뒤에 참여를 요청
format-leaders = 정상급
format-delegates = 실무급 대표단
format-meeting = { $first } 뒤 회의 한 번
format-meetings = 회의 { $count }번, 첫 회의는 { $first } 뒤, 그다음은 { $every }마다
format-offers = 회의마다 제안 { $count }번
format-refer-back = 합의한 것은 서명 전에 본국에 가져감
format-nobody-ratifies = 비준 없음
format-ratified = 비준: { $parties }
format-public = 실패가 공개됨
format-not-public = 실패가 공개되지 않음

# 한 줄로 쓴 국면.
phase-then = 그다음 { $name }
phase-failed = 실패하면 { $name }
phase-progress = 진전이 있으면 { $name }
phase-done = 다 이행되면 { $name }
phase-if = { $phase } ({ $reached }에 이르면)
phase-unless = { $phase } ({ $not }에 이르지 않으면)
phase-if-but-not = { $phase } ({ $reached }에는 이르고 { $not }에는 이르지 않으면)
phase-or = { $first } 또는 { $rest }

# 문장으로 쓴 국면.
phase-held = “{ $phase }”: 형식 { $name }
phase-after-ended = “{ $before }”의 회담이 끝난 뒤
phase-after-failed = “{ $before }”{ JOSA($before, "이/가") } 실패하면 (서명이 없거나, 서명 뒤 거부되거나, 무너짐)
phase-after-in-force = “{ $before }”의 무엇이든 발효되면
phase-after-progress = “{ $before }”의 한 단계가 완료되거나 하나뿐인 단계가 발효되면
phase-after-done = “{ $before }”{ JOSA($before, "이/가") } 모두 이행되면
phase-level = { $issue }의 “{ $level }”
phase-if-practised = { $levels }{ JOSA($levels, "이/가") } 시행되거나 구속력이 있으면
phase-unless-practised = { $levels }{ JOSA($levels, "이/가") } 시행되지도 구속력이 있지도 않으면

# 당사자가 원하는 것.
statement-prefers = { $party }: { $issue }에서 “{ $other }”보다 “{ $level }”{ JOSA($level, "을/를") } 바란다
statement-cares-more = { $party }: { $other }보다 { $issue }{ JOSA($issue, "을/를") } 더 중시한다
statement-only-with = { $party }: { $issue }의 “{ $level }”{ JOSA($level, "은/는") } { $with }{ JOSA($with, "과/와") } 함께일 때만 받아들인다
statement-indifferent = { $party }: { $issue }에는 관심이 없다
statement-level = { $issue }의 “{ $level }”
statement-ranks = { $party }: { $issue }의 순서, 가장 좋은 것부터: { $levels }

# 사건이 하는 일.
effect-lapse = { $issue }{ JOSA($issue, "이/가") } 저절로 효력을 잃을 수 있음
effect-moves = 바뀌는 것: { $what }
effect-new-government = { $party }에 새 정부가 들어섬: 요구를 새로 뽑는다
effect-reveals = { $party }의 요구와 유혹이 모두에게 알려짐
effect-outside-option = { $party }의 외부 대안
effect-patience = { $party }의 인내심
effect-demand = { $party }의 요구
effect-weight = { $party }에게 { $issue }의 비중
