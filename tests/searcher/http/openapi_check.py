"""Whether the OpenAPI document is one, and whether the server does what it says.

    openapi_check.py SPEUR SPEUR-INDEX CONTENT

Each status of each operation that can be provoked is provoked, and its answer held against its
schema and headers; each parameter is tried with strict=true, under which the server also names all
that it takes. Ends with 77 where Debian's python3-jsonschema is missing.
"""

import json
import os
import re
import socket
import subprocess
import sys
import tempfile
from urllib.parse import quote, urlencode

from speur_server import Server

try:
    import jsonschema
    from jsonschema import Draft202012Validator
except (ImportError, AttributeError):
    print("SKIPPED: it needs python3-jsonschema of 4.0 or later")
    # Where script/install-dependencies was to install it, its absence is a fault.
    sys.exit(1 if os.environ.get("SPEUR_REQUIRE_ALL") else 77)

faults = []
# Not to be had from outside: faults of the server, and an index on another host.
not_provoked = {("*", "500"), ("/v1/suggest", "404")}


def check(is_right, *what):
    if not is_right:
        faults.append(" ".join(str(part) for part in what))


class Document:
    def __init__(self, text):
        self.root = json.loads(text)

    def resolved(self, node):
        while isinstance(node, dict) and "$ref" in node:
            path = node["$ref"].removeprefix("#/").split("/")
            node = self.root
            for part in path:
                node = node[part.replace("~1", "/").replace("~0", "~")]
        return node

    def operations(self):
        for path, item in self.root["paths"].items():
            for method, operation in item.items():
                yield path, method.upper(), operation

    def parameters(self, operation, where):
        found = [self.resolved(each) for each in operation.get("parameters", [])]
        return {each["name"]: each for each in found if each["in"] == where}

    def body_parameters(self, operation):
        content = operation["requestBody"]["content"].get("application/json")
        return self.resolved(content["schema"])["properties"] if content else {}

    def validator(self, schema):
        # References lead into this document: it stands around the schema.
        return Draft202012Validator({**self.root, **schema})


def check_document(document):
    root = document.root
    check(re.fullmatch(r"3\.1\.\d+", root["openapi"]), "openapi is", root["openapi"])
    for name in ("title", "version", "contact", "license", "description"):
        check(root["info"].get(name), "info has no", name)
    check(re.fullmatch(r"\d+\.\d+\.\d+", root["info"]["version"]), "info.version is no version")
    check(root["servers"] and not root["servers"][0]["url"].endswith("/"), "servers")
    used = set()

    def walk(node, at):
        if isinstance(node, dict):
            if isinstance(node.get("$ref"), str):
                used.add(node["$ref"])
                try:
                    document.resolved(node)
                except (KeyError, TypeError):
                    check(False, at, "refers to nothing:", node["$ref"])
            for key, value in node.items():
                walk(value, f"{at}/{key}")
        elif isinstance(node, list):
            for place, value in enumerate(node):
                walk(value, f"{at}/{place}")

    walk(root, "#")
    for kind, members in root["components"].items():
        for name in members:
            check(f"#/components/{kind}/{name}" in used, "is never used:", kind, name)
    for name, schema in root["components"]["schemas"].items():
        try:
            Draft202012Validator.check_schema(schema)
        except jsonschema.SchemaError as error:
            check(False, "schema", name, error.message)
        for member in schema.get("properties", {}):
            check(re.fullmatch(r"[a-z][A-Za-z0-9]*", member), name, member, "is no camelCase")
    seen = set()
    tags = {tag["name"] for tag in root["tags"]}
    for path, method, operation in document.operations():
        at = f"{method} {path}"
        check(path == "/" or not path.endswith("/"), at, "ends with a slash")
        check(operation.get("summary"), at, "has no summary")
        check(set(operation["tags"]) <= tags, at, "has an unknown tag")
        check(operation["operationId"] not in seen, at, "has the operationId of another")
        seen.add(operation["operationId"])
        check(set(re.findall(r"{(\w+)}", path)) == set(document.parameters(operation, "path")), at,
              "and its path parameters")
        for parameter in map(document.resolved, operation["parameters"]):
            check(parameter.get("description"), at, parameter["name"], "has no description")
            Draft202012Validator.check_schema(parameter["schema"])
        for status, response in operation["responses"].items():
            response = document.resolved(response)
            check(response.get("description"), at, status, "has no description")
            check("API-Version" in response["headers"], at, status, "has no API-Version")


class Conversation:
    """Holds what the server answers against the document."""

    def __init__(self, document):
        self.document = document
        self.provoked = set()

    def hold(self, path, method, status, answer):
        operation = self.document.root["paths"][path][method.lower()]
        at = f"{method} {path} {status}"
        given, headers, body = answer
        check(given == int(status), at, "gave", given, body[:200])
        if given != int(status) or status not in operation["responses"]:
            check(status in operation["responses"], at, "is not in the document")
            return
        self.provoked.add((path, method, status))
        response = self.document.resolved(operation["responses"][status])
        for name, header in response["headers"].items():
            header = self.document.resolved(header)
            check(headers[name] or not header.get("required"), at, "has no", name)
            if headers[name]:
                value = headers[name]
                if header["schema"]["type"] == "integer":
                    value = int(value)
                for error in self.document.validator(header["schema"]).iter_errors(value):
                    check(False, at, name, error.message)
        for name in ("X-Content-Type-Options", "Content-Security-Policy"):
            check(headers[name], at, "has no", name)
        content = response.get("content")
        type_of = headers.get_content_type() if headers["Content-Type"] else None
        if content is None:
            check(type_of is None and not body, at, "has content")
            return
        check(type_of in content, at, "is", type_of)
        if type_of not in content:
            return
        value = json.loads(body) if type_of.endswith("json") else body.decode()
        for error in self.document.validator(content[type_of]["schema"]).iter_errors(value):
            check(False, at, "/".join(map(str, error.absolute_path)), error.message)

    def tell_missing(self):
        for path, method, operation in self.document.operations():
            for status in operation["responses"]:
                if ("*", status) in not_provoked or (path, status) in not_provoked:
                    continue
                check((path, method, status) in self.provoked, method, path, status,
                      "was not provoked")


def value_of(parameter):
    schema = parameter["schema"]
    if "example" in parameter:
        value = parameter["example"]
    elif "default" in schema:
        value = schema["default"]
    else:
        value = {"integer": 1, "boolean": True, "array": ["*"]}.get(schema["type"], "x")
    if isinstance(value, bool):
        return str(value).lower()
    return ",".join(value) if isinstance(value, list) else value


def accepted(answer):
    """What the server says that it takes."""
    for error in json.loads(answer[2]).get("errors", []):
        found = re.search(r"there are: (.*)", error["detail"])
        if error["code"] == "unknown" and found:
            return set(found[1].split(", "))
    return set()


class Crowded(Server):
    """A server with room for one connection, which is taken whenever it is asked."""

    def __init__(self, speur, index):
        super().__init__(speur, index, "--max-connections", "1")

    def ask(self, method, target, headers=None, body=None):
        while True:
            with socket.create_connection(("127.0.0.1", self.port)) as taken:
                taken.sendall(b"GET /health HTTP/1.1\r\nHost: proef\r\n\r\n")
                # Refused if the one before it is not quite gone: else it is counted before any other.
                if taken.recv(1000).startswith(b"HTTP/1.1 200"):
                    return super().ask(method, target, headers, body)


def converse(document, server, crowded, without_report, page):
    conversation = Conversation(document)
    targets = {"id": quote(page, safe=""), "index": "proef", "facet": "doelgroep"}
    as_json = {"Content-Type": "application/json"}
    bodies = {"/1/indexes/*/queries": {"requests": [
        {"indexName": "proef", "params": "query=afval&facets=*"},
        {"indexName": "proef", "type": "facet", "facet": "doelgroep", "facetQuery": "i"}]}}
    for path, method, operation in document.operations():
        target = re.sub(r"{(\w+)}", lambda name: targets[name[1]], path).replace("*", "%2A")
        body = json.dumps(bodies.get(path, {})) if method == "POST" else None
        headers = as_json if method == "POST" else {}

        def ask(status, *, at=target, on=server, verb=method, **more):
            answer = on.ask(verb, at, {**headers, **more.get("headers", {})},
                            more.get("body", body))
            conversation.hold(path, method, status, answer)
            return answer

        responses = operation["responses"]
        answer = ask("200")
        if "304" in responses:
            ask("304", headers={"If-None-Match": answer[1]["ETag"] or "-"})
            ask("304", headers={"If-None-Match": f"\"x\", {answer[1]['ETag']}"})
            ask("304", headers={"If-None-Match": "*"})
        refused = ask("400", at=target + "?strict=true&onbekend=1")
        in_url = document.parameters(operation, "query")
        if not path.startswith("/1/"):
            names = accepted(refused)
            if method == "GET":
                names = {name for name in names if not re.match(r"(from|to)\.", name)}
                check(names == set(in_url), path, "takes", sorted(names ^ set(in_url)))
            else:
                refused = ask("400", body=json.dumps({"strict": True, "onbekend": 1}))
                check(accepted(refused) == set(document.body_parameters(operation)), path,
                      "takes in its body", sorted(accepted(refused)))
        for name, parameter in in_url.items():
            query = urlencode({"strict": "true"} | {name: value_of(parameter)})
            ask("200", at=f"{target}?{query}")
        ask("405", verb="DELETE")
        ask("406", headers={"Accept": "image/png"})
        ask("406", headers={"Accept-Encoding": "*;q=0"})
        ask("414", at=target + "?" + "x" * 9000)
        ask("431", headers={"X-Long": "x" * 9000})
        if "413" in responses:
            ask("413", body="{" + " " * 65536 + "}")
        if "415" in responses:
            ask("415", headers={"Content-Type": "text/plain"})
        ask("503", on=crowded)
        if path == "/zero-hits":
            ask("404", on=without_report)
        elif "404" in responses and "{id}" in path:
            ask("404", at=target.replace(targets["id"], "nergens.md"))
        if method == "GET":
            status, head, nothing = server.ask("HEAD", target)
            check(status == 200 and not nothing, "HEAD", path, status)
            check(head.get_content_type() == answer[1].get_content_type(), "HEAD", path)
        status, options, nothing = server.ask("OPTIONS", target)
        check(status == 204 and method in options["Allow"].split(", "), "OPTIONS", path, status)
    return conversation


def try_searches(conversation, server):
    """Answers of many forms, each as the document has them."""
    for query in ("", "q=afval", "q=afvall", "q=%22afval", "q=zzzzzz", "q=paspoort&explain=true",
                  "q=afval&facets=all&page=2&hitsPerPage=3", "facets=*&limit=0",
                  "q=afval&attributesToRetrieve=id,title", "q=afval&offset=1&limit=2",
                  "q=avg&facets=all&sort=title:desc", "filter=doelgroep=inwoner&facets=doelgroep"):
        conversation.hold("/v1/search", "GET", "200", server.ask("GET", "/v1/search?" + query))
        conversation.hold("/", "GET", "200", server.ask("GET", "/?" + query))
    for typed in ("a", "pas", "xq", "%C3%A9"):
        for path in ("/v1/suggest", "/opensearch/suggestions"):
            conversation.hold(path, "GET", "200", server.ask("GET", f"{path}?q={typed}"))
    for query in ("limit=x", "page=0", "sort=nergens", "facets=nergens", "filter=a", "q=%ff",
                  "page=1&limit=1", "strict=true&q=%22open", "lang=%20"):
        conversation.hold("/v1/search", "GET", "400", server.ask("GET", "/v1/search?" + query))
    conversation.hold("/v1/documents/{id}", "GET", "400",
                      server.ask("GET", "/v1/documents/%ff"))


def main():
    speur, indexer, content = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([indexer, content, "--index", folder], stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, check=False)
        server = Server(speur, folder, "--zero-hits-report")
        crowded = Crowded(speur, folder)
        without_report = Server(speur, folder)
        try:
            text = server.ask("GET", "/openapi.json")[2]
            check(text == server.ask("GET", "/v1/openapi.json")[2], "/v1/openapi.json is another")
            document = Document(text)
            check_document(document)
            hits = json.loads(server.ask("GET", "/v1/search?limit=1")[2])["hits"]
            conversation = converse(document, server, crowded, without_report, hits[0]["id"])
            try_searches(conversation, server)
            conversation.tell_missing()
        finally:
            for each in (server, crowded, without_report):
                each.stop()
    for fault in faults:
        print(fault)
    print(f"{len(conversation.provoked)} responses hold")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
