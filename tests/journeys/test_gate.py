"""The gate before the site of these journeys: whoever came in is counted out again."""

import socket
import struct
import threading

from werkzeug.serving import make_server

from tests.journeys.gate import Gate

AT_ONCE = struct.pack("ii", 1, 0)  # no farewell


def test_who_hangs_up_in_the_middle_of_the_answer_is_not_waited_for():
    gone, heard = threading.Event(), b""

    def answer(_environ, start_response):
        start_response("200 OK", [("Content-Length", "7")])
        yield b"Listen."
        assert gone.wait(10)

    gate = Gate()
    server = make_server("127.0.0.1", 0, answer, threaded=True, request_handler=gate.keeper())
    serving = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    serving.start()
    with socket.create_connection(("127.0.0.1", server.server_port), 10) as caller:
        caller.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
        caller.sendall(b"GET / HTTP/1.0\r\n\r\n")
        while not heard.endswith(b"Listen."):
            heard += caller.recv(100)
    gone.set()
    with gate.emptied():
        server.shutdown()
    serving.join(10)
    server.server_close()
