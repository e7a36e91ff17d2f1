# The command `serve`.
serve-teacher = Your page, for you alone: { $address }
serve-code = The code to join: { $code }
serve-students = Students open: { $address }
serve-loopback = Only this machine reaches these addresses. With --lan students reach them from the network around.
serve-stop = Stop with Ctrl-C. Everything is in { $log }.
serve-go-on = Go on from the log: roundtable serve --log { $log }
serve-stopped = The room is closed. To go on: roundtable serve --log { $log }
