# The command `serve`.
serve-teacher = 교사 페이지(혼자만 보세요): { $address }
serve-code = 참가 코드: { $code }
serve-students = 학생이 여는 주소: { $address }
serve-loopback = 이 주소는 이 컴퓨터에서만 열립니다. --lan을 붙이면 주변 네트워크의 학생도 열 수 있습니다.
serve-stop = Ctrl-C로 끝냅니다. 모든 기록은 { $log }에 있습니다.
serve-go-on = 기록에서 이어 가기: roundtable serve --log { $log }
serve-stopped = 교실을 닫았습니다. 이어 가려면: roundtable serve --log { $log }
