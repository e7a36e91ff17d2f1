# 가정 바꾸기: 두 결과 사이에 달라진 것(화면, 보고서, 그림)과 나란히 놓은 결과.
what-if-heading = 만약에: { $what }
what-if-as-it-is = 파일 그대로
what-if-against = 비교 대상: { $base }.
what-if-base = 파일 그대로
what-if-one-by-one = 두 결과의 가정된 세계 { $worlds }개가 같아서 하나씩 비교하였다. 나아짐은 전에는 아니었으나 지금은 그러한 세계, 나빠짐은 그 반대이다.
what-if-other-seed = 시드가 달라 세계도 다르다. 하나씩 비교하지 못하고 두 표본으로 비교하였다.
what-if-other-program = 프로그램 판이 달라 세계가 다를 수 있다. 하나씩 비교하지 못하고 두 표본으로 비교하였다.
what-if-no-rows = 한 결과에 세계별 표(results.csv)가 없다. 하나씩 비교하지 못하고 두 표본으로 비교하였다.
what-if-input = { $what }: { $then } → { $now }
what-if-same-inputs = 입력은 같다.
what-if-nothing = 달라진 것이 없다. 어느 세계도 바뀌지 않았다.
what-if-nothing-samples = 달라진 것이 없다. 모든 비율이 같다.
what-if-unchanged = 달라진 것이 없는 형식: { $formats }.
what-if-worlds = { $better }개 나아짐, { $worse }개 나빠짐
what-if-chance = 우연일 수 있음
what-if-more = … 그 밖에 { $count }개
what-if-verdicts = 달라진 판정
what-if-no-verdict = 달라진 판정이 없다.
what-if-verdict-of = { $a }{ JOSA($a, "과/와") } { $b }, { $measure }:
what-if-verdict-line = { $then } → { $now }
what-if-not-tested-alike = 시험한 세계의 수가 같지 않아(--star, --runs) 판정은 비교하지 않는다.
what-if-only-then = 새 결과에 없는 형식: { $formats }.
what-if-only-now = 앞선 결과에 없는 형식: { $formats }.
what-if-share-of = { $format }: { $measure }
what-if-signed = 서명
what-if-completed = 이행 완료
what-if-standing = 마지막까지 유지
what-if-interval = { $change } ({ $low }에서 { $high }까지)

# 열.
what-if-column-what = 세계 100개 가운데
what-if-column-before = 전
what-if-column-now = 지금
what-if-column-change = 변화(95 % 구간)
what-if-column-better = 나아진 세계
what-if-column-worse = 나빠진 세계

# 그림.
what-if-title = “{ $format }”: { $measure }, 가정된 세계 100개 가운데 전 { $then }, 지금 { $now }
what-if-title-worlds = { $title } ({ $better }개 세계에서 나아짐, { $worse }개에서 나빠짐)
what-if-title-chance = { $title }. 우연일 수 있다
what-if-title-nothing = 달라진 것이 없다. 어느 형식에서도 바뀐 가정된 세계가 없다
what-if-subtitle = 가정된 세계 100개 가운데: 전(빈 표시)과 지금(채운 표시). { $what }. { $sample }
what-if-key-before = 전
what-if-key-now = 지금
what-if-key-better = 전보다 잦음
what-if-key-worse = 전보다 드묾
what-if-told = { $measure } { $then } → { $now }

# 나란히 놓은 결과.
side-heading = 나란히 놓은 결과
side-result = { $label }  { $folder }: 가정된 세계 { $worlds }개, 시드 { $seed }, { $set }
side-plain = 바꾼 것 없음
side-unknown = run.json을 읽을 수 없어 무엇을 바꾸었는지 알 수 없음
side-note = { $label }{ JOSA($label, "과/와") } A: { $how }
side-difference = { $label } − A

# 비교 뒤에 권하는 실행.
next-signed = 이 세계에서 서명되지만 { $other }에서는 그렇지 않음
next-in-force = 이 세계에서 발효되지만 { $other }에서는 그렇지 않음
next-completed = 이 세계에서 끝까지 이행되지만 { $other }에서는 그렇지 않음
next-ending = 이 형식의 실행 대부분과 같이 끝남

# 요구 때문에 없어진 합의 가능 영역.
zone-lost-heading = 요구 때문에 합의 가능 영역이 없어진 세계
zone-lost = 처음 가정된 세계 { $all }개 가운데 { $worlds }개에서 “{ $many }”에는 합의 가능 영역이 있고 “{ $few }”에는 없다. 요구가 없다면 후자는 전자의 영역을 모두 갖는다. 그러나 동의해야 하는 당사자가 적을수록 가능한 것이 많아지고, 그만큼 각자의 요구도 커진다.

# 달라진 판정.
what-if-clearly = { $higher }{ JOSA($higher, "이/가") } 뚜렷이 높음
what-if-same = 구조상 같음
what-if-but = { $higher }{ JOSA($higher, "이/가") } 높으나, { $why }
