"""A running `speur serve`, for the tests that ask it from outside."""

import http.client
import json
import subprocess
import sys


class Server:
    def __init__(self, speur, index, *options):
        self.process = subprocess.Popen(
            [speur, "serve", "--index", index, "--port", "0", "--log-format", "json",
             "--query-time", "60000", "--queue-time", "60000", *options],
            stderr=subprocess.PIPE, text=True)
        for line in self.process.stderr:
            entry = json.loads(line)
            if entry["message"] == "ready":
                self.port = entry["port"]
                break
        else:
            sys.exit("the server did not start")

    def ask(self, method, target, headers=None, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.request(method, target, body=body, headers=headers or {})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def stop(self):
        self.process.terminate()
        self.process.stderr.read()
        self.process.wait()
