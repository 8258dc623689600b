"""Addresses outside, asked of a server on this machine that does all that servers do."""

import datetime
import json
import shutil
import ssl
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from build_tools.checks.lnk.asking import Answer, Asker
from build_tools.checks.lnk.external import check_external
from build_tools.issues import IssuesFound, Severity
from build_tools.publication.blocks import Address, Link
from tests.builders import paragraph, publication, section, words

TODAY = datetime.date(2026, 11, 22)


class Site(BaseHTTPRequestHandler):
    """Answers by path: /404 with 404. A path's later answers may differ from its first."""

    def do_GET(self):
        self.server.asked.append((self.command, self.path))
        name = self.path.strip("/")
        if name == "hang":
            self.server.closing.wait(10)
            return
        status, headers = self.server.answers.get(name, (name, {}))
        if isinstance(status, list):
            status = status.pop(0) if len(status) > 1 else status[0]
        if (status, self.command) == ("no-head", "HEAD"):
            status = "405"
        self.send_response(int(status) if status != "no-head" else 200)
        for header, value in headers.items():
            self.send_header(header, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET  # noqa: N815

    def log_message(self, *_):
        pass


@pytest.fixture
def start(monkeypatch):
    """Return a function that starts a server; all are stopped in the end."""
    monkeypatch.setenv("no_proxy", "*")
    servers = []

    def start(answers=(), certificate=None):
        server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
        server.answers, server.asked, server.closing = dict(answers), [], threading.Event()
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        server.handle_error = lambda *_: None  # a client that hangs up is what we test
        scheme = "https" if certificate else "http"
        server.address = f"{scheme}://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        servers.append((server, thread))
        return server

    yield start
    for server, thread in servers:
        server.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def slept():
    return []


@pytest.fixture
def asker(slept):
    return Asker(timeout=5, sleep=slept.append)


def test_what_is_there(start, asker):
    server = start()
    assert asker.ask(f"{server.address}/200") == Answer("there")
    assert server.asked == [("HEAD", "/200")]


def test_a_server_that_does_not_like_head_is_asked_for_the_page(start, asker):
    server = start({"page": ("no-head", {})})
    assert asker.ask(f"{server.address}/page") == Answer("there")
    assert server.asked == [("HEAD", "/page"), ("GET", "/page")]


@pytest.mark.parametrize("status", ["404", "410", "403", "401"])
def test_what_is_not_there(start, asker, status):
    answer = asker.ask(f"{start().address}/{status}")
    assert answer.verdict == "gone"
    assert answer.words.startswith(status)


@pytest.mark.parametrize("status", ["301", "308"])
def test_what_has_moved_for_good(start, asker, status):
    server = start({"old": (status, {"Location": "/200"})})
    assert asker.ask(f"{server.address}/old") == Answer("moved", f"{server.address}/200")


@pytest.mark.parametrize("status", ["302", "303", "307"])
def test_what_is_elsewhere_for_now(start, asker, status):
    server = start({"now": (status, {"Location": "/200"})})
    assert asker.ask(f"{server.address}/now") == Answer("there")


def test_a_new_address_is_the_last_one_that_is_for_good(start, asker):
    server = start(
        {
            "a": ("301", {"Location": "/b"}),
            "b": ("301", {"Location": "/c"}),
            "c": ("302", {"Location": "/d"}),
            "d": ("301", {"Location": "/200"}),
        }
    )
    assert asker.ask(f"{server.address}/a") == Answer("moved", f"{server.address}/c")


def test_a_move_to_nothing(start, asker):
    server = start({"old": ("301", {"Location": "/404"})})
    assert asker.ask(f"{server.address}/old").verdict == "gone"


@pytest.mark.parametrize("location", ["/loop", "ftp://127.0.0.1/", "file:///etc/hostname", ""])
def test_redirects_that_lead_nowhere(start, asker, location):
    server = start({"loop": ("302", {"Location": location})})
    assert asker.ask(f"{server.address}/loop").verdict == "astray"


def test_a_busy_server_is_given_the_time_that_it_asks_for(start, asker, slept):
    server = start({"busy": (["429", "200"], {"Retry-After": "7"})})
    assert asker.ask(f"{server.address}/busy") == Answer("there")
    assert slept == [7, 1]


def test_a_server_that_asks_for_an_hour_is_not_waited_for(start, asker, slept):
    server = start({"busy": ("429", {"Retry-After": "3600"})})
    assert asker.ask(f"{server.address}/busy").verdict == "silent"
    assert slept == []
    assert len(server.asked) == 1


@pytest.mark.parametrize("headers", [{}, {"Retry-After": "Sun, 22 Nov 2026 10:00:00 GMT"}])
def test_a_broken_server_is_asked_three_times_and_ever_more_slowly(start, asker, slept, headers):
    server = start({"broken": ("500", headers)})
    assert asker.ask(f"{server.address}/broken").words.startswith("500")
    assert len(server.asked) == 6
    assert [wait for wait in slept if wait > asker.pace] == [2, 4]


def test_a_server_that_recovers(start, asker):
    server = start({"page": (["500", "500", "200"], {})})
    assert asker.ask(f"{server.address}/page") == Answer("there")


def test_a_server_that_hangs(start, slept):
    url, asker = f"{start().address}/hang", Asker(timeout=0.1, sleep=slept.append)
    assert asker.ask(url) == Answer("hangs")
    (issue,) = check_external(naming(url), today=TODAY, asker=asker)
    assert issue.code == "EXT-004"


def test_a_server_that_is_not_there(start, asker):
    server = start()
    server.socket.close()
    answer = asker.ask(f"{server.address}/200")
    assert answer.verdict == "silent"
    assert answer.words


def test_a_bad_certificate(start, asker, tmp_path):
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl makes the certificate")
    file = tmp_path / "bad.pem"
    command = [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    command += ["-nodes", "-subj", "/CN=127.0.0.1", "-keyout", file, "-out", tmp_path / "crt"]
    subprocess.run(command, check=True, capture_output=True)
    file.write_text(file.read_text() + (tmp_path / "crt").read_text())
    url = f"{start(certificate=file).address}/200"
    (issue,) = check_external(naming(url), today=TODAY, asker=asker)
    assert issue.code == "EXT-003"
    assert "self-signed" in issue.problem


def test_the_same_host_is_asked_at_a_pace_and_others_at_once(start, asker, slept):
    one, other = start(), start()
    for address in (f"{one.address}/200", f"{other.address}/200"):
        asker.ask(address)
    assert slept == []
    asker.ask(f"{one.address}/200")
    assert slept == [1]


# --- A whole publication ---------------------------------------------------------------


def naming(*urls):
    links = [Link(Address(url), words("Words")) for url in (*urls, "mailto:a@b.example")]
    return publication(section("One", *(paragraph(link) for link in links)))


@pytest.fixture
def check(asker, tmp_path):
    def check(*urls, allow=None, today=TODAY):
        file = tmp_path / "allow.yml"
        file.write_text(json.dumps(allow or []))
        cache = tmp_path / "cache" / "answers.json"
        return list(
            check_external(naming(*urls), today=today, cache=cache, allow=file, asker=asker)
        )

    return check


def test_every_answer_has_its_code(start, check):
    server = start({"old": ("301", {"Location": "/200"}), "loop": ("302", {"Location": "/loop"})})
    names = ("200", "404", "500", "old", "loop")
    issues = check(*(f"{server.address}/{name}" for name in names))
    assert [issue.code for issue in issues] == [
        "EXT-001",
        "EXT-002",
        "EXT-005",
        "EXT-006",
    ]
    warnings = [issue.code for issue in issues if issue.severity is Severity.WARNING]
    assert warnings == ["EXT-005"]


def test_a_fault_has_place_problem_and_remedy(start, check):
    url = f"{start().address}/404"
    (issue,) = check(url)
    assert str(issue) == (
        "content/test.md:1: error EXT-001\n"
        f"  '{url}' is not there (404 Not Found).\n"
        "  Find the new address, or take the link out."
    )


def test_an_address_is_asked_once_whatever_its_fragment(start, check):
    server = start()
    assert check(f"{server.address}/200", f"{server.address}/200#a") == []
    assert len(server.asked) == 1


def test_a_good_answer_is_remembered_for_some_days(start, check):
    server = start()
    for days in (0, 5, 6):
        check(f"{server.address}/200", today=TODAY + datetime.timedelta(days=days))
    assert len(server.asked) == 2


def test_a_bad_answer_is_not_remembered(start, check):
    server = start({"page": (["404", "404", "200"], {})})
    assert len(check(f"{server.address}/page")) == 1
    assert check(f"{server.address}/page") == []


def test_a_damaged_cache_holds_nothing(start, check, tmp_path):
    server = start()
    (tmp_path / "cache").mkdir()
    for text in ("{", "[]", '{"a": 1}', f'{{"{server.address}/404": "soon"}}'):
        (tmp_path / "cache" / "answers.json").write_text(text)
        assert len(check(f"{server.address}/404")) == 1


def allowance(url, until="2026-11-22"):
    return {"address": url, "reason": "It asks every machine to log in.", "until": until}


def test_an_allowance(start, check):
    url = f"{start().address}/403"
    assert check(url, allow=[allowance(url)]) == []


def test_an_allowance_that_ran_out(start, check):
    url = f"{start().address}/403"
    assert [issue.code for issue in check(url, allow=[allowance(url, "2026-11-21")])] == [
        "EXT-001",
        "EXT-007",
    ]


@pytest.mark.parametrize("name", ["200", "other"])
def test_an_allowance_that_nothing_needs(start, check, name):
    server = start()
    issues = check(f"{server.address}/200", allow=[allowance(f"{server.address}/{name}")])
    assert [issue.code for issue in issues] == ["EXT-007"]


@pytest.mark.parametrize("allow", [{"a": 1}, [{"address": "x"}], [allowance("x", "soon")]])
def test_an_allow_list_that_is_not_complete(check, allow):
    with pytest.raises(IssuesFound) as stopped:
        check("https://example.org/", allow=allow)
    assert [issue.code for issue in stopped.value.report] == ["EXT-007"]
