# 나누어 만드는 결과의 부분(`--shard`, `merge`, `cluster`)과, 충분히 정확해지면 멈추는 실행(`--until`).
shard-done = { $of }개 가운데 { $part }번째 부분이 다 되었다: 가정 세계 { $all }개 가운데 { $worlds }개, { $folder } 폴더.
shard-already = { $of }개 가운데 { $part }번째 부분은 이미 { $folder } 폴더에 다 되어 있다. 아무것도 시뮬레이션하지 않았다.
shard-next = 부분 { $of }개가 모두 있으면: roundtable merge DIR… -o OUT
until-heading = 실행이 멈춘 때
until-met = 충분히 정확해져 가정 세계 { $worlds }개에서 멈추었다: { $until } (실제 폭 { $width }).
until-not-met = 가정 세계 { $worlds }개를 모두 써도 충분히 정확하지 않다: 요구한 것은 { $until }, 실제 폭은 { $width }. 세계를 더 늘리려면 --runs.
until-once = 구간은 모든 세계가 끝난 뒤 한 번, 신뢰 수준 95 %로 보았다.
until-looks = 구간을 { $made }번 보았고, 많으면 { $planned }번까지 볼 수 있었다. 볼 때마다 신뢰 수준을 { $confidence } %로 잡았으므로, 무엇 때문에 멈추었든 구간은 95 %로 성립한다. 다른 표와 그림의 구간은 세계의 수를 미리 정한 경우의 것이다.
until-share = { $format }: 가정 세계 100개 가운데 { $estimate } ({ $low }에서 { $high }까지).
until-difference = { $format } − { $reference }: 가정 세계 100개 가운데 { $estimate } ({ $low }에서 { $high }까지).
cluster-wrote = 작업 { $tasks }개의 스크립트를 { $folder } 폴더에 썼다. 아직 아무것도 시작하지 않았다.
cluster-start = 시작하려면: { $command }
